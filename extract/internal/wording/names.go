package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// SplitName cuts a name into lower-case words, at punctuation, digits and humps.
func SplitName(name string) []string {
	var words []string
	start := -1
	lower := false
	for i, r := range name {
		if !unicode.IsLetter(r) {
			if start >= 0 {
				words = append(words, strings.ToLower(name[start:i]))
			}
			start, lower = -1, false
			continue
		}
		if unicode.IsUpper(r) && lower {
			words = append(words, strings.ToLower(name[start:i]))
			start = i
		}
		lower = unicode.IsLower(r)
		if start < 0 {
			start = i
		}
	}
	if start >= 0 && start < len(name) && utf8.ValidString(name) {
		words = append(words, strings.ToLower(name[start:]))
	}
	return words
}
