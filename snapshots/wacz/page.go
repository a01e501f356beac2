package wacz

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"
)

// Page is a page of a package.
type Page struct {
	ID     string    // any name; empty: one is made
	URL    string    // as it was asked for
	Title  string    // of its document
	Text   string    // its words, for search
	Time   time.Time // of the capture
	Status int       // of HTTP
	Media  string    // media type of its document
}

// pageLine is a page as a line of pages.jsonl.
type pageLine struct {
	ID     string `json:"id"`
	URL    string `json:"url"`
	Title  string `json:"title,omitempty"`
	Time   string `json:"ts"`
	Status int    `json:"status,omitempty"`
	Media  string `json:"mime,omitempty"`
	Seed   bool   `json:"seed"`
	Text   string `json:"text,omitempty"`
}

// pageHead is the first line of pages.jsonl.
type pageHead struct {
	Format  string `json:"format"`
	ID      string `json:"id"`
	Title   string `json:"title"`
	HasText bool   `json:"hasText"`
}

const pageFormat = "json-pages-1.0"

// pageLines writes the list of pages.
func pageLines(pages []Page) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(pageHead{pageFormat, "pages", "All Pages", true}); err != nil {
		return nil, err
	}
	for _, p := range pages {
		if p.ID == "" {
			p.ID = rand.Text()
		}
		line := pageLine{p.ID, p.URL, p.Title, p.Time.UTC().Format("2006-01-02T15:04:05.000Z"), p.Status, p.Media, true, p.Text}
		if err := encoder.Encode(line); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// parsePages reads the list of pages, as others write it too.
func parsePages(data []byte) ([]Page, error) {
	var pages []Page
	for n, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var p struct {
			pageLine
			Format string `json:"format"`
		}
		if err := json.Unmarshal(line, &p); err != nil {
			return nil, fmt.Errorf("line %d is no JSON: %w", n+1, err)
		}
		if p.Format != "" || p.URL == "" {
			continue
		}
		at, err := time.Parse(time.RFC3339Nano, p.Time)
		if err != nil {
			at = time.Time{} // some write none
		}
		pages = append(pages, Page{p.ID, p.URL, p.Title, p.Text, at, p.Status, p.Media})
	}
	return pages, nil
}
