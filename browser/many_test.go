package browser_test

import (
	"fmt"
	"image/color"
	"path/filepath"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// Twenty pages at once come out whole, each with its own colours, from the headless
// shell and from a full browser: tabs in the background draw as well.
func TestManyAtOnce(t *testing.T) {
	pages := 20
	if testing.Short() {
		pages = 6
	}
	binaries := []string{browsertest.Chrome(t)}
	if full := browsertest.FullChrome(); full != "" && full != binaries[0] {
		binaries = append(binaries, full)
	}
	site := browsertest.Serve(t, handler(map[string]handlerFunc{"/{page}": func(w response, r *request) {
		var i int
		fmt.Sscan(r.PathValue("page"), &i)
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<!doctype html><title>Page %d</title><body style="margin:0"><div style="height:1500px;background:%s"></div><img style="display:block" src="%s">`,
			i, browsertest.Hex(shade(i)), browsertest.Flat(1280, 700, shade(i+pages)))
	}}))
	for _, binary := range binaries {
		t.Run(filepath.Base(binary), func(t *testing.T) {
			b := browsertest.Launch(t, browser.Options{Chrome: binary})
			var all sync.WaitGroup
			for i := range pages {
				all.Go(func() {
					page := browsertest.TryWith(t, b, browser.Request{URL: fmt.Sprintf("%s/%d", site.URL, i), Settle: browser.Settle{Pace: browser.PaceFast}})
					if page == nil {
						return
					}
					if page.Title != fmt.Sprintf("Page %d", i) || page.Partial {
						t.Errorf("page %d: title %q, partial %v", i, page.Title, page.Partial)
					}
					img := browsertest.Decode(t, page.Picture)
					browsertest.WantSize(t, img, 1280, 2200)
					browsertest.WantArea(t, img, shade(i), 1280*1500)
					browsertest.WantArea(t, img, shade(i+pages), 1280*700)
				})
			}
			all.Wait()
		})
	}
}

// shade gives each number a colour that is far from all others.
func shade(i int) color.RGBA {
	return color.RGBA{uint8(i % 4 * 60), uint8(i / 4 % 4 * 60), uint8(i / 16 * 60), 255}
}
