package markup

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// A page may have its text in shadow roots, declared in a <template shadowrootmode> in
// the element that shows it. What is in that element besides goes to the root's slots.

// isShadow tells whether an element is such a root.
func isShadow(n *html.Node) bool {
	return n.DataAtom == atom.Template && (dom.Attr(n, "shadowrootmode") != "" || dom.Attr(n, "shadowroot") != "")
}

// showShadows puts what is in shadow roots where a reader sees it.
func showShadows(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if root := shadowOf(c); root != nil {
			c.RemoveChild(root)
			fill(c, root)
		}
		showShadows(c)
	}
}

// shadowOf is the template of an element's shadow root, nil if it has none.
func shadowOf(host *html.Node) *html.Node {
	for c := host.FirstChild; c != nil; c = c.NextSibling {
		if isShadow(c) {
			return c
		}
	}
	return nil
}

// fill gives a host the nodes of its root, and the root's slots those of the host.
func fill(host, root *html.Node) {
	given := map[string][]*html.Node{}
	for c := host.FirstChild; c != nil; c = host.FirstChild {
		host.RemoveChild(c)
		name := dom.Attr(c, "slot")
		given[name] = append(given[name], c)
	}
	for _, slot := range slotsIn(root, nil) {
		name := dom.Attr(slot, "name")
		nodes := given[name]
		delete(given, name)
		if len(nodes) == 0 { // it shows what it has itself
			for c := slot.FirstChild; c != nil; c = slot.FirstChild {
				slot.RemoveChild(c)
				nodes = append(nodes, c)
			}
		}
		for _, c := range nodes {
			slot.Parent.InsertBefore(c, slot)
		}
		slot.Parent.RemoveChild(slot)
	}
	for c := root.FirstChild; c != nil; c = root.FirstChild {
		root.RemoveChild(c)
		host.AppendChild(c)
	}
}

// slotsIn are the slots of a root, less those of the roots in it.
func slotsIn(n *html.Node, out []*html.Node) []*html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Slot:
			out = append(out, c)
			out = slotsIn(c, out)
		case atom.Template:
		default:
			out = slotsIn(c, out)
		}
	}
	return out
}
