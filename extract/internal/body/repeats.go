package body

import (
	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// minRepeats is how often a line must stand between the paragraphs to be template.
const minRepeats = 3

// trimRepeats drops the sentences beside a button that stand in the text word for
// word again and again: a template prints them under each item.
func (c *Content) trimRepeats() {
	if !c.about.signed {
		return // a page of offers repeats its terms
	}
	times := map[string]int{}
	c.kept(func(i int, b *block) bool {
		if c.mayRepeat(i) {
			times[c.plain(b)]++
		}
		return true
	})
	c.kept(func(i int, b *block) bool {
		if c.mayRepeat(i) && times[c.plain(b)] >= minRepeats {
			c.keep[i] = false
		}
		return true
	})
}

// mayRepeat says whether a block is a sentence beside a link, in the same block or
// in another that is all link.
// Labels are the same under each item too, and so are questions.
func (c *Content) mayRepeat(i int) bool {
	b := &c.blocks[i]
	if b.size == 0 || b.size >= maxAside || dom.HeadingTags[b.tag] || listTags[b.tag] || c.text[b.stop-1] != '.' {
		return false
	}
	return anchorOf(c.nodes[b.first]) != nil || i > 0 && c.isButton(b, i-1) || i+1 < len(c.blocks) && c.isButton(b, i+1)
}

// isButton says whether block i is all link and in the box that b is in, or is
// next to.
func (c *Content) isButton(b *block, i int) bool {
	k := &c.blocks[i]
	return k.size > 0 && k.linked == k.size && (c.boxes[k.box].parent == c.boxes[b.box].parent || k.box == c.boxes[b.box].parent || c.boxes[k.box].parent == b.box || k.box == b.box)
}
