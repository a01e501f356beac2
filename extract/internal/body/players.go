package body

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// What stands with a player in a box and is no text is about what it plays: its title, how long
// it takes.

// trimPlayers drops those lines, and what says how long something takes wherever it stands in a
// text.
func (c *Content) trimPlayers() {
	const most = 4 // blocks of a box around a player
	root := &c.boxes[c.root]
	for i := root.first; i < root.last; i++ {
		b := &c.blocks[i]
		if b.media && isPlayer(c.nodes[b.first]) {
			x := c.boxes[b.box].parent
			if box := &c.boxes[b.box]; box.last-box.first > 1 {
				x = b.box
			}
			if box := &c.boxes[x]; x != c.root && box.tag != atom.P && box.last-box.first <= most && c.isAboutPlayer(x) {
				for k := box.first; k < box.last; k++ {
					c.keep[k] = c.keep[k] && c.blocks[k].media
				}
			}
			continue
		}
		if c.keep[i] && c.Kind == KindArticle && !b.media && !listTags[b.tag] && !dom.HeadingTags[b.tag] && isDuration(c.of(b)) {
			c.keep[i] = false
		}
	}
}

// isAboutPlayer says whether all lines of a box are short and none is a sentence or a heading.
func (c *Content) isAboutPlayer(x int) bool {
	for i := c.boxes[x].first; i < c.boxes[x].last; i++ {
		if b := &c.blocks[i]; !b.media && (b.size > maxHeading || dom.HeadingTags[b.tag] || listTags[b.tag] || endsSentence(c.of(b))) {
			return false
		}
	}
	return true
}

// isDuration says whether a line is minutes and seconds, and hours perhaps: 02:31
func isDuration(raw string) bool {
	const longest = 8 // bytes
	if len(raw) > longest {
		return false
	}
	parts := strings.Split(raw, ":")
	for i, p := range parts {
		if !isNumeral(p) || len(p) > 2 || i > 0 && len(p) != 2 {
			return false
		}
	}
	return len(parts) > 1
}
