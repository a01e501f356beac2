package history

import (
	"fmt"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// names are what fields are called, where that is not their name.
var names = map[string]string{"page_title": "title of the page", "final_url": "led to", "html": "markup of the text", "site_name": "site", "original": "file"}

// said is how much of a value is told, in runes.
const said = 60

// Words say what changed, a line for each kind of thing. None: nothing did.
func (s Step) Words() (lines []string) {
	for _, f := range s.Fields {
		if f.Name == "page_title" && s.has("title") {
			continue // it says the same
		}
		lines = append(lines, fieldWords(f))
	}
	if p := s.paragraphWords(); p != "" {
		lines = append(lines, p)
	}
	if t := s.Text; t != nil {
		lines = append(lines, strings.TrimSuffix("text: "+wordsChanged(t.Added, t.Removed), ": "))
	}
	if p := s.Picture; p != nil && !p.Equal {
		lines = append(lines, p.words())
	}
	return lines
}

func (s Step) has(field string) bool {
	for _, f := range s.Fields {
		if f.Name == field {
			return true
		}
	}
	return false
}

func fieldWords(f diff.Field) string {
	name := names[f.Name]
	if name == "" {
		name = strings.ReplaceAll(f.Name, "_", " ")
	}
	switch {
	case f.Name == "html":
		return name + " changed"
	case f.Name == "status":
		return fmt.Sprintf("%s: %s, was %s", name, f.Got, f.Want)
	case asItCame(f.Name) && f.Want != "" && f.Got != "":
		return fmt.Sprintf("%s: %s; was %s", name, f.Got, f.Want)
	case f.Want == "":
		return fmt.Sprintf("%s: now %q", name, shortened(f.Got))
	case f.Got == "":
		return fmt.Sprintf("%s: no longer %q", name, shortened(f.Want))
	}
	return fmt.Sprintf("%s: %q, was %q", name, shortened(f.Got), shortened(f.Want))
}

// shortened is the beginning of a long value.
func shortened(s string) string {
	runes := []rune(s)
	if len(runes) <= said {
		return s
	}
	return strings.TrimSpace(string(runes[:said-1])) + "…"
}

// fates are what can become of a paragraph, as words say it.
var fates = []struct {
	said  string
	is    func(p diff.Paragraph) bool
	words func(added, removed int) string
}{
	{"added", only(diff.AddedParagraph, false), allWords},
	{"removed", only(diff.RemovedParagraph, false), allWords},
	{"edited", only(diff.EditedParagraph, false), wordsChanged},
	{"edited and moved", only(diff.EditedParagraph, true), wordsChanged},
	{"moved", only(diff.MovedParagraph, true), allWords},
}

func only(what string, moved bool) func(diff.Paragraph) bool {
	return func(p diff.Paragraph) bool { return p.What == what && p.Moved == moved }
}

func allWords(added, removed int) string {
	if added+removed == 0 {
		return ""
	}
	return count(added+removed, "word")
}

// paragraphWords counts what became of the paragraphs.
func (s Step) paragraphWords() string {
	var parts []string
	for _, fate := range fates {
		n, added, removed := 0, 0, 0
		for _, p := range s.Paragraphs {
			if fate.is(p) {
				n, added, removed = n+1, added+p.Added, removed+p.Removed
			}
		}
		if n == 0 {
			continue
		}
		part := fmt.Sprintf("%d %s", n, fate.said)
		if words := fate.words(added, removed); words != "" {
			part += " (" + words + ")"
		}
		parts = append(parts, part)
	}
	if parts == nil {
		return ""
	}
	return "paragraphs: " + strings.Join(parts, ", ")
}

func wordsChanged(added, removed int) string {
	var parts []string
	if added > 0 {
		parts = append(parts, count(added, "word")+" added")
	}
	if removed > 0 {
		parts = append(parts, count(removed, "word")+" removed")
	}
	return strings.Join(parts, ", ")
}

func (p *Picture) words() string {
	switch {
	case p.Ratio == nil:
		return "picture differs"
	case *p.Ratio < 0.001:
		return "picture: less than 0.1 % differs"
	}
	return fmt.Sprintf("picture: %.1f %% differs", 100**p.Ratio)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
