package pipeline

import (
	"encoding/json"

	"github.com/tearsheet/tearsheet/browser"
)

// Crawled is where a page has its place in a crawl.
type Crawled struct {
	Depth  int            `json:"depth"`             // links away from where the crawl began
	From   string         `json:"from,omitempty"`    // the page that led there first
	New    int            `json:"new"`               // pages that nothing had led to before
	Left   map[string]int `json:"left,omitempty"`    // links that are not followed, by why
	SameAs string         `json:"same_as,omitempty"` // the page that this one is once more
}

// Place is what a result says of a page's place in a crawl, without secrets.
func (p *Pipeline) Place(c Crawled) *Crawled {
	redact := p.Save.redaction()
	c.From, c.SameAs = redact.URL(c.From), redact.URL(c.SameAs)
	return &c
}

// linksOf is what a line and a snapshot say of where a page leads; nil: nobody wants to know.
func (p *Pipeline) linksOf(page *browser.Page, c censor) []browser.Link {
	if !p.Save.Links || page.Links == nil {
		return nil
	}
	list := append([]browser.Link{}, page.Links.List...)
	for i := range list {
		one := &list[i]
		one.URL, one.Frame, one.Text = c.redact.URL(one.URL), c.redact.URL(one.Frame), c.text(one.Text)
	}
	return list
}

// linkFile is the file of where a page leads; none where that was not asked for.
func linkFile(links []browser.Link) ([]file, error) {
	if links == nil {
		return nil, nil
	}
	data, err := json.Marshal(links)
	return []file{{"links", "links.json", data}}, err
}
