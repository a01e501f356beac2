// Package frontier decides which host a worker asks next, and takes up one of its jobs.
package frontier

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

// Job is one job as its queue holds it.
type Job struct {
	Seq     uint64 // its place in the queue
	ID, Run string
	Lane    string // of its host: the jobs of one priority and one run
	Wish    politeness.Wish
	Retries int
	Body    []byte
}

// Board is where all workers see the same.
type Board interface {
	// Host gives the record of a host, and its revision: 0 where there is none.
	Host(ctx context.Context, key string) (h politeness.Host, revision uint64, err error)
	// SetHost puts a record in the place of that of a revision, or says ErrChanged.
	SetHost(ctx context.Context, key string, h politeness.Host, revision uint64) error
	// Next gives the first job of a lane of a host behind a place in the queue.
	Next(ctx context.Context, key, lane string, after uint64) (j Job, ok bool, err error)
	// At gives the job at a place; gone tells that it has come to its end.
	At(ctx context.Context, slot politeness.Slot) (j Job, found, gone bool, err error)
}

// ErrChanged says that another worker was faster.
var ErrChanged = errors.New("another worker has changed this host")

// Claim is a job that a worker has taken up.
type Claim struct {
	Host string
	Job  Job
	Slot politeness.Slot
	// Again tells that the job was taken up before, and may have been done.
	Again bool
	// Lost is why the job is given up without a visit; nil: it is not.
	Lost *politeness.Failure
}

// Frontier is what one worker knows of the hosts that have jobs.
type Frontier struct {
	Board  Board
	Worker string
	Lease  time.Duration
	Skip   func(run string) bool // runs that are paused; nil: none is
	Chance *rand.Rand            // nil: that of the process
	Roster Roster
}

// Waits before a host is asked again of which nobody can say when it is its turn.
const (
	shortestWait = 250 * time.Millisecond
	longestWait  = 4 * time.Second
)

// patience is before a job is looked for again that is said to be under way and is not there.
const (
	patience    = 5 * time.Second
	mostMissing = 3
)

// Claim takes up the next job that may be begun. Without one it says when to ask again, at
// the latest; at once where it was only that another worker was faster.
func (f *Frontier) Claim(ctx context.Context, now time.Time) (*Claim, time.Time, error) {
	h, when := f.Roster.next(now)
	if h == nil {
		return nil, when, nil
	}
	c, when, err := f.of(ctx, now, h)
	switch {
	case errors.Is(err, ErrChanged):
		f.Roster.put(h, now.Add(f.wait(h)))
		return nil, now, nil
	case err != nil:
		f.Roster.put(h, now.Add(longestWait))
		return nil, now, err
	case c != nil:
		h.misses = 0
		f.Roster.put(h, now)
		return c, now, nil
	case when.IsZero():
		f.Roster.drop(h)
	default:
		f.Roster.put(h, when)
	}
	return nil, now, nil
}

// wait grows with how often a host was asked in vain, and differs between workers.
func (f *Frontier) wait(h *host) time.Duration {
	w := min(shortestWait<<min(h.misses, 10), longestWait)
	h.misses++
	if f.Chance != nil {
		return w/2 + time.Duration(f.Chance.Int64N(int64(w/2)))
	}
	return w/2 + rand.N(w/2) //nolint:gosec // only so that workers do not ask at the same time
}

// of takes up a job of a host; without one it says when to ask it again: zero where it has none.
func (f *Frontier) of(ctx context.Context, now time.Time, h *host) (*Claim, time.Time, error) {
	record, revision, err := f.Board.Host(ctx, h.key)
	if err != nil {
		return nil, now, err
	}
	if open, when := record.Open(now); !open {
		return nil, f.sooner(now, h, when, record.Rest()), nil
	}
	slot, job, when, err := f.pick(ctx, now, h, &record)
	if err != nil || slot == nil {
		return nil, when, err
	}
	if job == nil { // its record has changed, and that is all
		return nil, now.Add(f.wait(h)), f.Board.SetHost(ctx, h.key, record, revision)
	}
	if !record.Room(now, job.Wish) {
		return nil, now.Add(f.wait(h)), nil
	}
	lost, hopeless := record.Hopeless(now)
	taken := record.Take(now, *slot, job.Lane, f.Worker, f.Lease, job.Wish)
	if !hopeless {
		lost, hopeless = taken.Fatal()
	}
	if err := f.Board.SetHost(ctx, h.key, record, revision); err != nil {
		return nil, now, err
	}
	c := &Claim{Host: h.key, Job: *job, Slot: taken, Again: !slot.Begun.IsZero()}
	if hopeless {
		c.Lost = &lost
	}
	return c, now, nil
}

// sooner is when to ask a host again that says when: at rest it is sure, but a page that is
// only believed to be under way may end at any time.
func (f *Frontier) sooner(now time.Time, h *host, when, rest time.Time) time.Time {
	if !when.After(rest) {
		h.misses = 0
		return when
	}
	if soon := now.Add(f.wait(h)); soon.Before(when) {
		return soon
	}
	return when
}

// pick chooses what to take up: a job that waits to be done again, else the next one. No slot:
// there is nothing before when, at all where that is zero. No job: the slot's has come to its
// end, and the record has been told.
func (f *Frontier) pick(ctx context.Context, now time.Time, h *host, record *politeness.Host) (*politeness.Slot, *Job, time.Time, error) {
	slot, waits, full, when := record.Waiting(now)
	if waits {
		job, found, gone, err := f.Board.At(ctx, slot)
		switch {
		case err != nil:
			return nil, nil, now, err
		case found && !f.skips(job.Run):
			return &slot, &job, now, nil
		case found:
			record.Defer(slot.Job, now.Add(longestWait))
		case gone:
			record.Drop(slot.Job)
		default:
			record.Missing(slot.Job, now.Add(patience), mostMissing)
		}
		return &slot, nil, now, nil
	}
	if !full {
		job, err := f.first(ctx, h, record)
		if err != nil {
			return nil, nil, now, err
		}
		if job != nil {
			return &politeness.Slot{Seq: job.Seq, Job: job.ID, Run: job.Run}, job, now, nil
		}
	}
	if record.Idle() {
		return nil, nil, time.Time{}, nil
	}
	if soon := now.Add(f.wait(h)); when.IsZero() || soon.Before(when) {
		when = soon
	}
	return nil, nil, when, nil
}

// first is the most urgent job that nobody has taken up: of the first priority that has one,
// the one that was there first.
func (f *Frontier) first(ctx context.Context, h *host, record *politeness.Host) (best *Job, err error) {
	for _, lane := range h.lanes {
		if f.skips(runOf(lane)) || best != nil && priorityOf(lane) != priorityOf(best.Lane) {
			continue
		}
		job, ok, err := f.Board.Next(ctx, h.key, lane, record.Lanes[lane])
		if err != nil {
			return nil, err
		}
		if ok && (best == nil || job.Seq < best.Seq) {
			best = &job
		}
	}
	return best, nil
}

func (f *Frontier) skips(run string) bool { return f.Skip != nil && f.Skip(run) }
