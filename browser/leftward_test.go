package browser_test

import (
	"image"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// Pages that begin at the right, and go on to the left: in right-to-left scripts and vertical ones.
func TestLeftward(t *testing.T) {
	t.Parallel()
	block := func(style string) string {
		return `<div style="width:90px;height:90px;background:` + browsertest.Hex(browsertest.Green) + `;` + style + `"></div>`
	}
	const far = `<div style="width:2000px;height:90px"></div>`
	lazy := `<img loading="lazy" style="position:absolute;left:-700px;top:400px" width="90" height="90" src="` + browsertest.Flat(90, 90, browsertest.Green) + `">`
	const twoWays = `<style>section{height:700px;opacity:0}section.in{opacity:1}</style><script>
		addEventListener('load', () => { const io = new IntersectionObserver(es => es.forEach(e => e.target.classList.toggle('in', e.isIntersecting)), {rootMargin: '-25% 0px'}); document.querySelectorAll('section').forEach(s => io.observe(s)) })</script>`
	for name, test := range map[string]struct {
		html          string
		x, y          int // where the green block begins
		width, height int
		picture       browser.Picture
		strategy      string
	}{
		"as large as the window": {html: `<html dir="rtl">` + block(""), x: 1190, width: 1280, height: 800},
		"by its body":            {html: `<html><body dir="rtl">` + block(""), x: 1190, width: 1280, height: 800},
		"in columns":             {html: `<html style="writing-mode:vertical-rl">` + block(""), x: 1190, width: 1280, height: 800},
		"in a tall window": {html: `<html dir="rtl"><div style="position:fixed;inset:0;overflow:auto">` + block("") + `<div style="height:1910px"></div></div>`,
			x: 1190, width: 1280, height: 2000, strategy: "tall"},
		"beyond the left":    {html: `<html dir="rtl">` + far + block(""), x: 1910, y: 90, width: 2000, height: 800},
		"lazy, far left":     {html: `<html dir="rtl">` + far + lazy, x: 580 - 560, y: 400, width: 2000, height: 800},
		"its first window":   {html: `<html dir="rtl">` + block("") + `<div style="height:3000px"></div>`, x: 1190, width: 1280, height: 800, picture: browser.Picture{Viewport: true}},
		"an element":         {html: `<html dir="rtl">` + far + block(""), width: 90, height: 90, picture: browser.Picture{Selectors: []string{"div + div"}}},
		"an element of text": {html: `<html style="writing-mode:vertical-rl"><div style="width:1900px;height:9px"></div>` + block(""), width: 90, height: 90, picture: browser.Picture{Selectors: []string{"div + div"}}},
		"window by window":   {html: `<html dir="rtl">` + twoWays + `<section></section><section></section><section></section><section></section><section>` + far + block("") + `</section>`, x: 1910, y: 2890, width: 2000, height: 3500, strategy: "joined"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := browsertest.Serve(t, browsertest.Page("<!doctype html><title>T</title><style>body{margin:0}</style>"+test.html))
			page := browsertest.Capture(t, browser.Request{URL: site.URL, Picture: test.picture})
			img := browsertest.Decode(t, page.Picture)
			browsertest.WantSize(t, img, test.width, test.height)
			if n := browsertest.AreaIn(img, image.Rect(test.x, test.y, test.x+90, test.y+90), browsertest.Green); n < 8000 {
				t.Errorf("%d of 8100 pixels are where they should be, %d at all", n, browsertest.Area(img, browsertest.Green))
			}
			if test.picture.Selectors == nil {
				wantWhole(t, page)
			}
			if test.strategy != "" && page.Coverage.Strategy != test.strategy {
				t.Errorf("it was taken %s", page.Coverage.Strategy)
			}
		})
	}
}
