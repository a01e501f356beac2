package browser

import (
	"context"
	"sync"
	"time"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// A body that is read in one piece goes through Chrome's own memory, unpacked: some
// kilobytes on the wire can be gigabytes there, and Chrome with all its pages would end of
// them. What is packed is therefore watched while it is read. Chrome says nothing of how
// far it is, but its memory does.

const (
	maxUnpacked = 256 << 20             // that one body may take
	lookEvery   = 40 * time.Millisecond // in which a bomb takes some 20 MB
)

// unpacking is what a Chrome is unpacking now. The zero value is ready.
type unpacking struct {
	mu   sync.Mutex
	open []*unpack
}

// unpack is one body that is being read.
type unpack struct {
	from int64 // memory of Chrome when it began
	stop func()
	over bool // it was too long
}

// begin watches a body until end.
func (u *unpacking) begin(c *chrome, stop func()) *unpack {
	one := &unpack{from: c.ownMemory(), stop: stop}
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.open = append(u.open, one); len(u.open) == 1 {
		go u.watch(c)
	}
	return one
}

// end tells whether the body was too long.
func (u *unpacking) end(one *unpack) (over bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.drop(one)
	return one.over
}

func (u *unpacking) drop(one *unpack) {
	for i, o := range u.open {
		if o == one {
			u.open = append(u.open[:i], u.open[i+1:]...)
			return
		}
	}
}

// watch looks at Chrome's memory as long as there is something to unpack.
func (u *unpacking) watch(c *chrome) {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-c.ctx.Done():
			return
		}
		if now := c.ownMemory(); !u.look(now) {
			return
		}
	}
}

// look stops the newest of those since whose beginning Chrome has grown too much: the
// older ones were there when it had not. It tells whether there is anything to look at.
func (u *unpacking) look(now int64) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	for i := len(u.open) - 1; i >= 0; i-- {
		one := u.open[i]
		if now-one.from <= maxUnpacked {
			continue
		}
		one.over = true
		go one.stop()
		u.drop(one)
		for _, other := range u.open { // what it took is given back in a while
			other.from = max(other.from, now)
		}
		break
	}
	return len(u.open) > 0
}

// ownMemory is what Chrome's first process holds in memory for itself, 0 where it cannot
// be told: then nothing is watched.
func (c *chrome) ownMemory() int64 { return c.group.LeaderMemory() }

// tooLong is the failure of an answer that is a bomb.
func tooLong(ev *fetch.EventRequestPaused) *Error {
	return fail(KindDownload, nil, "%s unpacks to more than the %d MB of one answer that are recorded: it was not loaded", clip(ev.Request.URL, 200), maxUnpacked>>20)
}

// cutLong is the failure of an answer that is one for the page alone.
func cutLong(ev *fetch.EventRequestPaused) *Error {
	return fail(KindDownload, nil, "%s unpacks to more than the %d MB of one answer that are recorded: the rest is missing", clip(ev.Request.URL, 200), maxUnpacked>>20)
}

// bodyOf reads a body in one piece; over tells that it was given up since it is too long
// unpacked, and its request with it.
func (r *recording) bodyOf(ev *fetch.EventRequestPaused) (body []byte, over bool, err error) {
	ctx, done := r.calling()
	defer done()
	if headerOf(ev, "Content-Encoding") != "" {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		one := r.tab.chrome.unpacking.begin(r.tab.chrome, func() {
			if ev.ResourceType == network.ResourceTypeDocument && r.tab.net.isMain(ev.FrameID) {
				r.tab.end(tooLong(ev)) // there will be no page
			}
			_, _ = chromedp.CallBrowser(r.tab.chrome.ctx, fetch.FailRequest, fetch.FailRequestParams{RequestID: ev.RequestID, ErrorReason: network.ErrorReasonFailed})
			cancel()
		})
		defer func() { over = r.tab.chrome.unpacking.end(one) }()
		got, err := chromedp.CallBrowser(ctx, fetch.GetResponseBody, fetch.GetResponseBodyParams{RequestID: ev.RequestID})
		return got.Body, false, err
	}
	got, err := chromedp.CallBrowser(ctx, fetch.GetResponseBody, fetch.GetResponseBodyParams{RequestID: ev.RequestID})
	return got.Body, false, err
}
