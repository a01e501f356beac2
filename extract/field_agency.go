package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

var agencyClaims = []claim[string]{
	{"dateline", func(s *source, _ *Article) string { _, agency := s.dateline(); return agency }},
	{"byline", bylineAgency},
	{"JSON-LD author", func(s *source, _ *Article) string {
		t := s.story(s.ld, 1)
		return agencyIn(append(t.Texts("author"), append(t.Texts("creator"), t.Texts("sourceOrganization", "copyrightHolder")...)...))
	}},
	{"meta author", func(s *source, _ *Article) string {
		return agencyIn(append(s.meta.All("author", "byl", "dc.creator"), s.meta.All("source", "article:source", "dc.source")...))
	}},
	{"line behind the text", sourceLine},
	{"sign beside the date", signedAgency},
	{"sign behind the author's name", func(s *source, _ *Article) string { _, agency := s.endSignature(); return agency }},
}

// signedAgency is the agency whose sign stands alone beside the date at the headline.
func signedAgency(s *source, _ *Article) string {
	const near = 40
	for _, m := range s.signs {
		if m.at < s.lineAt || m.at > s.lineAt+near || s.region(m)&(elsewhere|inCaption|inBio|inLink) != 0 || m.node.Parent == nil || m.node.Parent.Parent == nil {
			continue
		}
		if line := dom.TextOf(m.node.Parent.Parent, maxMeta); len(line) < maxMeta && dates.HoldsYear(line) {
			return wording.FirstOf(people.AgencyNamed(m.node.Data), agencyBeforeDate(m.node.Data))
		}
	}
	return ""
}

// agencyBeforeDate is the agency that begins a line of its name and the day: "AFP - 13/11/2026".
func agencyBeforeDate(line string) string {
	for _, sign := range []string{" - ", " – ", " — ", " | ", " · ", " • ", ", "} {
		if name, rest, found := strings.Cut(line, sign); found && rest != "" && (rest[0] >= '0' && rest[0] <= '9') && dates.HoldsYear(rest) {
			return people.AgencyNamed(name)
		}
	}
	return ""
}

// sourceWords begin the line behind a text that tells where it is from.
var sourceWords = wording.Index(wording.List(`source:|source :|sources:|quelle:|quellen:|fuente:|fonte:|bron:|kilde:|källa:|lähde:|źródło:|zdroj:|forrás:|sursa:|izvor:|источник:|джерело:|извор:|πηγή:|kaynak:|sumber:|nguồn:|来源：|来源:|來源：|來源:|출처:|المصدر:|מקור:|स्रोत:`))

// sourceLine is the agency that a line of its own behind the text names.
func sourceLine(s *source, _ *Article) string {
	const longest, prose = 60, 80 // bytes
	for _, m := range s.sources {
		if m.at < s.lineAt || s.region(m)&(elsewhere|inCaption|inBio) != 0 || m.node.Parent == nil {
			continue
		}
		around := m.node.Parent
		if around.Parent != nil && dom.InlineTags.Of(around.DataAtom) {
			around = around.Parent // the word alone is set in bold
		}
		line := dom.TextOf(around, longest)
		i := strings.IndexAny(line, ":：")
		behind := slices.ContainsFunc(s.paras, func(p mark) bool {
			return p.at > m.at && s.region(p)&elsewhere == 0 && dom.IsLonger(p.node, prose, 2*prose)
		})
		if i < 0 || len(line) >= longest || behind {
			continue
		}
		_, size := utf8.DecodeRuneInString(line[i:])
		if agency := people.AgencyNamed(line[i+size:]); agency != "" {
			return agency
		}
	}
	return ""
}

var datelineClaims = []claim[string]{
	{"first paragraph", func(s *source, _ *Article) string { place, _ := s.dateline(); return place }},
	{"place in bold before the text", boldPlace},
	{"element named for the place", namedPlace},
	{"place and day before the text", func(s *source, a *Article) string { place, _ := s.placeAndDay(a); return place }},
	{"place before the day", placeBeforeDay},
	{"JSON-LD dateline", func(s *source, _ *Article) string { return s.story(s.ld, 1).Text("dateline") }},
}

// agencyIn is the first agency named by one of fields, alone or among persons.
func agencyIn(fields []string) string {
	for _, f := range fields {
		f = people.StripByline(f)
		if a := people.AgencyNamed(f); a != "" {
			return a
		}
		for part := range strings.FieldsFuncSeq(people.NameBreaks.Replace(f), func(r rune) bool { return r == '\n' || r == ',' || r == ':' || r == '(' || r == ')' }) {
			if a := people.AgencyNamed(part); a != "" {
				return a
			}
		}
	}
	return ""
}

func bylineAgency(s *source, _ *Article) string {
	for _, m := range s.marks {
		if m.says&(markerAuthor|markerAgency|markerDate) == 0 || s.region(m)&(elsewhere|inCaption) != 0 || m.at < s.lineAt-60 || m.at > s.lineAt+200 {
			continue
		}
		if t := dom.TextOf(m.node, 200); len(t) < 150 {
			if a := agencyIn([]string{t}); a != "" {
				return a
			}
		}
	}
	return ""
}

// dateline reads "BEIRUT (Reuters) - " off the first paragraphs: the place, and
// the agency in brackets.
func (s *source) dateline() (place, agency string) {
	if d := &s.known.dateline; !d.read || d.lineAt != s.lineAt {
		*d = dateline{read: true, lineAt: s.lineAt}
		d.place, d.agency = s.findDateline()
	}
	return s.known.dateline.place, s.known.dateline.agency
}

// dateline is what the first paragraphs below a headline say.
type dateline struct {
	read          bool
	lineAt        int // where the headline stood
	place, agency string
}

func (s *source) findDateline() (place, agency string) {
	seen := 0
	for _, p := range s.paras {
		if p.at < s.lineAt || s.region(p)&(elsewhere|inCaption|inBio) != 0 {
			continue
		}
		t := dom.TextOf(p.node, 160)
		if len(t) < 60 {
			continue
		}
		shaped, by := shapedDateline(t)
		if by == "" {
			if place, agency = cutDateline(t); place != "" || agency != "" {
				return place, agency
			}
		}
		if shaped != "" {
			return shaped, by
		}
		if seen++; seen == 3 {
			break
		}
	}
	return "", ""
}

// dashes end a dateline.
var dashes = []string{" - ", " – ", " — ", "— ", " -- ", " --- ", "– ", ": ", "-- ", ") "}

func cutDateline(t string) (place, agency string) {
	head := t[:min(len(t), 90)]
	end, dash := -1, ""
	for _, d := range dashes {
		if i := strings.Index(head, d); i >= 0 && (end < 0 || i < end) {
			end, dash = i, d
		}
	}
	if end <= 0 {
		return "", ""
	}
	head = strings.TrimSpace(t[:end])
	if i := strings.IndexAny(head, "(["); i >= 0 {
		after, _ := utf8.DecodeRuneInString(strings.TrimSpace(t[end+1:]))
		dashed := dash != ") " || unicode.Is(unicode.Pd, after)
		city, _, _ := strings.Cut(head[:i], ",")
		capitals := city == strings.ToUpper(city)
		if agency = people.AgencyNamed(head[i:]); agency == "" && dashed && capitals {
			agency = agencyUnheardOf(head[i:])
		}
		if agency == "" || !dashed && !capitals {
			return "", "" // a sentence with brackets in it
		}
		head = strings.TrimSpace(head[:i])
	}
	place, _, _ = strings.Cut(head, ",")
	place = strings.TrimSpace(place)
	if place == "" || len(strings.Fields(place)) > 4 || strings.ContainsAny(place, "0123456789$€£%?!\"“") {
		return "", agency
	}
	if a := people.AgencyNamed(place); a != "" {
		return "", a
	}
	if agency == "" && (place != strings.ToUpper(place) || place == strings.ToLower(place) || len(place) < 3 || strings.HasPrefix(dash, ":")) {
		return "", "" // without an agency only capitals tell a place
	}
	return place, agency
}

// agencyUnheardOf reads the name in the brackets of a dateline that is in every other
// way what agencies write: agencies does not hold them all.
func agencyUnheardOf(s string) string {
	name := strings.Trim(s, " ()[]")
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 3 {
		return ""
	}
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) || strings.ContainsFunc(w, unicode.IsDigit) {
			return ""
		}
	}
	return name
}
