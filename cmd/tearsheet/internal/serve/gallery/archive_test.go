package gallery

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"iter"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// story is a capture that a test stores.
type story struct {
	url, title, language, direction, html, class string
	status                                       int
	at                                           time.Time
	tags                                         []string
	data                                         map[string][]byte // content by kind, where it is another
	capture                                      string
	partial                                      bool
}

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// names are the files of each kind.
var names = map[string]string{"dom": "dom.html", "html": "page.html", "screenshot": "screenshot.png", "boxes": "boxes.json", "pdf": "page.pdf", "console": "console.jsonl"}

// keep stores a capture.
func keep(t testing.TB, w *snapshots.Writer, s story) snapshots.Snapshot {
	t.Helper()
	draft, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Abort()
	if s.html != "" {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(s.html))
		if err != nil {
			t.Fatal(err)
		}
		var paragraphs []string
		doc.Find("p, h2, li, blockquote").Each(func(_ int, p *goquery.Selection) { paragraphs = append(paragraphs, strings.TrimSpace(p.Text())) })
		text := strings.Join(paragraphs, "\n\n")
		data, err := json.Marshal(map[string]any{
			"title": s.title, "language": s.language, "direction": s.direction, "html": s.html, "text": text, "tags": s.tags,
			"authors": []string{"Ada Quill"}, "published": "2026-11-22T09:30:00+01:00", "word_count": len(strings.Fields(text)), "site_name": "The Example",
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := draft.WriteFile("article", "article.json", data); err != nil {
			t.Fatal(err)
		}
	}
	for kind, data := range s.data {
		if err := draft.WriteFile(kind, names[kind], data); err != nil {
			t.Fatal(err)
		}
	}
	if s.capture == "" {
		s.capture = fmt.Sprintf(`{"coverage":{"class":%q,"settled":"quiet","images":{"found":12,"loaded":11,"broken":1,"lazy_found":5,"lazy_loaded":5},"fonts":{"loaded":2,"failed":1},"requests":{"made":31,"failed":1},"seen":{"found":80,"shown":80}},
			"overlays":[{"kind":"consent","how":"clicked","detail":"the button Reject all","area":40}],"truncated":[],"timings":{"response":120,"load":480,"settled":1900,"total":3100},"response":{"media_type":"text/html","protocol":"h2","remote_address":"192.0.2.7:443"}}`, s.class)
	}
	snap, err := draft.Commit(t.Context(), snapshots.Manifest{
		URL: s.url, FinalURL: s.url, Status: s.status, Title: s.title, CapturedAt: s.at, Partial: s.partial,
		Tool: snapshots.Tool{Name: "tearsheet", Version: "0.0.0"}, Browser: "HeadlessChrome/156.0.0.0",
		Article: &snapshots.Article{Title: s.title, Language: s.language, WordCount: 60}, Capture: json.RawMessage(s.capture),
	})
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// sheet is a PNG of a page, with a headline, a picture and lines of text.
func sheet(t testing.TB, width, height int, ink color.Color) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	fill := func(x0, y0, x1, y1 int, c color.Color) {
		draw.Draw(img, image.Rect(x0, y0, x1, y1), image.NewUniform(c), image.Point{}, draw.Src)
	}
	fill(0, 0, width, 60, ink)
	fill(width/10, 110, width*7/10, 150, color.Gray{40})
	fill(width/10, 200, width*9/10, 520, color.RGBA{0x9a, 0xb5, 0xc9, 0xff})
	for y := 570; y < height-40; y += 34 {
		if y/34%6 != 0 {
			fill(width/10, y, width*9/10-y*37%90, y+12, color.Gray{uint8(110 + y%40)})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const english = `<h2>A second bridge</h2><p>The council of Harrowmere voted on Tuesday to build a second bridge over the Lune, after a winter in which the old one was closed for forty-one days.</p>
<p>Work begins in March. “We have waited for this since the flood,” said the harbour master, who keeps the tide tables and the only key to the old toll house.</p>
<blockquote><p>Nobody remembers who first asked for it.</p></blockquote><ul><li>Two lanes, and one for bicycles</li><li>A lift for the lower quay</li></ul>
<p>The bridge will cost <a href="https://council.example/budget">eleven million</a>, of which the county pays a third. <strong>No toll</strong> is planned.</p><figure><img src="https://cdn.example/bridge.jpg" alt="The old bridge at low tide"><figcaption>The old bridge, seen from the lower quay.</figcaption></figure>
<table><thead><tr><th>Year</th><th>Days closed</th></tr></thead><tbody><tr><td>2024</td><td>17</td></tr><tr><td>2025</td><td>41</td></tr></tbody></table>`

const arabic = `<p>وصلت صباح أمس مكتبة متنقلة تحمل أكثر من ألفي كتاب إلى قرى الوادي الشرقي، في أول رحلة لها منذ إصلاح الطريق الجبلي.</p><p>وقالت أمينة المكتبة إن الأطفال انتظروا الحافلة عند الجسر قبل طلوع الشمس.</p>`

// stock stores captures of all sorts: of one page four, which differ.
func stock(t testing.TB) (*snapshots.Writer, []snapshots.Snapshot) {
	t.Helper()
	w, err := snapshots.OpenWriter(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	blue, red := color.RGBA{0x23, 0x57, 0x7e, 0xff}, color.RGBA{0xa0, 0x40, 0x30, 0xff}
	boxes := []byte(`{"width":1280,"height":2600,"boxes":[{"paragraph":1,"x":128,"y":570,"width":1024,"height":120},{"paragraph":2,"x":128,"y":1900,"width":1024,"height":150}]}`)
	var list []snapshots.Snapshot
	for _, s := range []story{
		{url: "https://harrowmere.example/news/bridge", title: "Harrowmere votes for a second bridge", language: "en-GB", direction: "ltr", html: english, class: "content", status: 200, at: noon, tags: []string{"Bridges", "Harrowmere"},
			data: map[string][]byte{"screenshot": sheet(t, 1280, 2600, blue), "boxes": boxes, "dom": []byte("<!doctype html><html lang=en><title>Bridge</title><h1>A second bridge</h1><p>The council voted."), "html": []byte("<!doctype html><html lang=en><title>Bridge</title><style>h1{color:#23577e}</style><h1>A second bridge</h1>")}},
		{url: "https://harrowmere.example/news/bridge", title: "Harrowmere votes for a second bridge", language: "en-GB", direction: "ltr", html: english, class: "content", status: 200, at: noon.Add(26 * time.Hour), data: map[string][]byte{"screenshot": sheet(t, 1280, 2600, blue)}},
		{url: "https://harrowmere.example/news/bridge", title: "Harrowmere votes for a second bridge", language: "en-GB", direction: "ltr", html: strings.Replace(english, "Work begins in March.", "Work begins in May, the council now says.", 1), class: "content", status: 200, at: noon.Add(60 * time.Hour), tags: []string{"Bridges"},
			data: map[string][]byte{"screenshot": sheet(t, 1280, 2640, red), "boxes": boxes, "dom": []byte("<!doctype html><html lang=en><title>Bridge</title><h1>A second bridge</h1><p>The council voted twice.")}},
		{url: "https://harrowmere.example/news/bridge", title: "Page not found", class: "not_found", status: 404, at: noon.Add(100 * time.Hour), data: map[string][]byte{"screenshot": sheet(t, 1280, 900, red)}},
		{url: "https://أخبار.example/مكتبة", title: "مكتبة متنقلة تصل إلى قرى الوادي", language: "ar", direction: "rtl", html: arabic, class: "content", status: 200, at: noon.Add(30 * time.Hour), data: map[string][]byte{"screenshot": sheet(t, 1280, 1800, color.RGBA{0x2f, 0x6b, 0x43, 0xff})}},
		{url: "https://minato.example/2026/11/fune?x=1", title: "新しい渡し船が港に着いた", language: "ja", html: "<p>新しい渡し船が港に着いた。船長は夜明け前に出航したという。</p>", class: "content", status: 200, at: noon.Add(31 * time.Hour), partial: true, data: map[string][]byte{"screenshot": sheet(t, 412, 2400, color.RGBA{0x3d, 0x55, 0xa5, 0xff})}},
		{url: "https://members.example/account", title: "Sign in", class: "login", status: 401, at: noon.Add(101 * time.Hour)},
	} {
		list = append(list, keep(t, w, s))
	}
	return w, list
}

// open makes a gallery of an archive.
func open(t testing.TB, w *snapshots.Writer, jobs Jobs) *Gallery {
	t.Helper()
	x := index.Open(w.Store, index.Options{Fresh: time.Second})
	g, err := New(w.Store, x, Options{Side: pipeline.SnapshotSide, Jobs: jobs})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		g.Close()
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return g
}

// ask sends a request to a gallery.
func ask(t testing.TB, g http.Handler, method, address string, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, address, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	return w
}

// look gets a page that must be there.
func look(t testing.TB, g http.Handler, address string) *goquery.Document {
	t.Helper()
	response := ask(t, g, http.MethodGet, address, "")
	if response.Code != http.StatusOK {
		t.Fatalf("%s: %d: %s", address, response.Code, response.Body)
	}
	doc, err := goquery.NewDocumentFromReader(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// fakeJobs remembers what it is asked for.
type fakeJobs struct {
	mu    sync.Mutex
	asked []Ask
	list  []Run
	steps chan Run // what Watch gives of the run that is running
}

func (j *fakeJobs) Submit(_ context.Context, ask Ask) ([]Run, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.asked = append(j.asked, ask)
	var runs []Run
	for _, url := range ask.URLs {
		runs = append(runs, Run{ID: fmt.Sprint("run-", len(j.list)+1), URL: url, State: Queued, Created: noon})
		j.list = append(j.list, runs[len(runs)-1])
	}
	return runs, nil
}

func (j *fakeJobs) Run(_ context.Context, id string) (Run, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, r := range j.list {
		if r.ID == id {
			return r, nil
		}
	}
	return Run{}, ErrNoRun
}

func (j *fakeJobs) Runs(_ context.Context, state State, _ string, limit int) (list []Run, next string, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, r := range j.list {
		if state == "" || r.State == state {
			list = append(list, r)
		}
	}
	return list[:min(limit, len(list))], "", nil
}

func (j *fakeJobs) Retry(ctx context.Context, id string) (Run, error) {
	run, err := j.Run(ctx, id)
	if err != nil {
		return run, err
	}
	runs, err := j.Submit(ctx, Ask{URLs: []string{run.URL}})
	return runs[0], err
}

func (j *fakeJobs) Cancel(_ context.Context, id string) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	for i, r := range j.list {
		if r.ID == id {
			j.list[i].State = Canceled
			return nil
		}
	}
	return ErrNoRun
}

func (j *fakeJobs) Watch(ctx context.Context, id string) iter.Seq2[Run, error] {
	return func(yield func(Run, error) bool) {
		run, err := j.Run(ctx, id)
		if err != nil || !yield(run, nil) {
			return
		}
		steps := j.steps
		if run.State != Running {
			steps = nil
		}
		for {
			select {
			case r := <-steps:
				j.mu.Lock()
				for i := range j.list {
					if j.list[i].ID == id {
						j.list[i] = r
					}
				}
				j.mu.Unlock()
				if !yield(r, nil) || r.State.Ended() {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}
