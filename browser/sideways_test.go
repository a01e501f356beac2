package browser_test

import (
	"fmt"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A box that fills the window and goes on to the side is the page: what it has lies beside each
// other in the picture, and was in view before.
func TestSideways(t *testing.T) {
	t.Parallel()
	const late = `<div class=late style="width:300px;height:300px"></div>`
	boxes := func(style string) (all string) {
		for range 5 {
			all += fmt.Sprintf(`<section style="%s">%s</section>`, style, late)
		}
		return all
	}
	shows := `<script>const o = new IntersectionObserver(all => { for (const e of all) if (e.isIntersecting) e.target.style.background = '` + browsertest.Hex(browsertest.Blue) + `' }); document.querySelectorAll('.late').forEach(e => o.observe(e))</script>`
	for name, body := range map[string]string{
		"panels":  `<main style="display:flex;height:100vh;overflow-x:auto">` + boxes("flex:0 0 900px") + `</main>`,
		"shares":  `<main style="display:flex;height:100vh;overflow-x:auto;overflow-y:hidden">` + boxes("flex:0 0 100%") + `</main>`,
		"columns": `<main style="columns:1240px;column-gap:40px;column-fill:auto;height:100vh;overflow-x:auto">` + boxes("height:500px") + `</main>`,
	} {
		site := browsertest.Serve(t, html(`<!doctype html><title>Beside</title><body style="margin:0;overflow:hidden">`+body+shows))
		page := browsertest.Capture(t, browser.Request{URL: site.URL})
		picture := browsertest.Decode(t, page.Picture)
		if n := browsertest.Area(picture, browsertest.Blue); n != 5*300*300 || page.Coverage.Complete != 1 {
			t.Errorf("%s: %d pixels in %v, complete %v %q", name, n, picture.Bounds(), page.Coverage.Complete, page.Truncated)
		}
	}
}

// A page that grows while its picture is taken is taken again.
func TestOutgrown(t *testing.T) {
	t.Parallel()
	var other string
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": func(w response, r *request) { // it hears of what is laid over the frame for its picture
			html(fmt.Sprintf(`<!doctype html><title>Grows</title><body style="margin:0"><div style="height:1500px"></div><iframe src="%s/part" width=600 height=100 style="border:0;display:block"></iframe>
				<div id=late style="background:%s"></div>
				<script>new MutationObserver(all => { if (all.some(m => [...m.addedNodes].some(n => n.localName === 'canvas'))) late.style.height = '300px' }).observe(document.documentElement, {childList: true})</script>`, other, browsertest.Hex(browsertest.Green)))(w, r)
		},
		"/part": html(`<body style="margin:0;background:` + browsertest.Hex(browsertest.Blue) + `">`),
	}))
	other = site.Other
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	picture := browsertest.Decode(t, page.Picture)
	browsertest.WantArea(t, picture, browsertest.Green, picture.Bounds().Dx()*300)
	browsertest.WantArea(t, picture, browsertest.Blue, 600*100)
	if page.Coverage.Complete != 1 {
		t.Errorf("complete %v %q", page.Coverage.Complete, page.Truncated)
	}
}
