package body

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// controls are the lines by which a page is worked with, whatever its language calls them:
// they lead to its parts, stand beside buttons, show stars or count what is shown; and what
// is under a picture.
var controls = []struct {
	name  string
	knows func(*Content, *block) bool
}{
	{"it leads to a part of the page", (*Content).isJump},
	{"a tab of goods", func(c *Content, b *block) bool {
		return c.Kind == KindProduct && b.tag == atom.Li && c.leadsWithinPage(b)
	}},
	{"a note on a letter", func(c *Content, b *block) bool { return b.size < maxCall && noteLines.opens(c.plain(b)) > 0 }},
	{"when it was changed, behind its address", func(c *Content, b *block) bool {
		return b.size < maxAside && !endsSentence(c.of(b)) && changedBehind(c.of(b))
	}},
	{"when it was changed, beside links", (*Content).isChangedBesideLinks},
	{"it labels buttons", (*Content).labelsButtons},
	{"it asks what buttons answer", (*Content).asksByButtons},
	{"how many found it useful", func(c *Content, b *block) bool { return holdsDigit(c.of(b)) && foundUseful.In(c.plain(b)) }},
	{"where the rest of a list is", func(c *Content, b *block) bool { return c.Kind == KindList && c.leadsToRest(b) }},
	{"counts and names", (*Content).isCountsAndNames},
	{"where it is filed", (*Content).isFiling},
	{"the language of code", (*Content).isCodeLabel},
	{"a card's link", func(c *Content, b *block) bool { return (c.Kind == KindOther || c.Kind == KindList) && c.isCardLink(b) }},
	{"a link alone between texts", func(c *Content, b *block) bool { return c.Kind == KindOther && c.isLoneLink(b) }},
	{"the name of a choice", func(c *Content, b *block) bool {
		return c.Kind == KindList && c.isChoice(b, atom.Input, atom.Select) || c.Kind == KindOther && c.isChoice(b, atom.Select)
	}},
	{"how a list is sorted", func(c *Content, b *block) bool { return c.mode.labels && b.size < maxHeading && c.isSorting(b) }},
	{"who holds the rights", func(c *Content, b *block) bool { return c.mode.labels && c.isRights(b) }},
	{"which of so many pictures", (*Content).isCountedPicture},
	{"a caption with who took it", func(c *Content, b *block) bool { return isShotBy(c.of(b)) }},
	{"it leads to the page beside", (*Content).leadsOn},
	{"when it was written", func(c *Content, b *block) bool {
		return c.Kind == KindOther && b.size < maxCall && stamps.opens(c.plain(b)) > 0 && endsWithAgo(c.of(b))
	}},
	{"what the system would have made something of", func(c *Content, b *block) bool { return b.size < maxCall && shortcode.MatchString(c.of(b)) }},
	{"what something costs, and where", (*Content).isDeal},
	{"what it costs behind where", (*Content).isPriceOfDeal},
	{"how long it takes to read", func(c *Content, b *block) bool { return b.size < maxCall/2 && !listTags[b.tag] && c.isReadingTime(b) }},
	{"a pager", func(c *Content, b *block) bool { return !listTags[b.tag] && furniture.IsPager(c.plain(b)) }},
	{"a row of buttons", func(c *Content, b *block) bool { return !listTags[b.tag] && c.isButtonRow(b) }},
	{"it asks for what only a site wants", (*Content).isPlea},
	{"a button alone", (*Content).isLoneButton},
	{"links glued together", func(c *Content, b *block) bool { return c.mode.labels && c.isGluedLinks(b) }},
	{"it offers to be heard", (*Content).offersToHear},
	{"it leads to where letters are stopped", (*Content).isUnsubscribing},
	{"stars", func(c *Content, b *block) bool { return b.size < maxCall && furniture.IsRating(c.of(b)) }},
}

// shortcode is what editors write for a picture or a player, left as it was written: [gallery
// ids="3,4"], [Gambas:Video].
var shortcode = regexp.MustCompile(`^\[/?(?:\pL[\w-]*(?: [\w-]+=[^\]]*)?|\pL+:\pL[^\]]*)/?\](?:[^\[\]]*\[/[\w-]+\])?$`)

// isDeal says whether a line of a story, no sentence, has what something costs and a link out
// of the site to where it is sold.
func (c *Content) isDeal(b *block) bool {
	const longest = 90
	return c.isStory() && b.linked > 0 && b.size < longest && !listTags[b.tag] && !endsSentence(c.of(b)) && c.holdsAmount(b) && (!c.leadsWithin(b) || c.about.host == "" && c.leadsToHost(b))
}

// isPriceOfDeal says whether a line of a story is an amount of money and nothing else, right before
// or behind a link that was dropped, in the same box.
func (c *Content) isPriceOfDeal(b *block) bool {
	if c.Kind != KindArticle || !c.isPrice(b) || listTags[b.tag] || strings.Count(c.of(b), " ") > 2 {
		return false
	}
	i, around := c.indexOf(b), c.boxes[b.box].parent
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(c.blocks) && !c.keep[k] && c.blocks[k].linked > 0 && c.inside(c.blocks[k].box, around) {
			return true
		}
	}
	return false
}

// holdsAmount says whether one of the texts of a block has an amount of money.
func (c *Content) holdsAmount(b *block) bool {
	return slices.ContainsFunc(c.nodes[b.first:b.last], func(n *html.Node) bool { return n.Type == html.TextNode && furniture.NamesAmount(n.Data) })
}

// leadsToHost says whether a link of a block names the site that it leads to.
func (c *Content) leadsToHost(b *block) bool {
	return slices.ContainsFunc(c.nodes[b.first:b.last], func(n *html.Node) bool {
		a := anchorOf(n)
		return a != nil && strings.Contains(dom.Attr(a, "href"), "://")
	})
}

// changedBehind says whether a part of a line, not the first, says when something was changed.
func changedBehind(raw string) bool {
	if !holdsDigit(raw) || !strings.ContainsAny(raw, "·|•") {
		return false
	}
	parts := strings.Split(partSigns.Replace(raw), "·")
	for _, part := range parts[1:] {
		if stamps.opens(wording.Letters(part)) > 0 && holdsDigit(part) {
			return true
		}
	}
	return false
}

// partSigns part a line as a dot does.
var partSigns = strings.NewReplacer(" | ", "·", " • ", "·")

// isChangedBesideLinks says whether a line is when something was changed, and links beside that:
// Edit this page Last updated on 4 October 2026
func (c *Content) isChangedBesideLinks(b *block) bool {
	stamped := false
	for _, n := range c.nodes[b.first:b.last] {
		switch text := wording.Letters(n.Data); {
		case text == "" || anchorOf(n) != nil:
		case stamps.opens(text) > 0 && holdsDigit(n.Data):
			stamped = true
		default:
			return false
		}
	}
	return stamped && b.linked > 0
}

// endsWithAgo says whether a line is a word and how long ago something was.
func endsWithAgo(raw string) bool {
	for i, r := range raw {
		if r == ' ' && dates.IsRelative(strings.TrimLeft(raw[i:], " :")) {
			return true
		}
	}
	return false
}

// trimControls drops those lines.
func (c *Content) trimControls() {
	c.kept(func(i int, b *block) bool {
		if b.size == 0 || b.size > maxHeading || dom.HeadingTags[b.tag] || b.tag == atom.Pre || cellTags[b.tag] && c.isCell(b) {
			return true
		}
		for k := range controls {
			if controls[k].knows(c, b) {
				c.keep[i] = false
				c.because(i, controls[k].name)
				break
			}
		}
		return true
	})
	if c.Kind == KindList {
		c.trimCounts()
	}
}

// trimCounts drops the lines that say how many of how many entries a list shows: over it,
// and perhaps under it. What more lines look like tells of the entries.
func (c *Content) trimCounts() {
	const most = 2
	var lines []int
	c.kept(func(i int, b *block) bool {
		if b.size > 0 && b.size < maxCall && !cellTags[b.tag] && furniture.CountsShown(c.of(b)) {
			lines = append(lines, i)
		}
		return len(lines) <= most
	})
	if len(lines) <= most {
		for _, i := range lines {
			c.keep[i] = false
		}
	}
}

// isJump says whether a line is nothing but links, or stands beside a button and is no
// sentence, and one of its links leads to a part of the page: in a list they may be a list
// of contents that is text.
func (c *Content) isJump(b *block) bool {
	if listTags[b.tag] || endsSentence(c.of(b)) {
		return false
	}
	jumps, all := false, true
	for _, n := range c.nodes[b.first:b.last] {
		if !strings.ContainsFunc(n.Data, unicode.IsLetter) {
			continue
		}
		a := anchorOf(n)
		if a == nil {
			all = false
			continue
		}
		href := dom.Attr(a, "href")
		jumps = jumps || len(href) > 1 && href[0] == '#'
	}
	const few = 8 // blocks
	box := &c.boxes[b.box]
	return jumps && (all || box.last-box.first <= few && holdsButton(box.node))
}

// isGluedLinks says whether a line is a few short links with no space between them: nobody reads
// them as a text, so they are drawn apart, as buttons are.
func (c *Content) isGluedLinks(b *block) bool {
	const label = 24 // letters of the name of a button
	if listTags[b.tag] || b.linked < b.size || b.size > maxCall {
		return false
	}
	var last *html.Node
	links := 0
	for _, n := range c.nodes[b.first:b.last] {
		if strings.TrimSpace(n.Data) == "" {
			return false
		}
		if a := anchorOf(n); a != last {
			links++
			last = a
		}
		if utf8.RuneCountInString(n.Data) > label || strings.TrimSpace(n.Data) != n.Data {
			return false
		}
	}
	return links > 1
}

// isUnsubscribing says whether a link in a line leads to where letters to the reader are stopped.
func (c *Content) isUnsubscribing(b *block) bool {
	return b.linked > 0 && slices.ContainsFunc(c.nodes[b.first:b.last], func(n *html.Node) bool {
		return anchorOf(n) != nil && furniture.IsUnsubscribe(wording.Letters(n.Data))
	})
}

// isFiling says whether a line is what heads other pages, and behind it nothing but links.
func (c *Content) isFiling(b *block) bool {
	if b.linked == 0 {
		return false
	}
	label := ""
	for _, n := range c.nodes[b.first:b.last] {
		if anchorOf(n) == nil {
			label += " " + n.Data
		}
	}
	return endings.whole(wording.Letters(label))
}

// isCodeLabel says whether a line is one word over code, in a box with nothing else: the
// language that it is in.
func (c *Content) isCodeLabel(b *block) bool {
	const longest = 12
	raw := c.of(b)
	if b.size > longest || strings.ContainsAny(raw, " .\n") {
		return false
	}
	x := b.box
	if box := &c.boxes[x]; box.last-box.first == 1 {
		x = box.parent
	}
	box := &c.boxes[x]
	return box.last-box.first == 2 && c.blocks[box.last-1].tag == atom.Pre && c.blocks[box.first].last == b.last
}

// isLoneLink says whether a line is a short link or two between lines that have none: what
// the page asks to do.
func (c *Content) isLoneLink(b *block) bool {
	const longest, most = 30, 3
	links := c.linksIn(b)
	if b.size > longest*links || b.linked < b.size || listTags[b.tag] || links == 0 || links > most {
		return false
	}
	const text = 30 // letters of the longer line beside it
	longer, i := 0, c.indexOf(b)
	for _, step := range []int{-1, 1} {
		k := i + step
		for k >= 0 && k < len(c.blocks) && c.blocks[k].size == 0 {
			k += step
		}
		if k < 0 || k >= len(c.blocks) || c.blocks[k].linked > 0 {
			return false
		}
		if !dom.HeadingTags[c.blocks[k].tag] {
			longer = max(longer, c.blocks[k].size)
		}
	}
	return longer >= text
}

// isCardLink says whether a line is one short link at the end of a card, that has a heading
// and a text: where the card leads.
func (c *Content) isCardLink(b *block) bool {
	const longest, line, most = 30, 12, 20 // letters of the link, and of the text; blocks of a card
	if b.size > longest || b.linked < b.size || listTags[b.tag] || c.linksIn(b) != 1 {
		return false
	}
	x := b.box
	for c.boxes[x].last-c.boxes[x].first == 1 && x > 0 {
		x = c.boxes[x].parent
	}
	card := &c.boxes[x]
	if card.last-card.first > most || c.blocks[card.last-1].start != b.start {
		return false
	}
	headed, text := false, false
	for i := card.first; i < card.last-1; i++ {
		k := &c.blocks[i]
		headed = headed || dom.HeadingTags[k.tag]
		text = text || k.size >= line && k.linked == 0 && !dom.HeadingTags[k.tag]
	}
	return headed && text
}

// isCountsAndNames says whether a line is made of texts each of which counts something about
// the page, but for links: who wrote something, how long ago, how often it was seen.
func (c *Content) isCountsAndNames(b *block) bool {
	counts := 0
	for _, n := range c.nodes[b.first:b.last] {
		switch text := wording.Letters(n.Data); {
		case text == "" || anchorOf(n) != nil:
		case furniture.IsCounter(text):
			counts++
		default:
			return false
		}
	}
	return counts > 0
}

// isChoice says whether a line is what stands in the label of such a field: beside a box to tick, or over what is to be chosen.
func (c *Content) isChoice(b *block, fields ...atom.Atom) bool {
	ticks := false
	for _, n := range c.nodes[b.first:b.last] {
		if shopLines.whole(wording.Letters(n.Data)) {
			continue
		}
		label := n.Parent
		for label != nil && label.DataAtom != atom.Label && !blockTags.Of(label.DataAtom) {
			label = label.Parent
		}
		if label == nil || label.DataAtom != atom.Label {
			return false
		}
		for d := range dom.Under(label) {
			ticks = ticks || slices.Contains(fields, d.DataAtom)
		}
	}
	return ticks
}

// isSorting says whether one of the texts of a line that is no sentence tells how a list is sorted.
func (c *Content) isSorting(b *block) bool {
	return !endsSentence(c.of(b)) && slices.ContainsFunc(c.nodes[b.first:b.last], func(n *html.Node) bool { return sortings.opens(wording.Letters(n.Data)) > 0 })
}

// sortings begin such texts.
var sortings = phraseTable(`sort by | sorted by | sortieren nach | sortiert nach | sortierung | trier par | tri par | ordenar por | ordenado por | ordina per | ordinati per | ordinamento | sorteren op | sorteer op | sortera efter | sorter efter | sorter etter | sortér efter | lajittele | järjestä | sortuj | sortowanie | seřadit | řadit podle | zoradiť | rendezés | sortare | sortează | sırala | sıralama | сортировать | сортировка | сортувати | сортування | подреди по | poredaj po | sortiraj | sortirano | ταξινόμηση | urutkan | sắp xếp | เรียงตาม | 並び替え | 並べ替え | 排序 | 정렬 | ترتيب حسب | مرتب سازی | מיין לפי | क्रमबद्ध करें`)

// isCountedPicture says whether a line of a story beside a picture, or its caption, tells which of how many it is: 3 / 12
func (c *Content) isCountedPicture(b *block) bool {
	const longest = 12
	if b.size > longest || !holdsDigit(c.of(b)) {
		return false
	}
	m := countedPicture.FindStringSubmatch(c.of(b))
	if m == nil || !c.isStory() || wording.Number(m[1]) > wording.Number(m[2]) {
		return false
	}
	i := c.indexOf(b)
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(c.blocks) && (c.blocks[k].media || c.caption[c.blocks[k].box]) {
			return true
		}
	}
	return false
}

var countedPicture = regexp.MustCompile(`^\(?(\d{1,3}) ?(?:/|\||of|von|de|sur|di|van|av|af|z|из|з|от|din) ?(\d{1,3})\)?$`)

// foundUseful are in the lines that tell how many readers found a page useful.
var foundUseful = wording.NewFinder("found this helpful", "found this useful", "found it helpful", "fanden dies hilfreich", "fanden das hilfreich", "ont trouvé cela utile", "ont trouvé ceci utile", "le pareció útil", "encontraron esto útil", "consideraron útil", "acharam isso útil", "acharam isto útil", "hanno trovato utile", "vond dit nuttig", "vonden dit nuttig", "nuttig vond", "fann detta användbart", "synes dette var nyttig", "fandt dette nyttigt", "pitivät tätä hyödyllisenä", "za pomocne", "za užitečné", "hasznosnak találta", "считают это полезным", "вважають це корисним", "bunu yararlı bul", "役に立った", "认为有帮助", "認為有幫助", "도움이 되었")

// leadsToRest says whether a line is one short link right behind a row of entries, which are of one
// make and lead somewhere each: where more of them are.
func (c *Content) leadsToRest(b *block) bool {
	const longest, several = 30, 3
	if b.size > longest || b.linked < b.size || listTags[b.tag] || c.linksIn(b) != 1 {
		return false
	}
	at := c.indexOf(b)
	before := at - 1
	for before >= 0 && c.blocks[before].size == 0 {
		before--
	}
	if before < 0 {
		return false
	}
	entries := 0
	for x := c.blocks[before].box; x > 0 && x != b.box && entries < several; x = c.boxes[x].parent {
		entries = 0
		row := &c.boxes[c.boxes[x].parent]
		for y := c.boxes[x].parent + 1; y < row.end; y = c.boxes[y].end {
			if c.boxes[y].last > c.boxes[y].first+1 && c.makeOf(y) == c.makeOf(x) && !c.isUnlinked(y) {
				entries++
			}
			if c.boxes[y].last > at && c.makeOf(y) == c.makeOf(x) {
				return false // another one, or that which it is in
			}
		}
	}
	return entries >= several
}

// maxOver is the size up to which a line over the headline is a label of it.
const maxOver = 40

// trimOver drops what stands over the headline of a page that is not all text: labels, and
// menus of links side by side.
func (c *Content) trimOver() {
	const longest = 25 // letters of a link in a menu
	head := c.headBlock()
	c.kept(func(i int, b *block) bool {
		if i >= head || c.readsLikeProse(b) && b.linked == 0 && !isOneWord(c.of(b)) {
			return false
		}
		if b.size < maxOver && !dom.HeadingTags[b.tag] && !listTags[b.tag] && (!c.readsLikeProse(b) || isOneWord(c.of(b))) {
			c.keep[i] = false
		}
		if n := c.linksIn(b); n > 1 && b.linked*10 >= b.size*9 && b.size <= n*longest && wording.Letters(c.of(b)) != "" {
			c.keep[i] = false
		}
		if (c.Kind == KindOther || c.Kind == KindProduct) && b.tag == atom.Li && (b.linked == b.size || c.isOverLinks(i)) {
			c.keep[i] = false // a part of what the page belongs to
		}
		return true
	})
}

// isOverLinks says whether all else in the item that a line begins are links.
func (c *Content) isOverLinks(i int) bool {
	item := &c.boxes[c.blocks[i].box]
	links := 0
	for k := i + 1; k < item.last; k++ {
		if b := &c.blocks[k]; b.linked < b.size {
			return false
		}
		links += c.linksIn(&c.blocks[k])
	}
	return item.first == i && links > 0
}

// isOneWord says whether a line has no blank, in a script that has some.
func isOneWord(raw string) bool {
	r, _ := utf8.DecodeRuneInString(raw)
	return r < 0x2e80 && !strings.Contains(raw, " ") && !unstopped(raw)
}

// headBlock is the block of the headline: the heading that says the title, or the first h1.
func (c *Content) headBlock() int {
	first := -1
	for i := range c.blocks {
		b := &c.blocks[i]
		if b.size == 0 || !dom.HeadingTags[b.tag] {
			continue
		}
		if c.plain(b) == c.about.subject {
			return i
		}
		if first < 0 && b.tag == atom.H1 {
			first = i
		}
	}
	return first
}

// trimFoot drops the short lines at the very end of a page that stand beside links, in a box
// that has no text: what a site has at the foot of each of its pages.
func (c *Content) trimFoot() {
	const most = 4 // lines: a list has more
	var foot []int
	for i := c.lastKept(); i > c.boxes[c.root].first; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media || b.size == 0 {
			continue
		}
		if b.size >= maxOver || dom.HeadingTags[b.tag] || cellTags[b.tag] || c.readsLikeProse(b) || !c.isFoot(i) {
			break
		}
		if foot = append(foot, i); len(foot) > most {
			return
		}
	}
	for _, i := range foot {
		c.keep[i] = false
	}
}

// isFoot says whether the largest box around a block that has no text has links, or the number
// of who is reached there.
func (c *Content) isFoot(i int) bool {
	foot := -1
	for x := c.blocks[i].box; x > 0 && !c.hasText(x); x = c.boxes[x].parent {
		foot = x
	}
	if foot < 0 {
		return false
	}
	for k := c.boxes[foot].first; k < c.boxes[foot].last; k++ {
		if b := &c.blocks[k]; b.linked > 0 || reached.MatchString(c.of(b)) {
			return true
		}
	}
	return false
}

// hasText says whether a box has a heading, a cell, a list or running text.
func (c *Content) hasText(box int) bool {
	for i := c.boxes[box].first; i < c.boxes[box].last; i++ {
		if b := &c.blocks[i]; dom.HeadingTags[b.tag] || cellTags[b.tag] || b.tag == atom.Pre || b.tag == atom.Li && b.linked == 0 || b.linked == 0 && c.readsLikeProse(b) {
			return true
		}
	}
	return false
}

// indexOf is the place of a block.
func (c *Content) indexOf(b *block) int {
	return sort.Search(len(c.blocks), func(i int) bool { return c.blocks[i].last >= b.last })
}
