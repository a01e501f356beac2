package browser_test

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A phone shows a page that is not made for it smaller, through a window of many more CSS pixels than
// its screen has: pictures that are taken window by window go by that one.
func TestZoomedOut(t *testing.T) {
	t.Parallel()
	colors := []color.RGBA{{0x10, 0xa0, 0x20, 255}, {0xc0, 0x30, 0x10, 255}, {0x20, 0x40, 0xd0, 255}, {0xd0, 0xb0, 0x10, 255}, {0x80, 0x10, 0xb0, 255}, {0x10, 0xb0, 0xb0, 255}}
	var parts strings.Builder
	for i, c := range colors {
		fmt.Fprintf(&parts, `<section><h2>Chapter %d</h2><p>What the keeper wrote into the book that week.</p><div style="background:%s"></div></section>`, i+1, browsertest.Hex(c))
	}
	const look = `<script>
		const seen = new IntersectionObserver(all => all.forEach(({target, isIntersecting}) => target.classList.toggle('in', isIntersecting)), {threshold: .3});
		document.querySelectorAll('section').forEach(section => seen.observe(section));
	</script>`
	const fades = `<style>body{margin:0}section{height:900px}div{margin-left:500px;width:400px;height:300px}section>*{opacity:0;transition:opacity .2s}.in>*{opacity:1}</style>`
	const deck = `<style>html,body{margin:0;height:100%;overflow:hidden}#deck{height:100%;transition:transform .3s}section{height:100vh}div{margin-left:500px;width:400px;height:300px}</style>`
	const turn = `<script>
		let at = 0, busy = false;
		addEventListener('wheel', ({deltaY}) => {
			if (busy || !deltaY) return;
			busy = true;
			at = Math.max(0, Math.min(5, at + Math.sign(deltaY)));
			document.getElementById('deck').style.transform = 'translateY(' + -at * innerHeight + 'px)';
			setTimeout(() => busy = false, 400);
		});
	</script>`
	for name, c := range map[string]struct{ markup, strategy string }{
		"joined":  {fades + parts.String() + look, "joined"},
		"screens": {deck + `<main id="deck">` + parts.String() + `</main>` + turn, "screens"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := capture(t, `<!doctype html><title>Zoomed out</title>`+c.markup, browser.Request{View: browser.View{Width: 390, Height: 844, Mobile: true}})
			img := browsertest.Decode(t, page.Picture)
			for i, c := range colors {
				if got := browsertest.Area(img, c); got < 400*300*98/100 {
					t.Errorf("%d of 120000 pixels of chapter %d are in the picture", got, i+1)
				}
			}
			if page.Coverage.Strategy != c.strategy || page.Coverage.Complete != 1 || img.Bounds().Dx() != 980 {
				t.Errorf("strategy %s, complete %v, width %d, %v", page.Coverage.Strategy, page.Coverage.Complete, img.Bounds().Dx(), page.Truncated)
			}
		})
	}
}
