package extract

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
)

var publishedClaims = []claim[stamp]{
	{"JSON-LD datePublished", func(s *source, _ *Article) stamp {
		return s.stampOf(s.story(s.ld, 2), "datePublished", "dateCreated", "uploadDate")
	}},
	{"article:published_time", metaStamp("article:published_time", "og:article:published_time", "article:published", "og:published_time", "og:pubdate", "published_time")},
	{"microdata datePublished", func(s *source, _ *Article) stamp {
		return s.stampOf(s.story(s.items, 2), "datePublished", "dateCreated")
	}},
	{"meta date", metaStamp("datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "published-date", "publication_date", "cxenseparse:recs:publishtime", "dc.date.issued", "dc.issued", "dc.date.created", "dc.created", "dc.date", "citation_publication_date", "citation_online_date", "citation_date", "date", "rnews:datepublished", "displaydate", "original-publish-date", "article.published", "date_published", "created", "datecreated", "article_date_original", "ptime", "pub_date", "timestamp")},
	{"microdata property", func(s *source, _ *Article) stamp { return s.stampOf(s.loose, "datePublished", "dateCreated") }},
	{"JSON-LD page", func(s *source, _ *Article) stamp { return s.stampOf(s.pageThing(), "datePublished") }},
	{"date on the page", visibleDate(false)},
	{"address", addressDate},
}

var modifiedClaims = []claim[stamp]{
	{"JSON-LD dateModified", func(s *source, _ *Article) stamp { return s.stampOf(s.story(s.ld, 2), "dateModified") }},
	{"article:modified_time", metaStamp("article:modified_time", "og:updated_time", "og:modified_time", "article:updated", "article:modified")},
	{"microdata dateModified", func(s *source, _ *Article) stamp { return s.stampOf(s.story(s.items, 2), "dateModified") }},
	{"meta modified", metaStamp("ms.date", "updated_at", "datemodified", "last-modified", "lastmod", "revised", "dc.date.modified", "dc.modified", "dcterms.modified", "modified", "article_date_updated", "date_modified", "utime", "lastupdate")},
	{"microdata property", func(s *source, _ *Article) stamp { return s.stampOf(s.loose, "dateModified") }},
	{"JSON-LD page", func(s *source, _ *Article) stamp { return s.stampOf(s.pageThing(), "dateModified") }},
	{"date on the page", visibleDate(true)},
}

// pageThing is what JSON-LD says of the page itself.
func (s *source) pageThing() thing {
	for _, t := range s.ld {
		if t.is("WebPage", "ItemPage", "CollectionPage", "AboutPage") {
			return t
		}
	}
	return nil
}

func (s *source) locale(a *Article) locale {
	lang, _, _ := strings.Cut(a.Language, "-")
	return locale{lang, s.country()}
}

func (s *source) stampOf(t thing, keys ...string) stamp {
	for _, k := range keys {
		if st, ok := parseStamp(t.text(k), locale{"en", s.country()}); ok {
			return st
		}
	}
	return stamp{}
}

func metaStamp(names ...string) func(*source, *Article) stamp {
	return func(s *source, a *Article) stamp {
		for _, n := range names {
			for _, v := range s.meta[n] {
				if st, ok := parseStamp(v, s.locale(a)); ok {
					return st
				}
			}
		}
		return stamp{}
	}
}

// sighting is a date that stands on the page.
type sighting struct {
	stamp
	score    int    // the higher, the likelier it is the article's
	modified bool   // it says when the page was changed
	make     string // what its element and those around it are
}

// best is the sighting with the highest score, of those that say when the page
// was published or, with modified, changed.
func best(list []sighting, modified bool) stamp {
	var found sighting
	for _, g := range list {
		if g.modified == modified && (found.year == 0 || g.score > found.score) {
			found = g
		}
	}
	if isEntry(found, list) {
		return stamp{}
	}
	return found.stamp
}

// isEntry tells whether a date is one of the many of a list's entries: others of
// its make are older. In a thread none is older than the first.
func isEntry(found sighting, list []sighting) bool {
	const minDays = 3
	days, older := map[int]bool{}, false
	for _, g := range list {
		if g.make == found.make {
			days[g.year*400+g.month*31+g.day] = true
			older = older || g.clock().Before(found.clock())
		}
	}
	return older && len(days) >= minDays
}

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

// markedDates are the dates in elements named for a date.
func (s *source) markedDates(a *Article) []sighting {
	var out []sighting
	for _, m := range s.marks {
		if m.hint&(hintDate|hintModified) == 0 || s.region(m)&(inNav|inComments|inHidden) != 0 {
			continue
		}
		score := s.nearness(m) + 60 // it is named for what it is
		if score < -markReach {
			continue
		}
		if st, text := s.dateIn(m, a); st.year > 0 {
			modified := saysModified(text) || m.hint&hintModified != 0 && m.hint&hintDate == 0
			out = append(out, sighting{st, score, modified || text == "" && s.labelledModified(m), makeOf(m.node)})
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
	for _, m := range s.lines {
		near := m.at >= s.lineAt-lineReach/2 && m.at <= s.lineAt+lineReach
		whole := squeeze(m.node.Data)
		if !near && !saysPublished(whole) {
			continue
		}
		for line := range strings.SplitSeq(lineBreaks.Replace(whole), "\n") {
			in := s.region(m)
			if in&inNav != 0 && s.followsHeadline(m) && (saysPublished(line) || saysModified(line)) {
				in &^= inNav // bylines stand in a <nav> too
			}
			if in&(inNav|inComments|inHidden|inCaption) != 0 {
				continue
			}
			ts := tokenize(line)
			if countWordTokens(ts) > 9 {
				continue
			}
			if st, ok := dateIn(ts, s.locale(a)); ok && st.year > 1980 && !isSpan(line, s.locale(a)) {
				modified := saysModified(line) || line == whole && s.labelledModified(m)
				out = append(out, sighting{st, s.nearness(m), modified, makeOf(m.node.Parent)})
			}
		}
	}
	return out
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
	return func(s *source, a *Article) stamp {
		if !s.datesRead {
			s.dates, s.datesRead = append(s.markedDates(a), s.linedDates(a)...), true
		}
		return best(s.dates, modified)
	}
}

// addressDate reads a day from the page's address: /2018/07/12/.
func addressDate(s *source, a *Article) stamp {
	u, err := url.Parse(s.address())
	if err != nil {
		return stamp{}
	}
	parts := strings.Split(u.Path, "/")
	for i := range parts {
		if i+2 < len(parts) && len(parts[i]) == 4 && len(parts[i+2]) <= 2 {
			if st, ok := parseStamp(strings.Join(parts[i:i+3], "-"), locale{}); ok {
				return st
			}
		}
	}
	return stamp{}
}

// sees settles a moment given in UTC by what else the page says of it: the same
// instant with its zone, the time on its own clocks, which tells the zone, or
// the day on its own calendar.
func (s stamp) sees(o stamp) (stamp, bool) {
	if !s.timed || !s.zoned || s.offset != 0 || o.year == 0 {
		return s, false
	}
	ahead := int(o.clock().Sub(s.clock()) / time.Minute)
	switch {
	case o.timed && o.zoned:
		return o, o.offset != 0 && ahead == o.offset
	case o.timed && ahead%15 == 0 && ahead >= -12*60 && ahead <= 14*60:
		o.sec, o.offset, o.zoned = s.sec, ahead, true
		return o, true
	case !o.sameDay(s):
		day := stamp{year: o.year, month: o.month, day: o.day}
		ahead := day.clock().Sub(s.clock())
		return day, ahead > -36*time.Hour && ahead <= 14*time.Hour
	}
	return s, false
}

// clock is the moment as the page's own clock shows it, seconds aside.
func (s stamp) clock() time.Time {
	return time.Date(s.year, time.Month(s.month), s.day, s.hour, s.minute, 0, 0, time.UTC)
}

func abs(n int) int { return max(n, -n) }
