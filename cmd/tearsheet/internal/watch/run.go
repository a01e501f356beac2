package watch

import (
	"context"
	"reflect"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/schedule"
)

// Use says which pages are watched. It may be said while they are: what is new is looked at at
// once, and what is as it was stays due when it is.
func (w *Watch) Use(ctx context.Context, pages []*Page) {
	w.using.Lock()
	defer w.using.Unlock()
	now := map[string]*Page{}
	for _, p := range pages {
		now[p.Key] = p
	}
	w.mu.Lock()
	before, q := w.pages, w.queue
	w.pages = now
	w.mu.Unlock()
	if q != nil {
		q.Set(w.entries(ctx, pages, before))
	}
}

func (w *Watch) page(key string) *Page {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.pages[key]
}

// isGone tells whether a page is no longer among those that are watched.
func (w *Watch) isGone(key string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.pages != nil && w.pages[key] == nil
}

// Once looks at each page once, so many at the same time, and tells what is due. It begins no
// further page when drain has ended. It gives how many could not be looked at.
func (w *Watch) Once(ctx, drain context.Context, pages []*Page, workers int) (failed int) {
	w.Use(ctx, pages)
	room := make(chan struct{}, workers)
	var open sync.WaitGroup
	var mu sync.Mutex
	for _, p := range pages {
		room <- struct{}{}
		if drain.Err() != nil {
			break
		}
		open.Go(func() {
			defer func() { <-room }()
			_, err := w.Visit(ctx, p)
			w.looked(p, err)
			if err != nil {
				mu.Lock()
				failed++
				mu.Unlock()
			}
		})
	}
	open.Wait()
	w.Sender.Flush(ctx)
	return failed
}

// looked notes that a page could be looked at, or why it could not be: nothing is known then of
// how the page is.
func (w *Watch) looked(p *Page, err error) {
	w.mu.Lock()
	if w.failures == nil {
		w.failures = map[string]error{}
	}
	w.failures[p.Key] = err
	w.mu.Unlock()
	if err != nil {
		w.failed(p, err)
	}
}

func (w *Watch) failed(p *Page, err error) {
	w.Log.Warn("a page could not be looked at", zap.String("page", p.Key), zap.Error(err))
}

// pause is how often one looks whether watch.yaml is another one.
const pause = time.Second

// Run looks at the pages that are in use, by their schedules, until drain ends, and then lets end
// what has begun. reread is called now and then: it may use other ones.
func (w *Watch) Run(ctx, drain context.Context, workers int, reread func()) {
	q := w.begin(ctx)
	var open sync.WaitGroup
	defer open.Wait()
	telling, stop := context.WithCancel(ctx)
	defer stop()
	open.Go(func() { w.Sender.Run(telling) })
	open.Go(func() {
		for ticker := time.NewTicker(pause); ; {
			select {
			case <-drain.Done():
				ticker.Stop()
				return
			case <-ticker.C:
			}
			reread()
		}
	})
	q.Run(drain, workers, func(_ context.Context, e schedule.Entry) time.Time {
		p := w.page(e.Key)
		if p == nil {
			return time.Time{}
		}
		next, err := w.Visit(ctx, p)
		if ctx.Err() == nil {
			w.looked(p, err)
		}
		if q.Again(e.Key) { // noted once more: that it was looked at has put it off
			if err := w.Store.Hasten(ctx, e.Key, time.Now()); err != nil {
				w.Log.Warn("that a page is due cannot be noted", zap.String("page", p.Key), zap.Error(err))
			}
		}
		if now := w.page(e.Key); now != nil && now != p { // it was changed meanwhile
			return now.Plan.Next(time.Now())
		}
		return next
	})
	w.Sender.Flush(ctx)
}

// begin makes the queue of the pages that are in use.
func (w *Watch) begin(ctx context.Context) *schedule.Queue {
	w.using.Lock()
	defer w.using.Unlock()
	q := schedule.NewQueue()
	q.Set(w.entries(ctx, w.Pages(), nil))
	w.mu.Lock()
	w.queue = q
	w.mu.Unlock()
	return q
}

// entries are the pages and when they are due: a new one at once, another one when it was to be,
// or sooner where its schedule says so. What was missed is made up.
func (w *Watch) entries(ctx context.Context, pages []*Page, before map[string]*Page) []schedule.Entry {
	now := time.Now()
	list := make([]schedule.Entry, len(pages))
	for i, p := range pages {
		due, err := w.Store.Due(ctx, p.Key)
		if err != nil {
			w.Log.Warn("when a page is due cannot be said", zap.String("page", p.Key), zap.Error(err))
		}
		next := p.Plan.Next(now)
		old := before[p.Key]
		planned := old != nil && reflect.DeepEqual(old.Plan, p.Plan)
		switch {
		case due.IsZero():
			due = now
		case old != nil && !planned, next.Before(due):
			due = next
		}
		list[i] = schedule.Entry{Key: p.Key, Due: due, Same: planned && old.Address() == p.Address()}
	}
	return list
}
