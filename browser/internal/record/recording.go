package record

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// Recorder keeps exchanges. Record is called from several goroutines at a time, and has read
// the body when it returns. An error means that the exchange is not kept.
type Recorder interface {
	Record(exchange.Exchange) error
}

// Tab is what a recording asks of the tab whose page it records.
type Tab interface {
	// IsMain tells whether a frame is the page itself.
	IsMain(cdp.FrameID) bool
	// Takes tells whether the tab reads the body of an answer itself. It then gives it to Took.
	Takes(*fetch.EventRequestPaused) bool
	// AwaitDocument waits until the page has begun to get its document, for so long at most.
	AwaitDocument(time.Duration)
	// Reached is the IP address that answered for an address, where Chrome says it was this one.
	Reached(address, said string) string
	// Fail ends the tab: there will be no page.
	Fail(error)
	// Guard makes what panics the failure of the page. It is deferred.
	Guard()
}

// Chrome is how the tab's browser is spoken to.
type Chrome struct {
	Page    cdp.Session // of the tab
	Browser cdp.Session // of all tabs
	// Unpacking is shared by all recordings in one browser.
	Unpacking *Unpacking
	// Parts counts the parts of bodies that Chrome has handed over, for all recordings in one
	// browser: what else it has to say may be queued behind them.
	Parts *atomic.Int64
}

// Limits say how long a recording waits for the page's own document.
type Limits struct {
	Deadline time.Time // of the page
	// Unending says that the document is known to have no end: it is read as the page gets it.
	Unending bool
	// Stream is how long Chrome may take to agree to stream a body: a page that is busy takes
	// its time, and one that waits for this very answer never would.
	Stream time.Duration
}

// share is a part of the time that is left for the page.
func (l Limits) share(part float64) time.Duration {
	return time.Duration(part * float64(time.Until(l.Deadline)))
}

const (
	// wirePatience is how long the lines that only the wire has are waited for.
	wirePatience = time.Second
	// endPatience is how long answers that still come at the end of a capture are waited for.
	endPatience = 3 * time.Second
)

// Recording hands every exchange of a tab to its Recorder.
type Recording struct {
	ctx    context.Context // ends with the tab
	tab    Tab
	chrome Chrome
	limits Limits
	to     Recorder
	wire   wire
	untold untold
	worker byWorker
	// halted ends a while after the capture: bodies that Chrome has not given by then are lost.
	halted context.Context
	halt   context.CancelFunc

	mu      sync.Mutex
	ended   bool
	streams map[network.RequestID]*stream
	left    map[network.RequestID]exchange.Exchange // answers that the tab reads itself
	parts   int64                                   // of bodies that were read along
	lost    []error
	work    sync.WaitGroup
}

// New begins a recording of a tab, which ends with ctx.
func New(ctx context.Context, tab Tab, chrome Chrome, limits Limits, to Recorder) *Recording {
	halted, halt := context.WithCancel(context.Background())
	return &Recording{
		ctx: ctx, tab: tab, chrome: chrome, limits: limits, to: to,
		wire: newWire(tab), untold: newUntold(), worker: newByWorker(), halted: halted, halt: halt,
		streams: map[network.RequestID]*stream{}, left: map[network.RequestID]exchange.Exchange{},
	}
}

// Event takes every event of the tab, in order. It does not block.
func (r *Recording) Event(ev any) {
	r.wire.event(ev)
	if x, id := r.untold.event(ev); x != nil {
		r.aside(func() { r.keep(*x, id) })
	}
	if x, id := r.worker.event(ev); x != nil {
		r.aside(func() { r.answered(*x, id) })
	}
	switch ev := ev.(type) {
	case *network.EventDataReceived:
		if len(ev.Data) > 0 { // Chrome was asked for it, and goes on when enough of it is taken
			r.chrome.Parts.Add(1)
			r.mu.Lock()
			r.parts++
			r.mu.Unlock()
		}
		if s := r.stream(ev.RequestID); s != nil {
			s.add(ev.Data)
		}
	case *network.EventLoadingFinished:
		if s := r.stream(ev.RequestID); s != nil {
			s.end("")
		}
	case *network.EventLoadingFailed:
		if s := r.stream(ev.RequestID); s != nil {
			s.end("disconnect")
		}
	}
}

// Add records an exchange that the network had no part in.
func (r *Recording) Add(x exchange.Exchange) {
	if r.begin() {
		defer r.work.Done()
		r.keep(x, "")
	}
}

// Miss notes that an exchange is not recorded.
func (r *Recording) Miss(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lost = append(r.lost, err)
}

// Heard counts the parts of bodies that the page's main thread has passed on. While they
// come it is alive, though its answers may be queued behind them. A recording that there is
// not has heard nothing.
func (r *Recording) Heard() int64 {
	if r == nil {
		return 0
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.parts
}

// Finish ends the recording when the page has been taken: what is still on its way is
// waited for a little, what has no end is cut. The notes say what is missing.
func (r *Recording) Finish() (notes []string) {
	defer r.halt()
	r.mu.Lock()
	r.ended = true
	for _, s := range r.streams {
		if s.open {
			s.end("time")
		}
	}
	r.mu.Unlock()
	done := make(chan struct{})
	go func() { defer close(done); r.work.Wait() }()
	timer := time.NewTimer(endPatience)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		r.mu.Lock()
		for _, s := range r.streams {
			s.end("time")
		}
		r.mu.Unlock()
		r.halt() // a body that Chrome never gives must not hold up the page
		<-done
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.lost) > 0 {
		notes = append(notes, fmt.Sprintf("%d exchanges were not recorded: %v", len(r.lost), r.lost[0]))
	}
	return notes
}

// begin counts a piece of work, unless the recording has ended.
func (r *Recording) begin() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.ended {
		r.work.Add(1)
	}
	return !r.ended
}

// aside does a piece of work that the tab's events do not wait for.
func (r *Recording) aside(do func()) {
	if !r.begin() {
		return
	}
	go func() {
		defer r.work.Done()
		defer r.tab.Guard()
		do()
	}()
}

// keep completes an exchange with what only the wire has, and hands it on.
func (r *Recording) keep(x exchange.Exchange, id network.RequestID) {
	r.wire.complete(r.ctx, id, &x)
	if err := r.to.Record(x); err != nil {
		r.Miss(err)
	}
}
