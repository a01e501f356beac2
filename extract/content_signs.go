package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isSign tells whether an element shows a sign to click on or to count by, and no text:
// the mark beside a heading that links to it, the arrow back from a note, the button to
// edit a section, the numbers of the lines of code, a formula said once more for others.
func isSign(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A:
		return strings.HasPrefix(attr(n, "href"), "#") && isMark(n)
	case atom.Td, atom.Pre, atom.Div:
		if isGutter(n) {
			return true
		}
	}
	if n.Namespace == "math" {
		return n.Data == "annotation" || n.Data == "annotation-xml"
	}
	return attr(n, "aria-hidden") == "true" && saysFormula(before(n)) || isEditButton(n)
}

// isMark tells whether all that is in n are a few characters, none of them a letter or a
// number.
func isMark(n *html.Node) bool {
	const longest = 8 // bytes
	text := ""
	for d := range n.Descendants() {
		switch {
		case d.Type == html.ElementNode && (d.DataAtom == atom.Img || d.DataAtom == atom.Svg):
			return false
		case d.Type == html.TextNode:
			if text += strings.TrimSpace(d.Data); len(text) > longest {
				return false
			}
		}
	}
	return text != "" && strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0
}

// isEditButton tells whether n is a link in brackets in a heading, or right behind one.
func isEditButton(n *html.Node) bool {
	if n.DataAtom != atom.Span && n.DataAtom != atom.Small || !headingTags[n.Parent.DataAtom] && (before(n) == nil || !headingTags[before(n).DataAtom]) {
		return false
	}
	text := textOf(n, 60)
	if !strings.HasPrefix(text, "[") || !strings.HasSuffix(text, "]") || len(text) > 60 {
		return false
	}
	linked := 0
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			linked += len(textOf(d, 60))
		}
	}
	return linked > 2 && linked*2 > len(text)
}

// isGutter tells whether n holds nothing but the numbers of the lines of the code beside it.
func isGutter(n *html.Node) bool {
	next := n.NextSibling
	for next != nil && next.Type != html.ElementNode {
		next = next.NextSibling
	}
	if next == nil || !holdsCode(next) {
		return false
	}
	line := 0
	for d := range n.Descendants() {
		if d.Type != html.TextNode {
			continue
		}
		for f := range strings.FieldsSeq(d.Data) {
			number := 0
			for _, c := range []byte(f) {
				if c < '0' || c > '9' || number > 1<<20 {
					return false
				}
				number = number*10 + int(c-'0')
			}
			if line > 0 && number != line+1 {
				return false
			}
			line = number
		}
	}
	return line > 0
}

// holdsCode tells whether the first text in n is code.
func holdsCode(n *html.Node) bool {
	const looked = 12
	for i := 0; n != nil && i < looked; i++ {
		if n.DataAtom == atom.Pre || n.DataAtom == atom.Code {
			return true
		}
		n = n.FirstChild
		for n != nil && n.Type != html.ElementNode {
			n = n.NextSibling
		}
	}
	return false
}

// saysFormula tells whether n is a formula in MathML, or little more than one.
func saysFormula(n *html.Node) bool {
	const looked = 4
	for i := 0; n != nil && i < looked; i++ {
		if n.Data == "math" {
			return true
		}
		n = n.FirstChild
		for n != nil && n.Type != html.ElementNode {
			n = n.NextSibling
		}
	}
	return false
}

// before is the element before n.
func before(n *html.Node) *html.Node {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.Type == html.ElementNode {
			return p
		}
	}
	return nil
}
