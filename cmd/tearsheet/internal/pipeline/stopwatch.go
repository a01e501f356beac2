package pipeline

import "time"

// stopwatch measures one step after the other.
type stopwatch struct{ last time.Time }

func newStopwatch() *stopwatch { return &stopwatch{time.Now()} }

// lap gives the milliseconds since the last lap.
func (s *stopwatch) lap() int64 {
	now := time.Now()
	defer func() { s.last = now }()
	return now.Sub(s.last).Milliseconds()
}
