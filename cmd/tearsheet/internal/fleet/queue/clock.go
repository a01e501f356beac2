package queue

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// clock is the server's, so that workers whose machines disagree about the time agree on
// when a host may be visited.
type clock struct{ ahead atomic.Int64 }

// set compares this machine's clock with that of the server, by the fastest of some answers.
func (c *clock) set(ctx context.Context, s jetstream.Stream) error {
	least := time.Duration(-1)
	for range 3 {
		asked := time.Now()
		info, err := s.Info(ctx)
		if err != nil {
			return err
		}
		took := time.Since(asked)
		if least < 0 || took < least {
			least = took
			c.ahead.Store(int64(info.TimeStamp.Sub(asked.Add(took / 2))))
		}
	}
	return nil
}

// Now is the time by the server's clock.
func (q *Queue) Now() time.Time {
	ahead := time.Duration(q.clock.ahead.Load())
	if ahead.Abs() < time.Second/10 { // nothing that could not be the way
		ahead = 0
	}
	return time.Now().Add(ahead)
}

// newTicker says when to look whether there is an end.
func newTicker() *time.Ticker { return time.NewTicker(500 * time.Millisecond) }
