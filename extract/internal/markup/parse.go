package markup

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// ParsePart reads a page however deeply it nests: html.Parse gives up above 512 open
// elements, and such a page is flattened first.
func ParsePart(page []byte) (*html.Node, error) {
	root, err := html.Parse(bytes.NewReader(page))
	for depth := 256; err != nil; depth /= 4 {
		root, err = html.Parse(bytes.NewReader(Flatten(page, depth)))
		if depth == 0 {
			break // no tag is left that could nest
		}
	}
	return root, err
}

// Caps on what is parsed. A tree takes up to a hundred times the memory of its
// text where the text is all tags, so tags are counted too, and their attributes.
const (
	MaxBytes      = 16 << 20
	MaxTags       = 400_000
	MaxAttributes = 1_000_000
)

// Cap cuts page off where it grows past what can be parsed safely.
func Cap(whole []byte) []byte {
	page := whole
	if len(page) > MaxBytes {
		page = page[:MaxBytes]
		for len(page) > 0 && !utf8.RuneStart(whole[len(page)]) {
			page = page[:len(page)-1] // not within a character
		}
	}
	page = capAttributes(page)
	if bytes.Count(page, []byte("<")) <= MaxTags {
		return page
	}
	tags := 0
	for i, c := range page {
		if c == '<' {
			if tags++; tags > MaxTags {
				return page[:i]
			}
		}
	}
	return page
}

// Parse reads a page with the pieces that it is sent in where they belong: the tree
// that a browser counts the elements of.
func Parse(page []byte) (*html.Node, error) {
	root, err := ParsePart(page)
	if err == nil && isStreamed(page) {
		showStreamed(root)
	}
	return root, err
}

// Settle makes of the tree of a page what its reader sees: frames and shadow roots in
// their places, signs and doubled things gone, and what is kept for readers without scripts.
func Settle(root *html.Node) {
	showFramed(root, framesDeep)
	shadows, veils := holds(root)
	if shadows {
		showShadows(root)
	}
	tidy(root)
	if showUnscripted(root) || veils {
		unveil(root)
	}
}

// holds tells whether a page has shadow roots, and whether its own styles keep anything
// invisible.
func holds(root *html.Node) (shadows, veils bool) {
	for n := range dom.Under(root) {
		if n.Type == html.ElementNode {
			shadows = shadows || isShadow(n)
			veils = veils || isVeiled(n)
		}
	}
	return shadows, veils
}
