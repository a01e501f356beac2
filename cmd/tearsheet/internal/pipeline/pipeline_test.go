package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/snapshots"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// open makes a pipeline into an archive of the test's own.
func open(t *testing.T) *Pipeline {
	t.Helper()
	archive, err := snapshots.OpenWriter(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = archive.Close() })
	return &Pipeline{
		Browser: browsertest.Browser(t), Archive: archive, Tool: snapshots.Tool{Name: "tearsheet", Version: "test"},
		Pause: time.Millisecond,
	}
}

const story = `<!doctype html><html lang="en"><title>The bell | The Quay</title><meta property="og:site_name" content="The Quay">
<article><h1>The bell</h1><p>The bell on the quay was rung at noon, and nobody could say by whom, since the rope had been gone for a year.</p>
<p>The harbour office has asked for a new rope and for somebody to watch it.</p></article>`

func TestDoStoresAPage(t *testing.T) {
	p := open(t)
	site := browsertest.Serve(t, browsertest.Page(story))
	r := p.Do(t.Context(), browser.Request{URL: site.URL, Network: browser.Network{Headers: map[string]string{"Authorization": "Bearer hush-hush"}}})
	if r.Error != nil {
		t.Fatal(r.Error)
	}
	if r.Status != 200 || r.Title != "The bell | The Quay" || r.Article == nil || r.Article.Title != "The bell" || r.Coverage.Class != "content" {
		t.Errorf("result %+v, article %+v", r, r.Article)
	}
	for kind, name := range map[string]string{"dom": "dom.html", "screenshot": "screenshot.png", "article": "article.json", "markdown": "article.md", "manifest": "snapshot.json"} {
		if r.Files[kind] != name {
			t.Errorf("files has %s %q, want %q", kind, r.Files[kind], name)
		}
	}
	manifest, err := os.ReadFile(filepath.Join(r.Dir, "snapshot.json"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(manifest), "hush-hush") {
		t.Error("the manifest holds the value of a header")
	}
	for report, err := range p.Archive.Verify(t.Context()) {
		if err != nil || !report.OK() {
			t.Errorf("%+v %v", report, err)
		}
	}
}

func TestDoKeepsAFileAsItCame(t *testing.T) {
	p := open(t)
	body := []byte("box,weight\n1,12\n")
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		w.Header().Set("Content-Disposition", "attachment")
		_, _ = w.Write(body)
	}))
	r := p.Do(t.Context(), browser.Request{URL: site.URL})
	if r.Error != nil {
		t.Fatal(r.Error)
	}
	got, err := os.ReadFile(filepath.Join(r.Dir, r.Files["original"]))
	if err != nil || string(got) != string(body) {
		t.Errorf("kept %q as %q, %v", got, r.Files["original"], err)
	}
}

// A page that stands in the place of what was asked for is an error and is stored all
// the same.
func TestDoStoresABlockPage(t *testing.T) {
	p := open(t)
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<title>Access denied</title><h1>Access denied</h1><p>You do not have permission to view this page.")
	}))
	r := p.Do(t.Context(), browser.Request{URL: site.URL})
	if r.Error == nil || r.Error.Kind != "blocked" || r.Dir == "" || r.Status != 403 {
		t.Errorf("error %+v, dir %q, status %d", r.Error, r.Dir, r.Status)
	}
}

func TestDoTriesAgain(t *testing.T) {
	for _, test := range []struct {
		retries, status int
		failures, hits  int64
	}{
		{retries: 0, failures: 1, status: 503, hits: 1},
		{retries: 3, failures: 2, status: 200, hits: 3},
		{retries: 1, failures: 5, status: 503, hits: 2},
	} {
		p := open(t)
		p.Retries = test.retries
		var hits atomic.Int64
		site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			if r.URL.Path != "/" {
				w.WriteHeader(http.StatusNotFound)
				return
			}
			if hits.Add(1) <= test.failures {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
			fmt.Fprint(w, story)
		}))
		r := p.Do(t.Context(), browser.Request{URL: site.URL})
		if r.Error != nil || r.Status != test.status || hits.Load() != test.hits {
			t.Errorf("%+v: error %v, status %d, %d hits", test, r.Error, r.Status, hits.Load())
		}
	}
}

func TestAgain(t *testing.T) {
	answered := func(status int) *browser.Page {
		return &browser.Page{Response: browser.Response{Status: status}}
	}
	for _, test := range []struct {
		page *browser.Page
		err  error
		want bool
	}{
		{answered(200), nil, false},
		{answered(404), nil, false},
		{answered(429), nil, true},
		{answered(503), nil, true},
		{&browser.Page{Response: browser.Response{Status: 200}, Faltered: true}, nil, true},
		{&browser.Page{Response: browser.Response{Status: 200}, Coverage: browser.Coverage{Unloaded: []string{"https://a.test/ground.png: the server answered 404"}}}, nil, false},
		{answered(0), kinded("connect"), true},
		{answered(0), kinded("crash"), true},
		{answered(0), kinded("tls"), false},
		{answered(0), kinded("invalid_url"), false},
		{answered(0), errors.New("of no kind"), false},
	} {
		if got := again(test.page, test.err); got != test.want {
			t.Errorf("status %d, error %v: %t", test.page.Response.Status, test.err, got)
		}
	}
}

type kinded string

func (k kinded) Error() string { return string(k) }
func (k kinded) Kind() string  { return string(k) }

func TestRetryAfter(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"": 0, "7": 7 * time.Second, " 7 ": 7 * time.Second, "-3": 0, "99999999999": longestAsked, "Wed, 21 Oct 2026 07:28:00 GMT": 0, "Wed, 21 Oct 2026 07:30:00 GMT": time.Minute,
	} {
		page := &browser.Page{Response: browser.Response{Headers: map[string]string{"retry-after": value}}}
		if got := retryAfter(page, time.Date(2026, 10, 21, 7, 29, 0, 0, time.UTC)); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}

// The names of a result are what other programs read.
func TestFailHasEveryField(t *testing.T) {
	text, err := json.Marshal(Fail("https://example.com/", kinded("dns")))
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(text, &fields); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"url", "final_url", "status", "title", "dir", "files", "article", "overlays", "coverage", "truncated", "partial", "timings", "error"} {
		if _, ok := fields[name]; !ok {
			t.Errorf("%s is missing", name)
		}
		delete(fields, name)
	}
	if len(fields) > 0 {
		names := make([]string, 0, len(fields))
		for name := range fields {
			names = append(names, name)
		}
		slices.Sort(names)
		t.Errorf("fields that the contract does not know: %q", names)
	}
}
