package body

import (
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// Facts stand in tables and in lists of terms, beside the text that speaks of them.

// keepFacts keeps the list of terms of a page that is no article, where it stands beside a paragraph
// that is kept, in the box around both: what a thing is made of, how large it is, where it was found.
func (c *Content) keepFacts() {
	if c.Kind == KindOther && !c.about.dated {
		c.keepEach(atom.Dl, func(x int) bool { return c.isOfFacts(x) && c.standsBesideText(x) })
	}
}

// keepTables keeps the tables of a story that stand in its text, with paragraphs of it before and
// behind them in the box around: rows of cells that lead nowhere.
func (c *Content) keepTables() {
	if c.Kind == KindArticle {
		c.keepEach(atom.Table, func(x int) bool { return c.isOfCells(x) && c.standsAmidText(x) })
	}
}

// keepEach keeps all of the boxes with a tag that are wanted, the outer ones first.
func (c *Content) keepEach(tag atom.Atom, wanted func(box int) bool) {
	for x := 1; x < len(c.boxes); x++ {
		b := &c.boxes[x]
		if b.tag != tag || c.dropped[x] || !wanted(x) {
			continue
		}
		for i := b.first; i < b.last; i++ {
			c.keep[i] = true
		}
		x = b.end - 1
	}
}

// isOfCells says whether a table has several rows, each of several short cells without a link.
func (c *Content) isOfCells(table int) bool {
	const several, most, longest = 3, 400, 80 // rows; blocks; letters of a cell
	b := &c.boxes[table]
	if b.last-b.first > most {
		return false
	}
	rows := 0
	for x := table + 1; x < b.end; x++ {
		if row := &c.boxes[x]; row.tag == atom.Tr {
			if row.last-row.first < 2 {
				return false
			}
			rows++
		}
	}
	for i := b.first; i < b.last; i++ {
		if k := &c.blocks[i]; k.media || k.linked > 0 || k.size > longest || !cellTags[c.boxes[c.cellOf(k)].tag] {
			return false
		}
	}
	return rows >= several
}

// standsAmidText says whether text is kept both before and behind a table, near it, in the box
// around it.
func (c *Content) standsAmidText(table int) bool {
	const near = 12 // blocks
	around, own := &c.boxes[c.boxes[table].parent], &c.boxes[table]
	return c.keepsText(max(around.first, own.first-near), own.first) && c.keepsText(own.last, min(around.last, own.last+near))
}

// keepsText says whether a paragraph is kept among some blocks.
func (c *Content) keepsText(first, last int) bool {
	for i := first; i < last; i++ {
		if b := &c.blocks[i]; c.keep[i] && b.size > 0 && !dom.HeadingTags[b.tag] && c.readsLikeProse(b) {
			return true
		}
	}
	return false
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
	return c.keepsText(max(around.first, own.first-near), own.first) || c.keepsText(own.last, min(around.last, own.last+near))
}
