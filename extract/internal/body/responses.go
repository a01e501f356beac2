package body

import "github.com/tearsheet/tearsheet/extract/internal/dom"

// trimResponses drops what readers wrote below a text, whatever the page calls it: a row of
// boxes behind it, each with a name and a day beside a few lines, that hold less than the
// text does; and the heading over them.
func (c *Content) trimResponses() {
	if c.Kind == KindLiveblog {
		return
	}
	boxes := c.posts()
	if len(boxes) == 2 { // the text, and what is around what readers wrote
		if inner := c.postsIn(boxes[1]); len(inner) > 1 {
			boxes = inner
		}
	}
	if len(boxes) == 0 {
		return
	}
	said := 0
	for _, x := range boxes {
		if by, when := c.signs(x); !by || !when || c.hasHeading(x) {
			return
		}
		in, _ := c.within(x)
		said += in
	}
	first, last := c.boxes[boxes[0]].first, c.boxes[boxes[len(boxes)-1]].last
	before, behind := c.prose[first]-c.prose[c.boxes[c.root].first], c.prose[len(c.prose)-1]-c.prose[last]
	if before < minStory || said > before || behind > maxCall {
		return
	}
	for first > 0 && !c.blocks[first-1].media && (dom.HeadingTags[c.blocks[first-1].tag] || c.blocks[first-1].size < maxOver && !c.readsLikeProse(&c.blocks[first-1])) {
		first--
	}
	clear(c.keep[first:])
}
