package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// agencies are the news agencies that bylines and datelines name, by the ways
// they are written.
var agencies = agencyTable(`Reuters:ロイター,Рейтер,رويترز,רויטרס,रॉयटर्स,रायटर्स,রয়টার্স,路透社,路透,로이터,รอยเตอร์|Associated Press:AP,The Associated Press,AP News,أسوشيتد برس,美联社,美聯社,एपी|AFP:AFP時事,Agence France-Presse,Agence France Presse,أ ف ب,فرانس برس,एएफपी,এএফপি,法新社|dpa:Deutsche Presse-Agentur,د ب أ,dpa-infocom,dpa/lnw|Bloomberg:Bloomberg News|UPI:United Press International|PTI:Press Trust of India,पीटीआई,भाषा|ANI:एएनआई|IANS:Indo-Asian News Service|UNI:United News of India|
	Xinhua:Xinhua News Agency,新华社,新華社|Kyodo:Kyodo News,共同通信,共同|中央社:CNA 中央社|中新社|Jiji:Jiji Press,時事通信,時事|Yonhap:Yonhap News Agency,연합뉴스|뉴시스|뉴스1|TASS:ITAR-TASS,ТАСС|Interfax:Интерфакс|RIA Novosti:РИА Новости|Ukrinform:Укрінформ,Укринформ|УНІАН|AMNA:ΑΠΕ-ΜΠΕ|EFE:Agencia EFE|Europa Press|ANSA|Adnkronos|AGI|APA|SDA:Keystone-SDA,ATS,Keystone-ATS|SID:Sport-Informations-Dienst|epd|KNA|AFX|
	Belga|ANP|TT:TT Nyhetsbyrån|NTB|Ritzau|STT|PAP|ČTK:CTK|TASR|SITA|MTI|Agerpres|BTA|Tanjug|HINA:Hina|Anadolu Agency:AA,Anadolu Ajansı|DHA|IHA:İHA|IRNA:ایرنا|ISNA:ایسنا|Mehr News Agency|SANA:سانا|WAM:وام|SPA:واس|MENA:أ ش أ|PA Media:Press Association,PA|The Canadian Press:Canadian Press|AAP:Australian Associated Press|
	Antara|Bernama|VNA:TTXVN|CNA|APP|BSS:বাসস|UNB|Lusa:Agência Lusa|Agência Brasil|Estadão Conteúdo|Télam:Telam|Notimex|Prensa Latina|Zenit|PR Newswire:PRNewswire,PRNewswire-PRWeb|Business Wire:BusinessWire|GlobeNewswire:Globe Newswire|ots:news aktuell`)

func agencyTable(list string) map[string]string {
	table := map[string]string{}
	for entry := range strings.SplitSeq(list, "|") {
		name, others, _ := strings.Cut(strings.TrimSpace(entry), ":")
		table[strings.ToLower(name)] = name
		for o := range strings.SplitSeq(others, ",") {
			if o != "" {
				table[strings.ToLower(o)] = name
			}
		}
	}
	return table
}

// agencyNamed is the agency that s names, and nothing else; empty if it names none.
func agencyNamed(s string) string {
	s = strings.ToLower(strings.Trim(s, " .()[]/-–—:,"))
	if name := agencies[s]; name != "" {
		return name
	}
	name, desk, _ := strings.Cut(s, "/") // dpa/lno
	if len(desk) > 3 {
		return ""
	}
	return agencies[name]
}

var agencyClaims = []claim[string]{
	{"dateline", func(s *source, _ *Article) string { _, agency := s.dateline(); return agency }},
	{"byline", bylineAgency},
	{"JSON-LD author", func(s *source, _ *Article) string {
		t := s.story(s.ld, 1)
		return agencyIn(append(t.texts("author"), append(t.texts("creator"), t.texts("sourceOrganization", "copyrightHolder")...)...))
	}},
	{"meta author", func(s *source, _ *Article) string {
		return agencyIn(append(s.meta.all("author", "byl", "dc.creator"), s.meta.all("source", "article:source", "dc.source")...))
	}},
}

var datelineClaims = []claim[string]{
	{"first paragraph", func(s *source, _ *Article) string { place, _ := s.dateline(); return place }},
	{"JSON-LD dateline", func(s *source, _ *Article) string { return s.story(s.ld, 1).text("dateline") }},
}

// agencyIn is the first agency named by one of fields, alone or among persons.
func agencyIn(fields []string) string {
	for _, f := range fields {
		f = stripByline(f)
		if a := agencyNamed(f); a != "" {
			return a
		}
		for part := range strings.FieldsFuncSeq(nameBreaks.Replace(f), func(r rune) bool { return r == '\n' || r == ',' || r == '(' || r == ')' }) {
			if a := agencyNamed(part); a != "" {
				return a
			}
		}
	}
	return ""
}

func bylineAgency(s *source, _ *Article) string {
	for _, m := range s.marks {
		if m.hint&(hintAuthor|hintAgency|hintDate) == 0 || s.region(m)&(elsewhere|inCaption) != 0 || m.at < s.lineAt-60 || m.at > s.lineAt+200 {
			continue
		}
		if t := textOf(m.node, 200); len(t) < 150 {
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
	seen := 0
	for _, p := range s.paras {
		if p.at < s.lineAt || s.region(p)&(elsewhere|inCaption|inBio) != 0 {
			continue
		}
		t := textOf(p.node, 160)
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
		if agency = agencyNamed(head[i:]); agency == "" && dashed && capitals {
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
	if a := agencyNamed(place); a != "" {
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
