package worker

import (
	"context"
	"errors"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/frontier"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

// Why a job is stopped that was begun.
var (
	errCanceled = errors.New("the job was canceled")
	errLost     = errors.New("the queue was not reached in time: another worker may have the job now")
)

// held is a job that this worker has.
type held struct {
	claim *frontier.Claim
	ctx   context.Context // of the capture: ends before the lease does
	stop  context.CancelCauseFunc
	guard *time.Timer // stops it

	mu      sync.Mutex // one change of its record at a time
	settled bool
}

// hold begins to give signs of life for a job.
func (w *Worker) hold(ctx context.Context, c *frontier.Claim) *held {
	h := &held{claim: c}
	h.ctx, h.stop = context.WithCancelCause(ctx)
	h.guard = time.AfterFunc(w.safe(), func() { h.stop(errLost) })
	w.mu.Lock()
	w.active[c.Job.ID] = h
	w.mu.Unlock()
	return h
}

// safe is how long after a sign of life a page may be under way: others believe it to be for
// longer, so that there is time for it to end.
func (w *Worker) safe() time.Duration { return w.opts.Lease * 5 / 6 }

func (w *Worker) letGo(h *held) {
	h.guard.Stop()
	h.stop(nil)
	w.mu.Lock()
	delete(w.active, h.claim.Job.ID)
	w.mu.Unlock()
	w.after(func(now time.Time) { w.front.Roster.Ready(h.claim.Host, now) })
}

// renewAll gives signs of life, of the worker and for all that it has.
func (w *Worker) renewAll(ctx context.Context) {
	every := time.NewTicker(w.opts.Lease / 3)
	defer every.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
		w.mu.Lock()
		list := make([]*held, 0, len(w.active))
		for _, h := range w.active {
			list = append(list, h)
		}
		w.mu.Unlock()
		var all sync.WaitGroup
		for _, h := range list {
			all.Go(func() { w.renew(ctx, h) })
		}
		all.Wait()
	}
}

func (w *Worker) renew(ctx context.Context, h *held) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.settled {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, w.opts.Lease/3)
	defer cancel()
	asked, mine := time.Now(), true
	err := w.update(ctx, h.claim.Host, func(record *politeness.Host, now time.Time) bool {
		mine = record.Renew(now, h.claim.Job.ID, w.name, w.opts.Lease)
		return mine
	})
	switch {
	case err != nil: // the guard stops it in time
		w.opts.Log.Warn("no sign of life could be given for a job", zap.String("job", h.claim.Job.ID), zap.Error(err))
	case !mine:
		h.stop(errLost)
	default:
		h.guard.Reset(w.safe() - time.Since(asked))
	}
}

// update changes the record of a host, again where another worker was faster, until ctx ends.
// Nothing is written where change says no.
func (w *Worker) update(ctx context.Context, key string, change func(h *politeness.Host, now time.Time) bool) error {
	for pause := 20 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		record, revision, err := w.queue.Host(ctx, key)
		if err == nil {
			if !change(&record, w.queue.Now()) {
				return nil
			}
			if err = w.queue.SetHost(ctx, key, record, revision); err == nil {
				return nil
			}
		}
		if errors.Is(err, frontier.ErrChanged) {
			pause = min(pause, 50*time.Millisecond)
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}
