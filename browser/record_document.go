package browser

import (
	"bytes"
	"context"
	"errors"

	"github.com/chromedp/cdproto/fetch"
)

// The main document is read before the page gets it, like all that is recorded in one piece.
// One that does not end would hold its page up for good: it is loaded anew then, and read along
// as the page gets it.

// documentShare is the part of a page's time in which its document must have ended.
const documentShare = 0.25

// errUnending says that the main document had no end while it was held back.
var errUnending = errors.New("its answer has no end")

// mainDocument records the document of the page itself.
func (r *recording) mainDocument(x Exchange, ev *fetch.EventRequestPaused) {
	if r.tab.req.unending {
		r.documentAlong(x, ev)
		return
	}
	ctx, cancel := r.tab.share(documentShare)
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			r.tab.end(fail(KindTimeout, errUnending, "the document did not come to its end in time"))
		}
	})
	defer stop()
	r.whole(x, ev)
}

// documentAlong records a document whose body is read as the page gets it: Chrome tells of its
// parts once the page has begun to have it.
func (r *recording) documentAlong(x Exchange, ev *fetch.EventRequestPaused) {
	s := newStream(true)
	s.most = maxUnpacked
	ok := r.streamed(x, ev, s, func() error {
		r.tab.proceed(ev)
		r.tab.net.awaitChange(r.tab.ctx, streamPatience, func() bool { got, _, _ := r.tab.net.document(); return got != nil })
		came, err := r.tellParts(ev.NetworkID)
		s.precede(came)
		return err
	})
	if !ok {
		r.miss(fail(KindDownload, nil, "the document could not be read as it came"))
		x.Response.Body, x.Response.Cut = bytes.NewReader(nil), func() string { return "unspecified" }
		r.keep(x, ev.NetworkID)
	}
}
