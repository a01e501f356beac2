package people

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// In reads the persons out of a byline or an author field: "By Anna Bee and
// C. Dee, staff writers" is Anna Bee and C. Dee. What is no person (a desk, an
// agency, an address, a date, a place) is left out.
func In(s string) []string {
	word, _ := CutByline(wording.Squeeze(s))
	return At(s, word != "")
}

// At reads the persons where places may stand behind the names, as in a byline on
// the page, or as a rule do not, as in a list for machines.
func At(s string, placed bool) []string {
	if strings.Contains(s, "://") {
		return nil
	}
	out, house := at(s, placed)
	if house && !slices.ContainsFunc(out.Names, func(name string) bool { return !isSingle(name) }) {
		return nil // an Office for Woods and Waters
	}
	return out.Names
}

// NamesHouse tells whether a byline has the long name of something that is no person.
func NamesHouse(s string) bool {
	_, house := at(s, true)
	return house
}

// at are the persons, and whether a part is the long name of something else.
func at(s string, placed bool) (out List, house bool) {
	if roleLabel.MatchString(s) {
		return out, false
	}
	for _, part := range splitNames(StripByline(withoutOthers(wording.Squeeze(s))), placed) {
		if strings.HasPrefix(part, "@") && len(out.Names) > 0 {
			continue // the same person, on a network
		}
		if name := CleanName(part); name != "" {
			out.Add(name)
		} else {
			house = house || len(strings.Fields(part)) > 2
		}
	}
	return out, house
}

// roleLabel begins a line of what an author does: Role, BBC News.
var roleLabel = regexp.MustCompile(`^(?:Role|Título del autor|Cargo|Função|Rôle|Место работы|Місце роботи|Unvan|Jabatan|Vai trò|عہدہ|المنصب|भूमिका|পদবী|ตำแหน่ง), `)

// StripByline takes the byline word off s.
func StripByline(s string) string {
	for range 2 {
		_, rest := CutByline(s)
		if rest == s {
			break
		}
		s = rest
	}
	return s
}

// CutByline splits s behind the longest byline word it begins with.
func CutByline(s string) (word, rest string) {
	end := bylineEnd(s)
	word, rest = s[:end], wording.SkipSigns(s[end:], " :：៖-–/|.")
	if strings.HasSuffix(word, "记者") {
		rest = apartReporters(rest)
	}
	return word, rest
}

// bylineEnd is where the longest byline word ends that s begins with; 0 if there is none.
func bylineEnd(s string) int {
	best := 0
	if strings.HasPrefix(s, "Aus ") {
		best = len(reportsFrom.FindString(s))
	}
	for _, p := range bylinesByLetter().Of(s) {
		if len(p) > best && wording.FoldPrefix(s, p) && endsWord(s, len(p)) {
			best = len(p)
		}
	}
	return best
}

// reportsFrom is a byline word with the place of the report in it: Aus Kiel berichtet
var reportsFrom = regexp.MustCompile(`^Aus (?:\p{Lu}\pL+ ){1,2}bericht(?:et|en) `)

// endsWord tells whether a byline word may end at i. Pages without layout glue
// "By" to the name: ByAnna.
func endsWord(s string, i int) bool {
	last, _ := utf8.DecodeLastRuneInString(s[:i])
	next, size := utf8.DecodeRuneInString(s[i:])
	if behind, _ := utf8.DecodeRuneInString(s[min(i+size, len(s)):]); next == '-' && unicode.IsLower(behind) {
		return false // by-laws
	}
	if unicode.Is(unicode.Hangul, last) {
		return i == len(s) || !unicode.Is(unicode.Hangul, next) // it may be the stem of another word
	}
	if i == len(s) || !unicode.IsLetter(last) || last >= 0x2e80 {
		return true
	}
	return !unicode.IsLetter(next) && !unicode.IsDigit(next) || unicode.IsUpper(next) && gluedBylines[s[:i]]
}

var gluedBylines = wording.Set("By Author Autor Autorin Von Par Por Reporter")

// BeginsByline tells whether text, a short one, begins with a byline word.
func BeginsByline(text string) bool {
	return bylineEnd(wording.SkipSigns(text, BylineSigns)) > 0
}

// BylineSigns may stand before a byline word.
const BylineSigns = " \t\r\n-–—([|•·/（【〔「■●▲△✍"

// BylineWithin is where in a line of Chinese or Japanese, which put date, source and
// author side by side, the byline begins, or behind who told something, to whom; 0 if there is none.
func BylineWithin(line string) int {
	if i := strings.Index(line, toldTo); i > 0 && IsFullName(strings.Trim(line[:i], ", ")) {
		return i + 1
	}
	if strings.IndexByte(line, ':') < 0 && !strings.Contains(line, "：") {
		return 0
	}
	for _, w := range wideBylines {
		if i := strings.Index(line, w); i > 0 {
			return i
		}
	}
	return 0
}

// toldTo stands behind who told a story, and before who wrote it down.
const toldTo = " as told to "

var wideBylines = []string{"作者：", "作者:", "记者：", "记者:", "記者：", "記者:", "撰文：", "撰文:", "撰稿：", "執筆：", "著者：", "文：", "文:", "采写：", "採訪：", "ライター：", "글:", "기자:"}

var bylinesByLetter = sync.OnceValue(func() wording.ByLetter { return wording.Index(bylineWords) })

// withoutOthers drops from a byline what names others than the authors: who took the
// pictures and, behind the authors, who helped them.
func withoutOthers(s string) string {
	if photoBrackets.MatchString(s) {
		s = photoBrackets.ReplaceAllString(strings.ReplaceAll(sureBreaks.Replace(s), "\n", ";"), "")
	}
	if filesReport(strings.TrimRight(s, "】〕）)] ")) {
		s = reportedFrom.ReplaceAllString(s, "")
	}
	word, names := CutByline(s)
	if word == "" && photoWords.Begin(s) {
		return ""
	}
	front, named := s[:len(s)-len(names)], false
	var kept strings.Builder
	keep, prev, sign := true, ' ', ' ' // before r: the last character, and the last that is no space
	for i, r := range names {
		switch {
		case strings.ContainsRune(" ,;/|·•(／、，", prev) && photoWords.Begin(names[i:]),
			strings.ContainsRune(",;/|·•(／", sign) && named && helpWords.Begin(names[i:]):
			keep = false
		case !keep && strings.ContainsRune(";|·•／", r):
			keep = true
		}
		if r != ' ' {
			sign = r
		}
		if prev = r; keep {
			kept.WriteRune(r)
			named = named || unicode.IsLetter(r)
		}
	}
	return front + kept.String()
}

// TellsPhoto tells whether a text begins with what stands in brackets behind the name of
// somebody who took the pictures.
func TellsPhoto(text string) bool { return photoBehind.MatchString(text) }

// NamesOthers tells whether a line begins as those do that name who took the pictures, or helped.
func NamesOthers(line string) bool { return photoWords.Begin(line) || helpWords.Begin(line) }

// LabelsOthers tells whether a text is no more than the label in front of those who took the
// pictures, or helped.
func LabelsOthers(text string) bool {
	const longest = 40 // bytes
	text = strings.TrimLeft(text, " |,;/·•(–-")
	return len(text) < longest && (photoAlone[strings.ToLower(strings.TrimSpace(text))] || strings.HasSuffix(strings.TrimRight(text, " "), ":") && (photoWords.Begin(text) || helpWords.Begin(text)))
}

// NamesPhotographer tells whether a line is the word for a picture and the full name of somebody,
// with nothing between: Photo Anna Bee.
func NamesPhotographer(line string) bool {
	const words = 3
	word, name, _ := strings.Cut(line, " ")
	return photoAlone[strings.ToLower(word)] && IsCapital(word) && len(strings.Fields(name)) <= words && CleanName(name) == name && IsFullName(name)
}

// BeforePhoto is a line without the comma and what tells behind it who took the pictures.
func BeforePhoto(line string) string {
	if front, behind, found := strings.Cut(line, ", "); found && photoWords.Begin(behind) {
		return front
	}
	return line
}

// photoAlone are such labels without a colon.
var photoAlone = wording.Set("photo photos photography photographer foto fotos fotografie fotografía fotografia fotografii photographie photographies bild bilder kuva kuvat zdjęcia фото фотографии фотограф illustration illustrations иллюстрации видео video fotoğraf")

const photoKinds = `(?:photos?|fotos?|bild(?:er)?|fotograf\w*|photograph\w*|pictures?|images?|videos?|vidéo|illustrations?|illustration\w*|grafik|kuvat?|zdjęcia|фото|写真|撮影|摄影|攝影|사진)`

var photoBehind = regexp.MustCompile(`(?i)^\s*\(` + photoKinds + `\)`)

// photoBrackets is a name with the word behind it that tells that somebody took the pictures.
var photoBrackets = regexp.MustCompile(`(?i)[^,;&|(]+\(` + photoKinds + `\)`)

// WritersMarked are the names of a line that has the word behind one of them that tells that
// somebody wrote the text: Ana Lima (texto) e Rui Salema (fotos).
func WritersMarked(line string) []string {
	if !strings.Contains(line, "(") {
		return nil
	}
	front := textBehind.FindStringIndex(line)
	if front == nil {
		return nil
	}
	return At(textBehind.ReplaceAllString(line[:front[1]], ""), true)
}

var textBehind = regexp.MustCompile(`(?i) ?\((?:texts?|textos?|textes?|test[oi]|teksti?|tekstas|szöveg|текст|κείμενο|文)\)`)

// reportedFrom is the place that papers in Chinese report from, behind the names.
var reportedFrom = regexp.MustCompile(`[／/]\p{Han}{2,8}`)

// NameBreaks set one name apart from the next: a line break where they surely do, a
// vertical tab where what follows may as well be a place.
var NameBreaks = breaks(sureSigns, [2]string{"\v", ` en | i | a | na |/| – | — | - |·|•|，|｜`})

// sureBreaks are those that surely do.
var sureBreaks = breaks(sureSigns)

var sureSigns = [2]string{"\n", ` and | And | AND | und | et | e | y | och | og | ja | и | и` + "\u0306" + ` | та | & | with | mit | avec |;|、| via | oraz | és | și | ve | dan | và | και | και η | και ο | و | ו |،|اور | और | एवं | ও | এবং | மற்றும் | และ | ir | un | dhe | sekä | agus | eta | і | й |丨`}

func breaks(table ...[2]string) *strings.Replacer {
	pairs := []string{"|", "\n"}
	for _, row := range table {
		for sign := range strings.SplitSeq(row[1], "|") {
			pairs = append(pairs, sign, row[0])
		}
	}
	return strings.NewReplacer(pairs...)
}

// splitNames cuts a list of names up. "Bee, Anna" is one name, "Bee, Anna; Dee,
// Carl" two, "Anna Bee, Carl Dee" two as well, and of "Anna Bee, Bern" Bern is a place.
func splitNames(s string, placed bool) []string {
	var out []string
	full := false // there is a name of several words
	for group := range strings.SplitSeq(NameBreaks.Replace(apartNames(s)), "\n") {
		for i, weak := range strings.Split(group, "\v") {
			parts := strings.Split(weak, ",")
			for k := range parts {
				parts[k] = strings.TrimSpace(parts[k])
			}
			if len(parts) == 2 && isSingle(parts[0]) && parts[1] != "" && len(strings.Fields(parts[1])) <= 2 && wording.IsLetters(nameSigns.Replace(parts[1])) &&
				!credentials[wording.Plain(parts[1])] && !HasRole(parts[1]) && !full {
				out = append(out, parts[1]+" "+parts[0])
				continue
			}
			for k, part := range parts {
				if full && placed && (i > 0 || k > 0) && isPlace(part) {
					continue
				}
				out = append(out, part)
				full = full || IsFullName(part)
			}
		}
	}
	return out
}

// isPlace tells whether what stands behind a full name can only be a place: it is known
// for one, one word, or begins as what tells where somebody is.
func isPlace(part string) bool {
	words := strings.Fields(part)
	if len(words) == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(part)
	return Places[strings.ToLower(strings.Trim(part, " ."))] || len(words) == 1 && r < 0x2e80 && isSingle(part) || len(words) > 1 && placePrepositions[words[0]]
}

func isSingle(s string) bool { return s != "" && !strings.Contains(s, " ") && wording.IsLetters(s) }

// nameSigns stand within the first names of somebody: Min-seo, J. R.
var nameSigns = strings.NewReplacer(" ", "", ".", "", "-", "", "’", "", "'", "")

// titlesBehind are what some languages write behind the name of who reports.
var titlesBehind = []string{" 선임기자", " 전문기자", " 인턴기자", " 수습기자", " 객원기자", " 논설위원", " 기자", " 특파원", "記者", "记者", " 記者", " 记者"}

// filesReport tells whether s is what papers in Chinese write behind the names: the place
// that was reported from.
func filesReport(s string) bool {
	for _, word := range []string{"報導", "報道", "报道", "專電", "专电", "電", "电", "連線", "连线"} {
		if strings.HasSuffix(s, word) {
			return true
		}
	}
	return false
}

// isHandle tells whether s is a name that people choose on forums: one word that
// ends in digits.
func isHandle(s string) bool {
	front := strings.TrimRight(s, "0123456789")
	return len(front) > 2 && !strings.ContainsFunc(front, func(r rune) bool { return !unicode.IsLetter(r) && r != '_' && r != '-' })
}

// nameEnds are what pages write behind a name.
var nameEnds = []string{" | ", " for the ", " of the ", " at ", " in ", " on ", " is ", " updated", " published", " posted", " am ", " für ", " aus ", " pour ", " para ", " للنشرة العربية", " 通讯员", " 通訊員", " 编辑", " 編輯", " 责编", " 責編", " 责任编辑", " 責任編輯", " 摄影", " 攝影"}

// notLast are words that no name ends with.
var notLast = wording.Set("von by am el le de on at bio size par por und and the of for with full full-bio more page verfasst vom der in im mehr kg")

// particles are the small words within names.
var particles = wording.Set("de da do dos das del della di du la le van der den von zu zum zur ter ten el al bin ibn y e af av dell' d' de' i")

// IsParticle tells whether a word stands within names, or between two of them: de, van, bin.
func IsParticle(w string) bool {
	before, _, cut := strings.Cut(strings.ReplaceAll(w, "’", "'"), "'")
	return particles[w] || cut && (before == "d" || before == "l" || before == "dell")
}

// credentials stand behind a name and are no part of it.
var credentials = wording.Set("phd md ms ma mba rd rdn dds rn esq cpa mph fand do jd bsc msc edd psyd cfp dvm od pa lcsw ldn cscs facp cnm np dnp pharmd ba bs afp")

// NotNames are what author fields hold when there is no author.
var NotNames = wording.PhraseSet(`by|von|par|por|text|sort by|last|about the author|about the authors|über den autor|no author|von:|autor|autorin|auteur|continue reading|uncategorized|admin|administrator|administrador|administrateur|webmaster|editor|editors|editorial|staff|guest|guest author|anonymous|unknown|author|authors|redaktion|redaktor|redakcja|redacción|redaccion|redazione|rédaction|la rédaction|redactie|redactor|
	team|user|root|null|none|undefined|n a|post|newsroom|news desk|news|wordpress|super user|superuser|moderator|share|read more|more|follow|contact|email|e-mail|home|about|subscribe|comments|comment|profile|editorial team|die redaktion|von redaktion|online-redaktion|
	editorial staff|staff writer|staff reporter|staff report|staff reports|our correspondent|special correspondent|agencies|agencias|agentur|agenturen|from news services|wire reports|wire services|press release|pressemitteilung|contributor|contributors|guest contributor|guest post|
	redactia|redakce|redakcia|szerkesztőség|toimitus|redaksjonen|redaktionen|redaksi|editör|haber merkezi|редакция|редакція|администратор|админ|σύνταξη|编辑|編輯|编辑部|編集部|管理员|管理者|관리자|편집부|हमारे संवाददाता|विशेष संवाददाता|निज संवाददाता|নিজস্ব প্রতিবেদক|নিজস্ব প্রতিনিধি|স্টাফ রিপোর্টার|বিশেষ প্রতিনিধি|நமது நிருபர்|กองบรรณาธิการ|ทีมข่าว|ban biên tập|tim redaksi|هيئة التحرير|أسرة التحرير|تحریریه|מערכת האתר|собственный корреспондент|наш корреспондент|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật|web desk|desk|ویب ڈیسک|نیوز ڈیسک|ویب مانیٹرنگ|مانیٹرنگ ڈیسک|اسٹاف رپورٹر|نمائندہ خصوصی|ওয়েব ডেস্ক|অনলাইন ডেস্ক|डिजिटल डेस्क|न्यूज़ डेस्क|न्यूज डेस्क|वेब डेस्क|online desk|twitter|facebook|linkedin|instagram|website|
	view all posts|all posts|다른기사 보기|다른 기사 보기|기사 더보기|기자 구독|기자페이지|see all|see bio|bio|biography|view profile|see profile|follow us|print|copy link|name|full name|date|kein autor|verlag|the editors|the editorial board|editorial board|op-ed|opinion|advertisement|advertorial|sponsored|partner|promotion|sponsored content|brandpost|top stories|world news|local news|breaking news|real estate|personal finance|case studies|press releases|external author|freelance|freelance writer|senior writer`)

// roles are words that no person's name has: they tell what someone does, or that
// the words are no name at all.
var roles = wording.Set(`editor editors editorial reporter reporters correspondent correspondents writer writers staff desk newsroom bureau team journalist columnist contributor contributors producer director manager
	officer president professor analyst photographer critic specialist consultant founder chief senior associate assistant executive vice department
	redaktion redakteur redakteurin redaktionsteam korrespondent korrespondentin chefredakteur chefredakteurin ressortleiter volontär volontärin reporterin autorin freier freie
	rédaction rédacteur rédactrice journaliste correspondant correspondante redacción redactor periodista corresponsal redazione giornalista redactie redacteur verslaggever redaktør redaktör reporteren toimittaja
	redaksi redakcja redaktor редакция корреспондент редактор журналист כתבנו כתבתנו כתבת פרשן עורך עורכת מערכת مراسل مراسلة مراسلنا مراسلتنا محرر محررة خبرنگار سردبير संवाददाता প্রতিনিধি প্রতিবেদক ডেস্ক রিপোর্ট डेस्क ब्यूरो டெஸ்க் συντάκτης συντάκτρια ανταποκριτής muhabir muhabiri 編集部 编辑部 記者 记者 minutes minute min read ago hours hour days published updated posted comments comment share follow subscribe newsletter
	amtsgericht landgericht verwaltungsgericht gemeinde landkreis landratsamt rathaus polizei feuerwehr mairie préfecture ayuntamiento prefeitura gmina urząd obec önkormányzat kommun kommune kommunen merkezi ajansı gazetesi haberleri magazine media news newspaper press online network group gmbh ltd inc llc corp university universität institute institut association foundation verlag agency agentur ministry office support services service company
	monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lunes martes miércoles jueves viernes sábado domingo
	publicado veröffentlicht eingestellt erstellt geschrieben informationsstelle quelle alles über youtube sort written edited about leave posts
	admin administrator member owner partners union club society council committee board landesanstalt magazin zeitung verein verband stiftung gesellschaft akademie hochschule ministerium behörde
	profil rechte vorbehalten sign login log join register anmelden buy sale price search menu
	mejla maila kontakt kontakta kontaktiere contact contactez contacter contatta contacta napisz obserwuj följ folge volg suivez sigue tweet
	copyright rights reserved email twitter facebook website blog community guest sponsored advertisement`)

// HasRole tells whether a word of s tells what someone does.
func HasRole(s string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if roles[strings.Trim(w, ".,:;-()'’")] {
			return true
		}
	}
	return false
}

// List is a list of names, each once however it is written.
type List struct {
	Names []string
	known map[string]bool
}

// Add appends a name that is not in the list yet.
func (l *List) Add(name string) {
	key := wording.Plain(name)
	if key == "" {
		key = name
	}
	if l.known == nil {
		l.known = map[string]bool{}
	}
	if !l.known[key] {
		l.known[key] = true
		l.Names = append(l.Names, name)
	}
}

// Join is the names of lists, each once.
func Join(lists ...[]string) []string {
	var out List
	for _, list := range lists {
		for _, name := range list {
			out.Add(name)
		}
	}
	return out.Names
}
