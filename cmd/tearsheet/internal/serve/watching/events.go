package watching

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Event is that a page changed.
type Event struct {
	ID      string           `json:"id"`
	Cursor  string           `json:"cursor" doc:"the list goes on after this one with it"`
	Page    string           `json:"page" doc:"ID of the watched page"`
	URL     string           `json:"url" doc:"of what changed; of a feed that of the new entry"`
	Name    string           `json:"name,omitempty"`
	Title   string           `json:"title,omitempty"`
	At      time.Time        `json:"at" doc:"when it was seen"`
	Before  snapshots.ID     `json:"before" doc:"snapshot; empty: there is none"`
	After   snapshots.ID     `json:"after"`
	Kinds   []string         `json:"kinds" doc:"what changed, in the order of what it means"`
	Changes []changes.Change `json:"changes"`
	Stealth bool             `json:"stealth" doc:"an article was edited, and states the same time of its last change"`
	Told    bool             `json:"told" doc:"its condition holds, and who is to know was told or will be"`
}

// Query says which changes are listed.
type Query struct {
	Page   string // ID, name or address; empty: all
	Newest bool   // the newest first; else the oldest
	Cursor string
	Limit  int
}

type misuse string

func (m misuse) Error() string { return string(m) }

// Kind is that of the problem.
func (m misuse) Kind() string { return "invalid_request" }

// Events lists what changed, and gives the cursor of the next ones; empty: there are no more.
func (b *Board) Events(ctx context.Context, q Query) (list []Event, next string, err error) {
	t := store.Timeline{Newest: q.Newest, Most: q.Limit + 1}
	if q.Page != "" {
		_, p := b.find(q.Page)
		if p == nil {
			return nil, "", ErrNoPage
		}
		t.Pages = []string{p.Key}
	}
	if q.Cursor != "" {
		if t.From, err = strconv.ParseInt(q.Cursor, 10, 64); err != nil || t.From < 1 {
			return nil, "", misuse("the cursor is none that was given")
		}
	}
	w := b.running()
	if w == nil {
		return []Event{}, "", nil
	}
	kept, err := w.Store.Timeline(ctx, t)
	if err != nil {
		return nil, "", err
	}
	list = []Event{}
	for _, c := range kept {
		if len(list) == q.Limit {
			return list, list[q.Limit-1].Cursor, nil
		}
		e, err := eventOf(c)
		if err != nil {
			return nil, "", err
		}
		list = append(list, e)
	}
	return list, "", nil
}

func eventOf(c store.Numbered) (Event, error) {
	kept, err := tell.ParseEvent(c.Body)
	if err != nil {
		return Event{}, err
	}
	e := Event{
		ID: c.ID, Cursor: strconv.FormatInt(c.N, 10), Page: idOf(c.Page), URL: warc.Secrets.URL(kept.URL), Name: kept.Name, Title: kept.Title,
		At: kept.At, Changes: kept.Changes, Stealth: kept.Stealth, Told: c.Told,
	}
	e.Before, _ = shelf.IDOf(kept.Before) // empty where nothing was stored
	e.After, _ = shelf.IDOf(kept.After)
	for i, one := range e.Changes {
		if one.What == changes.OfLink {
			e.Changes[i].Before, e.Changes[i].After = public(one.Before), public(one.After)
		}
	}
	for _, kind := range changes.Kinds {
		if slices.ContainsFunc(e.Changes, func(one changes.Change) bool { return one.What == kind }) {
			e.Kinds = append(e.Kinds, kind)
		}
	}
	return e, nil
}

// public is an address as it may be told.
func public(address string) string {
	if address == "" {
		return ""
	}
	return warc.Secrets.URL(address)
}

// PlacesMost is how many pictures of one change there are at most.
const PlacesMost = watch.PlacesMost

// Places are pictures of the places of a change, PNGs, as far as it can be said where that is.
func (b *Board) Places(ctx context.Context, id string) ([][]byte, error) {
	w := b.running()
	if w == nil {
		return nil, ErrNoChange
	}
	c, found, err := w.Store.Change(ctx, id)
	switch {
	case err != nil:
		return nil, err
	case !found:
		return nil, ErrNoChange
	}
	e, err := tell.ParseEvent(c.Body)
	if err != nil {
		return nil, err
	}
	select {
	case b.pictures <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	defer func() { <-b.pictures }()
	return w.Places(e), nil
}
