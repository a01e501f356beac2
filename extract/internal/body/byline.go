package body

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// stampedBy are what a page's fields say of when and by whom it was written, to
// know the lines again that say so.
type stampedBy struct {
	days  []dates.Stamp
	names []string // lower case
	tags  []string // their letters
	loc   dates.Locale
}

func stampsOf(s *Page, a *Said) stampedBy {
	by := stampedBy{loc: localeOf(s, a)}
	for _, t := range []string{a.Published, a.Modified} {
		if st, ok := dates.ParseValue(t, dates.Locale{}); ok {
			by.days = append(by.days, st)
		}
	}
	for _, n := range append(a.Authors, a.Agency) {
		if n != "" {
			by.names = append(by.names, strings.ToLower(n))
		}
	}
	for _, t := range a.Tags {
		by.tags = append(by.tags, wording.Letters(t))
	}
	return by
}

// isByline says whether a line over the text is one that tells who wrote it or
// when: it has the day or the name, and is no sentence.
func (c *Content) isByline(b *block) bool {
	const longest = 200
	if b.size == 0 || b.size > longest || dom.HeadingTags[b.tag] {
		return false
	}
	raw := c.of(b)
	if strings.ContainsAny(raw[len(raw)-1:], ".!?;\"") && !c.isSignedAndDated(raw) && !c.isNameAndDay(raw) && !strings.HasSuffix(raw, "Min.") && !c.isTimeLine(raw) || strings.HasSuffix(raw, "。") {
		return false
	}
	if (people.BeginsByline(raw) || people.ReporterOf(raw) != "") && c.namesAuthor(raw) {
		return true
	}
	return people.IsBracketed(raw) || c.isNameWithRole(raw) || c.hasDay(raw)
}

// isSignedAndDated says whether a line begins as a byline does and has both the author and
// the day: its full stop may be that of a short word.
func (c *Content) isSignedAndDated(raw string) bool {
	return people.BeginsByline(raw) && c.namesAuthor(raw) && c.hasDay(raw)
}

// isNameAndDay says whether a line is the author, the day and hardly a word more: in some
// languages a day ends with a full stop.
func (c *Content) isNameAndDay(raw string) bool {
	const words = 6
	return c.namesAuthor(raw) && c.hasDay(raw) && dates.CountWords(dates.Tokenize(raw)) <= words
}

// namesAuthor says whether a line has the name of an author.
func (c *Content) namesAuthor(raw string) bool {
	low := strings.ToLower(raw)
	return slices.ContainsFunc(c.about.by.names, func(n string) bool { return strings.Contains(low, n) })
}

// hasDay says whether a line has a day of those that the page is from.
func (c *Content) hasDay(raw string) bool {
	if len(c.about.by.days) == 0 || !dates.HoldsYear(raw) {
		return false
	}
	st, ok := dates.Parse(raw, c.about.by.loc)
	return ok && slices.ContainsFunc(c.about.by.days, st.SameDay)
}

// isNameWithRole says whether a line is an author's name and what the author does.
func (c *Content) isNameWithRole(raw string) bool {
	const longest = 100
	if len(raw) > longest {
		return false
	}
	low := strings.ToLower(raw)
	for _, n := range c.about.by.names {
		if rest, ok := strings.CutPrefix(low, n); ok && rest != "" && !startsLetter(rest) && people.HasRole(rest) {
			return true
		}
	}
	return false
}

func startsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// isTimeLine says whether a line is a day and a time of day with no more than the words
// that go with them: "6 มิถุนายน 2569 เวลา 14:30 น."
func (c *Content) isTimeLine(raw string) bool {
	const words = 6
	st, ok := dates.Parse(raw, c.about.by.loc)
	return ok && st.Timed && dates.CountWords(dates.Tokenize(raw)) <= words
}

// isTagLine says whether a line is made of tags: every link in it leads to one, and
// besides the links there is no more than a label.
func (c *Content) isTagLine(b *block) bool {
	const maxLabel = 25
	if b.size == 0 || b.size-b.linked > maxLabel {
		return false
	}
	tags := 0
	for _, n := range c.nodes[b.first:b.last] {
		a := anchorOf(n)
		if a == nil {
			continue
		}
		if href := dom.Attr(a, "href"); !strings.Contains(dom.Attr(a, "rel"), "tag") && !addresses.LeadsToTag(href) && !addresses.LeadsToCategory(href) {
			return false
		}
		tags++
	}
	return tags > 0
}

// anchorOf is the link around n in its paragraph, if there is one.
func anchorOf(n *html.Node) *html.Node {
	for ; n != nil && n.DataAtom != atom.Li && n.DataAtom != atom.P; n = n.Parent {
		if n.DataAtom == atom.A {
			return n
		}
	}
	return nil
}

// localeOf is how the page writes its dates.
func localeOf(s *Page, a *Said) dates.Locale {
	language, _, _ := strings.Cut(a.Language, "-")
	return dates.Locale{Language: language, Country: s.Country}
}
