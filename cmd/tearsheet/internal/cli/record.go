package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// recordOptions are the flags of record.
type recordOptions struct {
	config  string
	name    string
	folder  string
	secrets bool
	chrome  optionFlags
}

func newRecordCmd(a *app) *cobra.Command {
	var o recordOptions
	cmd := &cobra.Command{
		Use:   "record [flags] URL",
		Short: "Record a page for check, so that it needs no net",
		Long: `record captures a page with all that it loads into a .wacz file and adds it to
tearsheet.yaml: from then on check looks at the recording. Values of cookies, tokens and
passwords are taken out of it. It is recorded in the first viewport of the config.

Exit codes: 0 recorded, 1 the page could not be captured or the config not changed,
2 wrong usage.`,
		Example: `  tearsheet record https://example.com/news/story
  tearsheet record --name story --folder testdata https://example.com/news/story`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.validate(args[0]); err != nil {
				return err
			}
			return o.run(cmd.Context(), a, args[0])
		},
	}
	flags := cmd.Flags()
	addConfigFlag(cmd, &o.config)
	flags.Lookup("config").Usage = "config to add the page to"
	flags.StringVar(&o.name, "name", "", "what to call the page (default: from its address)")
	flags.StringVar(&o.folder, "folder", "fixtures", "folder for the recording, from the config's folder on")
	flags.BoolVar(&o.secrets, "keep-secrets", false, "keep the values of cookies, tokens and passwords")
	o.chrome.addFlags(flags, option.Chrome)
	return cmd
}

var notOfNames = regexp.MustCompile(`[^A-Za-z0-9]+`)

func (o *recordOptions) validate(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return usagef("%q: use a whole address such as https://example.com/story", address)
	}
	if o.name == "" {
		o.name = strings.Trim(notOfNames.ReplaceAllString(strings.TrimSuffix(u.Hostname()+u.Path, ".html"), "-"), "-")
		o.name = strings.TrimRight(o.name[:min(len(o.name), 60)], "-")
	}
	return o.chrome.validate()
}

func (o *recordOptions) run(ctx context.Context, a *app, address string) error {
	entry := check.Entry{Name: o.name, URL: address, Replay: filepath.Join(o.folder, o.name+".wacz")}
	viewport := check.Viewport{Name: "desktop", Width: 1280, Height: 800, Scale: 1}
	config, err := check.Load(o.config, browser.Devices())
	switch {
	case err == nil:
		viewport = config.Viewports[0]
		if len(config.Viewports) > 1 {
			entry.Viewports = []string{viewport.Name}
		}
	case !errors.Is(err, os.ErrNotExist):
		return usageError{err}
	}
	if err := check.CanAdd(config, o.name); err != nil {
		return usagef("%w: use another --name", err)
	}
	file := filepath.Join(filepath.Dir(o.config), entry.Replay)
	if filepath.IsAbs(entry.Replay) {
		file = entry.Replay
	}
	if _, err := os.Stat(file); err == nil {
		return usagef("%s is there already: use another --name", file)
	}
	if err := o.record(ctx, a, check.NewOrder(address, viewport), file); err != nil {
		return err
	}
	if err := check.Add(o.config, browser.Devices(), entry); err != nil {
		return fmt.Errorf("%s is recorded, but %w", nearby(absolutePath(file)), err)
	}
	fmt.Fprintf(a.Err, "%s is recorded, and %s has the page %s\n", nearby(absolutePath(file)), o.config, entry.Name)
	return nil
}

// record captures a page into an archive of the moment, and keeps its recording.
func (o *recordOptions) record(ctx context.Context, a *app, order check.Order, file string) error {
	dir, err := os.MkdirTemp("", "tearsheet-record-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	archive, err := snapshots.OpenWriter(filepath.Join(dir, "archive"))
	if err != nil {
		return err
	}
	defer archive.Close()
	chrome, err := browser.Launch(ctx, o.chrome.browserOptions(a))
	if err != nil {
		return err
	}
	defer chrome.Close()
	p := &pipeline.Pipeline{
		Browser: chrome, Archive: archive, Tool: snapshots.Tool{Name: "tearsheet", Version: version()},
		Save: pipeline.Save{WACZ: true, KeepSecrets: o.secrets, Redact: !o.secrets},
	}
	req, err := newTaker(p, &openProfiles{}).request(order)
	if err != nil {
		return err
	}
	r := p.Do(ctx, req)
	if r.Error != nil {
		return fmt.Errorf("%s: %s", plain.Line(order.URL), plain.Line(r.Error.Message))
	}
	for _, note := range r.Truncated {
		a.log.Warn(note)
	}
	recording, err := regular.ReadFileUnder(r.Dir, r.Files["wacz"], math.MaxInt64-1)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, recording, 0o644)
}
