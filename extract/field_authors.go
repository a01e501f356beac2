package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var authorClaims = []claim[[]string]{
	{"JSON-LD author", func(s *source, _ *Article) []string { return s.authorsOf(s.story(s.ld, 3)) }},
	{"JSON-LD person", lonePerson},
	{"citation_author", func(s *source, _ *Article) []string {
		return s.peopleIn(s.meta.all("citation_author", "citation_authors"))
	}},
	{"meta author", metaPeople("parsely-author", "sailthru.author", "byl", "author", "dc.creator", "dc.creator.author", "article:author_name", "authors",
		"article:author", "og:article:author", "og:author", "cxenseparse:author", "twitter:creator:name", "article.author", "rnews:author")},
	{"microdata author", func(s *source, _ *Article) []string { return s.authorsOf(s.story(s.items, 3)) }},
	{"byline element", func(s *source, _ *Article) []string { return s.bylines(0) }},
	{"twitter:data", twitterAuthor},
	{"microdata property", func(s *source, _ *Article) []string { return s.authorsOf(s.loose) }},
	{"line that begins as a byline", linedAuthors},
	{"name on a forum", firstPoster},
	{"author box", func(s *source, _ *Article) []string { return s.bylines(inBio) }},
}

// readAuthors believes the first claim, but where it gives one word, a first name
// or a handle, a later claim may give the whole name.
func readAuthors(s *source, a *Article) (from string) {
	from = s.firstAuthors(a)
	for i, name := range a.Authors {
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
			if plain(other) == plain(name) && !isShouted(other) {
				return other
			}
		}
	}
	return name
}

func (s *source) firstAuthors(a *Article) (from string) {
	a.Authors = []string{}
	for _, c := range authorClaims {
		names := c.read(s, a)
		switch {
		case len(names) == 0:
		case len(a.Authors) == 0:
			a.Authors, from = names, c.from
			if len(names) > 1 || strings.Contains(names[0], " ") {
				return from
			}
		case len(names) == 1 && isFullName(names[0]) && sameStem(a.Authors[0], names[0]):
			a.Authors = names
			return from + " + " + c.from
		}
	}
	return from
}

// sameStem tells whether one of two names is in the other.
func sameStem(a, b string) bool {
	a, b = plain(a), plain(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
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

// peopleIn reads the persons out of several author fields. The site itself is
// none, unless it is named after its author.
func (s *source) peopleIn(fields []string) []string {
	var out []string
	for _, f := range fields {
		for _, p := range people(f) {
			if !s.namesSite(p) || s.knowsPerson(p) {
				out = appendNew(out, p)
			}
		}
	}
	return out
}

// knowsPerson tells whether a name that is the site's is a person's as well: the
// page says so, or the name is the site's address.
func (s *source) knowsPerson(name string) bool {
	for _, t := range s.ld {
		if t.is("Person") && t.text("name") == name {
			return true
		}
	}
	return isFullName(name) && plain(name) == hostLabel(s.host)
}

func (s *source) authorsOf(t thing) []string {
	for _, key := range []string{"author", "creator"} {
		var out []string
		for _, v := range values(t[key]) {
			if a, ok := v.(thing); ok && a.is("Organization") && !a.is("Person") {
				continue
			}
			names := s.peopleIn([]string{valueText(v)})
			if a, ok := v.(thing); ok && len(names) == 0 && t.is(threadKinds...) && isNickname(a.text("name")) {
				names = []string{a.text("name")}
			}
			if n, ok := v.(*html.Node); ok {
				names = s.namesIn(n)
			}
			for _, p := range names {
				out = appendNew(out, p)
			}
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// firstPoster is the name that the first post of a forum's thread shows.
func firstPoster(s *source, a *Article) []string {
	if declare(s, a).kind() != kindForum {
		return nil
	}
	for _, m := range s.marks {
		if m.hint&hintAuthor == 0 || m.at < s.lineAt || s.region(m)&(inNav|inAside|inFooter|inHidden) != 0 {
			continue
		}
		_, name := cutByline(textOf(m.node, 80))
		if isNickname(name) && len(name) > 1 {
			return []string{name}
		}
	}
	return nil
}

// threadKinds are what people post under names of their own choice.
var threadKinds = []string{"Question", "Answer", "DiscussionForumPosting", "Comment", "SocialMediaPosting"}

// isNickname tells whether s may be such a name: one word with a letter in it.
func isNickname(s string) bool {
	return len(s) < 40 && !strings.ContainsAny(s, " @/\\:") && strings.ContainsFunc(s, unicode.IsLetter) && !notNames[strings.ToLower(s)]
}

// twitterAuthor reads the pair of tags that blogs print for previews: a label and
// what it labels.
func twitterAuthor(s *source, _ *Article) []string {
	for _, n := range []string{"1", "2"} {
		if label := s.meta.first("twitter:label" + n); label != "" {
			if _, rest := cutByline(label); rest == "" {
				return s.peopleIn([]string{s.meta.first("twitter:data" + n)})
			}
		}
	}
	return nil
}

// lonePerson is the only person that the page's JSON-LD speaks of.
func lonePerson(s *source, _ *Article) []string {
	var found []string
	for _, t := range s.ld {
		if t.is("Person") {
			found = appendNew(found, t.text("name"))
		}
	}
	if len(found) != 1 {
		return nil
	}
	return s.peopleIn(found)
}

// reach is how far from the headline a byline may stand, in nodes.
const reach = 900

// bylines reads the names from the element named for an author, or from the link
// to an author's page, that stands nearest to the headline. in is the region to look in.
func (s *source) bylines(in region) []string {
	var best []string
	bestScore := -reach
	for _, m := range s.marks {
		if m.hint&hintAuthor == 0 {
			continue
		}
		at := s.region(m)
		if abs(m.at-s.lineAt) < 40 {
			at &^= inAside // bylines stand in boxes beside the headline
		}
		if at&(elsewhere|inCaption) != 0 || at&inBio != in {
			continue
		}
		score := -abs(m.at - s.lineAt)
		if m.at < s.lineAt {
			score = 2 * score
		}
		if score <= bestScore {
			continue
		}
		if names := s.namesIn(m.node); len(names) > 0 && (isFullName(names[0]) || score > -100) {
			best, bestScore = names, score
		}
	}
	return best
}

// namesIn reads the names in an element: those its links to author pages show,
// else those in its lines.
func (s *source) namesIn(n *html.Node) []string {
	if n.DataAtom == atom.Img || n.DataAtom == atom.Meta {
		return nil
	}
	pieces := textNodes(n, nil)
	if len(pieces) == 0 || len(pieces) > 30 {
		return nil
	}
	var linked, loose []string
	length := 0
	for _, p := range pieces {
		t := squeeze(p.Data)
		length += len(t)
		byline, rest := cutByline(t)
		for _, name := range s.peopleIn([]string{rest}) {
			switch {
			case authorLink(p, n):
				linked = appendNew(linked, name)
			case byline != "" || isFullName(name):
				loose = appendNew(loose, name)
			}
		}
	}
	switch {
	case len(linked) > 0:
		return linked
	case length > 300:
		return nil
	case len(loose) == 0 || len(loose) == 1 && !strings.Contains(loose[0], " ") && len(pieces) > 1:
		// First and last names may stand in elements of their own.
		if whole := s.peopleIn(linesOf(n, maxText)[:1]); len(whole) > 0 && isFullName(whole[0]) {
			return whole
		}
	}
	return loose
}

func textNodes(n *html.Node, out []*html.Node) []*html.Node {
	switch {
	case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "":
		return append(out, n)
	case n.Type == html.ElementNode && (n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Noscript ||
		n.DataAtom == atom.Button || n.DataAtom == atom.Time || n.DataAtom == atom.Svg):
		return out
	}
	for c := n.FirstChild; c != nil && len(out) < 40; c = c.NextSibling {
		out = textNodes(c, out)
	}
	return out
}

// authorLink tells whether n is within a link to an author's page, inside of outer.
func authorLink(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.A {
			return attr(n, "rel") == "author" || leadsToAuthor(attr(n, "href"))
		}
		if n == outer && n.DataAtom != atom.Span {
			return false
		}
	}
	return false
}

// authorPaths are the folders of a site where its authors' pages are.
var authorPaths = set(`author authors autor autoren autores auteur auteurs autore autori people person profile profiles contributor contributors staff writer writers editors
	journalist journalists journaliste reporter reporters by redaktion redakteur redakteure byline bylines columnist columnists team forfatter producers yazar yazarlar penulis profil users user members`)

func leadsToAuthor(href string) bool {
	return hasFolder(href, authorPaths) || strings.Contains(href, "author=")
}

// hasFolder tells whether an address has one of names as a folder, and something in it.
func hasFolder(href string, names map[string]bool) bool {
	for start := strings.IndexByte(href, '/') + 1; start > 0; {
		n := strings.IndexByte(href[start:], '/')
		if n < 0 {
			return false
		}
		if n > 1 && n < 12 && names[href[start:start+n]] && len(href) > start+n+2 {
			return true
		}
		start += n + 1
	}
	return false
}

// isFullName tells whether name has two words or more and each begins as a
// name's does, or is written in a script without capitals.
func isFullName(name string) bool {
	words := strings.Fields(name)
	for _, w := range words {
		if !isCapital(w) && !isParticle(w) {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(name)
	return len(words) > 1 || r >= 0x2e80 && utf8.RuneCountInString(name) <= 6
}

func isCapital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) && !unicode.IsLower(r)
}

// linedAuthors reads the text near the headline that begins with "By".
func linedAuthors(s *source, _ *Article) []string {
	for _, m := range s.byTexts {
		if s.region(m)&(elsewhere|inCaption) != 0 || m.at < s.lineAt-40 || m.at > s.lineAt+reach {
			continue
		}
		line := strings.TrimLeft(squeeze(m.node.Data), "-–—([|•·/ ")
		line = line[bylineWithin(line):]
		if _, rest := cutByline(line); rest == "" {
			line = textOf(m.node.Parent, 120)
			if m.node.NextSibling == nil && m.node.Parent.Parent != nil {
				line = textOf(m.node.Parent.Parent, 120)
			}
		}
		byline, rest := cutByline(line)
		if byline == "" || len(rest) > 100 {
			continue
		}
		var names []string
		for _, n := range s.peopleIn([]string{rest}) {
			if isFullName(n) {
				names = append(names, n)
			}
		}
		if len(names) > 0 {
			return names
		}
	}
	return nil
}
