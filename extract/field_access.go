package extract

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
)

// readPaywalled believes what the page tells search engines about its access, and
// else a wall in the article that asks to subscribe.
func readPaywalled(s *source, a *Article) string {
	stated := ""
	for _, list := range []struct {
		from string
		in   []schemaorg.Item
	}{{"JSON-LD isAccessibleForFree", s.ld}, {"microdata isAccessibleForFree", s.Items}} {
		for _, t := range list.in {
			if v, ok := t["isAccessibleForFree"]; ok {
				stated = list.from
				if schemaorg.IsFalse(v) {
					a.Paywalled = true
					return stated
				}
			}
		}
	}
	switch strings.ToLower(s.meta.First("article:content_tier")) {
	case "locked", "metered":
		a.Paywalled = true
		return "article:content_tier"
	case "free":
		stated = "article:content_tier"
	}
	if stated != "" {
		return stated
	}
	for _, m := range s.headings {
		if m.at > s.lineAt && s.region(m)&(elsewhere&^inAside|inLink) == 0 && dom.HasAround(m.node, atom.Article, atom.Main) && furniture.IsWall(strings.ToLower(dom.TextOf(m.node, maxText))) {
			a.Paywalled = true
			return "heading of a wall"
		}
	}
	for _, m := range s.marks {
		if m.says&markerPaywall == 0 || m.at < s.lineAt || s.region(m)&elsewhere != 0 {
			continue
		}
		if t := strings.ToLower(dom.TextOf(m.node, 2*maxText)); len(t) < 2*maxText && furniture.AsksToSubscribe(t) {
			a.Paywalled = true
			return "wall on the page"
		}
	}
	if s.kindDeclared(a) != body.KindForum && s.endsInOffer() {
		a.Paywalled = true
		return "offer to subscribe or log in behind the text"
	}
	return ""
}

// endsInOffer tells whether a box behind the text asks its reader to subscribe, says what that
// costs or asks who has, and links to where those log in, with nothing to fill in, and no text goes on behind it.
func (s *source) endsInOffer() bool {
	return slices.ContainsFunc(s.paras, s.isInOffer) || slices.ContainsFunc(s.boxes, s.isInOffer)
}

// isInOffer tells whether a paragraph, or what stands for one, is in such a box.
func (s *source) isInOffer(p mark) bool {
	const longest = 500 // bytes of the box
	box := p.node.Parent
	if p.at < s.lineAt || s.region(p)&elsewhere != 0 || box == nil || dom.Within(s.headline, box) || !s.textBetween(p.at) {
		return false
	}
	text := dom.TextOf(box, longest)
	if len(text) >= longest || !furniture.AsksToSubscribe(strings.ToLower(text)) || !strings.ContainsAny(text, "?؟？") && !furniture.NamesAmount(text) {
		return false
	}
	return firstOf(box, atom.Input) == nil && slices.ContainsFunc(linksIn(box, nil), isLogin) && !s.goesOn(p, box)
}

// isLogin tells whether a link leads to where people log in.
func isLogin(link *html.Node) bool {
	u, err := url.Parse(dom.Attr(link, "href"))
	return err == nil && addresses.NamesLogin(u.Path) || furniture.IsLogin(dom.TextOf(link, 60))
}

// goesOn tells whether a paragraph of some length stands behind another one and outside of its
// box.
func (s *source) goesOn(from mark, box *html.Node) bool {
	for _, p := range s.paras {
		if p.at > from.at && s.region(p)&elsewhere == 0 && !dom.Within(p.node, box) && dom.IsLonger(p.node, 60, 100) {
			return true
		}
	}
	return false
}

// readPages counts the pages that the article runs over: the highest number of
// a pager whose links lead on from this very address.
func readPages(s *source, a *Article) string {
	a.Pages = 1
	own, err := url.Parse(s.address())
	if err != nil || own.Path == "" {
		return ""
	}
	from := ""
	for _, m := range s.marks {
		if m.says&markerPager == 0 || s.region(m)&inComments != 0 {
			continue
		}
		for _, l := range linksIn(m.node, nil) {
			n := pageNumber(dom.TextOf(l, 20))
			if n <= a.Pages || n > maxPages {
				continue
			}
			if to, err := url.Parse(s.absolute(dom.Attr(l, "href"))); err == nil && leadsOn(own, to) {
				a.Pages, from = n, "pager"
			}
		}
	}
	return from
}

// maxPages is more than articles have: a longer pager goes through a list.
const maxPages = 60

func pageNumber(text string) int {
	if ts := dates.Tokenize(text); len(ts) == 1 && ts[0].IsNumber() || len(ts) == 2 && ts[0].IsWord() && ts[1].IsNumber() {
		return ts[len(ts)-1].N
	}
	return 0
}

// leadsOn tells whether to is a further page of own: the same address with a
// number behind it, or in its query.
func leadsOn(own, to *url.URL) bool {
	base := strings.TrimRight(own.Path, "/0123456789")
	if to.Host != own.Host && own.Host != "" || len(base) < 2 {
		return false
	}
	if to.Path == own.Path {
		return to.RawQuery != own.RawQuery
	}
	rest, ok := strings.CutPrefix(to.Path, base)
	return ok && strings.ContainsAny(rest, "0123456789") && len(rest) < 12
}

func linksIn(n *html.Node, out []*html.Node) []*html.Node {
	if n.DataAtom == atom.A {
		return append(out, n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out = linksIn(c, out)
	}
	return out
}
