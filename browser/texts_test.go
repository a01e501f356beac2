package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// textsPage has texts of all sorts; those that are shown stand 100 px apart.
const textsPage = `<!doctype html><style>
	* { margin: 0; font: 20px/30px sans-serif } body > * { position: absolute; left: 40px; width: 500px }
	#cap { float: left; font-size: 60px }
</style>
<form name=createTreeWalker><input name=parentNode></form>
<h1 style="top: 100px">High <em>tide</em> at noon</h1>
<p style="top: 200px"><span id=cap>T</span>he wall is closed.</p>
<div style="top: 300px">One line<br>and another, with <a href=#>a link</a></div>
<p style="top: 400px; display: none">Nobody sees this</p>
<p style="top: 400px; visibility: hidden">Nor this</p>
<script>var text = 'Nor this script'</script>
<div style="top: 400px" id=host></div>
<script>host.attachShadow({mode: 'open'}).innerHTML = '<p>In a shadow</p>'</script>
<p style="top: 2000px">Far below</p>
<ul style="top: 2100px"><li>An item<li>Another</ul>`

func TestTexts(t *testing.T) {
	t.Parallel()
	for _, scale := range []float64{1, 2} {
		page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, browsertest.Page(textsPage)).URL, View: browser.View{Scale: scale}})
		var got []string
		for _, text := range page.Texts {
			got = append(got, fmt.Sprintf("%s @ %.0f", text.Text, float64(text.Y)/scale/10))
			if x := float64(text.X) / scale; text.Text != "An item" && text.Text != "Another" && (x < 39 || x > 42) || float64(text.Width)/scale > 502 || text.Height <= 0 {
				t.Errorf("at %v: %+v", scale, text)
			}
		}
		want := []string{"High tide at noon @ 10", "The wall is closed. @ 18", "One line @ 30", "and another, with a link @ 33", "Far below @ 200", "An item @ 210", "Another @ 213", "In a shadow @ 42"}
		if !slices.Equal(got, want) {
			t.Errorf("at %v:\n%s", scale, strings.Join(got, "\n"))
		}
	}
	page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, browsertest.Page(textsPage)).URL, Picture: browser.Picture{Selectors: []string{"h1"}}})
	if len(page.Texts) > 0 {
		t.Error("the texts of a picture of one element are not where they are on the page")
	}
}
