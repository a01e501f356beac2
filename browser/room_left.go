package browser

import (
	"context"
	"errors"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// What a page leaves behind is told from three sides: what cannot be taken away is known before
// (leavesNothing), what it would do as it goes is not done (part), and what is there afterwards is
// taken away and looked for (empty).

// leavesNothing tells whether all that a page captured so leaves can be taken away: Chrome keeps
// permissions for as long as the context lasts, and which sites insist on https.
func (t *tab) leavesNothing(p *Page) bool {
	return !p.Partial && !t.stopped.Load() && t.opened.none() &&
		!t.req.Identity.secret() && !t.req.Network.Insecure && t.req.Replay == nil && len(t.req.Emulate) == 0 &&
		t.room != nil && t.room.site != "" && siteOf(t.address()) == t.room.site
}

// part closes a tab whose page is not to say anything as it goes: an answer could set a cookie in
// the room of the next. Chrome forgets that as soon as it is spoken to no more, so it comes first.
func (t *tab) part() error {
	ctx, cancel := context.WithTimeout(t.session, roomPatience) // that of the request has ended
	defer cancel()
	if _, err := cdp.Call(ctx, t.cdp, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		return err
	}
	if t.net.outlasts() { // nothing is added to it any more
		return errOutlasts
	}
	gone, err := chromedp.Detached(t.session)
	if err != nil {
		return err
	}
	if _, err := chromedp.CallBrowser(ctx, target.CloseTarget, target.CloseTargetParams{TargetID: t.cdp.TargetID}); err != nil {
		return err
	}
	select {
	case <-gone:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

var errOutlasts = errors.New("what the page sent, or was sent, outlasts it")

// empty takes away what pages left in the room and tells whether nothing is left: next is the
// only tab, and has not gone anywhere.
func (r *room) empty(next *tab) bool {
	ctx, cancel := context.WithTimeout(next.ctx, roomPatience)
	defer cancel()
	err := together([]func() error{
		func() error { _, err := cdp.Call(ctx, next.cdp, network.ClearBrowserCache, cdp.Empty{}); return err },
		func() error {
			_, err := cdp.Call(ctx, next.cdp, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: "*", StorageTypes: "all"})
			return err
		},
		func() error { // the process lets go of what it holds in memory for others to use
			for _, off := range []bool{true, false} {
				if _, err := cdp.Call(ctx, next.cdp, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: off}); err != nil {
					return err
				}
			}
			return nil
		},
	})
	if err != nil {
		return false
	}
	var cookies storage.GetCookiesResult
	var targets target.GetTargetsResult
	var heap runtime.GetHeapUsageResult
	err = together([]func() error{
		func() (err error) {
			cookies, err = chromedp.CallBrowser(ctx, storage.GetCookies, storage.GetCookiesParams{BrowserContextID: r.id})
			return err
		},
		func() (err error) {
			targets, err = chromedp.CallBrowser(ctx, target.GetTargets, target.GetTargetsParams{})
			return err
		},
		func() (err error) {
			heap, err = cdp.Call(ctx, next.cdp, runtime.GetHeapUsage, cdp.Empty{})
			return err
		},
	})
	others := 0
	for _, t := range targets.TargetInfos {
		if t.BrowserContextID == r.id && t.TargetID != next.cdp.TargetID {
			others++
		}
	}
	held := heap.UsedSize + heap.EmbedderHeapUsedSize + heap.BackingStorageSize
	return err == nil && len(cookies.Cookies) == 0 && others == 0 && held < r.chrome.roomHeap()
}

// roomHeap is how many bytes may be left of what scripts held whose page has gone: an eighth of
// what the next page may have, at the most.
func (c *chrome) roomHeap() float64 { return float64(min(128<<20, c.memory.Limit/8)) }
