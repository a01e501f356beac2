package people

import (
	"regexp"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// In Korean the word that makes a byline stands behind the names: 한가람·서마루 기자.

var reporterLine = regexp.MustCompile(`^[\[(【■▲]?\s*(?:[\pL·]{2,12}\s?=\s?)?(\p{Hangul}{2,4}(?:[·ㆍ,]\s?\p{Hangul}{2,4})*)\s(?:\p{Hangul}{0,4}기자|특파원|논설위원|편집위원|객원기자|PD|앵커)(?:$|[\s\])】(·|/,=])`)

// ReporterOf is the first name in a short line that is such a byline; empty if it is none. It
// has no more than an address or a date besides.
func ReporterOf(line string) string {
	if names := reportersOf(line); len(names) > 0 {
		return names[0]
	}
	return ""
}

// reportersOf are all names in such a line.
func reportersOf(line string) []string {
	const rest = 60 // bytes behind
	if len(line) > 120 || !strings.Contains(line, " ") {
		return nil
	}
	m := reporterLine.FindStringSubmatchIndex(line)
	if m == nil || len(line)-m[1] > rest || strings.HasSuffix(line, "다.") {
		return nil
	}
	return strings.FieldsFunc(line[m[2]:m[3]], func(r rune) bool { return strings.ContainsRune("·ㆍ, ", r) })
}

// ReportersBefore are the names in the brackets that a text begins with, or in the whole
// of a line: [보신문=한가람 기자] 파수꾼들은 … / 〔記者陳以安／澎湖報導〕停駛十二年 …
func ReportersBefore(text string) []string {
	const longest = 120 // bytes in brackets
	if head := text[:min(len(text), 2*longest)]; strings.Contains(head, "者") {
		if m := chineseReporters.FindStringSubmatch(head); m != nil {
			return At(m[1]+m[2]+m[3], false)
		}
	}
	if head := text[:min(len(text), 2*longest)]; head >= "\u3041" {
		if m := japaneseWriter.FindStringSubmatch(head); m != nil {
			return At(m[1], false)
		}
	}
	if !holdsHangul(text) {
		return nil
	}
	if end := strings.IndexAny(text, "])"); end > 0 && end < longest && (text[0] == '[' || text[0] == '(') {
		return reportersOf(text[:end+1])
	}
	if strings.HasSuffix(text, ".") {
		return nil
	}
	return reportersOf(text)
}

// chineseReporters are the names in the dateline of a paper or an agency, before the place
// that they file from or behind the day.
var chineseReporters = regexp.MustCompile(`^(?:[〔【（(\[][^〔【（(\[〕】）)\]]{0,6}[記记]者(\p{Han}[\p{Han}、 ]{1,19})[／/∕]\p{Han}{2,8}[〕】）)\]]|` +
	`[（(]?中央社記者(\p{Han}{3})\p{Han}{2,4}\d{1,2}日專?電|[^（(。]{4,30}\d{1,2}日[電电][（(][記记]者(\p{Han}[\p{Han}、 ]{1,29})[）)])`)

// japaneseWriter is a line that is the post of somebody at a paper and the name, and the day
// perhaps: 編集委員　森下遥　2026年5月14日
var japaneseWriter = regexp.MustCompile(`^[\p{Han}\p{Katakana}ー・]{0,10}(?:編集委員|論説委員|論説主幹|専門記者|特派員|支局長)[ \x{3000}]+([\p{Han}\p{Hiragana}\p{Katakana}ー]{3,6})(?:[ \x{3000}]+\d{4}[年/.].{0,60})?$`)

// WriterBefore is the name in a line that is it and the word that its bearer writes.
func WriterBefore(line string) string {
	const longest = 60 // bytes
	if len(line) > longest {
		return ""
	}
	i := strings.LastIndexByte(line, ' ')
	if i < 0 || !writes[strings.TrimRight(line[i+1:], ":")] {
		return ""
	}
	if name := line[:i]; IsFullName(name) && CleanName(name) == name {
		return name
	}
	return ""
}

// writes are such words.
var writes = wording.Set("skrifar skriver schreibt escribe scrive écrit scrie píše pisze kirjoittaa rašo raksta kirjutab пише пишет γράφει yazdı yazıyor")

// holdsHangul tells whether a text has a syllable of Korean near its beginning.
func holdsHangul(text string) bool {
	for i := 0; i < min(len(text), 24); i++ {
		if 0xea <= text[i] && text[i] <= 0xed {
			return true
		}
	}
	return false
}
