package extract

import (
	"bytes"
	"net/url"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// source is one page, parsed once: what every field reads from.
type source struct {
	url *url.URL // where the page came from; nil if the caller does not know
	doc *goquery.Document
}

// newSource parses page, which is UTF-8 by now.
func newSource(page []byte, address *url.URL) (*source, error) {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, err
	}
	return &source{url: address, doc: goquery.NewDocumentFromNode(root)}, nil
}
