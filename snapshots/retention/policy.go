package retention

import (
	"fmt"
	"time"
)

// Unlimited is a number of snapshots that is never reached.
const Unlimited = -1

// Policy says how many snapshots each rule keeps. 0: the rule is not there.
type Policy struct {
	Last, Hourly, Daily, Weekly, Monthly, Yearly int
	Changed                                      int // of those that say something else than the one before

	Proven bool // signed and time-stamped ones are removed as others are
}

// Capture is a snapshot as the rules see it.
type Capture struct {
	At      time.Time
	Lacks   string // why it is not whole: partial, blocked, captcha; empty: it is
	Changed bool   // it says something else than the whole one before it, or is the first
	Pinned  bool
	Proven  bool // signed or time-stamped
	Broken  bool // it cannot be read, so that nothing is known of it
}

// rule is one of a policy. bucket gives what it keeps one snapshot of; ok is false for those
// that it does not look at.
type rule struct {
	name   string
	count  int
	bucket func(c Capture, at int) (bucket string, ok bool)
	oldest bool // it keeps the oldest where it finds too few
}

func (p Policy) rules() []rule {
	every := func(layout string) func(Capture, int) (string, bool) {
		return func(c Capture, _ int) (string, bool) { return c.At.UTC().Format(layout), true }
	}
	return []rule{
		{"last", p.Last, func(_ Capture, at int) (string, bool) { return fmt.Sprint(at), true }, false},
		{"hourly", p.Hourly, every("2006010215"), true},
		{"daily", p.Daily, every("20060102"), true},
		{"weekly", p.Weekly, func(c Capture, _ int) (string, bool) {
			year, week := c.At.UTC().ISOWeek()
			return fmt.Sprintf("%d-%d", year, week), true
		}, true},
		{"monthly", p.Monthly, every("200601"), true},
		{"yearly", p.Yearly, every("2006"), true},
		{"changed", p.Changed, func(c Capture, at int) (string, bool) { return fmt.Sprint(at), c.Changed }, false},
	}
}

// Empty tells whether there is no rule, so that nothing would be kept.
func (p Policy) Empty() bool {
	for _, r := range p.rules() {
		if r.count != 0 {
			return false
		}
	}
	return true
}

// Keep says why each of the captures of one page is kept, the newest first in both lists: no
// reason, and it may go.
func (p Policy) Keep(captures []Capture) [][]string {
	reasons := make([][]string, len(captures))
	for _, r := range p.rules() {
		if r.count != 0 {
			r.keep(captures, reasons)
		}
	}
	newest := true
	for i, c := range captures {
		for _, because := range []struct {
			holds  bool
			reason string
		}{
			{c.Lacks == "" && !c.Broken && newest && len(reasons[i]) == 0, "newest whole"},
			{c.Pinned, "pinned"},
			{c.Proven && !p.Proven, "signed"},
			{c.Broken, "unreadable"},
		} {
			if because.holds {
				reasons[i] = append(reasons[i], because.reason)
			}
		}
		newest = newest && (c.Lacks != "" || c.Broken)
	}
	return reasons
}

// keep adds a rule's reasons.
func (r rule) keep(captures []Capture, reasons [][]string) {
	whole := map[string]bool{} // buckets that have a whole capture
	oldest := -1               // of those that count
	for i, c := range captures {
		if c.Lacks == "" && !c.Broken {
			if bucket, ok := r.bucket(c, i); ok {
				whole[bucket] = true
			}
			oldest = i
		}
	}
	left, last := r.count, ""
	for i, c := range captures {
		bucket, ok := r.bucket(c, i)
		if left == 0 {
			return
		}
		if c.Broken || !ok || c.Lacks != "" && whole[bucket] {
			continue
		}
		reason := r.name
		switch {
		case bucket != last:
		case r.oldest && (i == oldest || oldest < 0 && i == len(captures)-1):
			reason = "oldest " + r.name
		default:
			continue
		}
		reasons[i] = append(reasons[i], reason)
		last = bucket
		if left > 0 {
			left--
		}
	}
}
