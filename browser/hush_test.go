package browser_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What lies in the window is drawn there: to draw more Chrome takes the page through a window of 1 x 1,
// which what fades with the view would answer to.
func TestDrawnInItsWindow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		markup, strategy string
		picture          browser.Picture
		beyond           bool
	}{
		"a tall window":     {`<style>body{margin:0;height:100vh;overflow:hidden}div{height:100%;overflow:auto}</style><div><main style="height:3000px">Pane</main></div>`, "tall", browser.Picture{}, false},
		"a page that fits":  {`<main>Here.</main>`, "still", browser.Picture{}, false},
		"the window":        {`<main style="height:5000px">Long</main>`, "still", browser.Picture{Viewport: true}, false},
		"an element":        {`<main style="height:5000px"><p id="here">Here.</p></main>`, "still", browser.Picture{Selectors: []string{"#here"}}, false},
		"a page below it":   {`<main style="height:5000px">Long</main>`, "still", browser.Picture{}, true},
		"an element below":  {`<main style="height:5000px">Long</main><p id="there">There.</p>`, "still", browser.Picture{Selectors: []string{"#there"}}, true},
		"one to the right":  {`<main style="width:5000px">Wide</main>`, "still", browser.Picture{}, true},
		"a page leftwards":  {`<html dir="rtl"><main>Here.</main>`, "still", browser.Picture{}, true},
		"a page moved down": {`<main style="height:5000px">Long<a id="on" style="position:absolute;top:3000px">On</a></main><script>scrollTo(0, 3000)</script>`, "still", browser.Picture{Viewport: true}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var beyond atomic.Int32
			b := browsertest.Launch(t, browser.Overheard(browser.Options{}, func(what string, message ...any) {
				said := fmt.Sprintf(what, message...)
				if strings.HasPrefix(said, "->") && strings.Contains(said, `"Page.captureScreenshot"`) && strings.Contains(said, `"captureBeyondViewport":true`) {
					beyond.Add(1)
				}
			}))
			page := browsertest.CaptureWith(t, b, browser.Request{URL: browsertest.Serve(t, browsertest.Page(`<!doctype html><title>Drawn</title>`+c.markup)).URL, Picture: c.picture})
			if got := beyond.Load() > 0; got != c.beyond || page.Coverage.Strategy != c.strategy {
				t.Errorf("drawn beyond the window: %v, strategy %s", got, page.Coverage.Strategy)
			}
		})
	}
}
