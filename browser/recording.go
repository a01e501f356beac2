package browser

import (
	"errors"
	"net"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/chromedp"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/internal/record"
)

// Recorder keeps the exchanges of a page. Record is called from several goroutines at a
// time, an exchange as it is answered; it must have read the body when it returns. An
// error means that the exchange is not kept; the capture goes on and says so.
type Recorder interface {
	Record(exchange.Exchange) error
	// Rollback forgets what was recorded of the page: it has crashed and is loaded anew. No
	// Record runs meanwhile.
	Rollback() error
}

// streamPatience is how long a page that is busy may take to agree that a body is recorded.
var streamPatience = 5 * time.Second

// startRecording has what the tab's page loads handed to the request's recorder, if there
// is one.
func (t *tab) startRecording() {
	if t.req.Record == nil {
		return
	}
	t.recording = record.New(t.ctx, recorded{t},
		record.Chrome{Page: t.cdp, Browser: chromedp.FromContext(t.ctx).Browser, Unpacking: t.chrome.unpacking, Parts: &t.chrome.parts},
		record.Limits{Deadline: t.deadline, Unending: t.req.unending, Stream: streamPatience}, t.req.Record)
}

// recorded is a tab as package record asks for it.
type recorded struct{ tab *tab }

func (r recorded) IsMain(id cdp.FrameID) bool              { return r.tab.net.isMain(id) }
func (r recorded) Takes(ev *fetch.EventRequestPaused) bool { return r.tab.documents.takes(ev) }

func (r recorded) AwaitDocument(atMost time.Duration) {
	r.tab.net.awaitChange(r.tab.ctx, atMost, func() bool { got, _, _ := r.tab.net.document(); return got != nil })
}

func (r recorded) Reached(address, said string) string {
	if r.tab.door == nil {
		return said
	}
	ip, _, _ := net.SplitHostPort(r.tab.door.reached(address, ""))
	return ip
}

func (r recorded) Fail(err error) {
	if errors.Is(err, record.ErrUnending) {
		r.tab.end(fail(KindTimeout, err, "the document did not come to its end in time"))
		return
	}
	r.tab.end(fail(KindDownload, err, "the document is too long"))
}

// Guard recovers itself: it has to be what is deferred.
func (r recorded) Guard() {
	if p := recover(); p != nil {
		r.tab.end(Panicked(p))
	}
}
