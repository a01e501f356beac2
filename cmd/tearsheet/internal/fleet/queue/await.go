package queue

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// awaitEach is how often it is looked whether a job has ended of which no news came.
const awaitEach = 5 * time.Second

// Do has a job done by whatever worker, and gives what came of it. A job that was put into
// the queue before, under the same name, is waited for and not put there again. When ctx
// ends the job stays in the queue.
func (q *Queue) Do(ctx context.Context, j Job) (Entry, error) {
	news := make(chan *nats.Msg, 2)
	for _, stream := range []string{"done", "dead"} { // before it is looked for: nothing is missed
		s, err := q.conn.ChanSubscribe(q.endSubject(stream, j.Run, j.ID), news)
		if err != nil {
			return Entry{}, err
		}
		defer func() { _ = s.Unsubscribe() }() // or the connection has ended
	}
	if err := q.addOnce(ctx, j); err != nil {
		return Entry{}, err
	}
	look := time.NewTicker(awaitEach)
	defer look.Stop()
	for {
		e, ok, err := q.came(ctx, j)
		if err == nil && ok {
			return e, nil
		}
		select { // while a server cannot be asked there may be another soon
		case <-news:
		case <-look.C:
		case <-ctx.Done():
			return Entry{}, context.Cause(ctx)
		}
	}
}

// addOnce puts a job into the queue that is not there and has not come to its end.
func (q *Queue) addOnce(ctx context.Context, j Job) error {
	if _, ok, err := q.came(ctx, j); ok || err != nil {
		return err
	}
	there := false
	err := q.each(ctx, q.jobs, q.subjectOf(j), func(m jetstream.Msg) error {
		if m.Headers().Get(jetstream.MsgIDHeader) == j.ID {
			there = true
			return errEnough
		}
		return nil
	})
	if there || stopped(err) != nil {
		return stopped(err)
	}
	return q.Add(ctx, slices.Values([]Job{j}), func(Job) error { return nil })
}

// came gives what came of a job, if it has ended.
func (q *Queue) came(ctx context.Context, j Job) (Entry, bool, error) {
	for _, s := range []struct {
		state  State
		stream jetstream.Stream
		name   string
	}{{Done, q.done, "done"}, {Dead, q.dead, "dead"}} {
		msg, err := s.stream.GetLastMsgForSubject(ctx, q.endSubject(s.name, j.Run, j.ID))
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			continue
		}
		var e Ended
		if err == nil {
			err = json.Unmarshal(msg.Data, &e)
		}
		return entryOf(s.state, e), err == nil, err
	}
	return Entry{}, false, nil
}
