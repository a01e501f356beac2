package record

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// A body that is read in one piece goes through Chrome's own memory, unpacked: some
// kilobytes on the wire can be gigabytes there, and Chrome with all its pages would end of
// them. What is packed is therefore watched while it is read. Chrome says nothing of how
// far it is, but its memory does.

const (
	maxUnpacked = 256 << 20             // that one body may take
	lookEvery   = 40 * time.Millisecond // in which a bomb takes some 20 MB
)

// Unpacking is what a Chrome is unpacking now, for all its pages.
type Unpacking struct {
	ctx    context.Context // of Chrome
	memory func() int64    // that Chrome holds for itself; 0: it cannot be told, and nothing is watched

	mu   sync.Mutex
	open []*unpack
}

// NewUnpacking watches the memory of a Chrome that ends with ctx.
func NewUnpacking(ctx context.Context, memory func() int64) *Unpacking {
	return &Unpacking{ctx: ctx, memory: memory}
}

// unpack is one body that is being read.
type unpack struct {
	from int64 // memory of Chrome when it began
	stop func(chrome context.Context)
	over bool // it was too long
}

// begin watches a body until end.
func (u *Unpacking) begin(stop func(chrome context.Context)) *unpack {
	one := &unpack{from: u.memory(), stop: stop}
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.open = append(u.open, one); len(u.open) == 1 {
		go u.watch()
	}
	return one
}

// end tells whether the body was too long.
func (u *Unpacking) end(one *unpack) (over bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.drop(one)
	return one.over
}

func (u *Unpacking) drop(one *unpack) {
	for i, o := range u.open {
		if o == one {
			u.open = append(u.open[:i], u.open[i+1:]...)
			return
		}
	}
}

// watch looks at Chrome's memory as long as there is something to unpack.
func (u *Unpacking) watch() {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-u.ctx.Done():
			return
		}
		if now := u.memory(); !u.look(now) {
			return
		}
	}
}

// look stops the newest of those since whose beginning Chrome has grown too much: the
// older ones were there when it had not. It tells whether there is anything to look at.
func (u *Unpacking) look(now int64) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	for i := len(u.open) - 1; i >= 0; i-- {
		one := u.open[i]
		if now-one.from <= maxUnpacked {
			continue
		}
		one.over = true
		go one.stop(u.ctx)
		u.drop(one)
		for _, other := range u.open { // what it took is given back in a while
			other.from = max(other.from, now)
		}
		break
	}
	return len(u.open) > 0
}

// TooLongError says that an answer unpacks to more than is recorded of one.
type TooLongError struct {
	URL   string
	Shown bool // the page has it all, the record a part; else nobody has it
}

// Error says which answer it is, and what became of it.
func (e *TooLongError) Error() string {
	became := "it was not loaded"
	if e.Shown {
		became = "the rest is missing"
	}
	return fmt.Sprintf("%.200s unpacks to more than the %d MB of one answer that are recorded: %s", e.URL, maxUnpacked>>20, became)
}
