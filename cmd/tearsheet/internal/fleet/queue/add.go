package queue

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// pending is how many jobs may be on their way to the server at the same time.
const pending = 256

// Add puts jobs into the queue and tells of each when the server has it. At the first that
// cannot be had it ends: those that were told of stay.
func (q *Queue) Add(ctx context.Context, jobs iter.Seq[Job], accepted func(Job) error) error {
	type sent struct {
		job Job
		msg *nats.Msg
		ack jetstream.PubAckFuture
	}
	var open []sent
	first := func() error {
		s := open[0]
		open = open[1:]
		if err := q.acknowledged(ctx, s.msg, s.ack); err != nil {
			return fmt.Errorf("%s was not accepted: %w", s.job.URL, err)
		}
		q.tellOf(s.job)
		return accepted(s.job)
	}
	for j := range jobs {
		data, err := json.Marshal(j)
		if err != nil {
			return err
		}
		msg := &nats.Msg{Subject: q.subjectOf(j), Data: data, Header: nats.Header{jetstream.MsgIDHeader: {j.ID}}}
		ack, err := q.js.PublishMsgAsync(msg)
		if err != nil {
			ack = nil // it is sent again when it is its turn
		}
		open = append(open, sent{j, msg, ack})
		if len(open) >= pending {
			if err := first(); err != nil {
				return err
			}
		}
	}
	for len(open) > 0 {
		if err := first(); err != nil {
			return err
		}
	}
	return nil
}

// acknowledged waits until the server has a job. Where that fails it is sent again, under the
// same name, so that the server has it once.
func (q *Queue) acknowledged(ctx context.Context, msg *nats.Msg, ack jetstream.PubAckFuture) error {
	if ack != nil {
		select {
		case <-ack.Ok():
			return nil
		case <-ack.Err(): //nolint:errcheck // it is sent again
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	again := &nats.Msg{Subject: msg.Subject, Data: msg.Data, Header: nats.Header{jetstream.MsgIDHeader: msg.Header[jetstream.MsgIDHeader]}}
	return try(ctx, func(ctx context.Context) error {
		_, err := q.js.PublishMsg(ctx, again)
		return err
	})
}
