package body

import "github.com/tearsheet/tearsheet/extract/internal/dom"

// trimWhoAndWhen drops what the list of the threads of a forum says beside their titles: who wrote
// first and last, and when.
func (c *Content) trimWhoAndWhen() {
	c.kept(func(i int, b *block) bool {
		if b.size > 0 && b.size <= maxCall && !dom.HeadingTags[b.tag] && (c.tellsWhen(i) || c.linksPerson(b)) {
			c.keep[i] = false
			c.because(i, "who wrote in a thread, or when")
		}
		return true
	})
}

// linksPerson says whether a line is one link to the page of somebody.
func (c *Content) linksPerson(b *block) bool {
	return b.linked == b.size && c.linksIn(b) == 1 && leadsToPerson(c.boxes[b.box].node)
}
