package wording

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// SplitName cuts a name into lower-case words, at punctuation, digits and humps.
func SplitName(name string) []string {
	var words []string
	for w := range WordsOf(name) {
		words = append(words, string(w))
	}
	return words
}

// WordsOf gives the words that SplitName cuts a name into, each until the next is asked for.
func WordsOf(name string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		var buffer [64]byte
		word := buffer[:0]
		lower := false
		for _, r := range name {
			if 'a' <= r && r <= 'z' { // as most are
				lower = true
				word = append(word, byte(r))
				continue
			}
			if !unicode.IsLetter(r) {
				if len(word) > 0 && !yield(word) {
					return
				}
				word, lower = word[:0], false
				continue
			}
			if unicode.IsUpper(r) && lower {
				if len(word) > 0 && !yield(word) {
					return
				}
				word = word[:0]
			}
			lower = unicode.IsLower(r)
			word = utf8.AppendRune(word, unicode.ToLower(r))
		}
		if len(word) > 0 && utf8.ValidString(name) {
			yield(word)
		}
	}
}
