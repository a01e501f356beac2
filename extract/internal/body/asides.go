package body

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// aside is a block that may send the reader elsewhere.
type aside struct {
	*block
	in      *layout
	i       int
	raw     string
	text    string // the letters of its first line, once asked for
	allLink bool   // nearly all of it is linked
}

// letters are those of the first line.
func (a *aside) letters() string {
	if a.text == "" {
		if first, _, several := strings.Cut(a.raw, "\n"); several {
			a.text = wording.Letters(first)
		} else {
			a.text = a.in.plain(a.block)
		}
	}
	return a.text
}

// isLabelled says whether a line begins with a phrase and a colon.
func (a *aside) isLabelled() bool {
	label, _, found := cutLabel(a.raw)
	return found && !strings.ContainsAny(label[:min(len(label), 1)], "([") && asideLines.whole(wording.Letters(label))
}

// inProse says whether a block is neither a heading nor an item of a list.
func (a *aside) inProse() bool { return !dom.HeadingTags[a.tag] && !listTags[a.tag] }

// Sizes of lines that ask for something: what is longer says something as well.
const (
	maxCall       = 60  // "Follow us on ..."
	maxLinkedCall = 120 // the same with the name of what is linked
)

// asideRule tells of a kind of block whether it is an aside: the first rule that knows the
// block has the last word.
type asideRule struct {
	name  string
	knows func(*Content, *aside) bool
	is    func(*Content, *aside) bool // nil where all such blocks are asides
}

// never is of blocks that are no asides.
func never(*Content, *aside) bool { return false }

// asideRules are asked in this order.
var asideRules = []asideRule{
	{"empty, code or a cell", func(c *Content, a *aside) bool { return a.size == 0 || a.tag == atom.Pre || c.isCell(a.block) }, never},
	{"a linked line", func(_ *Content, a *aside) bool {
		return a.allLink && a.size < 16*minHeadline && a.inProse() && !strings.Contains(a.raw, "://") && !strings.HasPrefix(a.raw, "www.")
	}, nil},
	{"a note on links or letters", func(_ *Content, a *aside) bool {
		return a.size > maxCall && a.size < 2*maxAside && !a.allLink && noteLines.opens(a.letters()) > 0
	}, nil},
	{"longer than asides are", func(_ *Content, a *aside) bool { return a.size > maxAside && !a.allLink }, never},
	{"a phrase of asides and nothing else", func(_ *Content, a *aside) bool { return asideLines.whole(withoutNumbers(a.letters())) },
		func(c *Content, a *aside) bool {
			return a.letters() != "note" && (!dom.HeadingTags[a.tag] || !c.sectionStays(a.i)) // a manual heads its hints so
		}},
	{"a plea", func(c *Content, a *aside) bool { return c.isPlea(a.block) }, nil},
	{"a pager, a counter or a note of advertisements", func(c *Content, a *aside) bool {
		return a.inProse() && (c.beginsWithAd(a.block) || furniture.IsPager(a.letters()) || furniture.IsCounter(a.letters()) || furniture.IsAdNote(a.raw) && !strings.HasSuffix(a.raw, "."))
	}, nil},
	{"buttons, tags or a clock", func(c *Content, a *aside) bool {
		return furniture.IsButtons(a.letters()) || c.isButtonRow(a.block) || c.isTagLine(a.block) || c.isClock(a.block)
	}, nil},
	{"an account to follow", func(c *Content, a *aside) bool {
		return a.size < maxCall && (calls.opens(a.letters()) > 0 && strings.Contains(a.raw, " @") || a.raw[0] == '@' && !c.mode.thread && !c.readsLikeProse(a.block))
	}, nil},
	{"when the page was written", func(_ *Content, a *aside) bool {
		return a.size < maxCall && stamps.opens(a.letters()) > 0 && strings.ContainsAny(a.letters(), "0123456789")
	}, nil},
	{"a call with a link", func(_ *Content, a *aside) bool {
		return a.linked > 0 && a.size < maxLinkedCall && !listTags[a.tag] && calls.opens(a.letters()) > 0
	}, nil},
	{"a phrase of asides before a link", func(_ *Content, a *aside) bool {
		n := asideLines.opens(a.letters())
		return n > 0 && (a.linked*2 > a.size || a.isLabelled())
	}, func(c *Content, a *aside) bool { return !c.isRemark(a.block, asideLines.opens(a.letters())) }},
	{"it opens as asides do", func(_ *Content, a *aside) bool {
		return asides.opens(a.letters()) > 0 && (a.linked*3 > a.size || a.size < maxCall)
	}, func(c *Content, a *aside) bool { return !c.isSentence(a.i, asides.opens(a.letters())) }},
	{"it points to another page", func(c *Content, a *aside) bool { return c.isPointer(a.block) }, nil},
}

// isAside says whether a block is a line of its own that sends the reader elsewhere.
func (c *Content) isAside(i int) bool {
	b := &c.blocks[i]
	a := c.spare
	if c.spare = nil; a == nil {
		a = new(aside)
	}
	defer func() { c.spare = a }()
	*a = aside{block: b, in: c.layout, i: i, raw: c.of(b), allLink: b.linked*10 >= b.size*8}
	for k := range asideRules {
		rule := &asideRules[k]
		if rule.knows(c, a) {
			if is := rule.is == nil || rule.is(c, a); !is {
				return false
			}
			c.because(i, rule.name)
			return true
		}
	}
	return false
}

// beginsWithAd says whether the first of several texts in a short line that ends no sentence is the
// word for an advertisement, with no space behind it perhaps.
func (c *Content) beginsWithAd(b *block) bool {
	first := c.nodes[b.first]
	return b.last-b.first > 1 && b.size < 2*maxCall && first.Type == html.TextNode && furniture.NamesAd(wording.Letters(first.Data)) && !endsSentence(c.of(b))
}

// isPressed says whether a link leads nowhere: it is a button.
func isPressed(a *html.Node) bool {
	href := dom.Attr(a, "href")
	return href == "#" || href == "" && dom.Attr(a, "name")+dom.Attr(a, "id") == "" || strings.HasPrefix(href, "javascript:")
}

// isButtonRow says whether a line is nothing but links, each with the name of a button, with no
// space between them perhaps, a label in front of them and a number of something behind.
func (c *Content) isButtonRow(b *block) bool {
	const label = 30 // bytes
	if b.size > maxCall {
		return false
	}
	links, pressed := 0, true // whether all of the links lead nowhere
	unsure := false           // whether what stands in front may be no label
	for _, n := range c.nodes[b.first:b.last] {
		text := wording.Letters(n.Data)
		if text == "" {
			continue
		}
		a := anchorOf(n)
		switch first, _ := utf8.DecodeRuneInString(text); {
		case a != nil || len(text) > label:
		case links == 0 && (endsWithColon(wording.Squeeze(n.Data)) || endings.whole(text)):
			continue // Share:
		case links == 0 && !unsure && !endsSentence(text):
			unsure = true
			continue
		case links > 1 && unicode.IsDigit(first):
			continue // 312 views
		}
		if a == nil || !isPressed(a) && !furniture.IsButtons(text) {
			return false
		}
		pressed = pressed && isPressed(a)
		links++
	}
	return links > 1 && (pressed || !unsure)
}
