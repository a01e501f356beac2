package jobs

import (
	"context"
	"iter"
)

// Get gives a job of an owner. That of somebody else is as one that is not there.
func (q *Queue) Get(ctx context.Context, owner, id string) (Job, error) {
	return scan(q.db.QueryRowContext(ctx, "SELECT "+columns+" FROM jobs WHERE id = ? AND owner = ?", id, owner))
}

// Follow gives a job as it is, and then each time that it has changed, until it has ended,
// ctx ends or the queue is stopped.
func (q *Queue) Follow(ctx context.Context, owner, id string) iter.Seq2[Job, error] {
	return func(yield func(Job, error) bool) {
		for {
			changed, leave := q.watch.enter(id)
			j, err := q.Get(ctx, owner, id)
			if !yield(j, err) || err != nil || j.State.Ended() {
				leave()
				return
			}
			select {
			case <-changed:
			case <-ctx.Done():
				leave()
				return
			case <-q.stopped:
				// What runs may still end; what waits does so until the next start.
				if j.State != Running {
					leave()
					return
				}
				select {
				case <-changed:
				case <-ctx.Done():
					leave()
					return
				}
			}
			leave()
		}
	}
}

// Wait gives a job when it has ended, or as it is when ctx ends or the queue is stopped.
func (q *Queue) Wait(ctx context.Context, owner, id string) (last Job, err error) {
	for j, err := range q.Follow(ctx, owner, id) {
		if err != nil {
			if ctx.Err() != nil { // while it was read
				return q.Get(context.WithoutCancel(ctx), owner, id)
			}
			return j, err
		}
		last = j
	}
	return last, nil
}
