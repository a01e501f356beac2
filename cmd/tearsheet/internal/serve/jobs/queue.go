package jobs

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
)

// Outcome is what came of a capture.
type Outcome struct {
	Line   json.RawMessage // that capture --json prints
	Failed bool
	Again  bool // it was only stopped, and is to be done another time
}

// Runner does what jobs ask for.
type Runner interface {
	// Run captures a page; tell is called when a stage of it begins.
	Run(ctx context.Context, job Job, tell func(stage string)) Outcome
	// Recover looks for what a job that began had stored before its process died.
	Recover(ctx context.Context, job Job) (Outcome, bool)
	// Fail is the outcome of a job that is not done.
	Fail(address string, err error) Outcome
	// Public is an order's address as it may be told.
	Public(o order.Order) string
}

// Options are what a queue is made of. Runner is needed.
type Options struct {
	Runner  Runner
	Most    int           // jobs that may wait; 0: 1000
	Workers int           // jobs that run at the same time; 0: one
	Keep    time.Duration // for which ended jobs can be asked for; 0: 7 days
	Log     *zap.Logger   // nil: nothing is logged
}

// mostTries is how often a job is begun: one that ends the server each time must not do so
// for ever.
const mostTries = 3

// Queue keeps jobs and has them done.
type Queue struct {
	opts Options
	db   *sql.DB
	lock *flock.Flock

	wake  chan struct{} // there may be a job to begin
	hooks chan struct{} // there may be somebody to tell
	watch watch

	mu       sync.Mutex
	waiting  int
	running  map[string]context.CancelCauseFunc
	unwanted map[string]bool // jobs that are being canceled
	stopping bool
	stopped  chan struct{} // closed when it is being stopped
}

// Open opens the queue in a folder and finds out what became of jobs that ran when it was
// last open.
func Open(ctx context.Context, dir string, opts Options) (*Queue, error) {
	if opts.Most == 0 {
		opts.Most = 1000
	}
	if opts.Keep == 0 {
		opts.Keep = 7 * 24 * time.Hour
	}
	opts.Workers = max(1, opts.Workers)
	if opts.Log == nil {
		opts.Log = zap.NewNop()
	}
	db, lock, err := openDatabase(ctx, dir)
	if err != nil {
		return nil, err
	}
	q := &Queue{
		opts: opts, db: db, lock: lock, wake: make(chan struct{}, opts.Workers), hooks: make(chan struct{}, 1),
		running: map[string]context.CancelCauseFunc{}, unwanted: map[string]bool{}, stopped: make(chan struct{}),
	}
	if err = q.recover(ctx); err == nil {
		err = db.QueryRowContext(ctx, "SELECT count(*) FROM jobs WHERE state = ?", Queued).Scan(&q.waiting)
	}
	if err != nil {
		return nil, errors.Join(err, q.Close())
	}
	return q, nil
}

// Close lets go of the database. Work must have ended.
func (q *Queue) Close() error { return errors.Join(q.db.Close(), q.lock.Unlock()) }

// recover settles the jobs that ran when the last process ended.
func (q *Queue) recover(ctx context.Context) error {
	rows, err := q.db.QueryContext(ctx, "SELECT "+columns+" FROM jobs WHERE state = ? ORDER BY n", Running)
	if err != nil {
		return err
	}
	var begun []Job
	for rows.Next() {
		j, err := scan(rows)
		if err != nil {
			return errors.Join(err, rows.Close())
		}
		begun = append(begun, j)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, j := range begun {
		outcome, ok := q.opts.Runner.Recover(ctx, j)
		switch {
		case ok:
			err = q.finish(j, outcome)
		case j.tries >= mostTries:
			err = q.finish(j, q.opts.Runner.Fail(j.Order.URL, kinded{"internal", "the server ended each time that this page was captured"}))
		default:
			_, err = q.db.ExecContext(ctx, "UPDATE jobs SET state = ?, stage = '' WHERE n = ?", Queued, j.n)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Counts tells how many jobs wait, and how many run.
func (q *Queue) Counts() (waiting, running int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting, len(q.running)
}

// Stopping is closed when no new jobs are taken.
func (q *Queue) Stopping() <-chan struct{} { return q.stopped }

// Stop takes no new jobs and begins none.
func (q *Queue) Stop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.stopping {
		q.stopping = true
		close(q.stopped)
	}
}
