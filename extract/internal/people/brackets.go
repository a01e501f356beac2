package people

import (
	"regexp"
	"strings"
)

// BracketedNames are those of a line that is nothing but two names or more in brackets:
// 【高木さやか、森本健】
func BracketedNames(line string) []string {
	m := namesInBrackets.FindStringSubmatch(line)
	if m == nil {
		return nil
	}
	return In(strings.ReplaceAll(m[1], "・", "、"))
}

var namesInBrackets = regexp.MustCompile(`^[【（]([\p{Han}\p{Hiragana}\p{Katakana}ー]{3,7}(?:[、・][\p{Han}\p{Hiragana}\p{Katakana}ー]{3,7}){1,4})[】）]$`)

// IsBracketed tells whether a text may be names in brackets.
func IsBracketed(text string) bool {
	const longest = 120 // bytes
	return len(text) < longest && (strings.HasPrefix(text, "【") || strings.HasPrefix(text, "（")) && namesInBrackets.MatchString(text)
}
