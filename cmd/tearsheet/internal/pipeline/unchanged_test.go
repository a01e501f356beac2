package pipeline

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/snapshots"
)

// grey is a picture of one colour.
func grey(t *testing.T, level uint8) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 40, 30))
	for i := range img.Pix {
		img.Pix[i] = level
	}
	img.SetGray(3, 3, color.Gray{Y: 200})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What counts as another page, and what does not.
func TestAsBefore(t *testing.T) {
	t.Parallel()
	archive, err := snapshots.OpenWriter(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	const dom = "<html><head><title>Ferry</title></head><body><p>The ferry left.</p></body></html>"
	result := func(m snapshots.Manifest) Result {
		return Result{Status: m.Status, FinalURL: m.FinalURL, Title: m.Title, Eval: captureOf(snapshots.Snapshot{Manifest: m}).Eval}
	}
	page := func() (snapshots.Manifest, []file) {
		return snapshots.Manifest{
				URL: "https://example.com/", FinalURL: "https://example.com/", Status: 200, Title: "Ferry",
				Options: json.RawMessage(`{"timeout_ms":45000,"viewport":[1280,800],"unless_unchanged":false}`), Capture: json.RawMessage(`{"eval":1,"timings":{"total":5}}`),
			}, []file{
				{"article", "article.json", []byte(`{"title":"Ferry","text":"The ferry left."}`)},
				{"dom", "dom.html", []byte(dom)},
				{"screenshot", "screenshot.png", grey(t, 120)},
				{"console", "console.jsonl", []byte("{}\n")},
			}
	}
	m, files := page()
	draft, err := archive.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := draft.WriteFile(f.kind, f.name, f.data); err != nil {
			t.Fatal(err)
		}
	}
	last, err := draft.Commit(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		change func(m *snapshots.Manifest, files *[]file)
		same   bool
	}{
		{"nothing", func(*snapshots.Manifest, *[]file) {}, true},
		{"what diff passes over", func(_ *snapshots.Manifest, f *[]file) {
			(*f)[0].data = []byte(`{ "text": "The ferry left.", "title": "Ferry" }`)
			(*f)[1].data = []byte(strings.Replace(dom, "<body>", "<!-- served by 7 --><body>\n", 1))
			(*f)[2].data = grey(t, 121)
			(*f)[3].data = []byte("{\"kind\":\"error\"}\n")
		}, true},
		{"more time, and other timings", func(m *snapshots.Manifest, _ *[]file) {
			m.Options = json.RawMessage(`{"timeout_ms":9,"viewport":[1280,800],"unless_unchanged":true}`)
			m.Capture = json.RawMessage(`{"eval":1,"timings":{"total":7}}`)
		}, true},
		{"a field", func(_ *snapshots.Manifest, f *[]file) {
			(*f)[0].data = []byte(`{"title":"Ferry","text":"The ferry left.","section":"News"}`)
		}, false},
		{"the document", func(_ *snapshots.Manifest, f *[]file) {
			(*f)[1].data = []byte(strings.Replace(dom, "left.", "left at nine.", 1))
		}, false},
		{"the picture", func(_ *snapshots.Manifest, f *[]file) { (*f)[2].data = grey(t, 180) }, false},
		{"the status", func(m *snapshots.Manifest, _ *[]file) { m.Status = 404 }, false},
		{"where it led", func(m *snapshots.Manifest, _ *[]file) { m.FinalURL = "https://example.com/other" }, false},
		{"the window", func(m *snapshots.Manifest, _ *[]file) { m.Options = json.RawMessage(`{"viewport":[800,600]}`) }, false},
		{"what a script gave", func(m *snapshots.Manifest, _ *[]file) { m.Capture = json.RawMessage(`{"eval":2}`) }, false},
		{"a download", func(_ *snapshots.Manifest, f *[]file) {
			*f = append(*f, file{"download-1", "download-1.txt", []byte("x")})
		}, false},
		{"no picture", func(_ *snapshots.Manifest, f *[]file) { *f = append((*f)[:2:2], (*f)[3]) }, false},
	} {
		m, files := page()
		test.change(&m, &files)
		if got := asBefore(last, result(m), m.Options, files); got != test.same {
			t.Errorf("%s differs: as before is %t", test.name, got)
		}
	}
}

// A page that is as before leaves a line in the log and no snapshot; one that changed, failed or is
// captured in another way is stored.
func TestUnlessUnchanged(t *testing.T) {
	p := open(t)
	p.UnlessUnchanged = true
	var text, status atomic.Value
	text.Store("The harbour reopened on Monday, the harbour master said.")
	status.Store(http.StatusOK)
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status.Load().(int))
		w.Write([]byte("<!doctype html><html lang=en><title>Harbour</title><article><h1>Harbour reopens</h1><p>" + text.Load().(string) + "</p></article>"))
	}))
	req := browser.Request{URL: site.URL, View: browser.View{Width: 500, Height: 400}}
	capture := func(unchanged bool, what string) Result {
		t.Helper()
		r := p.Do(t.Context(), req)
		if r.Error != nil || (r.Unchanged != nil) != unchanged || (r.Skipped == "unchanged") != unchanged || r.Dir == "" {
			t.Fatalf("%s: unchanged %v, skipped %q, in %q, error %v", what, r.Unchanged, r.Skipped, r.Dir, r.Error)
		}
		return r
	}
	first := capture(false, "the first")
	same := capture(true, "the same again")
	if same.Dir != first.Dir || same.Files["dom"] != "dom.html" || same.Article == nil || same.Article.Text != first.Article.Text {
		t.Errorf("the result is %+v", same)
	}
	text.Store("The harbour reopened on Tuesday, the harbour master said.")
	capture(false, "an edited one")
	status.Store(http.StatusNotFound)
	capture(false, "another status")
	capture(true, "that again")
	req.View.Width = 600
	capture(false, "another window")
	p.Name = "wide"
	capture(false, "another name")
	capture(true, "that again")

	ledger := p.Archive.Ledger()
	if err := ledger.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	id := same.Unchanged.ID
	looks := ledger.Looks(id.Host(), id.Page())
	if len(looks) != 3 || looks[0].Snapshot != id || looks[0].Look.Status != 200 || looks[0].Look.Files["dom"] == (snapshots.Digest{}) || looks[1].Look.Status != 404 {
		t.Errorf("the log has %d looks: %+v", len(looks), looks)
	}
	stored := 0
	for report, err := range p.Archive.Verify(t.Context()) {
		if err != nil || len(report.Problems) > 0 {
			t.Error(err, report.Problems)
		}
		if report.ID != "" {
			stored++
		}
	}
	if stored != 5 {
		t.Errorf("%d snapshots, want 5", stored)
	}
}
