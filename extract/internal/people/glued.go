package people

import (
	"strings"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// In Arabic and Hebrew "and" is a letter in front of the next word: ليلى حداد ويوسف نجار.

// gluedAnds are those letters, with the first names that begin with them.
var gluedAnds = map[rune]map[string]bool{
	'و': wording.Set("وليد وائل وسيم وسام وفاء وفيق وجدي وجيه وحيد وداد ورد وردة وصال وصفي وضاح ولاء ولي وهيب وهبة وهبي واصل واثق وثاب وديع ويليام وليم والتر ويسلي وحدة والي وسن وئام وزير وقاص وارث وكيل"),
	'ו': wording.Set("ורד ורדה ויקטור ולדימיר ולרי ויקי ויויאן וילי ויליאם וולף ונסה ויטלי ויולה ורוניקה ונדר"),
}

// apartNames sets "and" apart from the name behind it, where two full names are left.
func apartNames(s string) string {
	const full = 2 // words
	if strings.IndexByte(s, 0xd9) < 0 && strings.IndexByte(s, 0xd7) < 0 {
		return s
	}
	words := strings.Fields(s)
	before := 0 // words of the name so far
	for i, w := range words {
		letter, size := utf8.DecodeRuneInString(w)
		names, glues := gluedAnds[letter]
		if glues && before >= full && len(words)-i >= full && len(w) > size && !names[w] {
			words[i] = w[:size] + " " + w[size:]
			before = 0
		}
		before++
		if strings.ContainsAny(w, ",;|–—") || w == "-" || strings.HasSuffix(w, "،") {
			before = 0
		}
	}
	return strings.Join(words, " ")
}

// apartReporters sets the names apart that papers in Chinese put side by side behind the
// word for reporters: 张闻渔 李岸
func apartReporters(names string) string {
	for n := range strings.FieldsSeq(names) {
		if size := utf8.RuneCountInString(n); size < 2 || size > 4 {
			return names // a family name set apart, or something else
		}
	}
	return strings.ReplaceAll(names, " ", ";")
}
