package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/queue"
)

// lastWords is how long what came of a job may take to be kept when the worker is ended.
const lastWords = 10 * time.Second

// do does one job and keeps what came of it.
func (w *Worker) do(ctx context.Context, h *held) {
	var job queue.Job
	var o Outcome
	err := json.Unmarshal(h.claim.Job.Body, &job)
	switch {
	case err != nil:
		o.Failure = &politeness.Failure{Kind: "internal", Says: fmt.Sprintf("the job cannot be read: %v", err)}
	default:
		o = w.opts.Do(h.ctx, w.task(h, job))
		if h.claim.Lost != nil {
			o = Outcome{Line: o.Line, Failure: h.claim.Lost, Report: o.Report}
		}
	}
	// What was got is kept even when the worker is being ended, but not for ever.
	keep, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(lastWords, cancel) })()
	if err := w.finish(keep, h, job, o); err != nil {
		// Its lease runs out, and another worker finds what was stored.
		w.opts.Log.Error("what came of a job cannot be kept", zap.String("job", job.ID), zap.Error(err))
	}
}

func (w *Worker) task(h *held, job queue.Job) Task {
	s := h.claim.Slot
	return Task{
		Job: job, Begun: s.Begun, Again: h.claim.Again, Last: s.Tries >= job.Retries,
		Lost: h.claim.Lost, Apart: s.Apart.Duration(), Answered: sync.OnceFunc(func() { go w.answered(h) }),
	}
}

// answered notes that the page of a job has answered, where others wait for that.
func (w *Worker) answered(h *held) {
	if h.claim.Slot.Apart <= 0 {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.settled {
		return
	}
	err := w.update(h.ctx, h.claim.Host, func(record *politeness.Host, now time.Time) bool {
		return record.Went(now, h.claim.Job.ID, w.name)
	})
	if err != nil && h.ctx.Err() == nil {
		w.opts.Log.Warn("that a page has answered cannot be noted", zap.String("job", h.claim.Job.ID), zap.Error(err))
	}
}

// finish keeps what came of a job.
func (w *Worker) finish(ctx context.Context, h *held, job queue.Job, o Outcome) error {
	if o.Failure == nil && !o.Stopped && o.Wants == 0 {
		return w.settle(ctx, h, queue.Ended{Job: job, Tries: h.claim.Slot.Tries + 1, Result: o.Line}, o.Report)
	}
	cause := context.Cause(h.ctx)
	switch {
	case errors.Is(cause, errCanceled):
		return w.settle(ctx, h, queue.Ended{Job: job, Tries: h.claim.Slot.Tries, Kind: "canceled", Says: cause.Error(), Result: o.Line}, o.Report)
	case h.ctx.Err() != nil && (o.Stopped || o.Failure.Kind == "canceled"):
		o = Outcome{Stopped: true}
	}
	h.mu.Lock()
	final, mine := false, false
	err := w.update(ctx, h.claim.Host, func(record *politeness.Host, now time.Time) bool {
		id := h.claim.Job.ID
		switch {
		case o.Wants > 0:
			record.Wants(o.Wants)
			record.Next = now.Add(record.Crawl.Duration())
			mine = record.PutBack(now, id, w.name, record.Next)
		case o.Stopped:
			mine = record.PutBack(now, id, w.name, now)
		case h.claim.Lost != nil:
			final, mine = true, true
			return false
		default:
			final, mine = record.Failed(now, id, w.name, *o.Failure, h.claim.Job.Retries)
		}
		return mine
	})
	h.settled = err == nil && !final
	h.mu.Unlock()
	if err != nil || !final || !mine {
		return err
	}
	return w.settle(ctx, h, queue.Ended{Job: job, Tries: h.claim.Slot.Tries + 1, Kind: o.Failure.Kind, Says: o.Failure.Says, Result: o.Line}, o.Report)
}

// settle keeps a job's end, takes it out of the queue, and lets its host go.
func (w *Worker) settle(ctx context.Context, h *held, e queue.Ended, report func()) error {
	e.At = w.queue.Now()
	if e.Job.ID == "" { // it cannot be read, and has a name all the same
		e.Job.ID, e.Job.Run = h.claim.Job.ID, h.claim.Job.Run
	}
	if err := w.queue.Settle(ctx, h.claim.Slot, e); err != nil {
		return err
	}
	if report != nil {
		report()
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.settled = true
	return w.update(ctx, h.claim.Host, func(record *politeness.Host, now time.Time) bool {
		if e.Kind == "" {
			record.Reached()
		}
		return record.Settle(now, h.claim.Job.ID, w.name)
	})
}
