package singlefile_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/singlefile"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// loaded keeps what a page loads in memory.
type loaded struct {
	mu      sync.Mutex
	answers map[string]answer
}

type answer struct {
	status   int
	location string
	media    string
	data     []byte
}

func (l *loaded) Record(x exchange.Exchange) error {
	a := answer{status: x.Response.Status}
	for _, f := range x.Response.Header {
		switch strings.ToLower(f.Name) {
		case "location":
			a.location = f.Value
		case "content-type":
			a.media = f.Value
		}
	}
	if x.Response.Body != nil {
		var err error
		if a.data, err = io.ReadAll(x.Response.Body); err != nil {
			return err
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.answers == nil {
		l.answers = map[string]answer{}
	}
	if l.answers[x.Request.URL].status != http.StatusOK {
		l.answers[x.Request.URL] = a
	}
	return nil
}

// Rollback forgets them: the page is loaded anew.
func (l *loaded) Rollback() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.answers = nil
	return nil
}

// body gives what an address led to.
func (l *loaded) body(address string) (singlefile.Body, bool) {
	for range 5 {
		a, found := l.answers[address]
		if !found {
			return singlefile.Body{}, false
		}
		if a.location == "" {
			return singlefile.Body{URL: address, MediaType: a.media, Data: a.data}, a.status == http.StatusOK || strings.HasPrefix(a.media, "image/")
		}
		here, err := url.Parse(address)
		if err != nil {
			return singlefile.Body{}, false
		}
		there, err := here.Parse(a.location)
		if err != nil {
			return singlefile.Body{}, false
		}
		address = there.String()
	}
	return singlefile.Body{}, false
}

// addresses lists what was asked for.
func (l *loaded) addresses() (list []string) {
	for address := range l.answers {
		list = append(list, address)
	}
	return list
}

// fileOf captures a page and makes one file of it.
func fileOf(t *testing.T, req browser.Request) (page *browser.Page, text string, report singlefile.Report) {
	t.Helper()
	var all loaded
	req.Record = &all
	req.Outputs.Styled = true
	page = browsertest.Capture(t, req)
	if page.Styled == nil {
		t.Fatal("the page was not written: ", page.Truncated)
	}
	var b bytes.Buffer
	report, err := singlefile.Write(&b, *page.Styled, all.body)
	if err != nil {
		t.Fatal(err)
	}
	if report.Bytes != int64(b.Len()) {
		t.Errorf("the report says %d bytes, and there are %d", report.Bytes, b.Len())
	}
	return page, b.String(), report
}

// view opens a file with nothing beside it, scripts allowed, and gives its picture. It
// reports an error for each request that the file makes.
func view(t *testing.T, text string, req browser.Request) *browser.Page {
	t.Helper()
	site := browsertest.Serve(t, browsertest.Page(text))
	var asked loaded
	req.URL, req.Record = site.URL+"/page.html", &asked
	req.Overlays = browser.Overlays{Policy: browser.Keep, Consent: browser.Keep}
	page := browsertest.Capture(t, req)
	for _, address := range asked.addresses() {
		if address != req.URL && !strings.HasSuffix(address, "/favicon.ico") {
			t.Errorf("the file asks for %s", address)
		}
	}
	return page
}

// wantAlike reports an error where two pictures differ in more than a part of their pixels.
func wantAlike(t *testing.T, a, b []byte, part float64) {
	t.Helper()
	one, other := browsertest.Decode(t, a), browsertest.Decode(t, b)
	if one.Bounds() != other.Bounds() {
		t.Errorf("the pictures have the sizes %v and %v", one.Bounds().Size(), other.Bounds().Size())
		return
	}
	differ := 0
	for i := 0; i+3 < len(one.Pix); i += 4 {
		far := 0
		for c := range 3 {
			far = max(far, int(one.Pix[i+c])-int(other.Pix[i+c]), int(other.Pix[i+c])-int(one.Pix[i+c]))
		}
		if far > 8 {
			differ++
		}
	}
	if all := len(one.Pix) / 4; float64(differ) > part*float64(all) {
		t.Errorf("%d of %d pixels differ (%.3f %%)", differ, all, 100*float64(differ)/float64(all))
	}
}

// keep leaves files for whoever looks into a failure.
func keep(t *testing.T, files map[string][]byte) {
	t.Helper()
	dir := t.ArtifactDir()
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Log(err)
		}
	}
}
