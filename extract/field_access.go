package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readPaywalled believes what the page tells search engines about its access.
func readPaywalled(s *source, a *Article) string {
	for _, list := range []struct {
		from string
		in   []thing
	}{{"JSON-LD isAccessibleForFree", s.ld}, {"microdata isAccessibleForFree", s.items}} {
		for _, t := range list.in {
			if v, ok := t["isAccessibleForFree"]; ok {
				if isFalse(v) {
					a.Paywalled = true
					return list.from
				}
			}
		}
	}
	switch strings.ToLower(s.meta.first("article:content_tier")) {
	case "locked", "metered":
		a.Paywalled = true
		return "article:content_tier"
	}
	return ""
}

func isFalse(v any) bool {
	for _, v := range values(v) {
		if b, ok := v.(bool); ok && !b || strings.EqualFold(valueText(v), "false") {
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
			n := pageNumber(textOf(l, 20))
			if n <= a.Pages || n > maxPages {
				continue
			}
			if to, err := url.Parse(s.absolute(attr(l, "href"))); err == nil && leadsOn(own, to) {
				a.Pages, from = n, "pager"
			}
		}
	}
	return from
}

// maxPages is more than articles have: a longer pager goes through a list.
const maxPages = 60

func pageNumber(text string) int {
	if ts := tokenize(text); len(ts) == 1 && ts[0].isNumber() || len(ts) == 2 && ts[0].isWord() && ts[1].isNumber() {
		return ts[len(ts)-1].n
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
