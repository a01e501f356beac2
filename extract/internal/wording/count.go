package wording

import (
	"unicode"
	"unicode/utf8"
)

// CountWords counts words, taking two characters of a script without spaces for one.
func CountWords(text string) int {
	words, wide := 0, 0
	letters := false // in the word so far
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf && asciiWeights[r] > 0:
			letters = true
		case unicode.IsSpace(r):
			if letters {
				words++
			}
			letters = false
		case r >= utf8.RuneSelf:
			switch RuneWeight(r) {
			case WideRune:
				wide++
			case 1:
				letters = true
			}
		}
	}
	if letters {
		words++
	}
	return words + (wide+1)/2
}
