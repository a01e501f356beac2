package browser_test

import (
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A page of which Chrome has more to tell than anybody can take in, to its last moment,
// holds up nobody else.
func TestFlood(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"nodes":     `const p = document.createElement('p'); p.textContent = 'tide'; document.body.append(p)`,
		"words":     `console.log('tide', location)`,
		"requests":  `fetch('data:,tide').catch(() => {})`,
		"frames":    `const f = document.createElement('iframe'); document.body.append(f); f.remove()`,
		"titles":    `document.title += '.'`,
		"addresses": `history.replaceState({}, '', '?' + Math.random())`,
		"workers":   `new Worker('data:text/javascript,0').terminate()`,
		"sheets":    `const s = document.createElement('style'); s.textContent = 'p { color: red }'; document.head.append(s)`,
		"errors":    `Promise.reject(Error('tide'))`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := browsertest.Serve(t, handler(map[string]handlerFunc{
				"/flood": html(`<!doctype html><title>Flood</title><p>Tide<script>setInterval(() => { for (let i = 0; i < 5000; i++) {` + script + `} }, 0)</script>`),
				"/calm":  html(`<!doctype html><title>Calm</title><p>Tide`),
			}))
			b := browsertest.Launch(t, browser.Options{})
			for range 2 {
				_, _ = browsertest.Attempt(t, b, browser.Request{URL: site.URL + "/flood", Timeout: 3 * time.Second}) // whatever comes of it
				if page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL + "/calm"}); page.Title != "Calm" {
					t.Errorf("title %q", page.Title)
				}
			}
		})
	}
}
