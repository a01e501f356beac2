package queue

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

// Ended is what came of a job.
type Ended struct {
	Job    Job             `json:"job"`
	Tries  int             `json:"tries"`
	At     time.Time       `json:"at"`
	Kind   string          `json:"kind,omitempty"` // of the failure of one that was given up
	Says   string          `json:"says,omitempty"`
	Result json.RawMessage `json:"result,omitempty"` // the line of its last try, without the text of the article
}

func (q *Queue) endSubject(stream, run, id string) string {
	return q.prefix + "." + stream + "." + runToken(run) + "." + id
}

// Settle keeps what came of a job and takes it out of the queue. It can be done again, by
// another worker too: what was kept first stays.
func (q *Queue) Settle(ctx context.Context, slot politeness.Slot, e Ended) error {
	stream := "done"
	if e.Kind != "" {
		stream = "dead"
	} else {
		e.Job.Options = withoutSecrets(e.Job.Options)
	}
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	msg := &nats.Msg{Subject: q.endSubject(stream, e.Job.Run, e.Job.ID), Data: data}
	if err := try(ctx, func(ctx context.Context) error {
		_, err := q.js.PublishMsg(ctx, msg, jetstream.WithExpectLastSequencePerSubject(0))
		if isChanged(err) {
			return nil
		}
		return err
	}); err != nil {
		return err
	}
	return q.remove(ctx, slot.Seq)
}

// withoutSecrets leaves out what is not needed any more when a job is done.
func withoutSecrets(options map[string][]string) map[string][]string {
	kept := maps.Clone(options)
	delete(kept, "headers")
	return kept
}

// remove takes a job out of the queue, if it is there.
func (q *Queue) remove(ctx context.Context, seq uint64) error {
	return try(ctx, func(ctx context.Context) error {
		err := q.jobs.DeleteMsg(ctx, seq)
		if errors.Is(err, jetstream.ErrMsgDeleteUnsuccessful) { // it may be that there is none
			if _, missing := q.jobs.GetMsg(ctx, seq); errors.Is(missing, jetstream.ErrMsgNotFound) {
				return nil
			}
		}
		return err
	})
}
