package body

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trimPullQuotes drops what is set apart as a quote and says again, word for word, what
// the text says itself: it is there for the eye.
func (c *Content) trimPullQuotes() {
	const shortest, most = 20, 300 // letters; quotes of a page that are looked for
	root, quotes := &c.boxes[c.root], 0
	for i := root.first; i < root.last && quotes < most; i++ {
		b := &c.blocks[i]
		if !c.keep[i] || b.media || b.size < shortest || dom.HeadingTags[b.tag] {
			continue
		}
		x := c.quoteAround(b.box)
		if x < 0 && (c.isQuotedAlone(b) || c.Kind == KindArticle && !c.about.Reference() && c.readsLikeProse(b) && c.isBoxedAlone(b)) {
			x = c.boxes[b.box].parent
		}
		if x >= 0 {
			quotes++
		}
		if x >= 0 && c.isOneQuote(x, i) && (c.isSaidOutside(x, c.plain(b)) || c.isSaidInParts(x, b)) {
			for up := c.quoteAround(c.boxes[x].parent); up >= 0 && c.isOneQuote(up, i); up = c.quoteAround(c.boxes[x].parent) {
				x = up // with who said it
			}
			clear(c.keep[c.boxes[x].first:c.boxes[x].last])
		}
	}
}

// quoteAround is the box around another that is marked or named as a quote; -1 if there
// is none.
func (c *Content) quoteAround(box int) int {
	for x := box; x > 0 && x != c.root; x = c.boxes[x].parent {
		b := &c.boxes[x]
		if b.tag == atom.Blockquote || b.tag == atom.Aside || b.tag == atom.Figure || strings.Contains(strings.ToLower(dom.Attr(b.node, "class")), "quote") {
			return x
		}
	}
	return -1
}

// isQuotedAlone says whether a line in quotation marks has a box of its own.
func (c *Content) isQuotedAlone(b *block) bool {
	raw := strings.TrimSpace(c.of(b))
	first, _ := utf8.DecodeRuneInString(raw)
	last, _ := utf8.DecodeLastRuneInString(raw)
	return strings.ContainsRune(opened, first) && strings.ContainsRune(closed, last) && c.isBoxedAlone(b)
}

// isBoxedAlone says whether a line has a box of its own, which no other beside it is made as.
func (c *Content) isBoxedAlone(b *block) bool {
	around := c.boxes[b.box].parent
	return b.tag != atom.Pre && !listTags[b.tag] && around > c.root && c.boxes[around].last-c.boxes[around].first == 1 && !c.isOneOfRow(around)
}

// isOneOfRow says whether a box stands among others of its make, as each paragraph of a text has a
// box of its own.
func (c *Content) isOneOfRow(x int) bool {
	const several, near = 2, 12 // others of its make; nodes on either side that are looked at
	node, alike := c.boxes[x].node, 0
	for o := range dom.Near(node, near) {
		if o.DataAtom == node.DataAtom && dom.Attr(o, "class") == dom.Attr(node, "class") {
			alike++
		}
	}
	return alike >= several
}

// opened and closed are quotation marks.
const opened, closed = "“„«\"‘‚»「『", "”“»\"’‘«」』"

// isOneQuote says whether a quote has no more than one line and who said it.
func (c *Content) isOneQuote(box, line int) bool {
	const name = 60
	for i := c.boxes[box].first; i < c.boxes[box].last; i++ {
		if b := &c.blocks[i]; i != line && (b.media || c.keep[i] && b.size > name) {
			return false
		}
	}
	return true
}

// isSaidOutside says whether a kept block outside of a box holds the same words.
func (c *Content) isSaidOutside(box int, text string) bool {
	outer, inner := &c.boxes[c.root], &c.boxes[box]
	words := " " + text + " "
	for i := outer.first; i < outer.last; i++ {
		if b := &c.blocks[i]; c.keep[i] && !b.media && (i < inner.first || i >= inner.last) && holdsWords(c.plain(b), words) {
			return true
		}
	}
	return false
}

// isSaidInParts says whether each sentence of a block is said outside of a box, with who says it
// between them perhaps.
func (c *Content) isSaidInParts(box int, b *block) bool {
	const shortest = 2 // words of a sentence
	parts := 0
	for part := range strings.FieldsFuncSeq(c.of(b), func(r rune) bool { return strings.ContainsRune(".!?…。！？", r) }) {
		text := wording.Letters(part)
		if text == "" {
			continue
		}
		if parts++; strings.Count(text, " ")+1 < shortest || !c.isSaidOutside(box, text) {
			return false
		}
	}
	return parts > 1
}

// holdsWords tells whether a text has some words in a row, which are given with a blank on
// either side; both are but letters.
func holdsWords(plain, words string) bool {
	front, back := words[1:], words[:len(words)-1]
	return plain == words[1:len(words)-1] || strings.HasPrefix(plain, front) || strings.HasSuffix(plain, back) || strings.Contains(plain, words)
}
