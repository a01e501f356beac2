package extract

import (
	"strings"
	"unicode"
)

// trim takes away what is not the text itself from the blocks of the root.
func (c *content) trim() {
	if c.mode.tail {
		c.trimTail()
	}
	if !c.mode.tail && c.kind != kindList {
		c.trimOtherPages()
	}
	if c.mode.teasers {
		c.trimNext()
		c.trimStrips()
	}
	if c.mode.lines {
		c.trimRepeats()
		c.trimLines()
	}
	if c.mode.thread {
		c.trimThread()
	}
	if c.mode.labels {
		c.trimLabels()
		c.trimCopies()
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

// letters is a text's letters and digits in lower case, with one blank between
// words: for comparing.
func letters(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		if runeWeight(r) == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// kept calls f for every kept block that has text, in order, until f says false.
func (c *content) kept(f func(i int, b *block) bool) {
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
	headingTags = atoms("h1 h2 h3 h4 h5 h6")
	listTags    = atoms("li dd dt td th pre")
)
