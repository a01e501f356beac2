package body

import (
	"net/url"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// minTeasers is how many boxes of one make there must be to be a row of teasers.
const minTeasers = 3

// dropTeasers strikes out the boxes that announce other pages: several of one
// make, each with a linked headline and no more than a few lines below.
func (c *Content) dropTeasers() {
	c.dropNested()
	makes := map[boxMake][]int{}
	var order []boxMake // the makes in the order of the page
	for i := 1; i < len(c.boxes); i++ {
		if !c.dropped[i] && c.isTeaser(i) {
			m := c.makeOf(i)
			if makes[m] == nil {
				order = append(order, m)
			}
			makes[m] = append(makes[m], i)
		}
	}
	for _, m := range order {
		boxes := makes[m]
		if len(boxes) < minTeasers || c.areItems(boxes) {
			continue
		}
		for _, i := range boxes {
			c.strike(i)
		}
	}
	if c.about.dated {
		c.dropAnnounced()
	}
}

// dropAnnounced strikes out the boxes behind a good part of the text that announce other pages, one in a row
// as the other, with a few lines of each, where a page is signed and dated: what is linked there
// need be no heading.
func (c *Content) dropAnnounced() {
	type row struct {
		parent int
		boxMake
	}
	total, _ := c.within(0)
	rows := map[row][]int{}
	var order []row
	for x := 1; x < len(c.boxes); x++ {
		if tag := c.boxes[x].tag; c.dropped[x] || tag != atom.Div && tag != atom.Article && tag != atom.Section {
			continue
		}
		if page, ok := c.announces(x); !ok || page == "" || page[0] == '#' {
			continue
		}
		of := row{c.boxes[x].parent, c.makeOf(x)}
		if rows[of] == nil {
			order = append(order, of)
		}
		rows[of] = append(rows[of], x)
	}
	for _, of := range order {
		boxes, prose := rows[of], 0
		for _, x := range boxes {
			in, _ := c.within(x)
			prose += in
		}
		before := c.prose[c.boxes[boxes[0]].first]
		if len(boxes) < minTeasers || of.class == "" || prose*3 > total || before*3 < total || c.areItems(boxes) {
			continue
		}
		for _, x := range boxes {
			c.strike(x)
		}
	}
}

// dropNested strikes out the articles in an article, which are other stories,
// unless one of them is what the outer one is about, or they are the entries of a live page.
func (c *Content) dropNested() {
	if c.Kind == KindLiveblog {
		return
	}
	total, _ := c.within(0)
	var nested []int
	for i := 1; i < len(c.boxes); i++ {
		if c.boxes[i].tag != atom.Article || c.dropped[i] || !c.inArticle(i) {
			continue
		}
		if prose, _ := c.within(i); prose*3 < total {
			nested = append(nested, i)
		}
	}
	for _, i := range nested {
		if len(nested) > 1 || c.hasHeading(i) {
			c.strike(i)
		}
	}
}

func (c *Content) inArticle(box int) bool {
	for x := c.boxes[box].parent; x > 0; x = c.boxes[x].parent {
		if c.boxes[x].tag == atom.Article {
			return true
		}
	}
	return false
}

func (c *Content) hasHeading(box int) bool {
	for i := c.boxes[box].first; i < c.boxes[box].last; i++ {
		if dom.HeadingTags[c.blocks[i].tag] {
			return true
		}
	}
	return false
}

// strike drops a box with everything in it.
func (c *Content) strike(box int) {
	for i := box; i < c.boxes[box].end; i++ {
		c.dropped[i] = true
	}
}

// isTeaser says whether a box has a headline linked to another page of the site,
// and little else.
func (c *Content) isTeaser(box int) bool {
	const maxBlocks, maxSize = 12, 600
	b := &c.boxes[box]
	if b.last-b.first > maxBlocks {
		return false
	}
	headline, size := false, 0
	for i := b.first; i < b.last; i++ {
		k := &c.blocks[i]
		size += k.size - k.linked
		if dom.HeadingTags[k.tag] && k.linked*10 >= k.size*9 && k.linked > 10 {
			headline = true
		}
	}
	return headline && size < maxSize
}

// areItems says whether boxes that look like teasers are the items of a list that
// is the page's own text: they lead to other sites and make up much of its prose.
func (c *Content) areItems(boxes []int) bool {
	total, _ := c.within(0)
	prose, away := 0, 0
	for _, i := range boxes {
		if !c.inArticle(i) {
			return false
		}
		p, _ := c.within(i)
		prose += p
		for k := c.boxes[i].first; k < c.boxes[i].last; k++ {
			if b := &c.blocks[k]; dom.HeadingTags[b.tag] && b.linked > 0 && !c.leadsWithin(b) {
				away++
				break
			}
		}
	}
	return prose*3 > total && away*2 > len(boxes)
}

// leadsWithin says whether a block's link stays on the page's own site, as far as
// that is known.
func (c *Content) leadsWithin(b *block) bool {
	for n := c.nodes[b.first]; n != nil; n = n.Parent {
		if n.DataAtom == atom.A {
			u, err := url.Parse(dom.Attr(n, "href"))
			return err != nil || c.about.host == "" || u.Host == "" || addresses.SameSite(u.Host, c.about.host)
		}
	}
	return true
}
