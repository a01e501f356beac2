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

// option puts a new tab into it. The door is its way out, nil where Chrome has its own.
func (k contextKind) option(ctx context.Context, c *chrome) (chromedp.ContextOption, *door, error) {
	switch {
	case k == shared:
		return chromedp.WithExistingBrowserContext(c.session), c.door.shared(), nil
	case k == walled:
		wall, err := newDeadEnd(ctx)
		if err != nil {
			return nil, nil, fail(KindBrowser, err, "the network could not be closed to the page")
		}
		return chromedp.WithNewBrowserContext(wall.behind), nil, nil
	case c.way == nil:
		return chromedp.WithNewBrowserContext(), nil, nil
	}
	d, err := c.newDoor(ctx)
	if err != nil {
		return nil, nil, err
	}
	return chromedp.WithNewBrowserContext(d.behind(c.guarded)), d, nil
}

// newSession makes the browser context that all pages of a Chrome share. It is kept in
// memory and goes with the connection.
func newSession(ctx context.Context, behind func(*target.CreateBrowserContextParams)) (cdp.BrowserContextID, error) {
	params := target.CreateBrowserContextParams{DisposeOnDetach: new(true)}
	behind(&params)
	made, err := chromedp.CallBrowser(ctx, target.CreateBrowserContext, params)
	if err != nil {
		return "", err
	}
	return made.BrowserContextID, nil
}
