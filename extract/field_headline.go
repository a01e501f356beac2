package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// visibleHeadline picks the heading that the page's own titles speak of. A
// heading that says something else is a slogan, or the site's name.
func visibleHeadline(s *source, _ *Article) string {
	if s.known.headline == nil {
		headline := s.findHeadline()
		s.known.headline = &headline
	}
	return *s.known.headline
}

// findHeadline looks for the headline, and notes where it stands.
func (s *source) findHeadline() string {
	var witnesses []wordBag
	for _, t := range s.statedTitles() {
		witnesses = append(witnesses, wordsOf(t))
	}
	best := s.bestHeadline(outOfCrumbs(s.h1s()), witnesses)
	if best.text == "" {
		best = s.loneOverText()
	}
	if best.agreement < 0.9 {
		if other := s.bestHeadline(outOfCrumbs(s.headlines()), witnesses); other.text != "" && !s.isAbove(best, other) {
			best = other
		}
	}
	if best.text == "" {
		best = s.bestHeadline(s.h1s(), witnesses)
	}
	if best.text == "" {
		box := s.titledBox(witnesses)
		if s.headline, s.lineAt = box.node, box.at; box.node == nil {
			s.lineAt = s.textStart()
		}
		return "" // the head says it as well
	}
	s.headline, s.lineAt = best.node, best.at
	return withoutDay(s.withoutFiling(s.withoutKicker(best.text), best.node))
}

// withoutFiling is what a headline says before a bar, where another heading of the page says just
// that: the rest is what the page is filed under, and the site.
func (s *source) withoutFiling(headline string, node *html.Node) string {
	const words = 3
	front, _, found := strings.Cut(headline, " | ")
	if !found || len(strings.Fields(front)) < words {
		return headline
	}
	plain := wording.Plain(front)
	for _, h := range s.headings {
		if h.node != node && s.region(h)&elsewhere == 0 && wording.Plain(dom.TextOf(h.node, maxText)) == plain {
			return front
		}
	}
	return headline
}

// withoutKicker takes off a headline the words in front of it that <title> leaves out.
// What a colon follows is a part of the headline as often as not.
func (s *source) withoutKicker(headline string) string {
	const few = 3 // words; fewer may have been left out for their length
	title := wording.Plain(s.trimSite(s.titleTag))
	if len(strings.Fields(s.titleTag)) < few || !strings.HasSuffix(wording.Plain(headline), title) {
		return headline
	}
	words := strings.Fields(headline)
	for i := few; i < len(words)-1; i++ {
		rest := strings.TrimLeft(strings.Join(words[i:], " "), ":|–—- ")
		if wording.Plain(rest) == title && !strings.HasSuffix(words[i-1], ":") {
			return rest
		}
	}
	return headline
}

// titledBox is the headline of a page that has none by what it is made of: the box that
// repeats the title and has a date soon behind it, or else a text.
func (s *source) titledBox(witnesses []wordBag) candidate {
	const soon, most = 60, 0.6 // nodes behind it; the part that is most of a title
	for _, behind := range [][]mark{s.lines, s.paras} {
		for _, m := range s.titled {
			if s.region(m)&(elsewhere|inLink|inCaption) != 0 {
				continue
			}
			for _, o := range behind {
				if o.at > m.at && o.at < m.at+soon {
					c := s.readHeadline(m, witnesses)
					if (c.believed() || (c.agreement >= most || c.contained && isWide(c.text)) && s.endsTitle(c.text) || strings.Contains(c.text, " ") && strings.HasPrefix(s.titleTag, c.text+" | ")) && !s.namesSite(c.text) {
						return s.belowSiteName(c, witnesses)
					}
				}
			}
		}
	}
	return s.linkedTitle(witnesses)
}

// belowSiteName is the box with what <title> begins with, where that stands between the one
// with what it ends with and the text: what is over both is the name of the site.
func (s *source) belowSiteName(over candidate, witnesses []wordBag) candidate {
	for _, m := range s.titled {
		if m.at <= over.at || !strings.HasSuffix(s.titleTag, over.text) || s.region(m)&(elsewhere|inLink|inCaption) != 0 {
			continue
		}
		if c := s.readHeadline(m, witnesses); c.text != over.text && strings.HasPrefix(s.titleTag, c.text) && s.endsTitle(c.text) && !s.textWithin(over.at, c.at) {
			return c
		}
	}
	return over
}

// linkedTitle is the link over the text that says what <title> begins with, as old forums write the
// titles of their threads.
func (s *source) linkedTitle(witnesses []wordBag) candidate {
	const words = 3
	for _, m := range s.titled {
		if s.region(m)&inLink == 0 || s.region(m)&(elsewhere|inCaption) != 0 {
			continue
		}
		c := s.readHeadline(m, witnesses)
		begins := slices.ContainsFunc(titleBreaks, func(sep string) bool { return strings.HasPrefix(s.titleTag, c.text+sep) })
		if begins && len(strings.Fields(c.text)) >= words && !s.namesSite(c.text) {
			return c
		}
	}
	return candidate{}
}

// isWide tells whether a text is in a script that sets no blanks between words.
func isWide(t string) bool {
	r, _ := utf8.DecodeRuneInString(t)
	return r >= 0x2e80
}

// loneOverText is the only h1 of a page where the text begins soon behind it, and none before:
// what the head says may be put together for those who search.
func (s *source) loneOverText() candidate {
	const words, soon = 3, 150 // of a headline; nodes
	h1s := s.h1s()
	if len(h1s) != 1 || len(outOfCrumbs(h1s)) == 0 {
		return candidate{}
	}
	h := h1s[0]
	text := headText(h.node)
	if s.region(h)&elsewhere != 0 || linksHome(h.node) || s.namesSite(text) || len(strings.Fields(text)) < words || s.textWithin(0, h.at) || !s.textWithin(h.at, h.at+soon) {
		return candidate{}
	}
	return candidate{mark: h, text: text}
}

// isAbove tells whether h1 is the headline and other a heading in its text, or of a
// list in which the page is named once more.
func (s *source) isAbove(h1, other candidate) bool {
	if h1.text == "" || other.at < h1.at {
		return false
	}
	if _, named := agreement(other.text, []wordBag{wordsOf(h1.text)}); named {
		return true
	}
	return s.textWithin(h1.at, other.at)
}

// textStart is where the text begins on a page without a headline: its only h1,
// whatever that says, or its first long paragraph; -1 if it has neither.
func (s *source) textStart() int {
	if h1s := s.h1s(); len(h1s) == 1 && s.region(h1s[0])&elsewhere == 0 {
		return h1s[0].at
	}
	for _, p := range s.paras {
		if s.region(p)&(elsewhere|inCaption) == 0 && dom.IsLonger(p.node, 80, 100) {
			return p.at
		}
	}
	return -1
}

func (s *source) bestHeadline(list []mark, witnesses []wordBag) (best candidate) {
	bestScore := 0.0
	for _, h := range list {
		c := s.readHeadline(h, witnesses)
		if c.text == "" || len(c.text) > maxText/2 || !c.believed() && !s.beginsTitle(c.text) || s.namesSite(c.text) {
			continue
		}
		score := c.agreement + c.standing()
		if place := s.place(c.text); place < 0 || !linksHome(c.node) { // in front stands the site's name as well
			score += place
		}
		if score > bestScore+0.0001 {
			best, bestScore = c, score
		}
	}
	return best
}

// beginsTitle tells whether a heading is all that <title> says before the first sign that sets
// things apart in it, and long enough for a headline.
func (s *source) beginsTitle(text string) bool {
	const words, letters = 3, 8 // of a script that sets no blanks between words
	if len(strings.Fields(text)) < words && (!isWide(text) || utf8.RuneCountInString(text) < letters) {
		return false
	}
	return slices.ContainsFunc(titleBreaks, func(sep string) bool { return strings.HasPrefix(s.titleTag, text+sep) })
}

// candidate is an element that may be the headline.
type candidate struct {
	mark
	region    region
	text      string
	agreement float64 // with the best of the page's stated titles
	contained bool    // every word of it is in one of them
}

// place tells where in <title> a heading stands: pages put the title in front and
// the site's name behind, or the other way round and what it is filed under between them.
func (s *source) place(t string) float64 {
	title, t := wording.Plain(s.titleTag), wording.Plain(t)
	switch {
	case title == t:
		return 0
	case s.isStated(t):
		return 0.3
	case strings.HasSuffix(title, t) && !strings.HasPrefix(title, t) && s.siteLeadsTitle():
		return 0
	case strings.HasPrefix(title, t):
		return 0.3
	case strings.HasSuffix(title, t):
		return -0.3
	}
	return 0
}

// siteLeadsTitle tells whether <title> begins with the name of the site and does not end with it.
func (s *source) siteLeadsTitle() bool {
	for _, sep := range titleBreaks {
		if i := strings.Index(s.titleTag, sep); i > 0 && s.namesSite(s.titleTag[:i]) {
			return !s.namesSite(s.titleTag[strings.LastIndex(s.titleTag, sep)+len(sep):])
		}
	}
	return false
}

// readHeadline reads the text of a heading, less the parts in front of it or
// behind it that are not in the stated titles: a kicker, a date, a link sign.
func (s *source) readHeadline(m mark, witnesses []wordBag) candidate {
	c := candidate{mark: m, region: s.region(m), text: headText(m.node)}
	line := s.behindKicker(m.node)
	if line != "" {
		c.text = line
	}
	if parts := headParts(m.node); line == "" && len(parts) == 2 && !strings.Contains(s.titleTag, c.text) && s.beginsTitle(parts[0]) {
		c.text = parts[0] // what stands behind it says <title> elsewhere: a number
	}
	c.agreement, c.contained = agreement(c.text, witnesses)
	if line != "" || c.text == "" || c.agreement == 0 || c.agreement > 0.99 {
		return c
	}
	parts := headParts(m.node)
	if n := len(parts) - 1; n >= 0 {
		if cut := countBehind.ReplaceAllString(parts[n], ""); cut != parts[n] && !strings.Contains(s.titleTag, parts[n]) {
			parts[n] = cut
			c.text = strings.Join(parts, " ")
			c.agreement, c.contained = agreement(c.text, witnesses)
		}
	}
	if len(parts) > 1 {
		for _, t := range s.statedTitles() {
			witnesses = append(witnesses[:len(witnesses):len(witnesses)], wordsOf(s.trimSite(t)))
		}
	}
	for i := range parts {
		for _, part := range []string{strings.Join(parts[i:], " "), strings.Join(parts[:i], " ")} {
			if strings.HasSuffix(part, ":") {
				continue // of a headline that goes on in another line
			}
			if a, _ := agreement(part, witnesses); a > c.agreement+0.02 && a > 0.9 {
				c.text, c.agreement, c.contained = part, a, true
			}
		}
	}
	return c
}

// behindKicker is the last of the two elements that a heading is made of, where <title> sets a
// sign between what they say: the first is a kicker, whatever it is named.
func (s *source) behindKicker(n *html.Node) string {
	const most, least = 5, 3 // words of a kicker, and of a headline
	for only := onlyElement(n); only != nil; only = onlyElement(n) {
		n = only
	}
	kicker := n.FirstChild
	for kicker != nil && kicker.Type == html.TextNode && strings.TrimSpace(kicker.Data) == "" {
		kicker = kicker.NextSibling
	}
	if kicker == nil || kicker.Type != html.ElementNode {
		return ""
	}
	line := dom.Following(kicker)
	if line == nil || dom.Following(line) != nil {
		return ""
	}
	front, behind := dom.TextOf(kicker, maxText), dom.TextOf(line, maxText)
	if front == "" || len(strings.Fields(front)) > most || len(strings.Fields(behind)) < least || !sameUnspaced(dom.TextOf(n, maxText), front+behind) {
		return "" // or a sign stands between them
	}
	for _, sep := range titleBreaks {
		if strings.Contains(s.titleTag, front+sep+behind) {
			return behind
		}
	}
	return ""
}

// sameUnspaced tells whether two texts differ in nothing but their blanks.
func sameUnspaced(a, b string) bool {
	return strings.ReplaceAll(a, " ", "") == strings.ReplaceAll(b, " ", "")
}

// countBehind is what counts something in brackets behind a headline: (views: 812)
var countBehind = regexp.MustCompile(`\s*\(\pL[\pL ]*:? \d+\)$`)

// believed tells whether the candidate agrees enough with the page's head to be
// its headline.
func (c candidate) believed() bool {
	if c.node.DataAtom == atom.H1 && c.region&elsewhere == 0 {
		return c.agreement >= 0.22 || c.contained
	}
	if isHeading(c.node.DataAtom) {
		return c.agreement >= 0.6
	}
	return c.agreement >= 0.8
}

// standing is how much an element looks like a headline, whatever it says.
func (c candidate) standing() float64 {
	score := 0.0
	switch c.node.DataAtom {
	case atom.H1:
		score += 0.3
	case atom.H2, atom.H3:
	default:
		score -= 0.1
	}
	if c.says&markerHeadline != 0 {
		score += 0.1
	}
	if c.region&elsewhere != 0 {
		score -= 0.3
	}
	if c.region&inLink != 0 {
		score -= 0.1
	}
	if linksHome(c.node) {
		score -= 0.5 // the site's name
	}
	return score
}

// linksHome tells whether the first link in n, or around it, goes to the front page.
func linksHome(n *html.Node) bool {
	for n.FirstChild != nil && n.DataAtom != atom.A {
		n = n.FirstChild
	}
	for range 3 {
		if n != nil && n.DataAtom == atom.A {
			return isFrontPage(dom.Attr(n, "href"))
		}
		if n != nil {
			n = n.Parent
		}
	}
	return false
}

// headText is the text of a heading without its kicker and the signs that link to it.
func headText(n *html.Node) string {
	text := withoutDay(strings.Join(headParts(n), " "))
	if strings.HasSuffix(text, ")") {
		text = pageBehind.ReplaceAllString(text, "")
	}
	return strings.TrimRightFunc(strings.TrimLeft(text, ":|/ "), func(r rune) bool {
		return r == '¶' || r == '#' || r == ' ' || unicode.Is(unicode.Co, r)
	})
}

// withoutDay is a title without the day that it begins with.
func withoutDay(text string) string {
	if text != "" && '0' <= text[0] && text[0] <= '9' {
		return dayBefore.ReplaceAllString(text, "")
	}
	return text
}

// dayBefore and pageBehind are what lists of news set before a headline, and threads behind it.
var (
	dayBefore  = regexp.MustCompile(`^(?:\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2})\s*[-–—|:]\s+`)
	pageBehind = regexp.MustCompile(`\s+\((?i:page|seite|página|pagina|strona|страница|sayfa)\s\d+(?:\s\pL+\s\d+)?\)$`)
)

// headParts are the texts of the elements that a heading is made of.
func headParts(n *html.Node) []string {
	for only := onlyElement(n); only != nil; only = onlyElement(n) {
		n = only
	}
	var parts []string
	glued := false // to what is before
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && readNames(dom.Attr(c, "class"))&markerKicker != 0 {
			glued = false
			continue
		}
		raw := dom.RawText(c, maxText)
		t := wording.Squeeze(raw)
		if t == "" {
			glued = glued && raw == ""
			continue
		}
		if glued && !strings.HasPrefix(raw, " ") && !strings.HasPrefix(raw, "\n") {
			parts[len(parts)-1] += t
		} else {
			parts = append(parts, t)
		}
		glued = !strings.HasSuffix(raw, " ") && !strings.HasSuffix(raw, "\n")
	}
	return parts
}

// onlyElement is the element that n holds, if it holds nothing else than white space.
func onlyElement(n *html.Node) (only *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && only == nil:
			only = c
		case c.Type == html.ElementNode || strings.TrimSpace(c.Data) != "":
			return nil
		}
	}
	return only
}

// outOfCrumbs are the headings of a list that do not stand in the breadcrumbs.
func outOfCrumbs(list []mark) []mark {
	return slices.DeleteFunc(slices.Clone(list), func(m mark) bool { return m.node.DataAtom == atom.H1 && inCrumbs(m.node) })
}

// inCrumbs tells whether a heading is the last entry of the list of links that leads to the
// page: sites with a kicker and a headline of lower rank may have their h1 there.
func inCrumbs(n *html.Node) bool {
	const levels = 4
	for range levels {
		if n = n.Parent; n == nil || n.DataAtom == atom.Body {
			break
		}
		if dom.Attr(n, "itemprop") == "itemListElement" || n.DataAtom == atom.Li && n.Parent != nil && readNames(dom.Attr(n.Parent, "class")+" "+dom.Attr(n, "class"))&markerCrumbs != 0 {
			return true
		}
	}
	return false
}

func (s *source) h1s() []mark {
	var out []mark
	for _, m := range s.headings {
		if m.node.DataAtom == atom.H1 {
			out = append(out, m)
		}
	}
	return out
}

// headlines are the elements that may be the headline.
func (s *source) headlines() []mark {
	list := s.headings
	for _, m := range s.marks {
		if m.says&markerHeadline != 0 && m.node.DataAtom != atom.A && !isHeading(m.node.DataAtom) {
			list = append(list, m)
		}
	}
	return list
}

func isHeading(a atom.Atom) bool { return a == atom.H1 || a == atom.H2 || a == atom.H3 }

// isStated tells whether t is a whole title that the head states beside <title>.
func (s *source) isStated(t string) bool {
	for _, other := range []string{s.story(s.ld, 1).Text("headline"), s.meta.First("og:title")} {
		if other != "" && wording.Plain(s.trimSite(other)) == t {
			return true
		}
	}
	return false
}

// statedTitles are the titles that stand in the page's head.
func (s *source) statedTitles() []string {
	var out []string
	for _, t := range []string{
		s.story(s.ld, 1).Text("headline", "name"), s.meta.First("og:title"), s.meta.First("twitter:title"), s.titleTag,
		s.meta.First("citation_title", "dc.title", "parsely-title", "sailthru.title"), s.story(s.Items, 1).Text("headline"),
	} {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

// agreement tells how well t agrees with the best of witnesses, 0 to 1, and
// whether one of them holds every word of it.
func agreement(t string, witnesses []wordBag) (best float64, contained bool) {
	words := wordsOf(t)
	if len(words) == 0 {
		return 0, false
	}
	for _, other := range witnesses {
		common := 0
		for word := range words {
			if other[word] {
				common++
			}
		}
		best = max(best, 2*float64(common)/float64(len(words)+len(other)))
		contained = contained || common == len(words)
	}
	return best, contained
}

// wordBag are the words of a text, each once.
type wordBag map[string]bool

func wordsOf(s string) wordBag {
	bag := wordBag{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		bag[w] = true
	}
	return bag
}
