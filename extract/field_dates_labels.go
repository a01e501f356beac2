package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// publishedWords begin a line that tells when a page was published.
var publishedWords = wording.Index(wording.List(`submitted by|soumis par|submetido por|eingereicht von|posted on|posted at|posted:|published|first published|originally published|publication date|date:|date published|written on|created on|uploaded|submitted on|released on|issued on|online since|
	veröffentlicht|erschienen|erstellt am|publiziert|datum:|eingestellt am|geschrieben am|online seit|vom |publié le|publié :|publiée|mis en ligne|mise en ligne|paru le|rédigé le|posté le|
	publicado|publicada|fecha:|subido|creado el|postado|criado em|pubblicato|pubblicata|data:|creato il|inserito il|gepubliceerd|geplaatst op|publicerad|publicerat|publisert|publiceret|udgivet|oprettet|opprettet|skapad|luotu|vytvořeno|offentliggjort|julkaistu|opublikowano|dodano|data publikacji|utworzono|
	publikováno|zveřejněno|vydáno|publikované|zverejnené|közzétéve|megjelent|publicat|publicată|objavljeno|objavljen|објављено|paskelbta|publikuota|publicēts|avaldatud|birt|argitaratua|publikuar|imechapishwa|
	опубликовано|дата публикации|размещено|опубліковано|публикувано|публикувана|δημοσιεύτηκε|δημοσιεύθηκε|δημοσίευση|ημερομηνία|yayınlanma|yayınlandı|yayın tarihi|eklenme|giriş tarihi|diterbitkan|dipublikasikan|tarikh|tanggal|đăng ngày|đăng lúc|xuất bản|
	發布|发布|發佈|发表|發表|刊登|时间：|日期：|時間：|公開日|公開|掲載日|掲載|投稿日|配信|入力|등록|입력|기사입력|게시|작성|승인|نشر|نُشر|تاريخ النشر|تاریخ انتشار|منتشر|شائع|פורסם|תאריך|
	प्रकाशित|प्रकाशन|पब्लिश|প্রকাশ|வெளியிடப்பட்ட|பதிவு|ప్రచురించ|ಪ್ರಕಟ|പ്രസിദ്ധീകരിച്ച|પ્રકાશિત|ਪ੍ਰਕਾਸ਼ਿਤ|เผยแพร่|วันที่`))

func saysPublished(line string) bool {
	line = strings.TrimLeft(line, "([")
	for _, w := range publishedWords.Of(line) {
		if wording.FoldPrefix(line, w) {
			return true
		}
	}
	return false
}

// modifiedWords tell that a date is not the first one.
var modifiedWords = strings.Split(strings.ReplaceAll(`updated|modified|amended|last update|last reviewed|last edited|last change|revised|aktualisiert|aktualisierung|geändert|letzte änderung|zuletzt|stand:|akt.:|
mis à jour|mise à jour|modifié|actualizado|actualizada|actualización|atualizado|atualizada|atualização|aggiornato|aggiornata|aggiornamento|bijgewerkt|gewijzigd|laatste wijziging|laatste update|letztes update|dernière maj|uppdaterad|ändrad|oppdatert|endret|opdateret|ændret|päivitetty|muokattu|zaktualizowano|aktualizacja|ostatnia zmiana|
aktualizováno|aktualizované|upraveno|frissítve|módosítva|actualizat|ažurirano|ажурирано|posodobljeno|atnaujinta|atjaunot|uuendatud|actualitzat|eguneratua|uppfært|përditësuar|imesasishwa|обновлено|изменено|оновлено|змінено|актуализ|обновен|ενημερώθηκε|ενημέρωση|τροποποίηση|τροποποιήθηκε|
güncelle|diperbarui|dikemas kini|diperbaharui|cập nhật|更新|修改|编辑于|수정|업데이트|تحديث|تعديل|روزرسانی|ویرایش|اپ ڈیٹ|עודכן|עדכון|अपडेट|अद्यतन|আপডেট|புதுப்பிக்கப்பட்ட|నవీకరించ|ನವೀಕರಿ|പുതുക്കിയ|અપડેટ|ปรับปรุง|อัปเดต|แก้ไขล่าสุด`, "\n", ""), "|")

var modifiedFinder = wording.NewFinder(modifiedWords...)

func saysModified(text string) bool {
	low := strings.ToLower(text)
	if (strings.HasPrefix(low, "update: ") || strings.HasPrefix(low, "akt. ")) && strings.ContainsAny(low, "0123456789") {
		return true
	}
	if !modifiedFinder.In(low) {
		return false
	}
	for _, w := range modifiedWords {
		if i := strings.Index(low, w); i >= 0 {
			return !strings.Contains(low[:i], "publi")
		}
	}
	return false
}

// otherWords tell, in front of a date, that something else has it: an event, a hearing,
// a deadline, somebody's birth, a visit.
var otherWords = wordIndex(`hearing|event|applications|bewerbungen|candidatures|candidaturas|when|deadline|due|expires|expiry|valid|born|died|founded|established|opens|opening|closes|closing|starts|start|ends|effective|arrival|departure|doors|meeting|decided|filed|accessed|retrieved|received|accepted|revised|submitted|eingegangen|eingereicht|überarbeitet|angenommen|reçu|soumis|accepté|révisé|recibido|aceptado|revisado|recebido|submetido|aceito|aceite|ricevuto|accettato|ontvangen|geaccepteerd|otrzymano|przyjęto|zaakceptowano|получена|поступила|принята|надійшла|прийнята|přijato|doručeno|mottagen|accepterad|beérkezett|elfogadva|geliş|kabul|diterima|disetujui|joined|registered|incorporated|since|apply|takes|recorded|filmed|
	termin|wann|verhandlung|veranstaltung|frist|einsendeschluss|anmeldeschluss|bewerbungsfrist|gültig|geboren|gestorben|gegründet|eingetragen|registriert|beginn|einlass|abgerufen|seit|sitzung|entscheidungsdatum|verkündungsdatum|
	audience|quand|événement|échéance|limite|expire|valable|né|née|fondé|début|consulté|inscrit|ouverture|clôture|séance|audiencia|cuándo|evento|límite|plazo|vence|válido|nacido|inicio|consultado|apertura|cierre|juicio|
	audiência|quando|prazo|nascido|início|acesso|abertura|udienza|scadenza|valido|nato|inizio|consultato|zitting|wanneer|evenement|uiterlijk|geldig|geraadpleegd|när|evenemang|förhandling|giltig|född|hämtad|når|hvornår|arrangement|gyldig|født|høring|
	milloin|tapahtuma|määräaika|voimassa|syntynyt|istunto|kiedy|wydarzenie|rozprawa|ważne|urodzony|dostęp|początek|kdy|událost|akce|termín|uzávěrka|platnost|narozen|začátek|mikor|esemény|határidő|tárgyalás|érvényes|született|kezdés|
	când|eveniment|termen|ședința|valabil|născut|kada|događaj|rok|ročište|када|догађај|когда|событие|мероприятие|слушание|слушания|заседание|заседания|срок|дедлайн|действительно|родился|родилась|начало|проведения|рождения|коли|подія|захід|слухання|дійсний|народився|кога|събитие|
	πότε|εκδήλωση|προθεσμία|έναρξη|δίκη|συνεδρίαση|etkinlik|duruşma|başvuru|geçerlilik|doğum|başlangıç|bitiş|kapan|acara|batas|sidang|berlaku|lahir|mulai|متى|موعد|الموعد|جلسة|الجلسة|فعالية|الفعالية|الميلاد|ينتهي|מתי|אירוע|האירוע|דיון|מועד|לידה|בתוקף|
	कब|कार्यक्रम|सुनवाई|अंतिम|जन्म|समारोह|کب|تقریب|سماعت|مهلت|جلسه|تولد|برگزاری|কবে|অনুষ্ঠান|শুনানি`)

// otherSigns are such words of languages that write no spaces.
var otherSigns = []string{"開催", "日程", "締切", "期限", "公判", "生年月日", "期間", "会期", "発売日", "実施日", "イベント", "举办", "舉辦", "截止", "有效期", "开庭", "開庭", "出生", "活动时间", "活動時間", "会议时间", "개최", "마감", "기한", "공판", "재판", "생년월일", "기간", "행사", "일정", "วันจัดงาน", "หมดเขต", "วันเกิด", "sự kiện", "hạn chót", "phiên tòa", "ngày sinh"}

// placeWords are what stands beside a date where it is that of an event: its place.
var placeWords = wordIndex(`where|venue|location|place|wo|ort|veranstaltungsort|treffpunkt|où|lieu|dónde|lugar|onde|local|dove|luogo|waar|locatie|plaats|plats|var|sted|hvor|paikka|missä|miejsce|gdzie|místo|kde|hely|helyszín|hol|unde|locul|locație|mjesto|gdje|место|где|місце|де|τόπος|πού|yer|nerede|tempat|lokasi|المكان|أين|مكان|היכן|איפה|מיקום|स्थान|कहाँ|مکان|جگہ|স্থান|場所|会場|地点|地點|地点|장소|สถานที่`)

func wordIndex(list string) map[string]bool {
	index := map[string]bool{}
	for _, w := range wording.List(list) {
		index[w] = true
	}
	return index
}

// isOthers tells whether a line says in front of its date that something else has it: by
// a word for that, or by a label that is none of a date of publication.
func isOthers(line string) bool {
	at := strings.IndexFunc(line, unicode.IsDigit)
	if at <= 0 || saysPublished(line) {
		return false
	}
	if lawOf.MatchString(line) {
		return true
	}
	if saysModified(line) {
		return false
	}
	front := strings.ToLower(line[:at])
	for w := range strings.FieldsFuncSeq(front, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if otherWords[w] || strings.HasSuffix(w, "schluss") || strings.HasSuffix(w, "frist") || strings.HasSuffix(w, "beginn") || strings.HasSuffix(w, "termin") {
			return true // as German joins them to what they are of
		}
	}
	return wording.ContainsAny(front, otherSigns)
}

// lawOf is a law with the day that it is of, which pages name that have been changed to meet it:
// ai sensi del decreto 12 gennaio 2024
var lawOf = regexp.MustCompile(`(?i)(?:^|\P{L})(?:law|act|decree|statute|regulation|directive|gesetz|gesetzes|verordnung|richtlinie|erlass|loi|décret|arrêté|ordonnance|ley|decreto|lei|portaria|legge|d\.?lgs|wet|besluit|` +
	`lag|lagen|förordning|lov|loven|forskrift|laki|asetus|ustawa|ustawy|ustawą|rozporządzenie|rozporządzenia|rozporządzeniem|zákon|zákona|zákonem|törvény|legea|закон|закона|законом|закону|указ|указа|постановление|постановления|νόμος|νόμου|kanun|yasa|undang-undang|luật)` +
	`(?:[^\pL,]{1,8}(?:` + lawLinks + `)){0,5}[^\pL,]{0,8}\d`)

// lawLinks are the words between a law and its day or number: few others are, in a line that has a day
// of its own behind a name or a headline with such a word.
const lawLinks = `legge|legislativo|lgs|n|no|nr|num|número|of|del|della|de|da|do|du|vom|van|av|af|fra|från|od|z|ze|dnia|dne|ze dne|zo dňa|din|r|от|від|года|року|της|του|dated|sayılı|nomor|tahun|số|ngày`

// labelOf is what stands in front of an element and is meant to say what is in it: the
// name in a list of names and values, the head of a table's row, or a text that ends in
// a colon.
func labelOf(n *html.Node) string {
	for ; n != nil && n.Parent != nil; n = n.Parent {
		prev := n.PrevSibling
		for prev != nil && dom.TextOf(prev, 60) == "" {
			prev = prev.PrevSibling
		}
		if prev == nil {
			if dom.InlineTags.Of(n.DataAtom) || n.Type == html.TextNode || n.DataAtom == atom.Dd || n.DataAtom == atom.Td || n.Parent.DataAtom == atom.Dd || n.Parent.DataAtom == atom.Td {
				continue
			}
			return ""
		}
		t := dom.TextOf(prev, 60)
		if len(t) < 60 && (prev.DataAtom == atom.Dt || prev.DataAtom == atom.Th || n.DataAtom == atom.Td || strings.HasSuffix(t, ":") || strings.HasSuffix(t, "：")) {
			return t
		}
		return ""
	}
	return ""
}

// hasOthersLabel tells whether the label of an element is that of another date.
func hasOthersLabel(n *html.Node) bool {
	return isOthers(labelOf(n)+" 0") || isOthers(labelAlike(n)+" 0")
}

// sharesClass tells whether two elements have a class in common, or none at all.
func sharesClass(a, b *html.Node) bool {
	if dom.Attr(a, "class") == dom.Attr(b, "class") {
		return true
	}
	classes := strings.Fields(dom.Attr(b, "class"))
	if len(classes) == 0 {
		return dom.Attr(a, "class") == ""
	}
	return slices.ContainsFunc(strings.Fields(dom.Attr(a, "class")), func(c string) bool { return slices.Contains(classes, c) })
}

// labelAlike is the short text in front of an element in one that is made like it, as
// labels and values stand in turn in a grid.
func labelAlike(n *html.Node) string {
	const words, longest = 3, 40 // bytes
	for n != nil && (n.Type != html.ElementNode || dom.InlineTags.Of(n.DataAtom) && n.PrevSibling == nil) {
		n = n.Parent
	}
	if n == nil {
		return ""
	}
	prev := textBefore(n)
	if prev == nil || prev.DataAtom != n.DataAtom || !sharesClass(prev, n) {
		return ""
	}
	if t := dom.TextOf(prev, longest); len(t) < longest && len(strings.Fields(t)) <= words && strings.IndexFunc(t, unicode.IsDigit) < 0 {
		return t
	}
	return ""
}

// besidePlace tells whether the next thing behind an element is a place, or one is in the
// same list of names and values: then its date is an event's.
func besidePlace(n *html.Node) bool {
	for n != nil && (n.Type != html.ElementNode || dom.InlineTags.Of(n.DataAtom)) {
		n = n.Parent
	}
	if n == nil || n.DataAtom == atom.Body {
		return false
	}
	if n.DataAtom == atom.Dd && n.Parent != nil {
		for dt := n.Parent.FirstChild; dt != nil; dt = dt.NextSibling {
			if dt.DataAtom == atom.Dt && namesPlace(dom.TextOf(dt, 60)) {
				return true
			}
		}
	}
	next := dom.Following(n)
	if (n.DataAtom == atom.Td || isBehindLabel(n)) && next == nil {
		next = dom.Following(n.Parent)
	}
	if next == nil {
		return false
	}
	if n.DataAtom == atom.Div { // its label may be on a line of its own
		lines := dom.LinesOf(next, 60)
		return len(lines) > 0 && namesPlace(lines[0])
	}
	return namesPlace(dom.TextOf(next, 60))
}

// besidePrice tells whether one of the next short lines behind that of a date, each in an element
// made as its own is, has an amount of money: that is what it costs to come on that day.
func besidePrice(n *html.Node) bool {
	const lines, longest = 3, 60 // bytes
	for n != nil && (n.Type != html.ElementNode || dom.InlineTags.Of(n.DataAtom)) {
		n = n.Parent
	}
	if n == nil || n.DataAtom == atom.Body {
		return false
	}
	next := n
	for range lines {
		next = dom.Following(next)
		if next == nil || next.DataAtom != n.DataAtom || !sharesClass(next, n) {
			return false
		}
		if line := dom.TextOf(next, 2*longest); len(line) < longest && furniture.NamesAmount(line) {
			return true
		}
	}
	return false
}

// isUnderHeading tells whether a heading of a word or two stands right over a date, and the text
// of the page over that: the date is that of what the heading names.
func (s *source) isUnderHeading(n *html.Node) bool {
	const longest = 40 // bytes
	over := textBefore(n)
	for over == nil && n.Parent != nil && (n.Type == html.TextNode || dom.InlineTags.Of(n.DataAtom)) {
		n = n.Parent
		over = textBefore(n)
	}
	return over != nil && over != s.headline && dom.HeadingTags[over.DataAtom] && over.DataAtom != atom.H1 && !dom.IsLonger(over, longest, longest)
}

// isBehindLabel tells whether all that stands in front of an element, in the one around both, is
// a word or two.
func isBehindLabel(n *html.Node) bool {
	const words, longest = 2, 30 // of a label; bytes
	label := textBefore(n)
	if label == nil || label.DataAtom != n.DataAtom || textBefore(label) != nil {
		return false
	}
	t := dom.TextOf(label, 2*longest)
	return len(t) < longest && len(strings.Fields(t)) <= words && !strings.ContainsFunc(t, unicode.IsDigit)
}

// namesPlace tells whether a line is labelled as a place.
func namesPlace(line string) bool {
	label, _, ok := strings.Cut(strings.ReplaceAll(line, "：", ":"), ":")
	return (ok || !strings.Contains(line, " ")) && placeWords[strings.ToLower(strings.TrimSpace(label))]
}

// datedParts cuts a line up so that each part has one date and what is said of it:
// at the signs that set parts apart, and before the words that say what a date is.
func datedParts(line string) []string {
	var out []string
	line = bracketedDate.ReplaceAllString(barredDate.ReplaceAllString(line, "$1.$2.$3"), "\n$1\n")
	for part := range strings.SplitSeq(lineBreaks.Replace(line), "\n") {
		start, dated := 0, false
		prev := ' '
		for i, r := range part {
			dated = dated || unicode.IsDigit(prev)
			if (dated || strings.HasSuffix(part[:i], " - ") || strings.HasSuffix(part[:i], " – ")) && i > start && unicode.IsLetter(r) && strings.ContainsFunc(part[i:], unicode.IsDigit) && (!unicode.IsLetter(prev) || r >= 0x2e80) && (saysPublished(part[i:]) || beginsModified(part[i:])) {
				out = append(out, part[start:i])
				start, dated = i, false
			}
			prev = r
		}
		out = append(out, part[start:])
	}
	return out
}

// barredDate is a day whose parts are set apart by the signs that set dates apart:
// 26 | 01 | 2022
var barredDate = regexp.MustCompile(`\b(\d{1,2}) [|·•] (\d{1,2}) [|·•] (\d{4})\b`)

// bracketedDate is a whole date in brackets of its own, behind another:
// 2026年11月9日（2026年11月10日更新）
var bracketedDate = regexp.MustCompile(`[（(]([^（）()]{0,40}\d{4}[年./-][^（）()]{3,40})[）)]`)

// beginsModified tells whether text begins with a word for a change.
func beginsModified(text string) bool {
	for _, w := range modifiedWords {
		if wording.FoldPrefix(text, w) {
			return true
		}
	}
	r, size := utf8.DecodeRuneInString(text)
	return r == '(' && beginsModified(text[size:])
}

// lineBreaks set the parts of a line apart.
var lineBreaks = strings.NewReplacer(" · ", "\n", " | ", "\n", " • ", "\n", " ｜ ", "\n", "｜", "\n", " ‧ ", "\n", "; ", "\n", "；", "\n")
