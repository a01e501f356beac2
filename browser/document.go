package browser

import (
	"context"
	"fmt"
	"mime"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/io"
	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/filter"
	"github.com/tearsheet/tearsheet/browser/internal/held"
)

// documents looks at the answer to each main document before Chrome does: what is no
// HTML page is kept as it came, and what Chrome cannot show is not shown.
type documents struct {
	tab       *tab
	staying   atomic.Bool  // the page is to stay where it is
	blocked   atomic.Int64 // requests that were not made
	posing    atomic.Bool  // its picture is being taken: not even the same page may load anew
	mu        sync.Mutex
	dead      []string // addresses that do not come: they are not asked for again
	kept      *File    // the newest main document, if it is no page
	shown     bool     // Chrome shows it, so there is a picture of it too
	cut       bool     // it is longer than what is kept
	read      error
	downloads []File // what a page sent besides
	sent      *File  // the main document as it was sent, see without_scripts.go

	making   sync.WaitGroup // reading of what the page made itself and sent
	notes    []string       // to be told of the page
	through  bool           // no more of that is read
	headers  []headerLine   // of the user's
	loggedIn map[fetch.RequestID]bool
}

func newDocuments(t *tab) *documents { return &documents{tab: t} }

// stay keeps the page where it is from now on: what we press must not lead away. A page
// may still load itself anew.
func (d *documents) stay() error {
	if d.staying.Swap(true) {
		return nil
	}
	return d.watch()
}

// hold keeps the page as it is from now on: it may not even load itself anew.
func (d *documents) hold() error {
	d.posing.Store(true)
	return d.stay()
}

// roam lets the page lead to another one again.
func (d *documents) roam() {
	d.staying.Store(false)
	d.posing.Store(false)
}

// cutOff has what does not come fail when it is asked for the next time, whatever stands
// in its query where it was cut off before.
func (d *documents) cutOff(addresses []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, address := range addresses {
		path, _, _ := strings.Cut(address, "?")
		if slices.ContainsFunc(d.dead, func(other string) bool { return strings.HasPrefix(other, path) }) {
			address = path
		}
		d.dead = append(d.dead, address)
	}
}

// isDead tells whether a request is for what does not come.
func (d *documents) isDead(ev *fetch.EventRequestPaused) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.ContainsFunc(d.dead, func(address string) bool { return strings.HasPrefix(ev.Request.URL, address) })
}

// literal is a pattern of the protocol for addresses that begin like this one.
func literal(address string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`).Replace(address) + "*"
}

// watch has Chrome hold back for us the answers to documents, the requests for them
// while the page is to stay or a proxy has to be told a password (of which Chrome asks for
// no others), and all requests where some are not to be made.
func (d *documents) watch() error {
	patterns := []*fetch.RequestPattern{{ResourceType: network.ResourceTypeDocument, RequestStage: fetch.RequestStageResponse}}
	switch {
	case d.tab.req.Network.Filter != nil:
		patterns = append(patterns, &fetch.RequestPattern{URLPattern: "*", RequestStage: fetch.RequestStageRequest})
	case d.staying.Load() || d.tab.chrome.proxyUser != nil || d.tab.req.bare:
		patterns = append(patterns, &fetch.RequestPattern{ResourceType: network.ResourceTypeDocument, RequestStage: fetch.RequestStageRequest})
	}
	for _, hosts := range d.tab.req.told() {
		patterns = append(patterns, &fetch.RequestPattern{URLPattern: hosts, RequestStage: fetch.RequestStageRequest})
	}
	d.mu.Lock()
	for _, address := range d.dead {
		patterns = append(patterns, &fetch.RequestPattern{URLPattern: literal(address), RequestStage: fetch.RequestStageRequest})
	}
	d.mu.Unlock()
	_, err := call(d.tab, fetch.Enable, fetch.EnableParams{HandleAuthRequests: new(true), Patterns: patterns})
	return err
}

// blocks tells whether the user's filter lists keep a request from being made.
func (d *documents) blocks(ev *fetch.EventRequestPaused) bool {
	list := d.tab.req.Network.Filter
	if list == nil {
		return false
	}
	main := d.tab.net.isMain(ev.FrameID)
	r := filter.Request{URL: ev.Request.URL, Type: filter.TypeOf(string(ev.ResourceType), main)}
	if r.Type != filter.Document {
		r.DocumentURL = d.tab.address()
	}
	_, blocked := list.Blocks(r)
	if blocked {
		d.blocked.Add(1)
	}
	return blocked
}

// leads tells whether a request would take a page that is to stay to another one.
func (d *documents) leads(ev *fetch.EventRequestPaused) bool {
	if !d.staying.Load() || ev.ResourceType != network.ResourceTypeDocument || !d.tab.net.isMain(ev.FrameID) {
		return false
	}
	here, _, _ := strings.Cut(d.tab.address(), "#")
	there, _, _ := strings.Cut(ev.Request.URL, "#")
	return here != there
}

// abort drops a request that Chrome holds back.
func (d *documents) abort(ev *fetch.EventRequestPaused) {
	d.refuse(ev, network.ErrorReasonAborted)
}

// refuse lets a request that Chrome holds back fail.
func (d *documents) refuse(ev *fetch.EventRequestPaused, why network.ErrorReason) {
	tell(d.tab, fetch.FailRequest, fetch.FailRequestParams{RequestID: ev.RequestID, ErrorReason: why})
}

// paused handles a document that Chrome holds back for us, before its request or with
// its answer.
func (d *documents) paused(ev *fetch.EventRequestPaused) {
	switch {
	case d.posing.Load() && d.tab.net.isMain(ev.FrameID):
		d.abort(ev)
	case held.Answered(ev):
		d.answered(ev)
	default:
		d.asked(ev)
	}
}

// asked lets a request be made, or not.
func (d *documents) asked(ev *fetch.EventRequestPaused) {
	switch {
	case d.isDead(ev):
		d.refuse(ev, network.ErrorReasonTimedOut)
	case d.blocks(ev):
		d.refuse(ev, network.ErrorReasonBlockedByClient)
	case d.leads(ev), d.tab.req.bare && !d.tab.net.isMain(ev.FrameID):
		d.abort(ev)
	default:
		d.proceed(ev)
	}
}

// answered lets Chrome have an answer, and keeps what is no page.
func (d *documents) answered(ev *fetch.EventRequestPaused) {
	file, shown := d.inspect(ev)
	switch {
	case file == nil && d.tab.req.bare && d.tab.recording == nil && d.tab.net.isMain(ev.FrameID) && held.HasBody(ev):
		d.readBare(ev)
	case file == nil:
		d.proceed(ev)
	case shown && !isLong(ev) && (d.tab.recording != nil || held.Header(ev, "Content-Length") != ""):
		d.readWhole(ev, file)
	case shown:
		d.readShown(ev, file)
	default:
		d.readAway(ev, file)
	}
}

// readWhole keeps a file that Chrome shows and reads itself.
func (d *documents) readWhole(ev *fetch.EventRequestPaused, file *File) {
	body, err := call(d.tab, fetch.GetResponseBody, fetch.GetResponseBodyParams{RequestID: ev.RequestID})
	limit := d.tab.req.Network.DownloadMax
	file.Data = body.Body[:min(limit, int64(len(body.Body)))]
	d.keep(file, true, len(file.Data) < len(body.Body), err)
	d.proceed(ev)
}

// readShown keeps a file that is long or may have no end, as far as it comes in a part of
// the time, and has Chrome show that.
func (d *documents) readShown(ev *fetch.EventRequestPaused, file *File) {
	ctx, cancel := d.tab.share(0.7)
	defer cancel()
	data, cut, err := d.take(ctx, ev.RequestID)
	if ctx.Err() != nil {
		cut, err = true, nil // what came is kept, and shown
	}
	file.Data = data
	d.record(ev, data, cut || err != nil)
	d.keep(file, true, cut, err)
	d.show(ev, data)
}

// readAway keeps a file that Chrome does not show: the main document, or a download.
func (d *documents) readAway(ev *fetch.EventRequestPaused, file *File) {
	data, cut, err := d.take(d.tab.ctx, ev.RequestID)
	file.Data = data
	d.record(ev, data, cut || err != nil)
	if d.tab.navigated.Load() > 0 {
		d.addDownload(*file)
	} else {
		d.tab.net.heldBack(ev, file.MediaType)
		d.keep(file, false, cut, err)
	}
	d.abort(ev)
}

// record hands an answer that was read here to the recording, if there is one.
func (d *documents) record(ev *fetch.EventRequestPaused, data []byte, cut bool) {
	if d.tab.recording != nil {
		d.tab.recording.Took(ev.NetworkID, data, cut)
	}
}

func (d *documents) proceed(ev *fetch.EventRequestPaused) {
	tell(d.tab, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: ev.RequestID, Headers: d.withHeaders(ev)})
}

// inOnePiece is the most of a file that Chrome is asked for in one message: it gives up one that
// is longer than its socket takes, 256 MB in all.
const inOnePiece = 64 << 20

// isLong tells whether an answer says that it is longer than one message holds.
func isLong(ev *fetch.EventRequestPaused) bool {
	size, known := held.Length(ev)
	return known && size > inOnePiece
}

// shownMax is how much of a file that was read here Chrome is given to show: while it takes
// that in, it does nothing else.
const shownMax = 4 << 20

// show has Chrome show a file that was read here.
func (d *documents) show(ev *fetch.EventRequestPaused, data []byte) {
	d.fulfil(ev, data[:min(len(data), shownMax)])
}

// fulfil gives Chrome the body of an answer.
func (d *documents) fulfil(ev *fetch.EventRequestPaused, data []byte) {
	if len(data) == 0 {
		data = []byte("\n") // without a body it would wait for the one that was taken
	}
	tell(d.tab, fetch.FulfillRequest, fetch.FulfillRequestParams{
		RequestID: ev.RequestID, ResponseCode: ev.ResponseStatusCode, ResponsePhrase: ev.ResponseStatusText, ResponseHeaders: ev.ResponseHeaders, Body: data,
	})
}

// inspect tells whether an answer is a file to keep, and whether Chrome can show it.
func (d *documents) inspect(ev *fetch.EventRequestPaused) (file *File, shown bool) {
	status := ev.ResponseStatusCode
	if !d.tab.net.isMain(ev.FrameID) || ev.ResponseErrorReason != "" || status >= 300 && status < 400 {
		return nil, false
	}
	mediaType, _, _ := mime.ParseMediaType(held.Header(ev, "Content-Type"))
	disposition, params, _ := mime.ParseMediaType(held.Header(ev, "Content-Disposition"))
	attached := disposition == "attachment"
	if !attached && (isPage(mediaType) || d.tab.req.plain) {
		d.keep(nil, true, false, nil)
		return nil, false
	}
	file = &File{MediaType: mediaType, URL: ev.Request.URL, Name: fileName(params["filename"], ev.Request.URL, mediaType)}
	size, known := held.Length(ev)
	tooLong := known && size > d.tab.req.Network.DownloadMax // Chrome would read it whole
	return file, !attached && isShown(mediaType) && !tooLong
}

// takes tells whether the body of an answer will be read here and not by Chrome.
func (d *documents) takes(ev *fetch.EventRequestPaused) bool {
	file, shown := d.inspect(ev)
	return file != nil && (!shown || isLong(ev))
}

// keep remembers the newest main document, nil if it is a page.
func (d *documents) keep(file *File, shown, cut bool, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.kept, d.shown, d.cut, d.read = file, shown, cut, err
}

// downloadsKept is how many files that a page sends besides are kept.
const downloadsKept = 10

func (d *documents) addDownload(file File) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.downloads) < downloadsKept {
		file.Name = fmt.Sprintf("download-%d%s", len(d.downloads)+1, path.Ext(file.Name))
		d.downloads = append(d.downloads, file)
	}
}

// others gives the files that the page sent besides.
func (d *documents) others() []File {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.downloads)
}

// original gives the main document if it is no page.
func (d *documents) original() (file *File, shown, cut bool, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.kept, d.shown, d.cut, d.read
}

// take reads the body of a paused answer, up to the limit for downloads.
func (d *documents) take(ctx context.Context, id fetch.RequestID) (data []byte, cut bool, err error) {
	taken, err := callIn(ctx, d.tab, fetch.TakeResponseBodyAsStream, fetch.TakeResponseBodyAsStreamParams{RequestID: id})
	if err != nil {
		return nil, false, err
	}
	// Closing waits for what is still being read.
	defer func() { go tell(d.tab, io.Close, io.CloseParams{Handle: taken.Stream}) }()
	limit := d.tab.req.Network.DownloadMax
	for next := (portion{size: 1}); ; {
		begun := time.Now()
		part, err := callIn(ctx, d.tab, io.Read, io.ReadParams{Handle: taken.Stream, Size: next.size})
		next.took(time.Since(begun))
		data = append(data, part.Data...)
		switch {
		case int64(len(data)) > limit:
			return data[:limit], true, nil
		case err != nil:
			return data, true, err
		case part.EOF:
			return data, false, nil
		}
	}
}
