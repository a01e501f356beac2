package browser

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// A page can keep Chrome itself so busy that it hears nobody any more, and all the others
// would wait until their time is up. Such a Chrome is ended: each of its pages is then
// tried alone, and the next ones get another.

const pulseEvery = 3 * time.Second

var pulsePatience = 15 * time.Second // a busy machine needs a second or two

// pulse asks a browser again and again whether it still answers, and ends it where it does not.
// Its answer may be queued behind the bodies that it hands over: while they come it is alive.
func (c *chrome) pulse() {
	tick := time.NewTicker(pulseEvery)
	defer tick.Stop()
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-tick.C:
		}
		parts := c.parts.Load()
		ctx, cancel := context.WithTimeout(c.ctx, pulsePatience)
		_, err := cdp.Call(ctx, chromedp.FromContext(c.ctx).Browser, browser.GetVersion, cdp.Empty{})
		cancel()
		if err != nil && c.parts.Load() == parts {
			c.cancel()
			return
		}
	}
}
