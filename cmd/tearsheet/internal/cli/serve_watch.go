package cli

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
)

// serveWatch is the watch of a server: it looks with the server's browser, under its guard, and
// stores into its archive.
type serveWatch struct {
	watchOptions
	most int // pages that are added
}

func (o *serveWatch) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&o.config, "watch", "", "also look at the pages of this "+check.WatchName+" by their schedules, and tell what changed")
	flags.IntVar(&o.most, "most-watched", 1000, "pages that may be added to those that are watched, over HTTP and in the gallery; 0: none")
	// What a page may ask for is what it may in a watch; here nobody gives it for all of them.
	o.page.addFlags(pflag.NewFlagSet("watch", pflag.ContinueOnError), option.Page, option.Save, option.Run, option.Chrome)
	o.page.actions.addFlags(pflag.NewFlagSet("watch", pflag.ContinueOnError))
	o.page.profiles = &openProfiles{}
	o.concurrency = max(1, defaultConcurrency()/2)
}

// validate finds what in watch.yaml makes no sense.
func (o *serveWatch) validate(office *officeFlags) error {
	if o.most < 0 {
		return usagef("--most-watched %d: use 0 or more", o.most)
	}
	if err := o.page.validate(); err != nil {
		return err
	}
	var opts browser.Options
	office.chrome.apply(&opts)
	client, err := clientForStrangers(opts)
	if err != nil {
		return err
	}
	o.jobs.flags = &o.page
	o.ways = tell.Ways{Client: client}
	if way, ok := client.Transport.(*http.Transport); ok {
		o.ways.Dial = way.DialContext
	}
	if o.config == "" {
		return nil
	}
	return o.load(client)
}

// serverWatch is the watch of a server that runs. It begins when there is something to watch:
// until then another program may watch into the archive.
type serverWatch struct {
	*serveWatch
	app    *app
	office *office
	board  *watching.Board

	mu      sync.Mutex
	watcher *watcher       // nil: nothing is watched yet
	run     func(*watcher) // nil: the server does not run yet
}

// open opens the watch of a server, which is to be closed.
func (o *serveWatch) open(ctx context.Context, a *app, office *office) (*serverWatch, error) {
	s := &serverWatch{serveWatch: o, app: a, office: office}
	s.board = watching.New(nil, watching.Options{
		Begin: func(context.Context) (*watch.Watch, error) { return s.begin(ctx) }, Prepare: o.prepareAdded, Most: o.most, Log: a.log,
	})
	added, err := o.added(ctx, a, office)
	if err != nil {
		return nil, err
	}
	if o.config == "" && !added {
		return s, nil
	}
	w, err := s.begin(ctx)
	if err == nil {
		err = s.board.Begin(ctx, w, s.watcher.pages)
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// added tells whether there are pages that were added before, and nobody else watches.
func (o *serveWatch) added(ctx context.Context, a *app, office *office) (bool, error) {
	if !store.Exists(office.archive.WatchDir()) {
		return false, nil
	}
	memory, err := store.Open(ctx, office.archive.WatchDir())
	if errors.Is(err, store.ErrInUse) && o.config == "" {
		a.log.Warn("pages that were added here are not watched: another tearsheet watches into this archive")
		return false, nil
	}
	if err != nil {
		return false, err
	}
	list, err := memory.Added(ctx)
	return len(list) > 0, errors.Join(err, memory.Close())
}

// begin opens what is known of the pages, and watches them once the server runs.
func (s *serverWatch) begin(ctx context.Context) (*watch.Watch, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	lists, err := s.office.chrome.opts.Client(input.Patience)
	if err != nil {
		return nil, err
	}
	w, err := s.watch(ctx, s.app, s.office.archive, &watchTaker{
		jobs: &s.jobs, gate: s.office.desk.gate, lists: lists, app: s.app, pipeline: s.office.desk.pipeline, browser: s.office.chrome,
	})
	if err != nil {
		return nil, err
	}
	s.watcher = w
	if s.run != nil {
		s.run(w)
	}
	return w.Watch, nil
}

// prepareAdded makes a page of what somebody asks for over the net.
func (o *serveWatch) prepareAdded(w check.Watched) (*watch.Page, error) {
	one := listedPages{flags: &o.page} // files are not kept for what is only tried
	if _, err := one.pageFlags(w.Job); err != nil {
		return nil, err
	}
	for _, address := range []*string{&w.URL, &w.Feed, &w.Sitemap} {
		if *address == "" {
			continue
		}
		var err error
		if *address, err = input.Parse(*address, false); err != nil {
			return nil, err
		}
	}
	pages, err := watch.Prepare([]check.Watched{w}, o.ways)
	if err != nil {
		return nil, err
	}
	return pages[0], nil
}

// close closes what is known of the pages.
func (s *serverWatch) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.watcher != nil {
		_ = s.watcher.Store.Close() // each step was kept when it was done
	}
	s.page.profiles.close()
}

// start watches until stop is called, which lets end what has begun: for as long as grace, from
// when the server is told to end.
func (s *serverWatch) start(ctx context.Context, grace time.Duration) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	drain, end := context.WithCancel(s.app.drain)
	context.AfterFunc(drain, func() { time.AfterFunc(grace, cancel) })
	var running sync.WaitGroup
	run := func(w *watcher) {
		running.Go(func() { w.Run(ctx, drain, s.concurrency, s.reread(ctx)) })
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.run = run
	if s.watcher != nil {
		fmt.Fprintf(s.app.Err, "watching %s\n", count(len(s.watcher.Pages()), "page"))
		run(s.watcher)
	}
	return func() {
		end()
		s.mu.Lock()
		s.run = nil // nothing begins any more
		s.mu.Unlock()
		running.Wait()
		cancel()
	}
}

// reread gives what looks whether watch.yaml has changed.
func (s *serverWatch) reread(ctx context.Context) func() {
	if s.config == "" {
		return func() {}
	}
	return s.follow(s.app, func(pages []*watch.Page) {
		if err := s.board.SetFile(ctx, pages); err != nil && ctx.Err() == nil {
			s.app.complain(err)
		}
	})
}
