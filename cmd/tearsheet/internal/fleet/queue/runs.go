package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Run is what holds for the jobs of a run.
type Run struct {
	Paused bool `json:"paused"`
}

// Pause lets no job of a run begin, or lets them begin again; empty is every run.
func (q *Queue) Pause(ctx context.Context, run string, paused bool) error {
	token := all
	if run != "" {
		token = run
	}
	data, err := json.Marshal(Run{paused})
	if err != nil {
		return err
	}
	return patiently(ctx, func() error {
		_, err := q.js.PublishMsg(ctx, &nats.Msg{Subject: q.prefix + ".runs." + token, Data: data})
		return err
	})
}

// Paused are the runs that are paused, by their tokens.
func (q *Queue) Paused(ctx context.Context) (map[string]bool, error) {
	paused := map[string]bool{}
	info, err := q.runs.Info(ctx, jetstream.WithSubjectFilter(q.prefix+".runs.*"))
	if err != nil {
		return nil, err
	}
	for subject := range info.State.Subjects {
		msg, err := q.runs.GetLastMsgForSubject(ctx, subject)
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			continue
		}
		var run Run
		if err == nil {
			err = json.Unmarshal(msg.Data, &run)
		}
		if err != nil {
			return nil, err
		}
		if run.Paused {
			paused[subject[strings.LastIndexByte(subject, '.')+1:]] = true
		}
	}
	return paused, nil
}

// Skips tells of a run whether it is paused, among those that are.
func Skips(paused map[string]bool, run string) bool { return paused[all] || paused[runToken(run)] }

// CancelRun takes the jobs of a run out of the queue, and tells how many there were; those that run
// are stopped.
func (q *Queue) CancelRun(ctx context.Context, run string) (n uint64, err error) {
	subject := q.prefix + ".jobs.*.*.*." + runToken(run)
	err = patiently(ctx, func() error {
		info, err := q.jobs.Info(ctx, jetstream.WithSubjectFilter(subject))
		if err != nil {
			return err
		}
		n = 0
		for _, jobs := range info.State.Subjects {
			n += jobs
		}
		return q.jobs.Purge(ctx, jetstream.WithPurgeSubject(subject))
	})
	if err != nil {
		return 0, err
	}
	q.tellCancel(run, "")
	return n, nil
}

// ErrNotFound says that there is no such job.
var ErrNotFound = errors.New("there is no such job")

// Cancel gives jobs up that have not ended.
func (q *Queue) Cancel(ctx context.Context, ids []string) ([]Entry, error) {
	list, err := q.find(ctx, Filter{States: []State{Queued, Running}}, ids)
	for _, e := range list {
		q.tellCancel(e.Run, e.ID)
		if err := q.settleCanceled(ctx, e); err != nil {
			return nil, err
		}
	}
	return list, err
}

func (q *Queue) settleCanceled(ctx context.Context, e Entry) error {
	ended := Ended{Job: e.job, Tries: e.Tries, At: q.Now(), Kind: "canceled", Says: "the job was canceled"}
	data, err := json.Marshal(ended)
	if err != nil {
		return err
	}
	if _, err := q.js.PublishMsg(ctx, &nats.Msg{Subject: q.endSubject("dead", e.Run, e.ID), Data: data}); err != nil {
		return err
	}
	return q.remove(ctx, e.seq)
}

// Requeue puts jobs that were given up into the queue again: those of these names, or all
// that the filter has. They begin as if they had never been tried.
func (q *Queue) Requeue(ctx context.Context, f Filter, ids []string) ([]Entry, error) {
	f.States = []State{Dead}
	list, err := q.find(ctx, f, ids)
	for i, e := range list {
		j := e.job
		data, err := json.Marshal(j)
		if err != nil {
			return list[:i], err
		}
		// Who does this twice at the same time does it once.
		msg := &nats.Msg{Subject: q.subjectOf(j), Data: data, Header: nats.Header{jetstream.MsgIDHeader: {fmt.Sprintf("%s.%d", j.ID, e.seq)}}}
		if _, err := q.js.PublishMsg(ctx, msg); err != nil {
			return list[:i], err
		}
		if err := q.dead.DeleteMsg(ctx, e.seq); err != nil && !errors.Is(err, jetstream.ErrMsgDeleteUnsuccessful) {
			return list[:i], err
		}
		q.tellOf(j)
	}
	return list, err
}

// find gives the jobs of some names; without names all that the filter has. That some are
// not there is an error beside those that are.
func (q *Queue) find(ctx context.Context, f Filter, ids []string) (list []Entry, err error) {
	wanted := map[string]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	err = q.List(ctx, f, func(e Entry) bool {
		if len(ids) == 0 || wanted[e.ID] {
			list = append(list, e)
			delete(wanted, e.ID)
		}
		return len(ids) == 0 || len(wanted) > 0
	})
	if err == nil && len(wanted) > 0 {
		for id := range wanted {
			err = errors.Join(err, fmt.Errorf("%s: %w", id, ErrNotFound))
		}
	}
	return list, err
}

// Follow gives what came of the jobs of a run, from its beginning, each as it comes, until
// the run has ended, each says no, or ctx ends. Where run is empty it is that of all jobs.
func (q *Queue) Follow(ctx context.Context, run string, each func(Entry) bool) error {
	f := Filter{Run: run}
	var sources []jetstream.Consumer
	for _, s := range []struct {
		stream jetstream.Stream
		name   string
	}{{q.done, "done"}, {q.dead, "dead"}} {
		c, err := s.stream.OrderedConsumer(ctx, jetstream.OrderedConsumerConfig{FilterSubjects: []string{q.prefix + "." + s.name + "." + f.run() + ".*"}})
		if err != nil {
			return err
		}
		sources = append(sources, c)
	}
	entries := make(chan Entry)
	failed := make(chan error, len(sources))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for i, c := range sources {
		state := []State{Done, Dead}[i]
		consuming, err := c.Consume(func(m jetstream.Msg) {
			entry, err := endedEntry(state, m)
			if err != nil {
				select {
				case failed <- err:
				default:
				}
				return
			}
			select {
			case entries <- entry:
			case <-ctx.Done():
			}
		})
		if err != nil {
			return err
		}
		defer consuming.Stop()
	}
	return q.follow(ctx, f, entries, failed, each)
}

// follow hands on what comes, until as many have come as there are and nothing is left to do.
func (q *Queue) follow(ctx context.Context, f Filter, entries <-chan Entry, failed <-chan error, each func(Entry) bool) error {
	look := newTicker()
	defer look.Stop()
	got := map[string]bool{}
	for {
		select {
		case e := <-entries:
			got[e.ID+string(e.State)] = true
			if !each(e) {
				return nil
			}
		case err := <-failed:
			return err
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-look.C:
			ended, err := q.ended(ctx, f, len(got))
			if err != nil {
				return err
			}
			if ended {
				return nil
			}
		}
	}
}

// ended tells whether a run has ended of which so many results have come.
func (q *Queue) ended(ctx context.Context, f Filter, got int) (bool, error) {
	info, err := q.jobs.Info(ctx, jetstream.WithSubjectFilter(q.prefix+".jobs.*.*.*."+f.run()))
	if err != nil || len(info.State.Subjects) > 0 {
		return false, err
	}
	total := 0
	for name, s := range map[string]jetstream.Stream{"done": q.done, "dead": q.dead} {
		info, err := s.Info(ctx, jetstream.WithSubjectFilter(q.prefix+"."+name+"."+f.run()+".*"))
		if err != nil {
			return false, err
		}
		total += len(info.State.Subjects)
	}
	return got >= total, nil
}
