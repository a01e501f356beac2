package browser

import (
	"context"
	"errors"
	"maps"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"github.com/tearsheet/tearsheet/browser/internal/held"
)

// intercept holds back the requests of a whole Chrome for the tabs that record or
// replay. A tab's own session does not see those of workers and service workers; the
// browser's does, and it sits between all tabs and the network: what a tab keeps from
// being made never comes here, and an answer comes here first.
//
// Every tab is known here before it navigates, whether it records, replays or neither,
// so that whose a request is never has to be guessed.
type intercept struct {
	ctx      context.Context // of the browser
	mu       sync.Mutex
	contexts map[cdp.BrowserContextID]*tab // of tabs that have one of their own; nil: many tabs share it
	frames   map[cdp.FrameID]*tab          // and workers; nil: of a tab that shares its context
	joined   map[*tab]*member
	changed  chan struct{} // closed and renewed when a frame or worker becomes known

	arming sync.Mutex // held for the whole of arm: mu may not be, the browser's events need it
	asked  stages     // what Chrome has been told to hold back
}

// stages are the points at which requests are held back.
type stages struct{ requests, answers bool }

// member is a tab that has joined.
type member struct {
	tab *tab
	stages
	busy sync.WaitGroup // what is done for it now
}

// ownerPatience is how long a frame that nobody knows is waited for: the news of it
// comes another way than its requests.
const ownerPatience = 2 * time.Second

// watchRequests makes the intercept of the browser of ctx. It costs nothing until a tab
// joins it.
func watchRequests(ctx context.Context) (*intercept, error) {
	i := &intercept{
		ctx: ctx, contexts: map[cdp.BrowserContextID]*tab{}, frames: map[cdp.FrameID]*tab{}, joined: map[*tab]*member{}, changed: make(chan struct{}),
	}
	return i, chromedp.ListenBrowser(ctx, i.event)
}

// event takes every event of the browser, in order. It must not block.
func (i *intercept) event(ev any) {
	switch ev := ev.(type) {
	case *target.EventTargetCreated:
		// The requests of a worker bear its target's id, those of a window its frame's,
		// which is the same.
		i.mu.Lock()
		defer i.mu.Unlock()
		id := cdp.FrameID(ev.TargetInfo.TargetID)
		if owner, known := i.contexts[ev.TargetInfo.BrowserContextID]; known && i.frames[id] == nil {
			i.know(id, owner)
		}
	case *target.EventTargetDestroyed:
		i.mu.Lock()
		defer i.mu.Unlock()
		if owner, known := i.frames[cdp.FrameID(ev.TargetID)]; known && owner == nil {
			delete(i.frames, cdp.FrameID(ev.TargetID))
		}
	case *fetch.EventRequestPaused:
		go i.paused(ev)
	case *browser.EventDownloadWillBegin:
		i.mu.Lock()
		defer i.mu.Unlock()
		if owner := i.frames[ev.FrameID]; owner != nil {
			owner.documents.made(ev)
		}
	}
}

// know says whose a frame or worker is. i.mu is held.
func (i *intercept) know(id cdp.FrameID, t *tab) {
	i.frames[id] = t
	close(i.changed)
	i.changed = make(chan struct{})
}

// share says that a browser context is that of many tabs.
func (i *intercept) share(id cdp.BrowserContextID) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.contexts[id] = nil
}

// register makes a new tab known, which has not gone anywhere yet.
func (i *intercept) register(t *tab) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if _, shared := i.contexts[t.browserContext()]; !shared {
		i.contexts[t.browserContext()] = t
	}
	i.know(cdp.FrameID(t.cdp.TargetID), t)
}

// inherit gives a tab the browser context that it is now alone in.
func (i *intercept) inherit(t *tab) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.contexts[t.browserContext()] = t
}

// attached makes a frame of a tab known.
func (i *intercept) attached(id cdp.FrameID, t *tab) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.know(id, t)
}

// join has the requests of a tab held back from now on.
func (i *intercept) join(t *tab) error {
	i.mu.Lock()
	i.joined[t] = &member{tab: t, stages: stages{requests: t.req.Replay != nil || len(t.req.Identity.Certificates) > 0, answers: t.recording != nil}}
	i.mu.Unlock()
	return i.arm()
}

// leave ends what register and join began, and waits until nothing is done in the tab's
// name any more. What Chrome holds back changes with the next arm.
func (i *intercept) leave(t *tab) {
	i.mu.Lock()
	if i.contexts[t.browserContext()] == t {
		delete(i.contexts, t.browserContext())
	}
	maps.DeleteFunc(i.frames, func(_ cdp.FrameID, owner *tab) bool { return owner == t })
	one := i.joined[t]
	delete(i.joined, t)
	i.mu.Unlock()
	if one != nil {
		one.busy.Wait()
	}
}

// arm tells Chrome what to hold back: what the tabs of now need.
func (i *intercept) arm() error {
	i.arming.Lock()
	defer i.arming.Unlock()
	needed := i.needed()
	if needed == i.asked {
		return nil
	}
	var err error
	if needed == (stages{}) {
		_, err = chromedp.CallBrowser(i.ctx, fetch.Disable, cdp.Empty{})
	} else {
		var patterns []*fetch.RequestPattern
		if needed.answers {
			patterns = append(patterns, &fetch.RequestPattern{URLPattern: "*", RequestStage: fetch.RequestStageResponse})
		}
		if needed.requests {
			patterns = append(patterns, &fetch.RequestPattern{URLPattern: "*", RequestStage: fetch.RequestStageRequest})
		}
		_, err = chromedp.CallBrowser(i.ctx, fetch.Enable, fetch.EnableParams{Patterns: patterns})
	}
	if err == nil {
		i.asked = needed
	}
	return err
}

func (i *intercept) needed() (all stages) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, one := range i.joined {
		all.answers = all.answers || one.answers
		all.requests = all.requests || one.requests
	}
	return all
}

// owner finds whose request is held back, nil if it is that of a tab that has not joined.
// What is done for it counts as busy until the end of that is told.
func (i *intercept) owner(id cdp.FrameID) *member {
	timer := time.NewTimer(ownerPatience)
	defer timer.Stop()
	for {
		i.mu.Lock()
		owner, known := i.frames[id]
		one, wake, nobody := i.joined[owner], i.changed, len(i.joined) == 0
		if one != nil {
			one.busy.Add(1)
		}
		i.mu.Unlock()
		if known || nobody {
			return one
		}
		select {
		case <-wake:
		case <-timer.C:
			i.unknown()
			return nil
		case <-i.ctx.Done():
			return nil
		}
	}
}

// unknown tells those who record that there was a request of nobody knows whom: it may
// have been theirs.
func (i *intercept) unknown() {
	i.mu.Lock()
	defer i.mu.Unlock()
	for t := range i.joined {
		if t.recording != nil {
			t.recording.Miss(errUnknown)
		}
	}
}

var errUnknown = errors.New("it cannot be told which page made the request")

// paused hands a request that Chrome holds back to its tab. What is nobody's goes on: a
// page that is replayed has no network that it could reach.
func (i *intercept) paused(ev *fetch.EventRequestPaused) {
	one := i.owner(ev.FrameID)
	if one == nil {
		i.proceed(ev)
		return
	}
	defer one.tab.guard()
	defer one.busy.Done()
	switch answered := held.Answered(ev); {
	case !answered && one.tab.req.Replay != nil:
		one.tab.replay(ev)
	case !answered && one.requests:
		if c, ok := one.tab.certificate(ev); ok {
			one.tab.certified(ev, c)
		} else {
			one.tab.proceed(ev)
		}
	case answered && one.answers:
		one.tab.recording.Paused(ev)
	default:
		one.tab.proceed(ev)
	}
}

// proceed lets a request of the tab go its way.
func (t *tab) proceed(ev *fetch.EventRequestPaused) {
	_, _ = chromedp.CallBrowser(t.ctx, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: ev.RequestID})
}

// proceed lets a request go its way.
func (i *intercept) proceed(ev *fetch.EventRequestPaused) {
	_, _ = chromedp.CallBrowser(i.ctx, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: ev.RequestID})
}
