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
)

// replay answers a request that Chrome holds back, in the place of the network.
func (t *tab) replay(ev *fetch.EventRequestPaused) {
	if !strings.HasPrefix(ev.Request.URL, "http") {
		t.proceed(ev)
		return
	}
	sent := sentOf(ev)
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
		t.recording.replayed(Exchange{Started: time.Now(), Request: sent, Response: got})
	}
}

// replayed records an exchange that the network had no part in.
func (r *recording) replayed(x Exchange) {
	if r.begin() {
		defer r.work.Done()
		r.keep(x, "")
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
func (t *tab) fulfil(ev *fetch.EventRequestPaused, got HTTPResponse, body []byte) {
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
func absent() HTTPResponse {
	return HTTPResponse{
		Status: 404, StatusText: "Not Found",
		Header: []Field{{"Content-Type", "text/plain"}, {"Access-Control-Allow-Origin", "*"}},
		Body:   strings.NewReader("This was not recorded."),
	}
}

// isPreflight tells whether a request only asks for leave to make another one. Many
// archives do not have these.
func isPreflight(sent HTTPRequest) bool {
	return sent.Method == "OPTIONS" && fieldOf(sent.Header, "Access-Control-Request-Method") != ""
}

func allowAll(sent HTTPRequest) HTTPResponse {
	return HTTPResponse{Status: 204, StatusText: "No Content", Header: []Field{
		{"Access-Control-Allow-Origin", fieldOf(sent.Header, "Origin")},
		{"Access-Control-Allow-Credentials", "true"},
		{"Access-Control-Allow-Methods", fieldOf(sent.Header, "Access-Control-Request-Method")},
		{"Access-Control-Allow-Headers", fieldOf(sent.Header, "Access-Control-Request-Headers")},
	}}
}

func fieldOf(header []Field, name string) string {
	for _, f := range header {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
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
