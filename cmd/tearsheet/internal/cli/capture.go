package cli

import (
	"context"
	"errors"
	"net/http"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/extract/siterules"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/proof"
	"github.com/tearsheet/tearsheet/snapshots/replay"
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
	share       shareFlag
	again       againFlags
	crawl       crawlFlags
	jobs        listedPages
}

func newCaptureCmd(a *app) *cobra.Command {
	var o captureOptions
	cmd := &cobra.Command{
		Use:   "capture [flags] URL|FILE.yaml...",
		Short: "Capture pages into the archive",
		Long: `capture loads each page, waits until it is complete, clears what lies over it, and
stores the rendered document, a picture, the article and a manifest as a snapshot.

A file of pages (.yaml, .json) has "pages:", each with its url, a name, a group, and the
flags as keys with _ for -, and "defaults:". What a page says counts before the defaults,
and these before the flags. Lines of a list, or of standard input (-), may be such pages
as JSON. "tearsheet check schema --jobs" prints the schema.

A header (-H) is sent to the page's own site and to nobody else, unless a host is named
with it. What stands on a command line can be read by everybody on the machine: secrets
are taken from files and from the environment, -H 'Authorization: Bearer ${TOKEN}'.

--crawl visits what the pages lead to as well: each page once, whatever its addresses, and
not what never ends (calendars, filters of filters, paths that only get deeper); what is
left out is said. It keeps robots.txt, captures two pages of a host at a time and tries
again twice, unless --robots=false, --per-host or --retries say otherwise. --resume goes
on with a crawl, whatever ended it.

Exit codes: 0 every page was captured; 1 some page failed, the others are stored;
2 wrong usage; 130 stopped by a second signal. The first Ctrl-C finishes and stores
the pages that have begun.`,
		Example: `  tearsheet capture https://example.com/
  tearsheet capture --json --from urls.txt > results.jsonl
  tearsheet capture --device "iPhone 13" --archive ./evidence https://example.com/
  tearsheet capture --serve ./public /index.html /about.html
  tearsheet capture --click 'text=Show more' --fill '#q=tide' --press Enter --shot results https://example.com/
  tearsheet capture --storage-state login.json --json --eval 'document.title' https://example.com/account
  tearsheet capture --resume jobs.yaml
  tearsheet capture --crawl=host --crawl-depth 3 --delay 1s https://example.com/`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.page.profiles = &openProfiles{}
			defer o.page.profiles.close()
			if err := o.crawl.without(cmd.Flags()); err != nil {
				return err
			}
			if o.crawl.is() {
				o.polite.forCrawl(cmd.Flags())
			}
			args, err := o.validate(args)
			if err != nil {
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
	o.share.addFlag(flags)
	flags.Float64Var(&o.complete, "require-complete", 0, "exit with 1 if a page's coverage.complete is below this share, 0 to 1")
	addSiteRulesFlag(flags, &o.rules)
	o.page.addFlags(flags, option.Page, option.Save, option.Run, option.Chrome)
	o.page.actions.addFlags(flags)
	o.sources.addFlags(flags)
	o.polite.addFlags(flags)
	o.replay.addFlags(flags)
	o.sign.addFlags(flags)
	o.again.addFlags(flags)
	o.crawl.addFlags(flags)
	return cmd
}

// defaultArchive is where snapshots go when nothing is said.
func defaultArchive() string {
	if dir := os.Getenv("TEARSHEET_ARCHIVE"); dir != "" {
		return dir
	}
	return "tearsheets"
}

// validate checks the flags and reads what they name; it gives the arguments that are
// addresses.
func (o *captureOptions) validate(args []string) ([]string, error) {
	if o.concurrency < 1 {
		return nil, usagef("--concurrency %d: use 1 or more", o.concurrency)
	}
	if !(o.complete >= 0 && o.complete <= 1) { // NaN is neither
		return nil, usagef("--require-complete %g: use 0 to 1", o.complete)
	}
	var err error
	if o.sites, err = loadSiteRules(o.rules); err != nil {
		return nil, err
	}
	for _, check := range []func() error{func() error { return o.share.validate(o.archive) }, o.page.validate, o.polite.validate, o.again.validate, func() error { return o.sharing(&o.page) }} {
		if err := check(); err != nil {
			return nil, err
		}
	}
	o.jobs.flags = &o.page
	args, from, err := o.jobs.read(args)
	if err != nil {
		return nil, err
	}
	o.sources.from = append(o.sources.from, from...)
	for _, page := range o.jobs.made {
		if err := o.sharing(page); err != nil {
			return nil, err
		}
	}
	if o.sources.serve != "" && last(o.page.given("guard")) == "true" && len(o.page.given("allow_net")) == 0 {
		return nil, usagef("--serve shows pages of this machine, which --guard closes: add --allow-net 127.0.0.1")
	}
	if err := o.crawlable(); err != nil {
		return nil, err
	}
	if o.replay.file != "" || len(o.jobs.files) > 0 {
		return args, nil // there are pages to be captured
	}
	return args, o.sources.validate(args)
}

// crawlable refuses what a crawl cannot be.
func (o *captureOptions) crawlable() error {
	if !o.crawl.is() {
		return nil
	}
	for flag, given := range map[string]bool{
		"a file of pages": len(o.jobs.files) > 0, "--replay": o.replay.file != "", "--no-clobber": o.again.noClobber, "--max-age": o.again.maxAge > 0,
	} {
		if given {
			return usagef("--crawl and %s cannot be had together", flag)
		}
	}
	_, err := o.crawl.rules(o.polite.robots)
	return err
}

// sharing tells whether the pages may share a session.
func (o *captureOptions) sharing(page *pageFlags) error {
	var save pipeline.Save // what is made of what a page loads
	page.apply(&save)
	for _, c := range []struct {
		flag  string
		given bool
	}{
		{"--deterministic", page.request("").Deterministic}, {"--replay", o.replay.file != ""}, {"--save wacz", save.WACZ}, {"--save html", save.HTML},
	} {
		if last(page.given("share_session")) == "true" && c.given {
			return usagef("--share-session and %s cannot be had together: what a page is given then depends on the pages before it; leave one of them out", c.flag)
		}
	}
	return nil
}

// opened is what the flags of a run name, ready for use.
type opened struct {
	site     *localSite
	lists    *http.Client
	gate     gate
	signer   *proof.Signer
	recorded *replay.Archive
}

// open opens them. What could be opened is there beside an error, too.
func (o *captureOptions) open() (with opened, err error) {
	if o.sources.serve != "" {
		if with.site, err = serveFolder(o.sources.serve); err != nil {
			return with, err
		}
	}
	if with.lists, err = o.sources.client(&o.page.optionFlags); err != nil {
		return with, err
	}
	if with.gate, err = o.polite.gate(&o.page.optionFlags); err != nil {
		return with, err
	}
	if with.signer, err = o.sign.signer(); err != nil {
		return with, err
	}
	with.recorded, err = o.replay.open()
	return with, err
}

func (with opened) close() {
	if with.site != nil {
		with.site.close()
	}
	if with.recorded != nil {
		_ = with.recorded.Close() // it was only read
	}
}

func (o *captureOptions) run(ctx context.Context, a *app, args []string) error {
	with, err := o.open()
	defer with.close()
	if err != nil {
		return err
	}
	if with.recorded != nil && o.sources.none(args) {
		args = o.replay.pages(with.recorded)
	}
	archive, err := snapshots.OpenWriter(o.archive)
	if err != nil {
		return err
	}
	defer archive.Close()
	if err := o.share.use(archive); err != nil {
		return err
	}
	o.again.looks = archive.Ledger()
	opts := o.page.browserOptions(a)
	opts.Isolate = o.page.identified()
	chrome, err := browser.Launch(ctx, opts)
	if err != nil {
		return err
	}
	defer chrome.Close()
	for _, note := range slices.Concat(o.page.notes, o.page.actions.notes) {
		a.log.Warn(note)
	}
	x := a.openIndex(archive.Store)
	defer x.Close()
	indexed := x.Follow(ctx)
	defer indexed.Close()
	crawling, err := o.crawler(ctx, a, archive.Store, args)
	if err != nil {
		return err
	}
	before, err := o.before(args)
	if err != nil {
		a.log.Warn("this run cannot be resumed: " + err.Error())
	}
	run := &captureRun{
		captureOptions: o, drain: a.drain, gate: with.gate, recorded: with.recorded, crawling: crawling, before: before, store: archive.Store,
		pipeline: &pipeline.Pipeline{
			Stored:  indexed.Add,
			Browser: chrome, Archive: archive, Tool: snapshots.Tool{Name: "tearsheet", Version: version()},
			Retries: o.polite.retries, Stopping: a.drain.Done(),
			Signer: with.signer, SiteRules: o.sites,
		},
	}
	report := newReporter(a, o.json, o.complete)
	w := work{
		room:    newRoom(o.concurrency, o.machine),
		drain:   a.drain,
		capture: func(t task, free func()) pipeline.Result { return run.one(ctx, t, free) },
		drop:    crawling.drop,
		report:  report,
	}
	allowFile := o.page.request("").AllowFile
	w.run(crawling.tasks(ctx, o.jobs.tasks(o.sources.targets(ctx, a, with.site, args, allowFile, with.lists), allowFile)))
	err = errors.Join(report.finish(ctx), crawling.close())
	if noted := before.close(err == nil && a.drain.Err() == nil); noted != nil {
		a.log.Warn("this run cannot be resumed: " + noted.Error())
	}
	return err
}

// before is what an earlier run of the same command has captured, where --resume wants to
// know; what this one captures is noted there.
func (o *captureOptions) before(args []string) (*progress, error) {
	if o.crawl.is() {
		return nil, nil // its frontier knows
	}
	p, err := progressOf(o.archive, o.sourcesOf(args))
	switch {
	case err != nil:
		return nil, err
	case o.again.resume:
		return p, p.load()
	}
	p.forget()
	return p, nil
}

// sourcesOf names where the pages of a run come from.
func (o *captureOptions) sourcesOf(args []string) []string {
	sources := slices.Concat(args, []string{""}, o.sources.from, []string{""}, o.sources.sitemaps, []string{""}, o.sources.feeds, []string{o.sources.serve, o.replay.file})
	for _, job := range o.jobs.files {
		sources = append(sources, job.Source+" "+job.URL)
	}
	return sources
}
