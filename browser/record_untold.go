package browser

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"
)

// untold gathers the exchanges that Chrome holds back for nobody, and only tells of: what
// speculation rules have it load ahead, without its body, and the handshakes of sockets.
type untold struct {
	mu     sync.Mutex
	paused map[network.RequestID]bool // those that were held back after all
	ahead  map[network.RequestID]*Exchange
	socket map[network.RequestID]*Exchange
}

func newUntold() untold {
	return untold{
		paused: map[network.RequestID]bool{},
		ahead:  map[network.RequestID]*Exchange{}, socket: map[network.RequestID]*Exchange{},
	}
}

// wasPaused notes a request that was held back, and so is recorded there.
func (u *untold) wasPaused(id network.RequestID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.paused[id] = true
}

// event takes every event of the tab, and gives an exchange that is through.
func (u *untold) event(ev any) (done *Exchange, id network.RequestID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		if ev.Type == network.ResourceTypePrefetch {
			address, _, _ := strings.Cut(ev.Request.URL, "#")
			u.ahead[ev.RequestID] = &Exchange{Started: time.Now(), Request: HTTPRequest{
				Method: ev.Request.Method, URL: address, Header: fieldsOf(ev.Request.Headers), Kind: string(ev.Type),
			}}
		}
	case *network.EventResponseReceived:
		if x := u.ahead[ev.RequestID]; x != nil {
			x.Response = HTTPResponse{Status: int(ev.Response.Status), StatusText: ev.Response.StatusText, Header: fieldsOf(ev.Response.Headers), Cut: bodyUntold}
		}
	case *network.EventLoadingFinished:
		x := u.ahead[ev.RequestID]
		delete(u.ahead, ev.RequestID)
		if x != nil && x.Response.Status > 0 && !u.paused[ev.RequestID] {
			return x, ev.RequestID
		}
	case *network.EventWebSocketCreated:
		u.socket[ev.RequestID] = &Exchange{Started: time.Now(), Request: HTTPRequest{Method: "GET", URL: overHTTP(ev.URL), Kind: string(network.ResourceTypeWebSocket)}}
	case *network.EventWebSocketWillSendHandshakeRequest:
		if x := u.socket[ev.RequestID]; x != nil {
			x.Request.Header = fieldsOf(ev.Request.Headers)
		}
	case *network.EventWebSocketHandshakeResponseReceived:
		r := ev.Response
		return u.answered(ev.RequestID, HTTPResponse{Status: int(r.Status), StatusText: r.StatusText, Header: fieldsOf(r.Headers)}), ev.RequestID
	case *network.EventWebSocketFrameError:
		// Of a handshake that was refused Chrome tells the status alone, in words.
		var status int
		_, words, _ := strings.Cut(ev.ErrorMessage, "Unexpected response code: ")
		if n, _ := fmt.Sscan(words, &status); n == 1 {
			return u.answered(ev.RequestID, HTTPResponse{Status: status, Cut: bodyUntold}), ev.RequestID
		}
	}
	return nil, ""
}

// bodyUntold is why there is no body.
func bodyUntold() string { return "unspecified" }

// answered gives the handshake of a socket with its answer, once.
func (u *untold) answered(id network.RequestID, got HTTPResponse) *Exchange {
	x := u.socket[id]
	delete(u.socket, id)
	if x != nil {
		x.Response = got
	}
	return x
}

// overHTTP is the address that the handshake of a socket asks for.
func overHTTP(address string) string {
	address, _, _ = strings.Cut(address, "#")
	if rest, ok := strings.CutPrefix(address, "ws"); ok {
		return "http" + rest
	}
	return address
}

// tell records an exchange that only the events told of.
func (r *recording) tell(x *Exchange, id network.RequestID) {
	if !r.begin() {
		return
	}
	go func() {
		defer r.work.Done()
		r.keep(*x, id)
	}()
}
