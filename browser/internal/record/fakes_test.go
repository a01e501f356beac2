package record_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/cdp/jsonv2"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/internal/record"
)

// chrome answers commands as a browser does whose every answer has one body.
type chrome struct {
	body   string
	never  bool        // the body does not come
	stream chan string // where not nil: told what is streamed

	mu    sync.Mutex
	asked []string
}

func (c *chrome) Call(ctx context.Context, method string, params, result any) error {
	c.mu.Lock()
	c.asked = append(c.asked, method)
	c.mu.Unlock()
	switch result := result.(type) {
	case *fetch.GetResponseBodyResult:
		if c.never {
			<-ctx.Done()
			return ctx.Err()
		}
		result.Body = []byte(c.body)
	case *network.GetResponseBodyResult:
		result.Body = []byte(c.body)
	case *network.StreamResourceContentResult:
		if c.stream == nil {
			return errors.New("nothing is streamed here")
		}
		c.stream <- string(params.(network.StreamResourceContentParams).RequestID)
	}
	return nil
}

func (*chrome) Subscribe(string) (<-chan jsonv2.Value, func()) { return nil, func() {} }

// said are the commands that were given, in order.
func (c *chrome) said() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return strings.Join(c.asked, " ")
}

// tab is one whose page is the frame "main".
type tab struct {
	end      context.CancelFunc
	takes    bool
	failed   chan error
	panicked chan any
}

func (t *tab) IsMain(id cdp.FrameID) bool           { return id == "main" }
func (t *tab) Takes(*fetch.EventRequestPaused) bool { return t.takes }
func (t *tab) AwaitDocument(time.Duration)          {}
func (t *tab) Reached(_, said string) string        { return said }
func (t *tab) Fail(err error)                       { t.failed <- err; t.end() }
func (t *tab) Guard() {
	if p := recover(); p != nil {
		t.panicked <- p
	}
}

// kept are exchanges, a line each: status, body, and why its end is missing.
type kept struct {
	mu    sync.Mutex
	lines []string
	last  exchange.Exchange
	fails bool
}

func (k *kept) Record(x exchange.Exchange) error {
	if k.fails {
		panic("the recorder is broken")
	}
	var body []byte
	if x.Response.Body != nil {
		body, _ = io.ReadAll(x.Response.Body) // it never fails
	}
	cut := ""
	if x.Response.Cut != nil {
		cut = x.Response.Cut()
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.lines, k.last = append(k.lines, strings.TrimSpace(fmt.Sprintf("%d %s %s", x.Response.Status, body, cut))), x
	return nil
}

// are tells of exchanges that are not those expected.
func (k *kept) are(t *testing.T, want ...string) {
	t.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	if fmt.Sprint(k.lines) != fmt.Sprint(want) {
		t.Errorf("recorded are %q, not %q", k.lines, want)
	}
}

// begin starts a recording in a Chrome of that memory.
func begin(t *testing.T, c *chrome, k *kept, deadline time.Duration, memory func() int64) (*record.Recording, *tab) {
	t.Helper()
	ctx, end := context.WithCancel(t.Context())
	one := &tab{end: end, failed: make(chan error, 1), panicked: make(chan any, 1)}
	chrome := record.Chrome{Page: c, Browser: c, Unpacking: record.NewUnpacking(t.Context(), memory), Parts: &atomic.Int64{}}
	return record.New(ctx, one, chrome, record.Limits{Deadline: time.Now().Add(deadline), Stream: time.Minute}, k), one
}

// paused is an answer of 200 that is held back, and of which the wire has told.
func paused(r *record.Recording, kind network.ResourceType, header ...string) *fetch.EventRequestPaused {
	const address = "http://pier.test/tides"
	ev := &fetch.EventRequestPaused{
		RequestID: "held", NetworkID: "1", FrameID: "main", ResourceType: kind, ResponseStatusCode: 200,
		Request: &network.Request{Method: "GET", URL: address + "#now"},
	}
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		ev.ResponseHeaders = append(ev.ResponseHeaders, &fetch.HeaderEntry{Name: name, Value: value})
	}
	r.Event(&network.EventRequestWillBeSent{RequestID: "1", Request: ev.Request, WallTime: 1790000000})
	r.Event(&network.EventResponseReceived{RequestID: "1", Response: &network.Response{URL: address, RemoteIPAddress: "[2001:db8::7]", Status: 200}})
	r.Event(&network.EventResponseReceivedExtraInfo{RequestID: "1", StatusCode: 200, Headers: network.Headers{"set-cookie": "a=1\nb=2"}})
	return ev
}
