package browser_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// bomb is some hundred kilobytes that unpack to more than Chrome could hold in one piece.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(z, "<!doctype html><title>Tide</title>")
	part := make([]byte, 1<<20)
	for range 1500 {
		if _, err := z.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A page that unpacks to gigabytes fails, or goes without; those beside it never notice.
func TestRecordedBombs(t *testing.T) {
	packed := bomb(t)
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/page": typed("text/html", "<!doctype html><title>Page</title><p>The tide is in."),
		"/bomb": func(w response, _ *request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed)
		},
		"/image": typed("text/html", `<!doctype html><title>Image</title><p>Here.<img src="/bomb.png">`),
		"/bomb.png": func(w response, _ *request) {
			w.Header().Set("Content-Type", "image/png")
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed)
		},
	}))
	var pages sync.WaitGroup
	for i, path := range []string{"/page", "/bomb", "/page?2", "/image", "/page?3"} {
		pages.Go(func() {
			page, err := browsertest.Browser(t).Capture(t.Context(), browser.Request{URL: site.URL + path, Record: &notes{}})
			switch {
			case strings.HasPrefix(path, "/page"):
				if err != nil || page.Title != "Page" || page.Partial {
					t.Errorf("%d %s: %v, %v", i, path, page.Truncated, err)
				}
			case path == "/image":
				if err != nil || page.Title != "Image" || !strings.Contains(strings.Join(page.Truncated, "\n"), "unpacks to more") {
					t.Errorf("%d %s: %v, %v", i, path, page.Truncated, err)
				}
			default:
				if err == nil || !strings.Contains(err.Error(), "unpacks to more") {
					t.Errorf("%d %s: %v", i, path, err)
				}
			}
		})
	}
	pages.Wait()
}

// What a script reads as it comes is recorded as far as one answer may go.
func TestRecordedBombStream(t *testing.T) {
	packed := bomb(t)
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/bomb": func(w response, _ *request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed)
		},
		"/": typed("text/html", `<!doctype html><title>Script</title><p>Here.<script>
			fetch('/bomb?fetched').then(async answer => {
				const reader = answer.body.getReader();
				for (let n = 0;;) {
					const part = await reader.read();
					if (part.done || (n += part.value.length) > 290e6) break;
				}
				document.title = 'Read';
			})</script>`),
	}))
	record := &notes{}
	page := browsertest.Capture(t, browser.Request{URL: site.URL + "/", Record: record})
	if !strings.Contains(strings.Join(page.Truncated, "\n"), "the rest is missing") {
		t.Errorf("%v", page.Truncated)
	}
	x, n := record.find(browsertest.Made{Method: "GET", Path: "/bomb?fetched"})
	if n != 1 || x.size > 256<<20 || x.Response.Cut == nil || x.Response.Cut() != "length" {
		t.Errorf("%d records, %d bytes", n, x.size)
	}
}
