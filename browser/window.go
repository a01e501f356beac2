package browser

import (
	"context"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"github.com/tearsheet/tearsheet/browser/identity"
)

// Window is a page that a person uses from afar: they see its frames, and what they do is
// passed on. What pages open besides is shown in the place of the page until it is closed,
// as logins through another site need it.
type Window struct {
	browser *Browser
	session *session
	ctx     context.Context // ends with the window
	end     context.CancelFunc

	mu      sync.Mutex
	screens []*screen // the last is shown
	origins []string  // that pages and frames were of, in the order in which they came
	frame   Frame
	changed chan struct{} // closed and renewed with each frame
}

// Frame is what a window shows.
type Frame struct {
	Number        int // counts up
	JPEG          []byte
	Width, Height float64 // CSS pixels of the window
	Address       string

	ack func() // asks for the next one
}

// windowLife is the longest that a window is open.
const windowLife = 12 * time.Hour

// OpenWindow opens a page for a person, with the identity of the request.
func (b *Browser) OpenWindow(ctx context.Context, req Request) (*Window, error) {
	req = req.withDefaults()
	req.Identity.Keep = true
	if err := allowed(req); err != nil {
		return nil, err
	}
	w := &Window{browser: b, changed: make(chan struct{})}
	w.ctx, w.end = context.WithTimeoutCause(ctx, windowLife, fail(KindTimeout, context.DeadlineExceeded, "the window was open for %s", windowLife))
	var err error
	if w.session, err = b.begin(w.ctx, req); err != nil {
		w.end()
		return nil, err
	}
	t := w.session.tab
	context.AfterFunc(t.ctx, w.end)
	main := &screen{window: w, ctx: t.session, cdp: t.cdp}
	t.watched.Store(&watcher{event: main.event, opened: w.adopt})
	if t.chrome.visible {
		t.chrome.hideFirst()
	}
	if err = t.face(); err == nil {
		err = w.show(main)
	}
	if err == nil {
		go func() { _, _ = call(t, page.Navigate, page.NavigateParams{URL: req.URL}) }() // what comes of it is seen
		return w, nil
	}
	w.Close()
	return nil, asError(t.ctx, err)
}

// hideFirst makes the empty window small with which a visible Chrome starts.
func (c *chrome) hideFirst() {
	first := chromedp.FromContext(c.ctx)
	if first.Target == nil {
		return
	}
	in, err := chromedp.CallBrowser(c.ctx, browser.GetWindowForTarget, browser.GetWindowForTargetParams{TargetID: first.Target.TargetID})
	if err == nil {
		_, _ = chromedp.CallBrowser(c.ctx, browser.SetWindowBounds, browser.SetWindowBoundsParams{WindowID: in.WindowID, Bounds: &browser.Bounds{WindowState: browser.WindowStateMinimized}}) // it does no harm where it is
	}
}

// watcher is told of what happens in a tab that a person uses.
type watcher struct {
	event  func(ev any)
	opened func(*target.Info)
}

// screen is one page of a window.
type screen struct {
	window *Window
	ctx    context.Context
	cdp    *chromedp.Target
	leave  func() // nil: it goes with the window
}

// frameQuality is that of what a person sees of a window: text must be fit to be read.
const frameQuality = 80

// show puts a screen in front.
func (w *Window) show(s *screen) error {
	w.mu.Lock()
	var before *screen
	if len(w.screens) > 0 {
		before = w.screens[len(w.screens)-1]
	}
	w.screens = append(slices.DeleteFunc(w.screens, func(other *screen) bool { return other == s }), s)
	w.mu.Unlock()
	s.look()
	if w.session.tab.chrome.visible {
		return nil // it is seen as it is
	}
	if before != nil && before != s {
		_, _ = cdp.Call(before.ctx, before.cdp, page.StopScreencast, cdp.Empty{}) // it may have gone
	}
	_, err := cdp.Call(s.ctx, s.cdp, page.StartScreencast, page.StartScreencastParams{Format: page.StartScreencastFormatJpeg, Quality: new(int64(frameQuality)), MaxWidth: 2560, MaxHeight: 2560, SendLastFrame: new(true)})
	return err
}

// look takes note of where a screen is: it may have got there before anybody looked.
func (s *screen) look() {
	tree, err := cdp.Call(s.ctx, s.cdp, page.GetFrameTree, cdp.Empty{})
	if err != nil || tree.FrameTree == nil {
		return
	}
	w := s.window
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, inner := range tree.FrameTree.ChildFrames {
		w.visited(inner.Frame.URL)
	}
	w.visited(tree.FrameTree.Frame.URL)
	if w.screens[len(w.screens)-1] == s {
		w.frame.Address = tree.FrameTree.Frame.URL
		w.frame.Number++
		w.signal()
	}
}

// event takes the events of a screen. It must not block.
func (s *screen) event(ev any) {
	w := s.window
	switch ev := ev.(type) {
	case *page.EventScreencastFrame:
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.screens[len(w.screens)-1] != s {
			return
		}
		w.frame.Number++
		w.frame.JPEG, w.frame.Width, w.frame.Height = ev.Data, ev.Metadata.DeviceWidth, ev.Metadata.DeviceHeight
		w.frame.ack = sync.OnceFunc(func() {
			_, _ = cdp.Call(s.ctx, s.cdp, page.ScreencastFrameAck, page.ScreencastFrameAckParams{SessionID: ev.SessionID}) // it may have gone
		})
		w.signal()
	case *page.EventFrameNavigated:
		w.mu.Lock()
		defer w.mu.Unlock()
		w.visited(ev.Frame.URL)
		if ev.Frame.ParentID == "" && (len(w.screens) == 0 || w.screens[len(w.screens)-1] == s) {
			w.frame.Address = ev.Frame.URL
			w.frame.Number++
			w.signal()
		}
	}
}

// signal wakes those who wait for a frame; w.mu is held.
func (w *Window) signal() {
	close(w.changed)
	w.changed = make(chan struct{})
}

// visited takes note of an origin; w.mu is held.
func (w *Window) visited(address string) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return
	}
	origin := u.Scheme + "://" + u.Host
	w.origins = append(slices.DeleteFunc(w.origins, func(other string) bool { return other == origin }), origin)
}

// adopt shows a page that another one has opened, until it is closed.
func (w *Window) adopt(info *target.Info) {
	go func() {
		s := &screen{window: w}
		ctx, cancel := chromedp.NewContext(w.session.tab.chrome.ctx, chromedp.WithTargetID(info.TargetID), chromedp.WithListener(s.event))
		s.ctx, s.leave = ctx, sync.OnceFunc(cancel)
		stop := context.AfterFunc(w.ctx, s.leave)
		defer stop()
		if chromedp.Do(ctx) != nil {
			s.leave()
			return
		}
		s.cdp = chromedp.FromContext(ctx).Target
		detached, err := chromedp.Detached(ctx)
		if err == nil {
			err = w.show(s)
		}
		if err == nil {
			select {
			case <-detached:
			case <-ctx.Done():
			}
		}
		s.leave()
		w.drop(s)
	}()
}

// drop takes a screen that was closed away; the one below is shown again.
func (w *Window) drop(s *screen) {
	w.mu.Lock()
	front := len(w.screens) > 0 && w.screens[len(w.screens)-1] == s
	w.screens = slices.DeleteFunc(w.screens, func(other *screen) bool { return other == s })
	var below *screen
	if front && len(w.screens) > 0 {
		below = w.screens[len(w.screens)-1]
	}
	w.mu.Unlock()
	if below != nil && w.ctx.Err() == nil {
		_ = w.show(below) // the window ends where that cannot be
	}
}

// Next gives the newest frame, once there is one after that number.
func (w *Window) Next(ctx context.Context, after int) (Frame, error) {
	for {
		w.mu.Lock()
		f, changed := w.frame, w.changed
		w.mu.Unlock()
		if f.Number > after && f.JPEG != nil {
			if f.ack != nil {
				go f.ack()
			}
			return f, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return Frame{}, ctx.Err()
		case <-w.ctx.Done():
			return Frame{}, asError(w.session.tab.ctx, context.Cause(w.ctx))
		}
	}
}

// front is the screen that is shown, and the size of what it shows.
func (w *Window) front() (*screen, Frame) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.screens[len(w.screens)-1], w.frame
}

// Keep gives what the browser has of the visitor now: cookies, and the storage of all origins
// that were visited. The notes say what of it is missing.
func (w *Window) Keep() (state identity.State, notes []string, err error) {
	t := w.session.tab
	w.mu.Lock()
	origins := slices.Clone(w.origins)
	w.mu.Unlock()
	p := &Page{}
	t.keepState(p)
	if p.State == nil {
		return state, p.Truncated, asError(t.ctx, context.Cause(t.ctx))
	}
	beside, err := t.openBeside()
	if err != nil {
		return state, p.Truncated, err
	}
	defer beside.close()
	for _, origin := range origins {
		one, err := beside.keepsake(origin)
		if err != nil {
			p.Truncated = append(p.Truncated, "what "+origin+" keeps could not be read: "+err.Error())
			continue
		}
		p.State.Merge(identity.State{Origins: []identity.Origin{one}})
	}
	return *p.State, p.Truncated, nil
}

// Closed is closed when the window has been.
func (w *Window) Closed() <-chan struct{} { return w.ctx.Done() }

// Close closes the window.
func (w *Window) Close() {
	w.end()
	w.session.end()
}
