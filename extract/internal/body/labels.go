package body

import (
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
)

// trimLabels drops the labels around the goods of a shop and the entries of a list.
func (c *Content) trimLabels() {
	c.kept(func(i int, b *block) bool {
		if b.tag != atom.Pre && isMachineText(c.of(b)) {
			c.keep[i] = false
			return true
		}
		text := withoutNumbers(c.plain(b))
		if b.linked > 0 && b.linked*10 >= b.size*9 && !dom.HeadingTags[b.tag] && furniture.IsButtons(text) {
			c.keep[i] = false
			return true
		}
		c.keep[i] = b.size > maxHeading || b.tag == atom.Pre || cellTags[b.tag] || text == "" && dom.HeadingTags[b.tag] && c.Kind == KindOther && c.sectionStays(i) || text != "" && (!shopLines.whole(text) || dom.HeadingTags[b.tag] && c.Kind == KindOther && c.sectionStays(i))
		return true
	})
}
