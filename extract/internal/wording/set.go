package wording

import (
	"strings"
	"unicode/utf8"
)

// Set makes a table of words out of a line of them.
func Set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// LookUp finds s, whatever its case, in a table of words in small letters.
func LookUp[V any](table map[string]V, s string) V {
	var small [64]byte
	if len(s) > len(small) {
		return table[strings.ToLower(s)]
	}
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return table[strings.ToLower(s)]
		}
		small[i] = lowerASCII[c]
	}
	return table[string(small[:len(s)])]
}
