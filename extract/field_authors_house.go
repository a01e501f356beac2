package extract

import (
	"strings"
	"unicode"
)

// houseAuthors is who an article declares as its author where nobody signs it: the
// paper itself, one of its desks, an agency. A person is always preferred.
func houseAuthors(s *source, a *Article) []string {
	kind := s.kindDeclared(a)
	if kind != kindArticle && kind != kindLiveblog && !strings.EqualFold(s.meta.first("og:type"), "article") || declare(s, a).reference() {
		return nil // the firm behind a manual or a service wrote no article
	}
	var out nameList
	for _, v := range values(s.story(s.ld, 1)["author"]) {
		t, _ := v.(thing)
		if name := houseName(valueText(v)); name != "" && (t.is("Organization") || s.isHouse(name)) {
			out.add(name)
		}
	}
	if out.names != nil {
		return out.names
	}
	for _, field := range s.meta.all("author", "byl", "parsely-author", "dc.creator") {
		if name := houseName(field); name != "" && (hasRole(name) || agencyNamed(name) != "") && !isImprint(field) {
			return []string{name}
		}
	}
	return nil
}

// isHouse tells whether a name is that of the site, of one of its desks or of an agency.
func (s *source) isHouse(name string) bool {
	return agencyNamed(name) != "" || hasRole(name) || s.isSite(name)
}

// houseName is the name of a house, or empty if s is none: an address, a sentence, or
// what is filled in where nothing is known.
func houseName(s string) string {
	const longest, words = 60, 6 // bytes
	name := strings.TrimSpace(stripByline(squeeze(s)))
	if len(name) > longest || len(strings.Fields(name)) > words || notNames[strings.ToLower(name)] || places[strings.ToLower(name)] ||
		strings.ContainsAny(name, "@/<>{}|") || strings.Contains(name, "www.") || !strings.ContainsFunc(name, unicode.IsLetter) {
		return ""
	}
	return name
}
