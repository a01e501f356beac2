package browser_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What a page links to is listed as a person finds it: rendered, in shadow roots and frames
// of any site too, each address once.
func TestLinks(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	site := browsertest.Serve(t, mux)
	page := func(path, html string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("X-Robots-Tag", "noarchive, nofollow")
			fmt.Fprint(w, html)
		})
	}
	page("/", `<!doctype html><html lang=en><head><base href="/base/"><link rel=canonical href="/home"><link rel=next href="/2"></head><body>
		<a href="one">One</a> <a href="/base/one">One more</a> <a href="/two" rel="nofollow ugc"><img alt="A gull" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"></a>
		<a href="javascript:void 0">No</a> <a>No</a> <a href="mailto:a@tide.example">Mail</a> <a href="/two#part" aria-label="The part">x</a>
		<svg width=50 height=20><a href="/drawn"><text y=15>Drawn</text></a></svg>
		<map name=m><area href="/area" alt="Area" shape=default></map>
		<div id=host></div><iframe src="/frame"></iframe><iframe src="`+site.Other+`/frame-2"></iframe>
		<form><input name=href><a href="/late-form">In a form</a></form>
		<script>host.attachShadow({mode: 'closed'}).innerHTML = '<a href="/shadow">In a shadow</a>';
		const late = document.createElement('a'); late.href = '/late'; late.textContent = 'Late'; document.body.append(late);</script></body></html>`)
	page("/frame", `<!doctype html><a href="inner">Inner</a><a href="/late">Late</a>`)
	page("/frame-2", `<!doctype html><a href="inner-2">Inner 2</a>`)
	got := browsertest.Capture(t, browser.Request{URL: site.URL + "/", Links: true})
	if got.Links == nil {
		t.Fatalf("there are none: %v", got.Truncated)
	}
	var list []string
	for _, one := range got.Links.List {
		address := strings.NewReplacer(site.URL, "", site.Other, "other:").Replace(one.URL)
		list = append(list, strings.TrimRight(fmt.Sprintf("%s %q %s %s", address, one.Text, one.Rel, strings.NewReplacer(site.URL, "", site.Other, "other:").Replace(one.Frame)), " "))
	}
	want := []string{
		`/2 "" next`, `/base/one "One"`, `/two "A gull" nofollow ugc`, `mailto:a@tide.example "Mail"`, `/two#part "The part"`, `/drawn "Drawn"`, `/area "Area"`, `/late-form "In a form"`, `/late "Late"`,
		`/shadow "In a shadow"`, `/inner "Inner"  /frame`, `other:/inner-2 "Inner 2"  other:/frame-2`,
	}
	for _, one := range want {
		found := false
		for _, other := range list {
			found = found || one == other
		}
		if !found {
			t.Errorf("%s is missing", one)
		}
	}
	if len(list) != len(want) {
		t.Errorf("there are %d: %s", len(list), strings.Join(list, "\n"))
	}
	if got.Links.Canonical != site.URL+"/home" || !got.Links.NoFollow {
		t.Errorf("canonical %q, nofollow %v", got.Links.Canonical, got.Links.NoFollow)
	}
}
