package browser

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/browser/internal/process"
)

// session is one try at a page. It owns what the try has of a Chrome: the tab with its
// frames, the recording of what they load, and the watchdog. All of it ends in end.
type session struct {
	browser *Browser
	tab     *tab
	settler *settler

	release   func()        // of the Chrome
	stopWatch func()        // ends the watchdog
	watched   chan struct{} // closed when it has ended
	tidy      bool          // nothing of the page will be left in its room
}

// begin gets a try what it needs.
func (b *Browser) begin(ctx context.Context, req Request) (*session, error) {
	b, err := b.within(ctx, req)
	if err != nil {
		return nil, err
	}
	c, release, err := b.acquire(ctx)
	if err != nil {
		return nil, err
	}
	c.rooms.enter()
	t, err := openTab(ctx, c, req)
	if err != nil {
		c.rooms.exit()
		release()
		return nil, c.blame(ctx, err)
	}
	soft, stop := context.WithDeadline(t.ctx, softDeadline(t.deadline))
	s := &session{
		browser: b, tab: t, release: release, stopWatch: stop, watched: make(chan struct{}),
		settler: &settler{tab: t, pace: paces[req.Settle.Pace], soft: soft},
	}
	close(s.watched)
	return s, nil
}

// softDeadline is when what exists must be taken, for a page that has until then.
func softDeadline(deadline time.Time) time.Time {
	return deadline.Add(-time.Duration(reserve * float64(time.Until(deadline))))
}

// watch starts the watchdog.
func (s *session) watch() {
	ctx, stop := context.WithCancel(s.tab.ctx)
	soft := s.stopWatch
	s.stopWatch = func() { stop(); soft() }
	s.watched = make(chan struct{})
	go func() {
		defer close(s.watched)
		defer s.tab.guard()
		s.settler.watchdog(ctx)
	}()
}

// end ends the try, in the order in which its parts hang on each other: nobody looks at
// the page any more, all that it was sent is recorded, nothing is answered in its name,
// and the tab goes. The notes say what is missing from the record.
func (s *session) end() (notes []string) {
	t := s.tab
	s.stopWatch()
	<-s.watched
	if t.recording != nil {
		notes = t.recording.Finish()
	}
	t.chrome.requests.leave(t)
	// Chrome takes its time to close a tab; nobody needs to wait for that.
	closeTab := t.chrome.rooms.leave(t, s.tidy)
	s.browser.gone.Go(func() {
		defer s.release()
		closeTab()
	})
	return notes
}

// blame tells whether an error that is not the caller's comes of Chrome's end: one that
// has died says so in many ways, and its tabs are canceled before it is known to be gone.
func (c *chrome) blame(ctx context.Context, err error) error {
	if err != nil && ctx.Err() == nil && (!c.alive() || errors.Is(err, context.Canceled)) {
		if c.memory.Over() {
			return fail(KindCrash, errors.Join(errEnded, process.ErrMemory), "Chrome itself took more memory than it may")
		}
		return fail(KindCrash, errEnded, "Chrome itself ended")
	}
	return err
}

// guard makes what panics in one of the tab's goroutines the failure of its page.
func (t *tab) guard() {
	if r := recover(); r != nil {
		t.end(Panicked(r))
	}
}

// Panicked makes an Error of kind internal of what recover returned, for a capture in whose
// course something panicked. Called by the deferred function itself, it names the line, too.
func Panicked(r any) *Error {
	return fail(KindInternal, fmt.Errorf("%v%s", r, panickedAt()), "this is a mistake in the program, which others want to hear of")
}

// panickedAt names the line that panicked, when it is asked in a deferred function.
func panickedAt() string {
	callers := make([]uintptr, 32)
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers)])
	for through := false; ; {
		frame, more := frames.Next()
		if through && !strings.HasPrefix(frame.Function, "runtime.") {
			return fmt.Sprintf(" (%s:%d)", frame.Function, frame.Line)
		}
		through = through || frame.Function == "runtime.gopanic"
		if !more {
			return ""
		}
	}
}
