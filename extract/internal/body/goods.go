package body

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// sellsOne says whether a page that does not say what it is sells one thing: its headline is
// followed by a price, before any other heading, in a box with something to press or choose
// and no text of any length.
func (c *Content) sellsOne() bool {
	const reach = 25 // blocks
	head := c.headBlock()
	if head < 0 || c.blocks[head].tag != atom.H1 || c.blocks[head].linked > 0 || c.about.signed {
		return false
	}
	for i := head + 1; i < min(head+reach, len(c.blocks)); i++ {
		b := &c.blocks[i]
		if b.media || b.size == 0 {
			continue
		}
		if dom.HeadingTags[b.tag] {
			return false
		}
		if c.isPrice(b) && b.linked == 0 {
			return !isRange(c.of(b)) && c.isOffer(head, i)
		}
	}
	return false
}

// isOffer says whether the smallest box around a headline and a price has a button, and the
// price none of its own headings.
func (c *Content) isOffer(head, price int) bool {
	x := c.over(c.blocks[price].box, c.blocks[head].box)
	if c.boxes[x].tag == 0 || x == 0 {
		return false
	}
	headings := 0
	if c.isOneOfMany(c.blocks[price].box, x) {
		return false
	}
	for i := c.boxes[x].first; i < c.boxes[x].last; i++ {
		if dom.HeadingTags[c.blocks[i].tag] {
			headings++
		}
	}
	const most = 4
	return headings <= most && holdsButton(c.boxes[x].node)
}

// isOneOfMany says whether a price stands in one of several boxes of one make, inside of another
// box, that each have a link and a price.
func (c *Content) isOneOfMany(price, around int) bool {
	const several, levels = 3, 6
	for x, up := price, 0; x != around && x > 0 && up < levels; x, up = c.boxes[x].parent, up+1 {
		row := &c.boxes[c.boxes[x].parent]
		alike := 0
		for y := c.boxes[x].parent + 1; y < row.end; y = c.boxes[y].end {
			priced, linked := false, false
			for i := c.boxes[y].first; i < c.boxes[y].last && c.makeOf(y) == c.makeOf(x); i++ {
				priced = priced || c.isPrice(&c.blocks[i])
				linked = linked || c.blocks[i].linked > 0
			}
			if priced && linked {
				alike++
			}
		}
		if alike >= several {
			return true
		}
	}
	return false
}

// isRange says whether a line has two amounts of money with a stroke between them: what
// somebody earns.
func isRange(raw string) bool {
	from, to, found := strings.Cut(strings.NewReplacer("–", "-", "—", "-").Replace(raw), "-")
	return found && strings.ContainsFunc(from, unicode.IsDigit) && strings.ContainsFunc(to, unicode.IsDigit)
}
