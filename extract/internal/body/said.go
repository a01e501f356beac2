package body

import (
	"strings"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trimSaid drops the blocks that the article's fields say already: the standfirst
// set as a heading before the text, notes and credit lines wherever they stand, and
// the lines of a wall.
func (c *Content) trimSaid(a *Said) {
	said := map[string]bool{}
	for _, n := range a.Notes {
		said[wording.Letters(n)] = true
	}
	credited := a.Credits.Any()
	subtitle := wording.Letters(a.Subtitle)
	signed := len(a.Authors) > 1
	if len(said) == 0 && !credited && !signed && subtitle == "" && !a.Paywalled && len(c.about.by.days) == 0 {
		return
	}
	before := true
	c.kept(func(i int, b *block) bool {
		switch {
		case b.size > maxLine && c.plain(b) != subtitle:
			before = false
		case before && dom.HeadingTags[b.tag] && c.plain(b) == subtitle,
			before && c.isDatedStamp(b),
			len(said) > 0 && said[c.plain(b)],
			credited && isCreditLine(c.of(b)),
			signed && people.IsBracketed(c.of(b)),
			a.Paywalled && b.size < maxWallLine && furniture.AsksToSubscribe(strings.ToLower(c.of(b))):
			c.keep[i] = false
		case b.size > maxHeading && c.readsLikeProse(b):
			before = false
		}
		return true
	})
}

// isDatedStamp says whether a line says when the page was published, with more of that kind:
// when it was changed, how long it takes to read.
func (c *Content) isDatedStamp(b *block) bool {
	const longest = 140
	raw := c.of(b)
	return b.size < longest && stamps.opens(c.plain(b)) > 0 && c.hasDay(raw) && !endsSentence(raw)
}

// maxWallLine is the size up to which a line of a page behind a wall is the wall's
// if it asks to subscribe.
const maxWallLine = 100

// isCreditLine says whether a whole line is credits: it begins as they do, and
// does not go on as a sentence would.
func isCreditLine(text string) bool {
	if !people.BeginsCredit(text) {
		return false
	}
	return strings.HasPrefix(text, "(") && strings.HasSuffix(strings.TrimRight(text, ". "), ")") || strings.HasPrefix(text, "（") && strings.HasSuffix(text, "）") || strings.Contains(text, ";") || len(text) < 100
}

// trimClipped drops the standfirst that is no more than the beginning of the text, cut
// off in the middle: the same words begin one of the next paragraphs.
func (c *Content) trimClipped() {
	const shortest, shortestWide, reach = 60, 24, 8 // letters; those of scripts that say more with each
	opening := -1
	c.kept(func(i int, b *block) bool {
		if opening < 0 {
			if b.size < shortest && (b.size < shortestWide || !wide(c.of(b))) {
				return true
			}
			opening = i
			return true
		}
		text := strings.TrimRight(c.plain(&c.blocks[opening]), " ")
		if b.size > c.blocks[opening].size && strings.HasPrefix(c.plain(b), text) {
			c.keep[opening] = false
			return false
		}
		return i < opening+reach
	})
}

// wide tells whether a text is in a script whose letters are as wide as they are high.
func wide(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r >= 0x2e80
}

// trimPointers drops the last lines of a page that is no article where they lead to the
// pages before and behind it, or ask for something with a link.
func (c *Content) trimPointers() {
	if c.Kind != KindOther {
		return
	}
	for i := c.lastKept(); i > c.boxes[c.root].first; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media || b.size == 0 {
			continue
		}
		text := c.plain(b)
		asks := b.linked > 0 && b.size < maxAside && (calls.opens(text) > 0 || noteLines.opens(text) > 0)
		if dom.HeadingTags[b.tag] || !asks && (listTags[b.tag] || !c.pointsBeside(b)) {
			return
		}
		c.keep[i] = false
	}
}

// pointsBeside says whether a line is made of links with arrows.
func (c *Content) pointsBeside(b *block) bool {
	const arrows = "«»‹›←→<>"
	raw := strings.TrimSpace(c.of(b))
	return b.size > 0 && b.linked*10 >= b.size*9 && (strings.ContainsRune(arrows, []rune(raw)[0]) || strings.HasSuffix(strings.TrimRight(raw, "»›→>"), " "))
}

// maxLine is the size up to which a block may be a line about the page.
const maxLine = 600
