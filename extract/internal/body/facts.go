package body

import (
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// A page that is about one thing states what it is in a list of terms beside what is said of it:
// what it is made of, how large it is, where it was found.

// keepFacts keeps such a list of a page that is no article, where it stands beside a paragraph
// that is kept, in the box around both.
func (c *Content) keepFacts() {
	if c.Kind != KindOther || c.about.dated {
		return
	}
	for x := 1; x < len(c.boxes); x++ {
		b := &c.boxes[x]
		if b.tag != atom.Dl || c.dropped[x] || !c.isOfFacts(x) || !c.standsBesideText(x) {
			continue
		}
		for i := b.first; i < b.last; i++ {
			c.keep[i] = true
		}
	}
}

// isOfFacts says whether a list has several short terms with what stands for each, and leads
// nowhere.
func (c *Content) isOfFacts(list int) bool {
	const several, longest = 3, 60 // terms; letters of a term
	terms, facts := 0, 0
	for i := c.boxes[list].first; i < c.boxes[list].last; i++ {
		switch b := &c.blocks[i]; {
		case b.media || b.linked > 0:
			return false
		case b.tag == atom.Dt && b.size <= longest:
			terms++
		case b.tag == atom.Dd:
			facts++
		}
	}
	return terms >= several && facts >= terms
}

// standsBesideText says whether a block of text is kept in the box around a list, or in one that
// stands beside it there.
func (c *Content) standsBesideText(list int) bool {
	const near = 30 // blocks before and behind the list
	around, own := &c.boxes[c.boxes[list].parent], &c.boxes[list]
	for i := max(around.first, own.first-near); i < min(around.last, own.last+near); i++ {
		b := &c.blocks[i]
		if c.keep[i] && b.size > 0 && !c.inside(b.box, list) && !dom.HeadingTags[b.tag] && c.readsLikeProse(b) {
			return true
		}
	}
	return false
}
