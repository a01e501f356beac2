package browser

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// contextKind says which browser context a tab is opened in: which pages it shares cookies,
// storage and the HTTP cache with.
type contextKind int

const (
	alone  contextKind = iota // in one of its own, with nothing in it
	shared                    // in that of all pages of this Chrome
	walled                    // in one of its own that has no network
)

// contextOf gives the browser context of a request. What is recorded has to come over the network.
func contextOf(c *chrome, req Request) contextKind {
	switch {
	case req.Replay != nil:
		return walled
	case req.Record != nil:
		return alone
	}
	return c.usual()
}

// usual is the browser context of a capture that asks for nothing else.
func (c *chrome) usual() contextKind {
	if c.session != "" {
		return shared
	}
	return alone
}

// place is where a tab is opened. The door is its way out, nil where Chrome has its own.
type place struct {
	option chromedp.ContextOption
	door   *door
	room   *room // nil: it is used once, or by all
	fresh  bool  // the room was made for this
}

// undo takes back what was made for a tab that could not be opened.
func (p place) undo() {
	if p.fresh {
		p.room.dispose()
	}
}

// in gives a place of that kind.
func (k contextKind) in(c *chrome) func(context.Context) (place, error) {
	return func(ctx context.Context) (place, error) {
		switch {
		case k == shared:
			return place{option: chromedp.WithExistingBrowserContext(c.session), door: c.door.shared()}, nil
		case k == walled:
			wall, err := newDeadEnd(ctx)
			if err != nil {
				return place{}, fail(KindBrowser, err, "the network could not be closed to the page")
			}
			return place{option: chromedp.WithNewBrowserContext(wall.behind)}, nil
		case c.roomy:
			r, err := newRoom(ctx, c)
			if err != nil {
				return place{}, err
			}
			return place{option: chromedp.WithExistingBrowserContext(r.id), room: r, fresh: true}, nil
		case c.way == nil:
			return place{option: chromedp.WithNewBrowserContext()}, nil
		}
		d, err := c.newDoor(ctx)
		if err != nil {
			return place{}, err
		}
		return place{option: chromedp.WithNewBrowserContext(d.behind(c.guarded)), door: d}, nil
	}
}

// newSession makes a browser context that goes with no tab. It is kept in memory and ends with
// the connection.
func newSession(ctx context.Context, behind func(*target.CreateBrowserContextParams)) (cdp.BrowserContextID, error) {
	params := target.CreateBrowserContextParams{DisposeOnDetach: new(true)}
	behind(&params)
	made, err := chromedp.CallBrowser(ctx, target.CreateBrowserContext, params)
	if err != nil {
		return "", err
	}
	return made.BrowserContextID, nil
}
