package golden_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/snapshots/diff"
	"github.com/tearsheet/tearsheet/snapshots/golden"
)

// The page that is tested: this would be your own handler.
func harbour(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte(`<title>Harbour</title><h1 style="font: 30px sans-serif">High water at noon</h1>`))
}

func TestHarbour(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(harbour))
	defer server.Close()
	page := browsertest.Capture(t, browser.Request{URL: server.URL, Deterministic: true})
	golden.Check(t, "harbour", golden.Page{Browser: page.Browser, Picture: page.Picture, DOM: page.DOM}, diff.Options{})
}

// TestMain stops the browser that the tests share.
func TestMain(m *testing.M) { browsertest.Main(m) }

// A test captures a page and compares it with the golden one, which `go test -update`
// writes.
func Example() {
	// This example is the whole file.
}
