package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// datelineShapes are ways to begin a story that need no dash behind them: the place, and
// the agency where it is named. What is found as an agency must be one, or be written as
// only agencies are.
var datelineShapes = []*regexp.Regexp{
	// Husum (kap). Der Stadtrat / Berlin. (dpa) Der / Berlin/Husum (dpa/lno) Der
	regexp.MustCompile(`^(?P<place>\p{Lu}[\pL./ -]{2,40}?)\.? \((?P<sign>\p{Ll}{2,5}(?:/\p{Ll}{1,5})*)\)[.:]? `),
	// LISBOA, 9 nov (EFE).- La enviada / LISBON, Nov. 9 (Reuters) The envoy / MADRID, 9 (EUROPA PRESS)
	regexp.MustCompile(`^(?P<place>\p{Lu}[\p{Lu}.' -]{2,40}|\p{Lu}[\pL.' -]{2,30}),? [\pL\d., ]{0,24}\d[\pL\d., ]{0,20}\((?P<agency>[^()]{2,30})\)`),
	// لشبونة 9 نوفمبر (رويترز) - قالت / नई दिल्ली, 9 नवंबर (भाषा) नदी
	regexp.MustCompile(`^(?P<place>\p{Lo}[\p{Lo}\p{M} ]{1,30}?)[,،]? \d{1,2} [\p{Lo}\p{M} /]{2,40}(?: \d{4})? ?\((?P<agency>[^()]{2,30})\)`),
	// (ANSA) - ROMA, 09 NOV - Il consiglio / (AGI) Roma, 9 nov. -
	regexp.MustCompile(`^\((?P<agency>[^()]{2,20})\)\s*[-–—]?\s*(?P<place>\p{Lu}[\pL' ]{2,30}),? \d{1,2} \pL{3,9}`),
	// ROME, 9 nov. 2026 /PRNewswire/ --
	regexp.MustCompile(`^(?P<place>\p{Lu}[\pL.' -]{2,40}?)(?:, [\pL.]{2,20})?, [\pL\d., ]{0,24}\d[\pL\d., ]{0,14}/(?P<agency>[^/]{3,30})/`),
	// Москва. 9 ноября. ИНТЕРФАКС - / КИЕВ, 9 ноября - РИА Новости.
	regexp.MustCompile(`^(?P<place>\p{Lu}[\pL-]{2,30})[.,] \d{1,2} \pL{3,9}[.,]?(?: [-–—])? (?P<agency>\p{Lu}[\pL. -]{2,24}?)(?:\.| [-–—]|,)`),
	// 新华社北京11月9日电
	regexp.MustCompile(`^[（(【]?(?P<agency>新华社|新華社|中新社|中央社|路透社|法新社|美联社|美聯社)(?P<place>\p{Han}{2,6}?)\d{1,2}(?:月\d{1,2})?日[电電]`),
	// 【東京＝森下航】 / （東京＝共同） / 【北京時事】
	regexp.MustCompile(`^[【（](?P<place>\p{Han}{2,6}|\p{Katakana}[\p{Katakana}ー]{1,10})[＝=・](?P<sign>[^】）]{2,12})[】）]`),
	regexp.MustCompile(`^[【（](?P<place>\p{Han}{2,4}|\p{Katakana}[\p{Katakana}ー]{1,10})(?P<agency>時事|共同|ロイター|AFP時事|AFP)[】）]`),
	// 〔記者陳以安／澎湖報導〕 / （記者林大同／台北專電）
	regexp.MustCompile(`^[〔【（(\[][^〔【（(\[〕】）)\]]{0,6}[記记]者[^／/〕】）)\]]{2,20}[／/∕](?P<place>\p{Han}{2,6}?)(?:綜合|综合)?(?P<sign>報導|报道|報道|專電|专电|電|电)[〕】）)\]]`),
	// (서울=연합뉴스) 김하늘 기자 =
	regexp.MustCompile(`^[(\[](?P<place>\p{Hangul}{2,6})=(?P<agency>[^()\[\]]{2,12})[)\]]`),
}

// mayBeShaped tells whether a beginning has anything of what all those shapes have: a sign of
// scripts beyond ASCII in front, a bracket, a slash or a number.
func mayBeShaped(t string) bool {
	return t != "" && t[0] >= 0x80 || strings.ContainsAny(t, "(/[0123456789")
}

// shapedDateline reads a beginning that is of one of those shapes.
func shapedDateline(t string) (place, agency string) {
	if !mayBeShaped(t) {
		return "", ""
	}
	for _, shape := range datelineShapes {
		m := shape.FindStringSubmatch(t)
		if m == nil {
			continue
		}
		part := func(name string) string {
			if i := shape.SubexpIndex(name); i >= 0 {
				return strings.TrimSpace(m[i])
			}
			return ""
		}
		place, sign := part("place"), part("sign")
		if people.HasRole(place) || len(strings.Fields(place)) > 4 {
			continue
		}
		if sign != "" {
			return place, people.AgencyNamed(sign)
		}
		if agency = people.AgencyNamed(part("agency")); agency != "" {
			return place, agency
		}
	}
	return "", ""
}

// boldPlace is the place that papers set in bold before a story, with a dash behind it or, in
// German, a stop: Husum. Der Hafenrat; Semarang - Warga
func boldPlace(s *source, a *Article) string {
	const longest = 40 // letters
	for _, p := range s.paras {
		if p.at < s.lineAt || s.region(p)&(elsewhere|inCaption|inBio) != 0 {
			continue
		}
		text := dom.TextOf(p.node, 160)
		if len(text) < 2*longest {
			continue
		}
		texts := append(lineBefore(p.node), textNodes(p.node, nil)...)
		if len(texts) < 2 || dom.Enclosing(texts[0], atom.B) == nil && dom.Enclosing(texts[0], atom.Strong) == nil {
			return ""
		}
		bold, rest := wording.Squeeze(texts[0].Data), strings.TrimLeft(texts[1].Data, " \n\t")
		signs := "-–—"
		if s.locale(a).Language == "de" {
			signs += "."
		}
		place := strings.TrimRight(bold, signs+" ")
		set := place != bold || rest != "" && strings.ContainsAny(rest[:min(len(rest), utf8.UTFMax)], signs) && strings.TrimLeft(rest, signs) != rest
		if !set || utf8.RuneCountInString(bold) > longest || !s.isPlaceName(place) {
			return ""
		}
		return place
	}
	return ""
}

// namedPlace is what the first paragraphs begin with in an element named for it.
func namedPlace(s *source, _ *Article) string {
	const paragraphs, longest = 3, 60 // looked at; bytes
	seen := 0
	for _, p := range s.paras {
		if p.at < s.lineAt || s.region(p)&(elsewhere|inCaption|inBio) != 0 {
			continue
		}
		if seen++; seen > paragraphs {
			break
		}
		first := p.node.FirstChild
		for first != nil && first.Type == html.TextNode && strings.TrimSpace(first.Data) == "" {
			first = first.NextSibling
		}
		if first == nil || first.Type != html.ElementNode || !slices.ContainsFunc(wording.SplitName(dom.Attr(first, "class")), func(w string) bool { return placeNames[w] }) {
			continue
		}
		if place := strings.Trim(dom.TextOf(first, longest), " -–—.,:"); s.isPlaceName(place) {
			return place
		}
	}
	return ""
}

// placeNames are words of the names of such elements.
var placeNames = wording.Set("dateline location place lieu ort ciudad")

// isPlaceName tells whether the words before a dash may be a place.
func (s *source) isPlaceName(name string) bool {
	const words = 3
	return len(strings.Fields(name)) <= words && isFullCapital(name) && !people.HasRole(name) && !noPlaces[strings.ToLower(name)] && people.AgencyNamed(name) == "" && !s.namesSite(name)
}

// lineBefore is what stands in front of a paragraph and in no other.
func lineBefore(p *html.Node) (texts []*html.Node) {
	for n := p.PrevSibling; n != nil && (n.Type != html.ElementNode || dom.InlineTags.Of(n.DataAtom) && n.DataAtom != atom.Br); n = n.PrevSibling {
		texts = append(textNodes(n, nil), texts...)
	}
	return texts
}

// noPlaces are other words that stand there.
var noPlaces = wording.Set("update fazit hinweis achtung zusammenfassung einleitung vorwort anmerkung korrektur worum überblick frage antwort kurz exklusiv eilmeldung liveticker vorab")

// placeBeforeDay is the place in the row of the day at the headline that a dash sets apart from
// it, where the text speaks of it: Puente Hondo - 9 nov 2026.
func placeBeforeDay(s *source, a *Article) string {
	const near, longest, words = 80, 40, 4 // nodes; bytes and words of a place
	for _, m := range s.dayMarks() {
		if m.at < s.lineAt || m.at > s.lineAt+near || s.region(m)&(elsewhere|inCaption) != 0 {
			continue
		}
		day := m.node
		for day.PrevSibling == nil && day.Parent != nil && day.Parent.DataAtom != atom.Body {
			day = day.Parent
		}
		if day.PrevSibling == nil || dom.Within(s.headline, day.PrevSibling) {
			continue
		}
		text := dom.TextOf(day.PrevSibling, 2*longest)
		place := strings.TrimRight(text, " -–—")
		switch {
		case place == text || len(place) > longest || len(strings.Fields(place)) > words || !isFullCapital(place),
			people.HasRole(place) || people.AgencyNamed(place) != "" || s.namesSite(place) || slices.Contains(a.Authors, place),
			firstOf(day.PrevSibling, atom.A) != nil || s.mentions(place) == 0:
			continue
		}
		return place
	}
	return ""
}

// datelineDate is the day that a story begins with, behind its place.
func datelineDate(s *source, a *Article) dates.Stamp {
	_, day := s.placeAndDay(a)
	return day
}

// placeAndDay are those that a story begins with: DUNMORE, February 3, 2026 – The board.
func (s *source) placeAndDay(a *Article) (string, dates.Stamp) {
	const paragraphs, longest, words = 3, 80, 5 // looked at; bytes; beside the day
	seen := 0
	for _, p := range s.paras {
		if p.at < s.lineAt || s.region(p)&(elsewhere|inCaption|inBio) != 0 {
			continue
		}
		if seen++; seen > paragraphs {
			break
		}
		head := dom.TextOf(p.node, 160)
		head = head[:min(len(head), longest)]
		end := len(head)
		for _, sign := range []string{" - ", " – ", " — ", " -- ", "— ", "– ", " ("} {
			if i := strings.Index(head, sign); i > 0 && i < end {
				end = i
			}
		}
		place, _, ok := strings.Cut(head[:end], ",")
		if !ok || end == len(head) || !dates.HoldsYear(head[:end]) || !isFullCapital(place) || people.HasRole(place) || otherWords[strings.ToLower(place)] {
			continue
		}
		ts := dates.Tokenize(dates.InOurEra(head[:end], s.locale(a)))
		if st, ok := dates.In(ts, s.locale(a)); ok && st.Year > 1980 && !st.Vague && dates.CountWords(ts) <= words {
			return strings.TrimSpace(place), st
		}
	}
	return "", dates.Stamp{}
}

// isFullCapital tells whether each word of a place begins with a capital.
func isFullCapital(place string) bool {
	words := strings.Fields(place)
	for _, w := range words {
		if !people.IsCapital(w) && !people.IsParticle(w) {
			return false
		}
	}
	return len(words) > 0 && len(words) < 5
}
