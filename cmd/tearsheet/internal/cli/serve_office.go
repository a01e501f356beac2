package cli

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/extract/siterules"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// officeFlags say with what a server, and the tools of assistants, work.
type officeFlags struct {
	archive string
	state   stateFlag
	rules   string
	sites   *siterules.Set
	polite  politeFlags
	sign    signFlags
	chrome  optionFlags
}

func (o *officeFlags) addFlags(flags *pflag.FlagSet) {
	addArchiveFlag(flags, &o.archive)
	addSiteRulesFlag(flags, &o.rules)
	o.polite.addFlags(flags)
	o.sign.addFlags(flags)
	o.chrome.addFlags(flags, option.Chrome)
}

func (o *officeFlags) validate() (err error) {
	o.chrome.fix("guard", "true") // the pages are named by others
	if o.sites, err = loadSiteRules(o.rules); err != nil {
		return err
	}
	if err := o.polite.validate(); err != nil {
		return err
	}
	return o.chrome.validate()
}

// office is an archive that is open, and who captures into it.
type office struct {
	archive *snapshots.Writer
	shelf   shelf.Shelf
	desk    *libraries

	indexed *index.Follower
	chrome  *strangers
}

func (o *officeFlags) open(ctx context.Context, a *app) (*office, error) {
	signer, err := o.sign.signer()
	if err != nil {
		return nil, err
	}
	gate, err := o.polite.gate(&o.chrome)
	if err != nil {
		return nil, err
	}
	archive, err := snapshots.OpenWriter(o.archive)
	if err != nil {
		return nil, err
	}
	if err := o.state.use(archive.Store); err != nil {
		return nil, errors.Join(err, archive.Close())
	}
	x := a.openIndexFresh(archive.Store, seenFor)
	indexed := x.Follow(ctx)
	chrome := &strangers{opts: o.chrome.browserOptions(a)}
	return &office{
		archive: archive, shelf: shelf.Shelf{Store: archive.Store, Index: x}, indexed: indexed, chrome: chrome,
		desk: &libraries{
			pipeline: pipeline.Pipeline{
				Archive: archive, Tool: snapshots.Tool{Name: "tearsheet", Version: version()}, Stored: indexed.Add,
				Retries: o.polite.retries, Stopping: a.drain.Done(), Signer: signer, SiteRules: o.sites,
			},
			browser: chrome, gate: gate,
		},
	}, nil
}

// seenFor is how long what was seen of the folders holds for a server, which follows what it
// captures itself.
const seenFor = 2 * time.Second

func (o *office) close() {
	o.chrome.close()
	o.indexed.Close()
	_ = o.shelf.Index.Close() // a cache
	_ = o.archive.Close()     // what was stored is stored
}
