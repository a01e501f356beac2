package body

import (
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// trimStrips drops the strips of other stories that stand between the paragraphs:
// three boxes of one make or more in one box, each with a link, and more linked
// text among them than not. A list is such a strip if it has pictures. Those behind
// the text go with its tail, whose headings tell more.
func (c *Content) trimStrips() {
	root := &c.boxes[c.root]
	for i := c.root + 1; i < root.end; i++ {
		if !c.dropped[i] && c.isStrip(i) {
			b := &c.boxes[c.emptiedBy(i)]
			clear(c.keep[b.first:b.last])
			i = b.end - 1
		}
	}
}

func (c *Content) isStrip(box int) bool {
	const maxBlocks, maxSize, maxText = 60, 2000, 120
	b := &c.boxes[box]
	if b.last-b.first > maxBlocks || b.end-box <= minTeasers || b.tag == atom.Table || b.tag == atom.Tbody || b.tag == atom.Tr {
		return false
	}
	size, linked := 0, 0
	for i := b.first; i < b.last; i++ {
		k := &c.blocks[i]
		if dom.HeadingTags[k.tag] && k.linked == 0 {
			continue // its own
		}
		if size += k.size; size > maxSize || k.size-k.linked > maxText || k.tag == atom.Pre {
			return false
		}
		linked += k.linked
	}
	if linked*2 <= size || size == 0 {
		return false
	}
	entries, entryMake := 0, boxMake{}
	for i := box + 1; i < b.end; i = c.boxes[i].end {
		e := &c.boxes[i]
		if dom.HeadingTags[e.tag] || e.first == e.last {
			continue
		}
		if !c.isEntry(i) || entries > 0 && c.makeOf(i) != entryMake {
			return false
		}
		entryMake = c.makeOf(i)
		entries++
	}
	return entries >= minTeasers
}

// isEntry says whether a box may be one of a strip: it has a link, and if it is
// the item of a list, a picture.
func (c *Content) isEntry(box int) bool {
	b := &c.boxes[box]
	if b.tag == atom.P || cellTags[b.tag] {
		return false
	}
	linked, pictured := false, false
	for i := b.first; i < b.last; i++ {
		linked = linked || c.blocks[i].linked > 0
		pictured = pictured || c.blocks[i].media
	}
	return linked && (pictured || b.tag != atom.Li)
}

// emptiedBy is the outermost box that has nothing but headings besides box.
func (c *Content) emptiedBy(box int) int {
	for {
		up := c.boxes[box].parent
		if box == c.root || up == c.root || !c.inside(up, c.root) {
			return box
		}
		for i := c.boxes[up].first; i < c.boxes[up].last; i++ {
			if k := &c.blocks[i]; k.size > 0 && !dom.HeadingTags[k.tag] && (i < c.boxes[box].first || i >= c.boxes[box].last) {
				return box
			}
		}
		box = up
	}
}
