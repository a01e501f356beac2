package schemaorg

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Microdata are the things that the elements of a page state, in microdata or RDFa.
type Microdata struct {
	Items []Item
	Loose Item // properties that stand in no item
	amount
}

// Read reads the attributes of n, which stands in item, and gives the item that n's
// children belong to.
func (m *Microdata) Read(n *html.Node, item Item) Item {
	var prop, kind, content string
	var opens, typed bool
	for _, a := range n.Attr {
		switch a.Key {
		case "itemscope":
			opens = true
		case "itemtype", "typeof":
			kind, typed = a.Val, true
		case "itemprop":
			prop = a.Val
		case "property":
			if prop == "" {
				prop = a.Val
			}
		case "content":
			content = a.Val
		}
	}
	inner := item
	var value any
	if (opens || typed) && m.holds() {
		inner = Item{"@type": typesIn(kind)}
		value = inner
		switch {
		case prop == "" && inner.Is(storyKinds[0]...) && isToldStory(item): // a card within the story
		case prop == "" || prop == "mainEntity" || n.DataAtom == atom.Body || item == nil:
			m.Items = append(m.Items, inner)
		case inner.Is("BreadcrumbList"), inner.Is(storyKinds[0]...):
			m.Items = append(m.Items, inner)
		}
	} else {
		value = itemValue(n, content)
	}
	if item == nil {
		if prop == "" || n.DataAtom == atom.Meta {
			return inner
		}
		// A property outside of any item: pages do forget the item.
		if m.Loose == nil {
			m.Loose = Item{}
		}
		item = m.Loose
	}
	for name := range strings.FieldsSeq(prop) {
		name = strings.TrimPrefix(name, "schema:")
		if strings.ContainsAny(name, ":") && rdfaNames[name] == "" {
			continue
		}
		name = wording.FirstOf(rdfaNames[name], name)
		known := Values(item[name])
		if len(known) >= maxOfOne {
			m.Truncated = true
		} else if m.holds() {
			item[name] = append(known, value)
		}
	}
	return inner
}

// rdfaNames are terms of other vocabularies by their schema.org name.
var rdfaNames = map[string]string{
	"dc:title": "headline", "dc:date": "datePublished", "dc:created": "datePublished", "dc:creator": "author",
	"dc:modified": "dateModified", "sioc:has_creator": "author", "v:title": "name", "v:url": "url",
	"dcterms:title": "headline", "dcterms:created": "datePublished", "dcterms:creator": "author", "dcterms:modified": "dateModified",
}

// itemValue is what n states as a property: an attribute, or else its text.
func itemValue(n *html.Node, content string) any {
	if content != "" {
		return content
	}
	switch n.DataAtom {
	case atom.A, atom.Link, atom.Area:
		if n.FirstChild == nil {
			return dom.Attr(n, "href")
		}
	case atom.Img, atom.Iframe, atom.Video, atom.Audio, atom.Source, atom.Embed:
		return dom.Attr(n, "src")
	case atom.Time:
		if t := dom.Attr(n, "datetime"); t != "" {
			return t
		}
	}
	return n
}

// typesIn are the types that an attribute names; nothing is of many.
func typesIn(attr string) []any {
	const most = 20
	var out []any
	for w := range strings.FieldsSeq(attr) {
		if len(out) == most {
			break
		}
		out = append(out, w)
	}
	return out
}

// isToldStory tells whether an item is a story of which something was said: one in it is
// another page's.
func isToldStory(item Item) bool {
	return item.Is(storyKinds[0]...) && (item["headline"] != nil || item["author"] != nil || item["datePublished"] != nil)
}
