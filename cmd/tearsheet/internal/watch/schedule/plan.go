// Package schedule says when pages are looked at, and lets it happen: at intervals, or by the
// clock of a time zone. What was missed while nobody ran it is made up once.
package schedule

import (
	"errors"
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	cron "github.com/netresearch/go-cron"
)

// Plan says when a page is looked at. The zero value is never.
type Plan struct {
	every  time.Duration
	cron   cron.Schedule
	jitter time.Duration
	phase  uint64 // of the page, so that not all are looked at in one moment
}

// Every looks at intervals, each page at a moment of its own.
func Every(interval time.Duration) Plan { return Plan{every: interval} }

// Least is the shortest interval: a page is somebody's server.
const Least = time.Second

// Cron looks when an expression says, in a time zone; nil is that of the machine.
func Cron(expression string, zone *time.Location) (Plan, error) {
	if zone == nil {
		zone = time.Local
	}
	if strings.HasPrefix(strings.TrimSpace(expression), "@every") {
		return Plan{}, errors.New("use every: for an interval")
	}
	s, err := cron.ParseStandard("CRON_TZ=" + zone.String() + " " + strings.TrimSpace(expression))
	if err != nil {
		return Plan{}, fmt.Errorf("%q is no time: use five fields such as \"30 7 * * MON-FRI\", or @daily: %w", expression, err)
	}
	if s.Next(time.Now()).IsZero() {
		return Plan{}, fmt.Errorf("%q never comes", expression)
	}
	return Plan{cron: s}, nil
}

// For makes a plan that of one page: key decides at which moment of an interval it is looked at,
// and how much of the jitter is added to the times of a clock.
func (p Plan) For(key string, jitter time.Duration) Plan {
	h := fnv.New64a()
	_, _ = h.Write([]byte(key)) // it never fails
	p.phase, p.jitter = mixed(h.Sum64()), jitter
	return p
}

// mixed spreads a number over all others, so that keys that are alike are far from each other.
func mixed(n uint64) uint64 {
	n ^= n >> 33
	n *= 0xff51afd7ed558ccd
	n ^= n >> 33
	return n
}

// Next is the first time after another one; zero: never.
func (p Plan) Next(after time.Time) time.Time {
	switch {
	case p.every > 0:
		return p.nextOfGrid(after)
	case p.cron != nil:
		delay := p.part(p.jitter)
		next := p.cron.Next(after.Add(-delay))
		if next.IsZero() {
			return next
		}
		return next.Add(delay)
	}
	return time.Time{}
}

// nextOfGrid is the next of the page's moments: its part of the interval, and of the jitter
// another one each time. They do not drift, whenever one runs and however long it takes.
func (p Plan) nextOfGrid(after time.Time) time.Time {
	phase := p.part(p.every)
	at := func(n int64) time.Time {
		t := time.Unix(0, 0).Add(time.Duration(n)*p.every + phase)
		if p.jitter > 0 {
			t = t.Add(time.Duration(mixed(p.phase+uint64(n)) % uint64(p.jitter)))
		}
		return t
	}
	n := int64((after.Sub(time.Unix(0, 0)) - phase - p.jitter) / p.every)
	for !at(n).After(after) {
		n++
	}
	return at(n).In(after.Location())
}

// part is the page's own part of a span.
func (p Plan) part(of time.Duration) time.Duration {
	if of <= 0 {
		return 0
	}
	return time.Duration(p.phase % uint64(of))
}
