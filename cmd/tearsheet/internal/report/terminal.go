package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Terminal writes the report for people who wait for it: the cases that need looking at,
// each with what differs, and a line with the numbers. What passed is only counted.
func Terminal(w io.Writer, r Report, look Look) error {
	var b bytes.Buffer
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "%s %s\n", look.paint(yellow, "note:"), plain.Line(note))
	}
	for _, c := range r.Cases {
		if c.Status == Passed && !c.Flaky {
			continue
		}
		fmt.Fprintf(&b, "%s %s", look.paint(statusColour[c.Status], fmt.Sprintf("%-11s", strings.ToLower(label[c.Status]))), plain.Line(c.ID()))
		if c.Flaky {
			b.WriteString(look.paint(yellow, "  flaky"))
		}
		b.WriteByte('\n')
		for _, line := range c.Lines() {
			fmt.Fprintf(&b, "            %s\n", plain.Line(line))
		}
		writeHunks(&b, c.Changes.Text, look)
		look.picture(&b, c.Diff)
	}
	fmt.Fprintf(&b, "%s in %.1f s\n", numbers(r), float64(r.Millis)/1000)
	_, err := w.Write(b.Bytes())
	return err
}

// numbers says how many cases there are of each status.
func numbers(r Report) string {
	var parts []string
	for _, s := range Statuses {
		if n := r.Count(s); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.ToLower(label[s])))
		}
	}
	if n := r.flaky(); n > 0 {
		parts = append(parts, fmt.Sprintf("%d flaky", n))
	}
	if parts == nil {
		return "no pages"
	}
	return strings.Join(parts, ", ")
}

// linesMax is how many lines of a text's difference a terminal shows.
const linesMax = 12

func writeHunks(b *bytes.Buffer, text diff.Text, look Look) {
	shown := 0
	for _, hunk := range text.Hunks {
		for _, line := range hunk.Lines {
			if line.Op == diff.Kept {
				continue
			}
			if shown++; shown > linesMax {
				fmt.Fprintln(b, "            … and more")
				return
			}
			fmt.Fprintf(b, "            %s\n", look.line(line))
		}
	}
}
