package people

import (
	"regexp"
	"strings"
)

// In Korean the word that makes a byline stands behind the name: 한가람 기자.

var reporterLine = regexp.MustCompile(`^[\[(【■▲]?\s*(?:[\pL·]{2,12}\s?=\s?)?(\p{Hangul}{2,4})\s(?:\p{Hangul}{0,4}기자|특파원|논설위원|편집위원|객원기자|PD|앵커)(?:$|[\s\])】(·|/,=])`)

// ReporterOf is the name in a short line that is such a byline; empty if it is none. It
// has no more than an address or a date besides.
func ReporterOf(line string) string {
	const rest = 60 // bytes behind
	if len(line) > 120 || !strings.Contains(line, " ") {
		return ""
	}
	m := reporterLine.FindStringSubmatchIndex(line)
	if m == nil || len(line)-m[1] > rest || strings.HasSuffix(line, "다.") {
		return ""
	}
	return line[m[2]:m[3]]
}

// ReporterBefore is the name in the brackets that a text begins with, or in the whole of
// a line: [보신문=한가람 기자] 파수꾼들은 …
func ReporterBefore(text string) string {
	const longest = 120 // bytes in brackets
	if !holdsHangul(text) {
		return ""
	}
	if end := strings.IndexAny(text, "])"); end > 0 && end < longest && (text[0] == '[' || text[0] == '(') {
		return ReporterOf(text[:end+1])
	}
	if strings.HasSuffix(text, ".") {
		return ""
	}
	return ReporterOf(text)
}

// holdsHangul tells whether a text has a syllable of Korean near its beginning.
func holdsHangul(text string) bool {
	for i := 0; i < min(len(text), 24); i++ {
		if 0xea <= text[i] && text[i] <= 0xed {
			return true
		}
	}
	return false
}
