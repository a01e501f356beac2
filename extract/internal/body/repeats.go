package body

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// trimRepeats drops the short lines that nearly all entries of a list say alike: what is to press
// beside each, what its numbers count. They tell nothing of any entry.
func (c *Content) trimRepeats() {
	const fewest = 3 // entries
	root := &c.boxes[c.root]
	for x := c.root + 1; x < root.end; x++ {
		if n := c.entriesFrom(x); n >= fewest {
			c.trimRepeatsIn(x, n)
		}
	}
}

// entriesFrom counts the boxes of one make beside each other that a box is the first of; 0 where
// it is not.
func (c *Content) entriesFrom(x int) int {
	around := &c.boxes[c.boxes[x].parent]
	first := c.boxes[x].parent + 1
	if paragraphTags[c.boxes[x].tag] || cellTags[c.boxes[x].tag] {
		return 0
	}
	made, n := c.makeOf(x), 0
	for y := first; y < around.end; y = c.boxes[y].end {
		if c.boxes[y].last-c.boxes[y].first < 2 || c.makeOf(y) != made {
			continue
		}
		if n++; n == 1 && y != x {
			return 0
		}
	}
	return n
}

// trimRepeatsIn drops such lines of so many entries, the first of which is a box.
func (c *Content) trimRepeatsIn(x, entries int) {
	const sure = 4 // entries: of fewer, what is to press is linked
	around, made := &c.boxes[c.boxes[x].parent], c.makeOf(x)
	last := map[string]int{} // the entry that said a line last
	times := map[string]int{}
	lines := map[string][]int{}
	for y := x; y < around.end; y = c.boxes[y].end {
		if c.makeOf(y) != made {
			continue
		}
		for i := c.boxes[y].first; i < c.boxes[y].last; i++ {
			b := &c.blocks[i]
			if !c.keep[i] || !c.mayRepeat(b) || i+1 < c.boxes[y].last && c.keep[i+1] && c.isValue(&c.blocks[i+1]) {
				continue
			}
			text := c.plain(b)
			if last[text] != y {
				last[text] = y
				times[text]++
			}
			lines[text] = append(lines[text], i)
		}
	}
	for text, n := range times {
		if few := entries < sure; n*5 >= entries*4 && !(few && c.leadsTo(&c.blocks[lines[text][0]]) == "") {
			for _, i := range lines[text] {
				c.keep[i] = false
				c.because(i, "nearly all entries say it")
			}
		}
	}
}

// mayRepeat says whether a block is a short line without a number that is no sentence, and
// no name of what stands behind it.
func (c *Content) mayRepeat(b *block) bool {
	const longest = 40
	raw := c.of(b)
	return b.size > 0 && b.size <= longest && !dom.HeadingTags[b.tag] && !cellTags[b.tag] && !holdsDigit(raw) && !endsSentence(raw) && !strings.HasSuffix(raw, ":")
}

// isValue says whether a short line is a number of something, which the line over it names. One
// that only counts is none: 3K
func (c *Content) isValue(b *block) bool {
	const longest, letters = 25, 2
	return b.size <= longest && b.linked == 0 && holdsDigit(c.of(b)) && len(strings.Trim(withoutNumbers(c.plain(b)), "0123456789")) >= letters
}
