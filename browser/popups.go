package browser

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// popupsMost is how many windows a page may open, all of which are listed; js/page/popups.js
// only counts those after them.
const popupsMost = 6

// popupsListed is how many are listed where others than scripts have opened them.
const popupsListed = 20

// popups closes the windows that pages open and tells whose they were.
type popups struct {
	mu     sync.Mutex
	owners map[target.ID]*tab
}

// watchPopups begins to watch the browser of ctx.
func watchPopups(ctx context.Context) (*popups, error) {
	p := &popups{owners: map[target.ID]*tab{}}
	return p, chromedp.ListenBrowser(ctx, func(ev any) {
		if created, ok := ev.(*target.EventTargetCreated); ok {
			p.opened(ctx, created.TargetInfo)
		}
	})
}

// opened handles a new target: a page that another page opened is closed at once. What a
// popup opens is its page's as well.
func (p *popups) opened(ctx context.Context, info *target.Info) {
	if info.Type != "page" || info.OpenerID == "" {
		return
	}
	p.mu.Lock()
	owner := p.owners[info.OpenerID]
	if owner != nil {
		p.owners[info.TargetID] = owner
	}
	p.mu.Unlock()
	if owner == nil {
		return
	}
	if w := owner.watched.Load(); w != nil {
		w.opened(info)
		return
	}
	owner.opened.add(info.URL)
	go func() {
		_, _ = chromedp.CallBrowser(ctx, target.CloseTarget, target.CloseTargetParams{TargetID: info.TargetID})
	}()
}

func (p *popups) add(t *tab) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.owners[t.cdp.TargetID] = t
}

func (p *popups) drop(t *tab) {
	p.mu.Lock()
	defer p.mu.Unlock()
	maps.DeleteFunc(p.owners, func(_ target.ID, owner *tab) bool { return owner == t })
}

// windows are those that one page opened.
type windows struct {
	mu    sync.Mutex
	first []Overlay
	count int
}

func (w *windows) add(address string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.count++; w.count <= popupsListed {
		w.first = append(w.first, Overlay{Kind: "popup", How: "closed", Detail: clip(address, 200)})
	}
}

// none tells whether there were none.
func (w *windows) none() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.count == 0
}

// popups gives the first windows that the page opened, and how many it wanted to.
func (t *tab) popups() (first []Overlay, count int) {
	t.opened.mu.Lock()
	first, count = slices.Clone(t.opened.first), t.opened.count
	t.opened.mu.Unlock()
	if count >= popupsMost {
		if got, err := ask[struct{ Windows int }](t.ctx, t, "wanted", nil); err == nil {
			count = max(count, got.Windows)
		}
	}
	return first, count
}
