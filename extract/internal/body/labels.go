package body

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
)

// trimLabels drops the labels around the goods of a shop and the entries of a list.
func (c *Content) trimLabels() {
	c.kept(func(i int, b *block) bool {
		if b.tag != atom.Pre && isMachineText(c.of(b)) {
			c.keep[i] = false
			return true
		}
		text := withoutNumbers(c.plain(b))
		if (b.linked > 0 && b.linked*10 >= b.size*9 || b.tag == atom.Div && strings.Contains(text, " ") && !holdsDigit(c.of(b)) && !endsWithColon(c.of(b))) && !dom.HeadingTags[b.tag] && furniture.IsButtons(text) {
			c.keep[i] = false
			return true
		}
		if c.Kind == KindList && text == "" && furniture.NamesAmount(c.of(b)) {
			return true
		}
		if c.Kind == KindOther && text == "" && (isFigure(c.of(b)) || c.isNumbered(i)) {
			return true
		}
		c.keep[i] = b.size > maxHeading || b.tag == atom.Pre || cellTags[c.boxes[c.cellOf(b)].tag] || text == "" && dom.HeadingTags[b.tag] && c.Kind == KindOther && c.sectionStays(i) || text != "" && (!shopLines.whole(text) || dom.HeadingTags[b.tag] && c.Kind == KindOther && c.sectionStays(i))
		return true
	})
}

// isFigure says whether a line of numbers tells something by itself: a share, a time of
// day, a year, a span of time. One number counts the items of a list, and two with a stroke its pages.
func isFigure(raw string) bool {
	const longest, year = 15, 4
	if len(raw) <= longest && strings.ContainsAny(raw, "%+:") || len(raw) == year && dates.HoldsYear(raw) {
		return true
	}
	years := 0
	for w := range strings.FieldsFuncSeq(raw, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(w) == year && dates.HoldsYear(w) {
			years++
		}
	}
	return years > 1
}

// isNumbered says whether a heading of numbers is one of several: versions, days.
func (c *Content) isNumbered(i int) bool {
	const number = 3 // of a section
	rank := c.blocks[i].tag
	if !dom.HeadingTags[rank] || c.blocks[i].size <= number {
		return false
	}
	for k := c.boxes[c.root].first; k < c.boxes[c.root].last; k++ {
		if b := &c.blocks[k]; k != i && b.tag == rank && b.size > 0 && withoutNumbers(c.plain(b)) == "" {
			return true
		}
	}
	return false
}
