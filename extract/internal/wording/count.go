package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CountWords counts words, taking two characters of a script without spaces for one.
func CountWords(text string) int {
	words, wide := 0, 0
	for f := range strings.FieldsSeq(text) {
		letters := false
		for _, r := range f {
			if r < utf8.RuneSelf {
				letters = letters || asciiWeights[r] > 0
				continue
			}
			switch RuneWeight(r) {
			case WideRune:
				wide++
			case 1:
				letters = letters || unicode.IsLetter(r) || unicode.IsNumber(r)
			}
		}
		if letters {
			words++
		}
	}
	return words + (wide+1)/2
}
