package extract

import (
	"net/url"

	"github.com/tearsheet/tearsheet/extract/siterules"
)

// Options say what the caller knows beyond the bytes. The zero value works.
type Options struct {
	URL         *url.URL       // address the page was read from: resolves links, fills Article.URL
	ContentType string         // the response's Content-Type, for its charset; empty if unknown
	SiteRules   *siterules.Set // what users wrote for sites; nil if nothing
	Hints       *Hints         // what the browser knew of this document; nil if there was none
}

// Extract reads the article out of page, HTML in any encoding. A fault of its own is an
// Error.
func Extract(page []byte, opts Options) (*Article, error) {
	return guarded(longest, func(t *task) (*Article, error) {
		src, err := newSource(t, page, opts)
		if err != nil {
			return nil, err
		}
		art := &Article{Images: []Image{}, Videos: []Video{}, Truncated: src.truncated}
		if opts.URL != nil {
			art.URL = opts.URL.String()
		}
		for _, f := range fields {
			t.at(f.name)
			f.read(src, art)
		}
		t.at("body")
		if err := readBody(src, art); err != nil {
			return nil, err
		}
		return art, nil
	})
}
