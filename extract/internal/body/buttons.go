package body

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
)

// isLoneButton says whether a line is one link that leads nowhere, with the name of a button.
func (c *Content) isLoneButton(b *block) bool {
	if listTags[b.tag] || !furniture.IsButtons(c.plain(b)) {
		return false
	}
	return !slices.ContainsFunc(c.nodes[b.first:b.last], func(n *html.Node) bool {
		a := anchorOf(n)
		return strings.TrimSpace(n.Data) != "" && (a == nil || !isPressed(a))
	})
}

// labelsButtons says whether a short line that ends no sentence, but perhaps a question,
// stands in the same box as several buttons, and with nothing else.
func (c *Content) labelsButtons(b *block) bool {
	const several, longest = 2, 45
	raw := c.of(b)
	if b.size > longest || endsSentence(raw) && !strings.HasSuffix(raw, "?") {
		return false
	}
	x := b.box
	for range 2 { // the line may have a box of its own
		if box := &c.boxes[x]; box.last-box.first > 1 || paragraphTags[box.tag] && box.tag != atom.P {
			return false
		}
		if n := buttonsIn(c.boxes[x].node); n > 0 {
			return n >= several
		}
		x = c.boxes[x].parent
	}
	return false
}

// asksByButtons says whether a line is a question with several buttons right behind its element.
func (c *Content) asksByButtons(b *block) bool {
	const several = 2
	if b.size > maxCall || !strings.HasSuffix(c.of(b), "?") {
		return false
	}
	buttons := 0
	for n := dom.Adjoining(c.boxes[b.box].node); n != nil && n.DataAtom == atom.Button; n = dom.Adjoining(n) {
		buttons++
	}
	return buttons >= several
}

// buttonsIn is how many things to press an element has.
func buttonsIn(node *html.Node) int {
	n := 0
	for d := range dom.Under(node) {
		if d.DataAtom == atom.Button || d.DataAtom == atom.Input && dom.Attr(d, "type") == "radio" {
			n++
		}
	}
	return n
}

func holdsButton(node *html.Node) bool {
	for d := range dom.Under(node) {
		if d.DataAtom == atom.Button {
			return true
		}
	}
	return false
}
