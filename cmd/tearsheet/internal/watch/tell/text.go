package tell

import (
	"cmp"
	"fmt"
	"strings"
	"text/template"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// usual is how a change is told where nobody says how.
const usual = `{{title .}}{{if .Stealth}} (edited without saying so){{end}}
{{.URL}}
{{range .Changes}}- {{say .}}
{{end}}`

// most is how many runes of one text are told.
const most = 280

var functions = template.FuncMap{
	"say": Say, "marked": marked, "title": func(e Event) string { return subject(e) },
	"cut": func(n int, s string) string { return cut(s, n) },
}

var usualTemplate = template.Must(template.New("message").Funcs(functions).Parse(usual))

// Template reads how somebody wants to be told: a text/template over an [Event], with the functions
// say (a change in words), marked (its words), title and cut.
func Template(text string) (*template.Template, error) {
	if strings.TrimSpace(text) == "" {
		return usualTemplate, nil
	}
	t, err := template.New("message").Funcs(functions).Parse(text)
	if err != nil {
		return nil, err
	}
	// A field that there is not is found out now, and not when something has changed.
	if err := t.Execute(&strings.Builder{}, Event{Changes: []changes.Change{{}}}); err != nil {
		return nil, err
	}
	return t, nil
}

// Words tells of an event in words.
func Words(t *template.Template, e Event) (string, error) {
	var b strings.Builder
	if t == nil {
		t = usualTemplate
	}
	err := t.Execute(&b, e)
	return strings.TrimSpace(b.String()), err
}

func subject(e Event) string { return oneLine(cmp.Or(e.Title, e.Name, e.URL)) + " changed" }

// subjectOf is the headline of a message.
func subjectOf(m Message) string {
	if len(m.Items) == 1 {
		return subject(m.Items[0].Event)
	}
	return fmt.Sprintf("%d changes", len(m.Items))
}

// textOf is a message in words, of so many runes at most.
func textOf(m Message, longest int) string {
	var parts []string
	for _, i := range m.Items {
		parts = append(parts, i.Text)
	}
	return cut(strings.Join(parts, "\n\n"), longest)
}

// Say tells of one change in words.
func Say(c changes.Change) string {
	what := c.What
	if c.Name != "" && c.What != changes.OfLink {
		what = c.Name
	}
	switch {
	case c.What == changes.OfStatus && c.After == "ok":
		return "the page is there again (it was: " + c.Before + ")"
	case c.What == changes.OfStatus:
		return strings.TrimSpace("the page is not to be had: " + c.After + " " + cut(c.Name, most))
	case c.What == changes.OfPicture:
		return "the picture looks different: " + c.After
	case c.What == changes.OfLink && c.How == changes.Edited:
		return fmt.Sprintf("the link %q leads to %s, no more to %s", cut(c.Name, most), c.After, c.Before)
	case c.What == changes.OfLink:
		return fmt.Sprintf("link %s: %s %s", c.How, cut(c.Name, most), cmp.Or(c.After, c.Before))
	case c.What == changes.OfNumber:
		return fmt.Sprintf("%s: %s → %s", what, cmp.Or(c.Before, "none"), cmp.Or(c.After, "none"))
	case c.How == changes.Added:
		return fmt.Sprintf("%s added: {+%s+}", what, cut(c.After, most))
	case c.How == changes.Removed:
		return fmt.Sprintf("%s removed: [-%s-]", what, cut(c.Before, most))
	case c.How == changes.Moved:
		return fmt.Sprintf("%s moved: %s", what, cut(c.After, most))
	}
	return fmt.Sprintf("%s edited: %s", what, marked(c))
}

// marked are the words of a change with marks: [-gone-] {+new+}.
func marked(c changes.Change) string {
	if len(c.Was)+len(c.Is) == 0 {
		return fmt.Sprintf("[-%s-] {+%s+}", cut(c.Before, most), cut(c.After, most))
	}
	var b strings.Builder
	for _, p := range woven(c.Was, c.Is) {
		switch p.op {
		case diff.Kept:
			b.WriteString(middleOut(p.text, 60))
		case diff.Removed:
			b.WriteString("[-" + cut(p.text, most) + "-]")
		case diff.Added:
			b.WriteString("{+" + cut(p.text, most) + "+}")
		}
	}
	return b.String()
}

// piece is a part of two texts at once.
type piece struct {
	op   diff.Op
	text string
}

// woven puts the words of both sides into one line: what is the same once.
func woven(was, is []diff.Span) (list []piece) {
	for len(was)+len(is) > 0 {
		switch {
		case len(was) > 0 && was[0].Changed:
			list, was = append(list, piece{diff.Removed, was[0].Text}), was[1:]
		case len(is) > 0 && is[0].Changed:
			list, is = append(list, piece{diff.Added, is[0].Text}), is[1:]
		case len(was) > 0 && len(is) > 0:
			list, was, is = append(list, piece{diff.Kept, is[0].Text}), was[1:], is[1:]
		case len(was) > 0:
			list, was = append(list, piece{diff.Kept, was[0].Text}), was[1:]
		default:
			list, is = append(list, piece{diff.Kept, is[0].Text}), is[1:]
		}
	}
	return joinedPieces(list)
}

// joinedPieces makes one piece of neighbours that were both removed, or both added, with nothing but a space
// between them.
func joinedPieces(list []piece) (out []piece) {
	for i := 0; i < len(list); i++ {
		p := list[i]
		if n := len(out); n > 0 && out[n-1].op == p.op {
			out[n-1].text += p.text
			continue
		}
		if n := len(out); n > 0 && p.op == diff.Kept && strings.TrimSpace(p.text) == "" && i+1 < len(list) && list[i+1].op == out[n-1].op {
			out[n-1].text += p.text
			continue
		}
		out = append(out, p)
	}
	return out
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// saying is an error with the beginning of what was said of it, if anything was.
func saying(err error, said []byte) error {
	if text := cut(oneLine(string(said)), 200); text != "" {
		return fmt.Errorf("%w: %s", err, text)
	}
	return err
}

// cut is the beginning of a text.
func cut(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}

// middleOut leaves out the middle of a text.
func middleOut(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= 2*most {
		return s
	}
	return string(runes[:most]) + " … " + string(runes[len(runes)-most:])
}
