package extract

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

var titleClaims = notCut([]claim[string]{
	{siteRule, ruledTitle},
	{"<title> of the front page", frontTitle},
	{"heading under the site's name", underSiteName},
	{"heading that says the rest of <title>", restOfTitle},
	{"titles in the head that agree", agreedTitle},
	{"headline on the page", visibleHeadline},
	{"only headline of a list", func(s *source, a *Article) string {
		if s.kindDeclared(a) != body.KindList {
			return ""
		}
		return loneHeadline(s, a)
	}},
	{"JSON-LD headline", func(s *source, _ *Article) string { return s.trimSite(s.story(s.ld, 1).Text("headline", "name")) }},
	{"citation_title", metaText("citation_title")},
	{"og:title", func(s *source, _ *Article) string { return s.trimSite(s.meta.First("og:title")) }},
	{"twitter:title", func(s *source, _ *Article) string { return s.trimSite(s.meta.First("twitter:title")) }},
	{"microdata headline", func(s *source, _ *Article) string { return s.story(s.Items, 1).Text("headline", "name") }},
	{"only headline on the page", loneHeadline},
	{"part of <title> that the page repeats", repeatedPart},
	{"<title>", func(s *source, _ *Article) string {
		return withoutLast(s.trimSite(unreadCount.ReplaceAllString(s.titleTag, "")))
	}},
	{"meta title", metaText("dc.title", "title", "parsely-title", "sailthru.title")},
})

// withoutLast is a title without what a bar sets apart at its end, where that is short and all
// else is long: the name of a site that nothing else names.
func withoutLast(t string) string {
	const short, long = 3, 4 // words
	i := strings.LastIndex(t, " | ")
	if i < 0 || len(strings.Fields(t[i+3:])) > short || len(strings.Fields(t[:i])) < long {
		return t
	}
	return t[:i]
}

// unreadCount is how many messages wait for who had the page open.
var unreadCount = regexp.MustCompile(`^\(\d{1,3}\) `)

// repeatedPart is one end of <title> where a page without headings says the same over its
// text: what stands beside it there is the site's name, whatever that is.
func repeatedPart(s *source, _ *Article) string {
	if s.headline == nil || isHeading(s.headline.DataAtom) {
		return ""
	}
	if shown := dom.TextOf(s.headline, maxText); s.endsTitle(shown) {
		return shown
	}
	return ""
}

// endsTitle tells whether a text is one end of <title>, set apart from the rest.
func (s *source) endsTitle(text string) bool {
	for _, sep := range titleBreaks {
		if strings.HasPrefix(s.titleTag, text+sep) || strings.HasSuffix(s.titleTag, sep+text) {
			return true
		}
	}
	return false
}

// metaText claims the first of the meta tags names.
func metaText(names ...string) func(*source, *Article) string {
	return func(s *source, _ *Article) string { return s.meta.First(names...) }
}

// frontTitle is the title of a site's front page, whose headlines are slogans or
// other pages' titles.
func frontTitle(s *source, a *Article) string {
	if !s.onFrontPage() {
		return ""
	}
	t := s.trimSite(s.titleTag)
	if homeWords[strings.ToLower(t)] || s.namesSite(t) {
		return ""
	}
	return t
}

// kindDeclared is what sort of page this is, by what it declares.
func (s *source) kindDeclared(a *Article) string {
	if s.known.kind == nil {
		kind := body.Declare(s.page(), a.said()).Kind()
		s.known.kind = &kind
	}
	return *s.known.kind
}

// onFrontPage tells whether the page is the front page of its site, as far as is known.
func (s *source) onFrontPage() bool {
	if s.known.front == nil {
		front := s.hasFrontAddress()
		s.known.front = &front
	}
	return *s.known.front
}

func (s *source) hasFrontAddress() bool {
	if s.url != nil && !isFrontAddress(s.url) || s.meta.First("og:type") == "article" || s.story(s.ld, 1).Text("datePublished") != "" {
		return false // some sites give the address of their front page on all pages
	}
	u, err := url.Parse(s.address())
	return err == nil && u.Host != "" && isFrontAddress(u)
}

// isFrontAddress tells whether an address is that of a front page, in one language perhaps.
func isFrontAddress(u *url.URL) bool {
	for key := range u.Query() {
		if entryKeys[strings.ToLower(key)] {
			return false // example.com/?p=2895
		}
	}
	path := strings.Trim(u.Path, "/")
	return path == "" || len(path) == 2 || len(path) == 5 && (path[2] == '-' || path[2] == '_')
}

// entryKeys are what systems call the number of an entry in its address.
var entryKeys = wording.Set("p page_id id article articleid article_id aid nid story storyid story_id post postid post_id sid newsid news_id cid itemid entry")

// agreedTitle is the title of a page that is no article, a service or a product,
// where its head says it twice over and the headline says something else: there the
// headline is a slogan or only a part of the name. A title in several parts may have
// others than the site's name to spare, so that the headline is the better one.
func agreedTitle(s *source, a *Article) string {
	kind := s.kindDeclared(a)
	if kind != "" && kind != body.KindProduct || s.meta.First("og:type") == "article" || s.story(s.ld, 1).Text("datePublished", "author") != "" {
		return ""
	}
	t := s.trimSite(s.titleTag)
	if t == "" || wording.Plain(t) != wording.Plain(s.trimSite(s.meta.First("og:title"))) {
		return ""
	}
	for _, sep := range titleBreaks {
		if strings.Contains(t, sep) {
			return ""
		}
	}
	if h := visibleHeadline(s, a); sameWords(h, t) {
		return h
	}
	return t
}

// sameWords tells whether two titles differ in nothing but the order of their words
// and how they are written.
func sameWords(a, b string) bool { return maps.Equal(wordsOf(a), wordsOf(b)) }

// underSiteName is the heading that follows the only h1 of a page where that is the name
// of the site, which its front page's link has too, and the <title> says no more.
func underSiteName(s *source, _ *Article) string {
	const near = 60
	h1s := s.h1s()
	if len(h1s) != 1 || s.onFrontPage() || wording.Plain(dom.TextOf(h1s[0].node, maxText)) != wording.Plain(s.titleTag) {
		return ""
	}
	named := s.namesSite(s.titleTag) || slices.ContainsFunc(s.homes, func(n *html.Node) bool { return wording.Plain(mastheadText(n)) == wording.Plain(s.titleTag) })
	for _, h := range s.headings {
		if !named || h.at <= h1s[0].at || s.region(h)&elsewhere != 0 {
			continue
		}
		if s.textWithin(h1s[0].at, h.at) || !s.textWithin(h.at, h.at+near) || linksHome(h.node) {
			return ""
		}
		s.headline, s.lineAt = h.node, h.at
		return headText(h.node)
	}
	return ""
}

// restOfTitle is the heading with what <title> says behind the only h1 of a page, which has the
// name of the site then.
func restOfTitle(s *source, _ *Article) string {
	const words = 3 // of a site's name
	h1s := s.h1s()
	if len(h1s) != 1 || s.onFrontPage() || len(strings.Fields(dom.TextOf(h1s[0].node, maxText))) > words {
		return ""
	}
	breaks := titleBreaks
	if linksHome(h1s[0].node) {
		breaks = append(breaks[:len(breaks):len(breaks)], " ")
	}
	for _, sep := range breaks {
		rest, found := strings.CutPrefix(s.titleTag, dom.TextOf(h1s[0].node, maxText)+sep)
		if !found || rest == "" {
			continue
		}
		for _, h := range s.headings {
			if h.at > h1s[0].at && s.region(h)&elsewhere == 0 && wording.Plain(dom.TextOf(h.node, maxText)) == wording.Plain(rest) && !s.textWithin(h1s[0].at, h.at) {
				s.headline, s.lineAt = h.node, h.at
				return headText(h.node)
			}
		}
	}
	return ""
}

// loneHeadline is the only h1 of a page whose titles say something else, if there is
// but its <title>: sites give all their pages the same.
func loneHeadline(s *source, _ *Article) string {
	h1s := s.h1s()
	if len(h1s) != 1 || s.region(h1s[0])&elsewhere != 0 || linksHome(h1s[0].node) || 4*h1s[0].at > 3*s.size {
		return ""
	}
	t := headText(h1s[0].node)
	if s.isSite(t) {
		return ""
	}
	return t
}
