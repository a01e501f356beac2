package check

import (
	"context"
	"encoding/json"
	"html"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Order asks for one capture.
type Order struct {
	URL      string // whole
	Page     Page
	Viewport Viewport
}

// Shot is what a capture got.
type Shot struct {
	URL     string // where the page ended
	Status  int
	Title   string
	Picture []byte // PNG
	DOM     []byte
	Article json.RawMessage
	Console []diff.Message
	Partial string // why the page is not complete; empty: it is
	Timings []report.Timing
}

// Taker captures pages, deterministically. With an error the shot holds what there was.
type Taker interface {
	Take(ctx context.Context, order Order) (Shot, error)
}

// view is a page as baselines keep it and as it is compared.
type view struct {
	picture []byte
	text    string
	fields  json.RawMessage
	console []diff.Message
}

// renderings are fields that say what others say in another form.
var renderings = []string{"html", "markdown", "word_count", "reading_minutes"}

// newView makes a shot comparable. Where it was served on an address of the moment, that
// is replaced.
func newView(s Shot, moment string) (view, error) {
	v := view{picture: s.Picture, console: []diff.Message{}}
	text, err := diff.TextOf(s.DOM)
	if err != nil {
		return v, err
	}
	v.text = lasting(text, moment)
	fields := map[string]any{}
	if len(s.Article) > 0 {
		if err := json.Unmarshal([]byte(lasting(string(s.Article), moment)), &fields); err != nil {
			return v, err
		}
	}
	for _, name := range renderings {
		delete(fields, name)
	}
	if v.fields, err = readable(fields); err != nil {
		return v, err
	}
	for _, m := range s.Console {
		if !slices.Contains(complaints, m.Level) {
			continue
		}
		kept := diff.Message{Level: m.Level, Text: lasting(m.Text, moment)}
		if m.Level == "request" { // the names of scripts change with each build
			kept.URL = lasting(m.URL, moment)
		}
		v.console = append(v.console, kept)
	}
	return v, nil
}

// complaints are the messages of a console that are kept.
var complaints = []string{"error", "warning", "assert", "exception", "request"}

// standIn is what is written for the address on which a folder was served.
const standIn = "tearsheet.local"

// lasting replaces host and port of the moment, as addresses write them and as queries do.
func lasting(s, moment string) string {
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

// side is the view as the engine takes it, with the parts that are compared.
func (v view) side(compare []string) diff.Side {
	var s diff.Side
	for _, part := range compare {
		switch part {
		case partPicture:
			s.Picture = v.picture
		case partText:
			// Only the text is kept, so that baselines stay small; it is a document again.
			s.DOM = []byte("<pre>\n" + html.EscapeString(v.text) + "</pre>")
		case partFields:
			s.Article = v.fields
		case partConsole:
			s.Console = v.console
		}
	}
	return s
}

// NewOrder asks for a capture with the options that pages have where nothing is said.
func NewOrder(address string, viewport Viewport) Order {
	return Order{URL: address, Page: Page{Options: defaultOptions()}, Viewport: viewport}
}
