package body

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// inIndex says whether a block is an item of the index of a live blog: a list of
// nothing but links, to its own entries or elsewhere. In an article such a list is
// its contents, and text.
func (c *Content) inIndex(b *block) bool {
	if c.Kind != KindLiveblog || b.tag == atom.Pre {
		return false
	}
	x := b.box
	for c.boxes[x].tag != atom.Ul && c.boxes[x].tag != atom.Ol {
		if x == c.root || x == 0 {
			return false
		}
		x = c.boxes[x].parent
	}
	index, known := c.indexes[x]
	if !known {
		if c.indexes == nil {
			c.indexes = map[int]bool{}
		}
		index = c.isIndex(x)
		c.indexes[x] = index
	}
	return index
}

// isIndex says whether a list has nothing but links, times aside.
func (c *Content) isIndex(list int) bool {
	for i := c.boxes[list].first; i < c.boxes[list].last; i++ {
		for _, n := range c.nodes[c.blocks[i].first:c.blocks[i].last] {
			if n.Type == html.TextNode && anchorOf(n) == nil && len(wording.Squeeze(n.Data)) > 12 { // longer than a time
				return false
			}
		}
	}
	return true
}

// isClock says whether a block of a live blog is nothing but the time of an entry, with a button
// beside it perhaps: 11:45, 11h45, 11.45 Uhr, 2:30 PM.
func (c *Content) isClock(b *block) bool {
	const longest = 20
	if c.Kind != KindLiveblog || b.size == 0 || b.size > longest {
		return false
	}
	numbers := 0
	for _, t := range dates.Tokenize(c.of(b)) {
		switch {
		case t.IsNumber():
			numbers++
		case t.IsWord() && !hourWords[t.Text] && !furniture.IsButtons(t.Text):
			return false
		}
	}
	return numbers == 2 || numbers == 1 && strings.ContainsAny(c.of(b), "hH時시点")
}

var hourWords = wording.Set("h am pm a.m p.m uhr hs hrs gmt utc est edt pst cet cest bst ist jst kl ч мин 時 分 시 분 오전 오후 午前 午後")
