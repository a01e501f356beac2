package frontier

import (
	"container/heap"
	"slices"
	"strings"
	"time"
)

// Lane names the jobs of a host that have one priority and are of one run. Priorities are
// digits: the lowest comes first.
func Lane(priority, run string) string { return priority + "." + run }

func priorityOf(lane string) string { p, _, _ := strings.Cut(lane, "."); return p }
func runOf(lane string) string      { _, run, _ := strings.Cut(lane, "."); return run }

// Roster is the hosts that may have jobs, by when to ask them. Those that are this worker's
// own come first; the others are asked when it has nothing else to do. That a host is a
// worker's own only keeps workers out of each other's way: any worker may ask any host.
type Roster struct {
	hosts       map[string]*host
	own, others byTime
}

// host is one of them.
type host struct {
	key    string
	lanes  []string // sorted
	own    bool
	ready  time.Time
	misses int // times in a row that it was asked in vain
	at     int // its place in the heap; -1: it is being asked
}

// Seen notes that a host has jobs in a lane.
func (r *Roster) Seen(key, lane string, own bool, now time.Time) {
	h := r.hosts[key]
	if h == nil {
		if r.hosts == nil {
			r.hosts = map[string]*host{}
		}
		h = &host{key: key, at: -1}
		r.hosts[key] = h
		h.own = own
		r.put(h, now)
	}
	if h.own != own && h.at >= 0 {
		heap.Remove(r.of(h), h.at)
		h.own = own
		r.put(h, h.ready)
	}
	if i, ok := slices.BinarySearch(h.lanes, lane); !ok {
		h.lanes = slices.Insert(h.lanes, i, lane)
		r.Ready(key, now)
	}
}

// Ready notes that a host may be asked now: one of its pages has come to its end.
func (r *Roster) Ready(key string, now time.Time) {
	h := r.hosts[key]
	if h == nil || h.at < 0 || !h.ready.After(now) {
		return
	}
	h.misses, h.ready = 0, now
	heap.Fix(r.of(h), h.at)
}

// Len is how many hosts are known.
func (r *Roster) Len() int { return len(r.hosts) }

// Keep drops the hosts that are not the worker's own, for others to be looked at.
func (r *Roster) Keep(own func(key string) bool) {
	old := slices.Concat(r.own, r.others)
	r.own, r.others = r.own[:0], nil
	for _, h := range old {
		if h.own = own(h.key); h.own {
			r.put(h, h.ready)
		} else {
			delete(r.hosts, h.key)
		}
	}
}

// next takes out the host to ask; without one it says when there will be.
func (r *Roster) next(now time.Time) (*host, time.Time) {
	for _, heaped := range []*byTime{&r.own, &r.others} {
		if len(*heaped) > 0 && !(*heaped)[0].ready.After(now) {
			return heap.Pop(heaped).(*host), now
		}
	}
	when := now.Add(time.Minute)
	for _, heaped := range []byTime{r.own, r.others} {
		if len(heaped) > 0 && heaped[0].ready.Before(when) {
			when = heaped[0].ready
		}
	}
	return nil, when
}

// put puts a host back; without put it is forgotten by drop.
func (r *Roster) put(h *host, ready time.Time) {
	h.ready = ready
	heap.Push(r.of(h), h)
}

// drop forgets a host that has no jobs.
func (r *Roster) drop(h *host) { delete(r.hosts, h.key) }

func (r *Roster) of(h *host) *byTime {
	if h.own {
		return &r.own
	}
	return &r.others
}

// byTime is a heap of hosts, those first that have been ready for longest.
type byTime []*host

func (b byTime) Len() int           { return len(b) }
func (b byTime) Less(i, j int) bool { return b[i].ready.Before(b[j].ready) }
func (b byTime) Swap(i, j int) {
	b[i], b[j] = b[j], b[i]
	b[i].at, b[j].at = i, j
}

// Push and Pop are heap.Interface's.
func (b *byTime) Push(x any) {
	h := x.(*host)
	h.at = len(*b)
	*b = append(*b, h)
}

// Pop takes the last one off.
func (b *byTime) Pop() any {
	old := *b
	h := old[len(old)-1]
	h.at = -1
	*b = old[:len(old)-1]
	return h
}
