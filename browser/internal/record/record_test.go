package record_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/internal/record"
)

func empty() int64 { return 0 }

// An answer is read before the page has it, and recorded with what only the wire had of it.
func TestWhole(t *testing.T) {
	t.Parallel()
	c, k := &chrome{body: "low"}, &kept{}
	r, _ := begin(t, c, k, time.Minute, empty)
	r.Paused(paused(r, network.ResourceTypeXHR, "Content-Type: text/plain", "Content-Length: 3"))
	k.are(t, "200 low")
	if notes := r.Finish(); notes != nil {
		t.Error(notes)
	}
	if said := c.said(); said != "Fetch.getResponseBody Fetch.continueRequest" {
		t.Errorf("Chrome was told %s", said)
	}
	x := k.last
	if x.Address != "2001:db8::7" || x.Request.URL != "http://pier.test/tides" || len(x.Response.Header) != 4 || x.Response.Header.Get("Set-Cookie") != "a=1" {
		t.Errorf("recorded is %+v", x)
	}
}

// A long answer is read as it comes; one without end is cut when the page has been taken.
func TestAlong(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		kind network.ResourceType
		head string
		ends bool
		want string
	}{
		{network.ResourceTypeXHR, "Content-Length: 5000000", true, "200 low high"},
		{network.ResourceTypeEventSource, "Content-Type: text/event-stream", false, "200 low high time"},
	} {
		c, k := &chrome{stream: make(chan string)}, &kept{}
		r, _ := begin(t, c, k, time.Minute, empty)
		done := make(chan struct{})
		go func() { defer close(done); r.Paused(paused(r, test.kind, test.head)) }()
		id := network.RequestID(<-c.stream)
		for _, part := range []string{"low ", "high"} {
			r.Event(&network.EventDataReceived{RequestID: id, Data: []byte(part)})
		}
		if test.ends {
			r.Event(&network.EventLoadingFinished{RequestID: id})
		}
		notes := r.Finish()
		<-done
		k.are(t, test.want)
		if r.Heard() != 2 || notes != nil {
			t.Errorf("%s: %d parts were heard; %q", test.kind, r.Heard(), notes)
		}
	}
}

// What unpacks to more than Chrome can hold is given up: the page, if it is its document.
func TestTooLong(t *testing.T) {
	t.Parallel()
	for _, kind := range []network.ResourceType{network.ResourceTypeImage, network.ResourceTypeDocument} {
		c, k := &chrome{never: true}, &kept{}
		var asked atomic.Int64
		r, tab := begin(t, c, k, time.Hour, func() int64 { return asked.Add(1) * 200 << 20 })
		r.Paused(paused(r, kind, "Content-Encoding: gzip"))
		k.are(t, "200  length")
		notes := strings.Join(r.Finish(), "\n")
		if !strings.Contains(notes, "unpacks to more") || !strings.Contains(c.said(), "Fetch.failRequest") {
			t.Errorf("%s: the notes are %q; Chrome was told %s", kind, notes, c.said())
		}
		if kind == network.ResourceTypeDocument {
			if long := new(record.TooLongError); !errors.As(<-tab.failed, &long) || long.URL == "" {
				t.Error("the page has not failed for its length")
			}
		}
	}
}

// A document that does not end fails its page while there is time for another try.
func TestUnending(t *testing.T) {
	t.Parallel()
	c, k := &chrome{never: true}, &kept{}
	r, tab := begin(t, c, k, 100*time.Millisecond, empty)
	r.Paused(paused(r, network.ResourceTypeDocument))
	if err := <-tab.failed; !errors.Is(err, record.ErrUnending) {
		t.Errorf("the page has failed for %v", err)
	}
	k.are(t, "200  disconnect")
}

// What the tab reads itself is recorded when it has been read.
func TestTook(t *testing.T) {
	t.Parallel()
	c, k := &chrome{}, &kept{}
	r, tab := begin(t, c, k, time.Minute, empty)
	tab.takes = true
	r.Paused(paused(r, network.ResourceTypeDocument, "Content-Type: application/pdf"))
	k.are(t)
	r.Took("1", []byte("%PDF"), true)
	r.Took("1", []byte("again"), false)
	k.are(t, "200 %PDF length")
}

// A recorder that panics is the failure of its page, whatever goroutine it is called in.
func TestPanic(t *testing.T) {
	t.Parallel()
	r, tab := begin(t, &chrome{body: "made"}, &kept{fails: true}, time.Minute, empty)
	asked := &network.Request{Method: "GET", URL: "http://pier.test/made"}
	r.Event(&network.EventRequestWillBeSent{RequestID: "2", Request: asked})
	r.Event(&network.EventResponseReceived{RequestID: "2", Response: &network.Response{URL: asked.URL, Status: 200, FromServiceWorker: true}})
	r.Event(&network.EventLoadingFinished{RequestID: "2"})
	<-tab.panicked
	r.Finish()
}
