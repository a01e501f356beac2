package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

var authorClaims = []claim[[]string]{
	{"JSON-LD author", func(s *source, _ *Article) []string { return s.authorsOf(s.story(s.ld, 2)) }},
	{"citation_author", func(s *source, _ *Article) []string { return s.peopleIn(s.meta.all("citation_author")) }},
	{"meta author", metaPeople("author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dc.creator.author", "article:author_name", "authors", "article:author", "og:article:author", "cxenseparse:author", "twitter:creator:name", "citation_authors")},
	{"microdata author", func(s *source, _ *Article) []string { return s.authorsOf(s.story(s.items, 2)) }},
	{"rel=author and bylines", visibleAuthors},
	{"line that says by", linedAuthors},
}

func metaPeople(names ...string) func(*source, *Article) []string {
	return func(s *source, _ *Article) []string {
		for _, n := range names {
			if p := s.peopleIn(s.meta[n]); len(p) > 0 {
				return p
			}
		}
		return nil
	}
}

// peopleIn reads the persons out of several author fields, the site itself left out.
func (s *source) peopleIn(fields []string) []string {
	var out []string
	for _, f := range fields {
		if strings.Contains(f, "://") {
			continue
		}
		for _, p := range people(f) {
			if !s.isSite(p) {
				out = appendNew(out, p)
			}
		}
	}
	return out
}

func (s *source) authorsOf(t thing) []string {
	var out []string
	for _, key := range []string{"author", "creator"} {
		for _, v := range values(t[key]) {
			if a, ok := v.(thing); ok && a.is("Organization") && !a.is("Person") {
				continue
			}
			for _, p := range s.peopleIn([]string{valueText(v)}) {
				out = appendNew(out, p)
			}
		}
		if out != nil {
			break
		}
	}
	return out
}

// visibleAuthors reads the names from the elements named for an author nearest
// to the headline.
func visibleAuthors(s *source, _ *Article) []string {
	var out []string
	at := -1
	for _, m := range s.marks {
		if m.hint&hintAuthor == 0 || m.in&(elsewhere|inCaption) != 0 || m.at < s.lineAt-100 {
			continue
		}
		if at >= 0 && m.at > at+40 {
			break
		}
		if names := s.bylineIn(m); len(names) > 0 {
			for _, n := range names {
				out = appendNew(out, n)
			}
			if at < 0 {
				at = m.at
			}
		}
	}
	return out
}

func (s *source) bylineIn(m mark) []string {
	if m.node.DataAtom == atom.Img {
		return nil
	}
	text := textOf(m.node, 300)
	if text == "" || len(text) > 250 {
		return nil
	}
	for _, line := range linesOf(m.node, 300) {
		if names := s.peopleIn([]string{line}); len(names) > 0 {
			return names
		}
	}
	return nil
}

// linedAuthors reads a line near the headline that begins with "By".
func linedAuthors(s *source, _ *Article) []string {
	return nil
}
