package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// isWord tells whether a button is a word of the sentence around it, which explains
// itself when it is pressed.
func isWord(button *html.Node) bool {
	const longest, sentence = 60, 60 // bytes
	before, after := textOf(button.PrevSibling), textOf(button.NextSibling)
	word := button.FirstChild
	if len(before)+len(after) < sentence || before == "" || after == "" || word == nil || word != button.LastChild {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	goesOn := unicode.IsLetter(next) && !unicode.IsUpper(next) || strings.ContainsRune(",.;:!?)", next)
	return (unicode.IsLetter(last) || strings.ContainsRune(",;(", last)) && goesOn && shortText(word, longest) != ""
}

// isHeadingsAll tells whether a button is all that a heading or a name in a list has: it
// opens and shuts what is below.
func isHeadingsAll(button *html.Node) bool {
	up := button.Parent
	if up == nil || !dom.HeadingTags[up.DataAtom] && up.DataAtom != atom.Dt {
		return false
	}
	for c := up.FirstChild; c != nil; c = c.NextSibling {
		if c != button && (c.Type == html.ElementNode || c.Type == html.TextNode && strings.TrimSpace(c.Data) != "") {
			return false
		}
	}
	return true
}

// textOf is what a node says that is text.
func textOf(n *html.Node) string {
	if n == nil || n.Type != html.TextNode {
		return ""
	}
	return strings.TrimSpace(n.Data)
}
