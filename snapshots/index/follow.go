package index

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Follower takes snapshots into the index as they are made, beside whatever makes them.
// It is a courtesy to the next question, which would find them anyway: what goes wrong
// here harms nothing.
type Follower struct {
	x     *Index
	ctx   context.Context
	mu    sync.Mutex
	queue []snapshots.Snapshot
	wake  chan struct{}
	done  chan struct{}
}

// Follow begins to take snapshots into an index, until Close.
func (x *Index) Follow(ctx context.Context) *Follower {
	f := &Follower{x: x, ctx: context.WithoutCancel(ctx), wake: make(chan struct{}, 1), done: make(chan struct{})}
	go f.run()
	return f
}

// Add takes a snapshot in, soon.
func (f *Follower) Add(snap snapshots.Snapshot) {
	f.mu.Lock()
	f.queue = append(f.queue, snap)
	f.mu.Unlock()
	select {
	case f.wake <- struct{}{}:
	default: // it is awake
	}
}

// lastWords is how long Close waits for the rest.
const lastWords = 5 * time.Second

// Close ends when everything was taken in, or would take too long.
func (f *Follower) Close() {
	close(f.wake)
	select {
	case <-f.done:
	case <-time.After(lastWords):
	}
}

func (f *Follower) run() {
	defer close(f.done)
	for range f.wake {
		f.mu.Lock()
		snaps := f.queue
		f.queue = nil
		f.mu.Unlock()
		if len(snaps) == 0 {
			continue
		}
		if err := f.x.add(f.ctx, snaps); err != nil {
			f.x.trouble(err)
			for range f.wake { // the next question will find them
			}
			return
		}
	}
}

// add takes snapshots in that were just made.
func (x *Index) add(ctx context.Context, snaps []snapshots.Snapshot) error {
	if err := x.open(ctx); err != nil {
		return err
	}
	texts := make([]*searched, len(snaps))
	for i, snap := range snaps {
		texts[i] = textOf(x.store, snap).cut()
	}
	return transact(ctx, x.db, writing, func(c *sql.Conn) error {
		for i, snap := range snaps {
			if err := know(ctx, c, snap.ID); err != nil {
				return err
			}
			n, added, err := insert(ctx, c, manifest{snap, x.store.Written(snap.ID)})
			if err != nil {
				return err
			}
			if !added {
				continue
			}
			if err := insertText(ctx, c, n, *texts[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// know notes that there is a host and a page, of which nothing is known yet.
func know(ctx context.Context, c *sql.Conn, id snapshots.ID) error {
	for _, in := range []struct{ host, name string }{{"", id.Host()}, {id.Host(), id.Page()}} {
		var h host
		var pages []byte
		err := c.QueryRowContext(ctx, "SELECT seen, pages FROM hosts WHERE host = ?", in.host).Scan(&h.seen, &pages)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if h.pages, err = decode(pages); err != nil {
			return err
		}
		at, there := slices.BinarySearchFunc(h.pages, in.name, func(p page, name string) int { return strings.Compare(p.name, name) })
		if there {
			continue
		}
		h.pages = slices.Insert(h.pages, at, page{in.name, never})
		if err := save(ctx, c, in.host, h); err != nil {
			return err
		}
	}
	return nil
}
