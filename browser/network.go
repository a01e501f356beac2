package browser

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"

	"github.com/tearsheet/tearsheet/browser/internal/held"
)

// How long a request counts as something to wait for.
const (
	answerPatience = 8 * time.Second // without a first byte
	bytePatience   = 4 * time.Second // between bytes
	fetchPatience  = 1 * time.Second // between bytes of a script's own request: it ends only when the script reads it
	totalPatience  = 15 * time.Second
	pollsAfter     = 6                       // requests for the same address count as polling
	streamWindow   = 1500 * time.Millisecond // silence on an open stream that counts as quiet
	newsPatience   = 1 * time.Second         // for what is told of an answer that has come: by another way
)

// traffic follows the requests of one tab through the protocol's events.
type traffic struct {
	mu      sync.Mutex
	changed chan struct{} // closed and renewed at every event
	flying  map[network.RequestID]*flight
	streams map[network.RequestID]time.Time // open event sources and sockets: last message
	last    time.Time                       // a request began or ended
	lastNew time.Time                       // likewise, those left out that ask for the same again
	asked   map[string]int                  // address without its query -> how often
	shown   map[string]int                  // address of a picture -> how often
	sockets map[string]bool                 // addresses of those that were opened
	printed map[string]bool                 // addresses that answered with a PDF
	made    int
	failed  int

	unloaded map[string]unloaded // what did not come of the document, by its address

	main      cdp.FrameID
	redirects []Redirect
	response  *Response         // of the main frame's newest document
	loader    cdp.LoaderID      // its loader
	request   network.RequestID // its request
	wanted    string            // the address of that
	from      string            // the address of its answer
	loadError string            // why the main document failed
	bare      bareAnswer        // to its request, as the wire has it
	stopped   error             // why we ended it; nil: we did not
	answered  time.Time
	lasting   bool // Chrome keeps something of an answer
}

// flight is a request without its end.
type flight struct {
	url      string
	first    string // the address that the page asked for, before it was sent on
	kind     network.ResourceType
	began    time.Time
	answered bool
	again    bool      // the page has asked for this many times
	vain     bool      // it is a picture, which its page has only once: one that fails stands in for itself
	moved    time.Time // last sign of life
}

func newTraffic() *traffic {
	return &traffic{
		changed: make(chan struct{}),
		flying:  map[network.RequestID]*flight{},
		streams: map[network.RequestID]time.Time{},
		asked:   map[string]int{},
		shown:   map[string]int{},
		sockets: map[string]bool{},
		printed: map[string]bool{},

		unloaded: map[string]unloaded{},

		last: time.Now(),
	}
}

// outlasts tells whether something of what was sent outlasts the page in a way that nobody can
// end: passwords, hints that a site wants, dictionaries that answers are packed with, and requests that go on without it.
func (n *traffic) outlasts() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, f := range n.flying {
		switch f.kind {
		case network.ResourceTypePing, network.ResourceTypeFetch, network.ResourceTypeCSPViolationReport, network.ResourceTypeOther:
			return true
		}
	}
	return n.lasting
}

// lasts tells whether Chrome keeps something of an answer for as long as a context lasts.
func lasts(ev *network.EventResponseReceivedExtraInfo) bool {
	if ev.StatusCode == http.StatusUnauthorized || ev.StatusCode == http.StatusProxyAuthRequired {
		return true
	}
	for name := range ev.Headers {
		if strings.EqualFold(name, "Accept-CH") || strings.EqualFold(name, "Use-As-Dictionary") {
			return true
		}
	}
	return false
}

// event takes one event of the protocol, in order.
func (n *traffic) event(ev any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	now := time.Now()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		n.began(ev, now)
	case *network.EventResponseReceivedExtraInfo:
		n.lasting = n.lasting || lasts(ev)
		if ev.RequestID == n.request {
			n.bare = bareOf(ev)
		}
	case *network.EventResponseReceived:
		if f := n.flying[ev.RequestID]; f != nil {
			f.answered, f.moved, f.kind = true, now, ev.Type
			if ev.Type == network.ResourceTypeEventSource {
				n.streams[ev.RequestID] = now
			}
		}
		if f := n.flying[ev.RequestID]; f != nil && ev.RequestID != n.request {
			n.loads(ev.Type, f.first, refused(ev.Type, ev.Response.Status))
		}
		if ev.Response.MimeType == pdfType {
			n.printed[ev.Response.URL] = true
		}
		if ev.Type == network.ResourceTypeDocument && ev.FrameID == n.main {
			if f := n.flying[ev.RequestID]; f != nil {
				f.began = now // for the page: it may have been held back here until it was whole
			}
			n.response, n.answered = toResponse(ev.Response, n.redirects), now
			n.from = ev.Response.URL
		}
	case *network.EventDataReceived:
		if f := n.flying[ev.RequestID]; f != nil {
			f.moved = now
		}
		return // not worth a wake-up: the end of the request is
	case *network.EventLoadingFinished:
		n.ended(ev.RequestID, now)
	case *network.EventLoadingFailed:
		if !ev.Canceled {
			n.failed++
			if f := n.flying[ev.RequestID]; f != nil && ev.RequestID != n.request && ev.BlockedReason != network.BlockedReasonInspector {
				n.loads(ev.Type, f.first, &unloaded{ev.Type, ev.ErrorText, ev.BlockedReason == ""})
			}
		}
		if ev.RequestID == n.request {
			n.loadError = ev.ErrorText
		}
		n.ended(ev.RequestID, now)
	case *network.EventWebSocketCreated:
		n.streams[ev.RequestID] = now
		n.sockets[ev.URL] = true
	case *network.EventWebSocketClosed:
		delete(n.streams, ev.RequestID)
	case *network.EventWebSocketFrameReceived:
		n.message(ev.RequestID, now)
	case *network.EventEventSourceMessageReceived:
		n.message(ev.RequestID, now)
	case *page.EventLoadEventFired, *page.EventFrameNavigated:
	default:
		return
	}
	close(n.changed)
	n.changed = make(chan struct{})
}

func (n *traffic) began(ev *network.EventRequestWillBeSent, now time.Time) {
	n.made++
	if ev.Type == network.ResourceTypeDocument && ev.FrameID == n.main {
		if ev.RedirectResponse == nil {
			n.redirects = nil
		} else {
			n.redirects = append(n.redirects, Redirect{ev.RedirectResponse.URL, int(ev.RedirectResponse.Status)})
		}
		n.request, n.loader, n.loadError, n.bare = ev.RequestID, ev.LoaderID, "", redirected(ev)
		n.wanted = ev.Request.URL
		n.stopped = nil
		clear(n.unloaded)
	}
	address, _, _ := strings.Cut(ev.Request.URL, "?")
	n.asked[address]++
	first := ev.Request.URL
	if before := n.flying[ev.RequestID]; before != nil && ev.RedirectResponse != nil {
		first = before.first
	}
	f := &flight{url: ev.Request.URL, first: first, kind: ev.Type, began: now, moved: now, again: n.asked[address] > pollsAfter}
	if ev.Type == network.ResourceTypeImage {
		n.shown[ev.Request.URL]++
		f.vain = n.shown[ev.Request.URL] > pollsAfter
	}
	n.happened(f, now)
	if ev.LoaderID == "" {
		return // the script of a worker, to whom alone its end is told
	}
	n.flying[ev.RequestID] = f
	if ev.Type == network.ResourceTypeEventSource && !f.again {
		n.streams[ev.RequestID] = now // its first message may come with its answer
	}
}

func (n *traffic) ended(id network.RequestID, now time.Time) {
	if f := n.flying[id]; f != nil && f.awaited(now) {
		n.happened(f, now)
	}
	delete(n.flying, id)
	delete(n.streams, id)
}

// happened notes that a request began or ended.
func (n *traffic) happened(f *flight, now time.Time) {
	if held.NotAwaited[f.kind] || f.vain {
		return
	}
	n.last = now
	if !f.again {
		n.lastNew = now
	}
}

func (n *traffic) message(id network.RequestID, now time.Time) {
	if _, open := n.streams[id]; open {
		n.streams[id] = now
	}
}

// awaited tells whether a request is still worth waiting for.
func (f *flight) awaited(now time.Time) bool {
	return !held.NotAwaited[f.kind] && !f.vain && now.Before(f.expires())
}

// expires is when a request that stays silent stops being worth waiting for.
func (f *flight) expires() time.Time {
	patience := answerPatience
	switch {
	case f.answered && (f.kind == network.ResourceTypeFetch || f.kind == network.ResourceTypeXHR):
		patience = fetchPatience
	case f.answered:
		patience = bytePatience
	}
	at, end := f.moved.Add(patience), f.began.Add(totalPatience)
	if end.Before(at) {
		return end
	}
	return at
}

// stir makes quiet begin anew: what was just done to the page may lead to requests.
func (n *traffic) stir() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.last = time.Now()
	n.lastNew = n.last
}

// quietAt says when the network will have been quiet for the window if nothing more
// happens, and one address it waits for. polls leaves out what is asked for again and again.
func (n *traffic) quietAt(window time.Duration, polls bool) (at time.Time, waitsFor string, wake <-chan struct{}) {
	n.mu.Lock()
	defer n.mu.Unlock()
	now := time.Now()
	at = n.last.Add(window)
	if polls {
		at = n.lastNew.Add(window)
	}
	for _, f := range n.flying {
		if f.awaited(now) && f.expires().After(at) && !(polls && f.again) {
			at, waitsFor = f.expires(), f.url
		}
	}
	for _, last := range n.streams {
		if t := last.Add(streamWindow); t.After(at) && !polls {
			at, waitsFor = t, "a stream of messages"
		}
	}
	return at, waitsFor, n.changed
}

// quiet waits until the network was quiet for the window, for most at the longest. The
// error is that of a context that ended.
func (n *traffic) quiet(ctx context.Context, window, most time.Duration, polls bool) (waitsFor string, err error) {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	for {
		at, waitsFor, wake := n.quietAt(window, polls)
		left := time.Until(at)
		if left <= 0 {
			return "", nil
		}
		timer := time.NewTimer(left)
		select {
		case <-wake:
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return waitsFor, ctx.Err()
		}
		timer.Stop()
	}
}

// blocking gives the scripts and style sheets that have been silent for so long that they
// are no longer waited for, where the document itself has come to its end.
func (n *traffic) blocking() (addresses []string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.flying[n.request] != nil {
		return nil
	}
	for _, f := range n.flying {
		if (f.kind == network.ResourceTypeScript || f.kind == network.ResourceTypeStylesheet) && (time.Since(f.moved) >= bytePatience || time.Since(f.began) >= answerPatience+bytePatience-time.Second) {
			addresses = append(addresses, f.url)
		}
	}
	return addresses
}

// silent gives the address that has been silent for the longest, if there is one.
func (n *traffic) silent() (address string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	longest := time.Now()
	for _, f := range n.flying {
		if !held.NotAwaited[f.kind] && !f.vain && f.moved.Before(longest) {
			address, longest = f.url, f.moved
		}
	}
	return address
}

// requests sums up what was asked for.
func (n *traffic) requests() RequestCount {
	n.mu.Lock()
	defer n.mu.Unlock()
	return RequestCount{Made: n.made, Failed: n.failed, Open: len(n.flying)}
}

// document gives the main document's response, if one has come.
func (n *traffic) document() (r *Response, answered time.Time, loadError string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.response, n.answered, n.loadError
}

// mainRequest is that for the main document.
func (n *traffic) mainRequest() network.RequestID {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.request
}

// askedHost tells whether the page has asked for anything of a host and port.
func (n *traffic) askedHost(at string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	for address := range n.asked {
		if hostport(address) == at {
			return true
		}
	}
	for address := range n.sockets {
		if hostport(address) == at {
			return true
		}
	}
	return false
}

// route gives the address that was asked for last in the main frame, and the one that
// answered last.
func (n *traffic) route() (wanted, from string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.wanted, n.from
}

// setMain says which frame is the page itself.
func (n *traffic) setMain(id cdp.FrameID) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.main = id
}

// isMain tells whether a frame is the page itself.
func (n *traffic) isMain(id cdp.FrameID) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.main == id
}

// mainFrame is the frame that is the page itself.
func (n *traffic) mainFrame() cdp.FrameID {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.main
}

// awaitChange waits until f holds, looking at every event, for d at the longest.
func (n *traffic) awaitChange(ctx context.Context, d time.Duration, f func() bool) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		n.mu.Lock()
		wake := n.changed
		n.mu.Unlock()
		if f() {
			return true
		}
		select {
		case <-wake:
		case <-timer.C:
			return f()
		case <-ctx.Done():
			return f()
		}
	}
}
