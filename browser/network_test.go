package browser

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/chromedp/cdproto/network"
)

// A document that was held back until it was whole is waited for from then on, however long
// that took.
func TestDocumentHeldBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := newTraffic()
		n.setMain("main")
		n.event(&network.EventRequestWillBeSent{
			RequestID: "1", LoaderID: "1", FrameID: "main", Type: network.ResourceTypeDocument, Request: &network.Request{URL: "http://pier.test/"},
		})
		time.Sleep(2 * totalPatience)
		n.event(&network.EventResponseReceived{
			RequestID: "1", FrameID: "main", Type: network.ResourceTypeDocument, Response: &network.Response{Status: 200, URL: "http://pier.test/"},
		})
		if at, waitsFor, _ := n.quietAt(loadGrace, false); waitsFor == "" || time.Until(at) != bytePatience {
			t.Errorf("for %s %q is waited for", time.Until(at), waitsFor)
		}
	})
}
