package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cut copies the kept parts of the tree into one of their own, links resolved
// against base.
func (c *content) cut(base *url.URL) *html.Node {
	kept := map[*html.Node]bool{}
	for i := range c.blocks {
		if c.keep[i] {
			for _, n := range c.nodes[c.blocks[i].first:c.blocks[i].last] {
				kept[n] = true
			}
		}
	}
	cutter := cutter{kept: kept, base: base}
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	cutter.copyChildren(root, c.boxes[c.root].node)
	return root
}

type cutter struct {
	kept map[*html.Node]bool
	base *url.URL
}

// copyChildren adds copies of the kept children of from to to, and says whether
// there were any.
func (k *cutter) copyChildren(to, from *html.Node) bool {
	any := false
	for n := from.FirstChild; n != nil; n = n.NextSibling {
		switch n.Type {
		case html.TextNode:
			if k.kept[n] {
				any = true
			} else if strings.TrimSpace(n.Data) != "" {
				continue
			}
			to.AppendChild(&html.Node{Type: html.TextNode, Data: n.Data})
		case html.ElementNode:
			if unseenTags[n.DataAtom] {
				continue
			}
			el := &html.Node{Type: html.ElementNode, Data: n.Data, DataAtom: n.DataAtom, Attr: k.attributes(n)}
			whole := k.kept[n]
			if whole {
				k.copyAll(el, n)
			}
			if whole || k.copyChildren(el, n) {
				any = true
				to.AppendChild(el)
			} else if n.DataAtom == atom.Br || n.DataAtom == atom.Hr {
				to.AppendChild(el)
			}
		}
	}
	return any
}

// copyAll copies everything in a picture or player.
func (k *cutter) copyAll(to, from *html.Node) {
	for n := from.FirstChild; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode {
			el := &html.Node{Type: html.ElementNode, Data: n.Data, DataAtom: n.DataAtom, Attr: k.attributes(n)}
			k.copyAll(el, n)
			to.AppendChild(el)
		}
	}
}

// attributes keeps what shows, with addresses made absolute.
func (k *cutter) attributes(n *html.Node) []html.Attribute {
	var out []html.Attribute
	for _, a := range n.Attr {
		switch a.Key {
		case "href", "src", "poster":
			a.Val = k.resolve(a.Val)
		case "alt", "title", "colspan", "rowspan", "lang", "dir", "datetime", "start", "cite", "class":
		default:
			continue
		}
		out = append(out, a)
	}
	return out
}

func (k *cutter) resolve(ref string) string {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || k.base == nil {
		return ref
	}
	return k.base.ResolveReference(u).String()
}
