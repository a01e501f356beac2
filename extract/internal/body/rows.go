package body

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/people"
)

// The paragraphs of a text stand side by side, in elements that are made alike. Where
// nearly all of a row are text, the few among them are text as well.

// fillRows keeps the blocks of such a row that the rules kept too, and whole sentences in
// paragraphs.
func (c *Content) fillRows(rules []bool) {
	type rowOf struct {
		parent int
		make   boxMake
	}
	rows := map[rowOf][]int{}
	var order []rowOf
	for i := range c.blocks {
		b := &c.blocks[i]
		if x := &c.boxes[b.box]; !b.media && b.size > 0 && x.last == x.first+1 && (x.tag == atom.P || x.tag == atom.Div) {
			of := rowOf{x.parent, c.makeOf(b.box)}
			if rows[of] == nil {
				order = append(order, of)
			}
			rows[of] = append(rows[of], i)
		}
	}
	for _, of := range order {
		if row := rows[of]; c.isRowOfText(row) {
			c.fillFirst(row)
			for _, i := range row {
				c.keep[i] = c.keep[i] || c.fitsRow(i, rules[i])
			}
		}
	}
}

// fillFirst keeps the first line of a row in which all others are kept, some of them no longer than
// it: a verse.
func (c *Content) fillFirst(row []int) {
	shortest := c.blocks[row[0]].size
	for _, i := range row[1:] {
		if !c.keep[i] {
			return
		}
		shortest = min(shortest, c.blocks[i].size)
	}
	i := row[0]
	if b := &c.blocks[i]; !c.keep[i] && shortest < b.size && b.linked == 0 && !c.dropped[b.box] && !c.leadsOff(i) && !c.isByline(b) && !c.isRights(b) && !people.BeginsPhoto(c.of(b)) {
		c.keep[i] = true
	}
}

// fillGaps keeps the lines between two blocks of the text that the rules kept too: headings
// that are not marked as such, where none is. What is made as they are is one as well, below a
// picture too.
func (c *Content) fillGaps(rules []bool) {
	const longest = 50 // letters
	var gaps, others []int
	for i := 1; i < len(c.blocks)-1; i++ {
		b := &c.blocks[i]
		switch {
		case c.keep[i] && dom.HeadingTags[b.tag]:
			return
		case b.size == 0 || b.size > longest || b.tag != atom.Div || !c.keep[i+1] || c.blocks[i+1].size == 0 || !c.looksLikeHeading(b):
		case c.keep[i], rules[i] && c.keep[i-1] && endsSentence(c.of(&c.blocks[i-1])) && !c.isEnding(i) && c.fitsRow(i, true):
			gaps = append(gaps, i)
		case c.blocks[i-1].media && b.linked == 0 && !c.dropped[b.box] && !c.isEnding(i):
			others = append(others, i)
		}
	}
	made := map[boxMake]bool{}
	for _, i := range gaps {
		c.keep[i] = true
		made[c.makeOf(c.blocks[i].box)] = true
	}
	for _, i := range others {
		if m := c.makeOf(c.blocks[i].box); m.class != "" && made[m] {
			c.keep[i] = true
		}
	}
}

// looksLikeHeading says whether a line is a question or no sentence, tells of no picture and asks
// for nothing.
func (c *Content) looksLikeHeading(b *block) bool {
	raw := c.of(b)
	return (strings.HasSuffix(raw, "?") || !endsSentence(raw)) && !strings.ContainsAny(raw, "©|/") && !endsWithPhoto(raw) && !furniture.AsksToSubscribe(strings.ToLower(raw)) && !c.isAuthorAlone(raw)
}

// isRowOfText says whether most of a row is text.
func (c *Content) isRowOfText(row []int) bool {
	const fewest = 3
	kept, size, all := 0, 0, 0
	for _, i := range row {
		b := &c.blocks[i]
		if c.keep[i] || !c.leadsOff(i) {
			all += b.size
		}
		if c.keep[i] {
			kept++
			size += b.size
		}
	}
	return kept >= fewest && size*5 >= all*4
}

// fitsRow says whether a block may be a part of such a row: nothing in it leads away, or
// is about the text.
func (c *Content) fitsRow(i int, wanted bool) bool {
	const shortest, nameless = 30, 40 // letters of a sentence; of one in a box without a name
	b := &c.blocks[i]
	if b.linked > 0 || c.dropped[b.box] || c.caption[b.box] || dom.HeadingTags[b.tag] {
		return false
	}
	if !wanted {
		isNamed := b.tag == atom.P || b.tag == atom.Div && (b.size >= nameless || dom.Attr(c.boxes[b.box].node, "class") != "")
		if raw := c.of(b); !isNamed || b.size < shortest || !endsSentence(raw) && !unstopped(raw) {
			return false
		}
	}
	return c.isFollowing(i) && !c.leadsOff(i) && !c.isByline(b) && !c.isCaption(i) && !c.isRights(b) && !c.isHeadCredit(b) && !people.BeginsPhoto(c.of(b))
}

// isFollowing says whether the text block before block i is kept, or leads elsewhere.
func (c *Content) isFollowing(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if b := &c.blocks[k]; !b.media && b.size > 0 && (c.keep[k] || !c.leadsOff(k)) {
			return c.keep[k]
		}
	}
	return false
}
