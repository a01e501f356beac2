package body

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trimStandfirst drops the standfirst that a text begins with: what the subtitle or the
// description say, with no stop at its end, as headlines have none, and set apart from the
// paragraphs behind it. What is whole sentences may be the first paragraph as well.
func (c *Content) trimStandfirst(a *Said) {
	first, next := -1, -1
	c.kept(func(i int, b *block) bool {
		switch {
		case b.size == 0:
		case first < 0:
			first = i
		default:
			next = i
		}
		return next < 0
	})
	if c.Kind != KindArticle || next < 0 || endsSentence(c.of(&c.blocks[first])) || !c.isSetApart(first, next) {
		return
	}
	text := c.plain(&c.blocks[first])
	for _, said := range []string{a.Subtitle, a.Description} {
		if said = wording.Letters(said); said != "" && (text == said || c.isDeck(&c.blocks[first]) && strings.HasSuffix(text, said)) {
			c.keep[first] = false
			return
		}
	}
}

// isSetApart says whether two blocks are not of one make, or do not stand in one box.
func (c *Content) isSetApart(i, k int) bool {
	x, y := c.blocks[i].box, c.blocks[k].box
	return c.boxes[x].parent != c.boxes[y].parent || c.makeOf(x) != c.makeOf(y)
}
