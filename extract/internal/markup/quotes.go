package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// quotation are the marks around a <q>, and around one within another, by language, as
// browsers write them.
var quotation = map[string][2][2]string{
	"de": {{"„", "“"}, {"‚", "‘"}}, "cs": {{"„", "“"}, {"‚", "‘"}}, "sk": {{"„", "“"}, {"‚", "‘"}}, "sl": {{"„", "“"}, {"‚", "‘"}}, "hr": {{"„", "“"}, {"‚", "‘"}}, "sr": {{"„", "“"}, {"‚", "‘"}},
	"bg": {{"„", "“"}, {"‚", "‘"}}, "mk": {{"„", "“"}, {"‚", "‘"}}, "et": {{"„", "“"}, {"«", "»"}}, "is": {{"„", "“"}, {"‚", "‘"}}, "lt": {{"„", "“"}, {"‚", "‘"}}, "ka": {{"„", "“"}, {"«", "»"}},
	"pl": {{"„", "”"}, {"«", "»"}}, "hu": {{"„", "”"}, {"»", "«"}}, "ro": {{"„", "”"}, {"«", "»"}}, "sv": {{"”", "”"}, {"’", "’"}}, "fi": {{"”", "”"}, {"’", "’"}},
	"fr": {{"« ", " »"}, {"« ", " »"}}, "es": {{"«", "»"}, {"“", "”"}}, "it": {{"«", "»"}, {"“", "”"}}, "pt": {{"«", "»"}, {"“", "”"}}, "ca": {{"«", "»"}, {"“", "”"}}, "el": {{"«", "»"}, {"“", "”"}}, "nb": {{"«", "»"}, {"‘", "’"}}, "no": {{"«", "»"}, {"‘", "’"}},
	"ru": {{"«", "»"}, {"„", "“"}}, "uk": {{"«", "»"}, {"„", "“"}}, "be": {{"«", "»"}, {"„", "“"}}, "fa": {{"«", "»"}, {"‹", "›"}}, "ar": {{"”", "“"}, {"’", "‘"}}, "he": {{"”", "”"}, {"’", "’"}},
	"ja": {{"「", "」"}, {"『", "』"}}, "zh-tw": {{"「", "」"}, {"『", "』"}},
}

// quotationMarks are those of a language; of one that is not known, the English ones.
func quotationMarks(language string) [2][2]string {
	language = strings.ToLower(language)
	base, _, _ := strings.Cut(language, "-")
	for _, l := range []string{language, base} {
		if marks, ok := quotation[l]; ok {
			return marks
		}
	}
	return [2][2]string{{"“", "”"}, {"‘", "’"}}
}

// quote writes the marks of a quotation, unless the page has written some.
func quote(q *html.Node, marks [2]string) {
	text := wording.Squeeze(dom.RawText(q, 20))
	before := rune(0)
	if q.PrevSibling != nil && q.PrevSibling.Type == html.TextNode {
		before, _ = utf8.DecodeLastRuneInString(q.PrevSibling.Data)
	}
	if first, _ := utf8.DecodeRuneInString(text); text == "" || unicode.In(first, unicode.Quotation_Mark) || unicode.In(before, unicode.Quotation_Mark) {
		return
	}
	q.InsertBefore(&html.Node{Type: html.TextNode, Data: marks[0]}, q.FirstChild)
	q.AppendChild(&html.Node{Type: html.TextNode, Data: marks[1]})
}
