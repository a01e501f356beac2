package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// inCard tells whether an element stands in a card of another page: a small box with a
// heading that leads elsewhere, and without the headline in it.
func (s *source) inCard(n *html.Node) bool {
	const levels, largest = 5, 60 // boxes; nodes
	for up, at := 0, n.Parent; up < levels && at != nil && at.DataAtom != atom.Body; up, at = up+1, at.Parent {
		nodes, leads := 0, false
		for d := range dom.Under(at) {
			if nodes++; nodes > largest || d == s.headline {
				return false
			}
			leads = leads || dom.HeadingTags[d.DataAtom] && s.leadsElsewhere(d)
		}
		if leads {
			return true
		}
	}
	return false
}

// leadsElsewhere tells whether a heading is a link, or in one, to another page that says
// something else than this page's headline.
func (s *source) leadsElsewhere(heading *html.Node) bool {
	const longest = 300
	text := wording.Plain(dom.TextOf(heading, longest))
	if text == "" || s.headline != nil && text == wording.Plain(dom.TextOf(s.headline, longest)) {
		return false
	}
	leads := func(a *html.Node) bool {
		href := strings.TrimSpace(dom.Attr(a, "href"))
		return a.DataAtom == atom.A && href != "" && !strings.HasPrefix(href, "#") && !strings.HasPrefix(href, "javascript:") && !addresses.LeadsToAuthor(href)
	}
	if heading.Parent != nil && leads(heading.Parent) {
		return true
	}
	for d := range dom.Under(heading) {
		if leads(d) {
			return true
		}
	}
	return false
}
