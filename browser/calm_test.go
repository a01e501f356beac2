package browser_test

import (
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What says 'loading' below the window waits to be looked at: waiting for it before that
// is of no use.
func TestSkeletonsOutOfTheWindow(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<!doctype html><title>Board</title>
		<p style="height:3000px">Arrivals<div id="late" class="skeleton" aria-busy="true" style="height:80px"></div>
		<script>new IntersectionObserver(([entry]) => { if (entry.isIntersecting) late.outerHTML = '<p>all there'; }).observe(late)</script>`))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	wantDOM(t, page, "<p>all there")
	for _, w := range page.Coverage.Waits {
		if w.GaveUp || w.Millis > 4000 {
			t.Errorf("it waited in vain: %+v", w)
		}
	}
}

// A page whose last change was made by a timer is looked at once it was drawn.
func TestCalmAfterTheLastTimer(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Steps</title><p id="step">0</p><script>
		const seen = new IntersectionObserver(([entry]) => { if (entry.isIntersecting) step.textContent = 'seen after ' + count; });
		let count = 0;
		(function next() { if (++count < 5) setTimeout(next, 400); else seen.observe(step); })();
	</script>`, browser.Request{})
	wantDOM(t, page, "seen after 5")
	if page.Coverage.Settled != "quiet" {
		t.Errorf("it settled by %s: %+v", page.Coverage.Settled, page.Coverage.Waits)
	}
}
