package body

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// settle decides what a page is that does not say so: an article if one box of it
// holds most of its text as prose and it looks written, else something other.
func (c *Content) settle() {
	prose, other := c.within(c.root)
	main, rest := c.within(0)
	main += rest
	all := c.size() - c.commented()
	isText := c.statesBody(prose) || prose*5 >= all*2 || prose >= 400 && other*5 <= prose && (prose*2 >= main || c.about.signed && prose*5 >= c.loose()*3)
	switch {
	case c.isThread(), c.isHeadedThread(), c.isForumSystem() && !c.isIndexOfThreads() && len(c.posts()) > 1:
		c.Kind = KindForum
	case c.isChronicle():
		c.Kind = KindOther
	case c.isListing(), c.isShelf():
		c.Kind = KindList
	case c.sellsOne():
		c.Kind = KindProduct
	case c.about.front && !c.about.signed:
		c.Kind = KindList
	case isText && c.isWritten() || c.defines() || c.about.wired:
		c.Kind = KindArticle
		if c.about.ogType != KindArticle {
			return // so nothing says that other stories stand around it
		}
	default:
		c.Kind = KindOther
	}
	c.search()
}

// isIndexOfThreads says whether a page of a forum, which does not state that it is
// a thread, has little that anybody said.
func (c *Content) isIndexOfThreads() bool {
	prose, _ := c.within(0)
	return !c.about.statesThread() && prose*4 < c.size()
}

// isWritten says whether anything about a page says that it is more than the front
// of a service or a shop: a name, a day, where it is filed, how it is marked up, or
// that it is one long text.
func (c *Content) isWritten() bool {
	return c.about.signedStory() || c.tellsMinutes() || c.about.Reference() || c.hasArticle() || c.isEssay() || c.defines()
}

// hasArticle says whether the page marks a part of it as an article.
func (c *Content) hasArticle() bool {
	for i := range c.boxes {
		if c.boxes[i].tag == atom.Article && !c.dropped[i] {
			return true
		}
	}
	return false
}

// defines says whether the text begins as an entry of a dictionary or an encyclopedia
// does: its subject, which is the page's title, stands in bold in the first sentence.
func (c *Content) defines() bool {
	const near = 100 // letters before it
	root := &c.boxes[c.root]
	for i := root.first; i < root.last; i++ {
		b := &c.blocks[i]
		if b.bold == 0 || c.dropped[b.box] || !c.isLead(b) {
			continue
		}
		if at := strings.Index(c.plain(b), c.about.subject); at < 0 || at > near || c.about.subject == "" {
			return false
		}
		for _, n := range c.nodes[b.first:b.last] {
			if n.Parent != nil && (n.Parent.DataAtom == atom.B || n.Parent.DataAtom == atom.Strong) && wording.Letters(n.Data) == c.about.subject {
				return true
			}
		}
		return false
	}
	return false
}

// statesBody says whether the page marks one part of it as an article and as the body of
// one, and has next to no prose besides.
func (c *Content) statesBody(prose int) bool {
	marked := 0
	for i := range c.boxes {
		if b := &c.boxes[i]; b.tag == atom.Article && b.cue&cueBody != 0 && !c.dropped[i] {
			if in, _ := c.within(i); in*4 < prose*3 {
				return false
			}
			marked++
		}
	}
	return marked == 1
}

// isEssay says whether the root is a text that goes on, by whomever: paragraphs
// rather than sections of a few lines, and long ones, or nearly all that the page has.
func (c *Content) isEssay() bool {
	const section, long = 700, 200 // letters under a heading, and in a paragraph
	prose, _ := c.within(c.root)
	headings, inLong := 0, 0
	root := &c.boxes[c.root]
	titles := c.titles()
	for i := root.first; i < root.last; i++ {
		switch b := &c.blocks[i]; {
		case c.dropped[b.box]:
		case dom.HeadingTags[b.tag]:
			if !titles[c.plain(b)] {
				headings++
			}
		case b.size > long && c.readsLikeProse(b):
			inLong += b.size
		}
	}
	if headings == 0 && prose*10 >= c.loose()*7 {
		return true
	}
	return prose >= section*(headings+1) && (inLong*10 >= prose*9 || prose*10 >= c.size()*9)
}

func (c *Content) size() int {
	all := 0
	for i := range c.blocks {
		all += c.blocks[i].size
	}
	return all
}

// loose is how much of the page is not linked: menus and lists of other pages are none of it.
func (c *Content) loose() int {
	size := 0
	for i := range c.blocks {
		size += c.blocks[i].size - c.blocks[i].linked
	}
	return size
}

// minComments is the size from which a box named for comments holds some: it may
// also say how many there are.
const minComments = 300

// commented is how much of the page its readers wrote.
func (c *Content) commented() int {
	size := 0
	for i := 1; i < len(c.boxes); {
		b := &c.boxes[i]
		if b.cue&cueComment == 0 {
			i++
			continue
		}
		own := 0
		for k := b.first; k < b.last; k++ {
			own += c.blocks[k].size
		}
		if own >= minComments {
			size += own
		}
		i = b.end
	}
	return size
}
