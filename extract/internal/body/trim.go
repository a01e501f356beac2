package body

import (
	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// trim takes away what is not the text itself from the blocks of the root.
func (c *Content) trim() {
	if c.mode.tail {
		c.trimTail()
	}
	if (!c.mode.tail || c.mode.goods) && c.Kind != KindList {
		c.trimOtherPages()
	}
	if c.mode.teasers {
		c.trimNext()
		c.trimStrips()
	}
	if c.mode.lines {
		c.trimLines()
	}
	if c.mode.thread {
		c.trimThread()
		c.trimControls()
	}
	if c.mode.goods {
		c.trimBuyBox()
	}
	if c.mode.labels {
		c.trimOver()
		c.trimControls()
		c.trimLabels()
		if c.threads {
			c.trimWhoAndWhen()
		}
		c.trimCopies()
		if c.Kind == KindList || c.Kind == KindOther {
			c.trimRepeats()
		}
		if c.Kind == KindList {
			c.trimCallBoxes()
		} else {
			c.trimFoot()
		}
	}
	if c.mode.tail {
		c.trimLinkTail()
		c.trimSignOff()
	}
	if c.mode.head {
		c.trimHead()
	} else {
		c.trimTitle()
	}
}

// kept calls f for every kept block that has text, in order, until f says false.
func (c *Content) kept(f func(i int, b *block) bool) {
	root := &c.boxes[c.root]
	for i := root.first; i < root.last; i++ {
		if b := &c.blocks[i]; c.keep[i] && !b.media && !f(i, b) {
			return
		}
	}
}

const (
	minHeadline = 28  // the size from which a link in a list may be another story's headline
	maxAside    = 160 // the size up to which a line may be a note
	maxHeading  = 90  // the size up to which a line may be a heading
)

var (
	listTags = dom.Atoms("li dd dt td th pre")
)
