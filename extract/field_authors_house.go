package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// readHouse gives an article that nobody signs the author that it declares, unless that is the
// agency to whose people the text itself is credited: it has a field of its own.
func readHouse(s *source, a *Article) (from string) {
	if len(a.Authors) > 0 || s.isList(a) {
		return ""
	}
	names := slices.DeleteFunc(houseAuthors(s, a), func(name string) bool { return tellsAgency(name, a) })
	if len(names) == 0 {
		return ""
	}
	a.Authors = names
	return "declared, and no person"
}

// tellsAgency tells whether a name is that of the agency of which the text says by itself that
// it is: in its dateline, or by naming those who reported and edited.
func tellsAgency(name string, a *Article) bool {
	credited := len(a.Credits.Reporting)+len(a.Credits.AdditionalReporting)+len(a.Credits.Editing)+len(a.Credits.Writing) > 0
	return a.Agency != "" && (strings.EqualFold(name, a.Agency) || people.AgencyNamed(name) == a.Agency) && (a.Dateline != "" || credited)
}

// houseAuthors is who an article declares as its author where nobody signs it: the
// paper itself, one of its desks, an agency. A person is always preferred.
func houseAuthors(s *source, a *Article) []string {
	kind := s.kindDeclared(a)
	if kind != body.KindArticle && kind != body.KindLiveblog && !strings.EqualFold(s.meta.First("og:type"), "article") || body.Declare(s.page(), a.said()).Reference() {
		return nil // the firm behind a manual or a service wrote no article
	}
	var out people.List
	for _, v := range schemaorg.Values(s.story(s.ld, 1)["author"]) {
		t, _ := v.(schemaorg.Item)
		if name := houseName(schemaorg.Text(v)); name != "" && (t.Is("Organization") || s.isHouse(name)) {
			out.Add(name)
		}
	}
	if out.Names != nil {
		return out.Names
	}
	for _, field := range s.meta.All("author", "byl", "parsely-author", "dc.creator") {
		if name := houseName(field); name != "" && (people.HasRole(name) || people.AgencyNamed(name) != "") && !isImprint(field) {
			return []string{name}
		}
	}
	return nil
}

// isHouse tells whether a name is that of the site, of one of its desks or of an agency.
func (s *source) isHouse(name string) bool {
	return people.AgencyNamed(name) != "" || people.HasRole(name) || s.isSite(name)
}

// houseName is the name of a house, or empty if s is none: an address, a sentence, or
// what is filled in where nothing is known.
func houseName(s string) string {
	const longest, words = 60, 6 // letters
	name := strings.TrimSpace(people.StripByline(wording.Squeeze(s)))
	if utf8.RuneCountInString(name) > longest || len(strings.Fields(name)) > words || people.NotNames[strings.ToLower(name)] || people.Places[strings.ToLower(name)] ||
		strings.ContainsAny(name, "@/<>{}|") || strings.Contains(name, "www.") || !strings.ContainsFunc(name, unicode.IsLetter) {
		return ""
	}
	return name
}
