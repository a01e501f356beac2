package politeness

import (
	"fmt"
	"time"
)

// Failure is why a try of a job came to nothing.
type Failure struct {
	Kind  string
	Says  string
	After time.Duration // the pause that the server asked for; 0: none
	Final bool          // whatever its kind: what there was is stored
}

// rule is what follows where a try failed in some way.
type rule struct {
	pause time.Duration // before the next try; it doubles with each
	host  bool          // it is the host's trouble: none of its pages is tried before
	free  bool          // it is not the page's: the try does not count
}

// rules are the failures that may pass, by kind. All others are final.
var rules = map[string]rule{
	"dns":     {pause: 15 * time.Second, host: true},
	"connect": {pause: 15 * time.Second, host: true},
	"busy":    {pause: 15 * time.Second, host: true}, // 429, 503 and their like
	"timeout": {pause: 20 * time.Second},
	"crash":   {pause: 5 * time.Second},
	"browser": {pause: 2 * time.Second},
	"storage": {pause: 5 * time.Second, free: true},
	Worker:    {pause: 5 * time.Second, free: true},
}

// Worker is the kind of a failure that is a worker's own: it has no browser, say.
const Worker = "worker"

const (
	longestPause = 30 * time.Minute
	// LongestCrawl is the most that is followed of a site's wish for the time between two pages.
	LongestCrawl = 2 * time.Minute
	longestAfter = time.Hour // of a server's wish to be left alone
	hopeless     = 6         // failures in a row from which on a host's jobs are given up unseen, until it opens
	mostTaken    = 8         // workers that may end while they have a job
)

// Failed notes a failure of a job that a worker has. Where it may pass the job is put back,
// to be tried again; where final is true it is given up, and still to be settled. ok is false
// where the job is another's now.
func (h *Host) Failed(now time.Time, job, worker string, f Failure, retries int) (final, ok bool) {
	s := h.mine(job, worker)
	if s == nil {
		return false, false
	}
	r, passes := rules[f.Kind]
	if f.Final {
		r = rule{}
	}
	s.Kind, s.Says = f.Kind, f.Says
	if !r.free {
		s.Tries++
	}
	pause := double(r.pause, s.Tries)
	if r.host {
		h.Down++
		pause = double(r.pause, h.Down)
	}
	pause = max(pause, min(f.After, longestAfter))
	if r.host {
		h.Closed, h.Why = later(h.Closed, now.Add(pause)), f.Says
	}
	if !passes || f.Final || s.Tries > retries {
		return true, true
	}
	h.PutBack(now, job, worker, now.Add(pause))
	return false, true
}

// Reached notes that the host has answered.
func (h *Host) Reached() { h.Down, h.Why = 0, "" }

// Hopeless says why a job of the host is given up without a visit, if it is.
func (h *Host) Hopeless(now time.Time) (Failure, bool) {
	if h.Down < hopeless || !now.Before(h.Closed) {
		return Failure{}, false
	}
	return Failure{Kind: "connect", Says: fmt.Sprintf("the host failed %d times in a row: %s", h.Down, h.Why)}, true
}

// Fatal says why a job is not begun again, if it is not: a page that ends each worker that
// loads it must not do so for ever.
func (s Slot) Fatal() (Failure, bool) {
	if s.Taken < mostTaken {
		return Failure{}, false
	}
	return Failure{Kind: "crash", Says: fmt.Sprintf("%d workers ended while they had this page", s.Taken)}, true
}

// double is the n-th of pauses that double, the first of them for n = 1.
func double(pause time.Duration, n int) time.Duration {
	for range n - 1 {
		if pause >= longestPause {
			return longestPause
		}
		pause *= 2
	}
	return pause
}
