package gallery

import (
	"testing"

	"github.com/tearsheet/tearsheet/browser"
)

// On paper nothing can be scrolled, opened or pressed: what is there is whole, and nothing is
// named that is not there.
func TestPrint(t *testing.T) {
	t.Parallel()
	site, pages, _ := serve(t)
	for _, name := range []string{"snapshot", "home", "compare", "runs"} {
		t.Run(name, func(t *testing.T) {
			visit(t, site+pages[name], browser.View{Width: 700, Height: 990, Media: "print"},
				wantJS("[...document.querySelectorAll('main *')].every(e => !e.clientWidth || !/auto|scroll/.test(getComputedStyle(e).overflowX) || e.scrollWidth <= e.clientWidth)"),
				wantJS("[...document.querySelectorAll('main section > h2')].every(h => !h.offsetHeight || [...h.parentElement.children].some(e => e !== h && e.offsetHeight))"),
				wantJS("[...document.querySelectorAll('main button')].every(b => !b.offsetHeight)"),
				wantJS("new Set([...document.querySelectorAll('.stage figure')].filter(f => f.offsetHeight).map(f => f.offsetLeft)).size !== 1"))
		})
	}
}
