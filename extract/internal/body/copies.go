package body

// trimCopies drops what stands there twice: a page lays the same text out for
// screens of two sizes. What stands there more often is a label of its items.
func (c *Content) trimCopies() {
	times := map[string]int{}
	c.kept(func(_ int, b *block) bool {
		if mayBeCopy(b) {
			times[c.plain(b)]++
		}
		return true
	})
	said := map[string]bool{}
	c.kept(func(i int, b *block) bool {
		if text := c.plain(b); mayBeCopy(b) && times[text] <= maxCopies {
			c.keep[i] = !said[text]
			said[text] = true
		}
		return true
	})
}

const (
	minCopied = 20 // the size from which a text that stands there twice is a copy
	maxCopies = 2
)

func mayBeCopy(b *block) bool { return b.size >= minCopied && !cellTags[b.tag] }
