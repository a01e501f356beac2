package pipeline

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/extract"
)

// What the browser saw tells text from what is in the page for others: print, phones,
// screen readers. Without it the same bytes give more than a reader sees.
func TestHints(t *testing.T) {
	const folder = "../../../../testdata/sites/unseen"
	names, err := filepath.Glob(folder + "/*.txt")
	if err != nil || len(names) < 8 {
		t.Fatalf("%d pages, %v", len(names), err)
	}
	site := browsertest.Serve(t, http.FileServer(http.Dir(folder)))
	helped := 0
	for _, name := range names {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		page := browsertest.Capture(t, browser.Request{URL: site.URL + "/" + strings.TrimSuffix(filepath.Base(name), ".txt") + ".html"})
		art, err := new(Pipeline).read(page)
		if err != nil {
			t.Fatal(err)
		}
		if art.Text != strings.TrimSpace(string(want)) {
			t.Errorf("%s: text is %q, want %q", filepath.Base(name), art.Text, want)
		}
		blind, err := extract.Extract(page.DOM, extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if blind.Text != art.Text {
			helped++
		}
	}
	if helped < 5 {
		t.Errorf("hints change %d of %d pages", helped, len(names))
	}
	t.Logf("hints change %d of %d pages", helped, len(names))
}
