package body

import (
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// The entries of a live page, a thread or a list of questions are made alike: boxes side
// by side, of as many blocks, in the same elements. What is text in most of them is text
// in all.

// levelAlike keeps the blocks of boxes that are alike where the same block of more than
// half of them is kept, and gives paragraphs the headings that the rules kept for them.
func (c *Content) levelAlike(rules []bool) {
	const fewest, most = 3, 20 // boxes alike, blocks in each
	alike := map[entry][]int{}
	var entries []entry // in the order of the page: those around others first
	for x := 1; x < len(c.boxes); x++ {
		b := &c.boxes[x]
		if n := b.last - b.first; n >= 2 && n <= most && !c.dropped[x] {
			e := entry{parent: b.parent, blocks: n, make: c.makeOfBox(x)}
			if alike[e] == nil {
				entries = append(entries, e)
			}
			alike[e] = append(alike[e], x)
		}
	}
	for _, e := range entries {
		boxes := alike[e]
		if len(boxes) < fewest {
			continue
		}
		for k := range e.blocks {
			kept := 0
			for _, x := range boxes {
				if c.keep[c.boxes[x].first+k] {
					kept++
				}
			}
			if kept*2 <= len(boxes) {
				continue
			}
			for _, x := range boxes {
				i := c.boxes[x].first + k
				c.keep[i] = c.keep[i] || !c.blocks[i].media
			}
		}
	}
	for i := range c.blocks {
		b := &c.blocks[i]
		if !dom.HeadingTags[b.tag] || c.keep[i] || b.size == 0 || i+1 >= len(c.blocks) || c.leadsOff(i) || !rules[i] && !c.standsAmong(i) {
			continue
		}
		if next := &c.blocks[i+1]; c.keep[i+1] && !next.media && !dom.HeadingTags[next.tag] && (next.size > maxHeading || next.size > 40 && c.readsLikeProse(next)) && (c.boxes[next.box].parent == c.boxes[b.box].parent || rules[i] && c.isAlone(i) && c.isFollowing(i)) {
			c.keep[i] = true
		}
	}
}

// isAlone says whether a heading has a box of its own, as builders set each of their parts in one.
func (c *Content) isAlone(i int) bool {
	up := &c.boxes[c.boxes[c.blocks[i].box].parent]
	return up.last-up.first == 1
}

// standsAmong says whether a heading stands in the row of the paragraphs of the text, those
// before and behind it being of one make.
func (c *Content) standsAmong(i int) bool {
	const reach = 6 // blocks back
	b := &c.blocks[i]
	if i+1 >= len(c.blocks) || b.linked > 0 || b.size > maxHeading || c.isEnding(i) {
		return false
	}
	next := c.blocks[i+1].box
	for k := i - 1; k >= max(0, i-reach); k-- {
		if prev := c.blocks[k].box; c.keep[k] && c.boxes[prev].parent == c.boxes[b.box].parent {
			return c.boxes[next].parent == c.boxes[prev].parent && c.boxes[next].tag == atom.P && c.makeOf(next) == c.makeOf(prev)
		}
	}
	return false
}

// entry is what boxes that are alike have in common.
type entry struct {
	parent, blocks int
	make           string
}

// makeOfBox is the elements that the blocks of a box are in.
func (c *Content) makeOfBox(x int) string {
	b := &c.boxes[x]
	name := make([]byte, 0, 2*(b.last-b.first)+4)
	name = append(name, byte(b.tag), byte(b.tag>>8), byte(b.tag>>16))
	for i := b.first; i < b.last; i++ {
		tag := c.blocks[i].tag
		name = append(name, byte(tag), byte(tag>>8))
	}
	return string(name)
}
