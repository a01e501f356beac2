package browser_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/exchange"
)

// notes keeps what was recorded, bodies as digests.
type notes struct {
	mu   sync.Mutex
	list []noted
}

type noted struct {
	exchange.Exchange
	size int
	sum  string
}

func (n *notes) Record(x exchange.Exchange) error {
	sum := sha256.New()
	var size int64
	if x.Response.Body != nil {
		var err error
		if size, err = io.Copy(sum, x.Response.Body); err != nil {
			return err
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = append(n.list, noted{x, int(size), hex.EncodeToString(sum.Sum(nil))})
	return nil
}

// Rollback forgets them: the page is loaded anew.
func (n *notes) Rollback() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = nil
	return nil
}

// find gives the first answer to a request, and how many there are.
func (n *notes) find(m browsertest.Made) (first noted, count int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, x := range n.list {
		u, err := url.Parse(x.Request.URL)
		if err == nil && x.Response.Status > 0 && x.Request.Method == m.Method && u.RequestURI() == m.Path && (m.Sent == "" || digestOf(x.Request.Body) == m.Sent) {
			if count++; count == 1 {
				first = x
			}
		}
	}
	return first, count
}

func (x noted) field(name string) (values []string) {
	for _, f := range x.Response.Header {
		if strings.EqualFold(f.Name, name) {
			values = append(values, f.Value)
		}
	}
	return values
}

// bare is what is recorded without its body, since Chrome gives none: a socket that is
// refused, and a page that speculation rules name.
var bare = map[string]bool{"/socket": true, "/speculated.html": true}

// Every request that reaches the server is recorded, with its body and the answer's as
// they were.
func TestRecordEverything(t *testing.T) {
	t.Parallel()
	site := browsertest.ServeRegister(t)
	var kept notes
	page := browsertest.Capture(t, browser.Request{URL: site.URL + "/", Record: &kept, Settle: browser.Settle{Pace: browser.PacePatient}})
	made := site.Made()
	if len(made) < 60 {
		t.Errorf("the page made %d requests only", len(made))
	}
	for _, m := range made {
		x, count := kept.find(m)
		switch {
		case count == 0:
			t.Errorf("%s is not recorded", m)
		case m.Path == "/service.js" && m.Status == 304: // Chrome asks by itself for a newer one, and tells nobody
		case x.Response.Status != m.Status:
			t.Errorf("%s: status %d is recorded as %d", m, m.Status, x.Response.Status)
		case bare[m.Path]:
			if cut(x) == "" {
				t.Errorf("%s is said to be whole", m)
			}
		case m.Method != "HEAD" && (m.Status < 300 || m.Status > 399) && x.sum != m.Got:
			t.Errorf("%s: a body of %d bytes is recorded as %d others (%q)", m, m.Size, x.size, cut(x))
		}
	}
	if x, _ := kept.find(browsertest.Made{Method: "GET", Path: "/api/cookie"}); len(x.field("Set-Cookie")) != 2 {
		t.Errorf("of two cookies %q are recorded", x.field("Set-Cookie"))
	}
	if x, _ := kept.find(browsertest.Made{Method: "GET", Path: "/"}); x.Address != "127.0.0.1" || x.Started.Before(page.Started) {
		t.Errorf("answered by %q at %s", x.Address, x.Started)
	}
	for _, note := range page.Truncated {
		t.Error(note)
	}
}

func cut(x noted) string {
	if x.Response.Cut == nil {
		return ""
	}
	return x.Response.Cut()
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Of captures at the same time in one Chrome, each is told of its own requests only.
func TestRecordApart(t *testing.T) {
	t.Parallel()
	b := browsertest.Launch(t, browser.Options{})
	kept := make([]notes, 4)
	sites := make([]*browsertest.Register, len(kept))
	var running sync.WaitGroup
	for i := range kept {
		sites[i] = browsertest.ServeRegister(t)
		running.Go(func() {
			browsertest.TryWith(t, b, browser.Request{URL: sites[i].URL + "/", Record: &kept[i]})
		})
	}
	running.Wait()
	for i := range kept {
		for _, x := range kept[i].list {
			if !strings.HasPrefix(x.Request.URL, sites[i].URL+"/") && !strings.HasPrefix(x.Request.URL, sites[i].Other+"/") {
				t.Errorf("capture %d of %s has %s", i, sites[i].URL, x.Request.URL)
			}
		}
		for _, m := range sites[i].Made() {
			if _, count := kept[i].find(m); count == 0 {
				t.Errorf("capture %d lacks %s", i, m)
			}
		}
	}
}

// A body of any length goes through in parts: neither it nor the tool grows with it.
func TestRecordLong(t *testing.T) { // alone, since it looks at the memory
	size := 150 / browsertest.Slowness << 20
	if testing.Short() {
		size = 20 << 20
	}
	part := bytes.Repeat([]byte("0123456789abcdef"), 1<<16)
	whole := sha256.New()
	for range size / len(part) {
		whole.Write(part)
	}
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": func(w response, _ *request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<p id=out><script>
				fetch('/long').then(async r => {
					let n = 0;
					for await (const part of r.body) n += part.length;
					out.textContent = 'got ' + n;
				})</script>`)
		},
		"/long": func(w response, _ *request) {
			for range size / len(part) {
				if _, err := w.Write(part); err != nil {
					return
				}
			}
		},
	}))
	var kept notes
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	page := browsertest.Capture(t, browser.Request{
		URL: site.URL + "/", Record: &kept, Settle: browser.Settle{For: []string{fmt.Sprint("text=got ", size)}},
	})
	runtime.ReadMemStats(&after)
	wantDOM(t, page, fmt.Sprint("got ", size))
	x, _ := kept.find(browsertest.Made{Method: "GET", Path: "/long"})
	if x.size != size || x.sum != hex.EncodeToString(whole.Sum(nil)) {
		t.Errorf("%d of %d bytes are recorded (%q)", x.size, size, cut(x))
	}
	if grown := int64(after.Sys) - int64(before.Sys); grown > 120<<20 {
		t.Errorf("memory has grown by %d MiB", grown>>20)
	}
}
