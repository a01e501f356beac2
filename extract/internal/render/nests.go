package render

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// tameNests makes plain boxes of lists and quotations that nest more deeply than anybody
// reads: each sets all lines within it in, so that the text grows with its depth.
func tameNests(n *html.Node, depth int) {
	const deepest = 12
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		inner := depth
		if nesting[c.DataAtom] {
			inner++
		}
		if tag := c.DataAtom; inner > deepest && (nesting[tag] || tag == atom.Li) {
			c.Data, c.DataAtom = "div", atom.Div
		}
		tameNests(c, inner)
	}
}

var nesting = dom.Atoms("ul ol blockquote")
