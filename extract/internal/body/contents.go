package body

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trimContents drops the table of a page's contents: a line that is called so, and below
// it nothing but links to parts of the page itself.
func (c *Content) trimContents() {
	root := &c.boxes[c.root]
	for i := root.first; i < root.last; i++ {
		if b := &c.blocks[i]; !c.keep[i] || b.linked > 0 || !contentsLines.whole(c.plain(b)) {
			continue
		}
		end := i + 1
		for end < root.last && (c.blocks[end].size == 0 || c.leadsWithinPage(&c.blocks[end])) {
			end++
		}
		if end > i+1 {
			clear(c.keep[i:end])
		}
		i = end - 1
	}
}

// contentsLines head such a table.
var contentsLines = phraseTable(`contents | table of contents | on this page | in this article | inhalt | inhaltsverzeichnis | in diesem artikel | auf dieser seite | sommaire | table des matières | índice | contenido | contenidos | tabla de contenidos | sumário | conteúdo | indice | indice dei contenuti | inhoud | inhoudsopgave | innehåll | innehållsförteckning | indhold | indholdsfortegnelse | innhold | innholdsfortegnelse | sisällys | sisällysluettelo | spis treści | obsah | tartalom | tartalomjegyzék | cuprins | sadržaj |
	содержание | оглавление | зміст | съдържание | περιεχόμενα | içindekiler | daftar isi | mục lục | nội dung | สารบัญ | 目次 | 目录 | 目錄 | 목차 | المحتويات | محتويات | فهرست | فهرست مطالب | תוכן | תוכן עניינים | विषय सूची | अनुक्रम | সূচিপত্র | садржај | содржина | змест | vsebina | kazalo | sisukord | saturs | turinys | contingut | continguts | contidos | edukiak | efnisyfirlit | përmbajtja | isi kandungan | kandungan | სარჩევი | բովանդակություն | мазмұны | பொருளடக்கம் | విషయ సూచిక | ಪರಿವಿಡಿ | ഉള്ളടക്കം | فہرست مضامین | jump to | in this story`)

// leadsWithinPage says whether all of a block is links to parts of the page.
func (c *Content) leadsWithinPage(b *block) bool {
	for _, n := range c.nodes[b.first:b.last] {
		if strings.TrimSpace(n.Data) == "" {
			continue
		}
		if a := anchorOf(n); a == nil || !strings.HasPrefix(dom.Attr(a, "href"), "#") {
			return false
		}
	}
	return b.size > 0
}

// trimGoesOn drops the lines that tell that the text goes on below what stands between its
// paragraphs.
func (c *Content) trimGoesOn() {
	c.kept(func(i int, b *block) bool {
		if b.size < maxHeading && goesOn.opens(c.plain(b)) > 0 || c.isDatedLead(i) || c.isGluedLead(b) {
			c.keep[i] = false
		}
		return true
	})
}

// goesOn begin such lines.
var goesOn = phraseTable(`tekst loopt door onder | tekst gaat verder onder | de tekst gaat verder | de tekst loopt door | artikel gaat verder | tekst gaat door onder | de tekst gaat door | dalsza część artykułu pod | dalsza część tekstu pod | dalszy ciąg materiału pod | ciąg dalszy pod | der artikel geht unter | artikeln fortsätter under | artikkelen fortsetter under | artiklen fortsætter under | juttu jatkuu | article continues below | story continues below | l article continue après | el artículo continúa debajo | a matéria continua depois`)

// isDatedLead says whether a line is a link and the day of what it leads to, behind a label
// that is no text: "Related:".
func (c *Content) isDatedLead(i int) bool {
	b := &c.blocks[i]
	if b.linked == 0 || i == 0 || c.keep[i-1] || c.blocks[i-1].media || asides.opens(c.plain(&c.blocks[i-1])) == 0 {
		return false
	}
	days := 0
	for _, n := range c.nodes[b.first:b.last] {
		if anchorOf(n) != nil || strings.TrimSpace(n.Data) == "" {
			continue
		}
		if _, isDay := dates.Parse(n.Data, c.about.by.loc); !isDay {
			return false
		}
		days++
	}
	return days == 1
}

// isGluedLead says whether a line is a label that is no text and behind it, with not even a
// blank between them, the link that it leads in to.
func (c *Content) isGluedLead(b *block) bool {
	label := c.nodes[b.first]
	return b.linked > 0 && !listTags[b.tag] && b.last-b.first >= 2 && anchorOf(label) == nil && asides.whole(wording.Letters(label.Data)) && b.linked+len([]rune(wording.Letters(label.Data)))+1 >= b.size
}
