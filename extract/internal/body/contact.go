package body

import (
	"regexp"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trimContact drops whom the press may ask, where that ends a text.
func (c *Content) trimContact() {
	const most, longest = 5, 500 // blocks; letters
	c.trimLast(most, longest, func(i, last int) (begins, goesOn bool) {
		b := &c.blocks[i]
		label := dom.HeadingTags[b.tag] || b.size < maxHeading
		if label && contacts.whole(c.plain(b)) {
			return true, true
		}
		heads := label && asksLabels.whole(c.plain(b)) || contacts.opens(c.plain(b)) > 0 || endsLabel(c.of(b), asksLabels)
		return heads && c.tellsReach(i, last), true
	})
}

// endsLabel says whether a line begins with a label and a colon.
func endsLabel(raw string, labels phrases) bool {
	label, _, found := cutLabel(raw)
	return found && labels.whole(wording.Letters(label))
}

// tellsReach says whether some blocks have the address or the number of somebody.
func (c *Content) tellsReach(from, to int) bool {
	for i := from; i <= to; i++ {
		if b := &c.blocks[i]; c.keep[i] && !b.media && reached.MatchString(c.of(b)) {
			return true
		}
	}
	return false
}

// reached is where somebody is reached: an address of mail, or a number behind what it is.
var reached = regexp.MustCompile(`[\w.+-]+@[\w-]+\.\w|(?i)(?:\btel\b|\btél|telef|teléf|phone|fon\b|тел\.|телефон|电话|電話|전화|هاتف|טלפון|फोन|☎|\+\d)[^\n]{0,14}\d[\d ()/.–-]{5,}`)

// asksLabels head the same where such an address or number follows: in front of anything
// else they may be words of the text.
var asksLabels = phraseTable(`contact | contacts | contact details | for more information | for further information | for information | kontakt | kontakte | ansprechpartner | ansprechpartnerin | weitere informationen | informationen | renseignements | pour plus d informations | informations | contacto | contactos | contato | contatos | más información | para más información | mais informações | informações | contatto | contatti | informazioni | per informazioni | voor meer informatie | meer informatie | kontaktperson | för mer information | mer information | yderligere oplysninger | lisätietoja | kontakty | więcej informacji | контакт | контакты | контакти | iletişim | bilgi için | kontak | liên hệ | お問い合わせ | お問い合わせ先 | 問い合わせ先 | 联系方式 | 联系人 | 聯絡人 | 문의 | 문의처 | للتواصل | לפרטים | संपर्क | επικοινωνία`)

// contacts head the lines that tell whom to ask.
var contacts = phraseTable(`press contact | press contacts | media contact | media contacts | media enquiries | media inquiries | press enquiries | press inquiries | contacts for media | pressekontakt | pressekontakte | medienkontakt | presseanfragen | kontakt für medien | kontakt für die presse | ansprechpartner für die presse | ansprechpartner für medien | rückfragen | rückfragen an | contact presse | contacts presse | contacto de prensa | contacto prensa | contato para imprensa | contacto de imprensa | contatti stampa | contatto stampa | ufficio stampa | perscontact | presskontakt | pressekontakt | mediekontakt | lehdistöyhteydet | kontakt dla mediów | kontakt pro média | sajtókapcsolat | contact presă | контакты для сми | контакт для сми | контакты пресс службы | basın iletişim | kontak media | liên hệ báo chí | 報道関係者お問い合わせ先 | 媒体联系 | 媒體聯絡 | 언론 문의 | للتواصل الإعلامي`)
