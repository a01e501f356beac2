package browser

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
)

const (
	// wholeBody is the length up to which a body is read in one piece, before the page
	// gets it: the surest way. Longer ones are read along as they come.
	wholeBody = 4 << 20
	// wirePatience is how long the lines that only the wire has are waited for.
	wirePatience = time.Second
	// mostInOne is the length up to which that is done where the parts are not told of.
	mostInOne = 64 << 20
	// streamPatience is how long Chrome may take to agree to stream a body: a page that
	// is busy takes its time, and one that waits for this very answer never would.
	streamPatience = 5 * time.Second
	// endPatience is how long answers that still come at the end of a capture are waited for.
	endPatience = 3 * time.Second
)

// recording hands every exchange of a tab to its Recorder.
type recording struct {
	tab    *tab
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
	held    map[network.RequestID]Exchange // answers that documents.go reads itself
	parts   int64                          // of bodies that were read along
	lost    []error
	work    sync.WaitGroup
}

func newRecording(t *tab, to Recorder) *recording {
	halted, halt := context.WithCancel(context.Background())
	return &recording{
		untold: newUntold(), worker: newByWorker(), halted: halted, halt: halt,
		tab: t, to: to, wire: newWire(t.door),
		streams: map[network.RequestID]*stream{}, held: map[network.RequestID]Exchange{},
	}
}

// event takes every event of the tab, in order. It must not block.
func (r *recording) event(ev any) {
	r.wire.event(ev)
	if x, id := r.untold.event(ev); x != nil {
		r.tell(x, id)
	}
	if x, id := r.worker.event(ev); x != nil {
		r.answered(x, id)
	}
	switch ev := ev.(type) {
	case *network.EventDataReceived:
		if s := r.stream(ev.RequestID); s != nil {
			s.add(ev.Data)
			r.mu.Lock()
			r.parts++
			r.mu.Unlock()
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

func (r *recording) stream(id network.RequestID) *stream {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.streams[id]
}

// begin counts a piece of work, unless the recording has ended.
func (r *recording) begin() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.ended {
		r.work.Add(1)
	}
	return !r.ended
}

// paused records an answer that Chrome holds back, and lets it go on.
func (r *recording) paused(ev *fetch.EventRequestPaused) {
	if !strings.HasPrefix(ev.Request.URL, "http") || !r.begin() {
		r.tab.proceed(ev)
		return
	}
	defer r.work.Done()
	r.untold.wasPaused(ev.NetworkID)
	r.worker.wasFetched(ev.Request.URL)
	x := Exchange{Started: time.Now(), Request: sentOf(ev), Response: gotOf(ev)}
	if x.Request.Body == nil && ev.Request.HasPostData {
		x.Request.Body = r.posted(ev)
	}
	size, known := lengthOf(ev)
	switch {
	case !hasBody(ev):
		r.tab.proceed(ev)
		r.keep(x, ev.NetworkID)
	case ev.ResourceType == network.ResourceTypeDocument:
		if r.tab.documents.takes(ev) {
			r.leave(x, ev)
			return
		}
		if r.tab.net.isMain(ev.FrameID) {
			r.mainDocument(x, ev)
			return
		}
		r.whole(x, ev)
	case known && size <= wholeBody || !known && complete[ev.ResourceType] && !isEndless(ev):
		r.whole(x, ev)
	case r.along(x, ev):
	case isEndless(ev) || size > mostInOne: // of a worker's own, mostly
		r.tab.proceed(ev)
		x.Response.Cut = func() string { return "length" }
		r.keep(x, ev.NetworkID)
	default:
		r.whole(x, ev)
	}
}

// complete are the types of request whose answer does nothing before it is there whole.
var complete = map[network.ResourceType]bool{
	network.ResourceTypeStylesheet: true, network.ResourceTypeScript: true, network.ResourceTypeImage: true, network.ResourceTypeFont: true,
	network.ResourceTypeManifest: true, network.ResourceTypeTextTrack: true, network.ResourceTypePreflight: true, network.ResourceTypePing: true,
}

// whole records an answer whose body is read before the page gets it.
func (r *recording) whole(x Exchange, ev *fetch.EventRequestPaused) {
	body, over, err := r.bodyOf(ev)
	r.tab.proceed(ev)
	x.Response.Body = bytes.NewReader(body)
	switch {
	case over:
		x.Response.Cut = func() string { return "length" }
		r.miss(tooLong(ev))
	case err != nil:
		x.Response.Cut = func() string { return "disconnect" }
	}
	r.keep(x, ev.NetworkID)
}

// along records an answer whose body is read as the page gets it. ok is false where
// Chrome does not tell of its parts.
func (r *recording) along(x Exchange, ev *fetch.EventRequestPaused) (ok bool) {
	if ev.NetworkID == "" {
		return false
	}
	s := newStream(notAwaited[ev.ResourceType] || isEndless(ev))
	if headerOf(ev, "Content-Encoding") != "" { // some kilobytes of it can be gigabytes
		s.most = maxUnpacked
	}
	return r.streamed(x, ev, s, func() error {
		_, err := r.tellParts(ev.NetworkID)
		if err == nil {
			r.tab.proceed(ev)
		}
		return err
	})
}

// streamed records an answer from its parts; begin has Chrome tell of them, and the page get them.
func (r *recording) streamed(x Exchange, ev *fetch.EventRequestPaused, s *stream, begin func() error) (ok bool) {
	r.mu.Lock()
	r.streams[ev.NetworkID] = s
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.streams, ev.NetworkID)
	}()
	stop := context.AfterFunc(r.tab.ctx, func() { s.end("disconnect") })
	defer stop()
	if begin() != nil {
		return false
	}
	x.Response.Body, x.Response.Cut = s, s.cut
	r.keep(x, ev.NetworkID)
	if s.over() {
		r.miss(cutLong(ev))
	}
	return true
}

// tellParts has Chrome tell of the parts of a body as they come, and gives those that have come.
func (r *recording) tellParts(id network.RequestID) (came []byte, err error) {
	ctx, cancel := context.WithTimeout(r.tab.ctx, streamPatience)
	defer cancel()
	got, err := callIn(ctx, r.tab, network.StreamResourceContent, network.StreamResourceContentParams{RequestID: id})
	return got.BufferedData, err
}

// leave remembers an answer whose body documents.go will read, see took.
func (r *recording) leave(x Exchange, ev *fetch.EventRequestPaused) {
	r.mu.Lock()
	r.held[ev.NetworkID] = x
	r.mu.Unlock()
	r.tab.proceed(ev)
}

// took records an answer that documents.go has read.
func (r *recording) took(id network.RequestID, data []byte, cut bool) {
	r.mu.Lock()
	x, ok := r.held[id]
	delete(r.held, id)
	r.mu.Unlock()
	if !ok || !r.begin() {
		return
	}
	defer r.work.Done()
	x.Response.Body = bytes.NewReader(data)
	if cut {
		x.Response.Cut = func() string { return "length" }
	}
	r.keep(x, id)
}

// keep completes an exchange with what only the wire has, and hands it on.
func (r *recording) keep(x Exchange, id network.RequestID) {
	r.wire.complete(r.tab.ctx, id, &x)
	if err := r.to.Record(x); err != nil {
		r.miss(err)
	}
}

// miss notes that an exchange is not recorded.
func (r *recording) miss(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lost = append(r.lost, err)
}

// heard counts the parts of bodies that the page's main thread has passed on. While they
// come it is alive, though its answers may be queued behind them.
func (r *recording) heard() int64 {
	if r == nil {
		return 0
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.parts
}

// calling is the context of a call for a body.
func (r *recording) calling() (ctx context.Context, done func()) {
	ctx, cancel := context.WithCancel(r.tab.ctx)
	stop := context.AfterFunc(r.halted, cancel)
	return ctx, func() { stop(); cancel() }
}

// posted reads what a request sends where the event does not have it.
func (r *recording) posted(ev *fetch.EventRequestPaused) []byte {
	if ev.NetworkID == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(r.tab.ctx, streamPatience)
	defer cancel()
	sent, err := callIn(ctx, r.tab, network.GetRequestPostData, network.GetRequestPostDataParams{RequestID: ev.NetworkID})
	if err != nil {
		return nil
	}
	return sent.PostData
}

// finish ends the recording when the page has been taken: what is still on its way is
// waited for a little, what has no end is cut. The notes say what is missing.
func (r *recording) finish() (notes []string) {
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

func sentOf(ev *fetch.EventRequestPaused) HTTPRequest {
	address, _, _ := strings.Cut(ev.Request.URL, "#")
	s := HTTPRequest{Method: ev.Request.Method, URL: address, Header: fieldsOf(ev.Request.Headers), Kind: string(ev.ResourceType)}
	for _, part := range ev.Request.PostDataEntries {
		s.Body = append(s.Body, part.Bytes...)
	}
	return s
}

func gotOf(ev *fetch.EventRequestPaused) HTTPResponse {
	g := HTTPResponse{Status: int(ev.ResponseStatusCode), StatusText: ev.ResponseStatusText, Err: string(ev.ResponseErrorReason)}
	for _, h := range ev.ResponseHeaders {
		g.Header = append(g.Header, Field{h.Name, h.Value})
	}
	return g
}

// hasBody tells whether an answer has a body that can be read.
func hasBody(ev *fetch.EventRequestPaused) bool {
	status := ev.ResponseStatusCode
	switch {
	case ev.ResponseErrorReason != "", ev.Request.Method == "HEAD", status < 200, status == 204, status == 205, status == 304:
		return false
	case status >= 300 && status < 400:
		return headerOf(ev, "Location") == "" // Chrome reads none where it goes on to the next
	}
	return true
}

// lengthOf is the length of an answer on the wire, where it says one.
func lengthOf(ev *fetch.EventRequestPaused) (size int64, known bool) {
	if headerOf(ev, "Content-Encoding") != "" {
		return 0, false // that of the body is another
	}
	size, err := strconv.ParseInt(strings.TrimSpace(headerOf(ev, "Content-Length")), 10, 64)
	return size, err == nil && size >= 0
}

// isEndless tells whether an answer is of a type that goes on for ever.
func isEndless(ev *fetch.EventRequestPaused) bool {
	mediaType, _, _ := mime.ParseMediaType(headerOf(ev, "Content-Type"))
	return mediaType == "text/event-stream" || mediaType == "multipart/x-mixed-replace"
}

func headerOf(ev *fetch.EventRequestPaused, name string) string {
	for _, h := range ev.ResponseHeaders {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}
