package body

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trimBio drops the box about the author at the end of a text: a line that is the
// author's name, and a few words about its bearer, or those alone.
func (c *Content) trimBio() {
	if last := c.lastKept(); last > c.boxes[c.root].first && c.isShortBio(&c.blocks[last]) {
		c.keep[last] = false
	}
	const most, longest = 3, 500 // blocks; letters
	c.trimLast(most, longest, func(i, last int) (begins, goesOn bool) {
		if listTags[c.blocks[i].tag] || !c.isAuthorAlone(c.of(&c.blocks[i])) {
			return false, true
		}
		about := i == last || c.isAboutAuthor(i+1, last)
		return about, about
	})
}

// trimNamedBox drops what is left of a last box that begins with the linked name of an author
// and has a few words more.
func (c *Content) trimNamedBox() {
	const longest = 300 // letters
	last := c.lastKept()
	if last <= c.boxes[c.root].first {
		return
	}
	for x := c.blocks[last].box; x > c.root; x = c.boxes[x].parent {
		b := &c.boxes[x]
		size, first := 0, -1
		for i := b.first; i < b.last; i++ {
			if size += c.blocks[i].size; first < 0 && c.blocks[i].size > 0 {
				first = i
			}
		}
		if size > longest {
			return
		}
		if first < 0 {
			continue
		}
		if head := &c.blocks[first]; first < last && head.linked == head.size && c.isAuthorAlone(c.of(head)) {
			if c.keptSize(c.boxes[c.root].first, b.first) > c.keptSize(b.first, b.last) { // a short post is one as well
				clear(c.keep[b.first:b.last])
			}
			return
		}
	}
}

// trimLast drops the last blocks of a text from the one on that begins what is none of it,
// if that is one of so many, with so many letters in all.
func (c *Content) trimLast(most, longest int, begins func(i, last int) (begins, goesOn bool)) {
	last, size, seen := c.lastKept(), 0, 0
	for i := last; i > c.boxes[c.root].first && seen < most; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media || b.size == 0 {
			continue
		}
		seen++
		if size += b.size; size > longest {
			return
		}
		switch here, goesOn := begins(i, last); {
		case here:
			clear(c.keep[i : last+1])
			return
		case !goesOn:
			return
		}
	}
}

// isShortBio says whether a paragraph begins with the full name of an author, who is the
// subject of its one or two sentences.
func (c *Content) isShortBio(b *block) bool {
	const longest, words = 300, 4 // letters; those behind the name
	if b.size > longest || dom.HeadingTags[b.tag] || listTags[b.tag] || !endsSentence(c.of(b)) {
		return false
	}
	text := c.plain(b)
	for _, n := range c.about.by.names {
		n = wording.Letters(n)
		rest, found := strings.CutPrefix(text, n+" ")
		if found && strings.Contains(n, " ") && strings.Count(rest, " ") >= words-1 && c.mentions(n) == 1 {
			return true
		}
	}
	return false
}

// mentions is in how many of the kept blocks of running text a name stands.
func (c *Content) mentions(name string) int {
	n := 0
	c.kept(func(_ int, b *block) bool {
		if !dom.HeadingTags[b.tag] && c.readsLikeProse(b) && strings.Contains(c.plain(b), name) {
			n++
		}
		return true
	})
	return n
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
