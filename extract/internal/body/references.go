package body

import (
	"net/url"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// What a text draws on, or has been talked about, is part of it: a list of links that all
// leave the site, under a heading that says so. A manual has its own pages there.

// keepReferences keeps such lists.
func (c *Content) keepReferences() {
	for i := c.boxes[c.root].first; i < c.boxes[c.root].last; i++ {
		b := &c.blocks[i]
		if !dom.HeadingTags[b.tag] || c.dropped[b.box] || b.linked > 0 {
			continue
		}
		text := c.plain(b)
		end := c.sectionOf(i)
		if behind := c.textBehindList(i, end); behind < end && c.isAmidText(i, behind) {
			end = behind
		}
		if (references.whole(text) || c.isAmidText(i, end)) && c.leaveSite(i+1, end) || seeAlso.whole(text) && c.isAmongSections(i, end) {
			for k := i; k < end; k++ {
				c.keep[k] = c.keep[k] || !c.blocks[k].media
			}
		}
	}
}

// sectionOf is where the section ends that the heading in block i opens: before the next
// heading, or with the box that both are in.
func (c *Content) sectionOf(i int) int {
	end := i + 1
	for last := c.boxes[c.boxes[c.blocks[i].box].parent].last; end < last && !dom.HeadingTags[c.blocks[end].tag]; end++ {
	}
	return end
}

// leaveSite says whether there is nothing but links to other sites in some blocks.
func (c *Content) leaveSite(from, to int) bool {
	links := 0
	for i := from; i < to; i++ {
		b := &c.blocks[i]
		if b.media || b.size == 0 {
			continue
		}
		if b.linked == 0 || c.dropped[b.box] {
			return false
		}
		for _, n := range c.nodes[b.first:b.last] {
			if a := anchorOf(n); a != nil {
				u, err := url.Parse(dom.Attr(a, "href"))
				if err != nil || u.Host == "" || addresses.SameSite(u.Host, c.about.host) || namesNetwork(strings.ToLower(u.Host)) {
					return false
				}
				links++
			}
		}
	}
	return links > 0
}

// textBehindList is where the text goes on behind the list that begins the section of the heading
// in block i: the first paragraph without a link.
func (c *Content) textBehindList(i, end int) int {
	k := i + 1
	for k < end && (c.blocks[k].tag == atom.Li || c.blocks[k].size == 0) {
		k++
	}
	return k
}

// isAmidText says whether the text stands right before and right behind a section, in the same
// box.
func (c *Content) isAmidText(i, end int) bool {
	around := c.boxes[c.blocks[i].box].parent
	isText := func(k int) bool {
		b := &c.blocks[k]
		return c.keep[k] && b.linked == 0 && (b.box == around || c.inside(b.box, around))
	}
	return c.isStory() && i > 0 && end < len(c.blocks) && isText(i-1) && isText(end)
}

// isAmongSections says whether a section, of a page that is no article, stands before others
// of its rank that are kept, in the same box.
func (c *Content) isAmongSections(i, end int) bool {
	b := &c.blocks[i]
	if c.Kind != KindOther || end >= len(c.blocks) {
		return false
	}
	next := &c.blocks[end]
	return c.keep[end] && next.tag == b.tag && c.boxes[next.box].parent == c.boxes[b.box].parent && c.sectionStays(end)
}

var (
	references = phraseTable(`show notes | shownotes | episode notes | links | liens | länkar | lenker | linkit | linki | odkazy | linkek | ligações | bağlantılar | ссылки по теме | σύνδεσμοι | tautan | liên kết | 链接 | リンク | 링크 | روابط | קישורים | links mentioned | mentioned in this episode | links from this episode | links from the show | resources mentioned | resources | sources | references | quellen | literatur | weblinks | notes de l épisode | références | fuentes | referencias | enlaces | fonti | riferimenti | fontes | referências | bronnen | källor | kilder | lähteet | źródła | zdroje | források | surse | источники | ссылки | джерела | kaynaklar | kaynakça | sumber | nguồn | 参考文献 | 参考資料 | 参考资料 | 參考資料 | 출처 | 참고자료 | المصادر | مصادر | منابع | מקורות | स्रोत`)
	seeAlso    = phraseTable(`see also | siehe auch | voir aussi | véase también | ver também | vedi anche | zie ook | se även | se også | katso myös | zobacz też | viz také | см также | див також | 関連項目 | 参见`)
)
