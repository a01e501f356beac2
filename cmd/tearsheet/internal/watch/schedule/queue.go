package schedule

import (
	"cmp"
	"container/heap"
	"context"
	"sync"
	"time"
)

// Entry is one page and when it is due.
type Entry struct {
	Key string
	Due time.Time // what lies in the past was missed, and is made up once
	// Same says that nothing changes for one that is known: it stays due when it is.
	Same bool
}

// Queue lets pages be looked at when they are due. It can be changed while it runs.
type Queue struct {
	mu      sync.Mutex
	waiting entries
	known   map[string]*item
	wake    chan struct{}
}

// item is an entry on its way.
type item struct {
	Entry
	at      int // in the heap; -1: it is being looked at
	dropped bool
	again   bool // it was asked for while it was being looked at
}

// NewQueue gives a queue without entries.
func NewQueue() *Queue {
	return &Queue{known: map[string]*item{}, wake: make(chan struct{}, 1)}
}

// Set replaces the entries. One that is being looked at stays, unless it is gone.
func (q *Queue) Set(list []Entry) {
	q.mu.Lock()
	defer q.mu.Unlock()
	keep := map[string]bool{}
	for _, e := range list {
		keep[e.Key] = true
		i := q.known[e.Key]
		switch {
		case i == nil:
			i = &item{Entry: e}
			q.known[e.Key] = i
			heap.Push(&q.waiting, i)
		case i.at >= 0 && e.Same:
		case i.at >= 0:
			i.Due = e.Due
			heap.Fix(&q.waiting, i.at)
		default:
			i.dropped = false
		}
	}
	for key, i := range q.known {
		switch {
		case keep[key]:
		case i.at >= 0:
			heap.Remove(&q.waiting, i.at)
			delete(q.known, key)
		default:
			i.dropped = true
		}
	}
	q.changed()
}

// Now has an entry looked at at once, and tells whether there is such a one. One that is being
// looked at is looked at again afterwards, once: what was asked for may have changed meanwhile.
func (q *Queue) Now(key string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := q.known[key]
	if i == nil || i.dropped {
		return false
	}
	switch now := time.Now(); {
	case i.at < 0:
		i.again = true
	case i.Due.After(now):
		i.Due = now
		heap.Fix(&q.waiting, i.at)
		q.changed()
	}
	return true
}

func (q *Queue) changed() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// Run calls visit for what is due, the longest overdue first, so many at the same time, until ctx
// ends and all visits with it. A visit says when the page is due next; zero: never.
func (q *Queue) Run(ctx context.Context, workers int, visit func(ctx context.Context, e Entry) (next time.Time)) {
	room := make(chan struct{}, workers)
	var open sync.WaitGroup
	defer open.Wait()
	for {
		select { // first, so that who waits longest is asked for only when there is room
		case <-ctx.Done():
			return
		case room <- struct{}{}:
		}
		i := q.next(ctx)
		if i == nil {
			return
		}
		open.Go(func() {
			next := visit(ctx, i.Entry)
			q.back(i, next)
			<-room
		})
	}
}

// next waits for the next entry that is due; nil: ctx has ended.
func (q *Queue) next(ctx context.Context) *item {
	for {
		i, wait := q.due()
		if i != nil && ctx.Err() == nil {
			return i
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-q.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// longest is how long nobody looks at the clock at most: it may be set.
const longest = time.Minute

// due takes out the entry that is due, or says how long there is none.
func (q *Queue) due() (*item, time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) == 0 {
		return nil, longest
	}
	if wait := time.Until(q.waiting[0].Due); wait > 0 {
		return nil, min(wait, longest)
	}
	i, _ := heap.Pop(&q.waiting).(*item)
	return i, 0
}

// Again tells whether an entry that is being looked at was asked for meanwhile.
func (q *Queue) Again(key string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := q.known[key]
	return i != nil && i.again
}

// back puts an entry back that was looked at.
func (q *Queue) back(i *item, next time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if i.dropped || next.IsZero() {
		delete(q.known, i.Key)
		return
	}
	if i.again {
		next, i.again = time.Now(), false
	}
	i.Due = next
	heap.Push(&q.waiting, i)
	q.changed()
}

// entries is a heap by due time.
type entries []*item

func (e entries) Len() int { return len(e) }
func (e entries) Less(a, b int) bool {
	return cmp.Or(e[a].Due.Compare(e[b].Due), cmp.Compare(e[a].Key, e[b].Key)) < 0
}
func (e entries) Swap(a, b int) {
	e[a], e[b] = e[b], e[a]
	e[a].at, e[b].at = a, b
}

// Push adds an item; see heap.Interface.
func (e *entries) Push(x any) {
	i, _ := x.(*item)
	i.at = len(*e)
	*e = append(*e, i)
}

// Pop takes out the last item; see heap.Interface.
func (e *entries) Pop() any {
	n := len(*e) - 1
	i := (*e)[n]
	*e = (*e)[:n]
	i.at = -1
	return i
}
