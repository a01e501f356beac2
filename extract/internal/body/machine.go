package body

import (
	"path"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// isMachineText says whether a line is there for scripts: the address of a picture,
// or keys of digits and letters at random.
func isMachineText(line string) bool {
	if strings.HasPrefix(line, "http") && !strings.ContainsAny(line, " \n") {
		address, _, _ := strings.Cut(line, "?")
		return pictureFiles[strings.ToLower(path.Ext(address))]
	}
	const shortest = 24
	if len(line) < shortest || !strings.ContainsAny(line, "0123456789") {
		return false
	}
	keys := 0
	for w := range strings.FieldsSeq(line) {
		if isKey(w) {
			keys += len(w)
		}
	}
	return keys*2 > len(line)
}

// isKey says whether a word goes back and forth between digits and letters.
func isKey(word string) bool {
	const shortest, least = 16, 6
	if len(word) < shortest {
		return false
	}
	turns := 0
	digit := false
	for i := range len(word) {
		c := word[i]
		isDigit := '0' <= c && c <= '9'
		switch {
		case c >= 0x80:
			return false
		case isDigit != digit && wording.RuneWeight(rune(c)) > 0:
			turns++
			digit = isDigit
		}
	}
	return turns >= least
}

var pictureFiles = wording.Set(".jpg .jpeg .png .gif .webp .svg .avif")
