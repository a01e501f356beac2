package browser

import (
	"context"
	"sync"
)

// walls are where requests with an identity are captured, by a browser that does not isolate
// sites otherwise: in one beside it that does. It is started when it is first asked for.
type walls struct {
	mu     sync.Mutex
	inner  *Browser
	closed bool
}

// within gives the browser for a request: itself, or the one that isolates sites.
func (b *Browser) within(ctx context.Context, req Request) (*Browser, error) {
	if !req.Identity.secret() || b.opts.Isolate || b.opts.Guard || b.opts.Visible || b.far != nil {
		return b, nil
	}
	w := &b.walls
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.closed:
		return nil, fail(KindBrowser, nil, "the browser is closed")
	case w.inner != nil:
		return w.inner, nil
	}
	opts := b.opts
	opts.Isolate = true
	inner, err := Launch(ctx, opts)
	if err == nil {
		w.inner = inner
	}
	return inner, err
}

// close stops it.
func (w *walls) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	if w.inner != nil {
		_ = w.inner.Close() // it has said all that it had to say
	}
}
