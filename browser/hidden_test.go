package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	markup "golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/browser"
)

// What is not shown is listed where it stands in the written document, as a parser of
// that document counts it.
func TestHidden(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><html lang="en"><head><title>Seen</title>
<style>
.phone, .off { display: none } .ghost { visibility: hidden } .ghost b { visibility: visible }
.reader { position: absolute; width: 1px; height: 1px; overflow: hidden } .far { position: absolute; left: -9999px }
.pass { display: contents } @media print { .paper { display: block } } .paper { display: none }
</style></head><body>
<p id="a">Shown.</p><p id="b" class="phone">For phones.</p><p id="c" style="visibility:hidden">Invisible.</p>
<div id="d" class="ghost">No <b>but this</b></div><span id="e" class="reader">For readers.</span><p id="f" class="far">Far away.</p>
<div id="g" class="pass"><p id="h">Shown through.</p></div><div id="i" class="paper"><p id="j">On paper.</p></div>
<button aria-controls="k">Tab</button><section id="k" class="off"><p>Behind a tab.</p></section>
<nav><button aria-controls="l">Menu</button><ul id="l" class="off"><li>Shut.</ul></nav>
<details><summary>More</summary><p id="m">Folded.</p></details>
<dialog id="n"><p>Never opened.</p></dialog>
<table><tr class="phone" id="o"><td>Small</td></tr><tr id="p"><td>Large</td></tr></table>
<form id="q"><input name="children"><input name="lastElementChild"></form>
<div id="host"></div><p id="r" class="off">After the shadow.</p>
<script>host.attachShadow({mode: 'open'}).innerHTML = '<style>.in{display:none}</style><p id="s">In shadow.</p><p id="t" class="in">Hidden there.</p><slot></slot>'; host.innerHTML = '<p id="u">Slotted.</p><p id="v" slot="none">Left out.</p>'</script>
</body></html>`, browser.Request{})
	wantWhole(t, page)
	root, err := markup.Parse(strings.NewReader(string(page.DOM)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	counts := map[string]int{}
	for n := range root.Descendants() {
		if n.Type != markup.ElementNode {
			continue
		}
		if slices.Contains(page.Hidden[n.Data].At, counts[n.Data]) {
			name := n.Data
			for _, a := range n.Attr {
				if a.Key == "id" {
					name = a.Val
				}
			}
			got = append(got, name)
		}
		counts[n.Data]++
	}
	if want := "b c e f i l n o t v r"; strings.Join(got, " ") != want {
		t.Errorf("hidden are %q, want %q: %+v", got, want, page.Hidden)
	}
	for name, hidden := range page.Hidden {
		if hidden.Count != counts[name] {
			t.Errorf("%d elements %s, the document has %d", hidden.Count, name, counts[name])
		}
	}
}

// A page of very many elements is looked through in one go.
func TestHiddenMany(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(`<style>.x{display:none}</style>`)
	for i := range 20000 {
		fmt.Fprintf(&b, `<i class="%s">w</i>`, []string{"", "x"}[i%2])
	}
	page := capture(t, b.String(), browser.Request{})
	wantWhole(t, page)
	if got := page.Hidden["i"]; got.Count != 20000 || len(got.At) != 10000 || got.At[1] != 3 {
		t.Errorf("%d of %d are hidden", len(got.At), got.Count)
	}
}

// What a wall has cut away is not seen, though it is in the document; what is only cut short
// on a free page counts as seen.
func TestHiddenBehindWalls(t *testing.T) {
	t.Parallel()
	const cut = `<div style="max-height:60px;overflow:hidden"><p id="%a">The first lines of it are for everyone to read and are of two lines at the least here.</p><p id="%b">Those after them are not shown.</p><div id="%c"><p>Nor these.</p></div></div>`
	part := func(name string) string {
		return strings.NewReplacer("%a", name+"1", "%b", name+"2", "%c", name+"3").Replace(cut)
	}
	for name, test := range map[string]struct{ html, want string }{
		"a wall after it":  {part("a") + `<div><p>Subscribe to continue reading.</p><a href="/buy">Subscribe</a></div>`, "a2 a3"},
		"a wall in German": {part("a") + `<section>Jetzt abonnieren und weiterlesen</section>`, "a2 a3"},
		"a wall by name":   {part("a") + `<div class="paywall-box">Read the rest for two crowns</div>`, "a2 a3"},
		"stated":           {`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>` + part("a"), "a2 a3"},
		"over it":          {part("a") + `<div role="dialog" style="position:fixed;inset:100px;background:#eee"><h2>Already a subscriber?</h2><p>Log in to read this story.</p><button>Log in</button></div>`, "a2 a3"},
		"nothing of it":    {`<div style="height:0;overflow:clip"><p id="a1">All of it is hidden there.</p></div><p>Subscribe to continue reading.</p>`, "a1"},
		"a free page":      {part("a") + `<p>More from the harbour.</p>`, ""},
		"a pane":           {`<div style="height:60px;overflow:auto"><p id="a1">One line.</p><p id="a2">Another.</p><p id="a3">And more.</p></div><p>Subscribe to continue reading.</p>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := capture(t, `<!doctype html><html lang="en"><title>T</title><body style="width:400px"><h1>The clock</h1>`+test.html, browser.Request{})
			if got := strings.Join(hiddenIDs(t, page), " "); got != test.want {
				t.Errorf("hidden are %q, want %q", got, test.want)
			}
		})
	}
}

// hiddenIDs gives the ids of what is not seen.
func hiddenIDs(t *testing.T, page *browser.Page) (ids []string) {
	t.Helper()
	root, err := markup.Parse(strings.NewReader(string(page.DOM)))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for n := range root.Descendants() {
		if n.Type != markup.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == "id" && slices.Contains(page.Hidden[n.Data].At, counts[n.Data]) {
				ids = append(ids, a.Val)
			}
		}
		counts[n.Data]++
	}
	return ids
}
