package pipeline

import (
	"net/url"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/extract"
)

// read extracts the article from a page's document, by the rules for its site too.
func (p *Pipeline) read(page *browser.Page) (*extract.Article, error) {
	opts, err := optionsFor(page)
	if err != nil {
		opts.URL = nil
	}
	opts.SiteRules = p.SiteRules
	return extract.Extract(page.DOM, opts)
}

// optionsFor is what is known of a page's document besides its bytes.
func optionsFor(page *browser.Page) (extract.Options, error) {
	address, err := url.Parse(page.FinalURL)
	return extract.Options{URL: address, ContentType: "text/html; charset=utf-8", Hints: hints(page)}, err
}

// hints are what the browser knows of a page's document, as extract takes it; nil where
// there are none.
func hints(page *browser.Page) *extract.Hints {
	if len(page.Hidden) == 0 {
		return nil
	}
	h := &extract.Hints{Hidden: map[string]extract.Hidden{}}
	for name, hidden := range page.Hidden {
		h.Hidden[name] = extract.Hidden(hidden)
	}
	return h
}
