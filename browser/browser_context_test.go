package browser_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// Pages know nothing of each other, unless they are to share a session: then a cookie
// stays, and what they have in common is loaded once.
func TestShareSession(t *testing.T) {
	const pages = 4
	for share, want := range map[bool]struct{ styles, first int64 }{false: {pages, pages}, true: {1, 1}} {
		t.Run(fmt.Sprint(share), func(t *testing.T) {
			t.Parallel()
			var styles, first atomic.Int64
			site := browsertest.Serve(t, handler(map[string]handlerFunc{
				"/style.css": func(w response, _ *request) {
					styles.Add(1)
					w.Header().Set("Content-Type", "text/css")
					w.Header().Set("Cache-Control", "max-age=3600")
					fmt.Fprint(w, "body { margin: 0; background: ", green, " }")
				},
				"/{page}": func(w response, r *request) {
					if _, err := r.Cookie("seen"); err != nil {
						first.Add(1)
					}
					w.Header().Set("Set-Cookie", "seen=1; Path=/")
					w.Header().Set("Content-Type", "text/html")
					fmt.Fprintf(w, `<!doctype html><title>Page %s</title><link rel="stylesheet" href="/style.css"><p>Words<script>open('/popups/%[1]s')</script>`, r.PathValue("page"))
				},
				"/popups/{page}": func(response, *request) {},
			}))
			b := browsertest.Launch(t, browser.Options{ShareSession: share})
			for i := range pages {
				page := browsertest.CaptureWith(t, b, browser.Request{URL: fmt.Sprintf("%s/%d", site.URL, i)})
				browsertest.WantColor(t, browsertest.Decode(t, page.Picture), 600, 400, browsertest.Green)
				if page.Title != fmt.Sprintf("Page %d", i) || page.Coverage.Popups != 1 {
					t.Errorf("page %d: title %q, %d popups", i, page.Title, page.Coverage.Popups)
				}
			}
			if styles.Load() != want.styles || first.Load() != want.first {
				t.Errorf("the style sheet was asked for %d times, not %d; %d pages came without a cookie, not %d", styles.Load(), want.styles, first.Load(), want.first)
			}
		})
	}
}
