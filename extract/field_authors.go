package extract

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

var authorClaims = slices.Concat(
	[]claim[[]string]{
		{siteRule, ruledAuthors},
		{"byline at the headline, against what is declared", shownAuthors},
	},
	declaredAuthors,
	[]claim[[]string]{
		{"byline element", func(s *source, a *Article) []string { return s.bylines(0, a).names }},
		{"twitter:data", twitterAuthor},
		{"microdata property", func(s *source, _ *Article) []string { return s.authorsOf(s.Loose) }},
		{"line that begins as a byline", linedAuthors},
		{"name beside the date", datedAuthors},
		{"name in the row of the day", rowAuthors},
		{"name over what its bearer does", roleAuthor},
		{"name behind by in <title>", titledAuthor},
		{"names with marks of footnotes", footnotedAuthors},
		{"names that lead to parts of the page", partAuthors},
		{"names in brackets", bracketedAuthors},
		{"name beside an address to write to", mailAuthors},
		{"name under the text", endAuthors},
		{"name under the end of a letter", closedAuthors},
		{"names under the text", footAuthors},
		{"name in brackets behind the text", bracketAuthors},
		{"author box", func(s *source, a *Article) []string { return s.bylines(inBio, a).names }},
		{"the whole name in a line", fullName},
	},
)

// declaredAuthors are what a page states for machines.
var declaredAuthors = []claim[[]string]{
	{"JSON-LD author", func(s *source, _ *Article) []string { return s.authorsOf(s.story(s.ld, 3)) }},
	{"JSON-LD person", lonePerson},
	{"citation_author", func(s *source, _ *Article) []string {
		return s.peopleIn(s.meta.All("citation_author", "citation_authors"))
	}},
	{"meta author", metaPeople("parsely-author", "sailthru.author", "byl", "author", "dc.creator", "dc.creator.author", "article:author_name", "authors", "articleauthor",
		"article:author", "og:article:author", "og:author", "cxenseparse:author", "twitter:creator:name", "article.author", "rnews:author")},
	{"microdata author", func(s *source, _ *Article) []string { return s.authorsOf(s.story(s.Items, 3)) }},
}

// shownAuthors are the full names in a byline at the headline where the page declares
// quite other ones: the publisher, who put the page up, or somebody else's.
func shownAuthors(s *source, a *Article) []string {
	const nearest = -60
	shown := s.bylines(0, a)
	if shown.score < nearest || !allFull(shown.names) {
		return nil
	}
	declared := false
	for _, c := range declaredAuthors {
		for _, name := range c.read(s, a) {
			declared = true
			if slices.ContainsFunc(shown.names, func(other string) bool { return sharesName(name, other) }) {
				return nil
			}
		}
	}
	if !declared {
		return nil
	}
	return shown.names
}

func allFull(names []string) bool {
	return len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool { return !people.IsFullName(n) })
}

// sharesName tells whether two names have a word in common, or are one name written
// in other ways.
func sharesName(a, b string) bool {
	if sameStem(a, b) {
		return true
	}
	other := wordsOf(b)
	for w := range wordsOf(a) {
		if other[w] {
			return true
		}
	}
	return false
}

// readAuthors believes the first claim, but where it gives one word, a first name
// or a handle, a later claim may give the whole name.
func readAuthors(s *source, a *Article) (from string) {
	from = s.firstAuthors(a)
	for i, name := range a.Authors {
		if s.locale(a).Language == "sw" && strings.Count(name, " ") > 1 {
			name = strings.TrimPrefix(name, "Na ") // "by", and elsewhere a name
			a.Authors[i] = name
		}
		if isShouted(name) {
			a.Authors[i] = s.spelledOut(name, a)
		}
	}
	return from
}

// isShouted tells whether a name is written in capitals throughout.
func isShouted(name string) bool {
	return strings.Contains(name, " ") && name == strings.ToUpper(name) && name != strings.ToLower(name)
}

// spelledOut is a name in capitals as another claim spells it, which knows
// McDonald and de la Cruz; without one it stays as it is.
func (s *source) spelledOut(name string, a *Article) string {
	for _, c := range authorClaims {
		for _, other := range c.read(s, a) {
			if wording.Plain(other) == wording.Plain(name) && !isShouted(other) {
				return other
			}
		}
	}
	return name
}

// isList tells whether a page is of entries, which have authors of their own.
func (s *source) isList(a *Article) bool {
	return s.kindDeclared(a) == body.KindList || s.onFrontPage()
}

func (s *source) firstAuthors(a *Article) (from string) {
	a.Authors = append([]string{}, ruledAuthors(s, a)...)
	if len(a.Authors) > 0 {
		return siteRule
	}
	if s.isList(a) {
		return "" // its entries have authors
	}
	for _, c := range authorClaims {
		names := c.read(s, a)
		switch {
		case len(names) == 0:
		case len(a.Authors) == 0:
			a.Authors, from = names, c.from
			if len(names) > 1 || strings.Contains(names[0], " ") {
				return from
			}
		case len(names) == 1 && people.IsFullName(names[0]) && sameStem(a.Authors[0], names[0]):
			a.Authors = names
			return from + " + " + c.from
		}
	}
	return from
}

// sameStem tells whether one of two names is in the other.
func sameStem(a, b string) bool {
	a, b = wording.Plain(a), wording.Plain(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

func metaPeople(names ...string) func(*source, *Article) []string {
	return func(s *source, _ *Article) []string {
		for _, n := range names {
			if p := s.peopleIn(slices.DeleteFunc(slices.Clone(s.meta[n]), isImprint)); len(p) > 0 {
				return p
			}
		}
		return nil
	}
}

// isImprint tells whether what is declared as an author is a publisher, with its own
// address first or in brackets: "quay.example, Husum, Germany".
func isImprint(field string) bool {
	if strings.Contains(field, "(www.") || strings.Contains(field, "(http") {
		return true
	}
	first, _, listed := strings.Cut(field, ",")
	host, end, dotted := strings.Cut(strings.TrimSpace(first), ".")
	return listed && dotted && len(host) > 2 && len(end) > 1 && len(end) < 4 && host+end == strings.ToLower(host+end) && !strings.ContainsAny(first, " @")
}

// peopleIn reads the persons out of several author fields. The site itself is
// none, unless it is named after its author.
func (s *source) peopleIn(fields []string) []string {
	var out people.List
	left := maxAuthors
	for _, f := range fields {
		for _, p := range people.In(atMost(f, &left)) {
			if s.mayWrite(p) {
				out.Add(p)
			}
		}
	}
	return out.Names
}

// maxAuthors is how many bytes of fields for authors are read: thousands of names.
const maxAuthors = 128 << 10

// atMost is what is read of s where so many bytes are left to be read.
func atMost(s string, left *int) string {
	if len(s) > *left {
		s = strings.ToValidUTF8(s[:*left], "")
	}
	*left -= len(s)
	return s
}

// mayWrite tells whether a name can be an author's.
func (s *source) mayWrite(name string) bool {
	if s.namesStation(name) {
		return false
	}
	return !s.namesSite(name) || s.knowsPerson(name)
}

// namesStation tells whether a name in capitals is that of one of the site's own houses:
// its address, and a region.
func (s *source) namesStation(name string) bool {
	first, rest, found := strings.Cut(name, " ")
	return found && rest != "" && isShouted(name) && len(first) > 1 && wording.Plain(first) == addresses.HostLabel(s.host)
}

// signedBy reads the persons out of what stands in a byline on the page.
func (s *source) signedBy(text string) []string {
	names := people.At(text, true)
	if i := slices.IndexFunc(names, s.namesSite); i > 0 && (!s.mayWrite(names[i]) || people.IsFullName(names[0]) && !s.statedPersons()[names[i]]) {
		names = names[:i] // behind the site's name stands where its people are
	}
	return slices.DeleteFunc(names, func(p string) bool { return !s.mayWrite(p) })
}

// knowsPerson tells whether a name that is the site's is a person's as well: the page
// says so, or it is a full name and the site's address.
func (s *source) knowsPerson(name string) bool {
	if isShouted(name) || len(strings.Fields(name)) > 3 {
		return false
	}
	if s.statedPersons()[name] {
		return true
	}
	return people.IsFullName(name) && wording.Plain(name) == addresses.HostLabel(s.host) || wording.Plain(name) == wording.Plain(s.meta.First("author")) && wording.Plain(name) == wording.Plain(s.meta.First("dc.publisher"))
}

// statedPersons are the names of the persons that the page states.
func (s *source) statedPersons() map[string]bool {
	if s.known.persons == nil {
		s.known.persons = map[string]bool{}
		for _, t := range slices.Concat(s.ld, s.Items) {
			if t.Is("Person") {
				s.known.persons[t.Text("name")] = true
			}
		}
	}
	return s.known.persons
}

func (s *source) authorsOf(t schemaorg.Item) []string {
	for _, key := range []string{"author", "creator"} {
		var out people.List
		left := maxAuthors
		for _, v := range schemaorg.Values(t[key]) {
			if left <= 0 {
				break
			}
			if a, ok := v.(schemaorg.Item); ok && a.Is("Organization") && !a.Is("Person") {
				continue
			}
			texts := schemaorg.Texts(v)
			for i := range texts {
				texts[i] = atMost(texts[i], &left)
			}
			names := s.peopleIn(texts)
			if a, ok := v.(schemaorg.Item); ok && len(names) == 0 && t.Is(threadKinds...) && isNickname(a.Text("name")) {
				names = []string{a.Text("name")}
			}
			if n, ok := v.(*html.Node); ok {
				names = s.namesIn(n)
			}
			for _, p := range names {
				out.Add(p)
			}
		}
		if out.Names != nil {
			return out.Names
		}
	}
	return nil
}

// threadKinds are what people post under names of their own choice.
var threadKinds = []string{"Question", "Answer", "DiscussionForumPosting", "Comment", "SocialMediaPosting"}

// isNickname tells whether s may be such a name: one word with a letter in it.
func isNickname(s string) bool {
	return len(s) < 40 && !strings.ContainsAny(s, " @/\\:") && strings.ContainsFunc(s, unicode.IsLetter) && !people.NotNames[strings.ToLower(s)]
}

// twitterAuthor reads the pair of tags that blogs print for previews: a label and
// what it labels.
func twitterAuthor(s *source, _ *Article) []string {
	for _, n := range []string{"1", "2"} {
		if label := s.meta.First("twitter:label" + n); label != "" {
			if _, rest := people.CutByline(label); rest == "" {
				return s.peopleIn([]string{s.meta.First("twitter:data" + n)})
			}
		}
	}
	return nil
}

// lonePerson is the only person that the page's JSON-LD speaks of.
func lonePerson(s *source, _ *Article) []string {
	var found people.List
	for _, t := range s.ld {
		if t.Is("Person") {
			found.Add(t.Text("name"))
		}
	}
	if len(found.Names) != 1 {
		return nil
	}
	return s.peopleIn(found.Names)
}
