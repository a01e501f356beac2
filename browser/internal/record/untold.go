package record

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/internal/held"
)

// untold gathers the exchanges that Chrome holds back for nobody, and only tells of: what
// speculation rules have it load ahead, without its body, and the handshakes of sockets.
type untold struct {
	mu     sync.Mutex
	paused map[network.RequestID]bool // those that were held back after all
	ahead  map[network.RequestID]*exchange.Exchange
	socket map[network.RequestID]*exchange.Exchange
}

func newUntold() untold {
	return untold{
		paused: map[network.RequestID]bool{},
		ahead:  map[network.RequestID]*exchange.Exchange{}, socket: map[network.RequestID]*exchange.Exchange{},
	}
}

// wasPaused notes a request that was held back, and so is recorded there.
func (u *untold) wasPaused(id network.RequestID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.paused[id] = true
}

// event takes every event of the tab, and gives an exchange that is through.
func (u *untold) event(ev any) (done *exchange.Exchange, id network.RequestID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		if ev.Type == network.ResourceTypePrefetch {
			u.ahead[ev.RequestID] = &exchange.Exchange{Started: time.Now(), Request: exchange.Request{
				Method: ev.Request.Method, URL: held.WithoutFragment(ev.Request.URL), Header: held.Lines(ev.Request.Headers), Kind: string(ev.Type),
			}}
		}
	case *network.EventResponseReceived:
		if x := u.ahead[ev.RequestID]; x != nil {
			x.Response = exchange.Response{Status: int(ev.Response.Status), StatusText: ev.Response.StatusText, Header: held.Lines(ev.Response.Headers), Cut: why("unspecified")}
		}
	case *network.EventLoadingFinished:
		x := u.ahead[ev.RequestID]
		delete(u.ahead, ev.RequestID)
		if x != nil && x.Response.Status > 0 && !u.paused[ev.RequestID] {
			return x, ev.RequestID
		}
	case *network.EventWebSocketCreated:
		u.socket[ev.RequestID] = &exchange.Exchange{Started: time.Now(), Request: exchange.Request{Method: "GET", URL: overHTTP(ev.URL), Kind: string(network.ResourceTypeWebSocket)}}
	case *network.EventWebSocketWillSendHandshakeRequest:
		if x := u.socket[ev.RequestID]; x != nil {
			x.Request.Header = held.Lines(ev.Request.Headers)
		}
	case *network.EventWebSocketHandshakeResponseReceived:
		r := ev.Response
		return u.answered(ev.RequestID, exchange.Response{Status: int(r.Status), StatusText: r.StatusText, Header: held.Lines(r.Headers)}), ev.RequestID
	case *network.EventWebSocketFrameError:
		// Of a handshake that was refused Chrome tells the status alone, in words.
		var status int
		_, words, _ := strings.Cut(ev.ErrorMessage, "Unexpected response code: ")
		if n, _ := fmt.Sscan(words, &status); n == 1 {
			return u.answered(ev.RequestID, exchange.Response{Status: status, Cut: why("unspecified")}), ev.RequestID
		}
	}
	return nil, ""
}

// answered gives the handshake of a socket with its answer, once.
func (u *untold) answered(id network.RequestID, got exchange.Response) *exchange.Exchange {
	x := u.socket[id]
	delete(u.socket, id)
	if x != nil {
		x.Response = got
	}
	return x
}

// overHTTP is the address that the handshake of a socket asks for.
func overHTTP(address string) string {
	address = held.WithoutFragment(address)
	if rest, ok := strings.CutPrefix(address, "ws"); ok {
		return "http" + rest
	}
	return address
}
