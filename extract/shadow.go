package extract

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isShadowed tells whether page may have shadow roots written into it.
func isShadowed(page []byte) bool { return bytes.Contains(page, []byte("shadowroot")) }

// showShadows puts what is in the shadow roots of a page in the place of what a browser
// shows them for: each slot gets the children of its host that are meant for it.
func showShadows(n *html.Node) {
	if n.Type == html.ElementNode {
		if root := shadowOf(n); root != nil && !isDeep(n) {
			showShadow(n, root)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		showShadows(c)
	}
}

// shadowOf is the template of an element's shadow root.
func shadowOf(host *html.Node) *html.Node {
	for c := host.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Template && firstOf(attr(c, "shadowrootmode"), attr(c, "shadowroot")) != "" {
			return c
		}
	}
	return nil
}

func showShadow(host, root *html.Node) {
	host.RemoveChild(root)
	light := map[string][]*html.Node{}
	for c := host.FirstChild; c != nil; c = host.FirstChild {
		host.RemoveChild(c)
		light[attr(c, "slot")] = append(light[attr(c, "slot")], c)
	}
	for c := root.FirstChild; c != nil; c = root.FirstChild {
		root.RemoveChild(c)
		host.AppendChild(c)
	}
	fillSlots(host, light)
}

// fillSlots puts the children of a host into its slots; those that get none show what is
// in them. What stands in another host's light is that host's to place.
func fillSlots(n *html.Node, light map[string][]*html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.DataAtom == atom.Slot || c.Data == "slot" {
			if own := light[attr(c, "name")]; len(own) > 0 {
				for _, x := range own {
					n.InsertBefore(x, c)
				}
				delete(light, attr(c, "name"))
				n.RemoveChild(c)
			}
		} else if c.DataAtom != atom.Template {
			fillSlots(c, light)
		}
		c = next
	}
}
