package record

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/internal/held"
)

// byWorker gathers the answers that a service worker has made or kept. No network brings
// them, so Chrome holds them back for nobody: it tells of them, and has their bodies. Those
// that the worker has fetched under the same address are recorded there.
type byWorker struct {
	mu      sync.Mutex
	fetched map[string]bool // addresses that the network has answered
	asked   map[network.RequestID]*network.EventRequestWillBeSent
	answers map[network.RequestID]*exchange.Exchange
}

func newByWorker() byWorker {
	return byWorker{fetched: map[string]bool{}, asked: map[network.RequestID]*network.EventRequestWillBeSent{}, answers: map[network.RequestID]*exchange.Exchange{}}
}

// wasFetched notes an address that the network answers.
func (b *byWorker) wasFetched(address string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fetched[address] = true
}

// event takes every event of the tab, and gives an answer whose body is there.
func (b *byWorker) event(ev any) (done *exchange.Exchange, id network.RequestID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		if strings.HasPrefix(ev.Request.URL, "http") {
			b.asked[ev.RequestID] = ev
		}
	case *network.EventResponseReceived:
		asked := b.asked[ev.RequestID]
		delete(b.asked, ev.RequestID)
		if asked == nil || !ev.Response.FromServiceWorker {
			return nil, ""
		}
		b.answers[ev.RequestID] = &exchange.Exchange{
			Started:  time.Now(),
			Request:  exchange.Request{Method: asked.Request.Method, URL: held.WithoutFragment(asked.Request.URL), Header: held.Lines(asked.Request.Headers), Kind: string(ev.Type)},
			Response: exchange.Response{Status: int(ev.Response.Status), StatusText: ev.Response.StatusText, Header: held.Lines(ev.Response.Headers)},
		}
	case *network.EventLoadingFinished:
		x := b.answers[ev.RequestID]
		delete(b.answers, ev.RequestID)
		if x != nil && !b.fetched[x.Request.URL] {
			return x, ev.RequestID
		}
	case *network.EventLoadingFailed:
		delete(b.asked, ev.RequestID)
		delete(b.answers, ev.RequestID)
	}
	return nil, ""
}

// answered records an answer of a service worker.
func (r *Recording) answered(x exchange.Exchange, id network.RequestID) {
	ctx, cancel := context.WithTimeout(r.ctx, r.limits.Stream)
	defer cancel()
	got, err := cdp.Call(ctx, r.chrome.Page, network.GetResponseBody, network.GetResponseBodyParams{RequestID: id})
	if err != nil {
		x.Response.Cut = why("unspecified")
	}
	x.Response.Body = bytes.NewReader(got.Body)
	r.keep(x, "")
}
