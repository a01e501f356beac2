package cli

import (
	"cmp"
	"context"
	"sync"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/replay"
)

// captureRun is what the pages of one run of capture have in common.
type captureRun struct {
	*captureOptions
	drain    context.Context // ends when nothing new is to be begun
	pipeline *pipeline.Pipeline
	store    *snapshots.Store
	gate     gate
	recorded *replay.Archive // that answers in the place of the network; nil: none
	crawling *crawling       // nil where nothing is followed
	before   *progress
	states   stateFiles
}

// one captures one page, unless there is no need to. It calls free, at most once, when the
// browser has done its part.
func (c *captureRun) one(ctx context.Context, t task, free func()) (r pipeline.Result) {
	defer func() { r.Name, r.Group = cmp.Or(r.Name, t.job.Name), cmp.Or(r.Group, t.job.Group) }()
	if t.Err != nil {
		return pipeline.Fail(t.URL, t.Err)
	}
	through := c.crawling.watch(t.through(c.pipeline, &c.states), t)
	defer func() { c.crawling.finished(t, through, &r) }()
	if snap, why := c.needless(ctx, t); why != "" {
		return pipeline.Before(t.URL, why, snap)
	}
	defer func() { c.before.captured(t, r) }()
	leave, err := c.gate.enter(c.drain, t.URL)
	if err != nil {
		return c.turnedAway(t, err)
	}
	done := sync.OnceFunc(func() {
		leave()
		free()
	})
	defer done()
	req := t.page.request(t.URL)
	req.Links = c.crawling != nil
	return through.DoFreeing(ctx, c.replay.through(c.recorded, req), done)
}

// needless gives the snapshot that makes another one of a page needless, and says why.
func (c *captureRun) needless(ctx context.Context, t task) (snapshots.Snapshot, string) {
	if id, err := t.id(); err == nil && c.before.has(id) {
		if snap, ok := newest(ctx, c.store, t); ok { // the archive may be another one by now
			return snap, "resume"
		}
	}
	return c.again.enough(ctx, c.store, t)
}

// turnedAway is the result of a page that its site does not want visited, or not now.
func (c *captureRun) turnedAway(t task, err error) pipeline.Result {
	if c.drain.Err() != nil {
		return pipeline.Fail(t.URL, errNotBegun)
	}
	if r, ok := c.crawling.refused(t, err); ok {
		return r
	}
	return pipeline.Fail(t.URL, err)
}
