package body

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// A page that asks for consent says so in a box with a button, in front of the text or behind it
// all, and in most languages the word for what it asks about is the same.

// trimConsent drops the lines of such boxes, on pages that are not about that.
func (c *Content) trimConsent() {
	const long = 40 // letters; what is shorter and no sentence is the name of a cake
	if consentWords.In(c.about.subject) {
		return
	}
	c.kept(func(i int, b *block) bool {
		if (b.size >= long || b.size > 0 && endsSentence(c.of(b))) && !dom.HeadingTags[b.tag] && b.tag != atom.Li && consentWords.In(c.plain(b)) {
			if x := c.consentBox(b.box); x > c.root {
				clear(c.keep[c.boxes[x].first:c.boxes[x].last])
			}
		}
		return true
	})
}

// consentWords are what such boxes ask about.
var consentWords = wording.NewFinder("cookie", "кукис", "файлы куки", "クッキー", "쿠키", "ملفات تعريف الارتباط", "کوکی", "עוגיות", "קובצי cookie", "कुकीज", "কুকি", "குக்கீ", "คุกกี้", "evästei", "sütik", "küpsis", "slapuk", "sīkdat", "vafrakök")

// consentBox is the smallest box around another that has a button, where it is small; 0 if there is none.
func (c *Content) consentBox(box int) int {
	const most, longest = 4, 600 // blocks, letters
	for x := box; x > c.root; x = c.boxes[x].parent {
		b := &c.boxes[x]
		size := 0
		for i := b.first; i < b.last; i++ {
			size += c.blocks[i].size
		}
		if b.last-b.first > most || size > longest {
			return 0
		}
		if holdsPressable(b.node) {
			return x
		}
	}
	return 0
}

// holdsPressable says whether an element has a button, or a link that leads nowhere.
func holdsPressable(node *html.Node) bool {
	for d := range dom.Under(node) {
		if d.DataAtom == atom.Button || d.DataAtom == atom.A && isPressed(d) && strings.TrimSpace(dom.TextOf(d, 20)) != "" {
			return true
		}
	}
	return false
}
