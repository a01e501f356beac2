package process

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// A page can ask for more memory than the machine has, in a second or two. What the process
// of a page may hold is limited: one that holds more is ended, so that its page fails and
// those beside it go on. Far beyond the limit the system refuses, should nobody look in time.
// What pages make the other processes hold, such as files that scripts make, is not known to
// be of one page: Chrome is ended then, and each page that was open is tried alone.

const (
	pagesWeighedEvery = 50 * time.Millisecond  // in which a page takes some 100 MB
	pagesLookedAtEach = 150 * time.Millisecond // where none holds a quarter of what it may
	pageMemoryShare   = 4                      // of the machine's memory: a part of so many
	pageMemoryLeast   = 512 << 20
	pageMemoryMost    = 2 << 30
	beyond            = 1 << 30 // addresses that the process of a page has without a page in it
)

// ErrMemory says that a page was ended since it took too much.
var ErrMemory = errors.New("out of memory")

// ErrRefused says that the system did so, as far as one can tell: a large page that was closed
// just then looks the same.
var ErrRefused = errors.New("the system refused it more")

// DefaultPageLimit is how many bytes the process of a page may hold on this machine.
func DefaultPageLimit() int64 {
	machine := machineMemory()
	if machine <= 0 { // nothing tells
		return pageMemoryMost
	}
	return min(max(machine/pageMemoryShare, pageMemoryLeast), pageMemoryMost)
}

// MemoryWatch looks at what the processes of one Chrome hold, and ends those that hold too much. The zero value is ready.
type MemoryWatch struct {
	Limit int64 // of bytes that the process of a page may hold
	UID   int   // of the user that Chrome runs as

	mu    sync.Mutex
	held  map[int]int64 // by the process of a page, when it was last looked at
	ended []overweight  // whose pages have not been told
	burst bool          // Chrome itself took too much
}

// overweight is the end of a process that took too much.
type overweight struct {
	at      time.Time
	refused bool // by the system, as it seems: it was large and ended by itself, or with its tab
}

// condemned stands for what a process holds that has been ended.
const condemned = -1

// tellWithin is how long after the end of its process a page hears of it at the latest.
const tellWithin = 10 * time.Second

// Watch looks at them until ctx ends.
func (s *MemoryWatch) Watch(ctx context.Context, chrome Group) {
	all := processes{group: chrome.ID()}
	next := time.NewTimer(pagesWeighedEvery)
	defer next.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-next.C:
		}
		next.Reset(pagesLookedAtEach)
		if most := s.weigh(all.renderers()); most > s.little() {
			next.Reset(pagesWeighedEvery)
		}
		if heldBy(all.group, s.Limit) > 2*s.Limit {
			s.mu.Lock()
			s.burst = true
			s.mu.Unlock()
			chrome.Kill()
			return
		}
	}
}

// little is so much that nobody needs to look closely.
func (s *MemoryWatch) little() int64 { return s.Limit / 4 }

// weigh looks at the processes of pages and ends those that hold too much. It tells how much
// the largest holds.
func (s *MemoryWatch) weigh(pages []int) (most int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := make(map[int]int64, len(pages))
	for _, pid := range pages {
		before, known := s.held[pid]
		if !known {
			boundMemory(pid, s.UID, s.Limit+s.Limit/2+beyond)
		}
		held := heldBy(pid, s.little())
		switch {
		case before == condemned:
			held = condemned
		case held == 0: // it has ended, and nobody has heard of it yet
			held = before
		case held > s.Limit:
			killOne(pid)
			held = condemned
			s.ended = append(s.ended, overweight{at: time.Now()})
		}
		now[pid], most = held, max(most, held)
	}
	s.bury(now)
	s.held = now
	return most
}

// bury notes those that are no more though nobody here ended them, and held much: the system
// refused what they asked for.
func (s *MemoryWatch) bury(now map[int]int64) {
	for pid, held := range s.held {
		if _, there := now[pid]; !there && held > s.Limit/2 {
			s.ended = append(s.ended, overweight{at: time.Now(), refused: true})
		}
	}
}

// Exceeded gives the error if a process of a page has just ended since it took too much.
// Each is told of once.
func (s *MemoryWatch) Exceeded() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := map[int]int64{}
	for pid, held := range s.held {
		if exists(pid) {
			now[pid] = held
		}
	}
	s.bury(now)
	s.held = now
	for len(s.ended) > 0 {
		end := s.ended[0]
		s.ended = s.ended[1:]
		switch age := time.Since(end.at); {
		case end.refused && age < pagesLookedAtEach:
			return memoryError{s.Limit, true}
		case !end.refused && age < tellWithin:
			return memoryError{s.Limit, false}
		}
	}
	return nil
}

// Over tells whether Chrome itself took too much.
func (s *MemoryWatch) Over() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.burst
}

// Error says that a page took more than it may.
func (s *MemoryWatch) Error() error { return memoryError{limit: s.Limit} }

// memoryError says how much was too much. It is an ErrMemory, and may be an ErrRefused.
type memoryError struct {
	limit   int64
	refused bool
}

func (e memoryError) Error() string {
	return fmt.Sprintf("the page took more than the %d MiB that one may have", e.limit>>20)
}

// Is tells whether this is one of the two.
func (e memoryError) Is(target error) bool {
	return target == ErrMemory || target == ErrRefused && e.refused
}
