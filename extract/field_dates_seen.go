package extract

import (
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// sighting is a date that stands on the page.
type sighting struct {
	stamp
	score    int    // the higher, the likelier it is the article's
	modified bool   // it says when the page was changed
	make     string // what its element and those around it are
	at       int    // where it stands
}

// best is the sighting with the highest score, of those that say when the page
// was published or, with modified, changed.
func best(list []sighting, modified bool) sighting {
	var found sighting
	for _, g := range list {
		if g.modified == modified && (found.year == 0 || g.score > found.score) {
			found = g
		}
	}
	if isEntry(found, list) {
		return sighting{}
	}
	return found
}

// isEntry tells whether a date is one of the many of a list's entries: those of its
// make are not in the order of time. In a thread they are.
func isEntry(found sighting, list []sighting) bool {
	const minDays = 3
	days, mixed := map[int]bool{}, false
	last := found
	for _, g := range list {
		if g.make == found.make {
			days[g.year*400+g.month*31+g.day] = true
			mixed = mixed || g.clock().Before(found.clock()) || g.at > last.at && g.clock().Add(24*time.Hour).Before(last.clock())
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

var anothers = set("joined registered lastpost userstats userinfo today hours calendar atc deadline expires birthday")

// makeOf is what an element and the two around it are: the entries of a list have
// that in common.
func makeOf(n *html.Node) string {
	name := ""
	for range 3 {
		if n != nil {
			name += n.Data + "." + attr(n, "class") + " "
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

// isSpan tells whether a line gives two days: when an event begins and ends.
func isSpan(line string, loc locale) bool {
	for _, sep := range []string{" - ", " – ", "–", " — ", " to ", " bis ", " au ", " al "} {
		if from, to, ok := strings.Cut(line, sep); ok {
			_, begins := parseDate(from, loc)
			_, ends := parseDate(to, loc)
			if begins && ends && !saysModified(to) && !saysPublished(to) {
				return true
			}
		}
	}
	return false
}

// How far from the headline a date is looked for, in nodes.
const (
	markReach = 800
	lineReach = 200
)

// nearness scores a mark by its way from the headline; dates follow headlines
// more often than they precede them.
func (s *source) nearness(m mark) int {
	way := m.at - s.lineAt
	if way < 0 {
		way = 20 - 2*way
	}
	in := s.region(m)
	if in&(inAside|inFooter|inCaption|inBio) != 0 {
		way += 300
	}
	if in&inLink != 0 {
		way += 50
	}
	return -way
}

// undated are the regions whose dates are not the page's. What readers say is the
// page of a forum.
func (s *source) undated(a *Article) region {
	if s.kindDeclared(a) == kindForum {
		return inNav | inHidden
	}
	return inNav | inComments | inHidden
}

// markedDates are the dates in elements named for a date.
func (s *source) markedDates(a *Article) []sighting {
	var out []sighting
	without := s.undated(a)
	for _, m := range s.marks {
		if m.hint&(hintDate|hintModified) == 0 || s.region(m)&without != 0 || m.node.Parent.DataAtom == atom.Head {
			continue
		}
		score := s.nearness(m) + 60 // it is named for what it is
		if score < -markReach {
			continue
		}
		if st, text := s.dateIn(m, a); st.year > 0 && !isAnother(makeOf(m.node), score) {
			modified := s.tellsModified(text, a) || m.hint&hintModified != 0 && m.hint&hintDate == 0
			out = append(out, sighting{st, score, modified || text == "" && s.labelledModified(m) || namedModified(m.node.Parent), makeOf(m.node), m.at})
		}
	}
	return out
}

// dateIn reads the date of an element: an attribute made for it, or its text.
func (s *source) dateIn(m mark, a *Article) (stamp, string) {
	for _, key := range []string{"datetime", "content", "data-datetime", "data-date", "data-timestamp", "data-time", "data-published", "title"} {
		if v := attr(m.node, key); v != "" {
			if st, ok := parseStamp(v, s.locale(a)); ok {
				return st, squeeze(rawText(m.node, 200) + " " + attr(m.node, "title"))
			}
		}
	}
	t := textOf(m.node, 200)
	if t == "" || len(t) > 180 {
		return stamp{}, ""
	}
	st, _ := parseDate(t, s.locale(a))
	return st, t
}

// modifiedWords tell that a date is not the first one.
var modifiedWords = []string{"updated", "modified", "last update", "last reviewed", "last edited", "revised", "aktualisiert", "geändert", "letzte änderung", "zuletzt", "stand:",
	"mis à jour", "mise à jour", "modifié", "actualizado", "actualización", "atualizado", "aggiornato", "bijgewerkt", "gewijzigd", "uppdaterad", "oppdatert", "opdateret", "päivitetty", "zaktualizowano", "aktualizacja",
	"aktualizováno", "обновлено", "изменено", "оновлено", "güncelle", "diperbarui", "cập nhật", "更新", "수정", "업데이트", "تحديث", "עודכן", "अपडेट"}

func saysModified(text string) bool {
	low := strings.ToLower(text)
	for _, w := range modifiedWords {
		if strings.Contains(low, w) {
			return !strings.Contains(low[:strings.Index(low, w)], "publi")
		}
	}
	return false
}

// tellsModified tells whether the first date in text is that of a change.
func (s *source) tellsModified(text string, a *Article) bool {
	if !saysModified(text) {
		return false
	}
	low := strings.ToLower(text)
	for _, w := range modifiedWords {
		if front, _, ok := strings.Cut(low, w); ok {
			if _, dated := parseDate(front, s.locale(a)); dated {
				return false
			}
		}
	}
	return true
}

// namedModified tells whether an element, or the one around it, is named for a change
// and not for a date as such.
func namedModified(n *html.Node) bool {
	for range 2 {
		if n == nil {
			return false
		}
		if h := readNames(attr(n, "class")); h&(hintModified|hintDate) != 0 {
			return h&hintDate == 0
		}
		n = n.Parent
	}
	return false
}

// labelledModified looks for those words in front of an element.
func (s *source) labelledModified(m mark) bool {
	prev := m.node.PrevSibling
	for prev != nil && textOf(prev, 60) == "" {
		prev = prev.PrevSibling
	}
	if prev == nil {
		return false
	}
	t := textOf(prev, 60)
	return len(t) < 60 && saysModified(t)
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
		if !near && !saysPublished(whole) {
			continue
		}
		for line := range strings.SplitSeq(lineBreaks.Replace(whole), "\n") {
			in := s.region(m)
			if in&inNav != 0 && s.followsHeadline(m) && (saysPublished(line) || saysModified(line)) {
				in &^= inNav // bylines stand in a <nav> too
			}
			if saysPublished(line) {
				in &^= inCaption // of a gallery
			}
			if in&without != 0 {
				continue
			}
			ts := tokenize(line)
			if countWordTokens(ts) > 9 {
				continue
			}
			if st, ok := dateIn(ts, s.locale(a)); ok && st.year > 1980 && !isSpan(line, s.locale(a)) && !isAnother(makeOf(m.node.Parent), s.nearness(m)) {
				modified := saysModified(line) || !saysPublished(line) && namedModified(m.node.Parent) || line == whole && !saysPublished(line) && s.labelledModified(m)
				out = append(out, sighting{st, s.nearness(m), modified, makeOf(m.node.Parent), m.at})
			}
		}
	}
	return out
}

// leadOf is a line, or what a longer text begins with where that is set apart: 12.07.2018 - They
// are back.
func leadOf(text string) string {
	if text = strings.TrimSpace(text); len(text) < 200 {
		return squeeze(text)
	}
	lead := text[:maxLead]
	for _, sep := range []string{" - ", " – ", " — ", ": "} {
		if before, _, apart := strings.Cut(lead, sep); apart {
			return squeeze(before)
		}
	}
	return ""
}

// lineBreaks set the parts of a line apart.
var lineBreaks = strings.NewReplacer(" · ", "\n", " | ", "\n", " • ", "\n", " ｜ ", "\n", "｜", "\n", " ‧ ", "\n")

func countWordTokens(ts []token) int {
	words := 0
	for _, t := range ts {
		if t.isWord() {
			words++
		}
	}
	return words
}

// followsHeadline tells whether a mark follows the headline and no paragraph is between.
func (s *source) followsHeadline(m mark) bool {
	return s.headline != nil && m.at > s.lineAt && m.at < s.lineAt+40 && !s.textBetween(m.at)
}

// publishedWords begin a line that tells when a page was published.
var publishedWords = indexPhrases(prefixes(`posted on|posted at|posted:|published|publication date|date:|date published|written on|created on|veröffentlicht|erschienen|erstellt am|publiziert|datum:|eingestellt am|geschrieben am|vom |publié le|publié :|
	mis en ligne|paru le|rédigé le|publicado|publicada|fecha:|pubblicato|data:|gepubliceerd|geplaatst op|publicerad|publisert|publiceret|udgivet|julkaistu|opublikowano|dodano|data publikacji|publikováno|zveřejněno|közzétéve|publicat|опубликовано|дата публикации|
	опубліковано|публикувано|δημοσιεύτηκε|δημοσίευση|yayınlanma|yayın tarihi|diterbitkan|dipublikasikan|đăng ngày|發布|发布|公開日|掲載日|入力|등록|입력|نشر|تاريخ النشر|פורסם|प्रकाशित`))

func saysPublished(line string) bool {
	for _, w := range publishedWords.of(line) {
		if foldPrefix(line, w) {
			return true
		}
	}
	return false
}

func visibleDate(modified bool) func(*source, *Article) stamp {
	return func(s *source, a *Article) stamp { return best(s.sightings(a), modified).stamp }
}

// sightings are the dates that stand on the page.
func (s *source) sightings(a *Article) []sighting {
	if !s.datesRead {
		s.dates, s.datesRead = append(s.markedDates(a), s.linedDates(a)...), true
	}
	return s.dates
}
