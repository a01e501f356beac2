package body

import "github.com/tearsheet/tearsheet/extract/internal/dom"

// trimContact drops whom the press may ask, where that ends a text.
func (c *Content) trimContact() {
	const most, longest = 4, 500 // blocks; letters
	last, size := c.lastKept(), 0
	seen := 0
	for i := last; i > c.boxes[c.root].first && seen < most; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media || b.size == 0 {
			continue
		}
		if (dom.HeadingTags[b.tag] || b.size < maxHeading) && contacts.whole(c.plain(b)) {
			clear(c.keep[i : last+1])
			return
		}
		seen++
		if size += b.size; size > longest {
			return
		}
	}
}

// contacts head the lines that tell whom to ask.
var contacts = phraseTable(`press contact | press contacts | media contact | media contacts | media enquiries | media inquiries | press enquiries | press inquiries | contacts for media | pressekontakt | pressekontakte | medienkontakt | presseanfragen | kontakt für medien | kontakt für die presse | ansprechpartner für die presse | ansprechpartner für medien | rückfragen | rückfragen an | contact presse | contacts presse | contacto de prensa | contacto prensa | contato para imprensa | contacto de imprensa | contatti stampa | contatto stampa | ufficio stampa | perscontact | presskontakt | pressekontakt | mediekontakt | lehdistöyhteydet | kontakt dla mediów | kontakt pro média | sajtókapcsolat | contact presă | контакты для сми | контакт для сми | контакты пресс службы | basın iletişim | kontak media | liên hệ báo chí | 報道関係者お問い合わせ先 | 媒体联系 | 媒體聯絡 | 언론 문의 | للتواصل الإعلامي`)
