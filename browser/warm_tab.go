package browser

import (
	"context"
	"sync"
)

// warmTab is a tab that waits for the next capture: to open one takes as long as to load a
// small page, and Chrome can do it while the captures before wait for the network.
type warmTab struct {
	mu     sync.Mutex
	asked  int  // how often one was asked for
	ready  *tab // nil if there is none
	making bool
	closed bool
	done   sync.WaitGroup
}

// take gives the warm tab, nil if there is none. Who asks again is likely to ask once
// more, so another is opened then.
func (s *warmTab) take(c *chrome) *tab {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.ready
	s.ready = nil
	if s.asked++; s.asked > 1 && !s.making && !s.closed {
		s.making = true
		s.done.Go(func() { s.make(c) })
	}
	if t != nil && t.ctx.Err() != nil { // it has crashed
		s.done.Go(t.close)
		return nil
	}
	return t
}

// make opens a tab. Where that fails the next capture opens its own, and tells.
func (s *warmTab) make(c *chrome) {
	ctx, cancel := context.WithTimeout(c.ctx, startTimeout)
	defer cancel()
	t, err := newTab(ctx, c, c.usual().in(c))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.making = false
	if err == nil {
		s.ready = t
	}
}

// close ends the warm tab; there will be no other.
func (s *warmTab) close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.done.Wait()
	if s.ready != nil {
		s.ready.close()
	}
}
