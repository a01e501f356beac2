package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
)

// GitHub writes the commands by which a job on GitHub marks lines of files: an error for
// each case that makes the run fail, a warning for each that is flaky.
func GitHub(w io.Writer, r Report) error {
	var b bytes.Buffer
	for _, c := range r.Cases {
		switch {
		case c.Status.Bad():
			annotate(&b, "error", c, strings.Join(c.Lines(), "\n"))
		case c.Flaky:
			annotate(&b, "warning", c, "flaky: two captures in a row were not the same")
		}
	}
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "::warning::%s\n", commandText.Replace(note))
	}
	_, err := w.Write(b.Bytes())
	return err
}

func annotate(b *bytes.Buffer, level string, c Case, message string) {
	var properties []string
	add := func(name, value string) {
		if value != "" {
			properties = append(properties, name+"="+commandProperty.Replace(value))
		}
	}
	add("file", c.File)
	if c.File != "" && c.Line > 0 {
		add("line", fmt.Sprint(c.Line))
	}
	add("title", c.ID()+": "+strings.ToLower(label[c.Status]))
	fmt.Fprintf(b, "::%s %s::%s\n", level, strings.Join(properties, ","), commandText.Replace(message))
}

// What would end a command, as the runner reads it back.
var (
	commandText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// Summary writes Markdown for the page of a job: the numbers, and a table of the cases
// that need looking at.
func Summary(w io.Writer, r Report) error {
	var b bytes.Buffer
	verdict := "All is as it was"
	if !r.OK() {
		verdict = "Some pages need looking at"
	}
	fmt.Fprintf(&b, "## %s\n\n%s: %s; %s in %.1f s.\n", plain.Markdown(r.Title), verdict, numbers(r), countOf(len(r.Cases), "page"), float64(r.Millis)/1000)
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "\n> %s\n", plain.Markdown(note))
	}
	header := "\n| Page | Viewport | Status | What differs |\n|---|---|---|---|\n"
	shown := 0
	for _, status := range Statuses {
		for _, c := range r.Cases {
			if c.Status != status || status == Passed && !c.Flaky {
				continue
			}
			if shown++; shown > summaryMax {
				continue
			}
			state := label[c.Status]
			if c.Flaky {
				state += ", flaky"
			}
			lines := c.Lines()
			for i, line := range lines {
				lines[i] = plain.Markdown(line)
			}
			fmt.Fprintf(&b, "%s| %s | %s | %s | %s |\n", header, plain.Markdown(c.Name), plain.Markdown(c.Viewport), state, strings.Join(lines, "<br>"))
			header = ""
		}
	}
	if shown > summaryMax {
		fmt.Fprintf(&b, "\nAnd %d more: see the report.\n", shown-summaryMax)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// summaryMax is how many cases a summary lists: GitHub takes a megabyte of it.
const summaryMax = 200
