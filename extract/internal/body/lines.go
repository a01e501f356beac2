package body

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trimLines drops single lines between the paragraphs: notes about ads, links to
// other stories, calls to sign up; then the headings that are left with nothing
// below them.
func (c *Content) trimLines() {
	heading := -1
	c.kept(func(i int, b *block) bool {
		switch {
		case c.leadsOff(i) || c.isCaption(i), c.isLedTo(i):
			c.keep[i] = false
		case dom.HeadingTags[b.tag]:
			heading = i
			return true
		default:
			heading = -1
			return true
		}
		if heading >= 0 && c.onlyAsidesFollow(heading, i) {
			c.keep[heading] = false
		}
		heading = -1
		return true
	})
}

// onlyAsidesFollow says whether the section that block heading opens has only
// lines that send the reader elsewhere, the first of them being at.
func (c *Content) onlyAsidesFollow(heading, at int) bool {
	for i := at + 1; i < c.boxes[c.root].last; i++ {
		b := &c.blocks[i]
		switch {
		case b.media || !c.keep[i]:
		case dom.HeadingTags[b.tag]:
			return true
		default:
			return c.leadsOff(i)
		}
	}
	return true
}

// isLedTo says whether an item of a list is a link, and the line over the list, which ends in a
// colon or says nothing else, led to it.
func (c *Content) isLedTo(i int) bool {
	const reach = 6 // items
	if b := &c.blocks[i]; b.tag != atom.Li || b.linked < b.size || b.size == 0 {
		return false
	}
	for k := i - 1; k >= max(c.boxes[c.root].first, i-reach); k-- {
		b := &c.blocks[k]
		if b.media || b.size == 0 || b.tag == atom.Li && b.linked == b.size {
			continue
		}
		return !c.keep[k] && (endsWithColon(c.of(b)) && asides.opens(c.plain(b)) > 0 || b.linked == 0 && asides.whole(c.plain(b)))
	}
	return false
}

// leadsOff says whether a block sends the reader elsewhere.
func (c *Content) leadsOff(i int) bool {
	b := &c.blocks[i]
	return c.isAside(i) || c.inLinkList(b) || c.inIndex(b)
}

// isCaption says whether a block is the short line under a picture.
func (c *Content) isCaption(i int) bool {
	b := &c.blocks[i]
	if i == 0 || !c.blocks[i-1].media || !c.keep[i-1] || b.size > 150 || dom.HeadingTags[b.tag] || listTags[b.tag] && !c.isLoneCell(b) {
		return false
	}
	if c.readsLikeProse(b) && c.sharesSpan(i) {
		return true
	}
	if (b.tag != atom.P || c.blocks[i-1].box == b.box && c.isBelow(b)) && !c.readsLikeProse(b) {
		return true
	}
	raw := c.of(b)
	return endsWithPhoto(raw) || people.BeginsPhoto(raw) && !endsSentence(raw)
}

// sharesSpan says whether a block stands in an inline element with the picture before it, and
// nothing else does.
func (c *Content) sharesSpan(i int) bool {
	b := &c.blocks[i]
	last := c.nodes[b.last-1]
	for n := c.nodes[c.blocks[i-1].first].Parent; n != nil && dom.InlineTags.Of(n.DataAtom); n = n.Parent {
		if n.DataAtom != atom.A && dom.Within(last, n) {
			return dom.Within(c.nodes[b.first], n)
		}
	}
	return false
}

// isLoneCell says whether a block is all that a row has.
func (c *Content) isLoneCell(b *block) bool {
	row := &c.boxes[c.boxes[c.cellOf(b)].parent]
	return cellTags[b.tag] && row.tag == atom.Tr && row.last == row.first+1
}

// isBelow says whether a line begins behind a break, as what is set under a picture in one
// paragraph with it.
func (c *Content) isBelow(b *block) bool {
	n := c.nodes[b.first]
	for n != nil && n.DataAtom != atom.P {
		for prev := n.PrevSibling; prev != nil; prev = prev.PrevSibling {
			if prev.Type == html.ElementNode || strings.TrimSpace(prev.Data) != "" {
				return prev.DataAtom == atom.Br
			}
		}
		n = n.Parent
	}
	return false
}

// endsWithPhoto says whether a line ends with whose a picture is: Con đò ở bến. Ảnh: Minh
// Quân; The old quay (Photo: Anna Bee)
func endsWithPhoto(raw string) bool {
	const longest = 60 // letters
	if strings.Contains(raw, "©") || strings.Contains(raw, " 사진=") || strings.Contains(raw, "/사진=") || isShotBy(raw) {
		return true
	}
	if _, credit, ok := strings.Cut(strings.ToLower(raw), "("); ok && strings.HasSuffix(credit, ")") && (pictureCredits.In(credit) || people.BeginsPhoto(credit)) {
		return true
	}
	i, sign := -1, ""
	for _, s := range []string{". ", " — ", " – ", " - ", "। ", "۔ "} {
		if at := strings.LastIndex(raw, s); at > i {
			i, sign = at, s
		}
	}
	if i < 0 {
		return false
	}
	credit := strings.Replace(raw[i+len(sign):], " :", ":", 1)
	if sign != " - " && people.NamesPhotographer(strings.TrimRight(credit, ".")) {
		return true
	}
	return utf8.RuneCountInString(credit) < longest && people.BeginsPhoto(credit) && (strings.ContainsAny(credit, ":：") || photoBy.MatchString(credit))
}

// photoBy matches a credit without a colon.
var photoBy = regexp.MustCompile(`^\pL+ (?:by|von|de|di|door|av|af) \p{Lu}\pL+ [\pL ]+$`)

// isShotBy says whether a line ends with who took a picture, as Spanish papers write it: La
// estación. / JAVIER MUR
func isShotBy(raw string) bool {
	_, name, ok := strings.Cut(raw, ". / ")
	return ok && people.IsFullName(name) && name == strings.ToUpper(name)
}

// pictureCredits are words of the brackets at the end of a caption.
var pictureCredits = wording.NewFinder(strings.Fields("photo image picture credit courtesy getty reuters afp shutterstock istock alamy unsplash pixabay ap/ /ap nasa foto imago dpa epa illustration screenshot source: via wikimedia")...)

// withoutNumbers leaves out the words of text that are numbers.
func withoutNumbers(text string) string {
	if !holdsDigit(text) {
		return text
	}
	words := strings.Fields(text)
	words = slices.DeleteFunc(words, isNumeral)
	return strings.Join(words, " ")
}

// isNumeral tells whether a word is a number, in digits.
func isNumeral(word string) bool {
	for i := range len(word) {
		if word[i] < '0' || word[i] > '9' {
			return false
		}
	}
	return word != ""
}

func holdsDigit(text string) bool {
	for i := range len(text) {
		if '0' <= text[i] && text[i] <= '9' {
			return true
		}
	}
	return false
}

// inLinkList says whether a block is an item of a list of nothing but links.
func (c *Content) inLinkList(b *block) bool {
	if b.linked*10 < b.size*8 {
		return false
	}
	x := b.box
	for c.boxes[x].tag != atom.Ul && c.boxes[x].tag != atom.Ol {
		if x == c.root || x == 0 {
			return false
		}
		x = c.boxes[x].parent
	}
	size, linked, items := 0, 0, 0
	list := &c.boxes[x]
	for i := list.first; i < min(list.last, list.first+50); i++ {
		size += c.blocks[i].size
		linked += c.blocks[i].linked
		items++
	}
	return linked*10 >= size*8 && size >= minHeadline*items
}
