package browser

import (
	"io"
	"sync"
)

// stream is a body that is read while it comes. Its parts come from the loop that
// handles the tab's events, which may not wait for the reader, so they queue here.
type stream struct {
	open bool  // it may never end: nobody waits for that
	most int64 // bytes that are taken; 0: any number

	mu     sync.Mutex
	more   sync.Cond
	parts  [][]byte
	ended  bool
	reason string // why its end is missing
	taken  int64
}

func newStream(open bool) *stream {
	s := &stream{open: open}
	s.more.L = &s.mu
	return s
}

// add takes one more part.
func (s *stream) add(part []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(part) == 0 || s.ended {
		return
	}
	if s.taken += int64(len(part)); s.most > 0 && s.taken > s.most {
		s.ended, s.reason = true, "length"
	} else {
		s.parts = append(s.parts, part)
	}
	s.more.Broadcast()
}

// precede puts what came before the first part before it.
func (s *stream) precede(part []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(part) > 0 {
		s.parts = append([][]byte{part}, s.parts...)
		s.taken += int64(len(part))
		s.more.Broadcast()
	}
}

// end says that there is no more, and why if that is too early.
func (s *stream) end(reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.ended {
		s.ended, s.reason = true, reason
		s.more.Broadcast()
	}
}

// over tells whether there was more than is taken.
func (s *stream) over() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.most > 0 && s.taken > s.most
}

// cut says why the body's end is missing.
func (s *stream) cut() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.reason
}

// Read waits for the next part.
func (s *stream) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.parts) == 0 {
		if s.ended {
			return 0, io.EOF
		}
		s.more.Wait()
	}
	n := copy(p, s.parts[0])
	if s.parts[0] = s.parts[0][n:]; len(s.parts[0]) == 0 {
		s.parts = s.parts[1:]
	}
	return n, nil
}
