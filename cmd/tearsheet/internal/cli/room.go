package cli

import (
	"sync"
	"time"
)

// perPage is the memory that a page may take while it is captured: a tall one does.
const perPage = 512 << 20

// A page waits most of the time, for its server or for its own timers, so that a core has
// time for several: of the pages of `make bench-capture`, which come from the same machine,
// six at a time on two cores took 15 % less time than four, and eight hardly less than six.
const (
	pagesPerCore = 3
	mostPerCore  = 4 * pagesPerCore // of servers that take seconds to answer
)

// defaultConcurrency is how many pages are captured at the same time to begin with.
func defaultConcurrency() int {
	r := readMachine()
	return pagesAtOnce(r.cores, r.memory)
}

func pagesAtOnce(cores int, memory int64) int {
	return max(1, min(pagesPerCore*cores, int(memory/perPage)))
}

// room is where pages are while they are captured. How many there may be follows the
// machine: more while the processors have nothing to do, fewer when memory runs short.
type room struct {
	mu      sync.Mutex
	changed *sync.Cond
	inside  int // pages that are in the browser
	kept    int // those, and what is not stored yet
	most    int // pages that may be in the browser

	begun int            // what most was at first, which is enough where the processors are busy
	read  func() reading // nil: most stays as it is
	last  reading
}

// newRoom gives room for so many pages. read tells how the machine is; without it their
// number stays.
func newRoom(most int, read func() reading) *room {
	r := &room{most: most, begun: most, read: read}
	r.changed = sync.NewCond(&r.mu)
	if read != nil {
		r.last = read()
	}
	return r
}

// enter waits until there is room for a page. Its leave and its stored must follow.
func (r *room) enter() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.inside >= r.most || r.kept >= 2*r.most {
		r.changed.Wait()
	}
	r.inside++
	r.kept++
}

// leave says that a page has left the browser.
func (r *room) leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.look()
	r.inside--
	r.changed.Broadcast()
}

// stored says that nothing of a page is held any more.
func (r *room) stored() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kept--
	r.changed.Broadcast()
}

// placesIn is a room as check takes it: nothing of a page stays once it has left.
type placesIn struct{ room *room }

// Enter waits for a place.
func (p placesIn) Enter() { p.room.enter() }

// Leave frees it.
func (p placesIn) Leave() {
	p.room.leave()
	p.room.stored()
}

// lookEvery is the time over which the machine is looked at: shorter ones say little.
const lookEvery = time.Second

// What the machine is like decides.
const (
	idleEnough = 0.15 // share of the processors that is left for further pages
	idleLittle = 0.03 // below it pages are in each other's way
)

// look lets in more pages or fewer than before.
func (r *room) look() {
	if r.read == nil || time.Since(r.last.at) < lookEvery {
		return
	}
	now := r.read()
	idle, known := now.idle(r.last)
	r.last = now
	step := max(1, r.most/4)
	switch {
	case now.memory < perPage:
		r.most = max(1, r.most-step)
	case !known:
	case idle > idleEnough && r.inside >= r.most && now.memory > 2*perPage:
		r.most = min(r.most+step, max(r.begun, mostPerCore*now.cores))
	case idle < idleLittle:
		r.most = max(min(r.begun, r.most), r.most-1)
	}
}
