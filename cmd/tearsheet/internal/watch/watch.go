package watch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/condition"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/schedule"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/visit"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Taker takes pages.
type Taker interface {
	// Take looks at an address as a page of watch.yaml wants it. worth is asked once it was seen,
	// or could not be, and says whether it is stored; folder is where. The error is of what is no
	// trouble of the page: the run was stopped, there is no browser, the disk is full.
	Take(ctx context.Context, p *Page, address string, worth func(changes.State) bool) (folder string, err error)
	// Listed are the addresses in the page's feed or sitemap.
	Listed(ctx context.Context, p *Page) ([]string, error)
	// File is a file of a snapshot by its kind; nil where there is none.
	File(folder, kind string) []byte
}

// Watch looks at pages.
type Watch struct {
	Store  *store.Store
	Taker  Taker
	Sender *tell.Sender
	Log    *zap.Logger
	Dir    string // for reports

	using    sync.Mutex // which pages are in use is being said
	mu       sync.Mutex
	pages    map[string]*Page
	failures map[string]error // why pages could not be looked at, by their keys
	queue    *schedule.Queue  // of a watch that runs
}

// soon is how long a trouble may last before it is looked at again.
const soon = 5 * time.Minute

// Visit looks at a page once, and says when to look again.
func (w *Watch) Visit(ctx context.Context, p *Page) (next time.Time, err error) {
	if p.URL == "" {
		return w.visitFeed(ctx, p)
	}
	known, err := w.Store.Page(ctx, p.Key)
	if err != nil {
		return p.Plan.Next(time.Now()), err
	}
	memory := known.Memory
	if known.URL != p.URL { // of another page that was called so
		memory = visit.Memory{}
	}
	asked := append([]string{}, p.values...)
	v := visit.New(memory, visit.Options{Look: w.look(p), Asked: asked})
	for more := true; more; {
		folder, err := w.Taker.Take(ctx, p, p.URL, func(s changes.State) bool {
			said := v.See(s)
			more = said.More
			return said.Store
		})
		if err != nil {
			return p.Plan.Next(time.Now()), err
		}
		v.Stored(folder)
	}
	outcome, err := v.End()
	if err != nil {
		return p.Plan.Next(time.Now()), err
	}
	return w.keep(ctx, p, outcome)
}

// look says how the states of a page are compared.
func (w *Watch) look(p *Page) changes.Look {
	return changes.Look{Kinds: p.What, Picture: func(s changes.State) []byte {
		if s.Snapshot == "" {
			return nil
		}
		return w.Taker.File(s.Snapshot, "screenshot")
	}}
}

// keep keeps what came of a visit, and has it told.
func (w *Watch) keep(ctx context.Context, p *Page, o visit.Outcome) (next time.Time, err error) {
	now := time.Now()
	if w.isGone(p.Key) { // while it was looked at
		return now, nil
	}
	kept := store.Kept{Key: p.Key, URL: p.URL, Memory: o.Memory, Looked: now, Due: p.Plan.Next(now), Failed: o.After.Trouble}
	w.noteLacking(p, o.After)
	if o.Soon {
		kept.Due = earlier(kept.Due, now.Add(soon))
	}
	if len(o.Changes) > 0 {
		if kept.Change, kept.Messages, err = w.change(p, o, now); err != nil {
			return kept.Due, err
		}
	}
	if err := w.Store.Keep(context.WithoutCancel(ctx), kept); err != nil {
		return kept.Due, err
	}
	for _, rule := range o.Learned {
		w.Log.Info("a part of a page is no longer looked at", zap.String("page", p.Key), zap.String("part", rule.Key), zap.String("why", rule.Why))
	}
	w.Sender.Wake()
	return kept.Due, nil
}

// noteLacking tells which of the values that a page is watched for it does not have: no
// condition on one ever holds.
func (w *Watch) noteLacking(p *Page, s changes.State) {
	if s.Trouble != "" {
		return
	}
	for _, name := range p.values {
		if _, ok := s.Values[name]; !ok {
			w.Log.Warn("the page has no such value", zap.String("page", p.Key), zap.String("value", name), zap.String("at", p.Watched.Values[name]))
		}
	}
}

// titleOf is what the page is called. The title of an answer such as 404 is that of no page.
func titleOf(o visit.Outcome) string {
	if o.After.Trouble != "" {
		return o.Before.Title
	}
	return cmp.Or(o.After.Title, o.Before.Title)
}

// change is what is kept of the changes of a visit, and who is told.
func (w *Watch) change(p *Page, o visit.Outcome, now time.Time) (*store.Change, []store.Letter, error) {
	e := tell.Event{URL: warc.Secrets.URL(p.URL), Name: p.Name, Title: titleOf(o), At: o.After.At, Before: o.Before.Snapshot, After: o.After.Snapshot, Changes: o.Changes, Stealth: o.Stealth}
	var err error
	if e.ID, err = idOf(p.Key, e); err != nil {
		return nil, nil, err
	}
	told, err := p.when.Holds(condition.Event{Before: o.Before, After: o.After, Changes: o.Changes, Stealth: o.Stealth}, p.values)
	if err != nil {
		w.Log.Warn("whether a change is to be told cannot be said", zap.String("page", p.Key), zap.Error(err))
	}
	if o.Stealth && told {
		if e.Report, err = w.report(e, o); err != nil {
			w.Log.Warn("there is no report of an edit in stealth", zap.String("page", p.Key), zap.Error(err))
		}
	}
	body, err := json.Marshal(e)
	if err != nil {
		return nil, nil, err
	}
	c := &store.Change{ID: e.ID, Page: p.Key, At: e.At, Told: told, Body: body}
	if !told {
		return c, nil, nil
	}
	return c, p.letters(now), nil
}

// idOf names a change: the same one has the same name, and no other.
func idOf(key string, e tell.Event) (string, error) {
	text, err := json.Marshal(e.Changes)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%s", key, e.At.UnixNano(), text))
	return "chg_" + hex.EncodeToString(sum[:12]), nil
}

// Item is what is told of a change.
func (w *Watch) Item(key string, e tell.Event) (tell.Item, error) {
	item := tell.Item{Event: e, Pictures: w.places(e)}
	w.mu.Lock()
	p := w.pages[key]
	w.mu.Unlock()
	var err error
	if p == nil { // it is no longer watched
		item.Text, err = tell.Words(nil, e)
		return item, err
	}
	item.Text, err = tell.Words(p.template, e)
	return item, err
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) || a.IsZero() {
		return b
	}
	return a
}

// errNotListed is the failure of a feed that cannot be read.
var errNotListed = errors.New("the feed or sitemap cannot be read")
