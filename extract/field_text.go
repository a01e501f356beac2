package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

var descriptionClaims = append(ofThisPage(declaredDescriptions),
	claim[string]{"standfirst", func(_ *source, a *Article) string { return a.Subtitle }},
	claim[string]{"beginning of the text, under the headline", excerpt},
)

// declaredDescriptions are what a page states for machines.
var declaredDescriptions = []claim[string]{
	{"og:description", summary},
	{"og:description", notTheSites},
	{"meta description", uncut("description")},
	{"og:description", uncut("og:description")},
	{"JSON-LD description", func(s *source, _ *Article) string { return s.story(s.ld, 2).Text("description", "abstract") }},
	{"twitter:description", metaText("twitter:description")},
	{"microdata description", func(s *source, _ *Article) string { return s.story(s.Items, 2).Text("description") }},
	{"dc.description", metaText("dc.description", "sailthru.description", "citation_abstract")},
	{"JSON-LD page", func(s *source, _ *Article) string { return s.webPage().Text("description") }},
}

// webPage is what JSON-LD says of the page that an article is on, where it tells of one only.
func (s *source) webPage() (page schemaorg.Item) {
	for _, t := range s.ld {
		if t.Is("WebPage") {
			if page != nil {
				return nil
			}
			page = t
		}
	}
	return page
}

// ofThisPage leaves out of what claims give what is said of the site, or only who has
// written the page.
func ofThisPage(claims []claim[string]) []claim[string] {
	var list []claim[string]
	for _, c := range claims {
		list = append(list, claim[string]{c.from, func(s *source, a *Article) string {
			text := c.read(s, a)
			if s.isSlogan(text, a) || len(text) < 60 && people.BeginsByline(text) {
				return ""
			}
			return text
		}})
	}
	return list
}

// isSlogan tells whether a short text begins with the site's name, and has no word of the
// title in it: it says what the site is.
func (s *source) isSlogan(text string, a *Article) bool {
	const longest = 200
	if text == "" || len(text) > longest || s.onFrontPage() || sharedWords(text, a.Title) > 0 {
		return false
	}
	const most = 5 // words of a name
	first := ""
	for i, word := range strings.Fields(text) {
		if first += wording.Plain(word); i == most {
			return false
		}
		if len(first) > 3 && s.namesSite(first) {
			return true
		}
	}
	return false
}

// summary is og:description where the meta description is no summary but the
// text itself, which begins alike and goes on and on, or is cut off later.
func summary(s *source, _ *Article) string {
	whole, short := s.meta.First("description"), s.meta.First("og:description")
	if start := uncutPart(short); start != short && uncutPart(whole) != whole && len(start) > 40 && len(whole) > len(short) && strings.HasPrefix(whole, start) {
		return short
	}
	if len(short) > 40 && len(whole) > 2*len(short) && len(whole) > 300 && strings.HasPrefix(whole, short[:30]) {
		return short
	}
	return ""
}

// notTheSites is og:description where the meta description is the site's, the same on all
// pages: it has no word in common with the title or with the other, which has some.
func notTheSites(s *source, a *Article) string {
	whole, own := s.meta.First("description"), s.meta.First("og:description")
	title := a.Title + " " + s.titleTag
	if whole == "" || own == "" || s.onFrontPage() || sharedWords(whole, title)+sharedWords(whole, own) > 0 || sharedWords(own, title) < 2 {
		return ""
	}
	return uncut("og:description")(s, a)
}

// sharedWords is how many words of some length two texts have in common.
func sharedWords(a, b string) (n int) {
	const long = 5 // bytes
	other := wordsOf(b)
	for w := range wordsOf(a) {
		if len(w) >= long && other[w] {
			n++
		}
	}
	return n
}

// uncutPart is a text without the signs that it was cut off.
func uncutPart(t string) string {
	for _, sign := range []string{"[…]", "[...]", "…", "..."} {
		if cut, ok := strings.CutSuffix(strings.TrimSpace(t), sign); ok {
			return strings.TrimSpace(cut)
		}
	}
	return t
}

// uncut claims a meta tag, or where it is cut off, another that has all of it.
func uncut(name string) func(*source, *Article) string {
	return func(s *source, _ *Article) string {
		d := s.meta.First(name)
		start := strings.TrimRight(d, ".… ")
		if start == "" || strings.HasSuffix(d, ".") && !strings.HasSuffix(d, "...") {
			return d
		}
		for _, other := range []string{s.meta.First("description"), s.meta.First("og:description"), s.meta.First("twitter:description"), s.story(s.ld, 2).Text("description")} {
			if len(other) > len(d) && strings.HasPrefix(other, start) {
				d = other
			}
		}
		return d
	}
}

// excerpt is what stands between the headline and the text and repeats how the text
// begins, cut off: a page makes it for those who read no further.
func excerpt(s *source, a *Article) string {
	const near, short = 80, 60
	if s.headline == nil {
		return ""
	}
	for _, list := range [][]mark{s.headings, s.paras, s.boxes} {
		for _, m := range list {
			if m.at <= s.lineAt || m.at > s.lineAt+near || s.region(m)&(elsewhere|inCaption) != 0 {
				continue
			}
			if t := dom.TextOf(m.node, maxText); len(t) >= short && len(t) < maxText && differs(t, a.Title) != "" && s.beginsParagraph(m.node, t) {
				return t
			}
		}
	}
	return ""
}

var subtitleClaims = []claim[string]{
	{siteRule, ruledSubtitle},
	{"standfirst on the page", visibleSubtitle},
	{"block under the headline", underHeadline},
	{"JSON-LD alternativeHeadline", func(s *source, a *Article) string {
		return differs(s.story(s.ld, 1).Text("alternativeHeadline"), a.Title)
	}},
	{"microdata alternativeHeadline", func(s *source, a *Article) string {
		return differs(s.story(s.Items, 1).Text("alternativeHeadline"), a.Title)
	}},
}

// differs is t unless it only repeats title.
func differs(t, title string) string {
	p, q := wording.Plain(t), wording.Plain(title)
	if p == q || strings.HasPrefix(q, p) {
		return ""
	}
	return t
}

// visibleSubtitle is the standfirst beside the headline: an element named for it,
// or the heading right under the headline and before the text.
func visibleSubtitle(s *source, a *Article) string {
	if s.headline == nil {
		return ""
	}
	for _, m := range s.marks {
		if m.says&markerSubtitle == 0 || s.region(m)&(elsewhere|inCaption|inBio) != 0 || m.at < s.lineAt-30 || m.at > s.lineAt+120 || dom.Within(s.headline, m.node) || dom.Within(m.node, s.headline) || s.inMasthead(m.node) || s.textsWithin(s.lineAt, m.at) > 1 {
			continue
		}
		if t := s.standfirst(m.node, a.Title); t != "" {
			return t
		}
		if t := dom.TextOf(m.node, maxText); dom.Following(s.headline) == m.node && strings.Contains(t, " ") && utf8.RuneCountInString(t) < 30 && !people.BeginsByline(t) && !dates.HoldsYear(t) && !s.beginsParagraph(m.node, t) {
			return differs(t, a.Title) // it is named for what it is and stands where it should
		}
	}
	for _, h := range s.headings {
		if h.at <= s.lineAt || h.at > s.lineAt+40 || s.region(h)&elsewhere != 0 || h.node.DataAtom != atom.H2 || s.textBetween(h.at) || s.isSection(h) || s.inOtherArticle(h.node) {
			continue
		}
		if t := s.standfirst(h.node, a.Title); len(strings.Fields(t)) > 4 {
			return t
		}
	}
	return ""
}

// inOtherArticle tells whether a heading stands in an article element that the headline is not
// in: an entry of a page.
func (s *source) inOtherArticle(h *html.Node) bool {
	article := dom.Enclosing(h, atom.Article)
	return article != nil && !dom.Within(s.headline, article)
}

// isSection tells whether a heading is one of several of its rank side by side, or a question
// among others, in boxes made alike.
func (s *source) isSection(h mark) bool {
	for _, o := range s.headings {
		if o.node == h.node || o.at <= s.lineAt || o.node.DataAtom != h.node.DataAtom {
			continue
		}
		class := dom.Attr(h.node.Parent, "class")
		if o.node.Parent == h.node.Parent || class != "" && asks(h.node) && asks(o.node) && class == dom.Attr(o.node.Parent, "class") && dom.Attr(h.node, "class") == dom.Attr(o.node, "class") && s.region(o)&elsewhere == 0 {
			return true
		}
	}
	return false
}

// asks tells whether a heading is a question.
func asks(h *html.Node) bool {
	t := dom.TextOf(h, maxText)
	return strings.HasSuffix(t, "?") || strings.HasSuffix(t, "？") || strings.HasSuffix(t, "؟")
}

// inMasthead tells whether n stands in the head of the site, where the site's own
// slogan is, and not in the head of the article.
func (s *source) inMasthead(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if (n.DataAtom == atom.Header || dom.Attr(n, "role") == "banner") && !dom.Within(s.headline, n) {
			return true
		}
	}
	return false
}

// underHeadline is the block that follows the headline and stands alone: the next
// element is no paragraph like it, as in the body, and it says neither who nor when.
func underHeadline(s *source, a *Article) string {
	n := s.headline
	if n != nil && !isHeading(n.DataAtom) && readNames(dom.Attr(n, "class"))&markerHeadline == 0 {
		return ""
	}
	for range 3 {
		if n == nil || dom.Following(n) != nil {
			break
		}
		n = n.Parent // the headline may be wrapped
	}
	if n == nil {
		return ""
	}
	n = dom.Following(n)
	if n == nil || isHeading(n.DataAtom) && n.DataAtom != atom.H2 && !s.isOnlyOfRank(n) || len(textNodes(n, nil)) > 2 || n.DataAtom == atom.Figure || n.DataAtom == atom.Figcaption {
		return ""
	}
	next := dom.Following(n)
	apart := next != nil && tellsWhoOrWhen(dom.TextOf(next, maxText))
	if !apart && (s.isOneOfMany(n) || next != nil && next.DataAtom == atom.P && n.DataAtom == atom.P && !isOverPicture(n)) {
		return ""
	}
	t := s.standfirst(n, a.Title)
	described := t != "" && wording.Plain(t) == wording.Plain(s.meta.First("description", "og:description"))
	if wording.CountWords(t) < 5 && !described || len(t) > 350 {
		return ""
	}
	return t
}

// isOverPicture tells whether a picture stands right behind an element that is named for something.
func isOverPicture(n *html.Node) bool {
	next := dom.Adjoining(n)
	return next != nil && dom.Attr(n, "class") != "" && (next.DataAtom == atom.Img || next.DataAtom == atom.Picture || next.DataAtom == atom.Figure)
}

// isOnlyOfRank tells whether a heading, not the first of a page's ranks, has no other of its own.
func (s *source) isOnlyOfRank(n *html.Node) bool {
	same := 0
	for _, h := range s.headings {
		if h.node.DataAtom == n.DataAtom {
			same++
		}
	}
	return n.DataAtom == atom.H3 && same == 1
}

// tellsWhoOrWhen tells whether a short line is a byline or has a day.
func tellsWhoOrWhen(line string) bool {
	const longest = 80 // bytes
	return len(line) < longest && (people.BeginsByline(line) || dates.HoldsYear(line))
}

// isOneOfMany tells whether a paragraph has nothing that sets it apart from the others of
// the text: it is the first of them.
func (s *source) isOneOfMany(n *html.Node) bool {
	same := 0
	for _, p := range s.paras {
		if dom.Attr(p.node, "class") == dom.Attr(n, "class") && dom.IsLonger(p.node, 60, 80) {
			same++
		}
	}
	return n.DataAtom == atom.P && same > 1
}

// beginsParagraph tells whether t only repeats how a paragraph outside of n begins:
// an excerpt.
func (s *source) beginsParagraph(n *html.Node, t string) bool {
	start := strings.TrimRight(t[:min(len(t), 100)], ".… ")
	first, _ := utf8.DecodeRuneInString(start)
	for _, p := range s.paras {
		if start != "" && dom.FirstRune(p.node) != first {
			continue
		}
		if strings.HasPrefix(dom.TextOf(p.node, len(start)+20), start) && !dom.Within(p.node, n) && !isCopyOf(p.node, n, t) {
			return true
		}
	}
	return false
}

// isCopyOf tells whether an element is another of the same class with the same text, t:
// pages lay their heads out for screens of two sizes.
func isCopyOf(p, n *html.Node, t string) bool {
	class := dom.Attr(n, "class")
	return class != "" && class == dom.Attr(p, "class") && dom.TextOf(p, maxText) == t
}

// standfirst is the text of n if it reads like one: not the title over again, not
// a byline, a date, a notice or an excerpt.
func (s *source) standfirst(n *html.Node, title string) string {
	t := dom.TextOf(n, maxText)
	if words := len(strings.Fields(t)); len(t) < 15 || len(t) > 500 || words < 3 && len(t) < 30 {
		return ""
	}
	if furniture.IsCounter(wording.Letters(t)) || people.BeginsByline(t) && len(t) < 80 || strings.ContainsAny(t, "©ⓒ") || strings.Contains(t, "</") || strings.Contains(t, "<iframe") || len(t) < 100 && saysModified(t) {
		return ""
	}
	if _, dated := dates.Parse(t, dates.Locale{}); dated && len(t) < 160 {
		return ""
	}
	if len(t) < 60 && beginsWithAgo(t) || s.beginsParagraph(n, t) || holdsCaption(n) {
		return ""
	}
	return differs(t, title)
}

// beginsWithAgo tells whether a line begins with how long ago something was: 1 day ago Anna Bee
func beginsWithAgo(line string) bool {
	const most = 4 // words
	words := strings.Fields(line)
	for n := 1; n <= min(most, len(words)); n++ {
		if dates.IsRelative(strings.Join(words[:n], " ")) {
			return true
		}
	}
	return false
}

// holdsCaption tells whether a box has a picture or its caption in it, and so is no text alone.
func holdsCaption(n *html.Node) bool {
	for c := range dom.Under(n) {
		if c.DataAtom == atom.Figcaption || c.DataAtom == atom.Img || c.DataAtom == atom.Picture || c.Type == html.ElementNode && readNames(dom.Attr(c, "class"))&markerCaption != 0 && dom.TextOf(c, 20) != "" {
			return true
		}
	}
	return false
}

// textBetween tells whether a paragraph stands between the headline and at.
func (s *source) textBetween(at int) bool { return s.textWithin(s.lineAt, at) }

// textWithin tells whether a paragraph stands between two places.
func (s *source) textWithin(from, to int) bool { return s.textsWithin(from, to) > 0 }

// textsWithin is how many paragraphs stand between two places.
func (s *source) textsWithin(from, to int) int {
	if s.known.longParas == nil {
		s.known.longParas = []int{}
		for _, p := range s.paras {
			if dom.IsLonger(p.node, 60, 100) {
				s.known.longParas = append(s.known.longParas, p.at)
			}
		}
	}
	i, _ := slices.BinarySearch(s.known.longParas, from+1)
	k, _ := slices.BinarySearch(s.known.longParas, to)
	return max(k-i, 0)
}
