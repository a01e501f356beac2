package extract

import "golang.org/x/net/html/atom"

// trimLabels drops the labels around the goods of a shop and the entries of a list.
func (c *content) trimLabels() {
	c.kept(func(i int, b *block) bool {
		if b.tag != atom.Pre && isMachineText(c.of(b)) {
			c.keep[i] = false
			return true
		}
		text := withoutNumbers(c.plain(b))
		if b.linked > 0 && b.linked*10 >= b.size*9 && !headingTags[b.tag] && isButtons(text) {
			c.keep[i] = false
			return true
		}
		c.keep[i] = b.size > maxHeading || b.tag == atom.Pre || cellTags[b.tag] || text == "" && headingTags[b.tag] && c.kind == kindOther && c.sectionStays(i) || text != "" && (!shopLines.whole(text) || headingTags[b.tag] && c.kind == kindOther && c.sectionStays(i))
		return true
	})
}
