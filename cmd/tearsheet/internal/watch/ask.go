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

// Place is a picture of the place that changed, a PNG; nil where there is none.
func (w *Watch) Place(e tell.Event) []byte {
	if list := w.places(e); len(list) > 0 {
		return list[0].PNG
	}
	return nil
}
