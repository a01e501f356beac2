package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// rowAuthors are the names beside small pictures of people, in the row at the headline that
// has the day as well, or the only name there: no word says that they are authors.
func rowAuthors(s *source, a *Article) []string {
	const before, behind, levels = 30, 80, 4 // nodes around the headline; elements around the day
	kind := s.kindDeclared(a)
	if s.headline == nil || kind == body.KindProduct {
		return nil
	}
	for _, m := range s.dayMarks() {
		if m.at < s.lineAt-before || m.at > s.lineAt+behind || s.region(m)&(elsewhere|inCaption|inLink) != 0 || s.textsWithin(s.lineAt, m.at-1) > 1 { // a standfirst may stand between
			continue
		}
		if m.node.DataAtom != atom.Time && !dates.IsRelative(strings.TrimSpace(m.node.Data)) {
			if _, ok := dates.Parse(m.node.Data, s.locale(a)); !ok {
				continue
			}
		}
		if kind == "" && s.isRepeated(m) {
			continue // the pictures are of all who post there
		}
		row := m.node.Parent
		for range levels {
			if row == nil || row.DataAtom == atom.Body || dom.Within(s.headline, row) {
				break
			}
			names := s.portrayed(row, kind == body.KindForum)
			if len(names) == 0 && kind != body.KindForum {
				names = s.soleInRow(row, a)
			}
			if len(names) > 0 {
				return names
			}
			row = row.Parent
		}
		if names := s.portrayedBefore(m.node.Parent, kind == body.KindForum); len(names) > 0 {
			return names
		}
		names := s.aloneBefore(m.node.Parent)
		if len(names) == 0 {
			names = s.aloneBehind(m.node.Parent)
		}
		if len(names) > 0 && kind != body.KindForum {
			return names
		}
	}
	return nil
}

// dayMarks are the short texts with a year, those that say how long ago it was, and the
// elements made for a day.
func (s *source) dayMarks() []mark {
	list := slices.Concat(s.lines, s.agos)
	for _, m := range s.marks {
		if m.node.DataAtom == atom.Time && !dates.HoldsYear(dom.TextOf(m.node, maxLead)) {
			list = append(list, m)
		}
	}
	return list
}

// portrayedBefore are the names with portraits in the box before that of the day.
func (s *source) portrayedBefore(day *html.Node, forum bool) []string {
	for day != nil && dom.InlineTags.Of(day.DataAtom) {
		day = day.Parent
	}
	if day == nil {
		return nil
	}
	for n := day.PrevSibling; n != nil; n = n.PrevSibling {
		if n.Type == html.ElementNode {
			if dom.Within(s.headline, n) {
				return nil
			}
			if names := s.portrayed(n, forum); len(names) > 0 || forum {
				return names
			}
			return s.picturedAlone(n)
		}
	}
	return nil
}

// aloneBefore are the names that have the line between the headline and the day to themselves, of
// people whom the text does not speak of.
func (s *source) aloneBefore(day *html.Node) []string {
	for day != nil && dom.InlineTags.Of(day.DataAtom) {
		day = day.Parent
	}
	if day == nil {
		return nil
	}
	line := day.PrevSibling
	for line != nil && (dom.TextOf(line, 20) == "" || people.NamesOthers(dom.TextOf(line, maxText))) {
		line = line.PrevSibling
	}
	if line == nil || dom.InlineTags.Of(line.DataAtom) || line.PrevSibling == nil {
		return nil
	}
	over := line.PrevSibling
	for over != nil && dom.TextOf(over, 20) == "" {
		over = over.PrevSibling
	}
	texts := textNodes(line, nil)
	if over == nil || !dom.Within(s.headline, over) || len(texts) == 0 || dom.Enclosing(texts[0], atom.A) != nil {
		return nil
	}
	text := wording.Squeeze(dom.TextOf(line, maxText))
	if name, site, ok := strings.Cut(text, " - "); ok && s.namesSite(site) {
		text = name
	} else if len(texts) != 1 {
		return nil
	}
	if name := s.beforePlace(text); name != "" {
		return []string{name}
	}
	return s.unspokenNames(people.BeforePhoto(text))
}

// beforeDesk is the name before a stroke and a place in capitals, with an agency in brackets behind
// it perhaps: Meltem Aksu / KARAPINAR, (DHA)
func (s *source) beforeDesk(text string) string {
	name, desk, ok := strings.Cut(text, " / ")
	if !ok || !hasCase(desk) || desk != strings.ToUpper(desk) || strings.ToUpper(name) == name || people.CleanName(name) != name || !people.IsFullName(name) || !s.mayWrite(name) {
		return ""
	}
	return name
}

// beforePlace is the name in "Name, Place" of scripts without capitals.
func (s *source) beforePlace(text string) string {
	const words = 2 // of a place
	name, place, ok := strings.Cut(text, ", ")
	if !ok || hasCase(text) || len(strings.Fields(place)) > words || people.HasRole(name) || people.HasRole(place) || people.CleanName(name) != name || !people.IsFullName(name) || !s.mayWrite(name) || s.mentions(name) > 0 {
		return ""
	}
	return name
}

// aloneBehind are the names that have the line between the day, right under the headline, and the text
// to themselves, of people whom the text does not speak of.
func (s *source) aloneBehind(day *html.Node) []string {
	for day != nil && dom.InlineTags.Of(day.DataAtom) {
		day = day.Parent
	}
	if day == nil || s.headline == nil {
		return nil
	}
	over, line := textBefore(day), dom.Following(day)
	if over == nil || line == nil || !dom.Within(s.headline, over) || dom.InlineTags.Of(line.DataAtom) || line.DataAtom != day.DataAtom {
		return nil
	}
	texts := textNodes(line, nil)
	if len(texts) != 1 || dom.Enclosing(texts[0], atom.A) != nil {
		return nil
	}
	names := s.unspokenNames(wording.Squeeze(texts[0].Data))
	if slices.ContainsFunc(names, people.MayBePlace) {
		return nil
	}
	return names
}

// unspokenNames are the full names that a text is made of, in a script with capitals, with no more than a
// word between two of them, of people of whom no paragraph speaks.
func (s *source) unspokenNames(text string) []string {
	const and = 3 // letters
	names := s.fullNames(text)
	if len(names) != 1 {
		names = people.In(text)
		rest := text
		for _, name := range names {
			rest = strings.Replace(rest, name, "", 1)
		}
		if len(names) < 2 || !allFull(names) || strings.ContainsAny(rest, ",;") || len(strings.Fields(rest)) != len(names)-1 || slices.ContainsFunc(strings.Fields(rest), func(w string) bool { return utf8.RuneCountInString(w) > and }) {
			return nil
		}
	}
	for i, name := range names {
		if !hasCase(name) || !s.mayWrite(name) || s.mentions(name) > min(i, 1) { // the line itself speaks of the others
			return nil
		}
	}
	return names
}

// picturedAlone is the name in a box that has nothing else than it and a picture before it.
func (s *source) picturedAlone(box *html.Node) []string {
	const words = 3
	texts := textNodes(box, nil)
	if len(texts) != 1 {
		return nil
	}
	name := wording.Squeeze(texts[0].Data)
	img := firstOf(box, atom.Img)
	if img == nil || people.CleanName(name) != name || !people.IsFullName(name) || len(strings.Fields(name)) > words || !s.mayWrite(name) {
		return nil
	}
	return []string{name}
}

// firstOf is the first element of a tag within a box.
func firstOf(box *html.Node, tag atom.Atom) *html.Node {
	for n := range box.Descendants() {
		if n.DataAtom == tag {
			return n
		}
	}
	return nil
}

// isRepeated tells whether a day stands in an element of a make that several others are of.
func (s *source) isRepeated(m mark) bool {
	const several = 3
	n := 0
	for _, o := range s.lines {
		if makeOf(o.node.Parent) == makeOf(m.node.Parent) {
			n++
		}
	}
	return n > several
}

// portrayed are the names in a short row each of which has a portrait beside it; in a forum,
// where people have ranks as well, those that lead somewhere.
func (s *source) portrayed(row *html.Node, forum bool) []string {
	const pieces, longest = 10, 60 // texts in the row; letters of a name
	texts := textNodes(row, nil)
	if len(texts) > pieces {
		return nil
	}
	var out people.List
	for _, t := range texts {
		name := wording.Squeeze(t.Data)
		if utf8.RuneCountInString(name) > longest || people.CleanName(name) != name || !people.IsFullName(name) || !s.mayWrite(name) {
			continue
		}
		if hasPortrait(t, name, row) && (!forum || dom.Enclosing(t, atom.A) != nil) {
			out.Add(name)
		}
	}
	return out.Names
}

// soleInRow are the names in a row, in one element, that has nothing else besides than the day,
// the time of day and how long it takes to read, each in an element of its own.
func (s *source) soleInRow(row *html.Node, a *Article) []string {
	const pieces, longest, labelOfDay = 7, 60, 20 // texts in the row; letters of names, and of what labels the day
	texts := textNodes(row, nil)
	if len(texts) > pieces {
		return nil
	}
	var names []string
	var first *html.Node // that of the first name
	dated := false
	for _, t := range texts {
		text := strings.Trim(wording.Squeeze(t.Data), " |·•,-–—/")
		_, isDate := dates.Parse(text, s.locale(a))
		switch {
		case isDate || dates.IsRelative(text):
			dated = true
		case text == "" || clockTime.MatchString(text):
		case utf8.RuneCountInString(text) < labelOfDay && (saysModified(text) || saysPublished(text)):
			dated = dated || firstOf(row, atom.Time) != nil
		case furniture.IsCounter(wording.Letters(text)) || strings.ContainsAny(text, "0123456789") && utf8.RuneCountInString(text) < longest:
		case len(names) == 0 && s.behindPlace(text) != "":
			names = []string{s.behindPlace(text)}
		case len(names) == 0 && s.beforePlace(text) != "":
			names = []string{s.beforePlace(text)}
		case len(names) == 0 && s.beforeDesk(text) != "":
			names = []string{s.beforeDesk(text)}
		case len(names) > 0 && s.anotherName(text, names) != "":
			names = append(names, s.anotherName(text, names))
		case len(names) > 0 && first != nil && t.Parent.DataAtom == first.DataAtom && sharesClass(t.Parent, first) && len(s.unspokenNames(text)) == 1 && !people.MayBePlace(text):
			names = append(names, text)
		case len(names) > 0 || utf8.RuneCountInString(text) > longest || dom.Enclosing(t, atom.A) != nil || readNames(dom.Attr(t.Parent, "class"))&(markerSection|markerKicker|markerTags|markerCrumbs) != 0:
			return nil
		default:
			if names = s.fullNames(text); names == nil {
				return nil
			}
			first = t.Parent
		}
	}
	if len(names) == 0 || !dated || !hasCase(names[0]) && s.declaresAuthor() {
		return nil
	}
	return names
}

// anotherName is the name in a text that begins with the word between two names, where there is one
// already: Anna Bee | and Carl Dee
func (s *source) anotherName(text string, names []string) string {
	both := people.In(names[0] + " " + text)
	if len(both) != 2 || both[0] != names[0] || !strings.HasSuffix(text, both[1]) || text == both[1] || s.fullNames(both[1]) == nil {
		return ""
	}
	return both[1]
}

// fullNames are those that a text is made of, with commas between them; nil if it holds
// anything else.
func (s *source) fullNames(text string) []string {
	const words = 3 // and those within names: van der
	names := strings.Split(text, ", ")
	for _, name := range names {
		if fields := slices.DeleteFunc(strings.Fields(name), people.IsParticle); len(fields) > words || people.CleanName(name) != name || !people.IsFullName(name) || !s.mayWrite(name) {
			return nil
		}
	}
	return names
}

// declaresAuthor tells whether the head names anybody or anything as the author: a house, where
// nobody signs.
func (s *source) declaresAuthor() bool {
	return s.story(s.ld, 3)["author"] != nil || s.meta.First("author", "byl", "article:author") != ""
}

// hasCase tells whether a text is in a script with capitals.
func hasCase(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r) || unicode.IsLower(r)
}

// behindPlace is the name in "Place - Name", or "Name - Place" where the text speaks of the place, of scripts in which no capital tells a name from
// other words.
func (s *source) behindPlace(text string) string {
	const words = 3
	place, name, found := strings.Cut(strings.ReplaceAll(text, "–", "-"), " - ")
	if !found || hasCase(text) || len(strings.Fields(place)) > words || len(strings.Fields(name)) > words {
		return ""
	}
	if s.mentions(name) > 0 && s.mentions(place) == 0 {
		name = place // it stands in front: the other is where that was
	}
	if people.CleanName(name) != name || !people.IsFullName(name) || !s.mayWrite(name) {
		return ""
	}
	return name
}

var clockTime = regexp.MustCompile(`^\d{1,2}[:.]\d\d`)

// hasPortrait tells whether a picture of somebody stands right before a name, in the row.
func hasPortrait(name *html.Node, text string, row *html.Node) bool {
	for n := name; n != row; n = n.Parent {
		for prev := n.PrevSibling; prev != nil; prev = prev.PrevSibling {
			if dom.TextOf(prev, 20) != "" {
				return false
			}
			for img := range prev.Descendants() {
				if img.DataAtom == atom.Img && isPortrait(img, text) {
					return true
				}
			}
			if prev.DataAtom == atom.Img && isPortrait(prev, text) {
				return true
			}
		}
	}
	return false
}

// isPortrait tells whether a picture is as small as one beside a name, is made round or is
// said to show who bears it.
func isPortrait(img *html.Node, name string) bool {
	const small = 120 // pixels
	for _, key := range []string{"width", "height"} {
		if n, err := strconv.Atoi(dom.Attr(img, key)); err == nil && n > 0 {
			return n <= small
		}
	}
	if strings.Contains(wording.Plain(dom.Attr(img, "alt")), wording.Plain(name)) {
		return true
	}
	return slices.ContainsFunc(wording.SplitName(dom.Attr(img, "class")+" "+dom.Attr(img, "src")), func(w string) bool { return portraitWords[w] })
}

// portraitWords are what such pictures are named for.
var portraitWords = wording.Set("avatar avatars gravatar circle round rounded portrait profile headshot author authors autor user photographer editor")
