package classify

import (
	"strings"
	"unicode"
)

// page is what the judges look at: the outline of a DOM, in lower case.
type page struct {
	title    string
	headings []string // those of the first rank; without any, the first of another
	buttons  []string // what they say
	text     string   // all that can be read
	markup   string   // ids, classes, names and addresses of elements
	scripts  string   // the beginnings of inline scripts

	prose     int // length of what can be read outside links, forms and menus
	links     int
	pictures  int
	drawings  int // canvases, videos, frames and what else shows something
	fields    int // to type into or choose from
	names     int // fields for an address or a user name
	passwords int
}

// What is kept of a page.
const (
	maxDOM     = 8 << 20
	maxText    = 16 << 10
	maxMarkup  = 256 << 10
	maxScripts = 64 << 10
	maxScript  = 8 << 10 // of one script
	maxValue   = 512     // of one attribute
	maxList    = 64      // headings, buttons
	maxFrames  = 2       // frames in frames
	maxDepth   = 4096
	// maxUnclosed is how many elements within it an end tag may close: HTML lets some
	// end tags be left out, and a page could leave out all of them.
	maxUnclosed = 128
)

// length counts letters. One of Chinese, Japanese or Korean says as much as two others.
func length(s string) (n int) {
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			n += 2
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			n++
		}
	}
	return n
}

// plain writes a text as the tables of words do: lower case, single spaces, straight
// apostrophes, nothing invisible.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '’' || r == '‘' || r == 'ʼ':
			return '\''
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r) || r == 0x307: // the dot that a Turkish İ leaves behind
			return -1
		}
		return unicode.ToLower(r)
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// segments are the parts of a title or heading, and the whole of it.
func segments(s string) []string {
	parts := []string{s}
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(s, " - ", "|"), func(r rune) bool {
		return strings.ContainsRune("|–—·•»:>!?.！？。", r)
	}) {
		if part = strings.TrimSpace(part); part != s {
			parts = append(parts, part)
		}
	}
	return parts
}

// says gives the phrase that makes up most of one of the lines, or of a part of it.
func says(lines []string, phrases []string) string {
	for _, line := range lines {
		for _, part := range segments(line) {
			for _, phrase := range phrases {
				if strings.Contains(part, phrase) && length(phrase)*10 >= length(part)*6 {
					return phrase
				}
			}
		}
	}
	return ""
}

// contains gives the first of the phrases that is in the text.
func contains(text string, phrases []string) string {
	for _, phrase := range phrases {
		if strings.Contains(text, phrase) {
			return phrase
		}
	}
	return ""
}
