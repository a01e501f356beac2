// Package watching is what a server tells of the pages that it watches, and what it lets be done
// with them.
//
//	watching.go  the board, and its pages
//	add.go       pages that are added, changed and removed while it runs
//	asked.go     what may be asked of such a page over the net; shown.go: what of it is told
//	events.go    what changed on them, in order
//	do.go        looking now, unlearning what is volatile
package watching

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Options say which pages can be added to those that are watched anyway. With the zero value none
// can.
type Options struct {
	// Begin begins to watch, where nothing is watched yet and the first page is added.
	Begin func(ctx context.Context) (*watch.Watch, error)
	// Prepare makes a page of what was asked for, or says what makes no sense.
	Prepare func(check.Watched) (*watch.Page, error)
	Most    int         // pages that are added
	Log     *zap.Logger // nil: nobody is told
}

// Board shows a watch that runs, and changes which pages are watched. It is safe for concurrent use.
type Board struct {
	options  Options
	pictures chan struct{} // a turn: two pictures take much memory

	editing sync.Mutex // of which pages are watched
	mu      sync.Mutex
	watch   *watch.Watch           // nil: nothing is watched yet
	file    []*watch.Page          // of watch.yaml
	added   map[string]store.Added // those that are watched, by their keys
}

// New gives the board of a watch; nil: nothing is watched yet. The pages that are in use are those
// of its watch.yaml.
func New(w *watch.Watch, o Options) *Board {
	if o.Log == nil {
		o.Log = zap.NewNop()
	}
	b := &Board{options: o, pictures: make(chan struct{}, 1), watch: w}
	if w != nil {
		b.file = w.Pages()
	}
	return b
}

// running is the watch; nil: nothing is watched yet.
func (b *Board) running() *watch.Watch {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.watch
}

// The errors of what is asked for and is not there.
var (
	ErrNoPage   = missing("no such page is watched")
	ErrNoPart   = missing("nothing is learned of such a part of the page")
	ErrNoChange = missing("there is no such change")
)

type missing string

func (m missing) Error() string { return string(m) }

// Kind is that of the problem.
func (m missing) Kind() string { return "not_found" }

// Page is a page that is watched.
type Page struct {
	ID       string       `json:"id" doc:"by which the other operations know it"`
	Name     string       `json:"name,omitempty"`
	URL      string       `json:"url" doc:"without what is secret in it"`
	Kind     string       `json:"kind" enum:"page,feed,sitemap" doc:"of the latter two the new entries are captured"`
	Schedule Schedule     `json:"schedule"`
	When     string       `json:"when,omitempty" doc:"the condition under which a change is told"`
	Looks    int          `json:"looks" doc:"how often it was looked at"`
	LookedAt *time.Time   `json:"looked_at" doc:"null: never yet"`
	DueAt    *time.Time   `json:"due_at" doc:"when it is looked at next; null: at once"`
	State    string       `json:"state" enum:"new,ok,trouble"`
	Trouble  string       `json:"trouble,omitempty" doc:"why the page could not be seen, such as 503 or timeout"`
	Title    string       `json:"title,omitempty"`
	Snapshot snapshots.ID `json:"snapshot,omitempty" doc:"that shows it as it was seen last"`
	Added    bool         `json:"added" doc:"over HTTP or in the gallery, where it can be changed and removed; else watch.yaml has it"`
	Volatile []Part       `json:"volatile" doc:"parts that are another thing at each visit, and are not looked at"`
}

// Schedule says when a page is looked at.
type Schedule struct {
	Every  string `json:"every,omitempty" example:"1h0m0s"`
	Cron   string `json:"cron,omitempty"`
	Zone   string `json:"zone,omitempty" doc:"of cron; empty: that of the server"`
	Jitter string `json:"jitter,omitempty" doc:"the most by which it is moved"`
}

// Part is a part of a page that is not looked at.
type Part struct {
	Key     string `json:"key"`
	Example string `json:"example,omitempty" doc:"what stood there"`
	Why     string `json:"why" doc:"how it was learned"`
}

// Pages lists the pages that are watched.
func (b *Board) Pages(ctx context.Context) ([]Page, error) {
	w := b.running()
	if w == nil {
		return []Page{}, nil
	}
	known, err := w.Store.Pages(ctx)
	if err != nil {
		return nil, err
	}
	by := map[string]store.Page{}
	for _, p := range known {
		by[p.Key] = p
	}
	watched := w.Pages()
	list := make([]Page, len(watched))
	for i, p := range watched {
		list[i] = b.pageOf(p, by[p.Key])
	}
	return list, nil
}

// Page gives a page by its ID, its name or its address.
func (b *Board) Page(ctx context.Context, what string) (Page, error) {
	w, p := b.find(what)
	if p == nil {
		return Page{}, ErrNoPage
	}
	known, err := w.Store.Page(ctx, p.Key)
	return b.pageOf(p, known), err
}

// IDOf is the ID of the watched page that has an address, where there is one. A board that is nil
// has none.
func (b *Board) IDOf(address string) (string, bool) {
	if b == nil {
		return "", false
	}
	_, p := b.find(address)
	if p == nil {
		return "", false
	}
	return idOf(p.Key), true
}

// find gives a page; one that is called so comes before one that has such an address.
func (b *Board) find(what string) (*watch.Watch, *watch.Page) {
	w := b.running()
	if w == nil {
		return nil, nil
	}
	pages := w.Pages()
	i := slices.IndexFunc(pages, func(p *watch.Page) bool { return what == idOf(p.Key) || what == p.Key })
	if i < 0 {
		i = slices.IndexFunc(pages, func(p *watch.Page) bool { return what == p.Address() || what == warc.Secrets.URL(p.Address()) })
	}
	if i < 0 {
		return w, nil
	}
	return w, pages[i]
}

// idOf names a page whose key may have something secret in it.
func idOf(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "page_" + hex.EncodeToString(sum[:10])
}

func (b *Board) pageOf(p *watch.Page, known store.Page) Page {
	v := keptPage(p, known)
	b.mu.Lock()
	w := b.watch
	_, v.Added = b.added[p.Key]
	b.mu.Unlock()
	if err := w.Failure(p.Key); err != nil {
		v.State, v.Trouble = "trouble", warc.Secrets.Text(err.Error())
	}
	return v
}

// keptPage is a page as its last look has left it.
func keptPage(p *watch.Page, known store.Page) Page {
	v := Page{
		ID: idOf(p.Key), Name: p.Name, URL: warc.Secrets.URL(p.Address()), Kind: "page", Schedule: scheduleOf(p),
		When: p.When, Looks: known.Looks, State: "new", Volatile: []Part{},
	}
	switch {
	case p.Feed != "":
		v.Kind = "feed"
	case p.Sitemap != "":
		v.Kind = "sitemap"
	}
	if known.Looks == 0 {
		return v
	}
	v.State, v.LookedAt, v.DueAt = "ok", &known.Looked, &known.Due
	if v.Trouble = cmp.Or(known.Memory.Trouble, known.Failed); v.Trouble != "" {
		v.State = "trouble"
	}
	if last := known.Memory.Last; last != nil {
		v.Title = last.Title
		v.Snapshot, _ = shelf.IDOf(last.Snapshot) // empty where nothing was stored
	}
	for _, key := range slices.Sorted(maps.Keys(known.Memory.Rules)) {
		if rule := known.Memory.Rules[key]; !rule.Refused {
			v.Volatile = append(v.Volatile, Part{rule.Key, rule.Example, rule.Why})
		}
	}
	return v
}

func scheduleOf(p *watch.Page) (s Schedule) {
	s.Cron, s.Zone = p.Cron, p.Zone
	if p.Cron == "" {
		s.Every = p.Every.String()
	}
	if p.Jitter > 0 {
		s.Jitter = p.Jitter.String()
	}
	return s
}
