package report

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Look is what a terminal can show. The zero value is plain text.
type Look struct {
	Colour   bool
	Pictures Pictures
}

// Pictures is how a terminal takes pictures within its text.
type Pictures string

// The ways to send a picture.
const (
	NoPictures Pictures = ""
	ITerm      Pictures = "iterm" // iTerm2, WezTerm, VS Code: OSC 1337
	Kitty      Pictures = "kitty" // kitty, Ghostty: APC G
)

// LookOf tells what a terminal can show from the environment. Where nobody looks, and
// with NO_COLOR, it is plain text.
func LookOf(env func(name string) string, terminal bool) Look {
	if !terminal || env("TERM") == "dumb" {
		return Look{}
	}
	look := Look{Colour: env("NO_COLOR") == ""}
	switch {
	case env("TMUX") != "" || env("CI") != "": // neither hands pictures on
	case env("KITTY_WINDOW_ID") != "" || env("TERM") == "xterm-kitty" || env("TERM_PROGRAM") == "ghostty":
		look.Pictures = Kitty
	case env("TERM_PROGRAM") == "iTerm.app" || env("TERM_PROGRAM") == "WezTerm":
		look.Pictures = ITerm
	}
	return look
}

// colour is a number of SGR.
type colour int

const (
	red    colour = 31
	green  colour = 32
	yellow colour = 33
	blue   colour = 34
)

var statusColour = map[Status]colour{Passed: green, Changed: red, Failed: red, Missing: red, New: blue, Updated: blue}

func (l Look) paint(c colour, s string) string {
	if !l.Colour {
		return s
	}
	return fmt.Sprintf("\x1b[%dm%s\x1b[0m", c, s)
}

// line writes a line of a text's difference; the words that differ are underlined.
func (l Look) line(line diff.Line) string {
	var text strings.Builder
	for _, span := range line.Spans {
		words := printableSpan(span.Text)
		if span.Changed && l.Colour {
			words = "\x1b[4m" + words + "\x1b[24m"
		}
		text.WriteString(words)
	}
	whole := string(line.Op) + " " + text.String()
	switch line.Op {
	case diff.Added:
		return l.paint(green, whole)
	case diff.Removed:
		return l.paint(red, whole)
	}
	return whole
}

// printableSpan is plain, with the blanks at the ends left in place.
func printableSpan(s string) string {
	words := plain.Line(s)
	if strings.TrimLeft(s, " ") != s {
		words = " " + words
	}
	if words != " " && strings.TrimRight(s, " ") != s {
		words += " "
	}
	return words
}

// picture writes a picture into the text, where the terminal can show it.
func (l Look) picture(b *bytes.Buffer, p Picture) {
	if l.Pictures == NoPictures {
		return
	}
	data, err := p.bytes()
	if err != nil || len(data) == 0 {
		return // the report's own text says all that matters
	}
	text := base64.StdEncoding.EncodeToString(data)
	const columns = 60
	switch l.Pictures {
	case ITerm:
		fmt.Fprintf(b, "\x1b]1337;File=inline=1;size=%d;width=%d;preserveAspectRatio=1:%s\a\n", len(data), columns, text)
	case Kitty:
		const most = 4096 // bytes in one command
		for first := true; len(text) > 0; first = false {
			part := text[:min(most, len(text))]
			text = text[len(part):]
			more := 0
			if len(text) > 0 {
				more = 1
			}
			control := fmt.Sprintf("m=%d", more)
			if first {
				control = fmt.Sprintf("a=T,f=100,c=%d,q=2,%s", columns, control)
			}
			fmt.Fprintf(b, "\x1b_G%s;%s\x1b\\", control, part)
		}
		b.WriteByte('\n')
	}
}
