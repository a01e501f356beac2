package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// List are the phrases of a text that has bars between them.
func List(list string) []string {
	var out []string
	for w := range strings.SplitSeq(list, "|") {
		out = append(out, strings.TrimSpace(w))
	}
	return out
}

// PhraseSet makes a table of such phrases.
func PhraseSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.SplitSeq(list, "|") {
		set[strings.TrimSpace(w)] = true
	}
	return set
}

// ByLetter are phrases by their first letter, to look few of them up.
type ByLetter map[rune][]string

// Index puts phrases in order by their first letter.
func Index(phrases []string) ByLetter {
	table := ByLetter{}
	for _, p := range phrases {
		r, _ := utf8.DecodeRuneInString(p)
		table[r] = append(table[r], p)
	}
	return table
}

// Of gives the phrases that begin as s does, whatever the case.
func (b ByLetter) Of(s string) []string {
	r, _ := utf8.DecodeRuneInString(s)
	return b[unicode.ToLower(r)]
}

// Begin tells whether s begins with one of the phrases, whatever the case.
func (b ByLetter) Begin(s string) bool {
	for _, p := range b.Of(s) {
		if FoldPrefix(s, p) {
			return true
		}
	}
	return false
}

// FoldPrefix tells whether s begins with p, whatever the case.
func FoldPrefix(s, p string) bool {
	return len(p) <= len(s) && strings.EqualFold(s[:len(p)], p)
}

// ContainsAny tells whether any of words is in s, be it in another word.
func ContainsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
