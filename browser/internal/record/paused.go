package record

import (
	"bytes"
	"context"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/internal/held"
)

const (
	// wholeBody is the length up to which a body is read in one piece, before the page
	// gets it: the surest way. Longer ones are read along as they come.
	wholeBody = 4 << 20
	// mostInOne is the length up to which that is done where the parts are not told of.
	mostInOne = 64 << 20
)

// atOnce are the types of request whose answer does nothing before it is there whole.
var atOnce = map[network.ResourceType]bool{
	network.ResourceTypeStylesheet: true, network.ResourceTypeScript: true, network.ResourceTypeImage: true, network.ResourceTypeFont: true,
	network.ResourceTypeManifest: true, network.ResourceTypeTextTrack: true, network.ResourceTypePreflight: true, network.ResourceTypePing: true,
}

// Paused records an answer that Chrome holds back, and lets it go on.
func (r *Recording) Paused(ev *fetch.EventRequestPaused) {
	if !strings.HasPrefix(ev.Request.URL, "http") || !r.begin() {
		r.proceed(ev)
		return
	}
	defer r.work.Done()
	r.untold.wasPaused(ev.NetworkID)
	r.worker.wasFetched(ev.Request.URL)
	x := exchange.Exchange{Started: time.Now(), Request: held.Request(ev), Response: held.Response(ev)}
	if x.Request.Body == nil && ev.Request.HasPostData {
		x.Request.Body = r.posted(ev)
	}
	size, known := held.Length(ev)
	switch {
	case !held.HasBody(ev):
		r.proceed(ev)
		r.keep(x, ev.NetworkID)
	case ev.ResourceType == network.ResourceTypeDocument:
		r.document(x, ev)
	case known && size <= wholeBody || !known && atOnce[ev.ResourceType] && !held.IsEndless(ev):
		r.whole(x, ev)
	case r.along(x, ev):
	case held.IsEndless(ev) || size > mostInOne: // of a worker's own, mostly
		r.proceed(ev)
		x.Response.Cut = why("length")
		r.keep(x, ev.NetworkID)
	default:
		r.whole(x, ev)
	}
}

// why says of a body that its end is missing for this reason.
func why(reason string) func() string { return func() string { return reason } }

// proceed lets a request go its way.
func (r *Recording) proceed(ev *fetch.EventRequestPaused) {
	_, _ = cdp.Call(r.ctx, r.chrome.Browser, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: ev.RequestID}) // it may be gone
}

// whole records an answer whose body is read before the page gets it.
func (r *Recording) whole(x exchange.Exchange, ev *fetch.EventRequestPaused) {
	body, over, err := r.bodyOf(ev)
	r.proceed(ev)
	x.Response.Body = bytes.NewReader(body)
	switch {
	case over:
		x.Response.Cut = why("length")
		r.Miss(&TooLongError{URL: ev.Request.URL})
	case err != nil:
		x.Response.Cut = why("disconnect")
	}
	r.keep(x, ev.NetworkID)
}

// bodyOf reads a body in one piece; over tells that it was given up since it is too long
// unpacked, and its request with it.
func (r *Recording) bodyOf(ev *fetch.EventRequestPaused) (body []byte, over bool, err error) {
	ctx, cancel := context.WithCancel(r.ctx)
	defer cancel()
	stop := context.AfterFunc(r.halted, cancel)
	defer stop()
	if held.IsPacked(ev) {
		one := r.chrome.Unpacking.begin(func(chrome context.Context) {
			if ev.ResourceType == network.ResourceTypeDocument && r.tab.IsMain(ev.FrameID) {
				r.tab.Fail(&TooLongError{URL: ev.Request.URL})
			}
			_, _ = cdp.Call(chrome, r.chrome.Browser, fetch.FailRequest, fetch.FailRequestParams{RequestID: ev.RequestID, ErrorReason: network.ErrorReasonFailed})
			cancel()
		})
		defer func() { over = r.chrome.Unpacking.end(one) }()
	}
	got, err := cdp.Call(ctx, r.chrome.Browser, fetch.GetResponseBody, fetch.GetResponseBodyParams{RequestID: ev.RequestID})
	return got.Body, false, err
}

// posted reads what a request sends where the event does not have it.
func (r *Recording) posted(ev *fetch.EventRequestPaused) []byte {
	if ev.NetworkID == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(r.ctx, r.limits.Stream)
	defer cancel()
	sent, err := cdp.Call(ctx, r.chrome.Page, network.GetRequestPostData, network.GetRequestPostDataParams{RequestID: ev.NetworkID})
	if err != nil {
		return nil
	}
	return sent.PostData
}
