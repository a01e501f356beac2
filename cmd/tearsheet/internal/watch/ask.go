package watch

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
)

// Pages are those that are watched, by their keys.
func (w *Watch) Pages() []*Page {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.SortedFunc(maps.Values(w.pages), func(a, b *Page) int { return cmp.Compare(a.Key, b.Key) })
}

// LookNow has a page looked at now, or, where the watch is ended before it is, after its next
// start. It tells whether there is such a page.
func (w *Watch) LookNow(ctx context.Context, key string) (bool, error) {
	if w.page(key) == nil {
		return false, nil
	}
	if err := w.Store.Hasten(ctx, key, time.Now()); err != nil {
		return true, err
	}
	w.mu.Lock()
	q := w.queue
	w.mu.Unlock()
	if q != nil {
		q.Now(key)
	}
	return true, nil
}

// PlacesMost is how many pictures of one change there are at most.
const PlacesMost = placesMost

// Places are pictures of the places that changed, PNGs, as far as it can be said where that is.
func (w *Watch) Places(e tell.Event) (list [][]byte) {
	for _, p := range w.places(e) {
		list = append(list, p.PNG)
	}
	return list
}

// Failure is why a page could not be looked at when that was tried last; nil: it could be, or was
// not tried since the start.
func (w *Watch) Failure(key string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.failures[key]
}
