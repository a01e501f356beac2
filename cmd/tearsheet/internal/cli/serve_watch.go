package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
)

// serveWatch is the watch of a server: it looks with the server's browser, under its guard, and
// stores into its archive.
type serveWatch struct {
	watchOptions
}

func (o *serveWatch) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&o.config, "watch", "", "also look at the pages of this "+check.WatchName+" by their schedules, and tell what changed")
	// What a page may ask for is what it may in a watch; here nobody gives it for all of them.
	o.page.addFlags(pflag.NewFlagSet("watch", pflag.ContinueOnError), option.Page, option.Save, option.Run, option.Chrome)
	o.page.actions.addFlags(pflag.NewFlagSet("watch", pflag.ContinueOnError))
	o.page.profiles = &openProfiles{}
	o.concurrency = max(1, defaultConcurrency()/2)
}

// validate finds what in watch.yaml makes no sense.
func (o *serveWatch) validate(office *officeFlags) error {
	if o.config == "" {
		return nil
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
	return o.load(client)
}

// open opens the watch of a server; nil where nothing is watched. It is to be closed.
func (o *serveWatch) open(ctx context.Context, a *app, office *office) (*watcher, error) {
	if o.config == "" {
		return nil, nil
	}
	lists, err := office.chrome.opts.Client(input.Patience)
	if err != nil {
		return nil, err
	}
	w, err := o.watch(ctx, a, office.archive, &watchTaker{
		jobs: &o.jobs, gate: office.desk.gate, lists: lists, app: a, pipeline: office.desk.pipeline, browser: office.chrome,
	})
	if err != nil {
		return nil, err
	}
	w.Use(w.pages)
	return w, nil
}

// board is what the server tells of a watch; nil where nothing is watched.
func (w *watcher) board() *watching.Board {
	if w == nil {
		return nil
	}
	return watching.New(w.Watch)
}

// close closes what is known of the pages.
func (o *serveWatch) close(w *watcher) {
	if w != nil {
		_ = w.Store.Close() // each step was kept when it was done
		o.page.profiles.close()
	}
}

// start watches until stop is called, which lets end what has begun: for as long as grace, from
// when the server is told to end.
func (o *serveWatch) start(ctx context.Context, a *app, w *watcher, grace time.Duration) (stop func()) {
	if w == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	drain, end := context.WithCancel(a.drain)
	context.AfterFunc(drain, func() { time.AfterFunc(grace, cancel) })
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.Run(ctx, drain, w.pages, o.concurrency, o.follow(a))
	}()
	fmt.Fprintf(a.Err, "watching %d pages of %s\n", len(w.pages), o.config)
	return func() {
		end()
		<-done
		cancel()
	}
}
