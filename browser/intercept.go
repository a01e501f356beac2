package browser

import (
	"context"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// intercept holds back the requests of a whole Chrome for the tabs that record or
// replay. A tab's own session does not see those of workers and service workers; the
// browser's does, and it sits between all tabs and the network: what a tab keeps from
// being made never comes here, and an answer comes here first.
type intercept struct {
	ctx     context.Context // of the browser
	mu      sync.Mutex
	tabs    map[cdp.BrowserContextID]*tab
	owners  map[cdp.FrameID]*tab // of frames and workers
	changed chan struct{}        // closed and renewed when there is a new owner

	arming sync.Mutex // held for the whole of arm: mu may not be, the browser's events need it
	asked  stages     // what Chrome has been told to hold back
}

// stages are the points at which requests are held back.
type stages struct{ requests, answers bool }

// ownerPatience is how long a frame that nobody knows is waited for: the news of it
// comes another way than its requests.
const ownerPatience = 2 * time.Second

// watchRequests makes the intercept of the browser of ctx. It costs nothing until a tab
// joins it.
func watchRequests(ctx context.Context) (*intercept, error) {
	i := &intercept{
		ctx: ctx, tabs: map[cdp.BrowserContextID]*tab{}, owners: map[cdp.FrameID]*tab{}, changed: make(chan struct{}),
	}
	return i, chromedp.ListenBrowser(ctx, i.event)
}

// event takes every event of the browser, in order. It must not block.
func (i *intercept) event(ev any) {
	switch ev := ev.(type) {
	case *target.EventTargetCreated:
		i.mu.Lock()
		owner := i.tabs[ev.TargetInfo.BrowserContextID]
		i.mu.Unlock()
		if owner != nil { // the requests of a worker bear its target's id
			i.own(cdp.FrameID(ev.TargetInfo.TargetID), owner)
		}
	case *fetch.EventRequestPaused:
		go i.paused(ev)
	}
}

// own says whose a frame or worker is.
func (i *intercept) own(id cdp.FrameID, t *tab) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if !i.joined(t) {
		return
	}
	i.owners[id] = t
	close(i.changed)
	i.changed = make(chan struct{})
}

func (i *intercept) joined(t *tab) bool {
	for _, one := range i.tabs {
		if one == t {
			return true
		}
	}
	return false
}

// join has the requests of a tab held back from now on.
func (i *intercept) join(t *tab) error {
	i.mu.Lock()
	i.tabs[t.browserContext()] = t
	i.owners[cdp.FrameID(t.cdp.TargetID)] = t
	i.mu.Unlock()
	return i.arm()
}

// leave ends what join began.
func (i *intercept) leave(t *tab) {
	i.mu.Lock()
	if i.tabs[t.browserContext()] == t {
		delete(i.tabs, t.browserContext())
	}
	for id, owner := range i.owners {
		if owner == t {
			delete(i.owners, id)
		}
	}
	i.mu.Unlock()
	_ = i.arm()
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
	for _, t := range i.tabs {
		all.answers = all.answers || t.recording != nil
		all.requests = all.requests || t.req.Replay != nil
	}
	return all
}

// owner finds the tab that a request belongs to, nil if it is none of ours.
func (i *intercept) owner(id cdp.FrameID) *tab {
	timer := time.NewTimer(ownerPatience)
	defer timer.Stop()
	for {
		i.mu.Lock()
		owner, wake, tabs := i.owners[id], i.changed, len(i.tabs)
		i.mu.Unlock()
		if owner != nil || tabs == 0 {
			return owner
		}
		select {
		case <-wake:
		case <-timer.C:
			return i.only()
		case <-i.ctx.Done():
			return nil
		}
	}
}

// only gives the tab that has joined, if it is one alone.
func (i *intercept) only() *tab {
	i.mu.Lock()
	defer i.mu.Unlock()
	if len(i.tabs) == 1 {
		for _, t := range i.tabs {
			return t
		}
	}
	return nil
}

// paused hands a request that Chrome holds back to its tab.
func (i *intercept) paused(ev *fetch.EventRequestPaused) {
	owner := i.owner(ev.FrameID)
	switch {
	case owner == nil:
		i.proceed(ev)
	case ev.ResponseStatusCode == 0 && ev.ResponseErrorReason == "":
		if owner.req.Replay == nil {
			i.proceed(ev)
			return
		}
		owner.replay(ev)
	case owner.recording == nil:
		i.proceed(ev)
	default:
		owner.recording.paused(ev)
	}
}

// proceed lets a request go its way.
func (i *intercept) proceed(ev *fetch.EventRequestPaused) {
	_, _ = chromedp.CallBrowser(i.ctx, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: ev.RequestID})
}
