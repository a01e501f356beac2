package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A PDF in a page that this browser cannot show is told of, however it got there, unless
// nobody would see it.
func TestEmbeddedFiles(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		markup string
		told   bool
	}{
		"embed":                {`<embed src="/chart.pdf" type="application/pdf" width="600" height="400">`, true},
		"embed of some kind":   {`<embed src="/report" width="600" height="400">`, true},
		"object":               {`<object data="/chart.pdf" type="application/pdf" width="600" height="400"><p>Take it home: <a href="/chart.pdf">chart</a></p></object>`, true},
		"frame":                {`<iframe src="/chart.pdf" width="600" height="400"></iframe>`, true},
		"frame of some kind":   {`<iframe src="/report?id=3" width="600" height="400"></iframe>`, true},
		"in a shadow root":     {`<div><template shadowrootmode="open"><iframe src="/chart.pdf" width="600" height="400"></iframe></template></div>`, true},
		"frame nobody sees":    {`<iframe src="/chart.pdf" style="display: none"></iframe>`, false},
		"frame with a page":    {`<iframe src="/page.pdf" width="600" height="400"></iframe>`, false},
		"frame without a page": {`<iframe width="600" height="400"></iframe>`, false},
		"drawing":              {`<embed src="/drawing.svg" width="600" height="400"><object data="/drawing.svg" width="600" height="400"></object>`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pdf := typed("application/pdf", "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n")
			site := browsertest.Serve(t, handler(map[string]handlerFunc{
				"/{$}": html(`<!doctype html><title>Charts</title><h1>Charts</h1>` + c.markup), "/chart.pdf": pdf, "/report": pdf,
				"/page.pdf": html("<!doctype html><title>Of a page</title><p>It only has such a name."), "/drawing.svg": typed("image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"/>`),
			}))
			page := browsertest.Capture(t, browser.Request{URL: site.URL})
			told := strings.Contains(fmt.Sprint(page.Truncated), "a PDF in the page")
			if told != c.told || told == (page.Coverage.Complete == 1) {
				t.Errorf("told: %v, complete %v: %q", told, page.Coverage.Complete, page.Truncated)
			}
		})
	}
}
