package browser

import (
	"context"
	"errors"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/page"
	"golang.org/x/net/html/charset"

	"github.com/tearsheet/tearsheet/browser/classify"
	"github.com/tearsheet/tearsheet/browser/internal/held"
)

// A page that never comes to rest, and is too much to be read when its time is up, is loaded
// once more without its scripts and frames: what the server sent is better than nothing.

// bareShare is the part of a page's time that this may take beyond it, and bareMost the most.
const (
	bareShare = 0.2
	bareMost  = 8 * time.Second
)

// bare takes a page that was answered and could not be read in time. It tells whether there
// is anything now.
func (b *Browser) bare(ctx context.Context, req Request, p *Page, failed *Error) bool {
	if failed.kind != KindTimeout || ctx.Err() != nil || p.Response.Status == 0 || p.Original != nil || req.Replay != nil || req.bare {
		return false
	}
	req.bare, req.unending = true, true
	req.Timeout = min(time.Duration(bareShare*float64(req.Timeout)), bareMost)
	ctx, cancel := context.WithTimeoutCause(ctx, req.Timeout, fail(KindTimeout, context.DeadlineExceeded, "the page did not answer"))
	defer cancel()
	fresh := &Page{URL: p.URL, Started: p.Started}
	if err := b.bareAttempt(ctx, req, fresh); err != nil || len(fresh.DOM) == 0 {
		return false
	}
	if fresh.Response.Status == 0 {
		fresh.Response = p.Response
	}
	fresh.Partial = true
	fresh.Coverage.Complete /= 2 // as where time is up
	fresh.Truncated = append(fresh.Truncated, "the page never came to rest and could not be read: this is what the server sends, loaded once more without its scripts and frames ("+failed.Message+")")
	if len(fresh.Picture) == 0 && len(p.Picture) > 0 {
		fresh.Picture, fresh.PictureFormat = p.Picture, p.PictureFormat
		fresh.Truncated = append(fresh.Truncated, "the picture is of the page with its scripts")
	}
	*p = *fresh
	return true
}

// bareAttempt loads a document without its scripts, ends it if it does not end itself, and
// writes it out; a picture is taken if there is time for it.
func (b *Browser) bareAttempt(ctx context.Context, req Request, p *Page) (err error) {
	if req.Record != nil {
		if err := req.Record.Rollback(); err != nil {
			return err
		}
	}
	session, err := b.begin(ctx, req)
	if err != nil {
		return err
	}
	defer func() { p.Truncated = append(p.Truncated, session.end()...) }()
	t, s := session.tab, session.settler
	p.Browser = t.chrome.version
	if shown, err := t.navigate(p); err != nil || !shown {
		if t.asSent(p) {
			return nil
		}
		return err
	}
	t.net.awaitChange(ctx, req.Timeout/3, func() bool { return t.loaded.Load() != 0 || t.net.cutOff() != "" })
	s.stopEndless()
	p.Coverage.Settled = "deadline"
	p.CutOff = t.net.cutOff()
	if err := t.takeDocument(ctx, p); err != nil && !t.asSent(p) {
		return err
	}
	p.Coverage.Class = classify.Content
	if err := s.takePicture(p); err != nil {
		p.lacks("picture", err)
	}
	return nil
}

// readBare reads a main document before Chrome has it, as far as it comes in a part of the time,
// and has Chrome show that.
func (d *documents) readBare(ev *fetch.EventRequestPaused) {
	ctx, cancel := d.tab.share(0.3)
	defer cancel()
	data, cut, err := d.take(ctx, ev.RequestID)
	long := len(data) > inOnePiece
	d.mu.Lock()
	d.sent = &File{Data: data, MediaType: held.Header(ev, "Content-Type"), URL: ev.Request.URL}
	d.mu.Unlock()
	switch {
	case long:
		data = data[:inOnePiece]
		d.tab.net.stop(errLong)
	case cut || err != nil:
		d.tab.net.stop(errEndless)
	}
	d.fulfil(ev, data)
}

// asSent gives the document as it was sent, in UTF-8, if it was read; it is put where there is
// none that Chrome wrote out.
func (t *tab) asSent(p *Page) bool {
	t.documents.mu.Lock()
	sent := t.documents.sent
	t.documents.mu.Unlock()
	if sent == nil || len(sent.Data) == 0 || len(p.DOM) > 0 {
		return false
	}
	encoding, _, _ := charset.DetermineEncoding(sent.Data, sent.MediaType)
	text, err := encoding.NewDecoder().Bytes(sent.Data)
	if err != nil {
		return false
	}
	p.DOM, p.FinalURL = text, sent.URL
	p.Truncated = append(p.Truncated, "Chrome could not write the document out in time: it is as the server sent it")
	return true
}

// errEndless says that a document has no end, errLong that it is longer than what is shown.
var (
	errEndless = errors.New("its answer has no end")
	errLong    = errors.New("no more of it is shown")
)

// stopEndless ends the load of a main document that still comes when its time is up. It
// tells whether there was one.
func (s *settler) stopEndless() bool {
	if !s.tab.net.mainComes() {
		return false
	}
	tell(s.tab, page.StopLoading, cdp.Empty{})
	s.tab.net.stop(errEndless)
	return true
}

// mainComes tells whether the main document's answer has begun and not ended.
func (n *traffic) mainComes() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	f := n.flying[n.request]
	return f != nil && f.answered
}

// stop notes that the main document was ended by us, and why.
func (n *traffic) stop(why error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.flying, n.request)
	n.stopped = why
}
