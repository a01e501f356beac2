package body

import "github.com/tearsheet/tearsheet/extract/internal/dom"

// trimResponses drops what readers wrote below a text, whatever the page calls it: a row of
// boxes behind it, each with a name and a day beside a few lines, that hold less than the
// text does; and the heading over them.
func (c *Content) trimResponses() {
	const leastText = 80 // letters over a heading that counts what readers wrote
	if c.Kind == KindLiveblog {
		return
	}
	boxes := c.posts()
	if len(boxes) > 1 && !c.areResponses(boxes) { // the text, and what is around what readers wrote
		boxes = c.postsIn(boxes[len(boxes)-1])
	}
	if len(boxes) == 0 || !c.areResponses(boxes) {
		return
	}
	said := 0
	for _, x := range boxes {
		in, _ := c.within(x)
		said += in
	}
	first, last := c.boxes[boxes[0]].first, c.boxes[boxes[len(boxes)-1]].last
	before, behind := c.prose[first]-c.prose[c.boxes[c.root].first], c.prose[len(c.prose)-1]-c.prose[last]
	if counted := c.countsResponses(first - 1); before < leastText || !counted && (before < minStory || said > before) || behind > maxCall {
		return
	}
	for first > 0 && !c.blocks[first-1].media && (dom.HeadingTags[c.blocks[first-1].tag] || c.blocks[first-1].size < maxOver && !c.readsLikeProse(&c.blocks[first-1])) {
		first--
	}
	clear(c.keep[first:])
}

// areResponses says whether each of some boxes has a name and a day, and no heading.
func (c *Content) areResponses(boxes []int) bool {
	for _, x := range boxes {
		if by, when := c.signs(x); !by && !c.beginsWithName(x) || !when || c.hasHeading(x) {
			return false
		}
	}
	return true
}

// beginsWithName says whether the first line of a box begins with a name in bold and is short:
// Anna Bee lit a candle
func (c *Content) beginsWithName(x int) bool {
	b := &c.blocks[c.boxes[x].first]
	return b.size > 0 && b.size <= maxCall && c.beginsBold(b)
}

// countsResponses says whether the last line up to block i is the heading of what readers wrote,
// with their number: 4 comments.
func (c *Content) countsResponses(i int) bool {
	for i > 0 && c.blocks[i].size == 0 {
		i--
	}
	b := &c.blocks[max(i, 0)]
	text := c.plain(b)
	words := withoutNumbers(text)
	return dom.HeadingTags[b.tag] && words != text && counted.whole(words)
}
