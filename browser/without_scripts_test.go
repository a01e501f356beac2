package browser_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/exchange"
)

// What the server sends can be had without what its scripts make of it.
func TestWithoutScripts(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<!doctype html><title>Bare</title><p>Tide<script>document.title = 'Scripted'; document.write('<p>written')</script>`))
	page := browsertest.Capture(t, browser.WithoutScripts(browser.Request{URL: site.URL}))
	if page.Title != "Bare" || strings.Contains(string(page.DOM), "<p>written</p>") || len(page.Picture) == 0 {
		t.Errorf("%s %s", page.Title, page.DOM)
	}
}

// Frames are left out as well: a thousand of them may be what it was too much for.
func TestWithoutFrames(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/{$}":   html(`<!doctype html><title>Bare</title><p>Tide<iframe src="/inner"></iframe>`),
		"/inner": func(response, *request) { asked.Add(1) },
	}))
	page := browsertest.Capture(t, browser.WithoutScripts(browser.Request{URL: site.URL}))
	wantDOM(t, page, "<p>Tide")
	if asked.Load() != 0 {
		t.Error("the frame was asked for")
	}
}

// No timer comes in a document in a sandbox, which is no reason to wait for it to the end of
// its time, or not to wait for what it shows.
func TestSandboxed(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/{$}": func(w response, r *request) {
			w.Header().Set("Content-Security-Policy", "sandbox")
			html(`<!doctype html><title>Sandbox</title><style>@keyframes comes{from{opacity:0}}h1{animation:comes 1s}</style><h1>Tide</h1><iframe src="/nothing"></iframe>`)(w, r)
		},
		"/nothing": func(w response, _ *request) { w.WriteHeader(http.StatusNoContent) },
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	if page.Coverage.Settled != "quiet" || page.Coverage.Complete < 1 {
		t.Errorf("%+v", page.Coverage)
	}
}

// A long document is there to its end.
func TestLongWithoutScripts(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<!doctype html><title>Long</title><p hidden>`+strings.Repeat("tide ", 1<<20)+`</p><p>Low water.`))
	page := browsertest.Capture(t, browser.WithoutScripts(browser.Request{URL: site.URL}))
	wantDOM(t, page, "<p>Low water.")
}

// endless is a document that goes on for ever, after 200 paragraphs in silence.
func endless(w response, r *request) {
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, "<!doctype html><title>Endless</title><h1>Tide</h1>")
	for i := 0; r.Context().Err() == nil; i++ {
		fmt.Fprintf(w, "<p>The tide came in %d times.", i)
		w.(interface{ Flush() }).Flush()
		if i > 200 {
			<-r.Context().Done()
		}
	}
}

// bodies keeps what was recorded of the main document, and how it ended.
type bodies struct {
	mu   sync.Mutex
	body []byte
	cut  string
}

func (k *bodies) Record(x exchange.Exchange) error {
	if x.Request.Kind != "Document" || x.Response.Body == nil {
		return nil
	}
	body, err := io.ReadAll(x.Response.Body)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.body = body; x.Response.Cut != nil {
		k.cut = x.Response.Cut()
	}
	return err
}

func (k *bodies) Rollback() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.body, k.cut = nil, ""
	return nil
}

// What records a page holds its document back until it is there; one that never is there is
// read as it comes, from its first byte on.
func TestEndlessRecorded(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{"/": endless}))
	var kept bodies
	page, err := browsertest.Attempt(t, browsertest.Browser(t), browser.Request{URL: site.URL, Timeout: 30 * time.Second, Record: &kept})
	if err != nil || !page.Partial || page.Title != "Endless" || !strings.Contains(string(page.DOM), "The tide came in 200 times.") {
		t.Fatalf("%v, partial %t, title %q, %d bytes, %q", err, page.Partial, page.Title, len(page.DOM), page.Truncated)
	}
	if text := string(kept.body); !strings.HasPrefix(text, "<!doctype html><title>Endless</title><h1>Tide</h1><p>The tide came in 0 times.<p>The tide came in 1 times.") || !strings.Contains(text, "in 200 times.") || kept.cut == "" {
		t.Errorf("recorded are %d bytes, cut %q: %.200s", len(kept.body), kept.cut, kept.body)
	}
}

// Documents without end are kept as far as they came.
func TestEndless(t *testing.T) {
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/infinite": endless,
		"/grows":    html(`<!doctype html><title>Endless</title><h1>Tide</h1><script>setInterval(() => { for (let i = 0; i < 500; i++) { const p = document.createElement('p'); p.textContent = 'tide ' + i; document.body.append(p) } }, 0)</script>`),
		"/write":    html(`<!doctype html><title>Endless</title><h1>Tide</h1><script>for (;;) document.write('<p>tide</p>')</script>`),
	}))
	for _, path := range []string{"/infinite", "/grows", "/write"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			page, err := browsertest.Attempt(t, browsertest.Browser(t), browser.Request{URL: site.URL + path, Timeout: 20 * time.Second})
			if err != nil || !page.Partial || page.Title != "Endless" || !strings.Contains(string(page.DOM), "<h1>Tide</h1>") {
				t.Errorf("%v, partial %t, title %q, %d bytes, %q", err, page.Partial, page.Title, len(page.DOM), page.Truncated)
			}
			t.Log(page.Timings.Total, page.Truncated)
		})
	}
}
