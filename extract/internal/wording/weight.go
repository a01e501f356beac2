package wording

import "unicode"

// The size of a text is how much there is to read, in letters of Latin script, whatever it
// is written in: a sign for a syllable stands for two, one for a word or half of it for three.

// denseScripts are the scripts whose characters say more than a letter.
var denseScripts = []struct {
	script *unicode.RangeTable
	weight int
}{
	{unicode.Han, 3}, {unicode.Hangul, 2}, {unicode.Hiragana, 2}, {unicode.Katakana, 2}, {unicode.Ethiopic, 2}, {unicode.Yi, 2}, {unicode.Bopomofo, 2},
}

// firstDense is the first character that any of them has, and firstMark the first mark.
const firstDense, firstMark = '\u1100', '\u0300'

// RuneWeight is how much a character adds to the size of a text. Vowels that are written as
// marks are letters, accents and points are none.
func RuneWeight(r rune) int {
	switch {
	case r < 0x80:
		return int(asciiWeights[r&0x7f])
	case !unicode.IsLetter(r) && !unicode.IsNumber(r) && (r < firstMark || !unicode.IsMark(r) || isPoint(r)):
		return 0
	case r >= firstDense:
		for _, d := range denseScripts {
			if unicode.Is(d.script, r) {
				return d.weight
			}
		}
	}
	return 1
}

// isPoint tells the marks that a word may be written without, and what joins its letters.
func isPoint(r rune) bool {
	const joiner = '\u200d'
	return r == joiner || unicode.IsMark(r) && unicode.In(r, unicode.Inherited, unicode.Hebrew)
}

// IsSpaceless tells whether a character is of a script that puts no spaces between words.
func IsSpaceless(r rune) bool {
	const first = '\u0e00'
	return r >= first && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// SpacelessWord is the size of a word in such a script.
const SpacelessWord = 5
