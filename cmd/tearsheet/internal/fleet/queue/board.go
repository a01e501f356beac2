package queue

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/frontier"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

var _ frontier.Board = (*Queue)(nil)

func (q *Queue) hostSubject(key string) string { return q.prefix + ".hosts." + key }

// Host gives the record of a host.
func (q *Queue) Host(ctx context.Context, key string) (h politeness.Host, revision uint64, err error) {
	msg, err := q.hosts.GetLastMsgForSubject(ctx, q.hostSubject(key))
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return h, 0, nil
	}
	if err == nil {
		revision, err = msg.Sequence, json.Unmarshal(msg.Data, &h)
	}
	return h, revision, err
}

// restful is how long a host of which nothing is under way is remembered beyond its rest.
const restful = 10 * time.Minute

// SetHost puts a record in the place of that of a revision.
func (q *Queue) SetHost(ctx context.Context, key string, h politeness.Host, revision uint64) error {
	data, err := json.Marshal(h)
	if err != nil {
		return err
	}
	options := []jetstream.PublishOpt{jetstream.WithExpectLastSequencePerSubject(revision)}
	if h.Idle() { // nothing is lost when it is forgotten
		options = append(options, jetstream.WithMsgTTL((max(0, h.Rest().Sub(q.Now())) + restful).Round(time.Second)))
	}
	_, err = q.js.PublishMsg(ctx, &nats.Msg{Subject: q.hostSubject(key), Data: data}, options...)
	if isChanged(err) {
		return frontier.ErrChanged
	}
	return err
}

// isChanged tells whether something else stands where it was expected.
func isChanged(err error) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) && (api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence || api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequenceConstant)
}

// Next gives the first job of a lane behind a place.
func (q *Queue) Next(ctx context.Context, key, lane string, after uint64) (frontier.Job, bool, error) {
	msg, err := q.jobs.GetMsg(ctx, after+1, jetstream.WithGetMsgSubject(q.laneSubject(key, lane)))
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return frontier.Job{}, false, nil
	}
	if err != nil {
		return frontier.Job{}, false, err
	}
	j, err := q.readJob(msg.Subject, msg.Sequence, msg.Data)
	return j, err == nil, err
}

// At gives the job of a slot. Who ended while they settled it may have left nothing but the
// slot: what came of it is there then.
func (q *Queue) At(ctx context.Context, slot politeness.Slot) (j frontier.Job, found, gone bool, err error) {
	msg, err := q.jobs.GetMsg(ctx, slot.Seq)
	if err == nil {
		j, err = q.readJob(msg.Subject, msg.Sequence, msg.Data)
		return j, err == nil, false, err
	}
	if !errors.Is(err, jetstream.ErrMsgNotFound) {
		return j, false, false, err
	}
	for _, s := range []struct {
		stream jetstream.Stream
		name   string
	}{{q.done, "done"}, {q.dead, "dead"}} {
		_, err := s.stream.GetLastMsgForSubject(ctx, q.endSubject(s.name, slot.Run, slot.Job))
		if err == nil {
			return j, false, true, nil
		}
		if !errors.Is(err, jetstream.ErrMsgNotFound) {
			return j, false, false, err
		}
	}
	return j, false, false, nil
}

// Lane is jobs of a host that are in the queue.
type Lane struct {
	Key, Name string
	Jobs      uint64
}

// Lanes lists what there is for the hosts of a shard; empty: of all.
func (q *Queue) Lanes(ctx context.Context, shard string) ([]Lane, error) {
	filter := q.prefix + ".jobs.>"
	if shard != "" {
		filter = q.prefix + ".jobs." + shard + ".>"
	}
	info, err := q.jobs.Info(ctx, jetstream.WithSubjectFilter(filter))
	if err != nil {
		return nil, err
	}
	list := make([]Lane, 0, len(info.State.Subjects))
	for subject, n := range info.State.Subjects {
		if key, lane := q.lane(subject); key != "" {
			list = append(list, Lane{key, lane, n})
		}
	}
	return list, nil
}

// Size tells how many jobs are in the queue, and of how many lanes.
func (q *Queue) Size(ctx context.Context) (jobs, lanes uint64, err error) {
	info, err := q.jobs.Info(ctx)
	if err != nil {
		return 0, 0, err
	}
	return info.State.Msgs, info.State.NumSubjects, nil
}

// Run is the run that the jobs of a lane are of.
func (l Lane) Run() string { return runOfToken(l.Name[strings.IndexByte(l.Name, '.')+1:]) }
