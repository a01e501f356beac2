package extract

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// content is the search for the body: the page laid out, and what was decided
// about each part of it.
type content struct {
	*layout
	title   string
	dropped []bool // boxes that are no part of any article
	root    int    // the box that holds the article
	keep    []bool // blocks that are the article
	prose   []int  // running sum over blocks: size of what reads like an article
	other   []int  // running sum over blocks: size of all else
}

// findContent decides which blocks of the page are its article.
func findContent(page *html.Node, title string) *content {
	root := page
	for n := range page.Descendants() {
		if n.DataAtom == atom.Body {
			root = n
			break
		}
	}
	c := &content{layout: lay(root, newCues()), title: title}
	c.keep = make([]bool, len(c.blocks))
	c.dropByCue()
	c.weigh()
	c.root = c.pickRoot()
	b := &c.boxes[c.root]
	for i := b.first; i < b.last; i++ {
		c.keep[i] = !c.dropped[c.blocks[i].box]
	}
	c.trim()
	return c
}

// dropByCue strikes out boxes that their tag or class names as furniture, unless
// they hold most of what the page has to say.
func (c *content) dropByCue() {
	c.dropped = make([]bool, len(c.boxes))
	c.weigh()
	total := c.prose[len(c.prose)-1]
	for i := 1; i < len(c.boxes); i++ {
		b := &c.boxes[i]
		if c.dropped[b.parent] {
			c.dropped[i] = true
			continue
		}
		prose, other := c.within(i)
		switch {
		case prose*2 > total:
		case b.cue&(cueDrop|cueComment|cueCaption|cueMeta) != 0:
			c.dropped[i] = b.cue&cueBody == 0
		case b.cue&cueWeak != 0:
			c.dropped[i] = prose < 2*other
		}
	}
}

func (c *content) within(box int) (prose, other int) {
	b := &c.boxes[box]
	return c.prose[b.last] - c.prose[b.first], c.other[b.last] - c.other[b.first]
}

// weigh sums up prose and other text over the blocks that are not dropped.
func (c *content) weigh() {
	c.prose, c.other = make([]int, 1, len(c.blocks)+1), make([]int, 1, len(c.blocks)+1)
	prose, other := 0, 0
	for i := range c.blocks {
		b := &c.blocks[i]
		if !c.dropped[b.box] {
			if c.readsLikeProse(b) {
				prose += b.size
			} else {
				other += b.size
			}
		}
		c.prose, c.other = append(c.prose, prose), append(c.other, other)
	}
}

// readsLikeProse says whether a block looks like part of a text rather than like
// a label, a teaser or a menu.
func (c *content) readsLikeProse(b *block) bool {
	switch {
	case b.size == 0 || b.linked*2 > b.size:
		return false
	case b.tag == atom.Pre:
		return true
	case b.size >= 80:
		return true
	}
	return b.size >= 20 && bytes.ContainsAny(c.text[b.start:b.stop], ".!?。！？…؟।;:")
}
