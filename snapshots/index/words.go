package index

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// word is one word of a text: the form in which it is compared, and where it stands.
type word struct {
	term       string
	start, end int // bytes of the text
}

// unspaced are the scripts that put no spaces between words, or hang endings on them.
// Each of their characters counts as a word, and a word of theirs is found as a phrase.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai,
	unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}

// firstUnspaced is the first character of these scripts: what comes before is not
// looked up.
const firstUnspaced = 0x0E00

// words cuts a text into words. What is indexed and what is searched for are cut alike.
func words(text string) iter.Seq[word] {
	return func(yield func(word) bool) {
		start, alone := -1, false // of the word that has begun; it is a single character
		end := func(at int) bool {
			begun := start
			start = -1
			return begun < 0 || yield(word{fold(text[begun:at]), begun, at})
		}
		for i, r := range text {
			switch {
			case r >= firstUnspaced && unicode.In(r, unspaced...) && !isMark(r):
				if !end(i) {
					return
				}
				start, alone = i, true
			case (unicode.IsLetter(r) || unicode.IsNumber(r)) && !isMark(r):
				if alone && !end(i) {
					return
				}
				if start < 0 {
					start = i
				}
				alone = false
			case start >= 0 && (isMark(r) || unicode.Is(unicode.Cf, r)):
				// Accents and vowel signs, soft hyphens and joiners belong to the word.
			default:
				if !end(i) {
					return
				}
			}
		}
		end(len(text))
	}
}

// isMark tells what belongs to the letter before: also the narrow voicing marks of
// Japanese, which are letters to Unicode.
func isMark(r rune) bool { return unicode.IsMark(r) || r == '\uff9e' || r == '\uff9f' }

// longest is how many bytes of a word count: what is longer is no word of a language.
const longest = 64

// sameLetter are letters that people write for each other and that Unicode does not
// take apart.
var sameLetter = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ı", "i", "æ", "ae", "œ", "oe", "ё", "е")

// fold gives the form in which words are compared: without case, without the accents of
// Latin and Greek, without the points of Hebrew and Arabic, wide and narrow forms alike.
func fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s[:min(len(s), longest)])
	}
	s = cases.Fold().String(norm.NFKC.String(s))
	var b strings.Builder
	pointless := false // the marks of the letter before are left out
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Cf, r):
		case !unicode.Is(unicode.Mn, r):
			pointless = unicode.In(r, unicode.Latin, unicode.Greek, unicode.Hebrew, unicode.Arabic)
			b.WriteRune(r)
		case !pointless:
			b.WriteRune(r)
		}
	}
	s = sameLetter.Replace(norm.NFC.String(b.String()))
	for len(s) > longest {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return s
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// spaced writes the words of a text with a space between them, as they go into the
// database, whose own idea of a word is then the same.
func spaced(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for w := range words(text) {
		if w.term != "" {
			b.WriteString(w.term)
			b.WriteByte(' ')
		}
	}
	return b.String()
}
