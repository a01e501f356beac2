package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Differences writes all that differs between two captures, for people.
func Differences(w io.Writer, r diff.Result, look Look) error {
	var b bytes.Buffer
	for _, line := range r.Summary() {
		part, rest, _ := strings.Cut(line, ": ")
		fmt.Fprintf(&b, "%s %s\n", look.paint(yellow, fmt.Sprintf("%-10s", part)), plain.Line(rest))
		details[part](&b, r, look)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// details write what a line of the summary is about.
var details = map[string]func(b *bytes.Buffer, r diff.Result, look Look){
	"picture":   func(b *bytes.Buffer, r diff.Result, look Look) { look.picture(b, Picture{Data: r.Picture.Diff}) },
	"text":      func(b *bytes.Buffer, r diff.Result, look Look) { writeText(b, r.Text, look) },
	"fields":    func(b *bytes.Buffer, r diff.Result, look Look) { writeFields(b, r.Fields, look) },
	"headers":   func(b *bytes.Buffer, r diff.Result, look Look) { writeFields(b, r.Headers, look) },
	"structure": writeStructure,
	"resources": writeResources,
	"console":   writeConsole,
}

// indent stands before each line of details.
const indent = "           "

func writeText(b *bytes.Buffer, text diff.Text, look Look) {
	for i, hunk := range text.Hunks {
		if i > 0 {
			fmt.Fprintln(b)
		}
		for _, line := range hunk.Lines {
			fmt.Fprintf(b, "%s%s\n", indent, look.line(line))
		}
	}
}

func writeFields(b *bytes.Buffer, fields []diff.Field, look Look) {
	for _, f := range fields {
		fmt.Fprintf(b, "%s%s\n", indent, plain.Line(f.Name))
		if f.Want != "" {
			fmt.Fprintf(b, "%s%s\n", indent, look.paint(red, "- "+plain.Line(f.Want)))
		}
		if f.Got != "" {
			fmt.Fprintf(b, "%s%s\n", indent, look.paint(green, "+ "+plain.Line(f.Got)))
		}
	}
}

func writeStructure(b *bytes.Buffer, r diff.Result, _ Look) {
	for _, e := range r.Structure {
		fmt.Fprintf(b, "%s%-8s %s\n", indent, e.What, plain.Line(e.Path))
		if e.Detail != "" {
			fmt.Fprintf(b, "%s         %s\n", indent, plain.Line(e.Detail))
		}
	}
}

func writeResources(b *bytes.Buffer, r diff.Result, _ Look) {
	for _, c := range r.Resources {
		fmt.Fprintf(b, "%s%-8s %s", indent, c.What, plain.Line(c.URL))
		if c.Detail != "" {
			fmt.Fprintf(b, " (%s)", plain.Line(c.Detail))
		}
		fmt.Fprintln(b)
	}
}

func writeConsole(b *bytes.Buffer, r diff.Result, _ Look) {
	for _, m := range r.Console {
		fmt.Fprintf(b, "%s%s: %s\n", indent, plain.Line(m.Level), plain.Line(m.Text+" "+m.URL))
	}
}
