package browser_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What is no page is kept byte for byte; what Chrome can show is shown besides.
func TestOriginal(t *testing.T) {
	t.Parallel()
	all := make([]byte, 0, 1<<16)
	for i := range 1 << 16 {
		all = append(all, byte(i*i>>3))
	}
	latin := "caf\xe9 \x80 \r\n\t end"
	tests := []struct {
		path, mediaType, disposition, body string
		name                               string // of the file
		shown                              bool
	}{
		{"/report.pdf", "application/pdf", "", "%PDF-1.4\n" + string(all), "original.pdf", false},
		{"/flag", "image/png", "", string(browsertest.PNG(300, 100, browsertest.Blue)), "original.png", true},
		{"/data.json", "application/json", "", `{"b": 1,  "a": [1, 2]}` + "\n", "original.json", true},
		{"/notes", "text/plain; charset=iso-8859-1", "", latin, "original.txt", true},
		{"/feed.xml", "application/rss+xml", "", `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>`, "original.xml", true},
		{"/pack.zip", "application/zip", "", "PK\x03\x04" + string(all), "original.zip", false},
		{"/blob", "application/octet-stream", "", string(all), "original.bin", false},
		{"/odd", "application/x-invented", "", "odd", "original.bin", false},
		{"/get?id=7", "text/html", `attachment; filename="page.html"`, "<p>Saved, not shown.", "original.html", false},
		{"/table", "text/csv", "", "a,b\r\n1,2\r\n", "original.csv", false},
	}
	for _, test := range tests {
		t.Run(test.name+" "+test.mediaType, func(t *testing.T) {
			t.Parallel()
			site := browsertest.Serve(t, handler(map[string]handlerFunc{"/{file}": func(w response, _ *request) {
				w.Header().Set("Content-Type", test.mediaType)
				if test.disposition != "" {
					w.Header().Set("Content-Disposition", test.disposition)
				}
				fmt.Fprint(w, test.body)
			}}))
			page := browsertest.Capture(t, browser.Request{URL: site.URL + test.path})
			file := page.Original
			if file == nil {
				t.Fatal("nothing was kept")
			}
			if !bytes.Equal(file.Data, []byte(test.body)) {
				t.Errorf("%d bytes are kept, and %d were sent; they differ", len(file.Data), len(test.body))
			}
			mediaType, _, _ := strings.Cut(test.mediaType, ";")
			if file.Name != test.name || file.MediaType != mediaType || file.URL != site.URL+test.path {
				t.Errorf("file is %q of %q from %q", file.Name, file.MediaType, file.URL)
			}
			if page.FinalURL != site.URL+test.path || page.Response.Status != 200 {
				t.Errorf("final %q, status %d", page.FinalURL, page.Response.Status)
			}
			if shown := page.Picture != nil; shown != test.shown {
				t.Errorf("there is a picture: %v", shown)
			}
			if len(page.Truncated) > 0 {
				t.Errorf("it says that it cut: %q", page.Truncated)
			}
			if test.mediaType == "image/png" {
				browsertest.WantArea(t, browsertest.Decode(t, page.Picture), browsertest.Blue, 300*100)
			}
		})
	}
}

func TestDownloadIsCapped(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{"/": typed("application/zip", strings.Repeat("0123456789", 500_000))}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL, Network: browser.Network{DownloadMax: 2_000_000}})
	if page.Original == nil || len(page.Original.Data) != 2_000_000 || len(page.Truncated) != 1 {
		t.Errorf("truncated %q", page.Truncated)
	}
}

// The limit holds for what Chrome can show too, whether the server says how long it is or not.
func TestShownFileIsCapped(t *testing.T) {
	t.Parallel()
	text := strings.Repeat(strings.Repeat("tide ", 19)+"high\n", 500)
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/said": func(w response, _ *request) {
			w.Header().Set("Content-Type", "text/plain")
			w.Header().Set("Content-Length", fmt.Sprint(len(text)))
			fmt.Fprint(w, text)
		},
		"/unsaid": func(w response, _ *request) {
			w.Header().Set("Content-Type", "text/plain")
			w.(http.Flusher).Flush()
			fmt.Fprint(w, text)
		},
	}))
	for _, path := range []string{"/said", "/unsaid"} {
		page := browsertest.Capture(t, browser.Request{URL: site.URL + path, Network: browser.Network{DownloadMax: 20_000}})
		if page.Original == nil || string(page.Original.Data) != text[:20_000] || len(page.Truncated) != 1 {
			t.Errorf("%s: truncated %q", path, page.Truncated)
		}
	}
}

// A file of which there is no picture is kept all the same.
func TestOriginalWithoutPicture(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("0123456789", 200_000)
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/small": typed("application/json", `{"tide": "high"}`),
		"/large": typed("text/plain", text),
	}))
	for path, test := range map[string]struct {
		size int
		req  browser.Request
	}{
		"/small": {16, browser.Request{Picture: browser.Picture{Selectors: []string{"video"}}}},
		"/large": {len(text), browser.Request{Timeout: 20 * time.Second}},
	} {
		test.req.URL = site.URL + path
		page := browsertest.Capture(t, test.req)
		if page.Original == nil || len(page.Original.Data) != test.size {
			t.Fatalf("%s: it is not kept", path)
		}
		if page.Picture == nil && (!page.Partial || len(page.Truncated) == 0) {
			t.Errorf("%s: partial %v, truncated %q", path, page.Partial, page.Truncated)
		}
	}
}

// A file that a page sends by itself is kept beside the page.
func TestDownloadBesides(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": html(`<title>Press kit</title><p>It comes by itself.<script>setTimeout(() => location.href = '/kit.zip', 100)</script>`),
		"/kit.zip": func(w response, _ *request) {
			w.Header().Set("Content-Disposition", "attachment")
			fmt.Fprint(w, "PK\x03\x04 kit")
		},
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	if page.Title != "Press kit" || page.Original != nil || page.FinalURL != site.URL+"/" || page.Response.Status != 200 {
		t.Errorf("title %q, original %v, final %q, status %d", page.Title, page.Original, page.FinalURL, page.Response.Status)
	}
	if len(page.Downloads) != 1 || string(page.Downloads[0].Data) != "PK\x03\x04 kit" || page.Downloads[0].URL != site.URL+"/kit.zip" {
		t.Errorf("downloads are %+v", page.Downloads)
	}
	wantWhole(t, page)
}

func TestEmptyBody(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{"/": html(""), "/plain": typed("text/plain", "")}))
	for _, path := range []string{"/", "/plain"} {
		page := browsertest.Capture(t, browser.Request{URL: site.URL + path})
		if page.Response.Status != 200 || page.Picture == nil || page.DOM == nil {
			t.Errorf("%s: status %d, picture of %d bytes, document of %d", path, page.Response.Status, len(page.Picture), len(page.DOM))
		}
	}
}

func TestFileAddress(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(os.TempDir(), "public") // t.TempDir is for this user alone
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	path := writeFile(t, dir, "local.html", "<!doctype html><title>Local</title><p>From the disk.")
	page := browsertest.Capture(t, browser.Request{URL: "file://" + path, AllowFile: true})
	if page.Title != "Local" || page.FinalURL != "file://"+path {
		t.Errorf("title %q, final %q", page.Title, page.FinalURL)
	}
	wantDOM(t, page, "From the disk.")
	if err, _ := browsertest.Refused(t, browser.Request{URL: "file://" + path + ".none", AllowFile: true}); err.Kind() != "invalid_url" {
		t.Errorf("a file that is not there: %s: %v", err.Kind(), err)
	}
}
