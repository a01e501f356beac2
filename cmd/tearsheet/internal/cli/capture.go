package cli

import (
	"context"
	"errors"
	"iter"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/identity"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/extract/siterules"
	"github.com/tearsheet/tearsheet/snapshots"
)

// captureOptions are the flags of capture.
type captureOptions struct {
	archive     string
	json        bool
	concurrency int
	machine     func() reading // nil where the number of pages is not to follow it
	complete    float64
	rules       string
	sites       *siterules.Set
	page        pageFlags
	sources     sourceFlags
	polite      politeFlags
	replay      replayFlags
	sign        signFlags
}

func newCaptureCmd(a *app) *cobra.Command {
	var o captureOptions
	cmd := &cobra.Command{
		Use:   "capture [flags] URL...",
		Short: "Capture pages into the archive",
		Long: `capture loads each page, waits until it is complete, clears what lies over it, and
stores the rendered document, a picture, the article and a manifest as a snapshot.

Exit codes: 0 every page was captured; 1 some page failed, the others are stored;
2 wrong usage; 130 stopped by a second signal. The first Ctrl-C finishes and stores
the pages that have begun.`,
		Example: `  tearsheet capture https://example.com/
  tearsheet capture --json --from urls.txt > results.jsonl
  tearsheet capture --device "iPhone 13" --archive ./evidence https://example.com/
  tearsheet capture --serve ./public /index.html /about.html`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.validate(args); err != nil {
				return err
			}
			if !cmd.Flags().Changed("concurrency") {
				o.machine = readMachine
			}
			return o.run(cmd.Context(), a, args)
		},
	}
	flags := cmd.Flags()
	addArchiveFlag(flags, &o.archive)
	flags.BoolVar(&o.json, "json", false, "print one JSON line a page on stdout, as pages finish")
	flags.IntVar(&o.concurrency, "concurrency", defaultConcurrency(), "pages to capture at the same time (three times the cores, as far as there is memory; then more while cores are idle, fewer when memory is short)")
	flags.Float64Var(&o.complete, "require-complete", 0, "exit with 1 if a page's coverage.complete is below this share, 0 to 1")
	addSiteRulesFlag(flags, &o.rules)
	o.page.addFlags(flags, option.Page, option.Save, option.Run, option.Chrome)
	o.page.actions.addFlags(flags)
	o.sources.addFlags(flags)
	o.polite.addFlags(flags)
	o.replay.addFlags(flags)
	o.sign.addFlags(flags)
	return cmd
}

// defaultArchive is where snapshots go when nothing is said.
func defaultArchive() string {
	if dir := os.Getenv("TEARSHEET_ARCHIVE"); dir != "" {
		return dir
	}
	return "tearsheets"
}

func (o *captureOptions) validate(args []string) error {
	if o.concurrency < 1 {
		return usagef("--concurrency %d: use 1 or more", o.concurrency)
	}
	if !(o.complete >= 0 && o.complete <= 1) { // NaN is neither
		return usagef("--require-complete %g: use 0 to 1", o.complete)
	}
	var err error
	if o.sites, err = loadSiteRules(o.rules); err != nil {
		return err
	}
	if err := o.page.validate(); err != nil {
		return err
	}
	if err := o.polite.validate(); err != nil {
		return err
	}
	if err := o.sharing(); err != nil {
		return err
	}
	if o.replay.file != "" {
		return nil // its pages are there to be captured
	}
	return o.sources.validate(args)
}

// sharing tells whether the pages may share a session.
func (o *captureOptions) sharing() error {
	save, req := o.kept(), o.page.request("")
	for _, c := range []struct {
		flag  string
		given bool
	}{
		{"--deterministic", req.Deterministic}, {"--replay", o.replay.file != ""}, {"--save wacz", save.WACZ}, {"--save html", save.HTML},
	} {
		if last(o.page.given("share_session")) == "true" && c.given {
			return usagef("--share-session and %s cannot be had together: what a page is given then depends on the pages before it; leave one of them out", c.flag)
		}
	}
	return nil
}

// kept are the formats that are made of what a page loads.
func (o *captureOptions) kept() (save pipeline.Save) {
	o.page.apply(&save)
	return save
}

func (o *captureOptions) run(ctx context.Context, a *app, args []string) error {
	var site *localSite
	if o.sources.serve != "" {
		var err error
		if site, err = serveFolder(o.sources.serve); err != nil {
			return err
		}
		defer site.close()
	}
	signer, err := o.sign.signer()
	if err != nil {
		return err
	}
	recorded, err := o.replay.open()
	if err != nil {
		return err
	}
	if recorded != nil {
		defer recorded.Close()
		if o.sources.none(args) {
			args = o.replay.pages(recorded)
		}
	}
	archive, err := snapshots.OpenWriter(o.archive)
	if err != nil {
		return err
	}
	defer archive.Close()
	chrome, err := browser.Launch(ctx, o.page.browserOptions(a))
	if err != nil {
		return err
	}
	defer chrome.Close()
	for _, note := range o.page.notes {
		a.log.Warn(note)
	}
	x := a.openIndex(archive.Store)
	defer x.Close()
	indexed := x.Follow(ctx)
	defer indexed.Close()
	p := &pipeline.Pipeline{
		Stored:  indexed.Add,
		Browser: chrome, Archive: archive, Tool: snapshots.Tool{Name: "tearsheet", Version: version()},
		Retries: o.polite.retries, Stopping: a.drain.Done(),
		Signer: signer, SiteRules: o.sites,
	}
	var states stateFiles
	p.Keeps = func(r browser.Request, state *identity.State) error {
		return states.save(last(o.page.given("save_state")), state)
	}
	o.page.apply(p)
	gate := o.polite.gate()
	report := newReporter(a, o.json, o.complete)
	w := work{
		room:  newRoom(o.concurrency, o.machine),
		drain: a.drain,
		capture: func(t input.Target, free func()) pipeline.Result {
			if t.Err != nil {
				return pipeline.Fail(t.URL, t.Err)
			}
			leave, err := gate.enter(a.drain, t.URL)
			switch {
			case err != nil && a.drain.Err() != nil:
				return pipeline.Fail(t.URL, errNotBegun)
			case err != nil:
				return pipeline.Fail(t.URL, err)
			}
			done := sync.OnceFunc(func() {
				leave()
				free()
			})
			defer done()
			return p.DoFreeing(ctx, o.replay.through(recorded, o.page.request(t.URL)), done)
		},
		report: report,
	}
	w.run(o.sources.targets(ctx, a, site, args, o.page.request("").AllowFile))
	return report.finish(ctx)
}

// work captures pages, some at the same time.
type work struct {
	room  *room
	drain context.Context // ends when nothing new is to be begun
	// capture calls free, at most once, when the browser has done its part.
	capture func(t input.Target, free func()) pipeline.Result
	report  *reporter
}

// errNotBegun is the failure of a page that still waited when the run was stopped.
var errNotBegun = errors.New("the run was stopped before this page was begun")

// run captures the targets and reports each as it finishes, one at a time. What was got
// of a page is stored while the next one loads. It takes a target only when there is room
// for it, so that lists may be endless.
func (w work) run(targets iter.Seq2[input.Target, error]) {
	results := make(chan func())
	go func() {
		var open sync.WaitGroup
		for t, err := range targets {
			if err != nil {
				results <- func() { w.report.source(err) }
				continue
			}
			w.room.enter()
			open.Go(func() {
				defer w.room.stored()
				free := sync.OnceFunc(w.room.leave)
				r := pipeline.Fail(t.URL, errNotBegun)
				if w.drain.Err() == nil {
					r = w.capture(t, free)
				}
				free()
				results <- func() { w.report.result(r) }
			})
		}
		open.Wait()
		close(results)
	}()
	for report := range results {
		report()
	}
}
