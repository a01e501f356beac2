package body

import (
	"net/url"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
)

// Where a text ends for those who have not paid, a box says what it costs to read on, and where
// those log in who have: in any language, by the address of that.

// trimWallBoxes drops such boxes, small ones beside most of the text.
func (c *Content) trimWallBoxes() {
	const most, longest = 10, 500 // blocks, letters
	if c.Kind != KindArticle {
		return
	}
	root := &c.boxes[c.root]
	all, _ := c.within(c.root)
	for x := c.root + 1; x < root.end; x++ {
		b := &c.boxes[x]
		if b.tag != atom.Div && b.tag != atom.Section && b.tag != atom.Aside || b.last-b.first < 2 || b.last-b.first > most {
			continue
		}
		if size, priced := c.offer(b); priced && size <= longest && size < all && c.leadsToLogin(b.node) {
			clear(c.keep[b.first:b.last])
			x = b.end - 1
		}
	}
}

// trimOfferAtEnd drops the box that a text ends with where it is a few words under a heading and
// leads to where people join the site.
func (c *Content) trimOfferAtEnd() {
	const most, longest = 8, 300 // blocks, letters
	last := c.lastKept()
	if c.Kind != KindArticle || last <= c.boxes[c.root].first {
		return
	}
	for x := c.blocks[last].box; x > c.root; x = c.boxes[x].parent {
		b := &c.boxes[x]
		size, _ := c.offer(b)
		if b.last-b.first > most || size > longest {
			return
		}
		if dom.HeadingTags[c.blocks[b.first].tag] && leadsTo(b.node, addresses.NamesJoining) {
			clear(c.keep[b.first:b.last])
			return
		}
	}
}

// leadsTo says whether a link in an element has a path of some kind.
func leadsTo(n *html.Node, kind func(path string) bool) bool {
	for d := range n.Descendants() {
		if d.DataAtom != atom.A {
			continue
		}
		if u, err := url.Parse(dom.Attr(d, "href")); err == nil && kind(u.Path) {
			return true
		}
	}
	return false
}

// offer is how many letters a box has, and whether one of its lines has an amount of money.
func (c *Content) offer(b *box) (size int, priced bool) {
	for i := b.first; i < b.last; i++ {
		size += c.blocks[i].size
		priced = priced || furniture.NamesAmount(c.of(&c.blocks[i]))
	}
	return size, priced
}

// leadsToLogin says whether a link in an element leads to where people log in to the site.
func (c *Content) leadsToLogin(n *html.Node) bool {
	const most = 200 // nodes of such a box
	seen := 0
	for d := range n.Descendants() {
		if seen++; seen > most {
			return false
		}
		if d.DataAtom != atom.A {
			continue
		}
		u, err := url.Parse(dom.Attr(d, "href"))
		if err == nil && (u.Host == "" || addresses.SameSite(u.Host, c.about.host)) && (addresses.NamesLogin(u.Host+u.Path) || furniture.IsLogin(dom.TextOf(d, maxCall))) {
			return true
		}
	}
	return false
}
