package watch

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/visit"
)

// visitFeed reads a feed and captures what is new in it. What cannot be captured now is tried
// again at the next visit.
func (w *Watch) visitFeed(ctx context.Context, p *Page) (next time.Time, err error) {
	now := time.Now()
	next = p.Plan.Next(now)
	addresses, err := w.Taker.Listed(ctx, p)
	if err != nil {
		return next, fmt.Errorf("%w: %w", errNotListed, err)
	}
	fresh, err := w.Store.Fresh(ctx, p.Key, addresses, now)
	if err != nil {
		return next, err
	}
	var failed []error
	for _, address := range fresh {
		if err := w.captureEntry(ctx, p, address); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", address, err))
		}
		if ctx.Err() != nil {
			return next, ctx.Err()
		}
	}
	kept := store.Kept{Key: p.Key, URL: p.Address(), Looked: now, Due: next}
	if err := w.Store.Keep(context.WithoutCancel(ctx), kept); err != nil {
		return next, err
	}
	w.Sender.Wake()
	return next, errors.Join(failed...)
}

// captureEntry captures a new entry of a feed.
func (w *Watch) captureEntry(ctx context.Context, p *Page, address string) error {
	var seen changes.State
	folder, err := w.Taker.Take(ctx, p, address, func(s changes.State) bool {
		seen = s
		return true
	})
	if err != nil {
		return err
	}
	if folder == "" {
		return fmt.Errorf("it could not be captured: %s", seen.Trouble)
	}
	seen.Snapshot = folder
	entry := *p
	entry.URL = address
	o := visit.Outcome{After: seen, Changes: []changes.Change{{What: changes.OfLink, How: changes.Added, Name: titleOf(visit.Outcome{After: seen}), After: address}}}
	change, letters, err := w.change(&entry, o, time.Now())
	if err != nil {
		return err
	}
	return w.Store.Taken(context.WithoutCancel(ctx), p.Key, address, change, letters)
}
