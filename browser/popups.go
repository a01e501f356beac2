package browser

import (
	"context"
	"sync"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// popups closes the windows that pages open and tells whose they were.
type popups struct {
	mu   sync.Mutex
	tabs map[target.ID]*tab
}

// watchPopups begins to watch the browser of ctx.
func watchPopups(ctx context.Context) (*popups, error) {
	p := &popups{tabs: map[target.ID]*tab{}}
	return p, chromedp.ListenBrowser(ctx, func(ev any) {
		if created, ok := ev.(*target.EventTargetCreated); ok {
			p.opened(ctx, created.TargetInfo)
		}
	})
}

// opened handles a new target: a page that another page opened is closed at once.
func (p *popups) opened(ctx context.Context, info *target.Info) {
	if info.Type != "page" || info.OpenerID == "" {
		return
	}
	p.mu.Lock()
	owner := p.tabs[info.OpenerID]
	p.mu.Unlock()
	if owner == nil {
		return
	}
	owner.notePopup(info.URL)
	go func() {
		_, _ = chromedp.CallBrowser(ctx, target.CloseTarget, target.CloseTargetParams{TargetID: info.TargetID})
	}()
}

func (p *popups) add(t *tab) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tabs[t.cdp.TargetID] = t
}

func (p *popups) drop(t *tab) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.tabs, t.cdp.TargetID)
}
