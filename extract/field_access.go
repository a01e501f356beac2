package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
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
				if isFalse(v) {
					a.Paywalled = true
					return stated
				}
			}
		}
	}
	switch strings.ToLower(s.meta.first("article:content_tier")) {
	case "locked", "metered":
		a.Paywalled = true
		return "article:content_tier"
	case "free":
		stated = "article:content_tier"
	}
	if stated != "" {
		return stated
	}
	for _, m := range s.marks {
		if m.hint&hintPaywall == 0 || m.at < s.lineAt || s.region(m)&elsewhere != 0 {
			continue
		}
		if t := strings.ToLower(dom.TextOf(m.node, 2*maxText)); len(t) < 2*maxText && asksToSubscribe(t) {
			a.Paywalled = true
			return "wall on the page"
		}
	}
	return ""
}

// subscribeWords are the beginnings of what walls ask for.
var subscribeWords = []string{"subscri", "sign in to", "log in to", "abonn", "jetzt testen", "weiterlesen mit", "suscr", "assin", "abbona", "prenumer", "tilaa", "předplat", "elofizet", "подпис", "підпис", "abone", "langgan", "订阅", "訂閱", "会員", "구독", "اشترك", "מנוי"}

func asksToSubscribe(text string) bool {
	for _, w := range subscribeWords {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

func isFalse(v any) bool {
	for _, v := range schemaorg.Values(v) {
		if b, ok := v.(bool); ok && !b || strings.EqualFold(schemaorg.Text(v), "false") {
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
		if m.hint&hintPager == 0 || s.region(m)&inComments != 0 {
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
