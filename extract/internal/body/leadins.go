package body

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// A line may begin as one that sends the reader elsewhere does, and be a sentence of the
// text: "See also the table below." It leads nowhere then: no link is in it, nor in
// what stands below it.

// isSentence says whether block i goes on as a sentence of the text would: nothing in it
// is linked, it ends as a sentence or as what leads in to something, it says more than
// the phrase that it begins with, of n letters, and does not speak for the site.
func (c *Content) isSentence(i, n int) bool {
	const least = 2 // words behind the phrase
	b := &c.blocks[i]
	raw, text := c.of(b), c.plain(b)
	if b.linked > 0 || n >= len(text) || strings.Count(text[n:], " ") < least || !endsSentence(raw) {
		return false
	}
	if noteLines.opens(text) > 0 || strings.ContainsAny(raw, "@|") || furniture.IsAdNote(raw) || speaksForSite(text) {
		return false
	}
	if label, rest, ok := strings.Cut(raw, ":"); ok && rest != "" && len(wording.Letters(label)) <= n {
		return false // "Read more: why the ferries stopped."
	}
	return !endsWithColon(raw) || !c.linksFollow(i)
}

// isRemark says whether a label and a colon, of n letters, open a whole sentence: "Note:
// the quay is closed on Sundays." What labels a picture or a source does not.
func (c *Content) isRemark(b *block, n int) bool {
	const least = 5 // words of a sentence
	text := c.plain(b)
	label, _, _ := strings.Cut(text, " ")
	return b.linked*2 <= b.size && n < len(text) && strings.Count(text[n:], " ") >= least && endsSentence(c.of(b)) && !shownLabels[label] && !holdsWord(text, replyWords)
}

// shownLabels open lines about what is shown, or who made it.
var shownLabels = wording.Set("photo photos image images video videos gallery caption credit credits source sources listen watch play titelbild titelfoto bildnachweis bildquelle bildquellen quelle quellen crédits crédit fuente fonte źródło źródła источник фото видео 사진 tags topics")

// isPointer says whether a line is a short label with a colon and a headline that is
// linked to another page of the site: in any language, one leads to the other.
func (c *Content) isPointer(b *block) bool {
	const shortest, longest = 18, 30 // letters of the headline, and of the label
	loose := b.size - b.linked
	if b.linked < shortest || loose == 0 || loose > longest || dom.HeadingTags[b.tag] || listTags[b.tag] {
		return false
	}
	raw := c.of(b)
	label, rest, found := cutLabel(raw)
	return found && strings.TrimSpace(rest) != "" && rest[0] != '/' && loose <= len([]rune(wording.Letters(label))) && anchorOf(c.nodes[b.first]) == nil && anchorOf(c.nodes[b.last-1]) != nil && c.leadsWithin(&block{first: b.last - 1})
}

func cutLabel(raw string) (label, rest string, found bool) {
	if label, rest, found = strings.Cut(raw, ":"); found {
		return label, rest, true
	}
	return strings.Cut(raw, "：")
}

// linksFollow says whether the next text below a block is links, or nothing.
func (c *Content) linksFollow(i int) bool {
	for k := i + 1; k < c.boxes[c.root].last; k++ {
		b := &c.blocks[k]
		if b.media || b.size == 0 {
			continue
		}
		return b.linked*10 >= b.size*8
	}
	return true
}

// sectionStays says whether the heading in block i has running text below it, before the
// next heading: whatever it is called, it is the heading of that.
func (c *Content) sectionStays(i int) bool {
	const reach = 6
	for k := i + 1; k < min(i+1+reach, c.boxes[c.root].last); k++ {
		b := &c.blocks[k]
		if dom.HeadingTags[b.tag] {
			return false
		}
		if c.keep[k] && b.linked == 0 && (b.tag == atom.P || b.tag == atom.Li || b.tag == atom.Pre) && !c.isPlea(b) && (c.readsLikeProse(b) || c.isShortSentence(b)) {
			return true
		}
	}
	return false
}

// isShortSentence says whether a block is a sentence of a few words, not said for the site.
func (c *Content) isShortSentence(b *block) bool {
	const least = 2 // blanks
	text := c.plain(b)
	return endsSentence(c.of(b)) && strings.Count(text, " ") >= least && asides.opens(text) == 0 && !speaksForSite(text)
}

// isCell says whether a block is the cell of a table of facts: one of several in a row
// that are no longer than a label. What stands in them is judged by no phrase.
func (c *Content) isCell(b *block) bool {
	at := c.boxes[c.cellOf(b)].parent
	if c.boxes[at].tag != atom.Tr {
		return false
	}
	is, known := c.cells[at]
	if !known {
		if c.cells == nil {
			c.cells = map[int]bool{}
		}
		is = c.isRowOfCells(&c.boxes[at])
		c.cells[at] = is
	}
	return is
}

// isRowOfCells says whether all that a row has are such cells, and more than one.
func (c *Content) isRowOfCells(row *box) bool {
	const longest = 200
	cells := 0
	for i := row.first; i < row.last; i++ {
		k := &c.blocks[i]
		if k.media || k.size > longest || !cellTags[c.boxes[c.cellOf(k)].tag] {
			return false
		}
		cells++
	}
	return cells > 1
}

// cellOf is the box of a block, or the cell that holds nothing else than that.
func (c *Content) cellOf(b *block) int {
	if up := c.boxes[b.box].parent; b.tag == atom.P && cellTags[c.boxes[up].tag] && c.boxes[up].last == c.boxes[up].first+1 {
		return up
	}
	return b.box
}

// isPlea says whether a line asks readers for something that only a site can want: to
// clap and follow whom they liked, to log in and comment, or to keep what is its right.
func (c *Content) isPlea(b *block) bool {
	if b.size == 0 || b.size > maxAside || dom.HeadingTags[b.tag] || listTags[b.tag] {
		return false
	}
	text := c.plain(b)
	switch {
	case liked.opens(text) > 0:
		return holdsWord(text, pleaWords)
	case follows.opens(text) > 0 && namesNetwork(text):
		return true
	case logins.opens(text) > 0:
		return holdsWord(text, replyWords)
	}
	return false
}

// isRights says whether a line claims the rights of a text or its page, or one of the parts that
// bars make of it does.
func (c *Content) isRights(b *block) bool {
	const longest = 60 // what is longer may be the licence of the text
	if b.size == 0 || b.size > maxAside || dom.HeadingTags[b.tag] || listTags[b.tag] {
		return false
	}
	raw := c.of(b)
	if parts := strings.Split(partSigns.Replace(raw), "·"); len(parts) > 1 && slices.ContainsFunc(parts, func(part string) bool { return reserved.opens(wording.Letters(part)) > 0 }) {
		return true
	}
	if claimed.MatchString(raw) || b.linked > 0 && strings.Contains(raw, "©") && dates.HoldsYear(raw) {
		return true
	}
	if b.size > longest {
		return false
	}
	if strings.HasPrefix(raw, "©") || strings.HasPrefix(raw, "(©") || strings.HasPrefix(raw, "ⓒ") || reserved.opens(c.plain(b)) > 0 {
		return true
	}
	return dates.HoldsYear(raw) && (strings.HasPrefix(raw, "(c) ") || strings.HasPrefix(raw, "(C) ") || rights.opens(c.plain(b)) > 0)
}

// claimed is a last sentence that is who holds the rights, and since when, behind others.
var claimed = regexp.MustCompile(`[.|·•]\s+(?:[Cc]opyright )?©\s?(?:19|20)\d\d\b[^.]*\.?$`)

func endsWithColon(raw string) bool {
	return strings.HasSuffix(raw, ":") || strings.HasSuffix(raw, "：")
}

// endsSentence says whether a line ends as a sentence does, or leads in to what follows.
func endsSentence(raw string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(raw, "\"”’»」』)"))
	return isStop(r) || r == ':' || r == '：'
}

// endsGreeting says whether a line ends as the greeting of a letter does.
func endsGreeting(raw string) bool {
	r, _ := utf8.DecodeLastRuneInString(raw)
	return strings.ContainsRune(",，、،", r)
}

// speaksForSite says whether a line has a word that only the site itself, asking for
// something, would say: ours, yours to be written to, and where to.
func speaksForSite(text string) bool { return holdsWord(text, siteWords) }

func holdsWord(text string, words map[string]bool) bool {
	for w := range strings.FieldsSeq(text) {
		if words[w] {
			return true
		}
	}
	return false
}

// namesNetwork tells whether a line names a place where people follow others.
func namesNetwork(text string) bool {
	for w := range strings.FieldsSeq(text) {
		for _, n := range networks {
			if strings.HasPrefix(w, n) {
				return true
			}
		}
	}
	return false
}

// networks are the beginnings of their names, which some languages decline.
var networks = strings.Fields(`facebook фейсбук twitter твиттер instagram инстаграм telegram телеграм youtube whatsapp linkedin tiktok viber mastodon bluesky threads vkontakte вконтакте spotify zalo kakaotalk فيسبوك تويتر تلغرام واتساب`)

var (
	siteWords = wording.Set(`oss mums minket bizi kami nás meitä हमें हमारा हमारे our us newsletter newsletters email e mail inbox app account notifications subscription advertisement commission unser unsere unseren unserem uns notre nos nuestro nuestra nuestros nosso nossa nossos nostro nostra onze ons naszego naszej nasz nasza нас наш наша наши нашу нашей рассылку vår våra vår`)

	// follows begin what asks for followers, of a network that the line names.
	follows = phraseTable(`follow | follow us | join | join us | like us | find us | folgen | folge | folgt | besuchen sie uns | suivez | rejoignez | retrouvez | abonnez vous | síguenos | siga | sigue | únete | suscríbete | siga nos | segue nos | segue | seguici | segui | iscriviti | volg | följ | følg | seuraa | śledź | obserwuj | dołącz | polub | sledujte | sleduj | kövess | kövessen | kövesse | csatlakozz | csatlakozzon | iratkozz | iratkozzon | urmărește | urmăriți | подписывайтесь | подписывайся | подпишитесь | следите | присоединяйтесь | підписуйтесь | підписуйтеся | стежте | читайте нас | ακολουθήστε | takip edin | bizi takip | ikuti | bergabung | theo dõi | ติดตาม | تابعونا | تابعنا | עקבו | फॉलो करें | हमें फॉलो`)

	// liked begin what is asked of those who liked a text, and pleaWords say what it is.
	liked = phraseTable(`if you liked | if you like this | if you enjoyed | if you enjoy | if you found this | liked this | enjoyed this | did you like | did you enjoy | thanks for reading | thank you for reading
	wenn dir dieser | wenn dir dieses | wenn ihnen dieser | wenn euch dieser | hat dir der artikel | hat ihnen der artikel | danke fürs lesen
	si cet article | si vous avez aimé | cet article vous a plu | merci d avoir lu | si te gustó | si te ha gustado | si le gustó | te gustó este | gracias por leer
	se você gostou | se gostou | gostou do | gostou deste | gostou da | obrigado por ler | se ti è piaciuto | se vi è piaciuto | ti è piaciuto | grazie per aver letto | als je dit | vond je dit
	jeśli podobał | podobał ci się | podoba ci się | podobał się | если вам понравилась | если вам понравился | понравилась статья | понравился материал | если статья | beğendiyseniz | अगर आपको यह | यदि आपको यह`)
	pleaWords = wording.Set(`clap claps clapping follow share kawę kawa coffee kaffee café caffè koffie кофе subscribe subscribing like comment recommend newsletter support donate coffee patreon star folge folgen folgt teile teilen teilt abonniere abonnieren klatsche suivez partagez abonnez suivre partager applaudissez
	assine assina comparte compártelo síguenos sígueme suscríbete comparta partilhe partilha compartilhe siga inscreva curta condividi condividilo abbonati abbonatevi seguimi seguici iscriviti deel volg udostępnij obserwuj поделитесь поделись подпишитесь подписывайтесь ставьте лайк paylaşın takip शेयर फॉलो`)

	// logins begin lines before a box for comments, and replyWords say what one logs in for.
	logins     = phraseTable(`log in | login | sign in | please log in | please login | please sign in | you must log in | you must be logged in | you must be signed in | you need to log in | you need to be logged in | register or log in | log in or register | sign in or register | only registered | only subscribers | only members | melden sie sich | melde dich | bitte melden | bitte einloggen | bitte logge | einloggen | anmelden | sie müssen | du musst | connectez vous | vous devez | se connecter | inicia sesión | inicie sesión | debes iniciar | debe iniciar | tienes que iniciar | faça login | faça o login | entre para | você precisa | você deve | accedi | effettua | devi | log in om | meld je aan | inloggen | je moet | zaloguj | aby dodać | musisz | войдите | авторизуйтесь | чтобы оставить | чтобы комментировать | logga in | logg inn | kirjaudu | yorum yapmak | giriş | уважаемый посетитель | шановний відвідувачу | посетители находящиеся в группе | відвідувачі які знаходяться в групі | टिप्पणी करने | लॉग इन`)
	replyWords = wording.Set(`comment comments commenting reply replies respond post vote kommentieren kommentar kommentare kommentarfunktion antworten commenter commentaire commentaires répondre comentar comentario comentarios responder comentário comentários commentare commento commenti rispondere reageren reactie reacties komentować komentarz skomentować комментировать комментарий комментарии зарегистрироваться зареєструватися коментарі kommentera kommentar kommentere kommentoida yorum yapmak टिप्पणी कमेंट`)

	// reserved are claims that no sentence of a text begins with.
	reserved = phraseTable(`content is available under | text is available under | except where otherwise noted | unless otherwise noted | unless otherwise stated | der text ist unter der lizenz | inhalt ist verfügbar unter | le contenu est disponible sous | les textes sont disponibles sous | el contenido está disponible bajo | o conteúdo está disponível | il contenuto è disponibile | de inhoud is beschikbaar onder | treść udostępniana na licencji | содержимое доступно по лицензии | all rights reserved | alle rechte vorbehalten | tous droits réservés | todos los derechos reservados | todos os direitos reservados | tutti i diritti riservati | riproduzione riservata | reproducción prohibida | prohibida su reproducción | reproduction interdite | alle rechten voorbehouden | wszelkie prawa zastrzeżone | все права защищены | всі права захищені | všechna práva vyhrazena | minden jog fenntartva | toate drepturile rezervate | tüm hakları saklıdır | hak cipta dilindungi | 무단전재 | 무단 전재 | 無断転載禁止 | 無断転載を禁じます | 禁止转载 | 版权所有 | 版權所有 | جميع الحقوق محفوظة | کلیه حقوق محفوظ | כל הזכויות שמורות | ყველა უფლება დაცულია | բոլոր իրավունքները պաշտպանված են | መብቱ የተጠበቀ`)

	rights = phraseTable(`copyright | all rights | alle rechte | tous droits | todos los derechos | todos os direitos | tutti i diritti | derechos reservados | direitos reservados | droits réservés | wszelkie prawa | все права | tüm hakları`)
)
