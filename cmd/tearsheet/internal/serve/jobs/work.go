package jobs

import (
	"context"
	"errors"
	"sync"
	"time"

	"go.uber.org/zap"
)

// errStopped is why a job that runs is ended when the server is stopped.
var errStopped = errors.New("the server is being stopped")

// pause is waited before the database is tried again where it failed.
const pause = time.Second

// Work does jobs until the queue is stopped and those that run have ended. When ctx ends
// they are stopped, and are done after the next start.
func (q *Queue) Work(ctx context.Context) {
	// A job's own context: it ends with a reason.
	life, end := context.WithCancelCause(context.WithoutCancel(ctx))
	defer end(nil)
	defer context.AfterFunc(ctx, func() {
		q.Stop()
		end(errStopped)
	})()
	var workers sync.WaitGroup
	for range q.opts.Workers {
		workers.Go(func() { q.worker(life) })
	}
	workers.Go(func() { q.prune(life) })
	workers.Wait()
}

// worker does one job after the other.
func (q *Queue) worker(ctx context.Context) {
	for {
		select {
		case <-q.stopped:
			return
		default:
		}
		j, err := q.claim(ctx)
		switch {
		case err == nil:
			q.run(ctx, j)
			continue
		case errors.Is(err, ErrNotFound):
			select {
			case <-q.stopped:
				return
			case <-q.wake:
			}
		default:
			q.opts.Log.Error("the next job cannot be had", zap.Error(err))
			select {
			case <-q.stopped:
				return
			case <-time.After(pause):
			}
		}
	}
}

// claim takes up the job that has waited longest.
func (q *Queue) claim(ctx context.Context) (Job, error) {
	j, err := scan(q.db.QueryRowContext(ctx, `UPDATE jobs SET state = ?, stage = 'loading', started = ?, tries = tries + 1
		WHERE n = (SELECT min(n) FROM jobs WHERE state = ?) RETURNING `+columns, Running, time.Now().UnixMilli(), Queued))
	if err != nil {
		return j, err
	}
	q.count(-1)
	return j, nil
}

// run does one job.
func (q *Queue) run(ctx context.Context, j Job) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	q.mu.Lock()
	q.running[j.ID] = cancel
	if q.unwanted[j.ID] {
		cancel(errCanceled)
	}
	q.mu.Unlock()
	defer func() {
		q.mu.Lock()
		delete(q.running, j.ID)
		q.mu.Unlock()
		q.watch.tell(j.ID)
	}()
	q.watch.tell(j.ID)
	outcome := q.opts.Runner.Run(ctx, j, func(stage string) {
		if _, err := q.db.Exec("UPDATE jobs SET stage = ? WHERE n = ?", stage, j.n); err == nil {
			q.watch.tell(j.ID)
		}
	})
	if outcome.Again && errors.Is(context.Cause(ctx), errStopped) {
		if _, err := q.db.Exec("UPDATE jobs SET state = ?, stage = '', tries = tries - 1 WHERE n = ?", Queued, j.n); err != nil {
			q.opts.Log.Error("a job that was stopped cannot be put back", zap.String("job", j.ID), zap.Error(err))
		}
		q.count(1)
		return
	}
	for {
		err := q.finish(j, outcome)
		if err == nil {
			return
		}
		q.opts.Log.Error("what came of a job cannot be kept", zap.String("job", j.ID), zap.Error(err))
		select {
		case <-q.stopped: // it is found again at the next start, by its snapshot
			return
		case <-time.After(pause):
		}
	}
}

// finish keeps what came of a job that runs.
func (q *Queue) finish(j Job, o Outcome) error {
	_, err := q.end(context.Background(), j, o, Running)
	return err
}

// end keeps what came of a job, if it is still in a state; an order that holds secrets goes.
func (q *Queue) end(ctx context.Context, j Job, o Outcome, from State) (ended bool, err error) {
	state, now := Done, time.Now().UnixMilli()
	if o.Failed {
		state = Failed
	}
	secret := j.URL != j.Order.URL || len(j.Order.Options["headers"]) > 0
	result, err := q.db.ExecContext(ctx, `UPDATE jobs SET state = ?, stage = '', ended = ?, result = ?,
		request = CASE WHEN ? THEN x'' ELSE request END, hook_due = CASE WHEN hook = '' THEN NULL ELSE ? END
		WHERE n = ? AND state = ?`, state, now, []byte(o.Line), secret, now, j.n, from)
	if err != nil {
		return false, storage(err)
	}
	rows, err := result.RowsAffected()
	if rows > 0 {
		q.watch.tell(j.ID)
		signal(q.hooks)
	}
	return rows > 0, err
}

// prune forgets jobs that ended long ago, once an hour.
func (q *Queue) prune(ctx context.Context) {
	every := time.NewTicker(time.Hour)
	defer every.Stop()
	for {
		before := time.Now().Add(-q.opts.Keep).UnixMilli()
		if _, err := q.db.ExecContext(ctx, "DELETE FROM jobs WHERE ended > 0 AND ended < ? AND hook_due IS NULL", before); err != nil && ctx.Err() == nil {
			q.opts.Log.Warn("jobs that ended long ago cannot be forgotten", zap.Error(err))
		}
		select {
		case <-q.stopped:
			return
		case <-every.C:
		}
	}
}
