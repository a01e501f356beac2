package record

import (
	"context"
	"io"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/internal/held"
)

// along records an answer whose body is read as the page gets it. ok is false where
// Chrome does not tell of its parts.
func (r *Recording) along(x exchange.Exchange, ev *fetch.EventRequestPaused) (ok bool) {
	if ev.NetworkID == "" {
		return false
	}
	s := newStream(held.NotAwaited[ev.ResourceType] || held.IsEndless(ev))
	if held.IsPacked(ev) { // some kilobytes of it can be gigabytes
		s.most = maxUnpacked
	}
	return r.streamed(x, ev, s, func() error {
		_, err := r.tellParts(ev.NetworkID)
		if err == nil {
			r.proceed(ev)
		}
		return err
	})
}

// streamed records an answer from its parts; begin has Chrome tell of them, and the page get them.
func (r *Recording) streamed(x exchange.Exchange, ev *fetch.EventRequestPaused, s *stream, begin func() error) (ok bool) {
	r.mu.Lock()
	r.streams[ev.NetworkID] = s
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.streams, ev.NetworkID)
	}()
	stop := context.AfterFunc(r.ctx, func() { s.end("disconnect") })
	defer stop()
	if begin() != nil {
		return false
	}
	x.Response.Body, x.Response.Cut = s, s.cut
	r.keep(x, ev.NetworkID)
	if s.over() {
		r.Miss(&TooLongError{URL: ev.Request.URL, Shown: true})
	}
	return true
}

// tellParts has Chrome tell of the parts of a body as they come, and gives those that have come.
func (r *Recording) tellParts(id network.RequestID) (came []byte, err error) {
	ctx, cancel := context.WithTimeout(r.ctx, r.limits.Stream)
	defer cancel()
	got, err := cdp.Call(ctx, r.chrome.Page, network.StreamResourceContent, network.StreamResourceContentParams{RequestID: id})
	return got.BufferedData, err
}

// stream gives the body of a request that is read along; nil: it is not.
func (r *Recording) stream(id network.RequestID) *stream {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.streams[id]
}

// stream is a body that is read while it comes. Its parts come from the loop that
// handles the tab's events, which may not wait for the reader, so they queue here.
type stream struct {
	open bool  // it may never end: nobody waits for that
	most int64 // bytes that are taken; 0: any number

	mu     sync.Mutex
	more   sync.Cond
	parts  [][]byte
	ended  bool
	reason string // why its end is missing
	taken  int64
}

func newStream(open bool) *stream {
	s := &stream{open: open}
	s.more.L = &s.mu
	return s
}

// add takes one more part.
func (s *stream) add(part []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(part) == 0 || s.ended {
		return
	}
	if s.taken += int64(len(part)); s.most > 0 && s.taken > s.most {
		s.ended, s.reason = true, "length"
	} else {
		s.parts = append(s.parts, part)
	}
	s.more.Broadcast()
}

// precede puts what came before the first part before it.
func (s *stream) precede(part []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(part) > 0 {
		s.parts = append([][]byte{part}, s.parts...)
		s.taken += int64(len(part))
		s.more.Broadcast()
	}
}

// end says that there is no more, and why if that is too early.
func (s *stream) end(reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.ended {
		s.ended, s.reason = true, reason
		s.more.Broadcast()
	}
}

// over tells whether there was more than is taken.
func (s *stream) over() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.most > 0 && s.taken > s.most
}

// cut says why the body's end is missing.
func (s *stream) cut() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.reason
}

// Read waits for the next part.
func (s *stream) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.parts) == 0 {
		if s.ended {
			return 0, io.EOF
		}
		s.more.Wait()
	}
	n := copy(p, s.parts[0])
	if s.parts[0] = s.parts[0][n:]; len(s.parts[0]) == 0 {
		s.parts = s.parts[1:]
	}
	return n, nil
}
