package dom

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Metas are the page's meta tags by lower-case name: OpenGraph, Twitter, Dublin
// Core and all the others, whichever attribute carries the name.
type Metas map[string][]string

// maxMetas is how many names are taken up, and how many values of one.
const maxMetas = 4000

// Add takes up what a <meta> element states.
func (m *Metas) Add(n *html.Node) {
	content := wording.Squeeze(html.UnescapeString(Attr(n, "content")))
	if content == "" {
		return
	}
	if *m == nil {
		*m = Metas{}
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		for name := range strings.FieldsSeq(strings.ToLower(Attr(n, key))) {
			name = strings.Replace(name, "dcterms.", "dc.", 1)
			if known := (*m)[name]; len(known) < maxMetas && (known != nil || len(*m) < maxMetas) {
				(*m)[name] = append(known, content)
			}
		}
	}
}

// All gives the values of the first of names that the page states.
func (m Metas) All(names ...string) []string {
	for _, n := range names {
		if v := m[n]; len(v) > 0 {
			return v
		}
	}
	return nil
}

// First gives the first value of the first of names that the page states.
func (m Metas) First(names ...string) string {
	if v := m.All(names...); len(v) > 0 {
		return v[0]
	}
	return ""
}
