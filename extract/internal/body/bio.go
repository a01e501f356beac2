package body

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trimBio drops the box about the author at the end of a text: a line that is the
// author's name, and a few words about its bearer.
func (c *Content) trimBio() {
	const most, longest = 3, 500 // blocks; letters
	last, size := c.lastKept(), 0
	seen := 0
	for i := last; i > c.boxes[c.root].first && seen < most; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media || b.size == 0 {
			continue
		}
		seen++
		if size += b.size; size > longest {
			return
		}
		if !listTags[b.tag] && c.isAuthorAlone(c.of(b)) {
			if i < last && !c.isAboutAuthor(i+1, last) {
				return
			}
			clear(c.keep[i : last+1])
			return
		}
	}
}

// isAboutAuthor says whether what stands in some blocks, headings apart, begins with the
// name of an author, the first or the last.
func (c *Content) isAboutAuthor(from, to int) bool {
	for i := from; i <= to; i++ {
		b := &c.blocks[i]
		if !c.keep[i] || b.media || b.size == 0 || dom.HeadingTags[b.tag] {
			continue
		}
		first, _, _ := strings.Cut(c.plain(b), " ")
		for _, n := range c.about.by.names {
			for w := range strings.FieldsSeq(wording.Letters(n)) {
				if w == first {
					return true
				}
			}
		}
		return false
	}
	return false
}
