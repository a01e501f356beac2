package browser_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/exchange"
)

// lateRecorder takes its time with an exchange, and sees whether Capture waits for it.
type lateRecorder struct {
	t        *testing.T
	returned chan struct{}
	recorded atomic.Int32
}

func (l *lateRecorder) Record(x exchange.Exchange) error {
	select {
	case <-l.returned:
		l.t.Errorf("Capture has returned before %s was recorded", x.Request.URL)
	case <-time.After(300 * time.Millisecond): // as long as it is given to return too early
	}
	l.recorded.Add(1)
	return nil
}

func (l *lateRecorder) Rollback() error { return nil }

// Capture returns when all is recorded, however it ends.
func TestRecordingEndsWithCapture(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": html("<title>Open</title>"),
		"/closed": func(w response, _ *request) {
			w.Header().Set("WWW-Authenticate", `Basic realm="quay"`)
			w.WriteHeader(401)
			fmt.Fprint(w, "No entry.")
		},
		"/file": func(w response, _ *request) {
			w.Header().Set("Content-Type", "application/zip")
			fmt.Fprint(w, "PK")
		},
	}))
	b := browsertest.Launch(t, browser.Options{})
	for _, path := range []string{"/", "/closed", "/file"} {
		t.Run(path, func(t *testing.T) {
			late := &lateRecorder{t: t, returned: make(chan struct{})}
			_, err := browsertest.Attempt(t, b, browser.Request{URL: site.URL + path, Record: late})
			close(late.returned)
			if (err != nil) != (path == "/closed") || late.recorded.Load() == 0 {
				t.Errorf("%d exchanges recorded, %v", late.recorded.Load(), err)
			}
		})
	}
}

// A page that crashes its tab is loaded twice and recorded once.
func TestRecordingAfterACrash(t *testing.T) {
	t.Parallel()
	var loads atomic.Int32
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": func(w response, _ *request) {
			w.Header().Set("Content-Type", "text/html")
			if loads.Add(1) == 1 { // V8 refuses an array of this size with a fatal error
				fmt.Fprint(w, `<p>Short-lived.<img src="/once.svg"><script>addEventListener('load', () => 'a'.repeat(2 ** 27 + 64).split(''))</script>`)
				return
			}
			fmt.Fprint(w, `<title>Second</title><img src="/twice.svg">`)
		},
		"/{dot}": typed("image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`),
	}))
	var kept notes
	page := browsertest.Capture(t, browser.Request{URL: site.URL + "/", Record: &kept})
	if page.Title != "Second" || loads.Load() != 2 {
		t.Fatalf("title %q after %d loads", page.Title, loads.Load())
	}
	for path, want := range map[string]int{"/": 1, "/once.svg": 0, "/twice.svg": 1} {
		if _, count := kept.find(browsertest.Made{Method: "GET", Path: path}); count != want {
			t.Errorf("%s is recorded %d times, not %d", path, count, want)
		}
	}
}

// A caller's deadline that is shorter than the request's leaves as much of itself for
// settling: a page that takes two seconds to be complete is complete.
func TestCallersDeadline(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<!doctype html><title>Late</title><p id="out">...<script>
		const begun = Date.now();
		(function next() { if (Date.now() - begun < 2000) fetch('/?' + Math.random()).then(next); else out.textContent = 'complete'; })();
	</script>`))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second*browsertest.Slowness)
	defer cancel()
	page, err := browsertest.Browser(t).Capture(ctx, browser.Request{URL: site.URL, Timeout: 5 * time.Minute, Settle: browser.Settle{For: []string{"text=complete"}}})
	if err != nil {
		t.Fatal(err)
	}
	wantDOM(t, page, "complete")
	if page.Partial || page.Coverage.Settled == "deadline" {
		t.Errorf("partial %v, settled %q", page.Partial, page.Coverage.Settled)
	}
}

// brokenReader panics when it is read.
type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { panic("the ink has dried") }

// brokenReplayer panics, or gives what panics.
type brokenReplayer struct{ late bool }

func (r brokenReplayer) Replay(exchange.Request) (exchange.Response, bool) {
	if !r.late {
		panic("the ink has dried")
	}
	return exchange.Response{Status: 200, Body: io.MultiReader(strings.NewReader("<p>"), brokenReader{})}, true
}

// What panics on the way of a page is the page's failure, and no other's.
func TestPanic(t *testing.T) {
	t.Parallel()
	for _, late := range []bool{false, true} {
		err, _ := browsertest.Refused(t, browser.Request{URL: "http://example.com/", Replay: brokenReplayer{late}})
		if err.Kind() != browser.KindInternal || !strings.Contains(err.Error(), "the ink has dried") || !strings.Contains(err.Error(), "session_test.go") && !strings.Contains(err.Error(), "Replay") && !strings.Contains(err.Error(), "Read") {
			t.Errorf("%s: %v", err.Kind(), err)
		}
	}
	if page := capture(t, "<title>Next</title>", browser.Request{}); page.Title != "Next" {
		t.Errorf("the next page has title %q", page.Title)
	}
}
