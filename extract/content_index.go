package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inIndex says whether a block is an item of the index of a live blog: a list of
// nothing but links, to its own entries or elsewhere. In an article such a list is
// its contents, and text.
func (c *content) inIndex(b *block) bool {
	if c.kind != kindLiveblog || b.tag == atom.Pre {
		return false
	}
	x := b.box
	for c.boxes[x].tag != atom.Ul && c.boxes[x].tag != atom.Ol {
		if x == c.root || x == 0 {
			return false
		}
		x = c.boxes[x].parent
	}
	for i := c.boxes[x].first; i < c.boxes[x].last; i++ {
		for _, n := range c.nodes[c.blocks[i].first:c.blocks[i].last] {
			if n.Type == html.TextNode && !inAnchor(n) && len(squeeze(n.Data)) > 12 { // longer than a time
				return false
			}
		}
	}
	return true
}

func inAnchor(n *html.Node) bool {
	for ; n != nil && n.DataAtom != atom.Li; n = n.Parent {
		if n.DataAtom == atom.A {
			return true
		}
	}
	return false
}
