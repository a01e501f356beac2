package markup

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// A page that is sent in pieces, as React does it, leaves a <template id="B:1"> or
// "P:1" where a piece belongs, sends the piece in a hidden <div id="S:1"> at its end,
// and has a script put it there.

// isStreamed says whether there are such pieces in a page: the first is S:0.
func isStreamed(page []byte) bool { return bytes.Contains(page, []byte(`S:0"`)) }

// showStreamed puts the pieces of a page where they belong, for what they are meant
// to take the place of.
func showStreamed(root *html.Node) {
	places, pieces := map[string]*html.Node{}, map[string]*html.Node{}
	var order []string
	for n := range dom.Under(root) {
		kind, name, ok := strings.Cut(dom.Attr(n, "id"), ":")
		switch {
		case !ok:
		case n.DataAtom == atom.Template && (kind == "B" || kind == "P"):
			places[name] = n
		case n.DataAtom == atom.Div && kind == "S":
			pieces[name] = n
			order = append(order, name)
		}
	}
	for _, name := range order {
		place, piece := places[name], pieces[name]
		if place == nil || place.Parent == nil || isDeep(place) || dom.Within(place, piece) {
			continue
		}
		dropStandIn(place)
		for c := piece.FirstChild; c != nil; c = piece.FirstChild {
			piece.RemoveChild(c)
			place.Parent.InsertBefore(c, place)
		}
	}
}

// isDeep says whether a place is nested so deeply that nothing should go below it.
func isDeep(n *html.Node) bool {
	const deep = 256
	depth := 0
	for ; n != nil && depth <= deep; n = n.Parent {
		depth++
	}
	return depth > deep
}

// dropStandIn takes away what a page shows until a piece is there: the few elements
// that follow its place, up to the comment that ends them.
func dropStandIn(place *html.Node) {
	const few = 100
	end, n := place.NextSibling, 0
	for ; end != nil && (end.Type != html.CommentNode || end.Data != "/$"); n++ {
		if end = end.NextSibling; n == few {
			return
		}
	}
	for end != nil && place.NextSibling != end {
		place.Parent.RemoveChild(place.NextSibling)
	}
}
