package body

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// aboutSubject says whether the names of a box, which sound like furniture, name
// what the page is about instead: a story on cookies has boxes named for cookies.
// Its headline has the word, or the box holds several paragraphs of an article, which
// no notice does, or it is in such a box.
func (c *Content) aboutSubject(box int) bool {
	b := &c.boxes[box]
	if tagCues.Of(b.tag)&cueDrop != 0 || roleCues[dom.Attr(b.node, "role")]&cueDrop != 0 {
		return false
	}
	if !c.subject[b.parent] && !c.namedForSubject(box) && !c.isStoryPart(box) {
		return false
	}
	if c.subject == nil {
		c.subject = map[int]bool{}
	}
	c.subject[box] = true
	return true
}

func (c *Content) namedForSubject(box int) bool {
	const shortest = 4 // ad and nav are in too many words
	n := c.boxes[box].node
	title := " " + c.about.subject
	for _, w := range wording.SplitName(dom.Attr(n, "class") + " " + dom.Attr(n, "id")) {
		if w = strings.TrimSuffix(w, "s"); len(w) >= shortest && wordCues.Of(w)&cueDrop != 0 && strings.Contains(title, " "+w) {
			return true
		}
	}
	return false
}

// isStoryPart says whether a box named for a notice of cookies holds several
// paragraphs within an article.
func (c *Content) isStoryPart(box int) bool {
	const paragraphs, size = 3, 40
	if b := &c.boxes[box]; !noticeNames(dom.Attr(b.node, "class")+" "+dom.Attr(b.node, "id")) || !c.inArticle(box) {
		return false
	}
	found := 0
	for i := c.boxes[box].first; i < c.boxes[box].last && found < paragraphs; i++ {
		if b := &c.blocks[i]; b.tag == atom.P && b.size >= size && c.readsLikeProse(b) {
			found++
		}
	}
	return found >= paragraphs
}

// noticeNames tells whether names speak of consent to cookies.
func noticeNames(names string) bool {
	for _, w := range wording.SplitName(names) {
		if noticeWords[w] {
			return true
		}
	}
	return false
}

var noticeWords = wording.Set("cookie cookies consent gdpr onetrust cookiebot didomi")
