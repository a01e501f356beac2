package body

import (
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// trimNext drops the stories that load below the one that the page is about: boxes
// behind it that begin with a headline of their own and stand beside its box, where
// the headings of its sections stand between its paragraphs.
func (c *Content) trimNext() {
	const most = 3 // a page that has more is made of them
	head := c.headline()
	if head < 0 {
		return
	}
	var next []int
	for i := head + 1; i < c.boxes[c.root].last; i++ {
		b := &c.blocks[i]
		if b.tag != atom.H1 && b.tag != c.blocks[head].tag || c.dropped[b.box] || c.plain(b) == c.about.subject || !c.hasTextBetween(head, i) {
			continue
		}
		x := c.beginning(b.box, head)
		if x < 0 {
			return
		}
		if c.hasTextBetween(i, c.boxes[x].last) && (c.boxes[x].tag == atom.Article || c.isAnnounced(x, i)) {
			next = append(next, x)
		}
		i = c.boxes[x].last - 1
	}
	if len(next) > most {
		return
	}
	for _, x := range next {
		first := c.boxes[x].first
		clear(c.keep[first:min(c.boxes[x].last, len(c.keep))])
		for first > 0 && c.blocks[first-1].size == 0 {
			first--
		}
		if over := &c.blocks[max(first-1, 0)]; over.size <= maxHeading && nextLines.whole(c.plain(over)) {
			c.keep[first-1] = false
		}
	}
}

// hasTextBetween says whether running text that is kept stands between two blocks.
func (c *Content) hasTextBetween(first, last int) bool {
	for i := first + 1; i < last; i++ {
		if b := &c.blocks[i]; c.keep[i] && b.linked == 0 && b.size >= maxHeading && c.readsLikeProse(b) {
			return true
		}
	}
	return false
}

// isAnnounced says whether the story in a box, whose headline is block head, has a
// line that calls it the next, or a date of its own.
func (c *Content) isAnnounced(box, head int) bool {
	const lines = 3
	for i := max(c.boxes[box].first-1, 0); i < min(head+lines, c.boxes[box].last); i++ {
		b := &c.blocks[i]
		if i == head || b.size == 0 || b.size > maxAside {
			continue
		}
		if nextLines.opens(c.plain(b)) > 0 {
			return true
		}
		if raw := c.of(b); dates.HoldsYear(raw) && !(endsSentence(raw) && c.readsLikeProse(b)) {
			if _, dated := dates.Parse(raw, c.about.by.loc); dated {
				return true
			}
		}
	}
	return false
}

// trimLabelledNext drops the box of another story under a line that calls it the next, or the one
// before: a headline that is a link, and a few words of it.
func (c *Content) trimLabelledNext() {
	const most, blocks = 500, 20 // letters and blocks of the box
	for i := c.headline() + 1; i > 0 && i < c.boxes[c.root].last-1; i++ {
		b := &c.blocks[i]
		if !c.keep[i] || b.size == 0 || b.size > maxCall || !nextLines.whole(c.plain(b)) && !besideLines.whole(c.plain(b)) {
			continue
		}
		k := i + 1
		for k < len(c.blocks)-1 && c.blocks[k].size == 0 {
			k++
		}
		title := &c.blocks[k]
		if title.size == 0 || title.linked*10 < title.size*9 {
			continue
		}
		x := c.over(b.box, title.box)
		last := k + 1
		if box := &c.boxes[x]; x != c.root && box.last-box.first <= blocks && box.first >= i-1 {
			size := 0
			for n := box.first; n < box.last; n++ {
				size += c.blocks[n].size
			}
			if size <= most {
				last = box.last
			}
		}
		clear(c.keep[i:last])
	}
}

// trimLastTeaser drops the last heading of a text with the paragraph under it, where it is a link
// to another page and no other heading is one.
func (c *Content) trimLastTeaser() {
	last := c.lastKept()
	if !c.about.dated || last <= c.boxes[c.root].first || dom.HeadingTags[c.blocks[last].tag] || c.blocks[last].linked > 0 {
		return
	}
	linked, before, over := 0, -1, -1 // headings that are links; the last of them; the text over the last
	c.kept(func(i int, b *block) bool {
		if b.size == 0 || i == last {
			return true
		}
		if over = i; dom.HeadingTags[b.tag] && b.linked*10 >= b.size*9 {
			linked++
			before = i
		}
		return true
	})
	if linked == 1 && before == over {
		c.keep[before], c.keep[last] = false, false
	}
}

// nextLines announce the story that was loaded below.
var nextLines = phraseTable(`next story | next article | next up | up next | next post | nächster artikel | nächste meldung | nächster beitrag | article suivant | à suivre | siguiente noticia | siguiente artículo | siguiente nota | próxima notícia | próximo artigo | articolo successivo | prossimo articolo | volgende artikel | volgende bericht | następny artykuł | следующая статья | следующий материал | читать следующую новость | следующая новость | наступна стаття | další článek | nästa artikel | neste sak | næste artikel | seuraava juttu | következő cikk | articolul următor | επόμενο άρθρο | sonraki haber | berita selanjutnya | artikel selanjutnya | bài tiếp theo | अगली खबर | अगली ख़बर | अगला लेख | 次の記事 | 下一篇 | 다음 기사 | 이어서 보기 | 다음 기사 보기 | المقال التالي | الخبر التالي | הכתבה הבאה`)

// leadsOn says whether a block is the link to the story before or after this one.
func (c *Content) leadsOn(b *block) bool {
	label := max(besideLines.opens(c.plain(b)), nextLines.opens(c.plain(b)))
	return label > 0 && (b.linked*2 > b.size || b.linked > 0 && b.size-b.linked <= label)
}

// besideLines announce the story that was published before.
var besideLines = phraseTable(`previous message | next message | messages sorted by | previous story | previous article | previous post | vorheriger artikel | vorheriger beitrag | article précédent | artículo anterior | artigo anterior | articolo precedente | vorig artikel | vorig bericht | poprzedni artykuł | предыдущая статья | попередня стаття | předchozí článek | önceki haber | önceki yazı | bài trước | 前の記事 | 上一篇 | 이전 기사 | المقال السابق | הכתבה הקודמת`)

// headline is the block of the headline in the root, or before it.
func (c *Content) headline() int {
	title := c.about.subject
	for i := range c.blocks {
		if b := &c.blocks[i]; dom.HeadingTags[b.tag] && b.size > 0 && c.plain(b) == title {
			return i
		}
	}
	return -1
}

// beginning is the outermost box that box i begins, but for short labels, and that
// does not hold the headline; -1 if text of the box above stands before it.
func (c *Content) beginning(box, head int) int {
	x := c.boxes[box].parent
	if c.inside(c.blocks[head].box, x) {
		return -1
	}
	for x != c.root {
		up := c.boxes[x].parent
		if up == c.root || c.inside(c.blocks[head].box, up) || c.proseBefore(up, x) {
			break
		}
		x = up
	}
	if c.proseBefore(x, box) {
		return -1
	}
	return x
}

// proseBefore says whether running text stands in a box before a box in it, other than the day that
// a story may have over its headline.
func (c *Content) proseBefore(box, inner int) bool {
	for i := c.boxes[box].first; i < c.boxes[inner].first; i++ {
		if b := &c.blocks[i]; c.prose[i+1] > c.prose[i] && (b.size > maxCall || !dates.HoldsYear(c.of(b))) {
			return true
		}
	}
	return false
}
