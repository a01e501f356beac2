package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

var titleClaims = []claim[string]{
	{"headline on the page", visibleHeadline},
	{"JSON-LD headline", func(s *source, _ *Article) string { return s.trimSite(s.story(s.ld, 1).text("headline", "name")) }},
	{"citation_title", metaText("citation_title")},
	{"og:title", func(s *source, _ *Article) string { return s.trimSite(s.meta.first("og:title")) }},
	{"twitter:title", func(s *source, _ *Article) string { return s.trimSite(s.meta.first("twitter:title")) }},
	{"microdata headline", func(s *source, _ *Article) string { return s.story(s.items, 1).text("headline", "name") }},
	{"<title>", func(s *source, _ *Article) string { return s.trimSite(s.titleTag) }},
	{"meta title", metaText("dc.title", "title", "parsely-title", "sailthru.title")},
}

// metaText claims the first of the meta tags names.
func metaText(names ...string) func(*source, *Article) string {
	return func(s *source, _ *Article) string { return s.meta.first(names...) }
}

// visibleHeadline picks the heading that the page's own titles speak of: the h1
// that shares most words with them, and another heading only if it says all of
// what they say.
func visibleHeadline(s *source, _ *Article) string {
	witnesses := s.statedTitles()
	best, bestScore := -1, 0.0
	text := ""
	for i, h := range s.headlines() {
		t := textOf(h.node, maxText)
		if t == "" || len([]rune(t)) > 300 {
			continue
		}
		score := agreement(t, witnesses)
		switch h.node.DataAtom {
		case atom.H1:
			score += 0.3
		case atom.H2, atom.H3:
		default:
			score -= 0.1
		}
		if h.hint&hintHeadline != 0 {
			score += 0.1
		}
		if h.in&elsewhere != 0 {
			score -= 0.3
		}
		if h.in&inLink != 0 {
			score -= 0.1
		}
		if score > bestScore+0.0001 {
			best, bestScore, text = i, score, t
		}
	}
	if best < 0 || bestScore < 0.6 {
		return ""
	}
	h := s.headlines()[best]
	s.headline, s.lineAt = h.node, h.at
	return text
}

// headlines are the elements that may be the headline.
func (s *source) headlines() []mark {
	list := s.headings
	for _, m := range s.marks {
		if m.hint&hintHeadline != 0 && m.node.DataAtom != atom.A && !isHeading(m.node.DataAtom) {
			list = append(list, m)
		}
	}
	return list
}

func isHeading(a atom.Atom) bool { return a == atom.H1 || a == atom.H2 || a == atom.H3 }

// statedTitles are the titles that stand in the page's head.
func (s *source) statedTitles() []string {
	var out []string
	for _, t := range []string{
		s.story(s.ld, 1).text("headline", "name"), s.meta.first("og:title"), s.meta.first("twitter:title"), s.titleTag,
		s.meta.first("citation_title", "dc.title", "parsely-title", "sailthru.title"), s.story(s.items, 1).text("headline"),
	} {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

// agreement tells how well t agrees with the best of witnesses, 0 to 1.
func agreement(t string, witnesses []string) float64 {
	best := 0.0
	words := wordsOf(t)
	for _, w := range witnesses {
		other := wordsOf(w)
		common := 0
		for word := range words {
			if other[word] {
				common++
			}
		}
		if len(words)+len(other) > 0 {
			best = max(best, 2*float64(common)/float64(len(words)+len(other)))
		}
	}
	return best
}

func wordsOf(s string) map[string]bool {
	set := map[string]bool{}
	for _, t := range tokenize(s) {
		if t.isNumber() || t.isWord() {
			set[t.text] = true
		}
	}
	return set
}

// titleBreaks set the site's name apart from the title.
var titleBreaks = []string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " < ", " > ", " ‹ ", " › ", " ~ ", "｜", " |", "| ", "_", " : ", ": "}

// trimSite takes the site's name off a title.
func (s *source) trimSite(t string) string {
	for range 3 {
		shorter := s.trimOnce(t)
		if shorter == t {
			break
		}
		t = shorter
	}
	return t
}

func (s *source) trimOnce(t string) string {
	for _, sep := range titleBreaks {
		if i := strings.LastIndex(t, sep); i > 0 && s.isSite(t[i+len(sep):]) {
			return strings.TrimSpace(t[:i])
		}
		if i := strings.Index(t, sep); i > 0 && s.isSite(t[:i]) {
			return strings.TrimSpace(t[i+len(sep):])
		}
	}
	return t
}

// isSite tells whether part is the name of the site.
func (s *source) isSite(part string) bool {
	p := plain(part)
	if p == "" {
		return true
	}
	for _, name := range s.siteNames() {
		if n := plain(name); n != "" && (p == n || len(p) >= 4 && strings.HasPrefix(n, p) || len(n) >= 4 && strings.Contains(p, n) && len(p) < 2*len(n)+6) {
			return true
		}
	}
	return false
}
