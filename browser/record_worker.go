package browser

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"
)

// byWorker gathers the answers that a service worker has made or kept. No network brings
// them, so Chrome holds them back for nobody: it tells of them, and has their bodies. Those
// that the worker has fetched under the same address are recorded there.
type byWorker struct {
	mu      sync.Mutex
	fetched map[string]bool // addresses that the network has answered
	asked   map[network.RequestID]*network.EventRequestWillBeSent
	answers map[network.RequestID]*Exchange
}

func newByWorker() byWorker {
	return byWorker{fetched: map[string]bool{}, asked: map[network.RequestID]*network.EventRequestWillBeSent{}, answers: map[network.RequestID]*Exchange{}}
}

// wasFetched notes an address that the network answers.
func (b *byWorker) wasFetched(address string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fetched[address] = true
}

// event takes every event of the tab, and gives an answer whose body is there.
func (b *byWorker) event(ev any) (done *Exchange, id network.RequestID) {
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
		address, _, _ := strings.Cut(asked.Request.URL, "#")
		b.answers[ev.RequestID] = &Exchange{
			Started:  time.Now(),
			Request:  HTTPRequest{Method: asked.Request.Method, URL: address, Header: fieldsOf(asked.Request.Headers), Kind: string(ev.Type)},
			Response: HTTPResponse{Status: int(ev.Response.Status), StatusText: ev.Response.StatusText, Header: fieldsOf(ev.Response.Headers)},
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
func (r *recording) answered(x *Exchange, id network.RequestID) {
	if !r.begin() {
		return
	}
	go func() {
		defer r.work.Done()
		ctx, cancel := context.WithTimeout(r.tab.ctx, streamPatience)
		defer cancel()
		got, err := callIn(ctx, r.tab, network.GetResponseBody, network.GetResponseBodyParams{RequestID: id})
		if err != nil {
			x.Response.Cut = bodyUntold
		}
		x.Response.Body = bytes.NewReader(got.Body)
		r.keep(*x, "")
	}()
}
