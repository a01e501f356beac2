package extract

import (
	"net/url"

	"github.com/PuerkitoBio/goquery"

	"github.com/tearsheet/tearsheet/extract/internal/charset"
	"github.com/tearsheet/tearsheet/extract/internal/markup"
	"github.com/tearsheet/tearsheet/extract/siterules"
)

// source is one page, parsed once: what every field reads from. Nobody changes
// its tree: the body is cut out of a copy.
type source struct {
	url       *url.URL // where the page came from; nil if the caller does not know
	doc       *goquery.Document
	rules     *siterules.Rules // for its site; nil if there are none
	truncated bool             // the page, or what it states for machines, was cut off where it grew past what is read
	scan
}

// newSource decodes and parses page, which may be in any encoding.
func newSource(t *task, page []byte, opts Options) (*source, error) {
	t.at("encoding")
	whole := charset.ToUTF8(page, opts.ContentType)
	if charset.IsBinary(whole) {
		whole = nil // it holds no article
	}
	whole = charset.MendTwice(whole)
	page = markup.Cap(whole)
	t.at("markup")
	root, err := markup.Parse(page)
	if err != nil {
		return nil, err
	}
	opts.Hints.apply(root)
	markup.Settle(root)
	t.at("scan")
	f := scanPage(root, opts.URL)
	rules := opts.SiteRules.For(f.host)
	if removeRuled(root, rules) {
		f = scanPage(root, opts.URL)
	}
	return &source{url: opts.URL, doc: goquery.NewDocumentFromNode(root), rules: rules, truncated: len(page) < len(whole) || f.cut, scan: f}, nil
}
