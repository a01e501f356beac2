package gallery

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/snapshots"
)

// vectors are ways to have a page run something. MARK is the address of a server that
// tells whether one did; RUN is a script that asks it.
var vectors = []string{
	`<script>RUN</script>`,
	`"><script>RUN</script>`,
	`'><script src="MARK"></script>`,
	`<img src=x onerror="RUN">`,
	`<img src="MARK">`,
	`" onmouseover="RUN" autofocus onfocus="RUN" x="`,
	`' onfocus='RUN' autofocus tabindex=1 x='`,
	`<svg onload="RUN">`,
	`<svg><script>RUN</script></svg>`,
	`<svg><animate onbegin="RUN" attributeName=x dur=1s></svg>`,
	`<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='RUN'/></svg>#x"></svg>`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=RUN&gt;">`,
	`</title><script>RUN</script>`,
	`</textarea><script>RUN</script>`,
	`</style><script>RUN</script>`,
	`--><script>RUN</script><!--`,
	`<!--<img src="--><img src=x onerror=RUN//">`,
	`<iframe srcdoc="<script>RUN</script>"></iframe>`,
	`<iframe src="javascript:RUN"></iframe>`,
	`<iframe src="MARK"></iframe>`,
	`<a href="javascript:RUN" id=q>press</a>`,
	`<a href="java&#x09;script:RUN">press</a>`,
	`<a href="&#1;javascript:RUN">press</a>`,
	`<a href="data:text/html,<script>RUN</script>">press</a>`,
	`<a href="//evil.example" ping="MARK">press</a>`,
	`<form action="javascript:RUN"><input type=submit autofocus></form>`,
	`<button form="verify" formaction="MARK">press</button>`,
	`<object data="javascript:RUN"></object>`,
	`<embed src="MARK">`,
	`<link rel=stylesheet href="MARK">`,
	`<style>@import "MARK"; body{background:url(MARK)}</style>`,
	`<div style="background:url(MARK)">x</div>`,
	`<meta http-equiv=refresh content="0;url=MARK">`,
	`<base href="MARK/">`,
	`<details open ontoggle="RUN">x</details>`,
	`<video><source onerror="RUN"></video>`,
	`<body onload="RUN">`,
	`<noscript><p title="</noscript><img src=x onerror=RUN>">`,
	`<template><script>RUN</script></template><slot onslotchange="RUN">`,
	`{{.Tab}} ${RUN} {{constructor.constructor('RUN')()}}`,
	"javascript:RUN",
	"javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+RUN//'>",
	"\u202e<script>RUN</script>\u2066 \x00\x1b]0;RUN\x07",
	`<p id="main" data-older="javascript:RUN" data-item><input id=filters name=attributes><img name=body>`,
}

// marker is a server that notes who asks it.
type marker struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func newMarker(t *testing.T) *marker {
	m := &marker{}
	m.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.asked = append(m.asked, r.URL.String())
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}))
	t.Cleanup(m.Close)
	return m
}

// all are the addresses that were asked for.
func (m *marker) all() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.asked)
}

// hostileArchive stores captures in which every vector stands in every place: titles,
// addresses and the like have one each, lists all.
func hostileArchive(t *testing.T, mark string) (*snapshots.Writer, []snapshots.Snapshot, []string) {
	t.Helper()
	w, err := snapshots.OpenWriter(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	all := slices.Clone(vectors)
	for i := range all {
		at := fmt.Sprintf("%s/%d", mark, i)
		all[i] = strings.NewReplacer("MARK", at, "RUN", "new Image().src=`"+at+"?ran`,document.title=`owned`").Replace(all[i])
	}
	var list []snapshots.Snapshot
	for i, v := range all {
		draft, err := w.Begin()
		if err != nil {
			t.Fatal(err)
		}
		article, err := json.Marshal(map[string]any{
			"title": v, "subtitle": v, "authors": all, "agency": v, "dateline": v, "section": v, "site_name": v, "tags": all, "notes": all,
			"published": v, "modified": v, "language": v, "direction": v, "text": strings.Join(all, "\n\n"), "html": "<p>tide " + strings.Join(all, "</p><p>"), "word_count": 9,
		})
		if err != nil {
			t.Fatal(err)
		}
		dom := "<!doctype html><title>" + v + "</title><body>" + strings.Join(all, "\n")
		for kind, data := range map[string][]byte{
			"article": article, "dom": []byte(dom), "html": []byte(dom), "screenshot": sheet(t, 640, 700, browsertest.Blue), "console": []byte(`{"kind":"error","text":` + quoted(v) + `}` + "\n"),
			"boxes": []byte(`{"boxes":[{"paragraph":0,"x":1,"y":1,"width":50,"height":50}],"width":640}`),
		} {
			name := names[kind]
			if kind == "article" {
				name = "article.json"
			}
			if err := draft.WriteFile(kind, name, data); err != nil {
				t.Fatal(err)
			}
		}
		// An original may be of any type that the server has named.
		if err := draft.WriteFile("original", "original.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="new Image().src='`+mark+`/svg'"><script>new Image().src='`+mark+`/svg2'</script></svg>`)); err != nil {
			t.Fatal(err)
		}
		address := "https://harbour.example/tide?" + v
		if i%2 == 0 { // one page with many captures, and many pages
			address = "https://harbour.example/" + url.PathEscape(v)
		} else if i%3 == 0 {
			address = "https://harbour.example/one"
		}
		capture := fmt.Sprintf(`{"coverage":{"class":%[1]s,"why":%[1]s,"settled":%[1]s,"kept":%[2]s,"seen":{"found":9,"shown":1,"missing":[{"what":%[1]s,"why":%[1]s}]}},"truncated":%[2]s,
			"overlays":[{"kind":%[1]s,"how":%[1]s,"detail":%[1]s,"area":3}],"response":{"media_type":%[1]s,"protocol":%[1]s,"remote_address":%[1]s,"headers":{"x":%[1]s},"redirects":[{"url":%[1]s,"status":301}]}}`, quoted(v), quotedAll(all))
		snap, err := draft.Commit(t.Context(), snapshots.Manifest{
			URL: address, FinalURL: v, Status: 404, Title: v, CapturedAt: noon.Add(time.Duration(i) * time.Minute), Tool: snapshots.Tool{Name: v, Version: v}, Browser: v,
			Article: &snapshots.Article{Title: v, Language: v, Authors: all}, Capture: json.RawMessage(capture),
		})
		if err != nil {
			t.Fatalf("%q: %v", v, err)
		}
		list = append(list, snap)
	}
	return w, list, all
}

func quoted(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}

func quotedAll(list []string) string {
	data, _ := json.Marshal(list)
	return string(data)
}

// harmless are addresses that a page may link to.
var harmless = regexp.MustCompile(`^(/|#|\?|https?://|$)`)

// inert fails where a page of the gallery has anything that could run or load what is not
// the gallery's own.
func inertPage(t *testing.T, address string, doc *goquery.Document) {
	t.Helper()
	doc.Find("*").Each(func(_ int, element *goquery.Selection) {
		node := element.Nodes[0]
		switch node.Data {
		case "script", "link":
			src, _ := element.Attr(map[string]string{"script": "src", "link": "href"}[node.Data])
			if !strings.HasPrefix(src, "/static/") || strings.TrimSpace(element.Text()) != "" {
				t.Errorf("%s: a %s of %q", address, node.Data, src)
			}
		case "style", "object", "embed", "base", "template", "video", "audio", "source":
			t.Errorf("%s: an element %s", address, node.Data)
		case "iframe":
			if sandbox, ok := element.Attr("sandbox"); !ok || sandbox != "" {
				t.Errorf("%s: a frame with the sandbox %q", address, sandbox)
			}
		}
		for _, a := range node.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc", a.Key == "ping", a.Key == "formaction", a.Key == "background":
				t.Errorf("%s: %s has the attribute %s=%q", address, node.Data, a.Key, a.Val)
			case (a.Key == "href" || a.Key == "src" || a.Key == "action") && !harmless.MatchString(a.Val), a.Key == "src" && !strings.HasPrefix(a.Val, "/"):
				t.Errorf("%s: %s leads to %q", address, node.Data, a.Val)
			}
		}
	})
}

// hostileGallery shows them, and as hostile runs.
func hostileGallery(t *testing.T, mark string) (*Gallery, []snapshots.Snapshot, []string) {
	t.Helper()
	w, list, all := hostileArchive(t, mark)
	jobs := &fakeJobs{}
	for i, v := range all {
		jobs.list = append(jobs.list, Run{ID: v, URL: v, State: States[i%len(States)], Step: v, Kind: v, Message: v, Created: noon, Snapshot: list[i].ID})
	}
	return open(t, w, jobs), list, all
}

// No page has anything in it that could run or load what is not the gallery's own.
func TestHostilePages(t *testing.T) {
	g, list, all := hostileGallery(t, "http://marker.example")
	addresses := []string{"/", "/?part", "/?q=tide", "/runs", linkToCompare(list[0].ID, list[1].ID)}
	for i, v := range all {
		q := url.QueryEscape(v)
		addresses = append(addresses, "/?q="+q, "/?host="+q, "/?tag="+q+"&class="+q+"&language="+q, "/capture?url="+q,
			linkTo(list[i].ID), linkTo(list[i].ID)+"?all", linkToPage(list[i].ID), linkToRun(v))
	}
	for _, address := range addresses {
		inertPage(t, address, look(t, g, address))
	}
	for _, v := range all { // those that are no pages
		for _, address := range []string{"/" + url.PathEscape(v), "/snapshot/" + url.PathEscape(v) + "/x/y", "/page?url=" + url.QueryEscape(v), "/compare?a=" + url.QueryEscape(v) + "&b=x", "/static/" + url.PathEscape(v),
			"/?status=" + url.QueryEscape(v), "/?since=" + url.QueryEscape(v), "/runs?state=" + url.QueryEscape(v), "/runs?after=" + url.QueryEscape(v), linkToPage(list[0].ID) + "?before=" + url.QueryEscape(v)} {
			r := ask(t, g, http.MethodGet, address, "")
			doc, err := goquery.NewDocumentFromReader(r.Body)
			if err != nil {
				t.Fatal(err)
			}
			inertPage(t, address, doc)
		}
	}
}

// Nothing of a capture runs or asks for anything, in Chrome.
func TestHostileInChrome(t *testing.T) {
	t.Parallel()
	mark := newMarker(t)
	g, list, all := hostileGallery(t, mark.URL)
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	visited := []string{
		"/", "/?q=tide", "/runs", linkTo(list[0].ID) + "?all", linkTo(list[1].ID), linkToPage(list[3].ID), linkToCompare(list[0].ID, list[1].ID),
		"/capture?url=" + url.QueryEscape(all[13]), "/?q=" + url.QueryEscape(all[1]), linkToRun(all[5]), linkToRun(all[6]),
	}
	for _, i := range []int{0, 7, 32} {
		visited = append(visited, linkTo(list[i].ID, "frame", "dom"), linkTo(list[i].ID, "frame", "html"), linkTo(list[i].ID, "file", "console"))
	}
	for _, address := range visited {
		page := browsertest.Capture(t, browser.Request{
			URL: server.URL + address, Settle: browser.Settle{Pace: browser.PaceFast}, Overlays: browser.Overlays{Policy: browser.Keep, Consent: browser.Keep}, Picture: browser.Picture{Viewport: true},
			// What is closed is opened, and what can be focused is.
			Actions: []browser.Action{{Do: browser.DoScript, Value: `document.querySelectorAll('details').forEach(part => part.open = true); document.querySelectorAll('[tabindex], input, a').forEach(part => part.focus())`}},
		})
		if page.Title == "owned" {
			t.Errorf("%s: a capture ran a script", address)
		}
	}
	if asked := mark.all(); len(asked) > 0 {
		t.Errorf("these were asked for: %q", asked)
	}
	// The marker works: of a page that runs one, it is told.
	browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, browsertest.Page(all[3])).URL})
	if len(mark.all()) == 0 {
		t.Error("the marker is never told of anything")
	}
}
