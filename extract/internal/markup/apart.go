package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// A style sets elements apart that stand side by side with nothing between them: a maker and
// the name of what it made, a label and its value, who wrote and when. Without it their words
// would run together.

// apartTags are elements that styles set apart.
var apartTags = dom.NewTable(dom.Atoms("span time small strong b em i label bdi a"))

// standApart puts a blank between an element and the one right before it, where all that
// the element around them has is such elements, and each holds a word of its own.
func standApart(n *html.Node) {
	before := n.PrevSibling
	for before != nil && before.Type == html.CommentNode {
		before = before.PrevSibling
	}
	if before == nil || before.Type != html.ElementNode || !apartTags.Of(before.DataAtom) || before.DataAtom == atom.A && n.DataAtom == atom.A {
		return
	}
	right := dom.FirstRune(n)
	if !isOfWord(right) || writesTogether(right) {
		return
	}
	left := lastRune(before)
	if !isOfWord(left) && !unicode.IsNumber(left) || writesTogether(left) {
		return
	}
	if holdsText(n.Parent) || !endOneAndBeginOther(before, n, left, right) || dom.HasAround(n, atom.Pre) || dom.HasAround(n, atom.Code) {
		return
	}
	n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n)
}

// isSaidAgain tells whether an element says what the one beside it said, where the element around
// them has nothing but such elements: of the two, a style shows one for each width of screens, or
// for those who are read to.
func isSaidAgain(n *html.Node) bool {
	const few, most = 4, 200 // bytes
	before := n.PrevSibling
	for before != nil && before.Type != html.ElementNode {
		before = before.PrevSibling
	}
	if before == nil || before.DataAtom != n.DataAtom || n.DataAtom == atom.Time || dom.Attr(before, "href") != dom.Attr(n, "href") {
		return false
	}
	first := dom.FirstRune(n)
	if !unicode.IsLetter(first) || first != dom.FirstRune(before) || holdsText(n.Parent) {
		return false
	}
	text := shortText(n, most)
	return len(text) >= few && text == shortText(before, most) && !holdsPicture(n) && !holdsTime(n)
}

// endOneAndBeginOther tells whether two texts that meet are no parts of one word: a capital or
// a figure begins the second one, or both are of several signs and in no paragraph, where an
// editor may have parted a word.
func endOneAndBeginOther(before, n *html.Node, left, right rune) bool {
	const few = 3
	if !isLong(before, few) && !unicode.IsNumber(left) || !isLong(n, few) && !unicode.IsNumber(right) {
		return false
	}
	switch {
	case unicode.IsNumber(left) != unicode.IsNumber(right):
		return true
	case unicode.IsUpper(right):
		return unicode.IsLower(left)
	}
	return !lineTags[n.Parent.DataAtom]
}

// lineTags are elements whose text an editor writes in one go.
var lineTags = dom.Atoms("p li h1 h2 h3 h4 h5 h6 blockquote figcaption q u b strong em i")

// isLong tells whether an element has so many letters and figures of text.
func isLong(n *html.Node, most int) bool { return lettersOf(n, most) >= most }

// lettersOf counts those of an element, up to most.
func lettersOf(n *html.Node, most int) int {
	count := 0
	if n.Type == html.TextNode {
		for _, r := range n.Data {
			if isOfWord(r) {
				if count++; count == most {
					break
				}
			}
		}
	}
	for c := n.FirstChild; c != nil && count < most; c = c.NextSibling {
		count += lettersOf(c, most-count)
	}
	return count
}

// holdsText tells whether an element has text beside the elements in it.
func holdsText(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return false
}

// lastRune is the last sign of the text in an element; 0 if it has none, or ends in a blank.
func lastRune(n *html.Node) rune {
	for c := n.LastChild; c != nil; c = c.PrevSibling {
		switch {
		case c.Type == html.TextNode && c.Data != "":
			r, _ := utf8.DecodeLastRuneInString(c.Data)
			return r
		case c.Type == html.ElementNode && !dom.InlineTags.Of(c.DataAtom):
			return 0
		case c.Type == html.ElementNode:
			return lastRune(c)
		}
	}
	return 0
}

// writesTogether tells whether a sign is of a script that sets no blanks between words.
func writesTogether(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// holdsTime tells whether an element has one that says for machines when something was.
func holdsTime(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.Time {
			return true
		}
	}
	return false
}
