package cli

import (
	"fmt"
	"strings"
	"unicode"
)

// printable makes the text of a page fit for a terminal and for one line: what
// could move the cursor, change colours or turn the direction becomes a space.
func printable(s string) string {
	if isOneLine(s) {
		return s
	}
	return strings.Join(strings.Fields(harmless(s)), " ")
}

// isOneLine tells what printable would leave as it is: most of all titles.
func isOneLine(s string) bool {
	space := true // the character before is one, or there is none
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || space && c == ' ' {
			return false
		}
		space = c == ' '
	}
	return !space || s == ""
}

// harmless is printable for a piece of a line: its spaces stay.
func harmless(s string) string {
	const joiners = "\u200c\u200d" // letters of some scripts need them
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) || strings.ContainsRune(joiners, r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// byteSize writes a number of bytes as people do: "12.3 kB".
func byteSize(n int64) string {
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	size, unit := float64(n)/1000, 0
	for ; size >= 999.95 && unit < len("kMGTPE")-1; unit++ {
		size /= 1000
	}
	return fmt.Sprintf("%.1f %cB", size, "kMGTPE"[unit])
}

// count writes a number and what is counted: "1 file", "2 files".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
