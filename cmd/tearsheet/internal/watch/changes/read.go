package changes

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Capture is what a capture got, as far as it is compared.
type Capture struct {
	State                    // what is known without reading: addresses, status, trouble, headers
	DOM      []byte          // the rendered document; nil where there is none
	Fields   json.RawMessage // the article as JSON; nil where there is none
	Original []byte          // the answer as it came, where it is no HTML page
	Eval     json.RawMessage // what a script of the user's gave
}

// Wish says what is looked at besides what every page has.
type Wish struct {
	Values    map[string]Value // by name
	WholePage bool             // the text is that of the page and not of its article
}

// Read makes a state of what a capture got.
func Read(c Capture, wish Wish) (State, error) {
	s := c.State
	if data := indented(c.Original); data != nil {
		s.Values = valuesOfJSON(c.Original, c.Eval, wish.Values)
		s.Lines = linesOf(string(data))
		return s, nil
	}
	var about article
	if len(c.Fields) > 0 {
		if err := json.Unmarshal(c.Fields, &about); err != nil {
			return s, fmt.Errorf("the article: %w", err)
		}
		var err error
		if s.Article, err = withoutText(c.Fields); err != nil {
			return s, fmt.Errorf("the article: %w", err)
		}
	}
	s.Title = cmp.Or(about.Title, s.Title)
	if len(c.DOM) > 0 {
		lines, err := diff.LinesOf(c.DOM)
		if err != nil {
			return s, err
		}
		for _, l := range lines {
			s.Lines = append(s.Lines, Paragraph(l))
		}
		root, err := diff.Parse(c.DOM)
		if err != nil {
			return s, err
		}
		doc := goquery.NewDocumentFromNode(root)
		s.LineLinks = linksIn(doc, s.FinalURL)
		s.Values, s.Guessed = valuesIn(doc, s.Lines, c.Eval, wish.Values)
	} else {
		s.Values = valuesOfJSON(nil, c.Eval, wish.Values)
		if !isFile(c.Original) {
			s.Lines = linesOf(string(c.Original))
		}
	}
	if isFile(c.Original) {
		var err error
		if s.Article, err = withFile(s.Article, c.Original); err != nil {
			return s, err
		}
	}
	s.Paragraphs = paragraphsOf(about.Text, s.Lines)
	if doc, err := goquery.NewDocumentFromReader(strings.NewReader(about.HTML)); err == nil {
		s.Links = linksIn(doc, s.FinalURL)
	}
	s.IsArticle = !wish.WholePage && isArticle(about.Kind, s)
	return s, nil
}

// isFile tells whether an answer is neither a page nor text: a PDF, a picture.
func isFile(data []byte) bool {
	family, _, _ := strings.Cut(http.DetectContentType(data), "/")
	return bytes.IndexByte(data, 0) >= 0 || len(data) > 0 && family != "text"
}

// withFile adds to the fields the one thing that is known of such a file: which one it is.
func withFile(fields json.RawMessage, data []byte) (json.RawMessage, error) {
	all := map[string]any{}
	if len(fields) > 0 {
		if err := json.Unmarshal(fields, &all); err != nil {
			return nil, err
		}
	}
	all["original"] = fmt.Sprintf("%d bytes, SHA-256 %x", len(data), sha256.Sum256(data))
	return json.Marshal(all)
}

// article is what is read of the article's fields.
type article struct{ Kind, Title, Text, HTML string }

// indented is an answer that is JSON with a line for each value; nil where it is none.
func indented(data []byte) []byte {
	if data = bytes.TrimSpace(data); len(data) == 0 || data[0] != '{' && data[0] != '[' {
		return nil
	}
	var b bytes.Buffer
	if json.Indent(&b, data, "", " ") != nil {
		return nil
	}
	return b.Bytes()
}

func linesOf(text string) (list []Paragraph) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, Paragraph{Text: line})
		}
	}
	return list
}

// bodies are the kinds of page whose article is what a reader comes for.
var bodies = map[string]bool{"article": true, "liveblog": true, "forum": true, "product": true}

// enough is the share of a page's words that an article of no certain kind must have.
const enough = 0.5

// isArticle tells whether what counts on a page is its article.
func isArticle(kind string, s State) bool {
	if len(s.Paragraphs) == 0 || kind == "list" {
		return false
	}
	return bodies[kind] || float64(size(s.Paragraphs)) >= enough*float64(size(s.Lines))
}

func size(list []Paragraph) (n int) {
	for _, p := range list {
		n += len(strings.Fields(p.Text))
	}
	return n
}

// paragraphsOf divides the article's text, and finds where in the document each stands.
func paragraphsOf(text string, lines []Paragraph) (list []Paragraph) {
	places := map[string]string{}
	for _, l := range lines {
		places[squeezed(l.Text)] = l.Place
	}
	for p := range strings.SplitSeq(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			list = append(list, Paragraph{p, places[squeezed(p)]})
		}
	}
	return list
}

func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }

// derived are the fields that follow from others, or are compared by themselves.
var derived = []string{
	"text", "markdown", "html", "word_count", "reading_minutes", "url", "canonical_url", "images", "videos", "pages", "breadcrumbs", "direction",
	"truncated", "kind", "site_name",
}

// withoutText takes out of an article what is not compared field by field, and out of the
// address of its picture what is not the picture's.
func withoutText(fields json.RawMessage) (json.RawMessage, error) {
	var all map[string]any
	if err := json.Unmarshal(fields, &all); err != nil {
		return nil, err
	}
	for _, name := range derived {
		delete(all, name)
	}
	if image, ok := all["image"].(map[string]any); ok {
		if address, ok := image["url"].(string); ok {
			if u, err := url.Parse(address); err == nil {
				u.RawQuery, u.Fragment = "", ""
				image["url"] = u.String()
			}
		}
	}
	return json.Marshal(all)
}
