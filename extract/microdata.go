package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// structured reads the microdata and RDFa attributes of n, which stands in item,
// and gives the item that n's children belong to.
func (g *gatherer) structured(n *html.Node, item thing) thing {
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
	if opens || typed {
		inner = thing{"@type": list(strings.Fields(kind))}
		value = inner
		if prop == "" || prop == "mainEntity" || n.DataAtom == atom.Body || item == nil {
			g.items = append(g.items, inner)
		} else if inner.is("BreadcrumbList") || inner.is(storyKinds[0]...) {
			g.items = append(g.items, inner)
		}
	} else {
		value = itemValue(n, content)
	}
	if item == nil {
		if prop == "" || n.DataAtom == atom.Meta {
			return inner
		}
		// A property outside of any item: pages do forget the item.
		if g.loose == nil {
			g.loose = thing{}
		}
		item = g.loose
	}
	for name := range strings.FieldsSeq(prop) {
		name = strings.TrimPrefix(name, "schema:")
		if strings.ContainsAny(name, ":") && rdfaNames[name] == "" {
			continue
		}
		name = firstOf(rdfaNames[name], name)
		item[name] = append(values(item[name]), value)
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
			return attr(n, "href")
		}
	case atom.Img, atom.Iframe, atom.Video, atom.Audio, atom.Source, atom.Embed:
		return attr(n, "src")
	case atom.Time:
		if t := attr(n, "datetime"); t != "" {
			return t
		}
	}
	return n
}

func list(words []string) []any {
	out := make([]any, len(words))
	for i, w := range words {
		out[i] = w
	}
	return out
}
