package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

// State is how far a job is.
type State string

// The states.
const (
	Queued  State = "queued"
	Running State = "running"
	Done    State = "done"
	Dead    State = "dead" // it was given up
)

// States are all of them.
var States = []State{Queued, Running, Done, Dead}

// Entry is a job as it is listed.
type Entry struct {
	ID     string          `json:"id"`
	URL    string          `json:"url"`
	Run    string          `json:"run,omitempty"`
	State  State           `json:"state"`
	Tries  int             `json:"tries"` // that have ended
	Worker string          `json:"worker,omitempty"`
	Added  time.Time       `json:"added"`
	From   time.Time       `json:"not_before,omitzero"` // of a job that waits to be tried again
	At     time.Time       `json:"ended,omitzero"`
	Error  *Error          `json:"error"` // of the last try
	Result json.RawMessage `json:"result,omitempty"`

	seq uint64
	job Job
}

// Error is why a try of a job came to nothing.
type Error struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

// allRuns is what List takes for jobs of any run.
const allRuns = "*"

// Filter says which jobs are meant.
type Filter struct {
	Run    string // empty: any
	States []State
}

func (f Filter) has(s State) bool {
	if len(f.States) == 0 {
		return true
	}
	for _, one := range f.States {
		if one == s {
			return true
		}
	}
	return false
}

func (f Filter) run() string {
	if f.Run == "" {
		return allRuns
	}
	return f.Run
}

// List gives jobs to each, those of a state one after the other, until it says no.
func (q *Queue) List(ctx context.Context, f Filter, each func(Entry) bool) error {
	if f.has(Queued) || f.has(Running) {
		if err := q.listOpen(ctx, f, each); err != nil {
			return stopped(err)
		}
	}
	for _, s := range []struct {
		state  State
		stream jetstream.Stream
		name   string
	}{{Done, q.done, "done"}, {Dead, q.dead, "dead"}} {
		if !f.has(s.state) {
			continue
		}
		err := q.each(ctx, s.stream, q.prefix+"."+s.name+"."+f.run()+".*", func(m jetstream.Msg) error {
			entry, err := endedEntry(s.state, m)
			if err == nil && !each(entry) {
				err = errEnough
			}
			return err
		})
		if err != nil {
			return stopped(err)
		}
	}
	return nil
}

var errEnough = errors.New("enough")

func stopped(err error) error {
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// listOpen lists the jobs that have not ended.
func (q *Queue) listOpen(ctx context.Context, f Filter, each func(Entry) bool) error {
	slots, err := q.slots(ctx)
	if err != nil {
		return err
	}
	now := q.Now()
	return q.each(ctx, q.jobs, q.prefix+".jobs.*.*.*."+f.run(), func(m jetstream.Msg) error {
		var j Job
		if err := json.Unmarshal(m.Data(), &j); err != nil {
			return fmt.Errorf("%s: %w", m.Subject(), err)
		}
		e := Entry{ID: j.ID, URL: j.URL, Run: j.Run, State: Queued, Added: j.Added, job: j}
		if meta, err := m.Metadata(); err == nil {
			e.seq = meta.Sequence.Stream
		}
		if s, ok := slots[j.ID]; ok {
			e.Tries = s.Tries
			switch {
			case s.Worker != "" && now.Before(s.Until):
				e.State, e.Worker = Running, s.Worker
			case s.Worker == "":
				e.From = s.Until
			}
			if s.Kind != "" {
				e.Error = &Error{s.Kind, s.Says}
			}
		}
		if f.has(e.State) && !each(e) {
			return errEnough
		}
		return nil
	})
}

// slots are the jobs that were taken up, by their names.
func (q *Queue) slots(ctx context.Context) (map[string]politeness.Slot, error) {
	slots := map[string]politeness.Slot{}
	err := q.each(ctx, q.hosts, q.prefix+".hosts.*", func(m jetstream.Msg) error {
		var h politeness.Host
		if err := json.Unmarshal(m.Data(), &h); err != nil {
			return fmt.Errorf("%s: %w", m.Subject(), err)
		}
		for _, s := range h.Slots {
			slots[s.Job] = s
		}
		return nil
	})
	return slots, err
}

// endedEntry reads a message of what came of a job.
func endedEntry(state State, m jetstream.Msg) (Entry, error) {
	var e Ended
	if err := json.Unmarshal(m.Data(), &e); err != nil {
		return Entry{}, fmt.Errorf("%s: %w", m.Subject(), err)
	}
	entry := entryOf(state, e)
	if meta, err := m.Metadata(); err == nil {
		entry.seq = meta.Sequence.Stream
	}
	return entry, nil
}

// entryOf is what came of a job as it is listed.
func entryOf(state State, e Ended) Entry {
	entry := Entry{ID: e.Job.ID, URL: e.Job.URL, Run: e.Job.Run, State: state, Tries: e.Tries, Added: e.Job.Added, At: e.At, Result: e.Result, job: e.Job}
	if e.Kind != "" {
		entry.Error = &Error{e.Kind, e.Says}
	}
	return entry
}

// each goes through what a stream holds now.
func (q *Queue) each(ctx context.Context, s jetstream.Stream, filter string, do func(jetstream.Msg) error) error {
	c, err := q.reader(ctx, s, filter)
	if err != nil {
		return err
	}
	defer func() { _ = s.DeleteConsumer(context.WithoutCancel(ctx), c.CachedInfo().Name) }() // or it ends by itself
	for left := c.CachedInfo().NumPending; left > 0; {
		batch, err := c.Fetch(int(min(left, 500)), jetstream.FetchMaxWait(10*time.Second))
		if err != nil {
			return err
		}
		got := uint64(0)
		for m := range batch.Messages() {
			got++
			if err := do(m); err != nil {
				return err
			}
		}
		if err := batch.Error(); err != nil {
			return err
		}
		if got == 0 { // they have ended meanwhile
			return nil
		}
		left -= min(got, left)
	}
	return nil
}

// reader makes a consumer that reads and changes nothing.
func (q *Queue) reader(ctx context.Context, s jetstream.Stream, filter string) (c jetstream.Consumer, err error) {
	err = patiently(ctx, func() error {
		c, err = s.CreateConsumer(ctx, jetstream.ConsumerConfig{
			FilterSubject: filter, AckPolicy: jetstream.AckNonePolicy, DeliverPolicy: jetstream.DeliverAllPolicy,
			MemoryStorage: true, Replicas: 1, InactiveThreshold: time.Minute,
		})
		return err
	})
	return c, err
}

// Progress is how far a run is.
type Progress struct {
	Run    string `json:"run"`
	Queued uint64 `json:"queued"`
	Active uint64 `json:"running"`
	Done   uint64 `json:"done"`
	Dead   uint64 `json:"dead"`
	Paused bool   `json:"paused"`
}

// Ended tells whether nothing is left to do.
func (p Progress) Ended() bool { return p.Queued+p.Active == 0 }

// Runs tells how far each run is, by name; the jobs of none are under the empty one.
func (q *Queue) Runs(ctx context.Context) (runs map[string]*Progress, err error) {
	err = patiently(ctx, func() error {
		runs, err = q.runsNow(ctx)
		return err
	})
	return runs, err
}

func (q *Queue) runsNow(ctx context.Context) (map[string]*Progress, error) {
	runs := map[string]*Progress{}
	of := func(token string) *Progress {
		run := runOfToken(token)
		if runs[run] == nil {
			runs[run] = &Progress{Run: run}
		}
		return runs[run]
	}
	for _, s := range []struct {
		stream  jetstream.Stream
		subject string
		token   int // which one of a subject's is the run
		count   func(*Progress) *uint64
	}{
		{q.jobs, q.prefix + ".jobs.>", 5, func(p *Progress) *uint64 { return &p.Queued }},
		{q.done, q.prefix + ".done.>", 2, func(p *Progress) *uint64 { return &p.Done }},
		{q.dead, q.prefix + ".dead.>", 2, func(p *Progress) *uint64 { return &p.Dead }},
	} {
		info, err := s.stream.Info(ctx, jetstream.WithSubjectFilter(s.subject))
		if err != nil {
			return nil, err
		}
		for subject, n := range info.State.Subjects {
			if tokens := strings.Split(subject, "."); len(tokens) > s.token {
				*s.count(of(tokens[s.token])) += n
			}
		}
	}
	slots, err := q.slots(ctx)
	if err != nil {
		return nil, err
	}
	now := q.Now()
	for _, s := range slots {
		if p := of(runToken(s.Run)); s.Worker != "" && now.Before(s.Until) && p.Queued > 0 {
			p.Queued--
			p.Active++
		}
	}
	paused, err := q.Paused(ctx)
	if err != nil {
		return nil, err
	}
	for token := range paused {
		if token != all {
			of(token)
		}
	}
	for run, p := range runs {
		p.Paused = paused[all] || paused[runToken(run)]
	}
	return runs, nil
}
