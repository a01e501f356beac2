package extract

import (
	"bytes"
	"net/url"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/siterules"
)

// source is one page, parsed once: what every field reads from. Nobody changes
// its tree: the body is cut out of a copy.
type source struct {
	url       *url.URL // where the page came from; nil if the caller does not know
	doc       *goquery.Document
	rules     *siterules.Rules // for its site; nil if there are none
	truncated bool             // the page was cut off where it grew past what is read
	facts
}

// Caps on what is parsed. A tree takes up to a hundred times the memory of its
// text where the text is all tags, so tags are counted too.
const (
	maxBytes = 16 << 20
	maxTags  = 400_000
)

// newSource decodes and parses page, which may be in any encoding.
func newSource(t *task, page []byte, opts Options) (*source, error) {
	t.at("encoding")
	whole := toUTF8(page, opts.ContentType)
	if isBinary(whole) {
		whole = nil // it holds no article
	}
	whole = mendTwice(whole)
	page = capInput(whole)
	t.at("markup")
	root, err := parse(page)
	if err != nil {
		return nil, err
	}
	if isStreamed(page) {
		showStreamed(root)
	}
	opts.Hints.apply(root)
	showFramed(root, framesDeep)
	if hasShadows(page) {
		showShadows(root)
	}
	tidy(root)
	showUnscripted(root)
	t.at("facts")
	f := gather(root, opts.URL)
	rules := opts.SiteRules.For(f.host)
	if removeRuled(root, rules) {
		f = gather(root, opts.URL)
	}
	return &source{url: opts.URL, doc: goquery.NewDocumentFromNode(root), rules: rules, truncated: len(page) < len(whole), facts: f}, nil
}

// parse reads a page however deeply it nests: html.Parse gives up above 512 open
// elements, and such a page is flattened first.
func parse(page []byte) (*html.Node, error) {
	root, err := html.Parse(bytes.NewReader(page))
	for depth := 256; err != nil; depth /= 4 {
		root, err = html.Parse(bytes.NewReader(flatten(page, depth)))
		if depth == 0 {
			break // no tag is left that could nest
		}
	}
	return root, err
}

// capInput cuts page off where it grows past what can be parsed safely.
func capInput(whole []byte) []byte {
	page := whole
	if len(page) > maxBytes {
		page = page[:maxBytes]
		for len(page) > 0 && !utf8.RuneStart(whole[len(page)]) {
			page = page[:len(page)-1] // not within a character
		}
	}
	if bytes.Count(page, []byte("<")) <= maxTags {
		return page
	}
	tags := 0
	for i, c := range page {
		if c == '<' {
			if tags++; tags > maxTags {
				return page[:i]
			}
		}
	}
	return page
}
