package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cut copies the kept parts of the tree into one of their own, addresses made
// absolute.
func (c *content) cut(s *source) *html.Node {
	kept := map[*html.Node]bool{}
	for i := range c.blocks {
		if c.keep[i] {
			for _, n := range c.nodes[c.blocks[i].first:c.blocks[i].last] {
				kept[n] = true
			}
		}
	}
	cutter := cutter{kept: kept, source: s}
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	cutter.copyChildren(root, c.boxes[c.root].node)
	return root
}

type cutter struct {
	kept   map[*html.Node]bool
	source *source
}

// copyChildren adds copies of the kept children of from to to, and says whether
// there were any. Texts that come to stand side by side are made one.
func (k *cutter) copyChildren(to, from *html.Node) bool {
	any := false
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			to.AppendChild(&html.Node{Type: html.TextNode, Data: text.String()})
			text.Reset()
		}
	}
	for n := from.FirstChild; n != nil; n = n.NextSibling {
		switch n.Type {
		case html.TextNode:
			if k.kept[n] || strings.TrimSpace(n.Data) == "" {
				any = any || k.kept[n]
				text.WriteString(n.Data)
			}
		case html.ElementNode:
			if el := k.copyElement(n); el != nil {
				any = any || !lineTags[n.DataAtom]
				flush()
				to.AppendChild(el)
			}
		}
	}
	flush()
	return any
}

// copyElement copies an element with what is kept of it; nil if that is nothing.
func (k *cutter) copyElement(n *html.Node) *html.Node {
	if unseenTags[n.DataAtom] {
		return nil
	}
	el := &html.Node{Type: html.ElementNode, Data: n.Data, DataAtom: n.DataAtom, Attr: k.attributes(n)}
	switch {
	case k.kept[n]:
		k.copyAll(el, n)
	case !k.copyChildren(el, n) && !lineTags[n.DataAtom]:
		return nil
	}
	return el
}

// lineTags have no text, but shape it.
var lineTags = atoms("br hr")

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
	if n.DataAtom == atom.Img {
		out = append(out, html.Attribute{Key: "src", Val: k.source.absolute(pictureAddress(n))})
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "src":
			if n.DataAtom == atom.Img {
				continue // the real one is there already
			}
			a.Val = firstOf(k.source.absolute(a.Val), a.Val)
		case "href", "poster":
			a.Val = firstOf(k.source.absolute(a.Val), a.Val)
		case "alt", "title", "colspan", "rowspan", "lang", "dir", "datetime", "start", "cite":
		case "class": // names the language of code
			if n.DataAtom != atom.Code || !strings.HasPrefix(a.Val, "lang") {
				continue
			}
		default:
			continue
		}
		out = append(out, a)
	}
	return out
}
