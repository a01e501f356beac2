package browser

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/security"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"github.com/tearsheet/tearsheet/browser/internal/record"
)

// tab is one page in a browser context of its own. It ends when the capture's time is
// up, when it crashes and when it is closed; every call on it ends with it.
type tab struct {
	ctx     context.Context // ends with the tab; its cause is an *Error
	end     context.CancelCauseFunc
	session context.Context // outlives ctx, until Chrome has let go of the tab
	letGo   func()          // ends the connection, and has Chrome close the tab
	chrome  *chrome
	cdp     *chromedp.Target
	req     Request

	deadline time.Time // of the capture

	page      *tab          // that this is a frame of, see isolated.go; nil: it is the page
	isolated  isolated      // its frames that have sessions of their own
	attached  chan struct{} // closed when the session of a frame can be spoken to
	door      *door         // its way out; nil: it is Chrome's own
	room      *room         // that it is in; nil: its browser context goes with it, or is that of all
	net       *traffic
	world     *world
	dialogs   dialogs
	console   console
	documents *documents
	recording *record.Recording // nil where nothing is recorded

	inUse     atomic.Bool             // by a request; a spare tab has none
	watched   atomic.Pointer[watcher] // nil: nobody uses it; see window.go
	loaded    atomic.Int64            // unix milliseconds of the newest load event
	navigated atomic.Int64            // committed documents
	location  atomic.Value            // string: address of the newest document
	opened    windows
	given     sync.Map    // requests that were given the proxy's password
	lent      []string    // folders of files that Chrome was given
	missing   []string    // of the visitor's identity: what could not be given to the page
	stopped   atomic.Bool // its scripts had to be
	leftward  bool        // the page begins at the right
	glass     glass       // its window

	dragged  chan *input.DragData              // what the browser began to drag
	choosing chan *page.EventFileChooserOpened // that the page has asked for a file
}

// openTab gives a tab for a request: the spare one, or a new one. The tab ends with ctx.
func openTab(ctx context.Context, c *chrome, req Request) (*tab, error) {
	kind := contextOf(c, req)
	var t *tab
	if kind == c.usual() {
		if t = c.rooms.take(ctx, siteOf(req.URL)); t == nil {
			t = c.warm.take(c)
		}
	}
	if t == nil {
		var err error
		if t, err = newTab(ctx, c, kind.in(c)); err != nil {
			return nil, err
		}
	}
	stop := context.AfterFunc(ctx, func() { t.end(context.Cause(ctx)) })
	context.AfterFunc(t.ctx, func() { stop() })
	t.deadline, _ = ctx.Deadline()
	t.req = req
	if t.room != nil {
		t.room.site = siteOf(req.URL)
	}
	t.documents.headers = req.headerLines()
	t.startRecording()
	t.inUse.Store(true)
	if err := together(t.furnish()); err != nil {
		err = asError(t.ctx, err)
		t.close()
		return nil, err
	}
	return t, nil
}

// newTab opens a tab for any request of a place. Opening it, but not the tab, ends with ctx.
func newTab(ctx context.Context, c *chrome, in func(context.Context) (place, error)) (*tab, error) {
	opening, abandon := context.WithCancelCause(c.ctx)
	stop := context.AfterFunc(ctx, func() { abandon(context.Cause(ctx)) })
	defer stop()
	where, err := in(opening)
	if err != nil {
		abandon(errClosed)
		return nil, err
	}
	t := &tab{chrome: c, door: where.door, room: where.room, net: newTraffic(), world: newWorld(), dragged: make(chan *input.DragData, 1), choosing: make(chan *page.EventFileChooserOpened, 1)}
	t.documents = newDocuments(t)
	session, cancel := chromedp.NewContext(opening, where.option, chromedp.WithListener(t.event))
	t.session = session
	t.ctx, t.end = context.WithCancelCause(session)
	t.letGo = func() {
		hush(session)
		cancel()
		abandon(errClosed)
	}
	// Of a tab that crashes while it is opened no answer comes.
	opened := context.AfterFunc(t.ctx, func() { abandon(context.Cause(t.ctx)) })
	err = chromedp.Do(session)
	opened()
	if err != nil {
		err = asError(t.ctx, err)
		t.end(errClosed)
		go func() {
			t.letGo()
			where.undo()
		}()
		return nil, err
	}
	t.cdp = chromedp.FromContext(session).Target
	t.net.setMain(cdp.FrameID(t.cdp.TargetID)) // Chrome gives both one id
	if detached, err := chromedp.Detached(session); err == nil {
		go func() {
			select {
			case <-detached:
				t.end(fail(KindCrash, nil, "the tab closed itself"))
			case <-t.ctx.Done():
			}
		}()
	}
	c.popups.add(t)
	c.requests.register(t)
	if err := together(t.equip()); err != nil {
		err = asError(t.ctx, err)
		t.shut()
		where.undo()
		return nil, err
	}
	return t, nil
}

// browserContext is the tab's own browser context.
func (t *tab) browserContext() cdp.BrowserContextID {
	return chromedp.FromContext(t.ctx).BrowserContextID
}

// close ends the tab, and its room, and waits until Chrome has let go of it.
func (t *tab) close() {
	t.shut()
	if t.room != nil {
		t.room.dispose()
	}
}

// shut ends the tab alone.
func (t *tab) shut() {
	t.chrome.popups.drop(t)
	t.chrome.requests.leave(t)
	_ = t.chrome.requests.arm()
	t.end(errClosed)
	t.isolated.close()
	t.letGo()
	t.takeBack()
}

// unmirror has Chrome no longer tell of every node that comes and goes, which chromedp asks
// for and nothing here reads: a page that grows makes hundreds of thousands of such events,
// and for each document that is new chromedp reads it whole.
func (t *tab) unmirror() error {
	if _, err := cdp.Call(t.ctx, t.cdp, css.Disable, cdp.Empty{}); err != nil {
		return err
	}
	_, err := cdp.Call(t.ctx, t.cdp, dom.Disable, cdp.Empty{})
	return err
}

// hush has Chrome say nothing more of a tab. Until it has stopped, what it says must be
// read: chromedp reads no further for a tab whose context has ended, and then for no other.
func hush(session context.Context) {
	c := chromedp.FromContext(session)
	if c.Target == nil {
		return
	}
	ctx, cancel := context.WithTimeout(session, detachPatience)
	defer cancel()
	_, _ = cdp.Call(ctx, c.Browser, target.DetachFromTarget, target.DetachFromTargetParams{SessionID: c.Target.SessionID}) // it may be gone
}

// detachPatience is how long Chrome may take to fall silent about a tab.
const detachPatience = 10 * time.Second

var errClosed = errors.New("the tab is closed")

// call runs a protocol command in the tab.
func call[P, R any](t *tab, cmd cdp.Command[P, R], params P) (R, error) {
	return callIn(t.ctx, t, cmd, params)
}

// tell runs a protocol command in the tab where nothing depends on the answer: the tab
// may be gone by now.
func tell[P, R any](t *tab, cmd cdp.Command[P, R], params P) { _, _ = call(t, cmd, params) }

// callIn runs a protocol command in the tab, for no longer than ctx, which hangs below t.ctx.
func callIn[P, R any](ctx context.Context, t *tab, cmd cdp.Command[P, R], params P) (R, error) {
	document := t.world.of(t.net.mainFrame())
	res, err := cdp.Call(ctx, t.cdp, cmd, params)
	switch {
	case err != nil && t.ctx.Err() != nil:
		err = asError(t.ctx, err)
	case err != nil:
		err = t.refused(ctx, document, err)
	}
	return res, err
}

// equip gives the commands that set up every tab.
func (t *tab) equip() []func() error {
	return []func() error{
		t.unmirror,
		func() error { return t.addScript(pageScript, "") },
		func() error { return t.addScript(worldScript, worldName) },
		func() error {
			_, err := cdp.Call(t.ctx, chromedp.FromContext(t.ctx).Browser, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
				Behavior: browser.SetDownloadBehaviorBehaviorDeny, BrowserContextID: t.browserContext(), EventsEnabled: new(true),
			})
			return err
		},
	}
}

// furnish gives the commands that set the tab up for its request.
func (t *tab) furnish() []func() error {
	steps := append(t.emulation(), t.documents.watch)
	if t.page == nil && (t.req.Record != nil || t.req.Replay != nil) {
		steps = append(steps, func() error { return t.chrome.requests.join(t) })
	}
	if t.req.Replay != nil { // what a worker has answered is recorded as its answer
		steps = append(steps, func() error {
			_, err := call(t, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true})
			return err
		})
	}
	if t.req.Identity.has() {
		steps = append(steps, t.introduce)
	}
	if len(t.req.Identity.Certificates) > 0 && t.req.Record == nil && t.req.Replay == nil {
		steps = append(steps, func() error { return t.chrome.requests.join(t) })
	}
	if t.req.Network.Insecure {
		steps = append(steps, func() error {
			_, err := call(t, security.SetIgnoreCertificateErrors, security.SetIgnoreCertificateErrorsParams{Ignore: true})
			return err
		})
	}
	return steps
}

// together runs commands that do not depend on each other: they cost one wait.
func together(steps []func() error) error {
	errs := make(chan error, len(steps))
	for _, step := range steps {
		go func() { errs <- step() }()
	}
	var all error
	for range steps {
		all = errors.Join(all, <-errs)
	}
	return all
}

// addScript runs a script at the start of every document, in a world of that name or, if
// it is empty, in the page's own.
func (t *tab) addScript(source, world string) error {
	params := page.AddScriptToEvaluateOnNewDocumentParams{Source: source, WorldName: world}
	if t.page != nil { // its document is there
		params.RunImmediately = new(true)
	}
	_, err := call(t, page.AddScriptToEvaluateOnNewDocument, params)
	return err
}

// event takes every event of the tab, in order. It must not block.
func (t *tab) event(ev any) {
	t.world.event(ev, t)
	if t.inUse.Load() {
		if t.req.Outputs.Console {
			t.console.event(ev)
		}
		if t.recording != nil {
			t.recording.Event(ev)
		}
	}
	if w := t.watched.Load(); w != nil {
		w.event(ev)
	}
	defer t.net.event(ev) // last, since it wakes those who wait
	switch ev := ev.(type) {
	case *inspector.EventTargetCrashed:
		if !t.inUse.Load() { // the page that did it is told why
			t.end(fail(KindCrash, nil, "the tab crashed before it was used"))
			break
		}
		t.end(t.chrome.crashed())
	case *page.EventLoadEventFired:
		t.loaded.Store(time.Now().UnixMilli())
	case *page.EventFrameNavigated:
		if ev.Frame.ParentID == "" {
			t.loaded.Store(0)
			t.navigated.Add(1)
			t.location.Store(ev.Frame.URL + ev.Frame.URLFragment)
		}
	case *page.EventFrameAttached:
		t.chrome.requests.attached(ev.FrameID, t)
	case *page.EventNavigatedWithinDocument:
		if t.net.isMain(ev.FrameID) {
			t.location.Store(ev.URL)
		}
	case *network.EventLoadingFailed:
		t.barred(ev)
	case *target.EventAttachedToTarget:
		t.adopt(ev.TargetInfo)
	case *input.EventDragIntercepted:
		offer(t.dragged, ev.Data)
	case *page.EventFileChooserOpened:
		offer(t.choosing, ev)
	case *page.EventJavascriptDialogOpening:
		answer := t.dialogs.opening(ev)
		go tell(t, page.HandleJavaScriptDialog, answer)
	case *fetch.EventRequestPaused:
		go func() {
			defer t.guard()
			t.documents.paused(ev)
		}()
	case *fetch.EventAuthRequired:
		go t.challenged(ev)
	}
}

// address is that of the newest document.
func (t *tab) address() string {
	address, _ := t.location.Load().(string)
	return address
}

// stopScripts ends what the page is running and keeps it from running more: the last
// resort for a page that hangs.
func (t *tab) stopScripts() {
	t.stopped.Store(true)
	ctx, cancel := context.WithTimeout(t.ctx, 2*time.Second)
	defer cancel()
	// Both at once: the page ends what it runs before it takes the other in.
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = callIn(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	}()
	_, _ = callIn(ctx, t, runtime.TerminateExecution, cdp.Empty{})
	<-done
}
