package body

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// Text writes the kept blocks as paragraphs with one blank line between
// them; the items of a list and the cells of a row stay together.
func (c *Content) Text() string {
	var out strings.Builder
	size := 0
	for i := range c.blocks {
		if c.keep[i] {
			size += c.blocks[i].stop - c.blocks[i].start + len("\n\n- ")
		}
	}
	out.Grow(size)
	var prev *block
	for i := range c.blocks {
		b := &c.blocks[i]
		if !c.keep[i] || b.start == b.stop {
			continue
		}
		if prev != nil {
			out.WriteString(c.separator(prev, b))
		}
		if b.tag == atom.Li {
			out.WriteString("- ")
		}
		out.WriteString(c.of(b))
		prev = b
	}
	return out.String()
}

func (c *Content) separator(a, b *block) string {
	x, y := c.cellOf(a), c.cellOf(b)
	pa, pb := c.boxes[x].parent, c.boxes[y].parent
	switch {
	case a.tag == atom.Li && b.tag == atom.Li && pa == pb:
		return "\n"
	case !cellTags[c.boxes[x].tag] || !cellTags[c.boxes[y].tag], a.box == b.box && c.hasParagraph(a.box):
		return "\n\n"
	case pa == pb:
		return " | "
	case c.tableOf(pa) == c.tableOf(pb):
		return "\n"
	}
	return "\n\n"
}

// hasParagraph says whether a block of a cell is as long as a paragraph.
func (c *Content) hasParagraph(cell int) bool {
	is, known := c.laidOut[cell]
	if !known {
		if c.laidOut == nil {
			c.laidOut = map[int]bool{}
		}
		b := &c.boxes[cell]
		is = slices.ContainsFunc(c.blocks[b.first:b.last], func(k block) bool { return k.size >= minCellText })
		c.laidOut[cell] = is
	}
	return is
}

// tableOf is the table that a row is in.
func (c *Content) tableOf(row int) int {
	for x := row; x > 0; x = c.boxes[x].parent {
		if c.boxes[x].tag == atom.Table {
			return x
		}
	}
	return 0
}

// minCellText is the size from which a block of a cell is a paragraph, and the others with it:
// the cell is of a table that only lays out the page.
const minCellText = 50

var cellTags = dom.Atoms("td th")
