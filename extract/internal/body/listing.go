package body

import (
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// isListing says whether nearly all that a page says stands in a row of boxes that each
// announce another page: a short link that is no more than a title, and a few lines on it.
func (c *Content) isListing() bool {
	const fewest = 3
	type row struct {
		parent int
		tag    atom.Atom
	}
	type sum struct {
		prose int
		pages map[string]bool // that are announced
	}
	rows := map[row]*sum{}
	all, _ := c.within(0)
	for x := 1; x < len(c.boxes); x++ {
		if c.dropped[x] || paragraphTags[c.boxes[x].tag] {
			continue
		}
		prose, _ := c.within(x)
		if prose == 0 {
			continue
		}
		page, ok := c.announces(x)
		if !ok {
			continue
		}
		of := row{c.boxes[x].parent, c.boxes[x].tag}
		if rows[of] == nil {
			rows[of] = &sum{pages: map[string]bool{}}
		}
		rows[of].pages[page] = true
		if rows[of].prose += prose; len(rows[of].pages) >= fewest && rows[of].prose*10 >= all*7 {
			return true
		}
	}
	return false
}

// announces says whether a box begins with a link that is a title, but for its day and
// picture, and goes on with a few lines; or begins with a heading and ends with a link. It gives
// the address of the page that it announces.
func (c *Content) announces(x int) (page string, ok bool) {
	const shortest, longest, most, lines = 8, 90, 400, 8 // letters of a title; of all; blocks
	b := &c.boxes[x]
	if b.last-b.first > lines {
		return "", false
	}
	titled, headed, leads, size := false, false, false, 0
	for i := b.first; i < b.last; i++ {
		k := &c.blocks[i]
		size += k.size
		if k.size > 0 {
			leads = k.linked*10 >= k.size*9
		}
		if leads && !titled {
			page = c.leadsTo(k)
		}
		switch {
		case k.media || k.size == 0 || c.isWhen(k):
		case !titled && k.linked*10 >= k.size*9 && k.size >= shortest && k.size <= longest:
			titled = true
		case !titled && dom.HeadingTags[k.tag] && k.size >= shortest && k.size <= longest && i+1 < b.last:
			headed = true
		case !titled && !headed && (dom.HeadingTags[k.tag] || c.readsLikeProse(k)):
			return "", false
		}
	}
	return page, (titled || headed && leads) && size <= most
}

// leadsTo gives the address that the first link of a block leads to, empty where it has none.
func (c *Content) leadsTo(b *block) string {
	for _, n := range c.nodes[b.first:b.last] {
		if a := anchorOf(n); a != nil {
			return dom.Attr(a, "href")
		}
	}
	return ""
}
