package browser_test

import (
	"os"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

func TestMain(m *testing.M) {
	if fake, ok := fakes[os.Getenv(envFake)]; ok {
		os.Exit(fake())
	}
	browser.Patient(browsertest.Slowness)
	browsertest.Main(m)
}

// envFake makes this test binary stand in for Chrome: its value names one of fakes.
const envFake = "BROWSER_TEST_FAKE"

// fakes are browsers that misbehave: name -> what they do instead.
var fakes = map[string]func() int{}

// capture captures one page given as HTML, at the root of a site of its own.
func capture(t *testing.T, html string, req browser.Request) *browser.Page {
	t.Helper()
	req.URL = browsertest.Serve(t, browsertest.Page(html)).URL
	return browsertest.Capture(t, req)
}

// wantDOM reports an error unless the written document has each text.
func wantDOM(t *testing.T, page *browser.Page, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(string(page.DOM), text) {
			t.Errorf("the document lacks %q", text)
		}
	}
}

// wantNotDOM reports an error if the written document has one of the texts.
func wantNotDOM(t *testing.T, page *browser.Page, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(string(page.DOM), text) {
			t.Errorf("the document has %q", text)
		}
	}
}

// wantWhole reports an error if a capture was cut short.
func wantWhole(t *testing.T, page *browser.Page) {
	t.Helper()
	if page.Partial || page.Coverage.Settled != "quiet" {
		t.Errorf("partial %v, settled %q", page.Partial, page.Coverage.Settled)
	}
}
