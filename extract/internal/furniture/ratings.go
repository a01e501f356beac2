package furniture

import (
	"strings"
	"unicode"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// IsRating tells whether a short line says how many stars something got: it draws them.
func IsRating(line string) bool {
	const drawn = 3
	stars, letters := 0, 0
	for _, r := range line {
		switch {
		case strings.ContainsRune("★☆⭐✩✪✭🌟", r):
			stars++
		case unicode.IsLetter(r):
			letters++
		}
	}
	const word = 20 // of what is counted: "ratings"
	return stars >= drawn && letters <= word
}

// CountsShown tells whether a short line says how many of how many are shown, in any
// language: "Showing 1-24 of 96 products".
func CountsShown(line string) bool {
	const longest, words = 60, 6
	if len(line) > longest || strings.HasSuffix(line, ".") {
		return false
	}
	numbers, others := 0, 0
	for w := range strings.FieldsSeq(line) {
		switch digits := strings.Trim(w, "0123456789.,-–"); {
		case !strings.ContainsAny(w, "0123456789"):
			others++
			if strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) {
				return false
			}
		case digits != "":
			return false
		default:
			numbers++
			if n := wording.Number(w); n > 1900 && n < 2100 {
				return false // a year
			}
		}
	}
	return (numbers == 2 || numbers == 3) && others >= 2 && others <= words
}
