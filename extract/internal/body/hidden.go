package body

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// hidden says whether an element's own attributes hide it for good: what a click on
// its tab shows is there to be read.
func hidden(n *html.Node) bool {
	out := false
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			out = out || a.Val != "until-found"
		case "style":
			out = out || len(a.Val) < 4096 && hiddenStyle(a.Val)
		}
	}
	return out && !unfolds(n)
}

// unfolds says whether an element is one of several that are shown in turn, or what a
// click on the element before it shows.
func unfolds(n *html.Node) bool {
	if dom.Attr(n, "role") == "tabpanel" || isOpened(n) {
		return true
	}
	names := dom.Attr(n, "class")
	for _, w := range wording.SplitName(names[:min(len(names), 1024)]) {
		if foldWords[w] {
			return true
		}
	}
	return false
}

// isOpened says whether the element before one is made to be pressed, and says something.
func isOpened(n *html.Node) bool {
	const longest = 200 // bytes
	prev := n.PrevSibling
	for prev != nil && prev.Type != html.ElementNode {
		prev = prev.PrevSibling
	}
	if prev == nil || dom.Attr(prev, "role") != "button" && dom.Attr(prev, "aria-expanded") == "" && dom.Attr(prev, "aria-controls") == "" {
		return false
	}
	text := dom.TextOf(prev, longest)
	id := dom.Attr(n, "id")
	return len(text) < longest && (strings.Contains(text, " ") || text != "" && id != "" && dom.Attr(prev, "aria-controls") == id)
}

var foldWords = wording.Set("tab tabs tabpanel accordion collapse collapsible faq")

func hiddenStyle(css string) bool {
	for decl := range strings.SplitSeq(css, ";") {
		name, value, _ := strings.Cut(decl, ":")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(name) {
		case "display":
			if strings.HasPrefix(value, "none") {
				return true
			}
		case "visibility":
			if strings.HasPrefix(value, "hidden") {
				return true
			}
		}
	}
	return false
}

// holdsMuch says whether an element has more text than a note that is shown on
// demand: a page's own part may be what a link skips to.
func holdsMuch(n *html.Node) bool {
	const much, nodes = 3000, 20_000
	size, seen := 0, 0
	for d := range dom.Under(n) {
		if seen++; seen > nodes {
			return true
		}
		if d.Type == html.TextNode && !dom.UnseenTags.Of(d.Parent.DataAtom) {
			if size += len(strings.TrimSpace(d.Data)); size >= much {
				return true
			}
		}
	}
	return false
}
