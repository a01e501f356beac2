package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
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
	output      string
	html        string
	junit       string
	json        string
	chrome      chromeFlags

	pick check.Pick
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
	flags.IntVar(&o.concurrency, "concurrency", max(2, runtime.NumCPU()), "pages to capture at the same time")
	flags.StringVar(&o.output, "output", "", "folder for what differs (default tearsheet-results beside the config)")
	flags.StringVar(&o.html, "report", "", "the report for people, one HTML file (default report.html in the output folder)")
	flags.StringVar(&o.json, "json", "", "the report for programs (default report.json in the output folder)")
	flags.StringVar(&o.junit, "junit", "", "the report as JUnit XML, for build servers")
	o.chrome.addFlags(flags)
	cmd.MarkFlagsMutuallyExclusive("update", "allow-new")
	cmd.AddCommand(newCheckAcceptCmd(a), newCheckSchemaCmd(a))
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
	config, err := loadConfig(o.config)
	if err != nil {
		return nil, err
	}
	if err := o.pick.Validate(config); err != nil {
		return nil, usageError{err}
	}
	setDefault(&o.output, filepath.Join(filepath.Dir(o.config), "tearsheet-results"))
	setDefault(&o.html, filepath.Join(o.output, "report.html"))
	setDefault(&o.json, filepath.Join(o.output, "report.json"))
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
	chrome, err := browser.Launch(ctx, o.chrome.options(a))
	if err != nil {
		return err
	}
	defer chrome.Close()
	progress := newCheckProgress(a)
	r := &check.Run{
		Config: config, Taker: &taker{pipeline: &pipeline.Pipeline{Browser: chrome}},
		Maker: baseline.Here(ctx, chrome.Version()), Tool: "tearsheet " + version(), Pick: o.pick,
		Update: o.update, New: o.allowNew || os.Getenv("CI") != "true", Concurrency: o.concurrency,
		Output: o.output, Drain: a.drain, Done: progress.done,
	}
	out, err := r.Do(ctx)
	progress.finish()
	if err != nil {
		return err
	}
	if err := o.write(a, out); err != nil {
		return err
	}
	switch {
	case ctx.Err() != nil:
		return errStopped
	case !out.OK():
		return errFailed
	}
	return nil
}

// write writes the reports: every one, even where another cannot be written.
func (o *checkOptions) write(a *app, out report.Report) error {
	look := report.LookOf(os.Getenv, a.Terminal)
	err := errors.Join(
		toFile(o.html, func(f *os.File) error { return report.HTML(f, out) }),
		toFile(o.json, func(f *os.File) error { return report.JSON(f, check.Portable(out, o.json)) }),
		report.Terminal(a.Out, out, look),
	)
	if o.junit != "" {
		err = errors.Join(err, toFile(o.junit, func(f *os.File) error { return report.JUnit(f, out) }))
	}
	if os.Getenv("GITHUB_ACTIONS") == "true" {
		err = errors.Join(err, report.GitHub(a.Out, out))
		if page := os.Getenv("GITHUB_STEP_SUMMARY"); page != "" {
			err = errors.Join(err, addTo(page, func(f *os.File) error { return report.Summary(f, out) }))
		}
	}
	if !out.OK() {
		fmt.Fprintf(a.Err, "report: %s\n", nearby(absolutePath(o.html)))
		if slices.ContainsFunc(out.Cases, func(c report.Case) bool {
			return c.Status == report.Missing || c.Status == report.Changed && !c.Changes.Equal()
		}) {
			fmt.Fprintf(a.Err, "where this is as it should be: tearsheet check accept%s %s\n", o.named(), nearby(absolutePath(o.json)))
		}
	}
	return err
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

// toFile writes a file, in a folder that is made where it is missing.
func toFile(path string, write func(*os.File) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// addTo writes at the end of a file.
func addTo(path string, write func(*os.File) error) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
