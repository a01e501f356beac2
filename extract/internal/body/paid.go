package body

import (
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
)

// A page that sells its text tells search engines which part of it is not free.
// Where such a part is in the page and the page clips it, a reader does not see it,
// and it is no text here either.

// paidParts are the elements that are stated not to be free and clipped by the
// page's own style.
func paidParts(s *Page) map[*html.Node]bool {
	var sheets []string
	var out map[*html.Node]bool
	for _, selector := range paidSelectors(s) {
		parts, err := cascadia.ParseGroup(selector)
		if err != nil {
			continue
		}
		if sheets == nil {
			sheets = clippingSelectors(s.Root)
		}
		for _, n := range cascadia.QueryAll(s.Root, parts) {
			if clips(dom.Attr(n, "style")) || matchesAny(n, sheets) {
				if out == nil {
					out = map[*html.Node]bool{}
				}
				out[n] = true
			}
		}
	}
	return out
}

// paidSelectors are the CSS selectors of the parts stated not to be free.
func paidSelectors(s *Page) []string {
	var out []string
	for _, t := range s.LD {
		for _, part := range t.Items("hasPart") {
			if schemaorg.IsFalse(part["isAccessibleForFree"]) {
				out = append(out, part.Texts("cssSelector")...)
			}
		}
	}
	return out
}

// clippingSelectors are the selectors of the page's style sheets that clip what
// they match, on every screen.
func clippingSelectors(root *html.Node) []string {
	out := []string{}
	for n := range dom.Under(root) {
		if n.DataAtom != atom.Style || n.FirstChild == nil {
			continue
		}
		for rule := range strings.SplitSeq(n.FirstChild.Data, "}") {
			selector, body, ok := strings.Cut(rule, "{")
			if ok && !strings.Contains(selector, "@") && clips(body) {
				out = append(out, selector)
			}
		}
	}
	return out
}

func matchesAny(n *html.Node, selectors []string) bool {
	for _, s := range selectors {
		if parsed, err := cascadia.ParseGroup(s); err == nil && parsed.Match(n) {
			return true
		}
	}
	return false
}

// clips tells whether declarations let nothing be seen, or only what fits a few lines.
func clips(css string) bool {
	if hiddenStyle(css) {
		return true
	}
	overflows, low := false, false
	for decl := range strings.SplitSeq(css, ";") {
		name, value, _ := strings.Cut(decl, ":")
		value = strings.ToLower(strings.TrimSpace(value))
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "overflow", "overflow-y":
			overflows = strings.HasPrefix(value, "hidden") || strings.HasPrefix(value, "clip")
		case "height", "max-height":
			low = value == "0" || strings.HasPrefix(value, "0p") || strings.HasPrefix(value, "0 ") || strings.HasPrefix(value, "0e") || strings.HasPrefix(value, "0r")
		case "opacity":
			if value == "0" || value == "0.0" {
				return true
			}
		case "filter":
			if strings.HasPrefix(value, "blur(") && !strings.HasPrefix(value, "blur(0") {
				return true
			}
		case "clip-path":
			if strings.HasPrefix(value, "inset(100%") || strings.HasPrefix(value, "inset(50%") {
				return true
			}
		}
	}
	return overflows && low
}
