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

// ByLetter are phrases by their first two letters, to look few of them up.
type ByLetter struct {
	phrases map[[2]rune][]string  // those of one letter stand with each second one, too
	ascii   *[1 << 14 / 64]uint64 // which two characters of ASCII any phrase begins with
}

// alone stands for the second letter where there is none.
const alone = -1

// Index puts phrases in order by their first letters.
func Index(phrases []string) ByLetter {
	b := ByLetter{map[[2]rune][]string{}, new([1 << 14 / 64]uint64)}
	seconds := map[rune][]rune{}
	for _, p := range phrases {
		r, second := firstTwo(p)
		key := [2]rune{r, second}
		if _, ok := b.phrases[key]; !ok {
			b.phrases[key] = nil
			seconds[r] = append(seconds[r], second)
		}
	}
	for _, p := range phrases {
		r, second := firstTwo(p)
		for _, other := range seconds[r] {
			if key := [2]rune{r, other}; second == alone || second == other {
				b.phrases[key] = append(b.phrases[key], p)
			}
		}
	}
	for key := range b.phrases {
		for c := range rune(utf8.RuneSelf) {
			if key[0] < utf8.RuneSelf && (key[1] == alone || key[1] == c) {
				at := key[0]<<7 | c
				b.ascii[at/64] |= 1 << (at % 64)
			}
		}
	}
	return b
}

// Of gives the phrases that may begin as s does, whatever the case: those that have its
// first two letters.
func (b ByLetter) Of(s string) []string {
	if len(s) > 1 && s[0]|s[1] < utf8.RuneSelf {
		if at := uint(lowerASCII[s[0]])<<7 | uint(upperASCII[s[1]]); b.ascii[at/64]&(1<<(at%64)) == 0 {
			return nil
		}
	}
	r, second := firstTwo(s)
	r = unicode.ToLower(r)
	if list, ok := b.phrases[[2]rune{r, second}]; ok {
		return list
	}
	return b.phrases[[2]rune{r, alone}]
}

// firstTwo are the first letter of s and, in the one way that stands for all its cases,
// the second.
func firstTwo(s string) (first, second rune) {
	first, size := utf8.DecodeRuneInString(s)
	if size == len(s) {
		return first, alone
	}
	second, _ = utf8.DecodeRuneInString(s[size:])
	least := second
	for r := unicode.SimpleFold(second); r != second; r = unicode.SimpleFold(r) {
		least = min(least, r)
	}
	return first, least
}

// lowerASCII and upperASCII are the characters of ASCII in small letters and in capitals.
var lowerASCII, upperASCII = func() (lower, upper [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		lower[c], upper[c] = byte(unicode.ToLower(rune(c))), byte(unicode.ToUpper(rune(c)))
	}
	return lower, upper
}()

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
