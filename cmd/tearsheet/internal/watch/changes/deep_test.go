package changes

import (
	"slices"
	"strings"
	"testing"
)

// A page that nests deeper than the parser goes is followed by its text.
func TestDeep(t *testing.T) {
	s, err := Read(Capture{DOM: []byte("<body>" + strings.Repeat("<div>", 600) + "The tide came in twice.")}, Wish{})
	if err != nil || !slices.ContainsFunc(s.Lines, func(l Paragraph) bool { return l.Text == "The tide came in twice." }) {
		t.Errorf("%+v %v", s.Lines, err)
	}
}
