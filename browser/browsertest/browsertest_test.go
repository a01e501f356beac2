package browsertest_test

import (
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

func TestCapture(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<!doctype html><title>Tide</title><body style="margin:0">
		<img src="`+browsertest.Flat(300, 200, browsertest.Green)+`" style="display:block"><p>High at noon.`))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	if page.Title != "Tide" || !strings.Contains(string(page.DOM), "High at noon.") {
		t.Errorf("title %q, document %s", page.Title, page.DOM)
	}
	img := browsertest.Decode(t, page.Picture)
	browsertest.WantArea(t, img, browsertest.Green, 300*200)
	browsertest.WantColor(t, img, 150, 100, browsertest.Green)
	browsertest.WantColor(t, img, 500, 100, browsertest.White)
	if n := site.Hits("/flat/300x200/10a020.png"); n != 1 {
		t.Errorf("the picture was asked for %d times", n)
	}
}

func TestOtherSite(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page("<title>Two names</title>"))
	page := browsertest.Capture(t, browser.Request{URL: site.Other})
	if page.FinalURL != site.Other+"/" || site.Other == site.URL {
		t.Errorf("captured %q", page.FinalURL)
	}
}

func TestProcesses(t *testing.T) {
	browsertest.Browser(t)
	if len(browsertest.Processes("tearsheet-profile-")) == 0 {
		t.Error("a running browser is not seen")
	}
	if left := browsertest.Processes(t.TempDir()); len(left) > 0 {
		t.Errorf("these processes use a new folder: %q", left)
	}
}
