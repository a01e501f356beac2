package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// trimThread drops the labels around the posts of a thread: numbers, dates, names
// of buttons.
func (c *content) trimThread() {
	const maxLabel = 25
	titles := c.titles()
	c.kept(func(i int, b *block) bool {
		text := c.plain(b)
		switch {
		case titles[strings.TrimPrefix(text, "re ")]:
			c.keep[i] = false
		case b.tag == atom.P || b.tag == atom.Pre || b.tag == atom.Blockquote:
			c.keep[i] = !asideLines.whole(withoutNumbers(text)) && !isCounter(text)
		case b.size < maxLabel && !c.readsLikeProse(b), c.isAside(b):
			c.keep[i] = false
		}
		return true
	})
}
