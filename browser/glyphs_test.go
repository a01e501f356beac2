package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// Letters that this machine has no font for are told of, where somebody would read them.
func TestLettersWithoutFont(t *testing.T) {
	t.Parallel()
	const nowhere = "\U00011BC0\U00011BC1\U00011BC2" // letters of a script that fonts have not come to yet
	for name, c := range map[string]struct {
		markup string
		told   string
	}{
		"letters everywhere": {"<p>Plain caf\u00e9 \u0395\u03bb\u03bb\u03ac \u041f\u0440\u0438", ""},
		"letters nowhere":    {`<p>Plain words and ` + nowhere + `</p><p>` + nowhere, "6 letters are boxes"},
		"in a shadow root":   {`<div><template shadowrootmode="open"><b>` + nowhere + `</b></template></div>`, "3 letters are boxes"},
		"nobody reads them":  {`<p hidden>` + nowhere + `</p><script>var a = "` + nowhere + `"</script>`, ""},
		"names in the way":   {`<img name="createTreeWalker"><img name="body"><form><input name="parentElement"><input name="textContent"></form><p>` + nowhere, "3 letters are boxes"},
		"marks and icons":    {"<p>\u2713 \u2192 \u2605 \ue001 \uf2b1</p>", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, browsertest.Page(`<!doctype html><meta charset="utf-8"><title>Letters</title><h1>Letters</h1>`+c.markup)).URL})
			told := fmt.Sprint(page.Truncated)
			if c.told == "" && len(page.Truncated) > 0 || !strings.Contains(told, c.told) || (c.told == "") != (page.Coverage.Complete == 1) {
				t.Errorf("told %q, complete %v", told, page.Coverage.Complete)
			}
		})
	}
}
