package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// opensText tells whether a button says what the text behind it is about, which it opens and
// shuts: a question, in a list of those.
func opensText(button *html.Node) bool {
	const longest, levels, least = 300, 2, 2 // bytes; boxes that it is alone in; words
	text := sayOf(button, longest)
	asks := strings.HasSuffix(text, "?") || strings.HasSuffix(text, "？")
	if wording.CountWords(text) < least && !asks && !controlsNext(button) || len(text) >= longest {
		return false
	}
	says := hasAttr(button, "aria-expanded") || hasAttr(button, "aria-controls")
	if !says && !asks && !isOneOfFolds(button) {
		return false
	}
	n := button
	for range levels {
		if next := dom.Adjoining(n); next != nil {
			return isText(next) && !controlsOther(button, next)
		}
		up := n.Parent
		if up == nil || up.Type != html.ElementNode || dom.TextOf(up, longest) != "" {
			return false
		}
		n = up
	}
	next := dom.Adjoining(n)
	return next != nil && isText(next) && !controlsOther(button, next)
}

// isOneOfFolds tells whether a button and one element behind it are all that their box has, and the
// one before or behind that, of the same make, has such a pair too.
func isOneOfFolds(button *html.Node) bool {
	box := button.Parent
	return isFold(box) && slices.ContainsFunc(dom.Beside(box), func(n *html.Node) bool {
		return n.DataAtom == box.DataAtom && dom.Attr(n, "class") == dom.Attr(box, "class") && isFold(n)
	})
}

// isFold tells whether an element has a button, or what was made of one, and one element behind it.
func isFold(n *html.Node) bool {
	count := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if count == 0 && c.DataAtom != atom.Button && c.DataAtom != atom.P {
			return false
		}
		count++
	}
	return count == 2
}

// controlsOther tells whether a button says that it opens something else than the element
// behind it, as the tabs of a row do.
func controlsOther(button, next *html.Node) bool {
	id, other := dom.Attr(button, "aria-controls"), dom.Attr(next, "id")
	return id != "" && other != "" && id != other
}

// controlsNext tells whether a button says that it opens the element behind it.
func controlsNext(button *html.Node) bool {
	next := dom.Adjoining(button)
	id := dom.Attr(button, "aria-controls")
	return id != "" && next != nil && dom.Attr(next, "id") == id
}

// sayOf is what stands on a button.
func sayOf(button *html.Node, most int) string {
	var b strings.Builder
	for n := range dom.Under(button) {
		if n.Type == html.TextNode && !dom.UnseenTags.Of(n.Parent.DataAtom) || n.Type == html.TextNode && n.Parent == button {
			b.WriteString(n.Data)
			b.WriteByte(' ')
		}
		if b.Len() > 4*most {
			break
		}
	}
	return wording.Squeeze(b.String())
}

// isText tells whether an element has a sentence that is not linked, and neither a menu nor
// anything to fill in.
func isText(n *html.Node) bool {
	const least, nodes = 20, 400
	own, linked, seen := 0, 0, 0
	for d := range dom.Under(n) {
		if seen++; seen > nodes {
			break
		}
		switch d.DataAtom {
		case atom.Input, atom.Select, atom.Textarea, atom.Form, atom.Nav, atom.Button:
			return false
		}
		if d.Type != html.TextNode || dom.UnseenTags.Of(d.Parent.DataAtom) {
			continue
		}
		size := len(strings.TrimSpace(d.Data))
		if inLink(d, n) {
			linked += size
		} else {
			own += size
		}
	}
	return own >= least && own > 2*linked && !controlTags[n.DataAtom]
}

// controlTags are no text.
var controlTags = dom.Atoms("button nav form input select textarea script style svg template")

func inLink(n, top *html.Node) bool {
	for ; n != nil && n != top; n = n.Parent {
		if n.DataAtom == atom.A {
			return true
		}
	}
	return false
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
