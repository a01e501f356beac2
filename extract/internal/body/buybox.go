package body

import (
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
)

// trimBuyBox drops what a shop says around the prices of its goods: how they are sent, what
// there is in which colour, what others have bought. It is the short lines of the box around
// a price that has no text, list or table of facts.
func (c *Content) trimBuyBox() {
	root := &c.boxes[c.root]
	for i := root.first; i < root.last; i++ {
		b := &c.blocks[i]
		x := b.box
		if b.size < maxCall && !listTags[b.tag] && !dom.HeadingTags[b.tag] && furniture.NamesAmount(c.of(b)) {
			c.keep[i] = false // what it costs to send it, what is paid each month
		}
		if b.media || !c.isPrice(b) || c.isFactual(x) {
			continue
		}
		for up := c.boxes[x].parent; x != c.root && up != c.root && !c.isFactual(up); up = c.boxes[x].parent {
			x = up
		}
		last := c.besidePrice(x)
		said := c.saidOfGoods(c.boxes[x].first, last)
		for k := c.boxes[x].first; k < last; k++ {
			if !c.blocks[k].media && k != said {
				c.keep[k] = false
			}
		}
		i = max(i, c.boxes[x].last-1)
	}
}

// saidOfGoods is the only whole sentence in a paragraph of its own among some blocks: what the
// goods are, in short; -1 if there is none, or several, which say how they are sold.
func (c *Content) saidOfGoods(from, to int) int {
	const sentence = 40 // letters
	said := -1
	for k := from; k < to; k++ {
		if b := &c.blocks[k]; b.media || b.tag != atom.P || b.size < sentence || b.linked > 0 || !endsSentence(c.of(b)) {
			continue
		}
		if said >= 0 {
			return -1
		}
		said = k
	}
	return said
}

// besidePrice is where what a shop says behind a price ends: the first boxes behind
// its own that have neither a heading nor text in their own right.
func (c *Content) besidePrice(box int) int {
	const most = 2
	last, n := c.boxes[box].last, 0
	up := &c.boxes[c.boxes[box].parent]
	for x := c.boxes[box].end; x < up.end && n < most && c.boxes[x].first == last && !c.isFactual(x) && !c.hasHeading(x); x = c.boxes[x].end {
		last = c.boxes[x].last
		n++
	}
	return last
}

// isFactual says whether a box has text in its own right: a paragraph, a list or a table.
func (c *Content) isFactual(box int) bool {
	if c.factual == nil {
		c.factual = map[int]bool{}
	}
	is, known := c.factual[box]
	if !known {
		is = c.holdsFacts(box)
		c.factual[box] = is
	}
	return is
}

func (c *Content) holdsFacts(box int) bool {
	const paragraph, item, items = 80, 10, 3
	b := &c.boxes[box]
	listed := 0
	for i := b.first; i < b.last; i++ {
		switch k := &c.blocks[i]; {
		case k.media || c.dropped[k.box] || dom.HeadingTags[k.tag]:
		case k.size >= paragraph && k.linked*2 < k.size && c.readsLikeProse(k), cellTags[k.tag], k.tag == atom.Dd, k.tag == atom.Pre:
			return true
		case k.tag == atom.Li && k.linked == 0 && k.size >= item:
			if listed++; listed >= items {
				return true
			}
		}
	}
	return false
}

// isPrice says whether a short line has an amount of money.
func (c *Content) isPrice(b *block) bool {
	const longest = 30
	return b.size > 0 && b.size <= longest && furniture.NamesAmount(c.of(b))
}
