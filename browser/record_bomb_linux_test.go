package browser_test

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// bomb is some hundred kilobytes that unpack to more than Chrome could hold in one piece.
func bomb(t *testing.T) []byte {
	t.Helper()
	packed := bytes.NewBuffer([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"))
	sum := crc32.NewIEEE()
	add := func(part []byte, times int) {
		var block bytes.Buffer
		z, err := flate.NewWriter(&block, flate.BestSpeed)
		if err == nil {
			_, err = z.Write(part)
		}
		if err = errors.Join(err, z.Flush()); err != nil {
			t.Fatal(err)
		}
		for range times { // each stands for itself: packing it once is enough
			packed.Write(block.Bytes())
			sum.Write(part)
		}
	}
	const head, size, parts = "<!doctype html><title>Tide</title>", 1 << 20, 1500
	add([]byte(head), 1)
	add(make([]byte, size), parts)
	packed.WriteString("\x01\x00\x00\xff\xff") // the last block
	end := binary.LittleEndian.AppendUint32(nil, sum.Sum32())
	packed.Write(binary.LittleEndian.AppendUint32(end, uint32(len(head)+size*parts)))
	return packed.Bytes()
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
			page, err := browsertest.Attempt(t, browsertest.Browser(t), browser.Request{URL: site.URL + path, Record: &notes{}})
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
