package body

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trimOtherPages drops the sections that are called what heads other pages, and have
// nothing but links below, wherever they stand, with a few words beside each: a day, a price.
func (c *Content) trimOtherPages() {
	root := &c.boxes[c.root]
	for i := root.first; i < root.last; i++ {
		b := &c.blocks[i]
		if !c.keep[i] || !dom.HeadingTags[b.tag] {
			continue
		}
		named := endings.whole(c.plain(b))
		if !named && !c.namesOthers(b) {
			continue
		}
		if end, links := c.otherPages(i); links >= 2 || named && links > 0 {
			clear(c.keep[i:end])
		}
	}
}

// otherPages is where a section of links ends, and how many it has: none, if it has more.
func (c *Content) otherPages(heading int) (end, links int) {
	root := &c.boxes[c.root]
	section := c.sectionEnd(heading)
	for end = heading + 1; end < root.last; end++ {
		b := &c.blocks[end]
		switch {
		case b.size == 0, !c.keep[end] && end >= section:
		case dom.HeadingTags[b.tag] && c.linksIn(b) == 0:
			return end, links
		case anchorOf(c.nodes[b.first]) != nil && anchorOf(c.nodes[b.last-1]) != nil:
			links += max(1, c.linksIn(b))
		case c.isBesideLink(end, heading):
			links += c.linksIn(b)
		case end >= section:
			return end, links
		default:
			return end, 0
		}
	}
	return end, links
}

// isBesideLink says whether a block is a few words in a box with a link, of those behind a
// heading.
func (c *Content) isBesideLink(i, heading int) bool {
	const longest, levels, most = 40, 3, 8 // letters, boxes, blocks of an entry
	b := &c.blocks[i]
	if b.size > longest {
		return false
	}
	for x, up := b.box, 0; up < levels && x > 0 && c.boxes[x].first > heading; x, up = c.boxes[x].parent, up+1 {
		if c.boxes[x].last-c.boxes[x].first > most {
			return false
		}
		for k := c.boxes[x].first; k < c.boxes[x].last; k++ {
			if c.linksIn(&c.blocks[k]) > 0 {
				return true
			}
		}
	}
	return false
}

// namesOthers says whether a heading of a few words speaks of others like what the page is
// about.
func (c *Content) namesOthers(b *block) bool {
	const words = 5
	text := c.plain(b)
	last := text[strings.LastIndexByte(text, ' ')+1:]
	return (others.opens(text) > 0 || last != text && othersLast[last]) && strings.Count(text, " ") < words && !strings.HasSuffix(c.of(b), "?")
}

// othersLast end such headings, in languages that put them behind.
var othersLast = wording.Set("similares similaires simili relacionados relacionadas relacionado semelhantes connexes correlati correlate associés liés apparentés vergelijkbaar pokrewne")

// others begin such headings.
var others = phraseTable(`other | others | more | similar | related | you may | you might | people also | customers also | also in | next in | explore more | explore other | see more | discover more | keep exploring
	weitere | weiteres | mehr | andere | ähnliche | verwandte | passende | das könnte | das passt | kunden kauften | auch interessant | entdecken sie auch
	autres | d autres | plus de | plus d | similaires | vous aimerez | vous pourriez | à découvrir aussi | découvrez aussi | nos autres | dans la même
	otros | otras | más | similares | relacionados | relacionadas | también te | también te puede | quizá te | te puede | productos relacionados | artículos relacionados
	outros | outras | mais | semelhantes | relacionados | veja também | você também | talvez goste | produtos relacionados
	altri | altre | simili | correlati | potrebbe | potrebbero | ti potrebbe | ti potrebbero | scopri anche | prodotti correlati | articoli correlati
	andere | meer | vergelijkbare | gerelateerde | soortgelijke | ook interessant | anderen bekeken | misschien ook
	inne | więcej | podobne | powiązane | zobacz także | może cię | polecane | mogą ci się
	další | podobné | související | mohlo by | ďalšie | súvisiace
	andra | fler | liknande | relaterade | du kanske | andre | flere | lignende | relaterte | relaterede | lisää | muita | samankaltaisia
	другие | ещё | еще | похожие | смотрите также | вам может | с этим товаром | інші | схожі | подібні | дивіться також
	további | hasonló | kapcsolódó | alte | mai multe | similare | diğer | benzer | ilgili | άλλα | άλλες | παρόμοια | σχετικά
	関連 | その他の | こんな | 相关 | 相關 | 其他 | 更多 | 관련 | 다른 | مقالات ذات | المزيد من | مواضيع ذات | مطالب مرتبط | עוד | lainnya | terkait | các bài | liên quan
	sponsored | patrocinado | patrocinados | gesponsert | sponsorisé | sponsorisés | sponsorizzato | sponsorizzati | gesponsord | sponsrat | sponset | sponsoreret | sponsorowane | sponzorované | szponzorált | sponsorizat | реклама продавца | sponsorlu | χορηγούμενα | bersponsor | được tài trợ | スポンサー | 广告商品 | 스폰서 | ممول
	popular recipes | popular posts | popular articles | popular products | popular stories | popular searches | trending | beliebte | beliebt | populaires | populares | popolari | populaire | popularne | populära | populære | suosituimmat | популярные | популярні | népszerű | populare | popüler | δημοφιλή | terpopuler | phổ biến | 인기 | 人気 | 热门 | 熱門 | الأكثر`)
