package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// trim takes away what is not the text itself from the blocks of the root.
func (c *content) trim() {
	if c.mode.tail {
		c.trimTail()
	}
	if c.mode.lines {
		c.trimLines()
	}
	if c.mode.thread {
		c.trimThread()
	}
	if c.mode.tail {
		c.trimLinkTail()
		c.trimSignOff()
	}
	if c.mode.head {
		c.trimHead()
	} else {
		c.trimTitle()
	}
}

// letters is a text's letters and digits in lower case, with one blank between
// words: for comparing.
func letters(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		if runeWeight(r) == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// kept calls f for every kept block that has text, in order, until f says false.
func (c *content) kept(f func(i int, b *block) bool) {
	root := &c.boxes[c.root]
	for i := root.first; i < root.last; i++ {
		if b := &c.blocks[i]; c.keep[i] && !b.media && !f(i, b) {
			return
		}
	}
}

// trimLines drops single lines between the paragraphs: notes about ads, links to
// other stories, calls to sign up; then the headings that are left with nothing
// below them.
func (c *content) trimLines() {
	heading := -1
	c.kept(func(i int, b *block) bool {
		switch {
		case c.isAside(b) || c.inLinkList(b) || c.isCaption(i):
			c.keep[i] = false
		case headingTags[b.tag]:
			heading = i
			return true
		default:
			heading = -1
			return true
		}
		if heading >= 0 && c.onlyAsidesFollow(heading, i) {
			c.keep[heading] = false
		}
		heading = -1
		return true
	})
}

// trimThread drops the labels around the posts of a thread: numbers, dates, names
// of buttons.
func (c *content) trimThread() {
	const maxLabel = 25
	titles := c.titles()
	c.kept(func(i int, b *block) bool {
		text := c.plain(b)
		switch {
		case titles[strings.TrimPrefix(text, "re ")]:
			c.keep[i] = false
		case b.tag == atom.P || b.tag == atom.Pre || b.tag == atom.Blockquote:
			c.keep[i] = !asideLines.whole(withoutNumbers(text))
		case b.size < maxLabel && !c.readsLikeProse(b), c.isAside(b):
			c.keep[i] = false
		}
		return true
	})
}

// onlyAsidesFollow says whether the section that block heading opens has only
// lines that send the reader elsewhere, the first of them being at.
func (c *content) onlyAsidesFollow(heading, at int) bool {
	for i := at + 1; i < c.boxes[c.root].last; i++ {
		b := &c.blocks[i]
		switch {
		case b.media || !c.keep[i]:
		case headingTags[b.tag]:
			return true
		default:
			return c.isAside(b) || c.inLinkList(b)
		}
	}
	return true
}

const (
	minHeadline = 28  // the size from which a link in a list may be another story's headline
	maxAside    = 160 // the size up to which a line may be a note
	maxHeading  = 90  // the size up to which a line may be a heading
)

func (c *content) isAside(b *block) bool {
	if b.size == 0 || b.tag == atom.Pre {
		return false
	}
	raw := c.of(b)
	allLink := b.linked*10 >= b.size*8
	if allLink && b.size < 4*minHeadline*4 && (b.tag == atom.P || b.tag == atom.Div) && !strings.Contains(raw, "://") && !strings.HasPrefix(raw, "www.") {
		return true
	}
	if b.size > maxAside && !allLink {
		return false
	}
	first, _, _ := strings.Cut(raw, "\n")
	text := letters(first)
	if asideLines.whole(withoutNumbers(text)) {
		return true
	}
	n := asideLines.opens(text)
	if n > 0 && (b.linked*2 > b.size || strings.HasPrefix(strings.TrimLeft(raw[min(n, len(raw)):], " "), ":")) {
		return true
	}
	n = asides.opens(text)
	return n > 0 && (b.linked*3 > b.size || b.size < 60)
}

// isCaption says whether a block is the short line under a picture.
func (c *content) isCaption(i int) bool {
	b := &c.blocks[i]
	if i == 0 || !c.blocks[i-1].media || !c.keep[i-1] || b.size > 150 || headingTags[b.tag] || listTags[b.tag] {
		return false
	}
	if b.tag != atom.P && !c.readsLikeProse(b) {
		return true
	}
	text := strings.ToLower(c.of(b))
	_, credit, ok := strings.Cut(text, "(")
	return strings.Contains(text, "©") || ok && strings.HasSuffix(credit, ")") && containsAny(credit, pictureCredits)
}

// pictureCredits are words of the brackets at the end of a caption.
var pictureCredits = strings.Fields("photo image picture credit courtesy getty reuters afp shutterstock istock alamy unsplash pixabay ap/ /ap nasa foto imago dpa epa illustration screenshot source: via wikimedia")

// withoutNumbers leaves out the words of text that are numbers.
func withoutNumbers(text string) string {
	if !strings.ContainsAny(text, "0123456789") {
		return text
	}
	words := strings.Fields(text)
	words = slices.DeleteFunc(words, func(w string) bool { return strings.Trim(w, "0123456789") == "" })
	return strings.Join(words, " ")
}

// inLinkList says whether a block is an item of a list of nothing but links.
func (c *content) inLinkList(b *block) bool {
	if b.linked*10 < b.size*8 {
		return false
	}
	x := b.box
	for c.boxes[x].tag != atom.Ul && c.boxes[x].tag != atom.Ol {
		if x == c.root || x == 0 {
			return false
		}
		x = c.boxes[x].parent
	}
	size, linked, items := 0, 0, 0
	list := &c.boxes[x]
	for i := list.first; i < min(list.last, list.first+50); i++ {
		size += c.blocks[i].size
		linked += c.blocks[i].linked
		items++
	}
	return linked*10 >= size*8 && size >= minHeadline*items
}

// trimTail cuts the text off where a heading says that something else begins.
func (c *content) trimTail() {
	total, _ := c.within(c.root)
	start := c.prose[c.boxes[c.root].first]
	cut := -1
	c.kept(func(i int, b *block) bool {
		left := total - (c.prose[i] - start)
		if b.size > maxHeading || listTags[b.tag] || left*5 > total*2 || !headingTags[b.tag] && left*5 > total {
			return true
		}
		if c.isEnding(i, left*4 <= total) {
			cut = i
			return false
		}
		return true
	})
	if cut >= 0 {
		clear(c.keep[cut:])
	}
}

// lastKept is the last block of text that is kept, and the one before the root's
// first if there is none.
func (c *content) lastKept() int {
	last := c.boxes[c.root].first - 1
	c.kept(func(i int, _ *block) bool {
		last = i
		return true
	})
	return last
}

// trimLinkTail cuts off the last sections if they are more links than text: what
// they are called does not matter then.
func (c *content) trimLinkTail() {
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
		if (headingTags[b.tag] || b.size < 40 && !c.readsLikeProse(b)) && linked*4 > size*3 {
			cut = i
		}
		size += b.size
		linked += b.linked
	}
	if cut >= 0 {
		clear(c.keep[cut:])
	}
}

// isEnding says whether a line heads something that is no part of the article.
func (c *content) isEnding(i int, late bool) bool {
	b := &c.blocks[i]
	text := c.plain(b)
	heading := headingTags[b.tag]
	n := endings.opens(text)
	switch {
	case n == len(text) && n > 0:
		return heading || !c.proseFollows(i)
	case n > 0:
		return heading && utf8.RuneCountInString(text[n:]) < 20
	}
	if late && abouts.opens(text) > 0 && (heading || b.size < 40) && b.linked == 0 && !strings.ContainsAny(c.of(b), ".?!") {
		return true
	}
	first, rest, _ := strings.Cut(text, " ")
	return first == "more" && b.size < 40 && moreNouns[rest[strings.LastIndexByte(rest, ' ')+1:]]
}

// proseFollows says whether the next kept block is running text.
func (c *content) proseFollows(i int) bool {
	for j := i + 1; j < c.boxes[c.root].last; j++ {
		if b := &c.blocks[j]; c.keep[j] && !b.media {
			return b.linked == 0 && b.tag == atom.P && c.readsLikeProse(b)
		}
	}
	return false
}

var moreNouns = set("stories news articles posts coverage reading videos headlines reviews")

// trimSignOff drops the last lines of a text that are about its author or its
// paper and no longer part of it.
func (c *content) trimSignOff() {
	for i := c.lastKept(); i > c.boxes[c.root].first; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media {
			continue
		}
		if b.size > 2*maxAside || !c.isAside(b) && !c.isSignOff(b) && !headingTags[b.tag] {
			return
		}
		c.keep[i] = false
	}
}

// isSignOff says whether a last line calls upon the reader, or credits someone.
func (c *content) isSignOff(b *block) bool {
	raw := c.of(b)
	if signOffs.opens(letters(raw)) > 0 {
		return true
	}
	if b.linked == 0 {
		return strings.HasSuffix(strings.TrimRight(raw, ". )"), "contributed to this report") || strings.HasSuffix(strings.TrimRight(raw, ". )"), "contributed to this story")
	}
	for s := range strings.FieldsFuncSeq(raw, func(r rune) bool { return strings.ContainsRune(".!?\n", r) }) {
		if calls.opens(letters(s)) > 0 {
			return true
		}
	}
	return false
}

// trimHead drops what stands before the first paragraph and is not text: the
// title again, the standfirst, bylines and dates.
func (c *content) trimHead() {
	lead, prose := -1, -1
	c.kept(func(i int, b *block) bool {
		if prose < 0 && c.readsLikeProse(b) && !headingTags[b.tag] {
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
	titles := c.titles()
	home := c.boxes[c.blocks[lead].box].parent
	c.kept(func(i int, b *block) bool {
		switch {
		case i == lead:
			return true
		case b.size < 200 && titles[c.plain(b)], b.tag == atom.H1 && i < lead:
			c.keep[i] = false
		case i > lead:
		case c.isDeck(b):
			c.keep[i] = false
		case headingTags[b.tag], listTags[b.tag]:
		case b.tag == atom.P && c.boxes[b.box].parent == home && b.size > 15:
		case !c.readsLikeProse(b):
			c.keep[i] = false
		}
		return true
	})
}

// trimTitle drops the title itself, and nothing else.
func (c *content) trimTitle() {
	title := letters(c.about.titles[0])
	c.kept(func(i int, b *block) bool {
		if headingTags[b.tag] && c.plain(b) == title {
			c.keep[i] = false
			return false
		}
		return true
	})
}

// isLead says whether a block may be the paragraph that a text begins with.
func (c *content) isLead(b *block) bool {
	return c.readsLikeProse(b) && b.size >= 60 && !headingTags[b.tag] && !c.isDeck(b)
}

// addIntro keeps the paragraphs between the headline and the body that belong to
// the text but stand in a box of their own.
func (c *content) addIntro() {
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
		if c.dropped[b.box] || c.caption[b.box] || b.media || !c.isLead(b) || c.isAside(b) || b.linked*4 > b.size {
			continue
		}
		c.keep[i] = true
		for !c.inside(b.box, top) {
			top = c.boxes[top].parent
		}
	}
	c.root = top
}

func (c *content) isDeck(b *block) bool {
	for x := b.box; x != c.root && x > 0; x = c.boxes[x].parent {
		if c.boxes[x].cue&cueDeck != 0 {
			return true
		}
	}
	return false
}

// titles are the page's title in the forms that it may be repeated in.
func (c *content) titles() map[string]bool {
	m := map[string]bool{}
	for _, t := range c.about.titles {
		m[letters(t)] = true
	}
	for i := range c.blocks {
		if b := &c.blocks[i]; b.tag == atom.H1 {
			m[c.plain(b)] = true
		}
	}
	delete(m, "")
	return m
}

var (
	headingTags = atoms("h1 h2 h3 h4 h5 h6")
	listTags    = atoms("li dd dt td th pre")
)
