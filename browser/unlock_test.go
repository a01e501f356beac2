package browser_test

import (
	"image/color"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A page that was held for a notice is let go of, and is there whole, however it is laid out: what is
// out of the flow has its place from what holds the page.
func TestLetGo(t *testing.T) {
	t.Parallel()
	const blocks, width, height = 10, 300, 300
	mark := color.RGBA{R: 0x10, G: 0xa0, B: 0x20, A: 0xff}
	const notice = `<div style="position:fixed;inset:0;background:#0009;z-index:9"><div role="dialog" aria-modal="true" style="background:#fff;margin:100px auto;width:500px;padding:20px"><p>We use cookies and similar technologies on this site.</p><button onclick="this.closest('[style]').parentNode.remove();free()">Reject all</button></div></div>`
	const late = `setTimeout(fill, 900)`
	for name, c := range map[string]struct{ style, body, script string }{
		"in the flow":         {`html,body{height:100%;overflow:hidden}`, `<main></main>`, `fill()`},
		"a greatest height":   {`body{max-height:100vh;overflow:hidden}`, `<main></main>`, `fill()`},
		"a fixed body":        {`body{position:fixed;inset:0;width:100%;overflow:hidden}`, `<main></main>`, `fill()`},
		"a pane over it":      {`body{height:100vh;overflow:hidden;position:relative}main{position:absolute;inset:0;overflow:auto}`, `<main></main>`, late},
		"a pane over an app":  {`html,body,#app{height:100%;overflow:hidden}#app{position:relative}main{position:absolute;inset:0;overflow:auto}`, `<div id="app"><main></main></div>`, late},
		"a pane to be shown":  {`body{height:100vh;overflow:hidden;position:relative;padding-top:50px}main{position:absolute;inset:0;overflow:auto}section{visibility:hidden}.in{visibility:visible}`, `<main></main>`, `const look = () => document.querySelectorAll('section').forEach(s => { if (s.getBoundingClientRect().top < innerHeight * .85) s.classList.add('in') }); addEventListener('scroll', look, true); fill(); setTimeout(look)`},
		"shown in an app":     {`html,body,#app{height:100%;overflow:hidden}#app{position:relative}main{position:absolute;inset:0;overflow:auto}section{visibility:hidden}.in{visibility:visible}`, `<div id="app"><main></main></div>`, `const look = () => document.querySelectorAll('section').forEach(s => { if (s.getBoundingClientRect().top < innerHeight * .85) s.classList.add('in') }); addEventListener('scroll', look, true); fill(); setTimeout(look)`},
		"a fixed pane":        {`body{height:100vh;overflow:hidden}main{position:fixed;inset:0;overflow:auto}`, `<main></main>`, late},
		"a page that is cut":  {`body{height:100vh;overflow:hidden}#app{position:absolute;inset:0;overflow:hidden}`, `<div id="app"><main></main></div>`, late},
		"a grid of the whole": {`html,body{height:100%;overflow:hidden}body{display:grid;grid-template-rows:60px 1fr}main{overflow:auto;min-height:0}`, `<header>Tide table</header><main></main>`, late},
		"let go by itself":    {`body.held{height:100vh;overflow:hidden}`, `<main></main>`, `document.body.className = 'held'; free = () => document.body.className = ''; fill()`},
		"moved up":            {`body.held{position:fixed;top:-40px;width:100%}`, `<main></main>`, `document.body.className = 'held'; fill()`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := browsertest.Serve(t, browsertest.Page(`<!doctype html><meta charset=utf-8><title>Held</title><style>body{margin:0}section{height:400px}section div{width:300px;height:300px;background:`+browsertest.Hex(mark)+`}`+c.style+`</style>`+c.body+notice+`<script>
				let free = () => {};
				const fill = () => { document.querySelector('main').innerHTML = '<section><p>What the keeper wrote into the book that week.</p><div></div></section>'.repeat(10) };
				`+c.script+`</script>`))
			page := browsertest.Capture(t, browser.Request{URL: site.URL})
			if got := browsertest.Area(browsertest.Decode(t, page.Picture), mark); got < blocks*width*height*99/100 || page.Coverage.Complete != 1 {
				t.Errorf("%d of %d blocks are in the picture; complete %v, %v", got/(width*height), blocks, page.Coverage.Complete, page.Truncated)
			}
		})
	}
}
