package body

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trimTail cuts the text off where a heading says that something else begins.
func (c *Content) trimTail() {
	total, _ := c.within(c.root)
	start := c.prose[c.boxes[c.root].first]
	cut := -1
	c.kept(func(i int, b *block) bool {
		left := total - (c.prose[i] - start)
		heads := dom.HeadingTags[b.tag] || c.isBoldLine(b)
		if heads && total-left >= minStory && isDiscussion(c.plain(b)) {
			cut = i // however much was said
			return false
		}
		if b.size > maxHeading || listTags[b.tag] && !heads || left*5 > total*2 || !heads && left*5 > total {
			return true
		}
		if c.isEnding(i) || c.isBoldLine(b) && left*5 <= total && c.standsOverLinks(i) {
			cut = i
			return false
		}
		return true
	})
	if cut >= 0 {
		clear(c.keep[cut:])
	}
}

// isBoldLine says whether a block is a line in bold type amid loose text, as old pages set
// their headings, in a cell that lays out the page perhaps.
func (c *Content) isBoldLine(b *block) bool {
	x := &c.boxes[b.box]
	return b.size > 0 && b.bold == b.size && b.size <= maxHeading && b.linked == 0 && !paragraphTags[b.tag] && x.last-x.first > 1 &&
		(!listTags[b.tag] || cellTags[b.tag] && c.hasParagraph(b.box))
}

// lastKept is the last block of text that is kept, and the one before the root's
// first if there is none.
func (c *Content) lastKept() int {
	last := c.boxes[c.root].first - 1
	c.kept(func(i int, _ *block) bool {
		last = i
		return true
	})
	return last
}

// trimLinkTail cuts off the last sections if they are more links than text: what
// they are called does not matter then.
func (c *Content) trimLinkTail() {
	total, _ := c.within(c.root)
	root := &c.boxes[c.root]
	size, linked, cut := 0, 0, -1
	for i := c.lastKept(); i >= root.first; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media {
			continue
		}
		if left := c.prose[root.last] - c.prose[i]; left*4 > total {
			break
		}
		if (dom.HeadingTags[b.tag] || b.size < 40 && (!c.readsLikeProse(b) || endsWithColon(c.of(b)))) && linked*4 > size*3 {
			cut = i
		}
		size += b.size
		linked += b.linked
	}
	if cut >= 0 {
		clear(c.keep[cut:])
	}
}

// sectionEnd is where the box ends that a heading begins, the next but its own; the end
// of the page where the heading does not stand first in it.
func (c *Content) sectionEnd(i int) int {
	if x := c.headedBy(i); x >= 0 {
		return c.boxes[x].last
	}
	return len(c.blocks)
}

// headedBy is that box; -1 where there is none.
func (c *Content) headedBy(i int) int {
	x := c.blocks[i].box
	for x > 0 && c.boxes[x].last == i+1 {
		x = c.boxes[x].parent
	}
	if x == 0 || c.boxes[x].first != i {
		return -1
	}
	return x
}

// isEnding says whether a line heads something that is no part of the article.
func (c *Content) isEnding(i int) bool {
	b := &c.blocks[i]
	text := withoutNumbers(c.plain(b))
	heading := dom.HeadingTags[b.tag]
	n := endings.opens(text)
	switch {
	case c.Kind == KindProduct && heading && reviewHeads.whole(text):
		return true
	case n == len(text) && n > 0:
		return heading || !c.proseFollows(i) && !c.isButtonOfEntry(i) && !c.textResumes(i)
	case n > 0:
		return heading && utf8.RuneCountInString(text[n:]) < 20
	}
	if abouts.opens(text) > 0 && !c.isSection(i) && (heading || b.size < 40) && b.linked == 0 && !strings.ContainsAny(c.of(b), ".?!") {
		return true
	}
	first, rest, _ := strings.Cut(text, " ")
	return first == "more" && b.size < 40 && moreNouns[rest[strings.LastIndexByte(rest, ' ')+1:]]
}

// isButtonOfEntry says whether a line ends one of the entries of a page: it stands below the
// entry before as well, in a box of the same make.
func (c *Content) isButtonOfEntry(i int) bool {
	text, around := c.plain(&c.blocks[i]), c.boxes[c.blocks[i].box].parent
	for k := i - 1; k > c.boxes[c.root].first; k-- {
		if b := &c.blocks[k]; c.plain(b) == text {
			entry := c.boxes[b.box].parent
			return entry != around && c.makeOf(entry) == c.makeOf(around) && c.prose[c.boxes[entry].last] > c.prose[c.boxes[entry].first]
		}
	}
	return false
}

// isSection says whether a heading is one of several: others of its rank follow.
func (c *Content) isSection(i int) bool {
	const several = 3
	rank, more := c.blocks[i].tag, 0
	for j := i + 1; j < c.boxes[c.root].last && dom.HeadingTags[rank]; j++ {
		if c.keep[j] && c.blocks[j].tag == rank {
			if more++; more == several {
				return true
			}
		}
	}
	return false
}

// proseFollows says whether the next kept block is running text.
func (c *Content) proseFollows(i int) bool {
	for j := i + 1; j < c.boxes[c.root].last; j++ {
		if b := &c.blocks[j]; c.keep[j] && !b.media {
			return b.linked == 0 && b.tag == atom.P && c.readsLikeProse(b)
		}
	}
	return false
}

// textResumes says whether a paragraph follows that is made as the last one before, and where it
// stands as well, with nothing but what leads elsewhere between them.
func (c *Content) textResumes(i int) bool {
	const reach = 12 // blocks
	before := -1
	for k := i - 1; k >= max(c.boxes[c.root].first, i-reach) && before < 0; k-- {
		if b := &c.blocks[k]; c.keep[k] && mayBeParagraph(b) && b.linked == 0 && c.readsLikeProse(b) {
			before = k
		}
	}
	if before < 0 {
		return false
	}
	last := c.blocks[before].box
	for k := i + 1; k < min(i+1+reach, c.boxes[c.root].last); k++ {
		b := &c.blocks[k]
		if b.media || b.size == 0 || b.linked*10 >= b.size*8 {
			continue
		}
		return mayBeParagraph(b) && b.linked == 0 && c.readsLikeProse(b) && c.makeOf(b.box) == c.makeOf(last) &&
			c.makeOf(c.boxes[b.box].parent) == c.makeOf(c.boxes[last].parent) && dom.Attr(c.boxes[b.box].node, "class") != ""
	}
	return false
}

// mayBeParagraph says whether a block is a paragraph, or stands where builders of pages set one.
func mayBeParagraph(b *block) bool { return b.tag == atom.P || b.tag == atom.Div }

var moreNouns = wording.Set("stories news articles posts coverage reading videos headlines reviews")

// trimSignOff drops the last lines of a text that are about its author or its
// paper and no longer part of it.
func (c *Content) trimSignOff() {
	for i := c.lastKept(); i > c.boxes[c.root].first; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media {
			continue
		}
		if b.size > 2*maxAside || !c.isAside(i) && !c.isSignOff(b) && !dom.HeadingTags[b.tag] {
			return
		}
		c.keep[i] = false
	}
}

// trimLastHeadings drops the headings that a text ends with, and lines with a colon at their end:
// they head nothing. Of menus there it drops all.
func (c *Content) trimLastHeadings() {
	mayEnd := c.Kind != KindArticle && (!c.about.dated || c.about.Reference()) // a page of other kinds may say no more of what it has there
	for i := c.lastKept(); i > c.boxes[c.root].first; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media || b.size == 0 {
			continue
		}
		emptied := c.isEmptied(i)
		jumps := c.headsJumps(i)
		if mayEnd && !c.headsLinks(i) && !emptied && !jumps {
			return
		}
		if !jumps && !c.isMenuLine(b) && !c.headsNothing(b) && !c.headsDropped(i) && !emptied {
			return
		}
		c.keep[i] = false
	}
}

// isEmptied says whether a block is a question that heads a box with a line or more, of which none
// is left: No answer found?
func (c *Content) isEmptied(i int) bool {
	x := c.headedBy(i)
	if !dom.HeadingTags[c.blocks[i].tag] || x < 0 || c.Kind == KindList || !strings.ContainsAny(c.of(&c.blocks[i]), "?？؟") {
		return false
	}
	lines := 0
	for k := i + 1; k < c.boxes[x].last; k++ {
		if c.keep[k] {
			return false
		}
		if c.blocks[k].size > 0 {
			lines++
		}
	}
	return lines > 0
}

// headsJumps says whether a short line that ends no sentence stands over links to parts of the page
// that were dropped, in the same box.
func (c *Content) headsJumps(i int) bool {
	b := &c.blocks[i]
	if i+1 == len(c.blocks) || b.size > maxCall || b.linked > 0 || listTags[b.tag] || endsSentence(c.of(b)) || c.keep[i+1] {
		return false
	}
	next := &c.blocks[i+1]
	return c.leadsWithinPage(next) && c.linksIn(next) > 1 && c.inside(next.box, c.boxes[b.box].parent)
}

// headsDropped says whether a block is a line in bold type over what leads elsewhere and was
// dropped, in the same box.
func (c *Content) headsDropped(i int) bool {
	return c.isBoldLine(&c.blocks[i]) && c.standsOverLinks(i) && !c.keep[i+1]
}

// standsOverLinks says whether the next block in the box of a line is several links and little else.
func (c *Content) standsOverLinks(i int) bool {
	if i+1 == len(c.blocks) {
		return false
	}
	next := &c.blocks[i+1]
	return next.box == c.blocks[i].box && next.linked*2 > next.size && c.linksIn(next) > 1
}

// headsNothing says whether the last line of a text is a heading, or leads in to something.
func (c *Content) headsNothing(b *block) bool {
	raw := c.of(b)
	switch {
	case b.size > maxHeading:
		return false
	case dom.HeadingTags[b.tag]:
		return !endsSentence(raw)
	}
	return c.Kind == KindArticle && endsWithColon(raw) && b.tag != atom.Pre && (!listTags[b.tag] || cellTags[b.tag] && c.hasParagraph(b.box))
}

// headsLinks says whether nothing but links follows a heading in the box that it begins, with their
// days perhaps.
func (c *Content) headsLinks(i int) bool {
	const day = 20 // letters
	x := c.headedBy(i)
	if x < 0 {
		return false
	}
	links := 0
	for k := i + 1; k < c.boxes[x].last; k++ {
		b := &c.blocks[k]
		n := c.linksIn(b)
		if b.size > 0 && b.linked*10 < b.size*9 && (b.size-b.linked > n*day || !dates.HoldsYear(c.of(b))) {
			return false
		}
		links += n
	}
	return links > 1
}

// trimEmptied drops the headings of boxes that led to parts of the page, where nothing else is
// left of them.
func (c *Content) trimEmptied() {
	const several = 2
	c.kept(func(i int, b *block) bool {
		x := c.headedBy(i)
		if !dom.HeadingTags[b.tag] || x < 0 {
			return true
		}
		jumps := 0
		for k := i + 1; k < c.boxes[x].last; k++ {
			if c.keep[k] {
				return true
			}
			if c.leadsWithinPage(&c.blocks[k]) {
				jumps++
			}
		}
		c.keep[i] = jumps < several
		return true
	})
	c.kept(func(i int, _ *block) bool {
		c.keep[i] = !c.labelsDropped(i)
		return true
	})
}

// labelsDropped says whether a short line that ends no sentence begins a box in which all else is
// links to other pages, two or more, or one amid the text, and was dropped.
func (c *Content) labelsDropped(i int) bool {
	b := &c.blocks[i]
	x := c.headedBy(i)
	if c.Kind != KindArticle || x < 0 || b.size == 0 || b.size > maxCall || b.linked > 0 || b.tag != atom.Div || endsSentence(c.of(b)) {
		return false
	}
	links := 0
	for k := i + 1; k < c.boxes[x].last; k++ {
		o := &c.blocks[k]
		if c.keep[k] && !o.media || o.linked*10 < o.size*9 {
			return false
		}
		links += c.linksIn(o)
	}
	return links > 1 || links == 1 && c.lastKept() >= c.boxes[x].last
}

// isSignOff says whether a last line calls upon the reader, or credits someone.
func (c *Content) isSignOff(b *block) bool {
	raw := c.of(b)
	if b.fine && b.size < maxAside || signOffs.opens(wording.Letters(raw)) > 0 {
		return true
	}
	if b.linked == 0 {
		return strings.HasSuffix(strings.TrimRight(raw, ". )"), "contributed to this report") || strings.HasSuffix(strings.TrimRight(raw, ". )"), "contributed to this story")
	}
	for s := range strings.FieldsFuncSeq(raw, func(r rune) bool { return strings.ContainsRune(".!?\n", r) }) {
		if calls.opens(wording.Letters(s)) > 0 {
			return true
		}
	}
	return false
}
