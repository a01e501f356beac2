package extract

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// sighting is a date that stands on the page.
type sighting struct {
	dates.Stamp
	score    int        // the higher, the likelier it is the article's
	modified bool       // it says when the page was changed
	make     string     // what its element and those around it are
	row      *html.Node // the outermost of those
	at       int        // where it stands
	listed   bool       // it is an entry's of a list
}

// best is the sighting with the highest score, of those that say when the page
// was published or, with modified, changed.
func best(list []sighting, modified bool) sighting {
	var found sighting
	for _, g := range list {
		if g.modified == modified && (found.Year == 0 || g.score > found.score) {
			found = g
		}
	}
	if found.listed || isEntry(found, list) {
		return sighting{}
	}
	return found.timedBy(list)
}

// timedBy is the sighting with the time of one of the same day close by, where it has
// none itself.
func (g sighting) timedBy(list []sighting) sighting {
	const near = 60
	for _, o := range list {
		if !(g.Timed && g.Zoned) && o.Timed && o.Zoned && (o.modified == g.modified || abs(o.at-g.at) < 2) && o.SameDay(g.Stamp) && abs(o.at-g.at) < near {
			g.Stamp = o.Stamp
		}
	}
	return g
}

// isEntry tells whether a date is one of the many of a list's entries: those of its
// make are not in the order of time. In a thread they are.
func isEntry(found sighting, list []sighting) bool {
	const minDays = 3
	days, mixed := map[int]bool{}, false
	last := found
	for _, g := range list {
		if g.make == found.make && g.modified == found.modified && (g.row == found.row || !isNameless(g.make)) {
			days[g.Year*400+g.Month*31+g.Day] = true
			mixed = mixed || g.Clock().Before(found.Clock()) || g.at > last.at && g.Clock().Add(24*time.Hour).Before(last.Clock())
			last = g
		}
	}
	return mixed && len(days) >= minDays
}

// isAnother tells whether the names on an element or around it say that its date is
// something else's than the page's: a reader's, today's, or that of an event, as
// some themes call their stories, so that it must not stand at the headline.
func isAnother(make string, score int) bool {
	const near = -60
	for w := range strings.FieldsFuncSeq(make, func(r rune) bool { return r < 'a' || r > 'z' }) {
		if anothers[w] || score < near && (w == "event" || w == "events") {
			return true
		}
	}
	return false
}

var anothers = wording.Set("joined registered lastpost userstats userinfo today hours calendar atc deadline expires birthday")

// makeOf is what an element and the two around it are: the entries of a list have
// that in common.
func makeOf(n *html.Node) string {
	name := ""
	for range 3 {
		if n != nil {
			name += n.Data + "." + dom.Attr(n, "class") + " "
			n = n.Parent
		}
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1 // an id of its own
		}
		return r
	}, name)
}

// rowOf is the outermost of the elements that makeOf looks at.
func rowOf(n *html.Node) *html.Node {
	for range 2 {
		if n.Parent != nil {
			n = n.Parent
		}
	}
	return n
}

// isNameless tells whether none of the elements of a make has a class: what is alike then may be
// so by chance, and elements in one row alone are of one make.
func isNameless(make string) bool {
	return !strings.Contains(strings.ReplaceAll(make, ". ", ""), ".")
}

// How far from the headline a date is looked for, in nodes.
const (
	markReach     = 800
	unsignedReach = 600 // where nothing says that the page is an article
	lineReach     = 200
)

// nearness scores a mark by its way from the headline; dates follow headlines
// more often than they precede them.
func (s *source) nearness(m mark) int {
	const over = 8 // nodes: right over the headline, where no masthead is
	way := m.at - s.lineAt
	if way < -over {
		way = 20 - 2*way
	} else if way < 0 {
		way = -2 * way
	}
	in := s.region(m)
	if in&(inAside|inFooter|inCaption|inBio) != 0 {
		way += 300
	}
	if in&inLink != 0 {
		way += 50
	}
	if s.headline != nil && dom.Within(m.node, s.headline) {
		way += 40 // it may be the day of what the page is about
	}
	return -way
}

// undated are the regions whose dates are not the page's. What readers say is the
// page of a forum.
func (s *source) undated(a *Article) region {
	if s.kindDeclared(a) == body.KindForum {
		return inNav | inHidden
	}
	return inNav | inComments | inHidden
}

// markedDates are the dates in elements named for a date.
func (s *source) markedDates(a *Article) []sighting {
	var out []sighting
	without := s.undated(a)
	reach := markReach
	if s.kindDeclared(a) == "" && len(a.Authors) == 0 {
		reach = unsignedReach
	}
	for _, m := range s.marks {
		in := s.region(m)
		if s.followsHeadline(m) {
			in &^= inComments // it is named after what readers may say of the story
		}
		if m.says&(markerDate|markerModified) == 0 || in&without != 0 || m.node.Parent.DataAtom == atom.Head || statesEvent(m.node) {
			continue
		}
		score := s.nearness(m) + 60 // it is named for what it is
		if score < -reach && !labelledPublished(m.node) {
			continue
		}
		if holdsTime(m.node) || isAnother(makeOf(m.node), score) || hasOthersLabel(m.node) || besidePlace(m.node) || besidePrice(m.node) {
			continue
		}
		for _, d := range s.datesIn(m, a) {
			modified := saysModified(d.text) || m.says&markerModified != 0 && m.says&markerDate == 0 && !saysPublished(d.text)
			out = append(out, sighting{d.Stamp, score, modified || s.labelledModified(m) && !saysPublished(d.text) || namedModified(m.node.Parent), makeOf(m.node), rowOf(m.node), m.at, isTeasers(m.node) || s.isIndexRow(m.node)})
		}
	}
	return out
}

// holdsTime tells whether an element is around what is read by itself: a small one around
// one that has its date for machines, any around names and their values.
func holdsTime(n *html.Node) bool {
	const few = 30
	seen := 0
	for inner := range n.Descendants() {
		if seen++; seen > few {
			return false
		}
		if inner.DataAtom == atom.Dl || inner.DataAtom == atom.Table {
			return true
		}
		if inner.DataAtom == atom.Time && dom.Attr(inner, "datetime") != "" {
			_, ok := dates.ParseValue(dom.Attr(inner, "datetime"), dates.Locale{})
			return ok
		}
	}
	return false
}

// dated is a date and what is said around it.
type dated struct {
	dates.Stamp
	text string
}

// datesIn reads the dates of an element: an attribute made for one, or those in its text
// with what is said of each.
func (s *source) datesIn(m mark, a *Article) []dated {
	if st, text := s.dateOf(m, a); st.Year > 0 {
		return []dated{{st, text}}
	}
	t := dom.TextOf(m.node, 200)
	if t == "" || len(t) > 180 {
		return nil
	}
	var out []dated
	for _, part := range datedParts(t) {
		if st, ok := dates.Parse(part, s.locale(a)); ok && st.Year > 1980 && !isOthers(part) && !isSpan(part, s.locale(a)) {
			out = append(out, dated{st, part})
		}
	}
	return out
}

// dateIn reads the first date of an element.
func (s *source) dateIn(m mark, a *Article) (dates.Stamp, string) {
	for _, d := range s.datesIn(m, a) {
		return d.Stamp, d.text
	}
	return dates.Stamp{}, ""
}

// dateOf reads the attributes of an element that are made for dates.
func (s *source) dateOf(m mark, a *Article) (dates.Stamp, string) {
	for _, key := range []string{"datetime", "content", "data-datetime", "data-date", "data-timestamp", "data-time", "data-published", "title", "data-original-title", "data-tooltip", "aria-label"} {
		if v := dom.Attr(m.node, key); v != "" {
			if st, ok := dates.ParseValue(v, s.locale(a)); ok {
				text := wording.Squeeze(dom.RawText(m.node, 200) + " " + dom.Attr(m.node, "title"))
				if shown, ok := dates.Parse(text, s.locale(a)); ok && key == "datetime" && !shown.Vague && !shown.Meets(st) {
					return shown, text // what people are shown is looked after
				}
				return st, text
			}
		}
	}
	return dates.Stamp{}, ""
}

// namedModified tells whether an element, or the one around it, is named for a change
// and not for a date as such.
func namedModified(n *html.Node) bool {
	for range 2 {
		if n == nil {
			return false
		}
		if h := readNames(dom.Attr(n, "class")); h&(markerModified|markerDate) != 0 {
			return h&markerDate == 0
		}
		n = n.Parent
	}
	return false
}

// labelledModified looks for those words in front of an element.
func (s *source) labelledModified(m mark) bool {
	prev := textBefore(m.node)
	for n := m.node.Parent; prev == nil && n != nil && dom.InlineTags.Of(n.DataAtom); n = n.Parent {
		prev = textBefore(n)
	}
	if prev == nil {
		return saysModified(labelOf(m.node))
	}
	t := dom.TextOf(prev, 60)
	return len(t) < 60 && saysModified(t)
}

// labelledPublished tells whether a short text in front of an element says that what stands in it
// is when the page was published.
func labelledPublished(n *html.Node) bool {
	const longest = 40 // bytes
	prev := textBefore(n)
	if prev == nil || prev.DataAtom == atom.A {
		return false
	}
	t := dom.TextOf(prev, longest)
	return len(t) < longest && saysPublished(t) && !dates.HoldsYear(t)
}

// textBefore is the nearest node in front of n beside it that shows anything.
func textBefore(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && dom.TextOf(n, 60) == ""; {
		n = n.PrevSibling
	}
	return n
}

// isListed tells whether a date is one of several in a list, each in an entry of its own
// that begins with it and goes on: a programme or a chronicle.
func isListed(n *html.Node, line string, loc dates.Locale) bool {
	const entries, near = 2, 9 // nodes beside it that are looked at
	if saysPublished(line) || saysModified(line) {
		return false
	}
	item := dom.Enclosing(n, atom.Li)
	if item == nil || item.Parent == nil {
		return false
	}
	days := map[dates.Stamp]bool{}
	look := func(li *html.Node, next func(*html.Node) *html.Node) bool {
		for seen := 0; li != nil && seen < near; li = next(li) {
			seen++
			if li.DataAtom != atom.Li {
				continue
			}
			text := dom.TextOf(li, 120)
			if saysPublished(text) || saysModified(text) {
				return false
			}
			if st, ok := dates.Parse(text, loc); ok {
				days[dates.Stamp{Year: st.Year, Month: st.Month, Day: st.Day}] = true
			}
		}
		return true
	}
	if !look(item, func(n *html.Node) *html.Node { return n.NextSibling }) || !look(item, func(n *html.Node) *html.Node { return n.PrevSibling }) {
		return false
	}
	return len(days) >= entries
}

// linedDates are the short lines that hold a date and little else: near the
// headline any, elsewhere those that say what the date is. A line may hold several,
// set apart: "Published … · Updated …".
func (s *source) linedDates(a *Article) []sighting {
	var out []sighting
	without := s.undated(a) | inCaption
	for _, m := range s.lines {
		near := m.at >= s.lineAt-lineReach/2 && m.at <= s.lineAt+lineReach
		whole := leadOf(m.node.Data)
		if title := withoutDay(whole); title != whole && !s.holdsDay(title, a) {
			whole = whole[:len(whole)-len(title)] // the day that a headline begins with
		}
		if !near && !saysPublished(whole) {
			continue
		}
		others := hasOthersLabel(m.node)
		if besidePlace(m.node) || besidePrice(m.node) || s.textBetween(m.at) && !saysPublished(whole) && s.isUnderHeading(m.node) {
			continue
		}
		for _, line := range datedParts(whole) {
			if others && !saysPublished(line) || isOthers(line) {
				continue
			}
			in := s.region(m)
			if in&inNav != 0 && s.followsHeadline(m) && (saysPublished(line) || saysModified(line)) {
				in &^= inNav // bylines stand in a <nav> too
			}
			if saysPublished(line) || people.BeginsByline(whole) && dom.Enclosing(m.node, atom.Figure) == nil {
				in &^= inCaption // of a gallery, or named for the credit of the story
			}
			if in&without != 0 || in&inFooter != 0 && !saysPublished(line) && !saysModified(line) && underEnd(m.node) {
				continue
			}
			ts := dates.Tokenize(dates.InOurEra(line, s.locale(a)))
			if dates.CountWords(ts) > 9 {
				continue
			}
			if st, ok := dates.In(ts, s.locale(a)); ok && st.Year > 1980 && !isSpan(line, s.locale(a)) && !isAnother(makeOf(m.node.Parent), s.nearness(m)) {
				modified := saysModified(line) || !saysPublished(line) && namedModified(m.node.Parent) || line == whole && !saysPublished(line) && s.labelledModified(m)
				out = append(out, sighting{st, s.nearness(m), modified, makeOf(m.node.Parent), rowOf(m.node.Parent), m.at, isListed(m.node, line, s.locale(a)) || isTeasers(m.node.Parent) || isLinkedRow(m.node) || isBehindLink(m.node) || s.isIndexRow(m.node)})
			}
		}
	}
	return out
}

// relativeDates are the days that elements at the headline have for machines, or for who points at
// them, where they show how long ago that was: <span title="11/02/2026 06:45">3 hours ago</span>
func (s *source) relativeDates(a *Article) []sighting {
	const reach, levels = 60, 2 // nodes from the headline; elements around the text
	var out []sighting
	for _, m := range s.agos {
		if abs(m.at-s.lineAt) > reach || s.region(m)&(s.undated(a)|inCaption|inLink) != 0 || s.textsWithin(s.lineAt, m.at) > 1 {
			continue
		}
		for n, level := m.node.Parent, 0; n != nil && level < levels && dom.InlineTags.Of(n.DataAtom); n, level = n.Parent, level+1 {
			box := mark{node: n, at: m.at, in: m.in}
			if st, _ := s.dateOf(box, a); st.Year > 0 {
				out = append(out, sighting{st, s.nearness(m), s.labelledModified(box) || namedModified(n), makeOf(n), rowOf(n), m.at, isTeasers(n) || s.isIndexRow(n)})
				break
			}
		}
	}
	return out
}

// holdsDay tells whether a line has a day in it.
func (s *source) holdsDay(line string, a *Article) bool {
	_, ok := dates.Parse(line, s.locale(a))
	return ok
}

// underEnd tells whether an element stands in the foot of the page: since when there is who
// publishes it.
func underEnd(n *html.Node) bool {
	return dom.HasAround(n, atom.Footer) && !dom.HasAround(n, atom.Article, atom.Main)
}

// leadOf is a line, or what a longer text begins with where that is set apart: 12.07.2018 - They
// are back.
func leadOf(text string) string {
	if text = strings.TrimSpace(text); len(text) < 200 {
		return wording.Squeeze(text)
	}
	lead := text[:maxLead]
	for _, sep := range []string{" - ", " – ", " — ", ": "} {
		if before, _, apart := strings.Cut(lead, sep); apart {
			return wording.Squeeze(before)
		}
	}
	return ""
}

// followsHeadline tells whether a mark follows the headline and no paragraph is between.
func (s *source) followsHeadline(m mark) bool {
	return s.headline != nil && m.at > s.lineAt && m.at < s.lineAt+40 && !s.textBetween(m.at)
}

func visibleDate(modified bool) func(*source, *Article) dates.Stamp {
	return func(s *source, a *Article) dates.Stamp { return best(s.sightings(a), modified).Stamp }
}

// sightings are the dates that stand on the page.
func (s *source) sightings(a *Article) []sighting {
	if !s.datesRead {
		s.dates, s.datesRead = s.withoutEvents(slices.Concat(s.markedDates(a), s.linedDates(a), s.relativeDates(a))), true
		if s.kindDeclared(a) != body.KindForum {
			s.listResponses(s.dates)
		}
	}
	return s.dates
}

// listResponses notes which days behind the text stand in several boxes of one make: they are of
// what others say about it.
func (s *source) listResponses(list []sighting) {
	const several = 3
	days := map[string]map[dates.Stamp]bool{} // by make
	for _, g := range list {
		if g.at > s.lineAt && !isNameless(g.make) && s.textsWithin(s.lineAt, g.at) > 1 {
			if days[g.make] == nil {
				days[g.make] = map[dates.Stamp]bool{}
			}
			days[g.make][dates.Stamp{Year: g.Year, Month: g.Month, Day: g.Day}] = true
		}
	}
	for i := range list {
		list[i].listed = list[i].listed || len(days[list[i].make]) >= several
	}
}

// withoutEvents leaves out the days on which an event begins or ends that the page states.
func (s *source) withoutEvents(list []sighting) []sighting {
	var days []dates.Stamp
	for _, items := range [][]schemaorg.Item{s.ld, s.Items} {
		for _, t := range items {
			if !t.Is("Event", "Festival") {
				continue
			}
			for _, key := range []string{"startDate", "endDate"} {
				if st, ok := dates.ParseValue(t.Text(key), dates.Locale{}); ok {
					days = append(days, st)
				}
			}
		}
	}
	return slices.DeleteFunc(list, func(g sighting) bool { return slices.ContainsFunc(days, g.SameDay) })
}
