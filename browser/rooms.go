package browser

import (
	"context"
	"slices"
	"sync"
	"time"
)

// rooms are those of a Chrome that wait for the next page of their site.
type rooms struct {
	mu         sync.Mutex
	asked      map[string]int // captures so far, by site
	busy, most int            // captures at a time: now, and at the most so far
	idle       []*tab         // each in an empty room, the one that has waited longest first
	turning    []*turning
	closed     bool
	done       sync.WaitGroup
}

// turning is a room that is being emptied.
type turning struct {
	site     string
	promised bool          // to a capture that waits for it
	done     chan struct{} // closed when it is empty, or gone
	next     *tab          // nil: it is gone
}

// Limits of rooms that wait.
const (
	roomsWait = 20 * time.Second
	sitesMost = 1000 // that are counted
)

// enter begins a capture; leave or exit must follow.
func (s *rooms) enter() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy++
	s.most = max(s.most, s.busy)
}

// exit ends a capture that got no tab.
func (s *rooms) exit() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy--
}

// take gives a tab in an empty room of that site, nil if there is none.
func (s *rooms) take(ctx context.Context, site string) *tab {
	s.mu.Lock()
	if s.asked == nil || len(s.asked) >= sitesMost {
		s.asked = map[string]int{}
	}
	s.asked[site]++
	if i := slices.IndexFunc(s.idle, func(t *tab) bool { return t.room.site == site }); i >= 0 {
		t := s.idle[i]
		s.idle = slices.Delete(s.idle, i, i+1)
		s.mu.Unlock()
		return s.whole(t)
	}
	i := slices.IndexFunc(s.turning, func(one *turning) bool { return one.site == site && !one.promised })
	if i < 0 {
		s.mu.Unlock()
		return nil
	}
	one := s.turning[i]
	one.promised = true
	s.mu.Unlock()
	select {
	case <-one.done:
		return s.whole(one.next)
	case <-ctx.Done():
		s.done.Go(func() {
			<-one.done
			s.keep(one.next)
		})
		return nil
	}
}

// whole gives the tab unless it has crashed.
func (s *rooms) whole(t *tab) *tab {
	if t == nil || t.ctx.Err() == nil {
		return t
	}
	s.done.Go(t.close)
	return nil
}

// prepare opens the next tab of a room whose page is about to be taken, if another page of its
// site is likely to come: who has asked twice asks again.
func (s *rooms) prepare(t *tab) {
	s.mu.Lock()
	again := t.room != nil && t.room.site != "" && s.asked[t.room.site] > 1 && t.room.used < roomCaptures && !s.closed
	s.mu.Unlock()
	if again {
		t.room.open()
	}
}

// leave ends a capture in a tab. The func that it gives closes the tab, which takes a moment.
func (s *rooms) leave(t *tab, tidy bool) (end func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy--
	if t.room == nil || t.room.next == nil {
		return t.close
	}
	if !tidy || s.closed {
		return func() { t.room.abandon(t) }
	}
	one := &turning{site: t.room.site, done: make(chan struct{})}
	s.turning = append(s.turning, one)
	return func() {
		one.next = t.room.turnOver(t)
		s.mu.Lock()
		s.turning = slices.DeleteFunc(s.turning, func(other *turning) bool { return other == one })
		promised := one.promised
		s.mu.Unlock()
		close(one.done)
		if !promised {
			s.keep(one.next)
		}
	}
}

// keep has a tab wait in its room, for some time; nil is no tab.
func (s *rooms) keep(t *tab) {
	if t == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		s.done.Go(t.close)
		return
	}
	s.idle = append(s.idle, t)
	time.AfterFunc(roomsWait, func() { s.dismiss(t) })
	if len(s.idle) > s.most {
		s.done.Go(s.idle[0].close)
		s.idle = slices.Delete(s.idle, 0, 1)
	}
}

// dismiss closes a tab that nobody came for.
func (s *rooms) dismiss(t *tab) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.Index(s.idle, t); i >= 0 {
		s.idle = slices.Delete(s.idle, i, i+1)
		s.done.Go(t.close)
	}
}

// close has no room used again; those that wait go with Chrome, which is about to end.
func (s *rooms) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, t := range s.idle {
		t.end(errClosed)
	}
	s.idle = nil
}
