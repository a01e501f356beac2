package body

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// trimLoneSigns drops the labels, and the signs without a letter, a picture of a letter say, that stand beside
// a line in a box of their own, as a hint has one, or stood there when the line was dropped.
func (c *Content) trimLoneSigns() {
	const label = 25 // letters
	for i := range c.blocks {
		b := &c.blocks[i]
		if c.keep[i] && !b.media && b.size > 0 && c.leadsWithinPage(b) && strings.Trim(c.of(b), "[]().^0123456789 ") == "" {
			c.keep[i] = false // the number of a note, in a box of its own
			continue
		}
		isLabel := b.size > 0 && b.size <= label && endsWithColon(c.of(b)) && !listTags[b.tag]
		if !c.keep[i] || b.media || b.size > 0 && !isLabel || b.start == b.stop {
			continue
		}
		around := &c.boxes[c.boxes[b.box].parent]
		said, kept := false, false
		for k := around.first; k < around.last; k++ {
			if k == i && isLabel {
				continue
			}
			said = said || c.blocks[k].size > 0
			kept = kept || c.keep[k] && (c.blocks[k].size > 0 || c.blocks[k].media)
		}
		if said && (!kept || !isLabel && around.last-around.first == 2 && c.boxes[b.box].tag == atom.Div && c.boxes[b.box].parent > c.root) {
			c.keep[i] = false
		}
	}
}
