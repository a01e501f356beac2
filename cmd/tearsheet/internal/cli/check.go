package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/extract/siterules"
	"github.com/tearsheet/tearsheet/snapshots/baseline"
)

// checkOptions are the flags of check.
type checkOptions struct {
	config      string
	only, tags  []string
	shard       string
	update      bool
	allowNew    bool
	concurrency int
	machine     func() reading // nil where the number of pages is not to follow it
	output      string
	rules       string
	reports     reportFlags
	chrome      optionFlags

	pick  check.Pick
	sites *siterules.Set
}

func newCheckCmd(a *app) *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use:   "check [flags]",
		Short: "Compare pages with how they were, in CI",
		Long: `check captures the pages that tearsheet.yaml lists, each in each viewport, and
compares picture, text, article fields and console errors with the baselines that lie
beside it. A page that differs is captured again, to tell a change from a flake.

A page without a baseline gets one, and the run says so; where the environment has
CI=true that fails, unless --allow-new is given. What differs, and the report, is in
tearsheet-results; ` + "`tearsheet check accept`" + ` makes it the baseline.

On GitHub (GITHUB_ACTIONS=true) lines are annotated and the job gets a summary.

Exit codes: 0 every page is as it was; 1 some page changed, failed, or has no baseline,
the others were compared all the same; 2 wrong usage, or a config with mistakes.`,
		Example: `  tearsheet check
  tearsheet check --only home --only app
  tearsheet check --tag smoke --update
  tearsheet check --shard 1/4 --junit junit.xml --report report.html
  tearsheet check accept --only home`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config, err := o.validate()
			if err != nil {
				return err
			}
			if !cmd.Flags().Changed("concurrency") {
				o.machine = readMachine
			}
			return o.run(cmd.Context(), a, config)
		},
	}
	flags := cmd.Flags()
	addConfigFlag(cmd, &o.config)
	flags.StringArrayVar(&o.only, "only", nil, "name of a page to look at (repeatable)")
	flags.StringArrayVar(&o.tags, "tag", nil, "tag of pages to look at (repeatable)")
	flags.StringVar(&o.shard, "shard", "", "part of the pages to look at, such as 1/4")
	flags.BoolVar(&o.update, "update", false, "make what differs the baseline")
	flags.BoolVar(&o.allowNew, "allow-new", false, "write missing baselines in CI too")
	flags.IntVar(&o.concurrency, "concurrency", defaultConcurrency(), "pages to capture at the same time (three times the cores, as far as there is memory; then more while cores are idle, fewer when memory is short)")
	flags.StringVar(&o.output, "output", "", "folder for what differs (default tearsheet-results beside the config)")
	addSiteRulesFlag(flags, &o.rules)
	o.reports.addFlags(flags, " (default report.html in the output folder)", " (default report.json in the output folder)")
	o.chrome.addFlags(flags, option.Chrome)
	cmd.MarkFlagsMutuallyExclusive("update", "allow-new")
	cmd.AddCommand(newCheckAcceptCmd(a), newCheckMergeCmd(a), newCheckSchemaCmd(a))
	return cmd
}

// addConfigFlag lets the user say which config is read.
func addConfigFlag(cmd *cobra.Command, config *string) {
	cmd.Flags().StringVarP(config, "config", "c", check.ConfigName, "config to read")
}

// loadConfig reads a config; its mistakes are wrong usage.
func loadConfig(file string) (*check.Config, error) {
	config, err := check.Load(file, browser.Devices())
	if err != nil {
		return nil, usageError{err}
	}
	return config, nil
}

func (o *checkOptions) validate() (*check.Config, error) {
	if err := o.chrome.validate(); err != nil {
		return nil, err
	}
	if o.concurrency < 1 {
		return nil, usagef("--concurrency %d: use 1 or more", o.concurrency)
	}
	o.pick = check.Pick{Only: o.only, Tags: o.tags}
	if o.shard != "" {
		var rest string
		n, _ := fmt.Sscanf(o.shard, "%d/%d%s", &o.pick.Shard, &o.pick.Shards, &rest)
		if n != 2 || o.pick.Shard < 1 || o.pick.Shard > o.pick.Shards {
			return nil, usagef("--shard %q: use PART/PARTS such as 1/4", o.shard)
		}
	}
	var err error
	if o.sites, err = loadSiteRules(o.rules); err != nil {
		return nil, err
	}
	config, err := loadConfig(o.config)
	if err != nil {
		return nil, err
	}
	if err := o.pick.Validate(config); err != nil {
		return nil, usageError{err}
	}
	setDefault(&o.output, filepath.Join(filepath.Dir(o.config), "tearsheet-results"))
	setDefault(&o.reports.html, filepath.Join(o.output, "report.html"))
	setDefault(&o.reports.json, filepath.Join(o.output, "report.json"))
	return config, nil
}

func setDefault(s *string, value string) {
	if *s == "" {
		*s = value
	}
}

func (o *checkOptions) run(ctx context.Context, a *app, config *check.Config) error {
	if err := check.Prepare(o.output); err != nil {
		return usageError{err}
	}
	chrome, err := browser.Launch(ctx, o.chrome.browserOptions(a))
	if err != nil {
		return err
	}
	defer chrome.Close()
	progress := newCheckProgress(a, o.pick.Count(config))
	profiles := &openProfiles{}
	defer profiles.close()
	r := &check.Run{
		Config: config, Taker: newTaker(&pipeline.Pipeline{Browser: chrome, SiteRules: o.sites}, profiles),
		Maker: baseline.Here(ctx, chrome.Version()), Tool: "tearsheet " + version(), Pick: o.pick,
		Update: o.update, New: o.allowNew || os.Getenv("CI") != "true", Places: placesIn{newRoom(o.concurrency, o.machine)},
		Output: o.output, Drain: a.drain, Done: progress.done,
	}
	out, err := r.Do(ctx)
	progress.finish()
	if err != nil {
		return err
	}
	if err := o.reports.write(a, out); err != nil {
		return err
	}
	o.advise(a, out)
	switch {
	case ctx.Err() != nil:
		return errStopped
	case !out.OK():
		return errFailed
	}
	return nil
}

// advise says what to do about what differs.
func (o *checkOptions) advise(a *app, out report.Report) {
	if out.OK() {
		return
	}
	fmt.Fprintf(a.Err, "report: %s\n", nearby(absolutePath(o.reports.html)))
	acceptable := func(c report.Case) bool {
		return c.Status == report.Missing || c.Status == report.Changed && !c.Changes.Equal()
	}
	if slices.ContainsFunc(out.Cases, acceptable) {
		fmt.Fprintf(a.Err, "where this is as it should be: tearsheet check accept%s %s\n", o.named(), nearby(absolutePath(o.reports.json)))
	}
}

// named is the flag that names the config, where it is not the usual one.
func (o *checkOptions) named() string {
	if o.config == check.ConfigName {
		return ""
	}
	return " --config " + o.config
}

func absolutePath(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
