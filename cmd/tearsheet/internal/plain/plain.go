// Package plain makes text that comes from a page fit for where it is shown, so that a
// page cannot speak through the output: neither to the terminal (escape sequences, the
// direction of text), nor to a build server (commands in a log), nor as Markdown or HTML.
//
//	plain.Line(s)     one line for a person
//	plain.Span(s)     a piece of a line: its spaces stay
//	plain.Text(s)     several lines
//	plain.Markdown(s) a piece of Markdown that says just that
//	plain.JSON(w)     a writer for lines of JSON
package plain

import (
	"strings"
	"unicode"
)

// joiners hold letters of some scripts together, and signs of others apart.
const joiners = "\u200c\u200d"

// Line makes one line: what could move the cursor, change colours or turn the direction
// becomes a space, and no build server takes it for a command.
func Line(s string) string {
	if isPlain(s) {
		return Disarm(s)
	}
	return Disarm(strings.Join(strings.Fields(Span(s)), " "))
}

// isPlain tells what Line would leave as it is: most of all titles.
func isPlain(s string) bool {
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

// Span is Line for a piece of a line, whose spaces stay. The line that it becomes part of
// is to be given to Disarm.
func Span(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) || strings.ContainsRune(joiners, r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// Text is Line for several lines: their ends stay, and tabs.
func Text(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range lines {
		parts := strings.Split(line, "\t")
		for j, part := range parts {
			parts[j] = Span(part)
		}
		lines[i] = Disarm(strings.Join(parts, "\t"))
	}
	return strings.Join(lines, "\n")
}

// NoControls takes out what no text holds and a terminal obeys, and leaves all else.
func NoControls(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

// armed are the beginnings of commands that build servers find anywhere in a line.
var armed = strings.NewReplacer("##[", "# #[", "##vso[", "# #vso[", "##teamcity[", "# #teamcity[")

// Disarm takes a line apart where a build server would find a command in it.
func Disarm(line string) string {
	if strings.Contains(line, "##") {
		line = armed.Replace(line)
	}
	// Of these the runner looks at the beginning only, behind any space.
	if start := strings.TrimLeftFunc(line, unicode.IsSpace); strings.HasPrefix(start, "::") {
		at := len(line) - len(start) + 1
		line = line[:at] + " " + line[at:]
	}
	return line
}
