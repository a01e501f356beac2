package jobs

import "context"

// errCanceled is why a job was not done whose owner did not want it any more.
var errCanceled = kinded{"canceled", "the capture was canceled"}

// Cancel ends a job that has not ended, and gives it as it is then.
func (q *Queue) Cancel(ctx context.Context, owner, id string) (Job, error) {
	j, err := q.Get(ctx, owner, id)
	if err != nil || j.State.Ended() {
		return j, err
	}
	outcome := q.opts.Runner.Fail(j.Order.URL, errCanceled)
	ended, err := q.end(ctx, j, outcome, Queued)
	switch {
	case err != nil:
		return j, err
	case ended:
		q.count(-1)
		return q.Get(ctx, owner, id)
	}
	q.mu.Lock()
	stop := q.running[id]
	q.unwanted[id] = true // it may be about to run
	q.mu.Unlock()
	if stop != nil {
		stop(errCanceled)
	}
	defer func() {
		q.mu.Lock()
		delete(q.unwanted, id)
		q.mu.Unlock()
	}()
	return q.Wait(ctx, owner, id)
}
