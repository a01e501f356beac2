package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"sync"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/crawl"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/robots"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// crawling visits what pages lead to. nil: nobody does.
type crawling struct {
	frontier *crawl.Frontier
	app      *app
	flags    *pageFlags
	scratch  string        // folder of the frontier that goes with the run; empty: there is none
	sitemaps *robots.Rules // asked for the sites' sitemaps; nil: they do not count
	lists    input.Options // how these are read
	limit    int           // pages of the crawl; 0: any number

	mu       sync.Mutex
	verdicts map[int64]crawl.Verdict // of pages that are being stored
	failed   error                   // of the frontier: then nothing more is visited
}

// crawler opens the frontier of a crawl; nil where there is none.
func (o *captureOptions) crawler(ctx context.Context, a *app, store *snapshots.Store, args []string) (*crawling, error) {
	if !o.crawl.is() {
		return nil, nil
	}
	rules, err := o.crawl.rules(o.polite.robots)
	if err != nil {
		return nil, err
	}
	c := &crawling{app: a, flags: &o.page, limit: o.crawl.limit, verdicts: map[int64]crawl.Verdict{}}
	p, err := progressOf(o.archive, append(o.crawl.key(), o.sourcesOf(args)...))
	if err == nil {
		c.frontier, err = crawl.Open(p.path+".crawl", rules, !o.again.resume)
	}
	if err != nil && !o.again.resume && !errors.Is(err, crawl.ErrUsed) { // there may be no such folder here
		a.log.Warn("this crawl cannot be resumed: " + err.Error())
		if c.scratch, err = os.MkdirTemp("", "tearsheet-crawl-"); err == nil {
			c.frontier, err = crawl.Open(filepath.Join(c.scratch, "frontier"), rules, true)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("--crawl: %w", err)
	}
	if o.crawl.sitemaps {
		client, err := o.page.client(robots.Patience)
		if err != nil {
			return nil, err
		}
		c.sitemaps, c.lists = robots.New(client, "tearsheet"), input.Options{Client: client}
	}
	if err := c.sameArchive(ctx, store); err != nil {
		return nil, errors.Join(err, c.frontier.Close())
	}
	return c, c.settle(ctx, store)
}

// sameArchive refuses to go on where the archive has nothing of what was captured before: what
// the crawl leaves out would be nowhere.
func (c *crawling) sameArchive(ctx context.Context, store *snapshots.Store) error {
	s, err := c.frontier.Summary()
	if err != nil || s.Captured == 0 {
		return err
	}
	if err := store.Refresh(ctx); err != nil {
		return err
	}
	if hosts, err := store.Hosts(); err != nil || len(hosts) > 0 {
		return err
	}
	return usagef("--resume: the archive is empty, and this crawl has captured %s: put them back, or begin anew without --resume", count(s.Captured, "page"))
}

// settle finds out which of the pages that an earlier run was about to store are there.
func (c *crawling) settle(ctx context.Context, store *snapshots.Store) error {
	unsure, err := c.frontier.Unsure()
	if err != nil {
		return err
	}
	for _, page := range unsure {
		there := false
		for snap, err := range store.List(ctx, snapshots.Query{URL: page.URL}) {
			if err == nil && pipeline.JobOf(snap) == c.frontier.ID() {
				there = true
				break
			}
		}
		if err := c.frontier.Stored(page, there); err != nil {
			return err
		}
	}
	return nil
}

// tasks begins the crawl with some pages and gives one after the other, until there is none.
// What cannot be visited at all is given as it is.
func (c *crawling) tasks(ctx context.Context, seeds iter.Seq2[task, error]) iter.Seq2[task, error] {
	if c == nil {
		return seeds
	}
	return func(yield func(task, error) bool) {
		for t, err := range seeds {
			if err == nil && t.Err == nil {
				err = c.begin(ctx, t.URL, yield)
			} else if !yield(t, err) {
				return
			} else {
				continue
			}
			if err != nil && !yield(task{}, err) {
				return
			}
		}
		for {
			page, ok, err := c.frontier.Next(c.app.drain)
			if err != nil {
				yield(task{}, fmt.Errorf("the crawl cannot go on: %w", err))
			}
			if !ok || !yield(task{Target: input.Target{URL: page.URL, Source: "crawl"}, page: c.flags, place: &page}, nil) {
				return
			}
		}
	}
}

// begin begins the crawl with a page, and with the sitemaps of its site where they count.
func (c *crawling) begin(ctx context.Context, address string, yield func(task, error) bool) error {
	if err := c.frontier.Seed(address); err != nil || c.sitemaps == nil {
		return err
	}
	maps, named, err := c.sitemaps.Sitemaps(ctx, address)
	if err != nil {
		return err
	}
	lists := c.lists
	lists.Sitemaps = maps
	for t, err := range input.Targets(ctx, lists) {
		switch {
		case err != nil && !named: // nobody said that there is one
			continue
		case err == nil && t.Err == nil:
			err = c.frontier.Lead(t.URL)
		}
		if err != nil && !yield(task{}, err) {
			break
		}
	}
	return nil
}

// watch has the crawl look at a page between its load and its snapshot.
func (c *crawling) watch(p *pipeline.Pipeline, t task) *pipeline.Pipeline {
	if c == nil || t.place == nil {
		return p
	}
	p.Job = c.frontier.ID()
	p.Wanted = func(page *browser.Page) string {
		if page.Response.Status == 429 || page.Response.Status >= 500 {
			return "" // it is of this moment, and of no page
		}
		verdict, err := c.frontier.Found(*t.place, visitOf(page))
		c.mu.Lock()
		defer c.mu.Unlock()
		c.failed = errors.Join(c.failed, err)
		c.verdicts[t.place.ID] = verdict
		return verdict.Skip
	}
	return p
}

// finished tells the crawl what became of a page, and the result where it has its place.
func (c *crawling) finished(t task, p *pipeline.Pipeline, r *pipeline.Result) {
	if c == nil || t.place == nil {
		return
	}
	c.mu.Lock()
	verdict := c.verdicts[t.place.ID]
	delete(c.verdicts, t.place.ID)
	c.mu.Unlock()
	r.Crawl = p.Place(pipeline.Crawled{Depth: t.place.Depth, From: t.place.From, New: verdict.New, Left: verdict.Left, SameAs: verdict.SameAs})
	failed, forbidden := "", r.Skipped == skippedRobots
	switch {
	case forbidden:
		failed = skippedRobots
	case notBegun(*r):
		c.keep(c.frontier.Back(*t.place))
		return
	case r.Error != nil && r.Dir == "":
		failed = r.Error.Kind
	case r.Status == 429 || r.Status >= 500:
		failed = fmt.Sprintf("status %d", r.Status)
	}
	c.keep(c.frontier.Done(*t.place, failed, forbidden))
}

// skippedRobots says why a page of a crawl was left out that its site does not allow.
const skippedRobots = "robots"

// refused is the result of a page of a crawl that its site does not allow; ok is false where
// it was asked for by name, which is a failure then.
func (c *crawling) refused(t task, err error) (r pipeline.Result, ok bool) {
	if c == nil || t.place == nil || t.place.Depth == 0 || !errors.As(err, &forbidden{}) {
		return r, false
	}
	return pipeline.Before(t.URL, skippedRobots, snapshots.Snapshot{}), true
}

// keep remembers what went wrong with the frontier.
func (c *crawling) keep(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failed = errors.Join(c.failed, err)
}

// drop gives a page back that is not begun any more; false: it was none of the crawl.
func (c *crawling) drop(t task) bool {
	if c == nil || t.place == nil {
		return false
	}
	c.keep(c.frontier.Back(*t.place))
	return true
}

// close tells what came of the crawl and lets go of it.
func (c *crawling) close() error {
	if c == nil {
		return nil
	}
	s, err := c.frontier.Summary()
	if err == nil {
		fmt.Fprintf(c.app.Err, "crawl: %s captured, %s, %d failed\n", count(s.Captured, "page"), count(s.Duplicates, "duplicate"), s.Failed)
		for _, one := range s.Left {
			fmt.Fprintln(c.app.Err, "crawl:", plain.Line(warc.Secrets.Text(one.String())))
		}
		if s.Waiting > 0 {
			how := "--resume"
			if c.limit > 0 && s.Captured >= c.limit {
				how = fmt.Sprintf("--resume with a --crawl-limit above %d", c.limit)
			}
			fmt.Fprintf(c.app.Err, "crawl: still to be captured: %s; %s goes on\n", count(s.Waiting, "page"), how)
			if c.app.drain.Err() != nil {
				err = errFailed
			}
		}
	}
	for _, one := range []error{c.failed, c.frontier.Close()} {
		if one != nil {
			c.app.complain(fmt.Errorf("the crawl's own notes: %w", one))
			err = errFailed
		}
	}
	if c.scratch != "" {
		_ = os.RemoveAll(c.scratch) // what stays is of no use
	}
	return err
}
