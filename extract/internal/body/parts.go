package body

import (
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// joinParts keeps the rest of a text that is cut into boxes by what stands between them:
// boxes side by side and called alike, one of them kept as a whole, the next one of
// nothing but paragraphs and their headings as well.
func (c *Content) joinParts() {
	type part struct {
		parent int
		class  string
	}
	kept := map[part]bool{}
	for x := 1; x < len(c.boxes); x++ {
		b := &c.boxes[x]
		p := part{parent: b.parent, class: dom.Attr(b.node, "class")}
		if p.class == "" || b.tag != atom.Div && b.tag != atom.Section || b.first == b.last || c.dropped[x] {
			continue
		}
		switch {
		case c.isKeptProse(x):
			kept[p] = true
		case kept[p] && c.isAllProse(x):
			for i := b.first; i < b.last; i++ {
				c.keep[i] = true
			}
		}
	}
}

// isKeptProse says whether all that is in a box is kept, and some of it prose.
func (c *Content) isKeptProse(box int) bool {
	prose := false
	for i := c.boxes[box].first; i < c.boxes[box].last; i++ {
		b := &c.blocks[i]
		if !c.keep[i] {
			return false
		}
		prose = prose || b.tag == atom.P && c.readsLikeProse(b)
	}
	return prose
}

// isAllProse says whether a box holds paragraphs that are sentences, and headings over
// them, and nothing else: more than the one that may be a note.
func (c *Content) isAllProse(box int) bool {
	prose := false
	if c.boxes[box].last-c.boxes[box].first < 2 {
		return false
	}
	for i := c.boxes[box].first; i < c.boxes[box].last; i++ {
		b := &c.blocks[i]
		switch {
		case b.media || b.tag == atom.H1 || b.linked > 0 || c.dropped[b.box] || b.size == 0:
			return false
		case dom.HeadingTags[b.tag]:
			prose = false
		case b.tag == atom.P && endsSentence(c.of(b)) && !c.isAside(i):
			prose = prose || c.readsLikeProse(b)
		default:
			return false
		}
	}
	return prose
}

// trimDoubted drops the last lines that are no text for the model and that only the rules
// kept: behind a text, that no name speaks against them says little.
func (c *Content) trimDoubted(scores []float32) {
	const sure = -1.3
	if c.Kind == KindLiveblog {
		return // its last entry is one of them, however short
	}
	for i := len(c.blocks) - 1; i > 0; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media || b.size == 0 {
			continue
		}
		if scores[i] > sure || b.size > maxAside || listTags[b.tag] || cellTags[b.tag] || b.tag == atom.Pre {
			return
		}
		c.keep[i] = false
	}
}

// trimOverText drops what stands over the first paragraph and says nothing of it: the line in
// a box with a picture and nothing else, and what is left of a list of buttons.
func (c *Content) trimOverText() {
	const longest, button, reach = 200, 20, 6 // letters; letters; blocks
	seen := 0
	c.kept(func(i int, b *block) bool {
		if b.media || b.size == 0 {
			return true
		}
		around := &c.boxes[c.boxes[b.box].parent]
		switch {
		case b.tag == atom.Li && b.size < button && around.last-around.first > 1 && c.keptIn(around) == 1 && !endsSentence(c.of(b)),
			b.tag == atom.Div && b.size < longest && i > 0 && c.blocks[i-1].media && (isPair(around, i-1) || isPair(&c.boxes[b.box], i-1)):
			c.keep[i] = false
			return true
		}
		seen++
		return seen < reach && (b.size < maxHeading || !c.readsLikeProse(b))
	})
}

// isPair says whether a box has two blocks, the first of which is this.
func isPair(b *box, first int) bool { return b.first == first && b.last == first+2 }

// keptIn is how many blocks of a box are kept.
func (c *Content) keptIn(b *box) int {
	n := 0
	for i := b.first; i < b.last; i++ {
		if c.keep[i] {
			n++
		}
	}
	return n
}
