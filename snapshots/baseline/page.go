package baseline

import (
	"encoding/json"
	"html"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Page is a page as baselines keep it and as it is compared.
type Page struct {
	Picture []byte
	Text    string
	Fields  json.RawMessage // an object
	Console []diff.Message
}

// The parts of a page that can be compared.
const (
	Picture = "picture"
	Text    = "text"
	Fields  = "fields"
	Console = "console"
)

// Parts are all of them, in the order of reports.
var Parts = []string{Picture, Text, Fields, Console}

// renderings are fields that say what others say in another form.
var renderings = []string{"html", "markdown", "word_count", "reading_minutes"}

// complaints are the messages of a console that are kept.
var complaints = []string{"error", "warning", "assert", "exception", "request"}

// IsComplaint tells whether a message of a console is kept.
func IsComplaint(m diff.Message) bool { return slices.Contains(complaints, m.Level) }

// Of makes a page out of what was captured. Where it was served on an address of the
// moment, host:port, that is replaced throughout; empty: it was not.
func Of(side diff.Side, moment string) (Page, error) {
	p := Page{Picture: side.Picture, Console: []diff.Message{}}
	text, err := diff.TextOf(side.DOM)
	if err != nil {
		return p, err
	}
	p.Text = Lasting(text, moment)
	fields := map[string]any{}
	if len(side.Article) > 0 {
		if err := json.Unmarshal([]byte(Lasting(string(side.Article), moment)), &fields); err != nil {
			return p, err
		}
	}
	for _, name := range renderings {
		delete(fields, name)
	}
	if p.Fields, err = readable(fields); err != nil {
		return p, err
	}
	for _, m := range side.Console {
		if !IsComplaint(m) {
			continue
		}
		kept := diff.Message{Level: m.Level, Text: Lasting(m.Text, moment)}
		if m.Level == "request" { // the names of scripts change with each build
			kept.URL = Lasting(m.URL, moment)
		}
		p.Console = append(p.Console, kept)
	}
	return p, nil
}

// standIn is what is written for an address of the moment.
const standIn = "tearsheet.local"

// Lasting replaces host and port of the moment, as addresses write them and as queries do.
func Lasting(s, moment string) string {
	if moment == "" {
		return s
	}
	host, port, _ := strings.Cut(moment, ":")
	return strings.NewReplacer(moment, standIn, host+"%3A"+port, standIn, host+"%3a"+port, standIn).Replace(s)
}

// readable writes JSON for people and patches.
func readable(v any) ([]byte, error) {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(v)
	return []byte(b.String()), err
}

// side is the page as the engine takes it, with the parts that are compared.
func (p Page) side(parts []string) diff.Side {
	var s diff.Side
	for _, part := range parts {
		switch part {
		case Picture:
			s.Picture = p.Picture
		case Text:
			// Only the text is kept, so that baselines stay small; it is a document again.
			s.DOM = []byte("<pre>\n" + html.EscapeString(p.Text) + "</pre>")
		case Fields:
			s.Article = p.Fields
		case Console:
			s.Console = p.Console
		}
	}
	return s
}

// Compare tells what differs between two pages in some parts.
func (p Page) Compare(got Page, parts []string, opts diff.Options) (diff.Result, error) {
	changes, err := diff.Compare(p.side(parts), got.side(parts), opts)
	changes.Structure = nil // of the one element that holds the text
	return changes, err
}

// Compare is that of pages, where a picture is not looked at that is the very same.
func (b *Baseline) Compare(got Page, parts []string, opts diff.Options) (diff.Result, error) {
	if b.Same(got.Picture) {
		parts = slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return part == Picture })
	}
	return b.Page.Compare(got, parts, opts)
}
