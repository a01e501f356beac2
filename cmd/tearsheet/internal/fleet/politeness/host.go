// Package politeness decides what a host allows now. A Host is all that workers have to agree
// on; who keeps it, and how two of them do not change it at the same time, is not known here.
// All times are given, so that the same decisions can be made on any clock.
package politeness

import (
	"slices"
	"time"
)

// MostAtOnce is the most pages of a host that can be captured at the same time, whatever is
// asked for: each is in the host's record.
const MostAtOnce = 64

// mostWaiting is how many jobs of a host may wait to be tried again before no other of its
// jobs is begun. A host of which so many pages fail is better left alone.
const mostWaiting = 32

// Slot is a job that was taken up and is not settled.
type Slot struct {
	Seq    uint64    `json:"seq"` // its place in the queue
	Job    string    `json:"job"`
	Run    string    `json:"run,omitempty"`
	Worker string    `json:"worker,omitempty"` // who does it; empty: nobody, it waits
	Until  time.Time `json:"until"`            // while a worker has it: until when it counts without a sign of life; else: from when it may be taken up
	Begun  time.Time `json:"begun"`            // when it was taken up first: names the snapshot
	AtOnce int       `json:"at_once,omitempty"`
	Apart  Span      `json:"apart,omitempty"` // to the next start
	Went   bool      `json:"went,omitempty"`  // the page has answered: the time to the next start runs

	Tries   int    `json:"tries,omitempty"`   // that failed
	Taken   int    `json:"taken,omitempty"`   // from workers that gave no sign of life
	Missing int    `json:"missing,omitempty"` // times that its job could not be found
	Kind    string `json:"kind,omitempty"`    // of the last failure
	Says    string `json:"says,omitempty"`
}

// Span is a time.Duration; JSON has it in milliseconds.
type Span int64

// SpanOf is a duration as a record has it.
func SpanOf(d time.Duration) Span { return Span(d.Milliseconds()) }

// Duration is the time that it stands for.
func (s Span) Duration() time.Duration { return time.Duration(s) * time.Millisecond }

// Host is what is known of a host. The zero value is a host that nobody has visited.
type Host struct {
	Slots  []Slot            `json:"slots,omitempty"`
	Next   time.Time         `json:"next,omitzero"`   // before it no page begins
	Crawl  Span              `json:"crawl,omitempty"` // the site's own wish for the time between two starts
	Closed time.Time         `json:"closed,omitzero"` // it asked to be left alone, or could not be reached
	Down   int               `json:"down,omitempty"`  // times in a row that it could not be reached
	Why    string            `json:"why,omitempty"`   // it could not
	Lanes  map[string]uint64 `json:"lanes,omitempty"` // what was taken up of each lane of its jobs: all up to here
}

// Wish is how politely a job wants its host to be treated.
type Wish struct {
	AtOnce int           // pages at the same time; 0: as many as can be
	Apart  time.Duration // between two starts
	Robots bool          // the site's own wish counts too
}

func (w Wish) most() int {
	if w.AtOnce <= 0 {
		return MostAtOnce
	}
	return min(w.AtOnce, MostAtOnce)
}

// live tells whether a worker has the slot, as far as is known.
func (s *Slot) live(now time.Time) bool { return s.Worker != "" && now.Before(s.Until) }

// Live counts the pages that are being captured.
func (h *Host) Live(now time.Time) (n int) {
	for i := range h.Slots {
		if h.Slots[i].live(now) {
			n++
		}
	}
	return n
}

// Idle tells whether nothing of the host is under way.
func (h *Host) Idle() bool { return len(h.Slots) == 0 }

// Rest is when the host can be forgotten that nothing is under way of.
func (h *Host) Rest() time.Time {
	if h.Closed.After(h.Next) {
		return h.Closed
	}
	return h.Next
}

// Open tells whether a page could begin now, for all that does not depend on which; else
// it says when to ask again, at the latest.
func (h *Host) Open(now time.Time) (ok bool, when time.Time) {
	if _, hopeless := h.Hopeless(now); hopeless {
		return true, now // nobody is visited
	}
	if rest := h.Rest(); now.Before(rest) {
		return false, rest
	}
	for i := range h.Slots {
		// Until it has answered nobody knows when the time between two starts begins.
		if s := &h.Slots[i]; s.live(now) && s.Apart > 0 && !s.Went {
			return false, s.Until
		}
	}
	return true, now
}

// Waiting gives a job that was taken up before and is nobody's: it comes before others. ok
// is false where there is none; full tells that so many wait that no other is to be begun,
// and when says until then.
func (h *Host) Waiting(now time.Time) (slot Slot, ok, full bool, when time.Time) {
	waiting := 0
	for _, s := range h.Slots {
		switch {
		case s.live(now):
			continue
		case !now.Before(s.Until):
			return s, true, false, now
		case when.IsZero() || s.Until.Before(when):
			when = s.Until
		}
		waiting++
	}
	return Slot{}, false, waiting >= mostWaiting, when
}

// Room tells whether one more page may be captured at the same time, by what it asks for and
// by what those ask for that are being captured.
func (h *Host) Room(now time.Time, wish Wish) bool {
	most, live := wish.most(), 0
	for i := range h.Slots {
		if s := &h.Slots[i]; s.live(now) {
			live++
			most = min(most, Wish{AtOnce: s.AtOnce}.most())
		}
	}
	if h.Down > 0 {
		most = 1 // to see whether it is there again
	}
	return live < most
}

// Take gives a job to a worker: one that waits, or a new one, of a lane. Who calls it has
// asked Open, Waiting and Room, of the same record.
func (h *Host) Take(now time.Time, job Slot, lane, worker string, lease time.Duration, wish Wish) Slot {
	apart := wish.Apart
	if wish.Robots {
		apart = max(apart, h.Crawl.Duration())
	}
	s := job
	if s.Worker != "" { // and was not heard of again
		s.Taken++
	}
	if s.Begun.IsZero() {
		s.Begun = now.Truncate(time.Millisecond)
	}
	s.Worker, s.Until, s.AtOnce, s.Apart, s.Went = worker, now.Add(lease), wish.AtOnce, SpanOf(apart), false
	h.Slots = slices.Clone(h.Slots)
	if i := h.find(job.Job); i >= 0 {
		h.Slots[i] = s
	} else {
		h.Slots = append(h.Slots, s)
		if h.Lanes == nil {
			h.Lanes = map[string]uint64{}
		}
		h.Lanes[lane] = max(h.Lanes[lane], s.Seq)
	}
	h.Next = later(h.Next, now.Add(apart))
	return s
}

func (h *Host) find(job string) int {
	return slices.IndexFunc(h.Slots, func(s Slot) bool { return s.Job == job })
}

// mine finds a slot that a worker still has.
func (h *Host) mine(job, worker string) *Slot {
	if i := h.find(job); i >= 0 && h.Slots[i].Worker == worker {
		return &h.Slots[i]
	}
	return nil
}

// Renew is a worker's sign of life for a job. It is false where the job is another's now.
func (h *Host) Renew(now time.Time, job, worker string, lease time.Duration) bool {
	s := h.mine(job, worker)
	if s != nil {
		s.Until = now.Add(lease)
	}
	return s != nil
}

// Went says that the page has answered.
func (h *Host) Went(now time.Time, job, worker string) bool {
	s := h.mine(job, worker)
	if s != nil {
		s.Went = true
		h.Next = later(h.Next, now.Add(s.Apart.Duration()))
	}
	return s != nil
}

// Settle takes a job out that has come to its end. It is false where it is another's now.
func (h *Host) Settle(now time.Time, job, worker string) bool {
	s := h.mine(job, worker)
	if s == nil {
		return false
	}
	h.began(now, s)
	h.Slots = slices.Delete(h.Slots, h.find(job), h.find(job)+1)
	return true
}

// began keeps the time to the next start where nobody has said that the page has answered.
func (h *Host) began(now time.Time, s *Slot) {
	if !s.Went {
		h.Next = later(h.Next, now.Add(s.Apart.Duration()))
	}
}

// PutBack gives a job up, to be taken up again from a moment on.
func (h *Host) PutBack(now time.Time, job, worker string, from time.Time) bool {
	s := h.mine(job, worker)
	if s == nil {
		return false
	}
	h.began(now, s)
	s.Worker, s.Until = "", from
	return true
}

// Defer leaves a job that is nobody's alone until a moment.
func (h *Host) Defer(job string, until time.Time) {
	h.Slots = slices.Clone(h.Slots)
	if i := h.find(job); i >= 0 {
		h.Slots[i].Worker, h.Slots[i].Until = "", until
	}
}

// Drop takes out a job of which nothing is left to do.
func (h *Host) Drop(job string) {
	h.Slots = slices.DeleteFunc(slices.Clone(h.Slots), func(s Slot) bool { return s.Job == job })
}

// Missing notes that a job cannot be found; after so many times it is dropped.
func (h *Host) Missing(job string, until time.Time, most int) {
	h.Defer(job, until)
	if i := h.find(job); i >= 0 {
		if h.Slots[i].Missing++; h.Slots[i].Missing >= most {
			h.Drop(job)
		}
	}
}

// Wants notes what the site asks for between two starts.
func (h *Host) Wants(apart time.Duration) { h.Crawl = SpanOf(min(apart, LongestCrawl)) }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
