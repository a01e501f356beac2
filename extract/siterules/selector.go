package siterules

import (
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Selector finds elements, and perhaps an attribute of theirs.
type Selector struct {
	Attr string // the attribute that holds the value; empty: the text
	css  cascadia.SelectorGroup
}

// Find gives the elements below root that the selector matches, in the order of the page.
func (s Selector) Find(root *html.Node) []*html.Node {
	return cascadia.QueryAll(root, s.css)
}

// parseSelector reads a CSS selector with an attribute behind it or none.
func parseSelector(text string) (Selector, error) {
	css, name := strings.TrimSpace(text), ""
	// An @ within brackets or quotes belongs to the selector.
	if i := strings.LastIndexByte(css, '@'); i > strings.LastIndexAny(css, `])"'`) {
		css, name = strings.TrimSpace(css[:i]), strings.ToLower(strings.TrimSpace(css[i+1:]))
	}
	group, err := cascadia.ParseGroup(css)
	return Selector{Attr: name, css: group}, err
}
