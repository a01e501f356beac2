package people

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsFullName tells whether name has two words or more and each begins as a
// name's does, or is written in a script without capitals.
func IsFullName(name string) bool {
	words := strings.Fields(name)
	for _, w := range words {
		if !IsCapital(w) && !IsParticle(w) {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(name)
	return len(words) > 1 || r >= 0x2e80 && utf8.RuneCountInString(name) <= 6
}

// IsCapital tells whether a word begins as names do: with a letter that is not a small one.
func IsCapital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) && !isSmall(r)
}

// isSmall tells whether a letter is a small one. Georgian is written in what Unicode calls
// small letters, names as well.
func isSmall(r rune) bool { return unicode.IsLower(r) && !unicode.Is(unicode.Georgian, r) }
