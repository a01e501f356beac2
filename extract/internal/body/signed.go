package body

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
)

// isSigned says whether a box has a short line beside its text that tells who wrote it, or
// when: a day, or a link or picture.
func (c *Content) isSigned(x int) bool {
	by, when := c.signsOf(x, 1)
	return by || when
}

// signs says whether a box has beside its text the name of somebody, linked, with a picture or
// in bold before the day, and a day or time.
func (c *Content) signs(x int) (by, when bool) { return c.signsOf(x, 2) }

// signsOf looks until so many of the two are found.
func (c *Content) signsOf(x, enough int) (by, when bool) {
	const name, most = 30, 300 // letters, blocks
	b := &c.boxes[x]
	for i := b.first; i < min(b.last, b.first+most) && !(by && when) && !(enough == 1 && (by || when)); i++ {
		switch k := &c.blocks[i]; {
		case k.media:
			by = true
		case b.tag == atom.Tr && i == b.first && k.size > 0 && k.size <= name && c.beginsBold(k):
			by = true // in a table, who wrote stands in its first column
		case i == b.first && i+1 < b.last && k.size > 0 && k.size <= name && !holdsDigit(c.of(k)) && c.tellsWhen(i+1):
			by = true // who wrote stands over the day
		case k.size > 2*name || dom.HeadingTags[k.tag] && k.linked > name:
		default:
			tells := c.tellsWhen(i)
			by = by || k.linked > 0 && k.linked <= name || tells && (c.beginsBold(k) || c.namesBeside(k))
			when = when || tells
		}
	}
	return by, when
}

// beginsBold says whether a block begins with a name in bold.
func (c *Content) beginsBold(b *block) bool {
	const levels = 3
	n := c.nodes[b.first].Parent
	for up := 0; up < levels && n != nil; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.B || n.DataAtom == atom.Strong {
			return isNameLike(c.nodes[b.first].Data)
		}
	}
	return false
}

// isNameLike says whether a text has letters, and no day or time of day.
func isNameLike(text string) bool {
	return strings.ContainsFunc(text, unicode.IsLetter) && !strings.Contains(text, ":") && !dates.HoldsYear(text) && !dates.HoldsDay(dates.Tokenize(text)) && !dates.IsRelative(strings.TrimSpace(text))
}

// namesBeside says whether a line with a day has a word or two in an element of their own.
func (c *Content) namesBeside(b *block) bool {
	for _, n := range c.nodes[b.first:b.last] {
		if b.last-b.first > 1 && isNameLike(n.Data) {
			return true
		}
	}
	return false
}

// tellsWhen is what isWhen says of a block, asked once.
func (c *Content) tellsWhen(i int) bool {
	const no, yes = 1, 2
	if c.whens == nil {
		c.whens = make([]uint8, len(c.blocks))
	}
	if c.whens[i] == 0 {
		c.whens[i] = no
		if c.isWhen(&c.blocks[i]) {
			c.whens[i] = yes
		}
	}
	return c.whens[i] == yes
}

// isWhen says whether a line is a day or a time, or how long ago that was.
func (c *Content) isWhen(b *block) bool {
	const words = 3
	if b.size == 0 || b.size > maxCall {
		return false
	}
	for n := c.nodes[b.first].Parent; n != nil && n != c.boxes[b.box].node.Parent; n = n.Parent {
		if n.DataAtom == atom.Time {
			return true
		}
	}
	raw := c.of(b)
	if !strings.ContainsFunc(raw, unicode.IsDigit) {
		return false
	}
	if furniture.IsCounter(c.plain(b)) || dates.IsRelative(raw) {
		return true
	}
	tokens := dates.Tokenize(raw)
	_, isDay := dates.Parse(raw, c.about.by.loc)
	others := words + 4
	if c.about.subject != "" && strings.Contains(c.plain(b), c.about.subject) {
		others += strings.Count(c.about.subject, " ") + 1 // the title stands beside it
	}
	return (isDay || dates.HoldsDay(tokens)) && dates.CountWords(tokens) <= others
}
