package changes

import (
	"encoding/json"
	"time"
)

// State is what is kept of a capture to compare the next one with.
type State struct {
	URL      string    `json:"url"`
	FinalURL string    `json:"final_url"`
	At       time.Time `json:"at"`
	Snapshot string    `json:"snapshot,omitempty"` // folder; empty where nothing was stored
	Status   int       `json:"status,omitempty"`
	// Trouble says why this is no sight of the page: "503", "timeout", "blocked" ... Empty: it
	// is one.
	Trouble string `json:"trouble,omitempty"`
	Why     string `json:"why,omitempty"` // the trouble in words

	Title      string            `json:"title,omitempty"`
	Article    json.RawMessage   `json:"article,omitempty"` // its fields, without the text
	IsArticle  bool              `json:"is_article,omitempty"`
	Paragraphs []Paragraph       `json:"paragraphs,omitempty"` // of the article
	Lines      []Paragraph       `json:"lines,omitempty"`      // of the whole document
	Links      []Link            `json:"links,omitempty"`      // in the article
	LineLinks  []Link            `json:"line_links,omitempty"` // in the whole document
	Values     map[string]string `json:"values,omitempty"`
	Guessed    []string          `json:"guessed,omitempty"` // values that a page states for people alone
	Headers    map[string]string `json:"headers,omitempty"`

	Picture []byte `json:"-"` // nil where it is in the snapshot's folder, or nowhere
}

// Paragraph is a paragraph of the article, or a line of the document, and where it stands.
type Paragraph struct {
	Text  string `json:"text"`
	Place string `json:"place,omitempty"`
}

// Link is where words lead.
type Link struct {
	URL  string `json:"url"`
	Text string `json:"text,omitempty"`
}

// Field is a field of the article by its name, such as "modified"; empty where it is not there.
func (s State) Field(name string) string {
	var fields map[string]json.RawMessage
	var text string
	if json.Unmarshal(s.Article, &fields) != nil || json.Unmarshal(fields[name], &text) != nil {
		return ""
	}
	return text
}

// Text are the paragraphs that a reader comes for: those of the article, or all.
func (s State) Text() []Paragraph {
	if s.IsArticle {
		return s.Paragraphs
	}
	return s.Lines
}
