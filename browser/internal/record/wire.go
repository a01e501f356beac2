package record

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/internal/held"
)

// wire gathers what only the events of the network stack say of an exchange: the lines
// with cookies, when it began, and who answered.
type wire struct {
	mu      sync.Mutex
	changed chan struct{}
	calls   map[network.RequestID]*wireCall
	servers map[string]string // host and port -> IP address; empty where nobody knows it
	tab     Tab
}

// wireCall is one request with its redirects, which share an id.
type wireCall struct {
	began time.Time
	sent  []network.Headers
	got   []wireAnswer
}

type wireAnswer struct {
	status int64
	header network.Headers
	taker  *exchange.Exchange
}

func newWire(tab Tab) wire {
	return wire{tab: tab, changed: make(chan struct{}), calls: map[network.RequestID]*wireCall{}, servers: map[string]string{}}
}

func (w *wire) event(ev any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		c := w.call(ev.RequestID)
		c.began = time.UnixMicro(int64(ev.WallTime.Float64() * 1e6))
		if ev.RedirectResponse != nil {
			w.answered(ev.RedirectResponse)
		}
	case *network.EventResponseReceived:
		w.answered(ev.Response)
	case *network.EventRequestWillBeSentExtraInfo:
		c := w.call(ev.RequestID)
		c.sent = append(c.sent, ev.Headers)
	case *network.EventResponseReceivedExtraInfo:
		c := w.call(ev.RequestID)
		c.got = append(c.got, wireAnswer{status: ev.StatusCode, header: ev.Headers})
	default:
		return
	}
	close(w.changed)
	w.changed = make(chan struct{})
}

// answered notes who answers for a host.
func (w *wire) answered(r *network.Response) {
	if u, err := url.Parse(r.URL); err == nil && r.RemoteIPAddress != "" {
		w.servers[u.Host] = w.tab.Reached(r.URL, strings.Trim(r.RemoteIPAddress, "[]"))
	}
}

func (w *wire) call(id network.RequestID) *wireCall {
	c := w.calls[id]
	if c == nil {
		c = &wireCall{}
		w.calls[id] = c
	}
	return c
}

// complete puts into an exchange what the wire says of it. It waits for that a little:
// the news come another way than the answer.
func (w *wire) complete(ctx context.Context, id network.RequestID, x *exchange.Exchange) {
	if id == "" || x.Response.Status == 0 {
		return
	}
	timer := time.NewTimer(wirePatience)
	defer timer.Stop()
	for {
		w.mu.Lock()
		wake, found := w.changed, w.fill(id, x)
		w.mu.Unlock()
		if found {
			return
		}
		select {
		case <-wake:
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

// fill takes what has come for an exchange, and tells whether that is all.
func (w *wire) fill(id network.RequestID, x *exchange.Exchange) bool {
	c := w.calls[id]
	if c == nil {
		return false
	}
	if !c.began.IsZero() {
		x.Started = c.began
	}
	known := false
	if u, err := url.Parse(x.Request.URL); err == nil {
		x.Address, known = w.servers[u.Host]
	}
	return c.fill(x) && known
}

// fill takes the lines of the first answer with the exchange's status that no other
// exchange took.
func (c *wireCall) fill(x *exchange.Exchange) bool {
	at := slices.IndexFunc(c.got, func(a wireAnswer) bool {
		return a.status == int64(x.Response.Status) && (a.taker == nil || a.taker == x)
	})
	if at < 0 {
		return false
	}
	if c.got[at].taker == x {
		return true
	}
	c.got[at].taker = x
	if at < len(c.sent) {
		x.Request.Header = held.Lines(c.sent[at])
	}
	for _, f := range held.Lines(c.got[at].header) {
		if strings.EqualFold(f.Name, "Set-Cookie") && !slices.Contains(x.Response.Header, f) {
			x.Response.Header = append(x.Response.Header, f)
		}
	}
	return true
}
