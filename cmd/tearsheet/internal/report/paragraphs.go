package report

import (
	"bytes"
	"fmt"
	"io"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Paragraphs writes for people what became of the paragraphs of a text, with their words. Those
// that were kept are left out.
func Paragraphs(w io.Writer, list []diff.Paragraph, indent string, look Look) error {
	var b bytes.Buffer
	for _, p := range list {
		switch p.What {
		case diff.SameParagraph:
			continue
		case diff.MovedParagraph:
			fmt.Fprintf(&b, "%s%s\n", indent, look.line(diff.Line{Op: diff.Kept, Spans: p.Is}))
			fmt.Fprintf(&b, "%s%s\n", indent, look.paint(blue, fmt.Sprintf("  (was paragraph %d, is now paragraph %d)", p.Want, p.Got)))
			continue
		}
		if p.Was != nil {
			fmt.Fprintf(&b, "%s%s\n", indent, look.line(diff.Line{Op: diff.Removed, Spans: p.Was}))
		}
		if p.Is != nil {
			fmt.Fprintf(&b, "%s%s\n", indent, look.line(diff.Line{Op: diff.Added, Spans: p.Is}))
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// Hunks writes for people where two texts differ, as Paragraphs does.
func Hunks(w io.Writer, text diff.Text, indent string, look Look) error {
	var b bytes.Buffer
	for _, hunk := range text.Hunks {
		for _, line := range hunk.Lines {
			if line.Op != diff.Kept {
				fmt.Fprintf(&b, "%s%s\n", indent, look.line(line))
			}
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}
