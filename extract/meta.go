package extract

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// metas are the page's meta tags by lower-case name: OpenGraph, Twitter, Dublin
// Core and all the others, whichever attribute carries the name.
type metas map[string][]string

func (m *metas) add(n *html.Node) {
	content := wording.Squeeze(html.UnescapeString(dom.Attr(n, "content")))
	if content == "" {
		return
	}
	if *m == nil {
		*m = metas{}
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		for name := range strings.FieldsSeq(strings.ToLower(dom.Attr(n, key))) {
			name = strings.Replace(name, "dcterms.", "dc.", 1)
			(*m)[name] = append((*m)[name], content)
		}
	}
}

// all gives the values of the first of names that the page states.
func (m metas) all(names ...string) []string {
	for _, n := range names {
		if v := m[n]; len(v) > 0 {
			return v
		}
	}
	return nil
}

// first gives the first value of the first of names that the page states.
func (m metas) first(names ...string) string {
	if v := m.all(names...); len(v) > 0 {
		return v[0]
	}
	return ""
}
