package retention

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/history"
)

// Decision is what becomes of a snapshot.
type Decision struct {
	ID         snapshots.ID `json:"id"`
	URL        string       `json:"url"`
	CapturedAt time.Time    `json:"captured_at"`
	Keep       bool         `json:"keep"`
	Reasons    []string     `json:"reasons"` // why it is kept
	Bytes      int64        `json:"bytes"`   // of its files

	Err error `json:"-"` // why it cannot be read
}

// Plan says what becomes of the snapshots that a query chooses, page after page, the newest of
// each first. Nothing is changed. The ledger must have been read. An error without a decision
// means that the rest was not looked at.
func (p Policy) Plan(ctx context.Context, store *snapshots.Store, ledger *snapshots.Ledger, q snapshots.Query) iter.Seq2[Decision, error] {
	return func(yield func(Decision, error) bool) {
		for page, err := range pages(store, q) {
			if err != nil {
				yield(Decision{}, err)
				return
			}
			decisions, err := p.page(ctx, store, ledger, q, page)
			if err != nil {
				yield(Decision{}, err)
				return
			}
			for _, d := range decisions {
				if !yield(d, nil) {
					return
				}
			}
		}
	}
}

// pages gives the folders of pages in which a query can find something.
func pages(store *snapshots.Store, q snapshots.Query) iter.Seq2[[2]string, error] {
	return func(yield func([2]string, error) bool) {
		host, _, err := q.Folders()
		hosts := []string{host}
		if err == nil && host == "" {
			hosts, err = store.Hosts()
		}
		if err != nil {
			yield([2]string{}, err)
			return
		}
		for _, host := range hosts {
			list, err := store.Pages(host)
			if err != nil {
				yield([2]string{}, err)
				return
			}
			for _, page := range list {
				if !yield([2]string{host, page}, nil) {
					return
				}
			}
		}
	}
}

// page decides on the snapshots of one page. Those with several names are of several pages.
func (p Policy) page(ctx context.Context, store *snapshots.Store, ledger *snapshots.Ledger, q snapshots.Query, page [2]string) ([]Decision, error) {
	ids, err := store.IDs(page[0], page[1])
	if err != nil {
		return nil, err
	}
	slices.Reverse(ids)
	var list []Decision
	captures := map[string][]Capture{} // by name
	places := map[string][]int{}       // in list
	snaps := map[string][]snapshots.Snapshot{}
	for _, id := range ids {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		snap, err := store.Get(id)
		if err == nil && !q.Matches(snap.URL) {
			continue
		}
		d := Decision{ID: id, URL: snap.URL, CapturedAt: id.Time(), Reasons: []string{}, Err: err}
		c := Capture{At: id.Time(), Broken: err != nil, Pinned: ledger.Pinned(id)}
		name := ""
		if err == nil {
			name = history.NameOf(snap.Manifest)
			c.Lacks, c.Proven = history.Lacks(snap.Manifest), store.Proven(snap)
			d.Bytes = store.Size(snap)
		}
		list = append(list, d)
		captures[name], places[name] = append(captures[name], c), append(places[name], len(list)-1)
		snaps[name] = append(snaps[name], snap)
	}
	for name, of := range captures {
		markChanged(of, snaps[name])
		for i, reasons := range p.Keep(of) {
			d := &list[places[name][i]]
			d.Reasons, d.Keep = append(d.Reasons, reasons...), len(reasons) > 0
		}
	}
	return list, nil
}

// markChanged finds which captures say something else than the whole one before them.
func markChanged(captures []Capture, snaps []snapshots.Snapshot) {
	var before *snapshots.Snapshot
	for i := len(captures) - 1; i >= 0; i-- {
		if captures[i].Broken || captures[i].Lacks != "" {
			continue
		}
		m := snaps[i].Manifest
		captures[i].Changed = before == nil || before.Status != m.Status || before.Title != m.Title || history.Content(before.Manifest) != history.Content(m)
		before = &snaps[i]
	}
}

// Why says in a few words why a snapshot is kept.
func (d Decision) Why() string { return strings.Join(d.Reasons, ", ") }
