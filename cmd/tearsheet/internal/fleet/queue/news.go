package queue

import (
	"encoding/json"
	"strings"

	"github.com/nats-io/nats.go"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/frontier"
)

// What is told here makes workers faster and may be lost: each is found out without it too.

// Presence is what workers tell each other.
type Presence struct {
	Worker string `json:"worker"`
	Left   bool   `json:"left,omitempty"`
}

// Listener is told of what is new. Its fields may be nil.
type Listener struct {
	Job    func(key, lane string) // a host has a job
	Worker func(Presence)
	Cancel func(run, id string) // the jobs of a run, or one job, are not wanted any more
}

func (q *Queue) tellOf(j Job) {
	key, lane := q.lane(q.subjectOf(j))
	_ = q.conn.Publish(q.prefix+".new."+frontier.ShardOf(key), []byte(key+" "+lane))
}

// TellPresence says that a worker is there.
func (q *Queue) TellPresence(p Presence) {
	if data, err := json.Marshal(p); err == nil {
		_ = q.conn.Publish(q.prefix+".workers", data)
	}
}

type canceled struct{ Run, ID string }

func (q *Queue) tellCancel(run, id string) {
	if data, err := json.Marshal(canceled{run, id}); err == nil {
		_ = q.conn.Publish(q.prefix+".cancel", data)
		_ = q.conn.Flush()
	}
}

// Listen tells a listener until stop is called.
func (q *Queue) Listen(l Listener) (stop func(), err error) {
	var subs []*nats.Subscription
	stop = func() {
		for _, s := range subs {
			_ = s.Unsubscribe() // or the connection has ended
		}
	}
	for subject, handle := range map[string]nats.MsgHandler{
		".new.*": func(m *nats.Msg) {
			if key, lane, ok := strings.Cut(string(m.Data), " "); ok && l.Job != nil {
				l.Job(key, lane)
			}
		},
		".workers": func(m *nats.Msg) {
			var p Presence
			if l.Worker != nil && json.Unmarshal(m.Data, &p) == nil {
				l.Worker(p)
			}
		},
		".cancel": func(m *nats.Msg) {
			var c canceled
			if l.Cancel != nil && json.Unmarshal(m.Data, &c) == nil {
				l.Cancel(c.Run, c.ID)
			}
		},
	} {
		s, err := q.conn.Subscribe(q.prefix+subject, handle)
		if err != nil {
			stop()
			return nil, err
		}
		subs = append(subs, s)
	}
	return stop, q.conn.Flush()
}
