package body

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
)

// trimThread drops the labels around the posts of a thread: numbers, dates, names
// of buttons; and what a post quotes of an earlier one.
func (c *Content) trimThread() {
	const maxLabel = 25
	written := c.trimPosts()
	titles := c.titles()
	posts := c.postMakes()
	c.trimAttributed()
	for _, x := range c.postHeads() {
		clear(c.keep[c.boxes[x].first:c.boxes[x].last])
	}
	said := map[string]bool{}
	c.kept(func(i int, b *block) bool {
		text := c.plain(b)
		switch {
		case titles[strings.TrimPrefix(text, "re ")], presences.opens(text) > 0, strings.HasPrefix(c.of(b), signRule):
			c.keep[i] = false
		case b.size >= minQuoted && said[text] && c.inQuote(b.box), c.headsPost(b):
			c.keep[i] = false
		case b.tag == atom.P || b.tag == atom.Pre || b.tag == atom.Blockquote:
			c.keep[i] = !asideLines.whole(withoutNumbers(text)) && !furniture.IsCounter(text)
		case b.size < maxLabel && !c.readsLikeProse(b) && !written[i] && !c.inPost(b.box, posts), c.isAside(i):
			c.keep[i] = false
		}
		if c.keep[i] && b.size >= minQuoted {
			said[text] = true
		}
		return true
	})
}

// headsPost says whether a line has a link to who wrote a post and a number, of points or hours.
func (c *Content) headsPost(b *block) bool {
	return b.linked > 0 && b.size <= maxCall && !dom.HeadingTags[b.tag] && !endsSentence(c.of(b)) && holdsDigit(c.of(b)) && leadsToPerson(c.boxes[b.box].node)
}

// presences begin what a forum says of those who look at it.
var presences = phraseTable(`who is online | users browsing this | users viewing this | currently active users | wer ist online | mitglieder in diesem forum | qui est en ligne | utilisateurs parcourant | quién está conectado | usuarios navegando por | quem está online | usuários navegando neste | chi c è in linea | visitano il forum | wie is er online | gebruikers op dit forum | kto jest online | kto przegląda forum | użytkownicy przeglądający | кто сейчас на | сейчас этот форум просматривают | хто зараз на | vem är online | hvem er tilstede | kdo je online | ki van itt`)

// signRule is what forums draw over signatures where they have no better.
const signRule = "_____"

// minQuoted is the size from which a line that stands in two posts is quoted.
const minQuoted = 20

// maxPostDepth is how deep the lines of a post are in its box: an item in a list
// in a quote.
const maxPostDepth = 4

// postMakes are the makes of the boxes that hold running text themselves.
func (c *Content) postMakes() map[boxMake]bool {
	m := map[boxMake]bool{}
	c.kept(func(_ int, b *block) bool {
		if !c.readsLikeProse(b) || dom.HeadingTags[b.tag] {
			return true
		}
		x := b.box
		if paragraphTags[c.boxes[x].tag] {
			x = c.boxes[x].parent
		}
		if x != c.root && (c.boxes[x].tag == atom.Div || c.boxes[x].tag == atom.Td) && dom.Attr(c.boxes[x].node, "class") != "" {
			m[c.makeOf(x)] = true
		}
		return true
	})
	return m
}

// inPost says whether a box is in one of the make that holds posts.
func (c *Content) inPost(box int, posts map[boxMake]bool) bool {
	for x, up := box, 0; x > 0 && x != c.root && up < maxPostDepth; x, up = c.boxes[x].parent, up+1 {
		if posts[c.makeOf(x)] {
			return true
		}
	}
	return false
}

// inQuote says whether a box is in a quote.
func (c *Content) inQuote(box int) bool {
	for x := box; x > 0 && x != c.root; x = c.boxes[x].parent {
		if c.boxes[x].tag == atom.Blockquote {
			return true
		}
	}
	return false
}

// trimAttributed drops the quotes that say whose post they are from.
func (c *Content) trimAttributed() {
	for x := c.root + 1; x < c.boxes[c.root].end; x++ {
		b := &c.boxes[x]
		if b.tag != atom.Blockquote {
			continue
		}
		for i := b.first; i < b.last; i++ {
			if k := &c.blocks[i]; k.size > 0 {
				if c.attributes(k) {
					clear(c.keep[b.first:b.last])
				}
				break
			}
		}
		x = b.end - 1
	}
}

// attributes says whether the first line of a quote says whose words follow: a few of its
// own before a colon, or in an element for that.
func (c *Content) attributes(b *block) bool {
	const most, words = 60, 8 // bytes
	for n := c.nodes[b.first].Parent; n != nil && n.DataAtom != atom.Blockquote; n = n.Parent {
		if n.DataAtom == atom.Cite {
			return true
		}
	}
	raw := strings.TrimSpace(c.of(b))
	return len(raw) <= most && strings.HasSuffix(raw, ":") && strings.Count(raw, " ") < words
}
