package record

import (
	"bytes"
	"context"
	"errors"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// The main document is read before the page gets it, like all that is recorded in one piece.
// One that does not end would hold its page up for good: it is loaded anew then, and read along
// as the page gets it.

// documentShare is the part of a page's time in which its document must have ended.
const documentShare = 0.25

// ErrUnending says that the main document had no end while it was held back.
var ErrUnending = errors.New("its answer has no end")

var errUnread = errors.New("the document could not be read as it came")

// document records a document: the page's own, or that of a frame.
func (r *Recording) document(x exchange.Exchange, ev *fetch.EventRequestPaused) {
	switch {
	case r.tab.Takes(ev):
		r.leave(x, ev)
	case !r.tab.IsMain(ev.FrameID):
		r.whole(x, ev)
	case r.limits.Unending:
		r.documentAlong(x, ev)
	default:
		r.documentInTime(x, ev)
	}
}

// leave remembers an answer whose body the tab reads, see Took.
func (r *Recording) leave(x exchange.Exchange, ev *fetch.EventRequestPaused) {
	r.mu.Lock()
	r.left[ev.NetworkID] = x
	r.mu.Unlock()
	r.proceed(ev)
}

// Took records an answer that the tab has read itself. Of one that is cut the end is missing.
func (r *Recording) Took(id network.RequestID, body []byte, cut bool) {
	r.mu.Lock()
	x, ok := r.left[id]
	delete(r.left, id)
	r.mu.Unlock()
	if !ok || !r.begin() {
		return
	}
	defer r.work.Done()
	x.Response.Body = bytes.NewReader(body)
	if cut {
		x.Response.Cut = why("length")
	}
	r.keep(x, id)
}

// documentInTime records the page's own document, and fails the page where that does not end.
func (r *Recording) documentInTime(x exchange.Exchange, ev *fetch.EventRequestPaused) {
	ctx, cancel := context.WithTimeout(r.ctx, r.limits.share(documentShare))
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			r.tab.Fail(ErrUnending)
		}
	})
	defer stop()
	r.whole(x, ev)
}

// documentAlong records a document whose body is read as the page gets it: Chrome tells of its
// parts once the page has begun to have it.
func (r *Recording) documentAlong(x exchange.Exchange, ev *fetch.EventRequestPaused) {
	s := newStream(true)
	s.most = maxUnpacked
	ok := r.streamed(x, ev, s, func() error {
		r.proceed(ev)
		r.tab.AwaitDocument(r.limits.Stream)
		came, err := r.tellParts(ev.NetworkID)
		s.precede(came)
		return err
	})
	if !ok {
		r.Miss(errUnread)
		x.Response.Body, x.Response.Cut = bytes.NewReader(nil), why("unspecified")
		r.keep(x, ev.NetworkID)
	}
}
