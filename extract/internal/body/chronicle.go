package body

import "github.com/tearsheet/tearsheet/extract/internal/dom"

// isChronicle says whether most of a page is boxes of one make under its headline that each begin
// with a heading of their own, which leads nowhere, and the day under it: what changed in which
// version.
func (c *Content) isChronicle() bool {
	const fewest = 2 // entries
	head := c.headBlock()
	if head < 0 {
		return false
	}
	all, _ := c.within(0)
	prose, entries := map[boxMake]int{}, map[boxMake]int{}
	for x := 1; x < len(c.boxes); x++ {
		if c.dropped[x] || c.boxes[x].first <= head || !c.isDatedSection(x) {
			continue
		}
		made := c.makeOf(x)
		in, _ := c.within(x)
		prose[made] += in
		entries[made]++
		if entries[made] >= fewest && prose[made]*10 >= all*7 {
			return true
		}
		x = c.boxes[x].end - 1
	}
	return false
}

// isDatedSection says whether a box begins with an unlinked heading, has a day right behind it, and
// goes on.
func (c *Content) isDatedSection(x int) bool {
	b := &c.boxes[x]
	if b.last-b.first < 3 {
		return false
	}
	heading, when := &c.blocks[b.first], &c.blocks[b.first+1]
	return dom.HeadingTags[heading.tag] && heading.linked == 0 && when.linked == 0 && c.isWhen(when)
}
