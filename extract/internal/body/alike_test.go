package body

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Boxes that are alike and stand in boxes that are alike are levelled from the outside in:
// the same page gives the same text each time.
func TestLevelAlike(t *testing.T) {
	t.Parallel()
	entry := strings.Repeat("<div><p>12</p><p>harbours</p></div>", 3)
	root, err := html.Parse(strings.NewReader("<div>" + strings.Repeat("<section>"+entry+"</section>", 3) + "</div>"))
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		c := &Content{layout: lay(root, 0, newCues(), nil)}
		c.keep, c.dropped = make([]bool, len(c.blocks)), make([]bool, len(c.boxes))
		if len(c.blocks) != 18 {
			t.Fatalf("there are %d blocks", len(c.blocks))
		}
		// Of the first section the first entry's number is kept, of the others the second's.
		c.keep[0], c.keep[8], c.keep[14] = true, true, true
		c.levelAlike(make([]bool, len(c.blocks)))
		if got := c.keep[:6]; !slices.Equal(got, []bool{true, false, true, false, true, false}) {
			t.Fatalf("the numbers of the first section are kept so: %v", got)
		}
	}
}
