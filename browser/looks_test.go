package browser_test

import (
	"os"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// Where the page's ground goes with its sections, each has its own in the picture; a bar that
// has a ground only while it is stuck is as it is at the top.
func TestGroundOfThePage(t *testing.T) {
	t.Parallel()
	html, err := os.ReadFile("../testdata/sites/seen/ground-of-the-page.html")
	if err != nil {
		t.Fatal(err)
	}
	picture := browsertest.Decode(t, capture(t, string(html), browser.Request{}).Picture)
	for y, want := range map[int]string{300: "#b02040", 1300: "#2040b0", 2200: "#208040"} {
		if got := browsertest.Hex(browsertest.ColorAt(picture, 600, y)); got != want {
			t.Errorf("at %d px the ground is %s, not %s", y, got, want)
		}
	}
}
