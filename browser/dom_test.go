package browser_test

import (
	"fmt"
	htmlpkg "html"
	"image"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

const domFixtures = "../testdata/sites/dom"

// A written document, opened alone, is the page again: node by node, and to look at.
// A page in testdata/sites/dom is a case.
func TestDOMRoundTrip(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob(domFixtures + "/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range pages {
		name := filepath.Base(file)
		t.Run(strings.TrimSuffix(name, ".html"), func(t *testing.T) {
			t.Parallel()
			var written []byte
			fixtures := http.FileServer(http.Dir(domFixtures))
			outline := http.FileServer(http.Dir("../testdata/sites/outline"))
			site := browsertest.Serve(t, handler(map[string]handlerFunc{
				"/dom/":           http.StripPrefix("/dom", fixtures).ServeHTTP,
				"/outline/":       http.StripPrefix("/outline", outline).ServeHTTP,
				"/elsewhere/file": func(w response, _ *request) { w.Header().Set("Content-Type", "text/html"); w.Write(written) },
			}))
			before := browsertest.Capture(t, browser.Request{URL: site.URL + "/dom/" + name})
			wantWhole(t, before)
			written = before.DOM
			after := browsertest.Capture(t, browser.Request{URL: site.URL + "/elsewhere/file"})
			want := outlineOf(t, site.URL, "/dom/"+name)
			got := outlineOf(t, site.URL, "/elsewhere/file")
			if got != want {
				t.Errorf("the document differs from the page (-page, +document):\n%s", lineDiff(want, got))
			}
			wantSameLook(t, before.Picture, after.Picture)
			if after.Title != before.Title {
				t.Errorf("its title is %q, not %q", after.Title, before.Title)
			}
		})
	}
}

var outlined = regexp.MustCompile(`(?s)<pre id="outline">(.*?)</pre>`)

// outlineOf gives what a page consists of, as the browser itself sees it.
func outlineOf(t *testing.T, site, path string) string {
	t.Helper()
	page := browsertest.Capture(t, browser.Request{URL: site + "/outline/#" + path, Settle: browser.Settle{Pace: browser.PaceFast}})
	found := outlined.FindSubmatch(page.DOM)
	if found == nil || string(found[1]) == "not yet" {
		t.Fatalf("there is no outline of %s", path)
	}
	return htmlpkg.UnescapeString(string(found[1]))
}

// lineDiff gives the lines that only one of two texts has, in order.
func lineDiff(a, b string) string {
	var out strings.Builder
	before, after := strings.Split(a, "\n"), strings.Split(b, "\n")
	for len(before) > 0 && len(after) > 0 && before[0] == after[0] {
		before, after = before[1:], after[1:]
	}
	for len(before) > 0 && len(after) > 0 && before[len(before)-1] == after[len(after)-1] {
		before, after = before[:len(before)-1], after[:len(after)-1]
	}
	for _, line := range before {
		fmt.Fprintln(&out, "-", line)
	}
	for _, line := range after {
		fmt.Fprintln(&out, "+", line)
	}
	return out.String()
}

// wantSameLook reports an error unless two pictures differ in at most one of a
// thousand pixels.
func wantSameLook(t *testing.T, a, b []byte) {
	t.Helper()
	one, other := browsertest.Decode(t, a), browsertest.Decode(t, b)
	if one.Bounds() != other.Bounds() {
		t.Errorf("the pictures have the sizes %v and %v", one.Bounds().Size(), other.Bounds().Size())
		return
	}
	if differ := differing(one, other); differ > one.Bounds().Dx()*one.Bounds().Dy()/1000 {
		t.Errorf("the pictures differ in %d pixels", differ)
	}
}

func differing(a, b *image.RGBA) (pixels int) {
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if !browsertest.Same(a.RGBAAt(x, y), b.RGBAAt(x, y)) {
				pixels++
			}
		}
	}
	return pixels
}

func TestDOMHead(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/a/page": html1251,
		"/bare":   typed("text/html", "bare text"),
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL + "/a/page"})
	wantDOM(t, page, `<meta charset="utf-8">`, `<base href="`+site.URL+`/a/page">`, "Привет, мир", "<!DOCTYPE html>")
	head, _, _ := strings.Cut(string(page.DOM), "</head>")
	if strings.Index(head, `<meta charset="utf-8">`) > 200 {
		t.Errorf("the character set is declared too late: %s", head)
	}
	bare := browsertest.Capture(t, browser.Request{URL: site.URL + "/bare"})
	wantDOM(t, bare, "bare text", `<base href="`+site.URL+`/bare">`)
}

// The document does not lead whoever opens it elsewhere.
func TestDOMStays(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": typed("text/html", `<!doctype html><meta HTTP-EQUIV=" Refresh" content="9999;url=/away"><meta name=tide content=3><noscript><meta http-equiv=refresh content="0;url=/away">Still here</noscript><p>Here<iframe srcdoc="<meta http-equiv='refresh' content='9999;url=/away'><p>Inside"></iframe>`),
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	wantDOM(t, page, `name="tide"`, "Still here", "Here", "Inside")
	if strings.Contains(strings.ToLower(string(page.DOM)), "refresh") {
		t.Errorf("it leads elsewhere: %s", page.DOM)
	}
}

// html1251 answers with a page in an old Cyrillic encoding.
func html1251(w response, _ *request) {
	w.Header().Set("Content-Type", "text/html; charset=windows-1251")
	w.Write([]byte("<!doctype html><title>1251</title><p>\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0</p>"))
}

// What a page has loaded before it went on to another address without leaving has the address
// that it came from.
func TestDOMMovedOn(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/{$}":             html(`<!doctype html><title>On</title><link rel="stylesheet" href="there/style.css"><img src="there/boat.svg" alt=""><script>addEventListener('load', () => setTimeout(() => history.pushState(0, '', '/far/away/')));</script>`),
		"/there/boat.svg":  typed("image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>`),
		"/there/style.css": typed("text/css", "img { border: 1px solid }"),
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	wantDOM(t, page, `src="`+site.URL+`/there/boat.svg"`, `href="`+site.URL+`/there/style.css"`)
}

// A closed shadow root is written too, and stays closed.
func TestDOMClosedShadow(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><div id="shut"></div><div id="outer"></div><script>
		shut.attachShadow({mode: 'closed'}).innerHTML = '<p>Behind a closed door</p>';
		outer.attachShadow({mode: 'open'}).innerHTML = '<i></i>';
		outer.shadowRoot.firstChild.outerHTML = '<section></section>';
		outer.shadowRoot.firstChild.attachShadow({mode: 'closed'}).innerHTML = '<p>A closed one in an open one</p>';
	</script>`, browser.Request{})
	wantDOM(t, page,
		`<div id="shut"><template shadowrootmode="closed"><p>Behind a closed door</p></template></div>`,
		`<template shadowrootmode="open"><section><template shadowrootmode="closed"><p>A closed one in an open one</p></template></section></template>`)
}

// What people type where it is not to be seen is not written down.
func TestDOMKeepsNoSecrets(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><input id="a" type="password"><input id="b" type="password" value="sent"><p>Form</p><script>
		a.value = 'open-sesame-1';
		b.value = 'open-sesame-2';
	</script>`, browser.Request{})
	wantNotDOM(t, page, `value="open-sesame`, `value="sent"`)
	wantDOM(t, page, `type="password"`)
}

// Deeper than any parser or call stack goes: drawn as deep as Chrome can, and hidden,
// where the writer alone has to cope.
func TestDOMDeepNesting(t *testing.T) {
	t.Parallel()
	for style, depth := range map[string]int{"": 1000, "display:none": 5000} {
		page := capture(t, fmt.Sprintf(`<!doctype html><title>Deep</title><body><section style="%s"></section><script>
			let at = document.querySelector('section');
			for (let i = 0; i < %d; i++) at = at.appendChild(document.createElement('div'));
			at.textContent = 'at the bottom';
		</script>`, style, depth), browser.Request{})
		wantDOM(t, page, "<div>at the bottom</div>")
		if n := strings.Count(string(page.DOM), "<div>"); n != depth {
			t.Errorf("%d of %d elements are written", n, depth)
		}
	}
}

func TestDOMManyNodes(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Wide</title><body><script>
		const list = document.createDocumentFragment();
		for (let i = 0; i < 20000; i++) list.append(Object.assign(document.createElement('i'), {textContent: i + ' '}));
		document.body.append(list);
	</script>`, browser.Request{})
	if n := strings.Count(string(page.DOM), "<i>"); n != 20000 {
		t.Errorf("%d of 20000 elements are written", n)
	}
	wantDOM(t, page, "<i>19999 </i>")
}

// Frames of the page's own site are kept, others are left where they are and counted.
func TestDOMFrames(t *testing.T) {
	t.Parallel()
	var other string
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": func(w response, r *request) {
			html(fmt.Sprintf(`<!doctype html><iframe src="/mine"></iframe><iframe src="%s/theirs"></iframe>`, other))(w, r)
		},
		"/mine":   html("<p>Of this site"),
		"/theirs": html("<p>Of another site"),
	}))
	other = site.Other
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	wantDOM(t, page, "Of this site")
	wantNotDOM(t, page, "Of another site")
	if page.Coverage.Frames != (browser.FrameCount{Found: 2, Kept: 1, Skipped: 1}) {
		t.Errorf("frames are %+v", page.Coverage.Frames)
	}
}

// Opened alone, the document runs none of its scripts.
func TestDOMIsInert(t *testing.T) {
	t.Parallel()
	first := capture(t, `<!doctype html><title>Once</title><p id="count">0</p><script>count.textContent++</script><img src="/none" onerror="count.textContent++">
		<iframe srcdoc="<p>ran<script>parent.count.textContent++</script>"></iframe>`, browser.Request{})
	wantDOM(t, first, `<p id="count">3</p>`, "<script>count.textContent++</script>")
	second := capture(t, string(first.DOM), browser.Request{})
	wantDOM(t, second, `<p id="count">3</p>`)
}
