package cli

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/queue"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/worker"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/polite"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/robots"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
)

// serveRun is the run of the jobs that servers put into a queue.
const serveRun = "serve"

// queueDesk is the desk of a server that has its pages captured by the workers of a queue, of
// which it is one. Who asked for a page, and whom to tell, stays in the server's own jobs.
type queueDesk struct {
	*libraries
	queue  *queue.Queue
	polite politeFlags
	leave  func() // ends the worker, and lets go of the queue
}

var _ desk.Desk = (*queueDesk)(nil)

// join opens the queue and begins to work for it.
func (o *serveOptions) join(ctx context.Context, a *app, office *office) (*queueDesk, error) {
	client, err := o.office.chrome.client(robots.Patience)
	if err != nil {
		return nil, err
	}
	q, err := o.queue.open(ctx)
	if err != nil {
		return nil, err
	}
	c := captureJob{libraries: office.desk, rules: robots.New(client, "tearsheet")}
	w := worker.New(q, worker.Options{Do: c.do, Slots: o.concurrency, Log: a.log})
	working, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := w.Run(working, a.drain); err != nil {
			a.log.Error("this server captures no pages of the queue", zap.Error(err))
		}
	}()
	return &queueDesk{libraries: office.desk, queue: q, polite: o.office.polite, leave: func() {
		stop()
		<-ended
		q.Close()
	}}, nil
}

// Capture has a page captured by whichever worker takes it up.
func (d *queueDesk) Capture(ctx context.Context, job string, o order.Order, tell func(stage string)) desk.Line {
	id := job
	if id == "" {
		id = queue.NewID()
	}
	j := queue.Job{
		ID: id, URL: o.URL, Run: serveRun, Host: polite.HostOf(o.URL), Priority: queue.High, Added: time.Now().UTC().Truncate(time.Millisecond),
		Options: o.Options, Retries: max(d.polite.retries, o.Retries), PerHost: d.polite.perHost, Delay: politeness.SpanOf(d.polite.delay), Robots: d.polite.robots,
	}
	e, err := d.queue.Do(ctx, j)
	if err != nil {
		if kindOfCause(ctx) == "canceled" { // and not only the server is being stopped
			_, _ = d.queue.Cancel(context.WithoutCancel(ctx), []string{id}) // it may have ended
		}
		return d.Fail(o.URL, err)
	}
	tell("storing")
	return d.came(ctx, o, e)
}

// kindOfCause is the kind of why a context ended; empty where that has none.
func kindOfCause(ctx context.Context) string {
	var kinded interface {
		error
		Kind() string
	}
	if errors.As(context.Cause(ctx), &kinded) {
		return kinded.Kind()
	}
	return ""
}

// came is the line of a job that has ended: the queue keeps it without the article's text,
// which is in the archive.
func (d *queueDesk) came(ctx context.Context, o order.Order, e queue.Entry) desk.Line {
	var short struct {
		Dir     string
		Timings map[string]int64
	}
	if len(e.Result) == 0 || json.Unmarshal(e.Result, &short) != nil {
		says := &politeness.Failure{Kind: "internal", Says: "the queue has not kept what came of it"}
		if e.Error != nil {
			says = &politeness.Failure{Kind: e.Error.Kind, Says: e.Error.Message}
		}
		return d.Fail(o.URL, givenUp{*says})
	}
	line := desk.Line{Text: e.Result, Dir: short.Dir, Timings: short.Timings}
	if e.Error != nil {
		line.Kind, line.Message = e.Error.Kind, e.Error.Message
		return line
	}
	if snap, err := d.pipeline.Archive.Find(ctx, short.Dir); err == nil {
		if whole, err := d.Line(snap); err == nil {
			return whole
		}
	}
	return line
}
