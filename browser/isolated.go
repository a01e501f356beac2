package browser

import (
	"context"
	"sync"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Where Chrome isolates sites, a frame of another site runs in a process of its own, which
// the page's session neither sees nor reaches. Such a frame has a session too: a tab that
// shares with the page's what is known of the page.

// framesIsolated is how many such frames of a page are looked into.
const framesIsolated = 100

// isolated are the sessions of a page's frames.
type isolated struct {
	mu   sync.Mutex
	list map[target.ID]*tab
	over bool // there will be no more
	busy sync.WaitGroup
}

// begin tells whether a frame is new, and counts it as worked on then.
func (i *isolated) begin(id target.ID) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if _, known := i.list[id]; known || i.over || len(i.list) >= framesIsolated {
		return false
	}
	if i.list == nil {
		i.list = map[target.ID]*tab{}
	}
	i.list[id] = nil
	i.busy.Add(1)
	return true
}

func (i *isolated) put(id target.ID, t *tab) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.list[id] = t
}

func (i *isolated) drop(id target.ID) {
	i.mu.Lock()
	defer i.mu.Unlock()
	delete(i.list, id)
}

// blocked is how many of the frames' requests were not made.
func (i *isolated) blocked() (count int64) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, t := range i.list {
		if t != nil {
			count += t.documents.blocked.Load()
		}
	}
	return count
}

// close waits until nobody is at work with the frames, and ends their sessions.
func (i *isolated) close() {
	i.mu.Lock()
	i.over = true
	i.mu.Unlock()
	i.busy.Wait()
}

// adopt gives a target of the page a session if it is a frame of another site. It does not
// block.
func (t *tab) adopt(info *target.Info) {
	if info.Type != "iframe" || !t.inUse.Load() || !t.isolated.begin(info.TargetID) {
		return
	}
	go func() {
		defer t.isolated.busy.Done()
		defer t.isolated.drop(info.TargetID)
		defer t.guard()
		t.lookInto(info.TargetID)
	}()
}

// lookInto keeps the session of a frame as long as there is the frame.
func (t *tab) lookInto(id target.ID) {
	f := &tab{
		chrome: t.chrome, req: t.req, page: t, door: t.door, deadline: t.deadline,
		net: t.net, world: t.world, recording: t.recording, attached: make(chan struct{}),
	}
	f.documents = newDocuments(f)
	opening, abandon := context.WithCancel(t.session)
	defer abandon()
	session, cancel := chromedp.NewContext(opening, chromedp.WithTargetID(id), chromedp.WithDetachOnCancel(), chromedp.WithListener(f.frameEvent))
	defer cancel()
	f.ctx, f.end = context.WithCancelCause(session)
	defer f.end(errClosed)
	inTime := context.AfterFunc(t.ctx, abandon)
	if err := chromedp.Do(session); !inTime() || err != nil {
		return // it has gone, or the page has
	}
	defer hush(session)
	stop := context.AfterFunc(t.ctx, func() { f.end(context.Cause(t.ctx)) })
	defer stop()
	f.cdp = chromedp.FromContext(session).Target
	defer t.world.forget(f)
	close(f.attached)
	t.isolated.put(id, f)
	_ = together(f.furnishFrame())
	gone, err := chromedp.Detached(session)
	if err != nil {
		return
	}
	select {
	case <-gone:
	case <-f.ctx.Done():
	}
}

// furnishFrame gives the commands that set the session of a frame up.
func (t *tab) furnishFrame() []func() error {
	return append(t.furnish(),
		t.unmirror,
		func() error { return t.addScript(pageScript, "") },
		func() error { return t.addScript(worldScript, worldName) },
	)
}

// frameEvent takes every event of a frame's session, in order. It must not block.
func (t *tab) frameEvent(ev any) {
	whole := t.page
	t.world.event(ev, t)
	if whole.req.Outputs.Console {
		whole.console.event(ev)
	}
	if whole.recording != nil {
		whole.recording.Event(ev)
	}
	switch ev := ev.(type) {
	case *inspector.EventTargetCrashed:
		whole.documents.note("a frame of another site is missing: " + t.chrome.crashed().Error())
	case *target.EventAttachedToTarget:
		whole.adopt(ev.TargetInfo)
	case *page.EventFrameAttached:
		whole.chrome.requests.attached(ev.FrameID, whole)
	case *page.EventJavascriptDialogOpening:
		answer := whole.dialogs.opening(ev)
		go func() {
			select {
			case <-t.attached:
				tell(t, page.HandleJavaScriptDialog, answer)
			case <-whole.ctx.Done():
			}
		}()
	case *fetch.EventRequestPaused:
		go func() {
			defer whole.guard()
			t.documents.paused(ev)
		}()
	case *fetch.EventAuthRequired:
		go t.challenged(ev)
	case *page.EventLoadEventFired, *page.EventFrameNavigated: // of the frame, not the page
	default:
		whole.net.event(ev)
	}
}

// at is the session in which a world of ours is.
func (t *tab) at(world string) *tab {
	if f := t.world.home(world); f != nil {
		return f
	}
	return t
}
