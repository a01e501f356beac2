package wording

import (
	"unicode"
	"unicode/utf8"
)

// CountWords counts words, taking so many letters of a script without spaces for one.
func CountWords(text string) int {
	words, spaceless := 0, 0
	letters := false // in the word so far
	for i := 0; i < len(text); {
		if lettersASCII[text[i]] != 0 { // as most are
			letters = true
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case unicode.IsSpace(r):
			if letters {
				words++
			}
			letters = false
		case r >= utf8.RuneSelf:
			switch weight := RuneWeight(r); {
			case IsSpaceless(r):
				spaceless += weight
			case weight > 0:
				letters = true
			}
		}
	}
	if letters {
		words++
	}
	return words + (spaceless+SpacelessWord/2)/SpacelessWord
}
