package browser

import (
	"bytes"
	"context"
	"io"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/internal/held"
)

// Replayer answers a page's requests in the place of the network. ok tells whether it
// has an answer; what it has not is answered 404. The body is read once; if it is an
// io.Closer it is closed then.
type Replayer interface {
	Replay(exchange.Request) (answer exchange.Response, ok bool)
}

// replay answers a request that Chrome holds back, in the place of the network.
func (t *tab) replay(ev *fetch.EventRequestPaused) {
	if !strings.HasPrefix(ev.Request.URL, "http") {
		t.proceed(ev)
		return
	}
	sent := held.Request(ev)
	got, ok := t.req.Replay.Replay(sent)
	switch {
	case !ok && isPreflight(sent):
		got = allowAll(sent)
	case !ok:
		got = absent()
	}
	body, err := readAll(got.Body)
	if got.Err != "" || err != nil {
		t.refuse(ev, got.Err)
	} else {
		t.fulfil(ev, got, body)
	}
	if t.recording != nil {
		got.Body = bytes.NewReader(body)
		t.recording.Add(exchange.Exchange{Started: time.Now(), Request: sent, Response: got})
	}
}

// readAll reads a body to its end and closes it.
func readAll(body io.Reader) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	data, err := io.ReadAll(body)
	if c, ok := body.(io.Closer); ok {
		_ = c.Close() // it has been read
	}
	return data, err
}

// errorReasons are those that Chrome takes for a request that is to fail.
var errorReasons = []network.ErrorReason{
	network.ErrorReasonAborted, network.ErrorReasonTimedOut, network.ErrorReasonAccessDenied, network.ErrorReasonConnectionClosed,
	network.ErrorReasonConnectionReset, network.ErrorReasonConnectionRefused, network.ErrorReasonConnectionAborted,
	network.ErrorReasonConnectionFailed, network.ErrorReasonNameNotResolved, network.ErrorReasonInternetDisconnected,
	network.ErrorReasonAddressUnreachable, network.ErrorReasonBlockedByClient, network.ErrorReasonBlockedByResponse,
}

// refuse lets a request fail as it did when it was recorded.
func (t *tab) refuse(ev *fetch.EventRequestPaused, why string) {
	reason := network.ErrorReason(why)
	if !slices.Contains(errorReasons, reason) {
		reason = network.ErrorReasonFailed
	}
	_, _ = chromedp.CallBrowser(t.ctx, fetch.FailRequest, fetch.FailRequestParams{RequestID: ev.RequestID, ErrorReason: reason})
}

// ofTheWire are the lines that speak of a body as it was sent, which it is no more.
var ofTheWire = []string{"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive", "alt-svc"}

// fulfil gives Chrome an answer.
func (t *tab) fulfil(ev *fetch.EventRequestPaused, got exchange.Response, body []byte) {
	var header []*fetch.HeaderEntry
	for _, f := range got.Header {
		if !slices.Contains(ofTheWire, strings.ToLower(f.Name)) {
			header = append(header, &fetch.HeaderEntry{Name: f.Name, Value: f.Value})
		}
	}
	_, err := chromedp.CallBrowser(t.ctx, fetch.FulfillRequest, fetch.FulfillRequestParams{
		RequestID: ev.RequestID, ResponseCode: int64(got.Status), ResponsePhrase: got.StatusText, ResponseHeaders: header, Body: body,
	})
	if err != nil { // it does not take the lines; the page must not wait for ever
		t.refuse(ev, "")
	}
}

// absent is the answer to what was not recorded.
func absent() exchange.Response {
	return exchange.Response{
		Status: 404, StatusText: "Not Found",
		Header: exchange.Fields{{Name: "Content-Type", Value: "text/plain"}, {Name: "Access-Control-Allow-Origin", Value: "*"}},
		Body:   strings.NewReader("This was not recorded."),
	}
}

// isPreflight tells whether a request only asks for leave to make another one. Many
// archives do not have these.
func isPreflight(sent exchange.Request) bool {
	return sent.Method == "OPTIONS" && sent.Header.Get("Access-Control-Request-Method") != ""
}

func allowAll(sent exchange.Request) exchange.Response {
	return exchange.Response{Status: 204, StatusText: "No Content", Header: exchange.Fields{
		{Name: "Access-Control-Allow-Origin", Value: sent.Header.Get("Origin")},
		{Name: "Access-Control-Allow-Credentials", Value: "true"},
		{Name: "Access-Control-Allow-Methods", Value: sent.Header.Get("Access-Control-Request-Method")},
		{Name: "Access-Control-Allow-Headers", Value: sent.Header.Get("Access-Control-Request-Headers")},
	}}
}

// deadEnd is a proxy that lets nothing through: what is not answered by a Replayer, such
// as sockets, ends here and not at the network.
type deadEnd struct{ address string }

// newDeadEnd makes one that lasts as long as ctx.
func newDeadEnd(ctx context.Context) (*deadEnd, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_ = conn.Close()
		}
	}()
	return &deadEnd{listener.Addr().String()}, nil
}

// behind puts a browser context behind the proxy, its requests to this machine too.
func (d *deadEnd) behind(p *target.CreateBrowserContextParams) {
	p.ProxyServer, p.ProxyBypassList = "http://"+d.address, "<-loopback>"
}
