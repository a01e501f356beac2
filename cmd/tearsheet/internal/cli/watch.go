package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
	"github.com/tearsheet/tearsheet/extract/siterules"
	"github.com/tearsheet/tearsheet/snapshots"
)

// watchOptions are the flags of watch.
type watchOptions struct {
	archive     string
	state       stateFlag
	config      string
	once        bool
	concurrency int
	secretFile  string
	rules       string
	sites       *siterules.Set
	page        pageFlags
	polite      politeFlags
	sign        signFlags
	jobs        listedPages

	list []check.Watched
	ways tell.Ways
}

func newWatchCmd(a *app) *cobra.Command {
	var o watchOptions
	cmd := &cobra.Command{
		Use:   "watch [flags]",
		Short: "Look at pages again and again, and tell what changed",
		Long: `watch looks at the pages of watch.yaml by their schedules and tells what changed, in the
order of what it means: the article's fields, its paragraphs, links, numbers, and whether
the page is there. A change is one JSON line on stdout, and a message to whom "notify"
names. It is told once, and only when a second capture has shown it too; that one is
stored. What is another thing at each visit (clocks, advertisements, headlines on trial)
is learned and no longer looked at: "watch volatile" lists it, "watch unlearn" undoes it.

A server that is out of order is no change of the text: it is told when it stays so until
the next visit, and when it has ended. An article that was edited while it states the
same time of its last change is "stealth", with a report of both sides.

watch.yaml is read again when it changes. Each page has the keys url (or feed, sitemap),
every or cron, zone, jitter, when, values, what, notify, digest, quiet, template, and the
flags of capture with _ for -. "watch schema" prints the schema for editors.

Exit codes: 0 it was told to end, or with --once every page was looked at; 1 some page
could not be, or a message waits for its service; 2 wrong usage.`,
		Example: `  tearsheet watch
  tearsheet watch --config desk.yaml --archive ./evidence > changes.jsonl
  tearsheet watch --once
  tearsheet watch volatile
  tearsheet watch unlearn https://example.com/ field:title`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.page.profiles = &openProfiles{}
			defer o.page.profiles.close()
			if err := o.validate(); err != nil {
				return err
			}
			return o.run(cmd.Context(), a)
		},
	}
	addArchiveFlag(cmd.PersistentFlags(), &o.archive)
	o.state.addFlag(cmd.PersistentFlags())
	flags := cmd.Flags()
	flags.StringVar(&o.config, "config", check.WatchName, "file of the pages to watch")
	flags.BoolVar(&o.once, "once", false, "look at every page once, tell what changed since the last time, and end")
	flags.IntVar(&o.concurrency, "concurrency", max(1, defaultConcurrency()/2), "pages to look at at the same time")
	flags.StringVar(&o.secretFile, "webhook-secret", "", "file of the secret that webhooks are signed with (whsec_...; default: one in the archive, made if it is not there)")
	addSiteRulesFlag(flags, &o.rules)
	o.page.addFlags(flags, option.Page, option.Save, option.Run, option.Chrome)
	o.page.actions.addFlags(flags)
	o.polite.addFlags(flags)
	o.sign.addFlags(flags)
	cmd.AddCommand(newWatchListCmd(a, &o.archive, &o.state), newWatchVolatileCmd(a, &o.archive, &o.state), newWatchUnlearnCmd(a, &o.archive, &o.state), newWatchSchemaCmd(a))
	return cmd
}

func (o *watchOptions) validate() (err error) {
	if o.concurrency < 1 {
		return usagef("--concurrency %d: use 1 or more", o.concurrency)
	}
	if o.sites, err = loadSiteRules(o.rules); err != nil {
		return err
	}
	if err := errors.Join(o.page.validate(), o.polite.validate()); err != nil {
		return err
	}
	client, err := o.page.client(time.Minute)
	if err != nil {
		return err
	}
	if client == nil {
		client = &http.Client{Timeout: time.Minute}
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return o.load(client)
}

// load reads watch.yaml; client reaches those who are told.
func (o *watchOptions) load(client *http.Client) (err error) {
	o.jobs.flags = &o.page
	if o.list, err = check.LoadWatch(o.config); err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return usagef("there is no %s here: list the pages to watch in it", o.config)
		}
		return usageError{err}
	}
	o.ways.Client, o.ways.Dir = client, filepath.Dir(o.config)
	_, err = o.prepare(o.list)
	return err
}

// prepare makes pages of what a watch.yaml says, and finds what makes no sense.
func (o *watchOptions) prepare(list []check.Watched) ([]*watch.Page, error) {
	pages, err := watch.Prepare(list, o.ways)
	if err != nil {
		return nil, usageError{err}
	}
	for _, p := range pages {
		flags, err := o.jobs.pageFlags(p.Job)
		if err == nil {
			_, err = input.Parse(p.Address(), last(flags.given("allow_file")) == "true")
		}
		if err != nil {
			return nil, usagef("%s: %w", p.Source, err)
		}
	}
	return pages, nil
}

func (o *watchOptions) run(ctx context.Context, a *app) error {
	signer, err := o.sign.signer()
	if err != nil {
		return err
	}
	gate, err := o.polite.gate(&o.page.optionFlags)
	if err != nil {
		return err
	}
	archive, err := snapshots.OpenWriter(o.archive)
	if err != nil {
		return err
	}
	defer archive.Close()
	if err := o.state.use(archive.Store); err != nil {
		return err
	}
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
	lists, err := o.page.client(input.Patience)
	if err != nil {
		return err
	}
	taker := &watchTaker{
		jobs: &o.jobs, gate: gate, lists: lists, app: a,
		pipeline: pipeline.Pipeline{
			Browser: chrome, Archive: archive, Tool: snapshots.Tool{Name: "tearsheet", Version: version()}, Stored: indexed.Add,
			Retries: o.polite.retries, Stopping: a.drain.Done(), Signer: signer, SiteRules: o.sites,
		},
	}
	w, err := o.watch(ctx, a, archive, taker)
	if err != nil {
		return err
	}
	defer w.Store.Close()
	if o.once {
		return o.end(ctx, a, w.Store, w.Once(ctx, a.drain, w.pages, o.concurrency))
	}
	fmt.Fprintf(a.Err, "watching %s into %s\n", count(len(w.pages), "page"), archive.Where())
	w.Use(ctx, w.pages)
	w.Run(ctx, a.drain, o.concurrency, o.follow(a, func(pages []*watch.Page) { w.Use(ctx, pages) }))
	if ctx.Err() != nil {
		return errStopped
	}
	return nil
}

// watcher is a watch and the pages that it begins with.
type watcher struct {
	*watch.Watch
	pages []*watch.Page
}

// watch opens what is known of the pages, whose store is to be closed, and makes a watch of it.
func (o *watchOptions) watch(ctx context.Context, a *app, archive *snapshots.Writer, taker watch.Taker) (w *watcher, err error) {
	memory, err := store.Open(ctx, archive.WatchDir())
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, memory.Close())
		}
	}()
	if o.secretFile == "" {
		o.secretFile = filepath.Join(archive.WatchDir(), "webhook-secret")
	}
	if o.ways.Secret, err = readOrMakeSecret(o.secretFile); err != nil {
		return nil, usagef("--webhook-secret: %w", err)
	}
	o.ways.Out = a.Out
	pages, err := o.prepare(o.list)
	if err != nil {
		return nil, err
	}
	w = &watcher{&watch.Watch{Store: memory, Log: a.log, Dir: archive.WatchDir(), Taker: taker}, pages}
	w.Sender = tell.NewSender(&tell.Sender{Store: memory, Item: w.Item, Ways: o.ways, Log: a.log})
	return w, nil
}

// end is what comes of a run that looks once.
func (o *watchOptions) end(ctx context.Context, a *app, memory *store.Store, failed int) error {
	if ctx.Err() != nil {
		return errStopped
	}
	waiting, err := memory.Waiting(ctx)
	if err != nil {
		return err
	}
	if waiting > 0 {
		fmt.Fprintf(a.Err, "tearsheet: %d messages could not be told yet: the next run tries again\n", waiting)
	}
	if failed+waiting > 0 {
		return errFailed
	}
	return nil
}

// follow gives what looks whether watch.yaml has changed: use is called with the pages anew. What
// cannot be read is complained of, once, and leaves all as it is.
func (o *watchOptions) follow(a *app, use func([]*watch.Page)) func() {
	before, _ := os.ReadFile(o.config)
	return func() {
		now, err := os.ReadFile(o.config)
		if err != nil || bytes.Equal(now, before) { // it may be being replaced
			return
		}
		before = now
		list, err := check.ParseWatch(now, o.config)
		var pages []*watch.Page
		if err == nil {
			pages, err = o.prepare(list)
		}
		if err != nil {
			a.complain(fmt.Errorf("%s was changed and cannot be used, the pages of before are watched: %w", o.config, err))
			return
		}
		fmt.Fprintf(a.Err, "%s was changed: watching %s\n", o.config, count(len(pages), "page"))
		use(pages)
	}
}
