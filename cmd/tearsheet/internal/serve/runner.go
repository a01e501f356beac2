package serve

import (
	"context"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
)

// Runner does jobs at a desk, and counts what came of them.
type Runner struct {
	Desk    desk.Desk
	Metrics *Metrics
	Log     *zap.Logger // nil: nothing is logged
}

var _ jobs.Runner = Runner{}

// Run captures a page.
func (r Runner) Run(ctx context.Context, j jobs.Job, tell func(stage string)) jobs.Outcome {
	line := r.Desk.Capture(ctx, j.ID, j.Order, tell)
	// What was stored of a page that was stopped is what came of it.
	again := line.Kind == "canceled" && line.Dir == ""
	if !again {
		r.Metrics.Captured(line)
		r.logged(j, line)
	}
	return jobs.Outcome{Line: line.Text, Failed: line.Kind != "", Again: again}
}

// logged tells of a job that has ended.
func (r Runner) logged(j jobs.Job, line desk.Line) {
	if r.Log != nil {
		r.Log.Info("captured", zap.String("job", j.ID), zap.String("url", j.URL), zap.String("holder", j.Owner),
			zap.String("error", line.Kind), zap.Int64("ms", line.Timings["total"]))
	}
}

// Recover looks for what a job had stored before its process died.
func (r Runner) Recover(ctx context.Context, j jobs.Job) (jobs.Outcome, bool) {
	line, ok := r.Desk.Stored(ctx, j.ID, j.Order, j.Started)
	return jobs.Outcome{Line: line.Text, Failed: line.Kind != ""}, ok
}

// Fail is the outcome of a job that is not done.
func (r Runner) Fail(address string, err error) jobs.Outcome {
	return jobs.Outcome{Line: r.Desk.Fail(address, err).Text, Failed: true}
}

// Public is an order's address as it may be told.
func (r Runner) Public(o order.Order) string { return r.Desk.Public(o.URL) }
