package extract

import "golang.org/x/net/html/atom"

// trimLabels drops the labels around the goods of a shop and the entries of a list.
func (c *content) trimLabels() {
	c.kept(func(i int, b *block) bool {
		c.keep[i] = b.size > maxHeading || b.tag == atom.Pre || cellTags[b.tag] || !shopLines.whole(withoutNumbers(c.plain(b))) && withoutNumbers(c.plain(b)) != ""
		return true
	})
}
