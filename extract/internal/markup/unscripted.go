package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// showUnscripted puts what a page keeps for readers without scripts in its place,
// where without its scripts the page shows next to nothing else. It tells whether there was any.
func showUnscripted(root *html.Node) (any bool) {
	const (
		enough = 2000 // bytes of text from which a page shows itself
		least  = 200  // bytes of text that are worth showing
		times  = 4    // how much more than the rest that must be
	)
	shown := 0
	var kept []*html.Node
	for n := range dom.Under(root) {
		switch {
		case n.Type == html.TextNode && !dom.UnseenTags.Of(n.Parent.DataAtom):
			if shown += len(strings.TrimSpace(n.Data)); shown >= enough {
				return false
			}
		case n.DataAtom == atom.Noscript && n.Parent.DataAtom != atom.Head && n.FirstChild != nil:
			kept = append(kept, n)
		}
	}
	for _, n := range kept {
		raw := n.FirstChild
		if raw.Type != html.TextNode || len(raw.Data) < least {
			continue
		}
		nodes, err := html.ParseFragment(strings.NewReader(raw.Data), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
		if err != nil || sizeOf(nodes) < max(least, times*shown) {
			continue
		}
		n.Data, n.DataAtom = "div", atom.Div
		any = true
		n.RemoveChild(raw)
		for _, c := range nodes {
			n.AppendChild(c)
		}
	}
	return any
}

// sizeOf is how many bytes of text nodes show.
func sizeOf(nodes []*html.Node) int {
	size := 0
	for _, top := range nodes {
		if top.Type == html.TextNode {
			size += len(strings.TrimSpace(top.Data))
		}
		for n := range dom.Under(top) {
			if n.Type == html.TextNode && !dom.UnseenTags.Of(n.Parent.DataAtom) {
				size += len(strings.TrimSpace(n.Data))
			}
		}
	}
	return size
}
