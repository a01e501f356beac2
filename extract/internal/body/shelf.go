package body

import "github.com/tearsheet/tearsheet/extract/internal/dom"

// A shelf is a row of boxes, each of which has a link to another page and what the thing costs that
// is told of there. Under the headline of a page that sells nothing itself and says little besides,
// it is what the page is for.

// isShelf says whether such a row is the first thing on the page that has prices.
func (c *Content) isShelf() bool {
	const fewest, little = 4, 300 // goods; letters of running text
	if prose, _ := c.within(0); prose > little || c.about.signed {
		return false
	}
	head := c.headBlock()
	pages := map[int]map[string]bool{} // by the box around them
	for x := 1; x < len(c.boxes); x++ {
		b := &c.boxes[x]
		if c.dropped[x] || b.first < head || paragraphTags[b.tag] {
			continue
		}
		page, ok := c.isOnShelf(b)
		if !ok {
			continue
		}
		if pages[b.parent] == nil {
			if len(pages) > 0 || c.pricedBetween(head, b.first) {
				return false // it has another row, or a price of its own
			}
			pages[b.parent] = map[string]bool{}
		}
		if pages[b.parent][page] = true; len(pages[b.parent]) >= fewest {
			return true
		}
		x = b.end - 1
	}
	return false
}

// isOnShelf says whether a box is one of the goods, and gives the address of its page.
func (c *Content) isOnShelf(b *box) (page string, ok bool) {
	const longest, lines = 160, 8 // letters; blocks
	if b.last-b.first > lines || b.last-b.first < 2 {
		return "", false
	}
	priced, size := false, 0
	for i := b.first; i < b.last; i++ {
		k := &c.blocks[i]
		size += k.size
		priced = priced || c.holdsAmount(k)
		if k.linked > 0 && page == "" {
			page = c.leadsTo(k)
		}
	}
	return page, priced && page != "" && page[0] != '#' && size <= longest
}

// pricedBetween says whether a block between two others, no heading, has an amount of money.
func (c *Content) pricedBetween(first, last int) bool {
	for i := max(first, 0); i < last; i++ {
		if b := &c.blocks[i]; !dom.HeadingTags[b.tag] && b.size < maxHeading && c.holdsAmount(b) {
			return true
		}
	}
	return false
}
