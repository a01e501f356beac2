package body

import (
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// pickRoot finds the box that holds the article: the one for which the F-score is
// highest when all its prose is taken for wanted, all its other text for unwanted,
// and the page's prose outside of it for lost.
func (c *Content) pickRoot() int {
	best, bestScore := 0, 0.0
	total := c.prose[len(c.prose)-1]
	for i := range c.boxes {
		if c.dropped[i] {
			continue
		}
		b := &c.boxes[i]
		prose := float64(c.prose[b.last] - c.prose[b.first])
		other := float64(c.other[b.last] - c.other[b.first])
		score := 2 * prose / (prose + other + float64(total))
		switch {
		case b.cue&cueBody != 0:
			score *= 1.2
		case b.cue&cueArticle != 0:
			score *= 1.05
		}
		if score >= bestScore && score > 0 {
			best, bestScore = i, score
		}
	}
	if up := c.boxes[best].parent; up > 0 && c.boxes[best].tag == atom.P && !c.dropped[up] {
		return up // one paragraph is no text: short ones may stand beside it
	}
	return best
}

// pickMain finds the box that holds the page's own part: its main element, or the
// smallest box with nearly all of the text that is no furniture.
func (c *Content) pickMain() int {
	total, other := c.within(0)
	total += other
	best := 0
	for i := range c.boxes {
		if c.dropped[i] {
			continue
		}
		prose, other := c.within(i)
		size := prose + other
		if size*20 >= total*17 || c.isMain(i) && size*3 >= total {
			best = i
		}
	}
	return best
}

// isMain says whether a box is marked as the page's own part.
func (c *Content) isMain(box int) bool {
	return c.boxes[box].tag == atom.Main || dom.Attr(c.boxes[box].node, "role") == "main"
}
