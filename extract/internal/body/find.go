package body

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/lab"
)

// Content is the search for the body: the page laid out, and what was decided
// about each part of it.
type Content struct {
	*layout
	about   *Declared
	told    int // how many different names of its boxes say something
	Kind    string
	mode    mode
	dropped []bool       // boxes that are no part of any article
	caption []bool       // boxes whose text is about a picture
	subject map[int]bool // boxes named for what the page is about
	indexes map[int]bool // lists that were looked at: whether they are indexes
	whens   []uint8      // of each block: whether it is a day or a time, once it was looked at
	factual map[int]bool // boxes that were looked at: whether they have text in their own right
	cells   map[int]bool // rows of tables that were looked at: whether they are of cells
	laidOut map[int]bool // cells that were looked at: whether they lay out the page
	root    int          // the box that holds the article
	spare   *aside       // room for the next line that is looked at

	threads      bool   // it lists those of a forum
	builtOfCards bool   // its text stands in boxes that are cards elsewhere
	keep         []bool // blocks that are the article
	prose        []int  // running sum over blocks: size of what reads like an article
	other        []int  // running sum over blocks: size of all else
	why          *why   // nil unless somebody wants to know
}

// Find decides which blocks of a page are its article: by the rules for its site, where
// they find anything, else by what the page is made of.
func Find(p *Page, a *Said) *Content { return find(p, a, nil) }

func find(p *Page, a *Said, why *why) *Content {
	about := Declare(p, a)
	c := ruledContent(p, about)
	if c == nil {
		c = findContent(p, a, about, why)
	}
	if c.Kind == "" {
		c.Kind = KindOther
	}
	return c
}

// findContent decides which blocks of the page are its article.
func findContent(s *Page, a *Said, about *Declared, why *why) *Content {
	paid := paidParts(s)
	names := newCues()
	c := &Content{layout: lay(bodyOf(s.Root), s.Nodes, names, paid), about: about, Kind: about.Kind(), why: why}
	c.told = names.told()
	c.search()
	switch {
	case c.Kind == "":
		c.settle()
	case c.Kind == KindForum && c.isIndexOfThreads():
		c.Kind, c.threads = KindList, true
		c.search()
	}
	if (c.Kind == KindArticle || c.Kind == KindOther) && c.runsBackwards() {
		c.Kind = KindLiveblog
		c.search()
	}
	c.choose()
	for _, m := range []mode{modes[KindOther], bareMode} {
		if c.foundEnough() {
			break
		}
		c.mode = m
		c.searchAs()
		c.choose()
	}
	if c.mode.head {
		c.trimSaid(a)
	}
	switch {
	case lab.Watch != nil:
		c.show(lab.Watch)
	case c.isStory():
		c.decide()
		c.keepReferences()
		c.keepFacts()
		c.keepTables()
		c.trimSaid(a)
		c.trimResponses()
		c.trimOverText()
		c.trimClipped()
		c.trimLateBylines()
		c.trimFirstVoice()
		c.trimNoticeOver()
		c.trimStandfirst(a)
		c.trimContents()
		c.trimGoesOn()
		c.trimNext()
		c.trimLabelledNext()
		c.trimLastTeaser()
		c.trimPlayers()
		c.keepTimes()
		c.trimPullQuotes()
		c.trimConsent()
		c.trimLastLinks()
		c.trimNamedBox()
		c.trimColophon()
		c.trimBio()
		c.trimContact()
		c.trimVoice()
		c.trimColophon()
		c.trimBehindEnd()
		c.trimCallBoxes()
		c.trimPoll()
		c.trimWallBoxes()
		c.trimOfferAtEnd()
		c.trimLastHeadings()
		c.trimLoneSigns()
		c.trimPointers()
		c.trimControls()
		c.trimEmptied()
	}
	if paid == nil {
		c.heed(s)
	}
	return c
}

// choose marks the blocks of the root that are wanted.
func (c *Content) choose() {
	c.keep = make([]bool, len(c.blocks))
	b := &c.boxes[c.root]
	for i := b.first; i < b.last; i++ {
		box := c.blocks[i].box
		c.keep[i] = !c.dropped[box] && (c.blocks[i].media || !c.caption[box])
	}
	c.trim()
	if c.mode.head {
		c.addIntro()
	}
}

// foundEnough says whether what was kept can be all that the page has to say: an
// article may be short, but nothing at all means that the page was misread.
func (c *Content) foundEnough() bool {
	const short = 80
	kept, all := 0, 0
	for i := range c.blocks {
		all += c.blocks[i].size
		if c.keep[i] {
			kept += c.blocks[i].size
		}
	}
	return kept >= short || kept*3 >= all
}

// bodyOf is the element that holds what a page shows.
func bodyOf(page *html.Node) *html.Node {
	for n := range dom.Under(page) {
		if n.DataAtom == atom.Body || n.DataAtom == atom.Frameset {
			return n
		}
	}
	return page
}

// search finds the root in the way that the kind of page asks for.
func (c *Content) search() {
	c.mode = modes[c.Kind]
	if c.Kind == KindForum && c.about.anyType("QAPage", "Question") {
		c.mode.never |= cueComment // answers are the text, comments on them are not
	}
	if c.about.Reference() {
		c.mode.teasers, c.mode.lines, c.mode.tail = false, false, false
	}
	c.searchAs()
}

// searchAs finds the root in the way of the mode.
func (c *Content) searchAs() {
	c.factual = nil
	c.dropByCue()
	if c.mode.teasers {
		c.dropTeasers()
	}
	if c.mode.lines || c.mode.goods || c.Kind == KindOther || c.Kind == KindList {
		c.dropForms()
	}
	if c.Kind != KindList && !c.mode.thread && !c.mode.goods {
		c.dropRelated()
	}
	c.weigh()
	switch {
	case c.mode.goods:
		c.root = c.pickMain()
		if !c.isMain(c.root) { // large lists may be most of a page
			c.root = c.over(c.root, c.pickRoot())
		}
	case c.mode.broad:
		c.root = c.pickMain()
	default:
		c.root = c.pickRoot()
	}
}

// over is the smallest box around two.
func (c *Content) over(x, y int) int {
	for !c.inside(y, x) {
		x = c.boxes[x].parent
	}
	return x
}

// minStory is the size of a text that may well be shorter than what is said of it.
const minStory = 250

// dropForms strikes out the boxes around a field to fill in, in a form or not, that have no more
// than a call besides it.
func (c *Content) dropForms() {
	const levels = 3
	for i := 1; i < len(c.boxes); i++ {
		if n := c.boxes[i].node; c.dropped[i] || !(c.boxes[i].tag == atom.Form && hasField(n) || holdsLooseField(n)) {
			continue
		}
		for x, up := i, 0; up < levels && x > 0 && c.isCall(x); x, up = c.boxes[x].parent, up+1 {
			c.strike(x)
		}
	}
}

// isCall says whether a box has no more text than a line that asks for something,
// and no title.
func (c *Content) isCall(box int) bool {
	const maxSize, maxBlocks = 160, 20
	b := &c.boxes[box]
	if b.last-b.first > maxBlocks {
		return false
	}
	size := 0
	for i := b.first; i < b.last; i++ {
		if c.blocks[i].tag == atom.H1 {
			return false
		}
		size += c.blocks[i].size
	}
	return size < maxSize
}

// isPictured says whether a box has as many pictures as a list of goods has.
func (c *Content) isPictured(box int) bool {
	const many = 6
	b := &c.boxes[box]
	n := 0
	for i := b.first; i < b.last && n < many; i++ {
		if c.blocks[i].media {
			n++
		}
	}
	return n == many
}

// holdsLooseField says whether a field to write in stands in a box, with no form around it.
func holdsLooseField(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Textarea || c.DataAtom == atom.Input && writtenIn[dom.Attr(c, "type")] {
			return !dom.HasAround(n, atom.Form)
		}
	}
	return false
}

// writtenIn are the types of the fields that are written in.
var writtenIn = map[string]bool{"": true, "text": true, "email": true, "search": true}

func hasField(form *html.Node) bool {
	for n := range dom.Under(form) {
		if n.DataAtom == atom.Input && dom.Attr(n, "type") != "hidden" || n.DataAtom == atom.Textarea {
			return true
		}
	}
	return false
}

// isHeader says whether a box is called a header for being the heading of a section: it
// holds nothing else.
func (c *Content) isHeader(box int) bool {
	b := &c.boxes[box]
	for i := b.first; i < b.last; i++ {
		if k := &c.blocks[i]; !dom.HeadingTags[k.tag] || k.tag == atom.H1 || k.linked > 0 {
			return false
		}
	}
	return b.last > b.first
}

// headsText says whether a box is the heading of the running text that follows it.
func (c *Content) headsText(box int) bool {
	next := c.boxes[box].last
	for next < len(c.blocks) && c.blocks[next].size == 0 {
		next++
	}
	return c.isHeader(box) && next < len(c.blocks) && c.blocks[next].tag == atom.P && c.blocks[next].linked == 0 && c.readsLikeProse(&c.blocks[next])
}

// isThin says whether a box is mostly links, or has little text at all.
func (c *Content) isThin(box int) bool {
	size, linked := 0, 0
	for i := c.boxes[box].first; i < c.boxes[box].last; i++ {
		size += c.blocks[i].size
		linked += c.blocks[i].linked
	}
	prose, _ := c.within(box)
	return linked*3 > size || prose*3 < size && size < 300
}

// isCaptioned says whether a box around a picture has no more text than a caption.
func (c *Content) isCaptioned(box int) bool {
	const maxCaption = 400
	b := &c.boxes[box]
	size, texts, pictures := 0, 0, 0
	for i := b.first; i < b.last; i++ {
		switch k := &c.blocks[i]; {
		case k.media:
			pictures++
		case k.tag == atom.Pre || k.tag == atom.Td || c.boxes[k.box].tag == atom.Blockquote || c.boxes[c.boxes[k.box].parent].tag == atom.Blockquote:
			return false
		default:
			size += k.size
			texts++
		}
	}
	return texts > 0 && (pictures > 0 || b.tag == atom.Figure) && texts <= 3*max(1, pictures) && size < maxCaption*min(max(1, pictures), 4)
}

// proseByMake sums up the prose of the posts of a thread, which all are boxes of
// one make.
func (c *Content) proseByMake() map[boxMake]int {
	m := map[boxMake]int{}
	if !c.mode.thread {
		return m
	}
	for i := 1; i < len(c.boxes); i++ {
		prose, _ := c.within(i)
		m[c.makeOf(i)] += prose
	}
	return m
}

// boxMake is what the boxes of one template have in common.
type boxMake struct{ tag, class string }

func (c *Content) makeOf(box int) boxMake {
	n := c.boxes[box].node
	return boxMake{n.Data, dom.Attr(n, "class")}
}

func (c *Content) within(box int) (prose, other int) {
	b := &c.boxes[box]
	return c.prose[b.last] - c.prose[b.first], c.other[b.last] - c.other[b.first]
}

// weigh sums up prose and other text over the blocks that are not dropped.
func (c *Content) weigh() {
	c.prose, c.other = make([]int, 1, len(c.blocks)+1), make([]int, 1, len(c.blocks)+1)
	prose, other := 0, 0
	for i := range c.blocks {
		b := &c.blocks[i]
		if !c.dropped[b.box] && !c.caption[b.box] {
			if c.readsLikeProse(b) {
				prose += b.size
			} else {
				other += b.size
			}
		}
		c.prose, c.other = append(c.prose, prose), append(c.other, other)
	}
}

// readsLikeProse says whether a block looks like part of a text rather than like
// a label, a teaser or a menu.
func (c *Content) readsLikeProse(b *block) bool {
	switch {
	case b.size == 0 || b.linked*2 > b.size:
		return false
	case b.tag == atom.Pre:
		return true
	case b.size >= 80, b.size >= 40 && unstopped(c.text[b.start:b.stop]):
		return true
	}
	return b.size >= 20 && holdsStop(c.text[b.start:b.stop])
}

// holdsStop tells whether a text has a sign that ends a sentence or a part of one.
func holdsStop(text string) bool {
	for _, r := range text {
		if isStop(r) || r == ';' || r == ':' {
			return true
		}
	}
	return false
}

// unstopped tells whether text is of a script that writes no stops: Thai or Lao.
func unstopped(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.In(r, unicode.Thai, unicode.Lao)
}
