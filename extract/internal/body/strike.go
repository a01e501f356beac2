package body

import (
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// named is a box with cues, and what it holds.
type named struct {
	*box
	i            int
	prose, other int // what reads like an article, and all else
	total        int // prose of the whole page
	together     int // prose of all boxes of its make
}

// fate is what becomes of a box.
type fate int

const (
	stays     fate = iota // what it is as a part of the box around it
	dropped               // no part of any article
	caption               // text about a picture
	noCaption             // text, be it in a caption
)

// cueRule tells of boxes with some cues what becomes of them.
type cueRule struct {
	name  string
	knows func(*Content, *named) bool
	fate  func(*Content, *named) fate
}

// when gives boxes a fate where something holds of them.
func when(f fate, holds func(*Content, *named) bool) func(*Content, *named) fate {
	return func(c *Content, b *named) fate {
		switch {
		case holds(c, b):
			return f
		case f == caption:
			return noCaption
		}
		return stays
	}
}

// unlessBody gives boxes a fate that are not named for a body as well.
func unlessBody(f fate) func(*Content, *named) fate {
	return when(f, func(_ *Content, b *named) bool { return b.cue&cueBody == 0 })
}

func asItIs(*Content, *named) fate { return stays }

// cueRules are asked in this order; the first that knows a box decides.
var cueRules = []cueRule{
	{"named for what the page is about", func(c *Content, b *named) bool {
		return b.cue&cueDrop != 0 && b.prose > b.other && c.aboutSubject(b.i)
	}, asItIs},
	{"comments", func(c *Content, b *named) bool {
		return b.cue&c.mode.never&cueComment != 0 && !c.mode.thread && b.total-b.prose >= minStory
	}, unlessBody(dropped)},
	{"a notice", func(c *Content, b *named) bool {
		return b.cue&cueDrop != 0 && !c.subject[b.parent] && noticeNames(dom.Attr(b.node, "class")+" "+dom.Attr(b.node, "id"))
	}, unlessBody(dropped)},
	{"filters around a list", func(c *Content, b *named) bool { // around the list, not above it
		return b.cue&c.mode.never == cueFilter && (b.prose >= minStory || c.isPictured(b.i))
	}, asItIs},
	{"most of the prose, alone or with its like", func(_ *Content, b *named) bool { return b.prose*2 > b.total || b.together*2 > b.total }, asItIs},
	{"prose in a thread", func(c *Content, b *named) bool {
		return c.mode.thread && b.cue&(cueDrop|cueCaption|cueStage|cueComment) == 0 && b.prose > b.other
	}, asItIs},
	{"named for what is around texts", func(c *Content, b *named) bool { return b.cue&c.mode.never&^cueCaption != 0 }, unlessBody(dropped)},
	{"named for a caption", func(c *Content, b *named) bool { return b.cue&c.mode.never&cueCaption != 0 }, unlessBody(caption)},
	{"header or footer", func(c *Content, b *named) bool {
		return b.cue&c.mode.unlessProse&cueWeak != 0 && !(c.mode.broad && b.tag != atom.Footer)
	}, when(dropped, func(c *Content, b *named) bool { return b.prose < 2*b.other && !(c.mode.head && c.isHeader(b.i)) })},
	{"a card or a stage", func(c *Content, b *named) bool { return b.cue&c.mode.unlessProse&(cueCard|cueStage) != 0 },
		when(dropped, func(c *Content, b *named) bool {
			return c.isThin(b.i) && !c.headsText(b.i) && !(c.builtOfCards && c.isUnlinked(b.i))
		})},
	{"around a picture", func(c *Content, b *named) bool {
		return c.mode.lines && b.cue&cueMedia != 0 && b.cue&(cueBody|cueArticle) == 0
	},
		when(caption, func(c *Content, b *named) bool { return c.isCaptioned(b.i) })},
}

// isBuiltOfCards says whether most prose of a page stands in cards without links, each with a part
// of it: what some systems make pages of.
func (c *Content) isBuiltOfCards(total int) bool {
	const several, most = 3, 100 // cards; blocks of one
	cards, sum := 0, 0
	for i := 1; i < len(c.boxes); i++ {
		if b := &c.boxes[i]; b.cue&cueCard == 0 || b.last-b.first > most {
			continue
		}
		if prose, _ := c.within(i); prose > 0 && prose*2 < total && c.isUnlinked(i) {
			cards++
			sum += prose
			i = c.boxes[i].end - 1
		}
	}
	return cards >= several && sum*2 > total
}

// isUnlinked says whether nothing in a box leads anywhere.
func (c *Content) isUnlinked(box int) bool {
	for i := c.boxes[box].first; i < c.boxes[box].last; i++ {
		if c.blocks[i].linked > 0 {
			return false
		}
	}
	return true
}

// dropByCue strikes out boxes that their tag or class names as furniture, unless
// they, or all boxes of their make together, hold most of what the page has to say.
func (c *Content) dropByCue() {
	c.dropped, c.caption = make([]bool, len(c.boxes)), make([]bool, len(c.boxes))
	c.weigh()
	total := c.prose[len(c.prose)-1]
	together := c.proseByMake()
	c.builtOfCards = c.isBuiltOfCards(total)
	var b named // one for all: the rules keep none
	for i := 1; i < len(c.boxes); i++ {
		b = named{box: &c.boxes[i], i: i, total: total}
		c.dropped[i], c.caption[i] = c.dropped[b.parent], c.caption[b.parent]
		if c.dropped[i] || b.cue == 0 {
			continue
		}
		b.prose, b.other = c.within(i)
		b.together = together[c.makeOf(i)]
		for k := range cueRules {
			rule := &cueRules[k]
			if !rule.knows(c, &b) {
				continue
			}
			switch rule.fate(c, &b) {
			case dropped:
				c.dropped[i] = true
				c.struckBecause(i, rule.name)
			case caption:
				c.caption[i] = true
				c.struckBecause(i, rule.name)
			case noCaption:
				c.caption[i] = false
			}
			break
		}
	}
}
