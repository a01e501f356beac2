// Package shelf reads an archive for those who ask over the net: page by page, by what a
// snapshot is called, and by how old it may be.
package shelf

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// Shelf is an archive and its index.
type Shelf struct {
	Store *snapshots.Store
	Index *index.Index
}

// Item is what a list shows of a snapshot. The fields are those of list --json, without
// where it lies on this machine.
type Item struct {
	ID         snapshots.ID       `json:"id" doc:"host/page/time"`
	URL        string             `json:"url"`
	FinalURL   string             `json:"final_url"`
	Status     int                `json:"status" doc:"of HTTP; 0 where there was no answer"`
	Title      string             `json:"title"`
	CapturedAt time.Time          `json:"captured_at"`
	Partial    bool               `json:"partial"`
	Files      map[string]string  `json:"files" doc:"kind of file -> its name"`
	Article    *snapshots.Article `json:"article,omitempty"`
	Error      string             `json:"error,omitempty" doc:"why the snapshot cannot be read"`
}

// Page is a part of a list.
type Page struct {
	Items []Item
	Next  string // where the list goes on; empty: it does not
}

// List gives the snapshots that a query chooses, the newest first, after a cursor.
func (s Shelf) List(ctx context.Context, q snapshots.Query, limit int, cursor string) (p Page, err error) {
	p.Items = []Item{}
	var after snapshots.ID
	if cursor != "" {
		if after, err = snapshots.ParseID(cursor); err != nil {
			return p, fmt.Errorf("cursor: %w", err)
		}
		if until := after.Time().Add(time.Millisecond); q.Until.IsZero() || until.Before(q.Until) {
			q.Until = until
		}
	}
	// Snapshots of the cursor's own moment come again: few, mostly.
	for extra := 8; ; extra *= 8 {
		asked, seen := limit+1+extra, 0
		p.Items, p.Next = p.Items[:0], ""
		for e, err := range s.Index.List(ctx, q, asked) {
			if ctx.Err() != nil {
				return p, context.Cause(ctx)
			}
			seen++
			if e.ID == "" || after != "" && snapshots.CompareIDs(e.ID, after) <= 0 {
				continue // a folder that cannot be read, or what was there before
			}
			if len(p.Items) == limit {
				p.Next = string(p.Items[limit-1].ID)
				return p, nil
			}
			p.Items = append(p.Items, s.item(e, err))
		}
		if seen < asked {
			return p, nil
		}
	}
}

func (s Shelf) item(e index.Entry, listed error) Item {
	snap, err := s.Store.Get(e.ID)
	if err == nil {
		err = listed
	}
	if err != nil {
		return Item{ID: e.ID, URL: e.URL, Title: e.Title, Status: e.Status, CapturedAt: e.ID.Time(), Files: map[string]string{}, Error: err.Error()}
	}
	return ItemOf(snap)
}

// ItemOf is what a list shows of a snapshot.
func ItemOf(snap snapshots.Snapshot) Item {
	return Item{
		ID: snap.ID, URL: snap.URL, FinalURL: snap.FinalURL, Status: snap.Status, Title: snap.Title,
		CapturedAt: snap.CapturedAt, Partial: snap.Partial, Files: snap.FileNames(), Article: snap.Article,
	}
}

// Find gives the snapshot that is meant: by its ID, or the newest of an address.
func (s Shelf) Find(ctx context.Context, ref string) (snapshots.Snapshot, error) {
	if strings.Contains(ref, "://") {
		return s.Store.Latest(ctx, ref)
	}
	id, err := snapshots.ParseID(ref)
	if err != nil {
		return snapshots.Snapshot{}, err
	}
	return s.Store.Find(ctx, string(id))
}

// Fresh gives the newest snapshot of an address that was taken since a time and is good
// enough for who asks.
func (s Shelf) Fresh(ctx context.Context, address string, since time.Time, good func(snapshots.Snapshot) bool) (snapshots.Snapshot, bool) {
	for snap, err := range s.Store.List(ctx, snapshots.Query{URL: address, Since: since}) {
		if err == nil && good(snap) {
			return snap, true
		}
	}
	return snapshots.Snapshot{}, false
}

// Path is where the API has a snapshot.
func Path(id snapshots.ID) string { return "/v1/snapshots/" + url.PathEscape(string(id)) }
