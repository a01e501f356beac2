package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// unveil shows what a style keeps invisible, with its room kept, where that is most of what a
// page says: a script shows it once the page is laid out.
func unveil(root *html.Node) {
	const most = 8 // elements of a page that are looked at
	var veiled []*html.Node
	for n := range dom.Under(root) {
		if n.Type == html.ElementNode && isVeiled(n) && len(veiled) < most {
			veiled = append(veiled, n)
		}
	}
	if len(veiled) == 0 {
		return
	}
	all := sizeOf([]*html.Node{root})
	for _, n := range veiled {
		if n.DataAtom == atom.Body || 3*sizeOf([]*html.Node{n}) > 2*all {
			for i := range n.Attr {
				if n.Attr[i].Key == "style" {
					n.Attr[i].Val = strings.ReplaceAll(n.Attr[i].Val, "visibility", "")
				}
			}
		}
	}
}

// isVeiled tells whether an element's own style says that it is not visible.
func isVeiled(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "style" {
			_, value, found := strings.Cut(a.Val, "visibility")
			return found && strings.HasPrefix(strings.TrimLeft(value, ": "), "hidden")
		}
	}
	return false
}
