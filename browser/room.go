package browser

import (
	"context"
	"net/url"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"golang.org/x/net/publicsuffix"
)

// A renderer that has just been started does everything for the first time, which takes about a
// seventh of the processor time of a capture. So pages of one site are captured in one process,
// one after the other, in a browser context that is emptied in between: Chrome has no process for
// more than one context. Nothing but the process is to be left of a page, and what cannot be
// emptied, or has not become empty, is not used again.

// room is a browser context for one tab at a time, with a process of its own.
type room struct {
	chrome *chrome
	id     cdp.BrowserContextID
	site   string    // whose pages it is for; empty: it has had none
	used   int       // captures it has had
	next   chan *tab // gives the tab after this one, nil if it could not be opened; nil: none is wanted
	giveUp func()    // ends the opening of that
}

const (
	roomCaptures = 20          // after which a room is not used again, so that nothing builds up
	roomPatience = time.Second // for a page to let go of its process
)

// newRoom makes a room with nothing in it.
func newRoom(ctx context.Context, c *chrome) (*room, error) {
	id, err := newSession(ctx, func(*target.CreateBrowserContextParams) {})
	return &room{chrome: c, id: id}, err
}

// place is where another tab of the room is opened.
func (r *room) place(context.Context) (place, error) {
	return place{option: chromedp.WithExistingBrowserContext(r.id), room: r}, nil
}

// dispose ends the room with all that is in it.
func (r *room) dispose() {
	ctx, cancel := context.WithTimeout(r.chrome.ctx, detachPatience)
	defer cancel()
	_, _ = chromedp.CallBrowser(ctx, target.DisposeBrowserContext, target.DisposeBrowserContextParams{BrowserContextID: r.id})
}

// open opens the next tab, while the one before is there: without either the process would end.
func (r *room) open() {
	ctx, cancel := context.WithTimeout(r.chrome.ctx, startTimeout)
	r.next, r.giveUp = make(chan *tab, 1), cancel
	go func() {
		defer cancel()
		t, err := newTab(ctx, r.chrome, r.place)
		if err != nil {
			t = nil
		}
		r.next <- t
	}()
}

// turnOver closes a tab whose page was captured and gives the next one, in a room that is empty
// now. It is nil if that cannot be had: then the room is no more.
func (r *room) turnOver(t *tab) *tab {
	timer := time.NewTimer(roomPatience)
	defer timer.Stop()
	var next *tab
	select {
	case next = <-r.next:
	case <-timer.C: // the page keeps its process busy
		r.abandon(t)
		return nil
	}
	r.next = nil
	err := t.part()
	t.shut()
	if err != nil || next == nil || !r.empty(next) {
		if next != nil {
			next.shut()
		}
		r.dispose()
		return nil
	}
	r.used++
	r.chrome.requests.inherit(next)
	return next
}

// abandon closes a tab and ends its room, and with it the tab that was to be the next.
func (r *room) abandon(t *tab) {
	r.giveUp()
	t.close()
	if next := <-r.next; next != nil {
		next.shut()
	}
}

// siteOf names the pages that may share a process: those of one scheme and registrable domain,
// which could reach each other's cookies anyway. It is empty where none may.
func siteOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname())
	if err != nil {
		domain = u.Hostname()
	}
	return u.Scheme + "://" + domain
}
