package browser

import (
	"context"
	"errors"
	"net/url"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// elsewhere are the browsers that run elsewhere. A page gets the one that has the fewest; one
// that refuses or has died is left out for a while, longer each time, until a page has come
// through it.
type elsewhere struct {
	opts Options
	gone *sync.WaitGroup // connections that are being closed

	mu      sync.Mutex
	far     []*far
	version string        // of the first that answered
	closed  bool          // there will be no more pages
	changed chan struct{} // closed, and another made, when waiting may be over
}

// far is one of them.
type far struct {
	address string
	service bool // each page has a connection, and so a browser, of its own
	current *chrome
	users   int
	joining bool      // somebody connects to it
	rests   time.Time // until when it is left out
	failed  error     // why
	pauses  *backoff.ExponentialBackOff
}

// farPause is how long a browser is left out at first, farPauseMost in the end.
const (
	farPause     = time.Second
	farPauseMost = time.Minute
)

// reach connects to all of them; one is enough to begin with.
func reach(ctx context.Context, o Options, gone *sync.WaitGroup) (*elsewhere, error) {
	e := &elsewhere{opts: o, gone: gone, changed: make(chan struct{})}
	var all sync.WaitGroup
	for _, address := range o.Remote {
		f := &far{address: address, joining: true, pauses: backoff.NewExponentialBackOff()}
		f.pauses.InitialInterval, f.pauses.MaxInterval = farPause, farPauseMost
		u, err := url.Parse(address)
		f.service = err == nil && isService(u)
		e.far = append(e.far, f)
		all.Go(func() {
			if c, release, err := e.join(ctx, f); err == nil {
				e.opened(c)
				release()
			}
		})
	}
	all.Wait()
	var failed []error
	for _, f := range e.far {
		if f.failed != nil {
			failed = append(failed, f.failed)
		}
	}
	if len(failed) == len(e.far) {
		e.close()
		return nil, asError(ctx, joined(failed))
	}
	for _, err := range failed {
		o.warn(err.Error())
	}
	return e, nil
}

// joined is one error that says what several did, and is of the first's kind.
func joined(all []error) error {
	first := new(Error)
	if len(all) == 1 || !errors.As(all[0], &first) {
		return all[0]
	}
	return fail(first.kind, errors.Join(all[1:]...), "%s", first.Error())
}

// opened notes what a browser says of itself.
func (e *elsewhere) opened(c *chrome) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.version == "" {
		e.version = c.version
	}
}

// acquire gives a browser for one more page; release must follow. Where all are left out it
// waits for the first that may be asked again, for half of the page's time.
func (e *elsewhere) acquire(ctx context.Context) (*chrome, func(), error) {
	patience, done := context.WithTimeout(ctx, startTimeout)
	if end, ok := ctx.Deadline(); ok {
		done()
		patience, done = context.WithTimeout(ctx, time.Until(end)/2)
	}
	defer done()
	for {
		f, c, wait, err := e.pick()
		switch {
		case err != nil:
			return nil, nil, err
		case c != nil:
			return c, e.releaser(f, c), nil
		case f != nil:
			c, release, err := e.join(ctx, f)
			switch {
			case err == nil:
				return c, release, nil
			case ctx.Err() != nil:
				return nil, nil, asError(ctx, err)
			}
			continue // it is left out now
		}
		timer := time.NewTimer(wait.until)
		select {
		case <-wait.changed:
		case <-timer.C:
		case <-patience.Done():
			timer.Stop()
			if ctx.Err() != nil {
				return nil, nil, asError(ctx, ctx.Err())
			}
			return nil, nil, asError(ctx, e.trouble())
		}
		timer.Stop()
	}
}

// waiting is what somebody waits for who gets no browser.
type waiting struct {
	changed <-chan struct{}
	until   time.Duration
}

// pick gives the browser that has the fewest pages: with its connection, or to be connected to
// by whoever asked. Neither: there is none now.
func (e *elsewhere) pick() (best *far, c *chrome, wait waiting, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, nil, wait, fail(KindBrowser, nil, "the browser is closed")
	}
	now := time.Now()
	wait = waiting{e.changed, farPauseMost}
	for _, f := range e.far {
		if f.current != nil && !f.current.alive() {
			e.retire(f.current)
			f.current = nil
			f.leaveOut(fail(KindBrowser, nil, "the browser at %s ended", hidden(f.address)))
		}
		switch left := f.rests.Sub(now); {
		case f.joining:
		case left > 0:
			wait.until = min(wait.until, left)
		case best == nil || f.users < best.users:
			best = f
		}
	}
	switch {
	case best == nil:
		return nil, nil, wait, nil
	case best.current != nil:
		best.users++
		best.current.users.Add(1)
		return best, best.current, wait, nil
	}
	best.joining = !best.service
	return best, nil, wait, nil
}

// leaveOut leaves a browser out for a while.
func (f *far) leaveOut(why error) {
	f.failed = why
	f.rests = time.Now().Add(f.pauses.NextBackOff())
}

// join connects to a browser, for one page.
func (e *elsewhere) join(ctx context.Context, f *far) (*chrome, func(), error) {
	c, err := connect(ctx, e.opts, f.address)
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.wake()
	f.joining = false
	if err != nil {
		if f.failed = err; ctx.Err() == nil { // it is not the page's time that was over
			f.leaveOut(err)
		}
		return nil, nil, err
	}
	f.failed = nil
	f.users++
	c.users.Add(1)
	switch {
	case f.service || e.closed:
		e.retire(c)
	default:
		f.current = c
	}
	return c, e.releaser(f, c), nil
}

// releaser gives what says that a page has done with a browser.
func (e *elsewhere) releaser(f *far, c *chrome) func() {
	return sync.OnceFunc(func() {
		c.users.Done()
		e.mu.Lock()
		defer e.mu.Unlock()
		f.users--
		if c.alive() {
			f.pauses.Reset()
		}
		e.wake()
	})
}

// wake lets those look again who wait.
func (e *elsewhere) wake() {
	close(e.changed)
	e.changed = make(chan struct{})
}

// retire closes a connection when its pages are through.
func (e *elsewhere) retire(c *chrome) {
	e.gone.Go(func() {
		c.users.Wait()
		c.warm.close()
		c.cancel()
	})
}

// trouble says why there is no browser.
func (e *elsewhere) trouble() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	var all []error
	for _, f := range e.far {
		if f.failed != nil {
			all = append(all, f.failed)
		}
	}
	if len(all) == 0 {
		return fail(KindBrowser, nil, "no browser was to be had in time")
	}
	return joined(all)
}

// close ends all connections.
func (e *elsewhere) close() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	for _, f := range e.far {
		if f.current != nil {
			e.retire(f.current)
			f.current = nil
		}
	}
	e.wake()
}
