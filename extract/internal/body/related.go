package body

import "github.com/tearsheet/tearsheet/extract/internal/dom"

// dropRelated strikes out the boxes that begin with the heading of other stories and hold little
// else than boxes that announce those, behind a headline with a text: however much they say, and
// however short the text is.
func (c *Content) dropRelated() {
	const fewest = 2
	head := c.headline()
	if head < 0 {
		return
	}
	for i := head + 1; i < len(c.blocks); i++ {
		b := &c.blocks[i]
		if !dom.HeadingTags[b.tag] || b.size == 0 || b.size > maxHeading || c.dropped[b.box] || !endings.whole(c.plain(b)) {
			continue
		}
		x := c.headedBy(i)
		if x < 0 || c.inside(c.blocks[head].box, x) || !c.hasOwnText(head, i) {
			continue
		}
		all, _ := c.within(x)
		teasers, announced := 0, 0
		for y := x + 1; y < c.boxes[x].end; y++ {
			if page, ok := c.announces(y); ok && page != "" {
				in, _ := c.within(y)
				teasers++
				announced += in
				y = c.boxes[y].end - 1
			}
		}
		if teasers >= fewest && announced*10 >= all*9 {
			c.strike(x)
			c.struckBecause(x, "it announces other stories")
		}
	}
}

// hasOwnText says whether a paragraph stands between two blocks that is no teaser's.
func (c *Content) hasOwnText(first, last int) bool {
	const least = 60
	for i := first + 1; i < last; i++ {
		b := &c.blocks[i]
		if c.dropped[b.box] || b.linked > 0 || b.size < least || dom.HeadingTags[b.tag] || !c.readsLikeProse(b) {
			continue
		}
		if _, ok := c.announces(c.boxes[b.box].parent); !ok {
			return true
		}
	}
	return false
}
