package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// silent are elements that a reader never meets.
var silent = []atom.Atom{atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Link, atom.Meta, atom.Base}

// isElement tells whether a node is an element that counts.
func isElement(n *html.Node) bool {
	return n.Type == html.ElementNode && !slices.Contains(silent, n.DataAtom) && (n.DataAtom != atom.Template || isShadowRoot(n))
}

// elements gives the elements in a node. What makes up a drawing is not looked at.
func elements(n *html.Node) (list []*html.Node) {
	if n.DataAtom == atom.Svg {
		return nil
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if isElement(child) {
			list = append(list, child)
		}
	}
	return list
}

// Of an element's text that names it.
const (
	sayingsMax   = 80  // bytes
	sayingsNodes = 300 // that are looked at
)

// sayings is the beginning of an element's text.
func sayings(n *html.Node) string {
	var b strings.Builder
	seen := 0
	var take func(n *html.Node)
	take = func(n *html.Node) {
		seen++
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
		for child := n.FirstChild; child != nil && b.Len() < 4*sayingsMax && seen < sayingsNodes; child = child.NextSibling {
			if child.Type == html.TextNode || isElement(child) {
				take(child)
			}
		}
	}
	take(n)
	text := strings.Join(strings.Fields(b.String()), " ")
	if text == "" {
		text = cmp.Or(attr(n, "alt"), attr(n, "aria-label"), attr(n, "src"), attr(n, "href"))
	}
	return excerpt(text, 0, sayingsMax)
}

// path is a selector that leads to an element, from the nearest one above with an id.
func path(n *html.Node) string {
	var steps []string
	for ; n != nil && n.Type == html.ElementNode && n.DataAtom != atom.Html && (n.DataAtom != atom.Body || steps == nil); n = n.Parent {
		if id := attr(n, "id"); id != "" && !strings.ContainsAny(id, " \t\n\"'\\") {
			steps = append(steps, n.Data+"#"+id)
			break
		}
		step := n.Data
		if nth, all := position(n); all > 1 {
			step = fmt.Sprintf("%s:nth-of-type(%d)", step, nth)
		}
		steps = append(steps, step)
	}
	slices.Reverse(steps)
	return strings.Join(steps, " > ")
}

// position is which of its parent's elements of one name an element is, and how many
// there are.
func position(n *html.Node) (nth, all int) {
	for other := n.Parent.FirstChild; other != nil; other = other.NextSibling {
		if other.Type == html.ElementNode && other.Data == n.Data {
			all++
		}
		if other == n {
			nth = all
		}
	}
	return nth, all
}
