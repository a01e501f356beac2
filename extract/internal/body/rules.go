package body

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// ruledContent is the body by the rules for the site: all that is in the elements that
// they name, captions apart. It is nil where there are no rules, or they find nothing.
func ruledContent(s *Page, about *Declared) *Content {
	body := s.ruledBody()
	if body == nil {
		return nil
	}
	c := &Content{layout: lay(body, 0, newCues(), nil), about: about, Kind: wording.FirstOf(about.Kind(), KindArticle), mode: mode{never: cueCaption}}
	c.dropByCue()
	c.choose()
	return c
}

// ruledBody holds copies of the elements that the rules name, each once; nil if there are
// none.
func (p *Page) ruledBody() *html.Node {
	if p.Rules == nil {
		return nil
	}
	for _, sel := range p.Rules.Body {
		body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
		var last *html.Node
		for _, n := range sel.Find(p.Root) {
			if last == nil || !dom.Within(n, last) { // what is in one that is taken is there already
				part := copyOf(n)
				if part.DataAtom == atom.Td || part.DataAtom == atom.Th { // a cell is only one in its row
					part.Data, part.DataAtom = "div", atom.Div
				}
				body.AppendChild(part)
				last = n
			}
		}
		if body.FirstChild != nil && dom.TextOf(body, 20) != "" {
			return body
		}
	}
	return nil
}

// copyOf copies an element and all that is in it.
func copyOf(n *html.Node) *html.Node {
	out := &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Namespace: n.Namespace, Attr: n.Attr}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out.AppendChild(copyOf(c))
	}
	return out
}
