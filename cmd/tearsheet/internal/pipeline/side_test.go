package pipeline

import (
	"bytes"
	"fmt"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// ferry is a page on which each of the changes below can be made.
const ferry = `<!doctype html><html lang="en"><head><title>New ferry to the islands | The Quay</title>
<meta property="og:title" content="New ferry to the islands"><meta property="og:site_name" content="The Quay"><meta property="og:type" content="article">
<meta property="article:published_time" content="2026-03-04T08:00:00+01:00">
<style>body{font:16px/1.5 sans-serif;margin:0;color:#222}header{background:#24506e;color:#fff;padding:16px 40px}main{max-width:640px;margin:24px 40px}
.panel{background:#dfe9ef;padding:12px;margin:24px 0}button{position:relative;left:0;font:inherit;padding:6px 18px}p.lead{font-weight:400}</style></head>
<body><header><b>The Quay</b></header>
<main><article><h1>New ferry to the islands</h1><p class="byline">By Ada Lindqvist, <time datetime="2026-03-04T08:00:00+01:00">4 March 2026</time></p>
<p class="lead">The new ferry to the outer islands left the harbour this morning, an hour after the fog had lifted and with every seat taken.</p>
<img src="/flat/200x100/10a020.png" width="200" height="100" alt="The ferry">
<p>It crosses in forty minutes, half of what the old boat took, and carries twelve cars on a deck that is open to the sky.</p>
<p>The old boat stays at the pier as a reserve until the summer is over, the harbour office said, and will then be sold.</p></article>
<ul class="links"><li>Timetable</li><li>Prices of the crossing</li><li>How to get to the pier</li></ul>
<div class="panel">Tickets are sold on board. <button>Buy now</button></div><footer>Printed on the quay</footer></main></body></html>`

// changes are what may become of a page, each by itself, and the parts that must tell.
var changes = []struct {
	name, old, new string
	told           string // the parts, as Summary names them
}{
	{"a shift by one pixel", ".panel{", ".panel{position:relative;left:1px;", "picture"},
	{"a colour that is 2 % lighter", "#24506e", "#295573", "picture"},
	{"a heavier font", "p.lead{font-weight:400}", "p.lead{font-weight:700}", "picture"},
	{"a picture that is missing", "/flat/200x100/10a020.png", "/gone.png", "picture structure resources console"},
	{"a button that moved", "left:0;", "left:9px;", "picture"},
	{"another title", ">New ferry to the islands</h1>", ">Old ferry to the islands</h1>", "picture text"},
	{"another date", "2026-03-04T", "2026-03-05T", "fields"},
	{"a paragraph that was lost", `<p>It crosses in forty minutes, half of what the old boat took, and carries twelve cars on a deck that is open to the sky.</p>`, "", "picture text fields structure"},
	{"a banner that was added", "<body>", `<body><div style="background:#ffd;padding:12px">No boats on Sunday.</div>`, "picture text structure"},
	{"a list in another order", "<li>Timetable</li><li>Prices of the crossing</li>", "<li>Prices of the crossing</li><li>Timetable</li>", "picture text structure"},
	{"an element that is hidden", "<footer>", "<footer hidden>", "picture text structure"},
	{"a new error on the console", "</body>", "<script>console.error('The tide table is late')</script></body>", "console"},
}

// look captures a page as `tearsheet check` does.
func look(t *testing.T, p *Pipeline, address string) diff.Side {
	t.Helper()
	page, side, err := p.Look(t.Context(), browser.Request{URL: address, Deterministic: true})
	if err != nil {
		t.Fatal(err)
	}
	if page.Partial {
		t.Errorf("the capture of %s is partial: %+v", address, page.Coverage)
	}
	return side
}

// versions serves the ferry's page, and from then on what it is told to show.
func versions(t *testing.T) (site *browsertest.Site, show func(html string)) {
	current := ferry
	return browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Date", "Wed, 04 Mar 2026 08:00:00 GMT")
		fmt.Fprint(w, current)
	})), func(html string) { current = html }
}

func TestEveryChangeIsSeen(t *testing.T) {
	p := open(t)
	site, show := versions(t)
	base := look(t, p, site.URL)
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			changed := strings.ReplaceAll(ferry, c.old, c.new)
			if changed == ferry {
				t.Fatal("the page does not have what is to change")
			}
			show(changed)
			r, err := diff.Compare(base, look(t, p, site.URL), diff.Options{Skip: []string{"header:content-length"}})
			if err != nil {
				t.Fatal(err)
			}
			told := strings.Join(r.Summary(), "\n")
			for _, part := range strings.Fields(c.told) {
				if !strings.Contains("\n"+told, "\n"+part+":") {
					t.Errorf("%s says nothing of it", part)
				}
			}
			if t.Failed() || r.Equal() {
				t.Errorf("equal is %t; the summary:\n%s\nresult %+v", r.Equal(), told, r)
			}
			t.Log(told)
			if r.Picture.Diff != nil {
				if _, err := png.Decode(bytes.NewReader(r.Picture.Diff)); err != nil {
					t.Error(err)
				}
				os.WriteFile(filepath.Join(t.ArtifactDir(), "difference.png"), r.Picture.Diff, 0o644)
			}
		})
	}
}

// unchanged is how often a page is captured again in the search for false alarms;
// TEARSHEET_UNCHANGED asks for more.
var unchanged = 3

// The same page is the same page: no false alarm.
func TestNothingIsSeenWhereNothingChanged(t *testing.T) {
	if n, err := strconv.Atoi(os.Getenv("TEARSHEET_UNCHANGED")); err == nil {
		unchanged = n
	}
	p := open(t)
	site, _ := versions(t)
	base := look(t, p, site.URL)
	for range unchanged {
		r, err := diff.Compare(base, look(t, p, site.URL), diff.Options{})
		if err != nil || !r.Equal() {
			t.Errorf("%q, %v", r.Summary(), err)
		}
	}
}

// A snapshot that is not as it was stored is compared with nothing, and named.
func TestDamagedSides(t *testing.T) {
	w, err := snapshots.OpenWriter(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	draft, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Abort()
	if err := draft.WriteFile("article", "article.json", []byte(`{"title":"Tide"}`)); err != nil {
		t.Fatal(err)
	}
	snap, err := draft.Commit(t.Context(), snapshots.Manifest{URL: "https://tide.example/", FinalURL: "https://tide.example/", Status: 200, CapturedAt: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	if side, err := SnapshotSide(snap); err != nil || string(side.Article) != `{"title":"Tide"}` {
		t.Fatalf("%s: %v", side.Article, err)
	}
	path, _ := snap.Path("article")
	for _, data := range []string{`{"title":"Tidy"}`, `{`, ``} {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := SnapshotSide(snap); err == nil || !strings.Contains(err.Error(), "article.json of snapshot "+string(snap.ID)+" is not as it was stored") {
			t.Errorf("%q: %v", data, err)
		}
	}
}
