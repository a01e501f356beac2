package body

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trimHead drops what stands before the first paragraph and is not text: the
// title again, the standfirst, bylines and dates.
func (c *Content) trimHead() {
	lead, prose := -1, -1
	titles, head := c.titles(), c.headline()
	c.kept(func(i int, b *block) bool {
		if titles[c.plain(b)] {
			return true
		}
		if prose < 0 && c.readsLikeProse(b) && !dom.HeadingTags[b.tag] && !c.isByline(b) {
			prose = i
		}
		if c.isLead(b) {
			lead = i
		}
		return lead < 0
	})
	if lead < 0 {
		lead = prose // a very short article
	}
	if lead < 0 {
		return
	}
	begun := false // a sentence of the text stands before the lead
	c.kept(func(i int, b *block) bool {
		switch {
		case i < head && head < lead && b.size < maxHeading && !endsSentence(c.of(b)):
			c.keep[i] = false // what the page calls itself, over its headline
		case i == lead:
			return true
		case b.size < 200 && titles[c.plain(b)] && (i < lead || !c.headsSection(b)), b.tag == atom.H1 && i < lead:
			c.keep[i] = false
		case i > lead:
		case c.isDeck(b), c.isByline(b), c.isHeadCredit(b):
			c.keep[i] = false
		case dom.HeadingTags[b.tag], listTags[b.tag] && b.linked*2 < b.size:
		case c.isOpening(b, lead):
			begun = begun || c.readsLikeProse(b)
		case begun && b.tag == atom.P && c.boxes[b.box].parent == c.boxes[c.blocks[lead].box].parent:
		case !c.readsLikeProse(b):
			c.keep[i] = false
		}
		return true
	})
}

// headsSection says whether a heading of the first rank behind the start of a text is one of its
// own: short, no sentence, no link and not the title again.
func (c *Content) headsSection(b *block) bool {
	return b.tag == atom.H1 && b.linked == 0 && b.size <= maxHeading && !strings.HasSuffix(c.of(b), ".") && !strings.HasSuffix(c.of(b), "!") && c.plain(b) != c.about.subject
}

// trimLateBylines drops the lines that tell who wrote a text, or when, which stand behind
// its standfirst, and the headline before it.
func (c *Content) trimLateBylines() {
	const reach, words, longest, longestStamp = 4, 6, 30, 90 // lines; words beside a day; bytes of a kicker; letters of a line with both
	const paragraphs = 2                                     // over the line: a standfirst, and one that is set over it
	const label = 25                                         // letters
	seen, texts := 0, 0
	c.kept(func(i int, b *block) bool {
		if kicker, ok := strings.CutSuffix(c.plain(b), " "+c.about.subject); seen == 0 && ok && dom.HeadingTags[b.tag] && strings.Contains(c.about.subject, " ") && len(kicker) < longest {
			c.keep[i] = false // the headline behind its kicker
		}
		raw := c.of(b)
		if !listTags[b.tag] && (c.isAuthorAlone(raw) || b.size < longestStamp && c.namesAuthor(raw) && c.hasDay(raw) && !endsSentence(raw) || c.isNameAndDay(raw)) {
			c.keep[i] = false
			return true
		}
		if seen == 0 && dom.HeadingTags[b.tag] && c.hasDay(raw) && dates.CountWords(dates.Tokenize(raw)) <= words {
			c.keep[i] = false // the day as a heading over a post
			return true
		}
		if b.size < label && !listTags[b.tag] && !dom.HeadingTags[b.tag] && !endsSentence(raw) && c.besideDay(i) {
			c.keep[i] = false // what labels the day, which is dropped already
			return true
		}
		if seen == 0 && b.size < maxHeading && !listTags[b.tag] && !dom.HeadingTags[b.tag] && !endsSentence(raw) && c.isAmongStamps(i) {
			c.keep[i] = false
			return true
		}
		if (seen > 0 || !listTags[b.tag] && c.hasDay(raw)) && c.isByline(b) && (c.namesAuthor(raw) || dates.CountWords(dates.Tokenize(raw)) <= words) {
			c.keep[i] = false
		}
		if b.size > maxHeading {
			texts++
		}
		seen++
		return seen < reach && texts < paragraphs
	})
}

// isAmongStamps says whether a line over the text stands behind one that tells who wrote it or
// when, and is made as that one is or has another one of those behind it: Translated by Anna Bee
func (c *Content) isAmongStamps(i int) bool {
	const reach = 3 // blocks
	stamps := func(k int) bool {
		b := &c.blocks[k]
		return !c.keep[k] && b.size > 0 && b.size < maxHeading && !dom.HeadingTags[b.tag] && (c.isByline(b) || c.isAuthorAlone(c.of(b)))
	}
	alike, behind := false, false
	for k := i - 1; k >= max(0, i-reach); k-- {
		if stamps(k) {
			behind = true
			alike = alike || dom.Attr(c.boxes[c.blocks[k].box].node, "class") != "" && c.makeOf(c.blocks[k].box) == c.makeOf(c.blocks[i].box)
		}
	}
	if alike || !behind {
		return alike
	}
	for k := i + 1; k < min(len(c.blocks), i+reach); k++ {
		if stamps(k) {
			return true
		}
	}
	return false
}

// besideDay says whether a block right before or behind a loose line is a day that was dropped,
// in the box around the line.
func (c *Content) besideDay(i int) bool {
	box := c.blocks[i].box
	for _, k := range []int{i - 1, i + 1} {
		if k < 0 || k >= len(c.blocks) || c.keep[k] || c.blocks[k].size > maxAside {
			continue
		}
		if b := &c.blocks[k]; b.size > 0 && (b.box == box || c.boxes[b.box].parent == box) && c.hasDay(c.of(b)) {
			return true
		}
	}
	return false
}

// trimNoticeOver drops what stands over the headline in a box of its own with something to press:
// what visitors are asked before they read.
func (c *Content) trimNoticeOver() {
	head := c.headline()
	if head < 0 || !c.hasTextBetween(head, c.boxes[c.root].last) {
		return
	}
	for i := c.boxes[c.root].first; i < head; i++ {
		if !c.keep[i] {
			continue
		}
		x := c.blocks[i].box
		for !c.inside(c.blocks[head].box, c.boxes[x].parent) {
			x = c.boxes[x].parent
		}
		if !c.inside(c.blocks[head].box, x) && holdsButton(c.boxes[x].node) {
			clear(c.keep[c.boxes[x].first:c.boxes[x].last])
		}
	}
}

// isHeadCredit says whether a line over the text credits somebody, and is no sentence.
func (c *Content) isHeadCredit(b *block) bool {
	return b.size > 0 && b.size < 60 && !dom.HeadingTags[b.tag] && !endsSentence(c.of(b)) && (signOffs.opens(c.plain(b)) > 0 || people.NamesOthers(c.of(b)))
}

// isOpening says whether a short block before the lead is a paragraph of the text too:
// it stands in the lead's own box, and is long enough for one, or ends as a sentence or a
// greeting does, with nothing linked.
func (c *Content) isOpening(b *block, lead int) bool {
	const long = 15
	first := &c.blocks[lead]
	paragraph := b.tag == atom.P && c.boxes[b.box].parent == c.boxes[first.box].parent
	switch raw := c.of(b); {
	case paragraph && (b.size > long || c.headsList(b)):
		return true
	case paragraph || b.box == first.box && !paragraphTags[b.tag]:
		return b.linked == 0 && (endsSentence(raw) && !endsWithColon(raw) || paragraph && endsGreeting(raw))
	}
	return false
}

// headsList says whether a block is a line in bold over a list that is no menu: "Key points".
func (c *Content) headsList(b *block) bool {
	x := c.boxes[b.box].last
	return b.size > 0 && b.bold == b.size && x < len(c.blocks) && c.blocks[x].tag == atom.Li && c.blocks[x].linked == 0
}

// trimTitle drops the title itself, with a word or two beside it in a thread, and nothing else.
func (c *Content) trimTitle() {
	const beside = 40 // bytes
	title := wording.Letters(c.about.titles[0])
	c.kept(func(i int, b *block) bool {
		if !dom.HeadingTags[b.tag] {
			return true
		}
		if plain := c.plain(b); plain == title || c.Kind == KindForum && strings.Contains(title, " ") && len(plain) < len(title)+beside && strings.Contains(" "+plain+" ", " "+title+" ") {
			c.keep[i] = false
			return false
		}
		return true
	})
}

// isLead says whether a block may be the paragraph that a text begins with.
func (c *Content) isLead(b *block) bool {
	return b.size >= 60 && c.isLeadLike(b)
}

// isLeadLike says the same of what may be short.
func (c *Content) isLeadLike(b *block) bool {
	return c.readsLikeProse(b) && !dom.HeadingTags[b.tag] && !c.isDeck(b) && !c.isByline(b)
}

// isShortLead says whether a paragraph is a sentence that says in short what a text is about.
func (c *Content) isShortLead(b *block) bool {
	return b.tag == atom.P && b.size >= minHeadline && b.linked == 0 && endsSentence(c.of(b)) && !endsWithColon(c.of(b)) && c.isLeadLike(b)
}

// addIntro keeps the paragraphs between the headline and the body that belong to
// the text but stand in a box of their own.
func (c *Content) addIntro() {
	const reach = 40 // blocks to look back for the headline
	first := c.boxes[c.root].first
	titles := c.titles()
	head := -1
	for i := first - 1; i >= max(0, first-reach); i-- {
		b := &c.blocks[i]
		if b.size > 0 && b.size < 200 && (b.tag == atom.H1 || titles[c.plain(b)]) {
			head = i
			break
		}
	}
	if head < 0 {
		return
	}
	top := c.root
	for i := head + 1; i < first; i++ {
		b := &c.blocks[i]
		if c.dropped[b.box] || c.caption[b.box] || b.media || !c.isLead(b) && !c.isShortLead(b) || c.isAside(i) || b.linked*4 > b.size {
			continue
		}
		c.keep[i] = true
		for !c.inside(b.box, top) {
			top = c.boxes[top].parent
		}
	}
	c.root = top
}

func (c *Content) isDeck(b *block) bool {
	for x := b.box; x != c.root && x > 0; x = c.boxes[x].parent {
		if c.boxes[x].cue&cueDeck != 0 {
			return true
		}
	}
	return false
}

// titles are the page's title in the forms that it may be repeated in.
func (c *Content) titles() map[string]bool {
	m := map[string]bool{}
	for _, t := range c.about.titles {
		m[wording.Letters(t)] = true
	}
	for i := range c.blocks {
		if b := &c.blocks[i]; b.tag == atom.H1 {
			m[c.plain(b)] = true
		}
	}
	delete(m, "")
	return m
}
