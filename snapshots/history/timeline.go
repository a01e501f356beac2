package history

import (
	"context"
	"slices"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Entry is a snapshot of a page in its history, or the removal of one.
type Entry struct {
	ID       snapshots.ID
	Removed  time.Time           // when it was removed; zero: it is there
	Snapshot *snapshots.Snapshot // nil where it was removed, or cannot be read
	Before   *snapshots.Snapshot // the whole capture before it; nil: it is the first, or no whole one itself
	Err      error               // why it cannot be read
	Lacks    string              // why it is no whole capture: partial, blocked, captcha
	Looks    []snapshots.Event   // captures after it that were as it is, and were not kept
	Pinned   bool
}

// Step tells what changed since the version before; nil where there is none to compare with.
func (e Entry) Step(pictures bool) (*Step, error) {
	if e.Before == nil || e.Snapshot == nil {
		return nil, nil
	}
	step, err := Between(*e.Before, *e.Snapshot, pictures)
	return &step, err
}

// Timeline gives the history of a page, the newest first. The ledger must have been read.
func Timeline(ctx context.Context, store *snapshots.Store, ledger *snapshots.Ledger, url string) (list []Entry, err error) {
	pages := map[string]bool{}
	there := map[snapshots.ID]bool{}
	for snap, err := range store.List(ctx, snapshots.Query{URL: url}) {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if snap.ID == "" {
			return nil, err
		}
		there[snap.ID] = true
		pages[snap.ID.Host()+"/"+snap.ID.Page()] = true
		list = append(list, Of(snap, err, ledger))
	}
	if page, err := snapshots.PageOf(url); err == nil {
		pages[page] = true
	}
	for page := range pages {
		id := snapshots.ID(page)
		for _, e := range ledger.Removed(id.Host(), id.Page()) {
			if !there[e.Snapshot] {
				there[e.Snapshot] = true
				list = append(list, Entry{ID: e.Snapshot, Removed: e.At, Looks: ledger.LooksAt(e.Snapshot)})
			}
		}
	}
	slices.SortFunc(list, func(a, b Entry) int { return snapshots.CompareIDs(a.ID, b.ID) })
	Chain(list)
	return list, nil
}

// Of makes the entry of a snapshot; err is why it cannot be read.
func Of(snap snapshots.Snapshot, err error, ledger *snapshots.Ledger) Entry {
	e := Entry{ID: snap.ID, Err: err, Looks: ledger.LooksAt(snap.ID), Pinned: ledger.Pinned(snap.ID)}
	if err == nil {
		e.Snapshot, e.Lacks = &snap, Lacks(snap.Manifest)
	}
	return e
}

// Chain tells each entry of a list, the newest first, which one is before it.
func Chain(list []Entry) {
	last := map[string]*snapshots.Snapshot{} // by the name of the page
	for i := len(list) - 1; i >= 0; i-- {
		e := &list[i]
		if e.Snapshot == nil || e.Lacks != "" {
			continue
		}
		name := NameOf(e.Snapshot.Manifest)
		e.Before = last[name]
		last[name] = e.Snapshot
	}
}
