package worker

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"strings"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/frontier"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/queue"
)

// Task is a job as it is given to who does it.
type Task struct {
	Job   queue.Job
	Begun time.Time // when it was taken up first: names its snapshot
	Again bool      // it was begun before, and may have been done
	Last  bool      // what fails now is not tried again
	Apart time.Duration
	Lost  *politeness.Failure // it is given up, and not to be done; what came of it is still to be said
	// Answered is to be told when the site has answered: the time until its next page runs
	// from then on.
	Answered func()
}

// Outcome is what came of a task. The zero value says that it was done.
type Outcome struct {
	Line    []byte              // what is kept of it
	Failure *politeness.Failure // it came to nothing
	Stopped bool                // it was not begun, or given up: another is to do it
	Wants   time.Duration       // it was not begun: the site asks for more time between two pages
	Report  func()              // tells the user; called once it has been kept
}

// Options are what a worker is made of. Do is needed.
type Options struct {
	Do    func(ctx context.Context, t Task) Outcome
	Slots int           // jobs at the same time; 0: one
	Lease time.Duration // after which the jobs of a worker that is not heard of are taken up by others; 0: 30 s
	Once  bool          // end when there is nothing left to do
	Log   *zap.Logger   // nil: nothing is logged
}

// Worker does the jobs of a queue.
type Worker struct {
	opts  Options
	queue *queue.Queue
	name  string
	front frontier.Frontier
	view  view

	wake chan struct{} // there may be something to do

	mu     sync.Mutex
	active map[string]*held // by the names of jobs
	events []func(now time.Time)
	paused map[string]bool
}

// defaultLease is long enough for a cluster to find another leader.
const defaultLease = 30 * time.Second

// New makes a worker.
func New(q *queue.Queue, opts Options) *Worker {
	if opts.Lease == 0 {
		opts.Lease = defaultLease
	}
	opts.Slots = max(1, opts.Slots)
	if opts.Log == nil {
		opts.Log = zap.NewNop()
	}
	w := &Worker{opts: opts, queue: q, name: newName(), wake: make(chan struct{}, 1), active: map[string]*held{}}
	w.front = frontier.Frontier{Board: q, Worker: w.name, Lease: opts.Lease, Skip: w.skips}
	w.view = view{self: w.name, others: map[string]time.Time{}}
	return w
}

// newName is a name that no other worker has: two that had one would take each other's jobs
// for their own.
func newName() string {
	host, _ := os.Hostname() // only so that people know it
	return strings.ToLower(host + "-" + rand.Text()[:10])
}

// Run does jobs until drain ends and those that were begun have ended, or, with Once, until
// there are none. When ctx ends what runs is stopped, for another worker to do.
func (w *Worker) Run(ctx, drain context.Context) error {
	stop, err := w.queue.Listen(queue.Listener{Job: w.heard, Worker: w.met, Cancel: w.cancel})
	if err != nil {
		return err
	}
	defer stop()
	life, end := context.WithCancel(ctx)
	var helpers sync.WaitGroup
	helpers.Go(func() { w.renewAll(life) })
	defer func() {
		w.queue.TellPresence(queue.Presence{Worker: w.name, Left: true})
		end()
		helpers.Wait()
	}()
	var jobs sync.WaitGroup
	defer jobs.Wait()
	for drain.Err() == nil && ctx.Err() == nil {
		w.catchUp()
		if w.running() >= w.opts.Slots {
			w.rest(ctx, drain, time.Minute)
			continue
		}
		if err := w.look(ctx); err != nil {
			w.trouble(ctx, drain, "the queue cannot be read", err)
			continue
		}
		claim, when, err := w.front.Claim(ctx, w.queue.Now())
		switch {
		case err != nil:
			w.trouble(ctx, drain, "no job can be taken up", err)
		case claim != nil:
			h := w.hold(ctx, claim)
			jobs.Go(func() {
				w.do(ctx, h)
				w.letGo(h)
			})
		case w.opts.Once && w.running() == 0 && w.view.nothing:
			if w.view.paused > 0 {
				w.opts.Log.Warn("jobs of paused runs are left: tearsheet jobs resume lets them begin", zap.Uint64("jobs", w.view.paused))
			}
			return nil
		default:
			w.rest(ctx, drain, min(when.Sub(w.queue.Now()), w.view.until(w.front.Roster.Len()), tellEach))
		}
	}
	return nil
}

// trouble waits a moment when the queue fails.
func (w *Worker) trouble(ctx, drain context.Context, what string, err error) {
	if ctx.Err() == nil && !errors.Is(err, context.Canceled) {
		w.opts.Log.Warn(what, zap.Error(err))
	}
	w.rest(ctx, drain, 300*time.Millisecond)
}

// rest waits until there may be something to do.
func (w *Worker) rest(ctx, drain context.Context, most time.Duration) {
	if most <= 0 {
		return
	}
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-w.wake:
	case <-drain.Done():
	case <-ctx.Done():
	}
}

// after has something done by the loop, which alone knows the hosts.
func (w *Worker) after(event func(now time.Time)) {
	w.mu.Lock()
	w.events = append(w.events, event)
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// catchUp does what has come up.
func (w *Worker) catchUp() {
	w.mu.Lock()
	events := w.events
	w.events = nil
	w.mu.Unlock()
	now := w.queue.Now()
	for _, event := range events {
		event(now)
	}
}

func (w *Worker) running() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.active)
}

func (w *Worker) skips(run string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return queue.Skips(w.paused, run)
}

// cancel stops the jobs of a run, or one job.
func (w *Worker) cancel(run, id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, h := range w.active {
		if id == h.claim.Job.ID || id == "" && h.claim.Job.Run == run {
			h.stop(errCanceled)
		}
	}
}
