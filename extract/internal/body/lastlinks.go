package body

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// What a story is filed under may stand below it as a list of links, each of a few words, with no
// heading and no line that leads in to it.

// trimLastLinks drops such a list at the end of a story.
func (c *Content) trimLastLinks() {
	const words = 4 // of a link
	last := c.lastKept()
	if c.Kind != KindArticle || last <= c.boxes[c.root].first {
		return
	}
	first, links := last, 0
	for ; first > c.boxes[c.root].first; first-- {
		b := &c.blocks[first]
		if b.media || b.size == 0 {
			continue
		}
		if b.tag != atom.Li || b.linked < b.size || c.linksIn(b) != 1 || strings.Count(c.plain(b), " ") >= words || endsSentence(c.of(b)) {
			break
		}
		links++
	}
	before := &c.blocks[first]
	if links == 0 || !c.keep[first] || before.tag == atom.Li || dom.HeadingTags[before.tag] || before.bold == before.size || endsWithColon(c.of(before)) || !endsSentence(c.of(before)) && before.size > maxCall {
		return
	}
	clear(c.keep[first+1 : last+1])
}
