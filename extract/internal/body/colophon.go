package body

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// The last lines of a text may be about it: who holds its rights, which agency sent it and
// when, who wrote it and where to write to, that it ends here.

// trimColophon drops those lines.
func (c *Content) trimColophon() {
	dropped := false
	for i := c.lastKept(); i > c.boxes[c.root].first; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media {
			continue
		}
		if b.size == 0 && b.tag == atom.P && dropped {
			c.keep[i] = false // signs that set it apart
			continue
		}
		if b.size == 0 || b.size > maxAside || dom.HeadingTags[b.tag] || listTags[b.tag] && !c.isHashed(b) && !(cellTags[b.tag] && (c.isBarredMenu(b) || c.hasParagraph(b.box))) || !c.isColophon(b) {
			return
		}
		c.keep[i], dropped = false, true
	}
}

// isColophon says whether a last line is about the text.
func (c *Content) isColophon(b *block) bool {
	raw := strings.TrimSpace(c.of(b))
	switch {
	case c.isRights(b), isAddress(raw), isEndMark(raw), beginsWithAgency(raw), feedbacks.opens(c.plain(b)) > 0, mailLines.opens(c.plain(b)) > 0, b.size < maxCall && systems.opens(c.plain(b)) > 0 && !endsSentence(raw), people.AgencyNamed(raw) != "", c.isSent(raw), c.leadsToNetwork(b), c.isBarredMenu(b), c.isHashed(b), c.isLabelledLinks(b), c.isLinksAndDays(b), isCount(raw) && !c.isCell(b), c.asksAndLinks(b), c.isLinkedButton(b), c.listsTags(b), isWithAgency(raw), isHashtags(raw), disclaimsViews(c.plain(b)), warnsWide(c.plain(b)), markGiven.MatchString(raw), companyNumber.MatchString(raw):
		return true
	}
	if b.size <= maxAside && (c.namesAuthor(raw) && reached.MatchString(raw) || strings.Contains(c.plain(b), "ctrl enter") || pleasWide.In(c.plain(b))) || c.isDayAlone(raw) {
		return true // whom to write to, or how to tell of a mistake
	}
	if (people.BeginsByline(raw) || people.ReporterOf(raw) != "") && c.namesAuthor(raw) && !endsSentence(raw) {
		return true
	}
	name, sign, _ := strings.Cut(raw, "/")
	if people.AgencyNamed(sign) != "" {
		raw = name
	}
	return c.isAuthorAlone(raw) || c.isSignedFor(raw) || initials.MatchString(raw) || editedBy.MatchString(raw) || b.linked == 0 && (isBracketedPhoto(raw) || isPhotoLine(raw)) || isContactLine(raw) || strings.HasPrefix(raw, "<저작권자") || strings.HasPrefix(raw, "저작권자") && b.size < maxHeading/2
}

// markGiven is what a review gives in the end: Voto: 7,5; Wertung: 8 von 10
var markGiven = regexp.MustCompile(`(?i)^(?:voto|voto finale|valutazione|rating|our rating|score|final score|verdict|wertung|bewertung|note|notre note|nota|puntuación|calificación|ocena|hodnocení|hodnotenie|betyg|karakter|cijfer|beoordeling|arvosana|értékelés|оценка|оцінка|βαθμολογία|puan|penilaian|评分|評分|評価)\s?[:：]\s?` +
	`\d{1,3}(?:[.,]\d{1,2})?(?:\s?(?:/|su|von|sur|de|out of|of|av|van|z|из)\s?\d{1,3})?\s?%?$`)

// companyNumber is the number under which a company is known to its state, behind its name: P. IVA 01234567890
var companyNumber = regexp.MustCompile(`(?i)(?:^|\PL)(?:p\.? ?iva|partita iva|ust-?id(?:nr)?|vat (?:no|number|reg(?:istration)?(?: no| number)?)|company (?:no|number)|siret|siren|rcs \pL+|cnpj|nif|cif|kvk|nip|regon|ičo|dič|инн|огрн|org\.? ?nr|cvr|mersis(?: no)?)[.:]? ?(?:\pL{2} ?)?\d[\d ./-]{5,}`)

// beginsWithAgency says whether a line is the sign of an agency in brackets and those of
// who worked on the text: "(PAP) jt/ mj/".
func beginsWithAgency(raw string) bool {
	const longest = 20
	sign, rest, found := strings.Cut(raw, ")")
	return found && len(rest) < longest && strings.HasPrefix(sign, "(") && people.AgencyNamed(sign) != "" && rest == strings.ToLower(rest)
}

// isBracketedPhoto says whether a line tells in brackets who took a picture.
func isBracketedPhoto(raw string) bool {
	return strings.ContainsAny(raw[:1], "([*") && people.BeginsPhoto(strings.TrimLeft(raw, "([*"))
}

// isPhotoLine says whether a line is no more than who took the pictures, behind a label.
func isPhotoLine(raw string) bool {
	const longest, label = 60, 30 // bytes
	sign := strings.IndexAny(raw, ".:/：")
	return len(raw) < longest && sign > 0 && sign < label && people.BeginsPhoto(raw) && !endsSentence(raw)
}

// isContactLine says whether a line is a label and where somebody is reached.
func isContactLine(raw string) bool {
	const longest, words = 140, 4 // letters; those of the label
	front, rest, found := cutLabel(raw)
	if first, _, _ := strings.Cut(strings.TrimSpace(rest), " "); found && len([]rune(raw)) < longest && len(strings.Fields(front)) <= words && isAddress(strings.TrimRight(first, ".,;")) {
		return true // whatever is said behind it
	}
	return found && len([]rune(raw)) < longest && len(strings.Fields(front)) <= words && !endsSentence(raw) && reached.MatchString(rest) && (strings.Contains(rest, "@") || !strings.Contains(strings.TrimSpace(front), " "))
}

// initials are those of who worked on an agency's or an office's text: amr/jls, RK/SM, Kurier/amo, MvD
var initials = regexp.MustCompile(`^(?:\(?\p{Lu}\p{Ll}{1,3}\p{Lu}\)?|\(?\p{Ll}{2,4}(?:/\p{Ll}{2,4}){1,3}\)?|\(\p{Ll}{2,4}\)|\p{Lu}{2,4}(?:/\p{Lu}{2,4}){1,3}|[\p{Lo}\p{M}]{2,8}/[\p{Lo}\p{M}]{2,8}|\p{Lu}[\pL .-]{2,30}/\p{Ll}{2,4})$`)

// editedBy are such signs behind a word for what they did: oprac. mk; red. JN, MP
var editedBy = regexp.MustCompile(`^\(?(?i:oprac|opr|edyc|red|redak|ред|подг|підгот|edit|ed|bearb|kop|zpr|spr)(?:\.:?|:) ?\pL{2,4}(?:[/, ]{1,2}\pL{2,4}){0,2}\)?\.?$`)

// isWithAgency says whether a line tells what agency had a part in the text, in brackets or behind
// a star: (Con información de EFE)
func isWithAgency(raw string) bool {
	const longest, most = 70, 4 // bytes; words of a name
	line := strings.Trim(raw, " ()[]*.")
	words := strings.Fields(line)
	if len(raw) > longest || len(words) < 2 || !withWords[strings.ToLower(words[0])] {
		return false
	}
	for n := 1; n <= most && n < len(words); n++ {
		if people.AgencyNamed(strings.Join(words[len(words)-n:], " ")) != "" {
			return true
		}
	}
	return false
}

// withWords begin such lines.
var withWords = wording.Set("input: inputs: इनपुट: इनपुट with con com avec mit met med z s со з с cu ile dengan theo за по")

// isHashtags says whether a line is nothing but words behind a hash sign.
func isHashtags(raw string) bool {
	for w := range strings.FieldsSeq(raw) {
		if w[0] != '#' || len(w) < 2 {
			return false
		}
	}
	return raw != ""
}

// isEndMark says whether a line says that the text ends, with the number or the sign of who
// worked on it behind a slash perhaps.
func isEndMark(raw string) bool {
	const longest = 20 // bytes of a sign
	mark, sign, _ := strings.Cut(raw, "/")
	return len(sign) < longest && endMarks.whole(wording.Letters(mark))
}

// endMarks say that a text ends.
var endMarks = phraseTable(`end | ends | end of article | end of story | end of message | fin del artículo | fin de l article | ende der meldung | ende des artikels | انتهای پیام | پایان پیام | 本文完 | 全文完 | 完 | 끝`)

// feedbacks ask readers what they think of a page.
var feedbacks = phraseTable(`rate this recipe | avalie esta receita | bewerte dieses rezept | bewerten sie dieses rezept | rezept bewerten | notez cette recette | notez la recette | valora esta receta | puntúa esta receta | vota la ricetta | vota questa ricetta | oceń przepis | oceń ten przepis | ohodnoťte recept | оцените рецепт | оцініть рецепт | betygsätt receptet | beoordeel dit recept | ご意見 | 情報提供は | 情報提供は こちら | この記事は有料会員記事 | この記事は会員限定 | found a mistake | found an error | spotted a mistake | spotted an error | see an error | fehler gefunden | haben sie einen fehler gefunden | une erreur dans | vous avez repéré une erreur | encontraste un error | encontrou um erro | hai trovato un errore | znalazłeś błąd | zauważyłeś błąd | našli jste chybu | нашли ошибку | если вы заметили ошибку | если вы нашли ошибку | если вы обнаружили ошибку | увидели ошибку | якщо ви помітили помилку | якщо ви знайшли помилку | if you spot | if you notice an error | if you have spotted | si vous constatez une erreur | si has detectado un error | si encuentras un error | se notar algum erro | se trovi un errore | wenn sie einen fehler | sollten sie einen fehler | jeśli zauważyłeś | pokud jste našli chybu | bir hata gördüyseniz | нашли опечатку | заметили опечатку | знайшли одрук | heb je een tip | tip of fout | foutje gezien | fout gezien | заметили ошибку | знайшли помилку | помітили помилку | hata bulduysanız | was this page helpful | was this helpful | was this article helpful | was this answer helpful | did you find this | did you make this | have you made this | hast du das rezept | habt ihr das rezept | as tu essayé cette | avez vous essayé cette | has hecho esta receta | hiciste esta receta | fez esta receta | hai provato questa | heb je dit recept | did this answer your question | rate this | how would you rate | war dieser artikel hilfreich | war diese seite hilfreich | war das hilfreich | war dieser beitrag hilfreich | konnten wir helfen | cet article vous a t il | cette page vous a t elle | ce contenu vous a t il | te ha resultado útil | te resultó útil | fue útil | le resultó útil | esta página foi útil | este artigo foi útil | isto foi útil | isso foi útil | questo articolo è stato utile | questa pagina è stata utile | ti è stato utile | was dit nuttig | was dit artikel nuttig | was deze pagina nuttig | heeft dit geholpen | var detta till hjälp | hade du hjälp av | var denne siden nyttig | var denne artikkelen | fandt du det | oliko tästä | czy ten artykuł | czy ta strona | czy to było | byl tento článek | bola táto | hasznos volt | a fost util | ti a fost de folos | была ли эта | была ли статья | помогла ли | чи була | ήταν χρήσιμο | bu sayfa faydalı | bu makale yardımcı | bu yardımcı oldu | apakah artikel ini | apakah halaman ini | bài viết này có hữu ích | この記事は役に立ちましたか | このページは役に立ちましたか | 这篇文章对您有帮助吗 | 此页面有帮助吗 | 這篇文章對您有幫助嗎 | 이 문서가 도움이 | 이 페이지가 도움이 | هل كانت هذه | هل كان هذا المقال | מצאתם טעות | נתקלתם בטעות | האם המאמר | क्या यह लेख | mời bạn đọc | mời quý bạn đọc | mời quý độc giả | mời độc giả | độc giả có thể gửi | bạn đọc có thể gửi`)

// systems begin lines that tell what runs the site.
var systems = phraseTable(`powered by | proudly powered by | archive powered by | forum powered by | site powered by | generated by | hosted by | erstellt mit | betrieben mit | propulsé par | fièrement propulsé par | funciona con | funciona gracias a | desenvolvido por | creato con | realizzato con | mogelijk gemaakt door | wspierane przez | работает на | сделано на | працює на | drivs av | drevet af | drevet av | běží na | ditenagai oleh`)

// mailLines tell why somebody got a letter.
var mailLines = phraseTable(`our mailing address is | you are receiving this | you received this | you re receiving this | this email was sent to | sie erhalten diese e mail | sie erhalten diesen newsletter | du erhältst diese e mail | du erhältst diesen newsletter | diese e mail wurde | vous recevez cet e mail | vous recevez ce message | vous recevez cette lettre | recibes este correo | has recibido este | recibe este correo | você recebeu este e mail | você está recebendo | ricevi questa email | ricevi questa e mail | hai ricevuto questa | je ontvangt deze | u ontvangt deze | otrzymujesz tę wiadomość | otrzymałeś tę wiadomość | вы получили это письмо | вы получаете это письмо | du får detta | du mottar denne | du modtager denne | bu e postayı`)

// isAddress says whether a line is nothing but an address to write to.
func isAddress(raw string) bool {
	at := strings.IndexByte(raw, '@')
	return at > 0 && !strings.ContainsAny(raw, " \n") && strings.Contains(raw[at:], ".")
}

// isCount says whether a line is one number, of votes or views.
func isCount(raw string) bool {
	const longest = 8 // bytes
	return len(raw) < longest && strings.Trim(raw, "+-−0123456789., ") == ""
}

// asksAndLinks says whether a line is a question and a link for those who would say yes.
func (c *Content) asksAndLinks(b *block) bool {
	_, answer, asks := strings.Cut(c.of(b), "? ")
	return asks && b.linked > 0 && b.linked*10 >= len([]rune(wording.Letters(answer)))*9 && b.linked < b.size && !strings.Contains(answer, "? ") && anchorOf(c.nodes[b.last-1]) != nil
}

// isSent says whether a line is the day of the text with a word or two.
func (c *Content) isSent(raw string) bool {
	const words = 3
	return c.hasDay(raw) && dates.CountWords(dates.Tokenize(raw)) <= words
}

// isDayAlone says whether a line is a day, with the time of day perhaps, and nothing else.
func (c *Content) isDayAlone(raw string) bool {
	const longest = 30 // bytes
	if len(raw) > longest || !dates.HoldsYear(raw) {
		return false
	}
	_, ok := dates.Parse(raw, c.about.by.loc)
	return ok && !strings.ContainsFunc(raw, unicode.IsLetter)
}

// pleasWide are what readers are asked in scripts that set no blanks between words.
var pleasWide = wording.NewFinder("この記事が気に入ったら", "この記事が面白", "記事が役に立", "フォローをお願い", "サポートをして", "いただいたサポートは", "シェアして", "如果你喜欢这篇", "如果您喜欢这篇", "喜欢这篇文章", "喜歡這篇文章", "如果覺得這篇", "点个在看", "转发分享", "請按讚", "이 글이 마음에 드", "좋아요와 구독")

// isAuthorAlone says whether a line is the name of an author and nothing else.
func (c *Content) isAuthorAlone(raw string) bool {
	if front, _, found := strings.Cut(raw, " ("); found && strings.HasSuffix(raw, ")") {
		raw = front // where, and as what
	}
	name := wording.Letters(raw)
	inBrackets := strings.HasPrefix(raw, "（") && strings.HasSuffix(raw, "）")
	for _, n := range c.about.by.names {
		n = wording.Letters(n)
		if n == name && strings.Contains(name, " ") || inBrackets && n != "" && strings.ReplaceAll(n, " ", "") == strings.ReplaceAll(name, " ", "") {
			return true
		}
	}
	return false
}

// isSignedFor says whether a line that ends no sentence is the names of authors, and a few words on
// where they are or whom they write for.
func (c *Content) isSignedFor(raw string) bool {
	const longest, words = 120, 6 // bytes; words besides
	if len(raw) > longest || endsSentence(raw) {
		return false
	}
	low, rest, begins, named := strings.ToLower(raw), strings.ToLower(raw), false, 0
	for _, n := range c.about.by.names {
		if strings.Contains(n, " ") && strings.Contains(low, n) {
			begins = begins || strings.HasPrefix(low, n+",")
			rest = strings.ReplaceAll(rest, n, "")
			named++
		}
	}
	besides := len(strings.Fields(wording.Letters(rest)))
	return begins && besides <= words || named > 1 && besides < named
}

// leadsToNetwork says whether a line has a link that is called as a network is where the
// site may be followed, or as its letters are: in any language, it asks for that.
func (c *Content) leadsToNetwork(b *block) bool {
	if b.linked == 0 || b.tag != atom.P {
		return false
	}
	for _, n := range c.nodes[b.first:b.last] {
		if text := wording.Letters(n.Data); anchorOf(n) != nil && (namesNetwork(text) || strings.Contains(text, "google news") || linkedNames.In(n.Data)) {
			return true
		}
	}
	return false
}

// linkedNames are the names of networks in more scripts, and the beginnings of the word for
// the letters that sites send round.
var linkedNames = wording.NewFinder(strings.Fields(`newsletter Newsletter nieuwsbrief infolettre nyhetsbrev uutiskirje рассылк розсилк hírlevél bülten biuletyn zpravodaj メルマガ ニュースレター 뉴스레터
	गूगल फेसबुक फ़ेसबुक ट्विटर व्हाट्सएप व्हाट्सऐप टेलीग्राम इंस्टाग्राम यूट्यूब ফেসবুক টেলিগ্রাম ইউটিউব フェイスブック ツイッター インスタグラム 微信 微博 카카오톡 페이스북 인스타그램 텔레그램 유튜브 تيليغرام إنستغرام يوتيوب تلگرام اینستاگرام פייסבוק טלגרם וואטסאפ`)...)

// isBarredMenu says whether a line begins with links that are set apart by bars, as the
// last line of an old page does.
func (c *Content) isBarredMenu(b *block) bool {
	return c.linksIn(b) > 1 && anchorOf(c.nodes[b.first]) != nil && strings.Contains(c.of(b), " | ") && c.nodes[b.first+1].Data != "" && strings.HasPrefix(strings.TrimSpace(c.nodes[b.first+1].Data), "|")
}

// isLinkedButton says whether a line is one short link that stands in no paragraph.
func (c *Content) isLinkedButton(b *block) bool {
	longest := 30
	if c.about.dated {
		longest = 60 // and not one of the things that a page tells of
	}
	return b.linked > 0 && b.linked*10 >= b.size*9 && b.size < longest && b.tag != atom.P && c.linksIn(b) == 1
}

// isHashed says whether a line is made of linked hashtags.
func (c *Content) isHashed(b *block) bool {
	if b.linked == 0 || b.linked*10 < b.size*8 {
		return false
	}
	for w := range strings.FieldsSeq(c.of(b)) {
		if w[0] != '#' {
			return false
		}
	}
	return true
}

// isLabelledLinks says whether a line that ends no sentence is short links with nothing between
// them, behind a label perhaps that has no link: nobody reads them as a text.
func (c *Content) isLabelledLinks(b *block) bool {
	const label = 40 // letters
	first := c.nodes[b.first]
	if anchorOf(first) == nil {
		if b.last-b.first < 3 || b.size-b.linked > label || utf8.RuneCountInString(first.Data) > label || listTags[b.tag] {
			return false
		}
		if slices.ContainsFunc(c.nodes[b.first+1:b.last], func(n *html.Node) bool { return n.Type != html.TextNode || anchorOf(n) == nil }) {
			return false
		}
		links := *b
		links.first, links.size = b.first+1, b.linked
		return c.isGluedLinks(&links)
	}
	return c.isGluedLinks(b)
}

// isLinksAndDays says whether a line is two links or more, and nothing between them but days: those
// of other stories or events.
func (c *Content) isLinksAndDays(b *block) bool {
	const several = 2
	if b.linked == 0 || c.linksIn(b) < several {
		return false
	}
	days := 0
	for _, n := range c.nodes[b.first:b.last] {
		if n.Type != html.TextNode || anchorOf(n) != nil || strings.TrimSpace(n.Data) == "" {
			continue
		}
		if len(n.Data) > maxCall || !dates.HoldsYear(n.Data) {
			return false
		}
		days++
	}
	return days >= several
}

// listsTags says whether a line is links with the names of the tags, behind a label.
func (c *Content) listsTags(b *block) bool {
	const label = 25
	rest := c.plain(b)
	if b.linked == 0 || len(c.about.by.tags) == 0 {
		return false
	}
	for _, tag := range c.about.by.tags {
		before, after, found := strings.Cut(rest, tag)
		if !found {
			return false
		}
		rest = before + after
	}
	return len(strings.TrimSpace(rest)) < label
}

// linksIn is how many links are in a block.
func (c *Content) linksIn(b *block) int {
	links, last := 0, (*html.Node)(nil)
	for _, n := range c.nodes[b.first:b.last] {
		if a := anchorOf(n); a != nil && a != last {
			links, last = links+1, a
		}
	}
	return links
}
