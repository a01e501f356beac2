package dom

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestIsLongerMeasuresWhatTextOfGives(t *testing.T) {
	t.Parallel()
	for _, page := range []string{
		"<p>a", "<p> a  b <br> c</p> ", "<div><p>one</p>\n<p>two <b>three</b></p></div>", "<p>\u00ada\u200b b\u00a0", "<p>übe\xffr", "<p><script>x</script> <button>y</button>z",
		"<p>" + strings.Repeat("word ", 40), "<p>" + strings.Repeat(" ", 5000) + "late", "<p>" + strings.Repeat("<i>a </i>", 50), "",
	} {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		for _, max := range []int{0, 5, 20, 100} {
			text := TextOf(root, max)
			for size := range 130 {
				if got, want := IsLonger(root, size, max), len(text) > size; got != want {
					t.Fatalf("%q up to %d, more than %d: %v, want %v", page, max, size, got, want)
				}
			}
		}
	}
}
