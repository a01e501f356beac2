package body

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// The last lines of a text may be said by the site and not by the author: follow us on such
// a network, write to us if you know more, this appeared in print first. They are told by two
// things at once, so that no phrase has to be known whole: what is asked for and where.

// trimVoice drops such lines where they end the text.
func (c *Content) trimVoice() {
	const most = 4 // lines
	seen := 0
	for i := c.lastKept(); i > c.boxes[c.root].first && seen < most; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media || b.size == 0 {
			continue
		}
		if dom.HeadingTags[b.tag] || listTags[b.tag] || !c.isSitesVoice(b) {
			return
		}
		c.keep[i] = false
		seen++
	}
}

// trimFirstVoice drops the line before a text that only says where its site is found.
func (c *Content) trimFirstVoice() {
	c.kept(func(i int, b *block) bool {
		raw := c.of(b)
		if b.size > 0 && b.size < maxAside && !dom.HeadingTags[b.tag] && !listTags[b.tag] && b.linked == 0 && endsWithAddress(raw) {
			c.keep[i] = false
		}
		return b.size == 0
	})
}

// endsWithAddress says whether a line ends with the address of a site, behind a colon.
func endsWithAddress(raw string) bool {
	raw = withoutScheme.Replace(raw)
	i := strings.LastIndexAny(raw, ":：")
	return i > 0 && isBareHost(strings.Trim(raw[i:], ":：。！!/ "))
}

var withoutScheme = strings.NewReplacer("https://", "", "http://", "")

// isBareHost says whether a word is the name of a host.
func isBareHost(word string) bool {
	name, top, found := strings.Cut(word, ".")
	return found && len(name) > 0 && len(top) > 1 && !strings.ContainsFunc(word, func(r rune) bool {
		return r != '.' && r != '-' && !('a' <= r && r <= 'z') && !('0' <= r && r <= '9')
	}) && strings.ContainsFunc(top, unicode.IsLetter)
}

// trimBehindEnd drops the last short lines of a text from the first one on that is about the text
// or the site's: what stands behind such a line is no text, whatever it says. A name or a day may
// end a text that goes on with who signed it.
func (c *Content) trimBehindEnd() {
	const most = 6 // lines
	if c.Kind == KindOther && !c.about.dated {
		return
	}
	end, seen := -1, 0
	for i := c.lastKept(); i > c.boxes[c.root].first && seen < most; i-- {
		b := &c.blocks[i]
		if !c.keep[i] || b.media || b.size == 0 {
			continue
		}
		seen++
		known := b.size <= maxAside && !dom.HeadingTags[b.tag] && !listTags[b.tag] && !c.hasDay(c.of(b)) && !c.isAuthorAlone(c.of(b)) && (c.isColophon(b) || c.isSitesVoice(b) || c.isAside(i))
		if c.isQuoted(b) || !known && (b.size > maxCall || dom.HeadingTags[b.tag] || listTags[b.tag] || endsSentence(c.of(b)) && !endsWithColon(c.of(b))) {
			break
		}
		if known {
			end = i
		}
	}
	if end >= 0 && c.keptSize(c.boxes[c.root].first, end) > c.keptSize(end, len(c.blocks)) {
		clear(c.keep[end : c.lastKept()+1])
	}
}

// keptSize is how much is kept of some blocks.
func (c *Content) keptSize(first, last int) (size int) {
	for i := first; i < last; i++ {
		if c.keep[i] {
			size += c.blocks[i].size
		}
	}
	return size
}

// isQuoted says whether a block stands in a quote, or in a post of another site.
func (c *Content) isQuoted(b *block) bool {
	for x := b.box; x > 0 && x != c.root; x = c.boxes[x].parent {
		if c.boxes[x].tag == atom.Blockquote || c.boxes[x].cue&cueEmbed != 0 {
			return true
		}
	}
	return false
}

// asksForMail says whether an element has a field for an address to write to.
func asksForMail(n *html.Node) bool {
	const most = 300 // nodes of such a box
	seen := 0
	for d := range n.Descendants() {
		if seen++; seen > most {
			return false
		}
		if d.DataAtom == atom.Input && (dom.Attr(d, "type") == "email" || strings.EqualFold(dom.Attr(d, "name"), "email") || strings.Contains(strings.ToLower(dom.Attr(d, "placeholder")), "mail")) {
			return true
		}
	}
	return false
}

// trimPoll drops the box inside a text in which readers choose one of several answers. Several of
// those are what the page is for.
func (c *Content) trimPoll() {
	const most, longest = 8, 400 // blocks, letters
	if c.Kind != KindArticle {
		return
	}
	var polls []int
	root := &c.boxes[c.root]
	for x := c.root + 1; x < root.end; x++ {
		b := &c.boxes[x]
		size, long := 0, false
		for i := b.first; i < b.last; i++ {
			size += c.blocks[i].size
			long = long || c.blocks[i].size > maxAside
		}
		if b.last-b.first <= most && !long && size <= longest && asksToChoose(b.node) {
			polls = append(polls, x)
			x = b.end - 1
		}
	}
	if len(polls) == 1 {
		clear(c.keep[c.boxes[polls[0]].first:c.boxes[polls[0]].last])
	}
}

// asksToChoose says whether an element has several buttons of which one is to be chosen: a poll.
func asksToChoose(n *html.Node) bool {
	const several, most = 2, 300 // nodes of such a box
	radios, seen := 0, 0
	for d := range n.Descendants() {
		if seen++; seen > most {
			return false
		}
		if d.DataAtom == atom.Input && dom.Attr(d, "type") == "radio" {
			radios++
		}
	}
	return radios >= several
}

// endsWithRight is a line that claims a right of the year behind all else that it says.
var endsWithRight = regexp.MustCompile(`\pL.*(?:©|\([cC]\)) ?(?:\d{4} ?[-–] ?)?\d{4}\.?$`)

// trimCallBoxes drops the boxes inside a text that begin with a call to follow the site, or have
// where that is done and something to press, or a field for an address, and a few words more.
func (c *Content) trimCallBoxes() {
	const most, longest, few = 5, 260, 4 // blocks, letters; the part of the text that is small
	root := &c.boxes[c.root]
	all, _ := c.within(c.root)
	for x := c.root + 1; x < root.end; x++ {
		b := &c.boxes[x]
		if b.tag != atom.Div && b.tag != atom.Section && b.tag != atom.Aside && b.tag != atom.Form || b.last == b.first || b.last-b.first > most {
			continue
		}
		size, first := 0, -1
		for i := b.first; i < b.last; i++ {
			if size += c.blocks[i].size; first < 0 && c.blocks[i].size > 0 {
				first = i
			}
		}
		if first < 0 || size > longest {
			continue
		}
		if c.Kind != KindOther && size*few < all && asksForMail(b.node) {
			clear(c.keep[b.first:b.last])
			continue
		}
		if c.blocks[first].size > maxHeading {
			continue
		}
		text := c.plain(&c.blocks[first])
		if b.last-b.first > 1 && channels.In(text) && (opensWithCall(text) || holdsButton(b.node) || hasField(b.node)) || (c.Kind != KindOther || c.about.dated) && asksForMail(b.node) {
			clear(c.keep[b.first:b.last])
		}
	}
}

// isSitesVoice says whether a last line speaks for the site.
func (c *Content) isSitesVoice(b *block) bool {
	const longest, most = 320, 110 // letters of a call, and of a question
	if b.size > longest {
		return false
	}
	raw, text := c.of(b), c.plain(b)
	own := b.linked > 0 || speaksForSite(text) || endsWithCall(text)
	for sentence := range strings.SplitSeq(sentenceEnds.Replace(raw), "\n") {
		own = own || opensWithCall(wording.Letters(sentence))
	}
	switch {
	case own && callsToChannel(raw, b.size > most), b.size < maxHeading && speaksForSite(text) && endsWithCall(text) && !opensWithCall(text), b.size < maxAside && opensWithCall(text) && furniture.NamesAmount(raw):
		return true
	case b.size < most && (asksReaders(raw) || asksForComments(text) || strings.ContainsAny(raw, "?？؟") && mistakes.In(text)):
		return true
	}
	switch {
	case b.size < maxHeading && allNews.opens(text) > 0, b.size < maxAside && (seeksMembers.In(text) || b.linked > 0 && b.linked*4 < b.size && promisesMore.opens(text) > 0):
		return true
	case b.size < maxHeading && people.BeginsCredit(raw) && !endsSentence(raw), b.size < maxCall && strings.Contains(raw, "@") && !endsSentence(raw) && holdsWord(text, siteWords) && reached.MatchString(raw):
		return true
	}
	if b.size <= maxAside && endsWithRight.MatchString(raw) {
		return true
	}
	return b.size <= maxAside && (c.isRights(b) || feedbacks.opens(text) > 0) || firstSeen.opens(text) > 0 && (c.about.by.names == nil || b.size < most || speaksForSite(text)) || pointsHere(text) && (own || b.size < most/2)
}

// callsToChannel says whether one sentence asks for readers and names where; what is long has
// nothing else to say before.
func callsToChannel(raw string, long bool) bool {
	for sentence := range strings.SplitSeq(sentenceEnds.Replace(raw), "\n") {
		text := wording.Letters(sentence)
		switch calls := callStems.In(" " + text + " "); {
		case calls && (channels.In(text) || apps.In(" "+text+" ")):
			return true
		case long && text != "" && !calls && !speaksForSite(text):
			return false
		}
	}
	return false
}

// opensWithCall says whether one of the first words of a line is what is asked of readers.
func opensWithCall(text string) bool {
	const words = 2
	front := text
	for n, i := 0, 0; i < len(text); i++ {
		if text[i] == ' ' {
			if n++; n == words {
				front = text[:i]
				break
			}
		}
	}
	return callStems.In(" " + front + " ")
}

// endsWithCall says whether one of the last words of a line is what is asked of readers, where
// verbs stand last.
func endsWithCall(text string) bool {
	const last = 4 // words
	words := strings.Fields(text)
	return callStems.In(" " + strings.Join(words[max(0, len(words)-last):], " ") + " ")
}

// asksForComments says whether a line asks what readers think, and names where they write it.
func asksForComments(text string) bool {
	return underText.In(text) && saysYours.In(" "+text)
}

// asksReaders says whether a line is a question and an address to answer to.
func asksReaders(raw string) bool {
	for _, sign := range []string{"? ", "？", "؟ "} {
		if _, rest, asks := strings.Cut(raw, sign); asks && rest != "" {
			plain := wording.Letters(rest)
			return strings.Contains(rest, "@") && reached.MatchString(rest) || writes.opens(plain) > 0
		}
	}
	return false
}

// pointsHere says whether a line ends in the words of a link to more about what it says.
func pointsHere(text string) bool {
	for _, end := range hereEnds {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// plainStems are the beginnings of words as Letters makes them, each with its blank.
func plainStems(stems []string) []string {
	out := make([]string, len(stems))
	for i, s := range stems {
		plain := wording.Letters(s)
		if strings.HasPrefix(s, " ") {
			plain = " " + plain
		}
		if strings.HasSuffix(s, " ") {
			plain += " "
		}
		out[i] = plain
	}
	return out
}

var (
	sentenceEnds = strings.NewReplacer(". ", "\n", "! ", "\n", "? ", "\n", ": ", "\n", "… ", "\n", "。", "\n", "！", "\n", "？", "\n", "।", "\n", "۔", "\n", "።", "\n")

	// channels are where a site is followed, or what it sends round: in all scripts, and as
	// the beginnings of words.
	channels = wording.NewFinder(plainStems(append(strings.Fields(`facebook twitter instagram telegram youtube whatsapp linkedin tiktok viber mastodon bluesky threads vkontakte spotify newsletter inbox newsletters rss podcast
		nieuwsbrief nyhetsbrev nyhedsbrev uutiskirje infolettre hírlevél bülten biuletyn zpravodaj boletín boletim
		фейсбук твиттер инстаграм телеграм вконтакте рассылк розсилк дзен ютуб мессенджер вайбер ватсап
		गूगल फेसबुक ट्विटर व्हाट्सएप व्हाट्सऐप टेलीग्राम इंस्टाग्राम यूट्यूब ফেসবুক টেলিগ্রাম ইউটিউব হোয়াটসঅ্যাপ フェイスブック ツイッター インスタグラム メルマガ ニュースレター チャンネル 微信 微博 二维码 二維碼 公众号 公眾號 官方帳號 官方账号 官方アカウント 頻道 抖音 카카오톡 페이스북 인스타그램 텔레그램 유튜브 뉴스레터 채널
		فيسبوك تويتر تلغرام تليغرام واتساب إنستغرام يوتيوب تلگرام اینستاگرام פייסבוק טלגרם וואטסאפ אינסטגרם יוטיוב ניוזלטר φέισμπουκ`), "social media", "sozialen medien", "soziale medien", "réseaux sociaux", "redes sociales", "redes sociais", "xarxes socials", "sociale media", "sociale medier", "sosiale medier", "sociala medier", "somessa", "društvenim mrežama", "društvene mreže", "друштвеним мрежама", "социалните мрежи", "соцсет", "соцмереж", "социальных сетях", "sociálních sítích", "sociálnych sieťach", "mediach społecznościowych", "közösségi médi", "rețelele sociale", "sosyal medya", "media sosial", "mạng xã hội", "socialiniuose tinkl", "вајбер", "вибер", "фејсбук", "фейсбук", "வாட்ஸ்அப்", "பேஸ்புக்", "டெலிகிராம்", "யூடியூப்", "व्हॉट्सअॅप", "व्हॉट्सॲप", "फेसबुक", "فیس بک", "واٹس ایپ", "یوٹیوب", "వాట్సాప్", "ఫేస్\u200cబుక్", "fanpage", "เฟซบุ๊ก", "ไลน์", "네이버", "wiadomościach google", "google news", "google actualités", "google noticias", "google notícias", "google nieuws", "google nachrichten", "google haberler", "גוגל ניוז", "google discover", "google новин"))...)

	// apps are what sites have for telephones.
	apps = wording.NewFinder(plainStems(strings.Split(` app | apps | aplicación | aplicativo | application | applicazione | aplikac|приложени|застосун|додаток| uygulama| aplikasi| ứng dụng|ऐप|アプリ|客户端|客戶端| 앱|تطبيق|אפליקצי`, "|"))...)

	// callStems are the beginnings of words that ask readers to follow or to join, each behind
	// a blank where it could end another word.
	callStems = wording.NewFinder(plainStems(strings.Split(` follow| join| subscribe | sign up| signing up| get all| get the| get our| don t miss| stay up| find us| like us| keep up| folge| folgt| folgen| abonnier| abonnie| abonnér| abonner| bestell| verpass| werde mitglied| werden sie mitglied| suivez| suis nous| rejoign| abonnez| inscri| retrouvez| recevez| síguenos| sigue| siga| suscr| únete| recibe| assin| subscrev| acompanh| particip| receba| entre no| iscriv| segui| unisciti| ricevi| volg| meld je| abonneer| schrijf je| ontvang| prenumer| följ| anmäl| følg| tilmeld| meld deg| seuraa| tilaa| obserwuj| śledź| zapisz| dołącz| polub| sledujte| odebírejte| přihlas| odoberaj| kövess| kövesd| kövesse| iratkoz| csatlakoz| urmăr| abona| abonează| prati| pratite| pridruž|подпис|подпиш|присоедин|читайте нас|следите|підпис|підпиш|приєдн|стежте|следвайте|абонирай|пратите|ακολουθ|εγγραφ|γραφτείτε| takip| abone| katıl| ikuti| simak| bergabung| dapatkan| gabung| theo dõi| đăng ký|ติดตาม|फॉलो|जुड़|बने रह|सब्सक्राइब|जॉइन|ফলো|যুক্ত|সাবস্ক্রাইব|تابع|اشترك|للاشتراك|الاشتراك|لمتابع|انضم|للانضمام|دنبال|بپیوند|עקבו|הצטרפ|להצטרפ|הירשמ|フォロー|登録|配信中|关注|關注|订阅|訂閱|追蹤|加入|bądź na bieżąco| segueix| seguiu| sekite| sekojiet| jälgi |இணையுங்கள்|பின்தொடர|فالو|फॉलो|ఫాలో| télécharg| descarga| baixe | baixa | scarica| download| herunterlad| laden sie| lade dir| stáhn| pobierz|скачай|скачива|завантаж| indirin| unduh| tải |डाउनलोड|ダウンロード|下载客户端|下載|다운로드|حمل تطبيق|حملوا|הורידו|扫码|长按|長按|扫描|掃描|구독|팔로우|친구|만나보세요`, "|"))...)

	// allNews begin what leads to all that a site has.
	allNews = phraseTable(`see all the latest news | read all the latest news | all the latest news from | alle aktuellen nachrichten | alle nachrichten aus | toute l actualité de | todas las noticias de | toda la información sobre | todas as notícias de | tutte le notizie di | leggi tutte le notizie | alle nieuws over | wszystkie wiadomości z | все новости о | усі новини про | všechny zprávy z | δείτε όλες τις τελευταίες | διαβάστε όλες τις ειδήσεις | tüm haberler için`)

	// underText are where readers write what they think, and saysYours what they are asked to do.
	underText = wording.NewFinder(plainStems(strings.Split(`comments|comment section|kommentaren|kommentare|kommentar|commentaire|comentario|comentário|commenti|commento|reacties|reactie|komentarz|komentář|komentár|komentar|комментари|коментар|yorum|bình luận|تعليق|نظر|תגוב|コメント|留言|评论|評論|댓글|σχόλι|hozzászól|komment|comentari|टिप्पणी|कमेंट|ความคิดเห็น|মন্তব্য`, "|"))...)
	saysYours = wording.NewFinder(plainStems(strings.Split(` share your| tell us| let us know| let me know| leave your| leave a comment| what do you think| what are your| schreib| schreibt uns| sagen sie uns| sag uns| verrat| teilen sie uns| diskutier| dites nous| dites le| partagez| laissez| donnez| cuéntanos| cuéntame| déjanos| déjame| deja tu| deja un| dinos| comparte tu| opina en| deixe seu| deixe o seu| deixe sua| deixa o teu| conte para| conta nos| diga nos| compartilhe sua| lascia un| lasciaci| scrivi nei| scrivilo| scrivetelo| facci sapere| dicci| laat het| laat een| deel je| schrijf| napisz| podziel się| zostaw| daj znać| napiš| podělte| podeľte| пишите| напишите| делитесь| поделитесь| оставляйте| расскажите| пишіть| діліться| поділіться| залишайте| yazın| yazabilir| paylaşın| belirtin| tulis| bagikan| berikan| chia sẻ| hãy để lại| gửi bình|شارك برأيك|شاركنا|شاركونا|اكتب تعليق|اترك تعليق|أضف تعليق|ما رأيك|כתבו|ספרו|שתפו|教えて|聞かせて|お寄せ|欢迎|歡迎|写下|寫下|남겨|알려|γράψτε|πείτε| írd meg| írd le| mondd el| skriv en| skriv i| berätta| fortæl| fortell| kerro|बताएं|बताएँ|बताइए|लिखें|জানান|บอกเรา|แสดงความ`, "|"))...)

	// mistakes are what readers are asked for: have you found one?
	mistakes = wording.NewFinder(plainStems(strings.Split(`mistake| klaid| viga| kļūd| typo| error|erreur| fehler| fout|errore| erro |błąd|ошибк|опечатк|помилк|одрук| chyb| hibá|greșeal| hata| fejl| feil | felet|virhe|λάθος|خطأ|טעות|誤り|错误|錯誤|오류`, "|"))...)

	// promisesMore begin what leads elsewhere by a word or two of it.
	promisesMore = phraseTable(`to plant a tree | plant a tree | to plant memorial trees | send flowers | to send flowers | to order memorial | more news | more stories | find more | for more | mehr aktuelle | mehr nachrichten | mehr meldungen | weitere nachrichten | weitere meldungen | weitere informationen | alle nachrichten | plus d actualités | plus d infos | toutes nos | más noticias | toda la actualidad | mais notícias | veja mais | altre notizie | tutte le notizie | meer nieuws | więcej wiadomości | więcej informacji | więcej o | больше новостей | все новости | другие новости | більше новин | fler nyheter | flere nyheter | flere nyheder | lisää uutisia | více zpráv | další zprávy | több hír | mai multe știri | daha fazla haber | berita lainnya`)

	// seeksMembers ask readers to pay.
	seeksMembers = wording.NewFinder(plainStems(strings.Split(`freuen wir uns über eine spende|freuen wir uns über eine bewertung|freue ich mich über eine spende|freue ich mich über eine bewertung|leave us a review|leave a review on apple|rate and review the|rate us on apple|support the show on|laissez nous un avis|une note et un avis|déjanos una reseña|deixe uma avaliação no|lasciaci una recensione|laat een review achter|lämna gärna en recension|zostaw ocenę|nechte nám hodnocení|become a subscriber|become a member|become a supporter|support our journalism|support independent journalism|torne se assinante|torna te assinante|apoie o nosso|hazte socio|hazte suscriptor|hazte soci|apoya nuestro periodismo|devenez abonné|devenez membre|soutenez notre|diventa abbonato|diventa socio|sostieni il nostro|werden sie abonnent|werden sie mitglied|werde mitglied|unterstützen sie unseren|unterstütze unseren|word abonnee|word lid|word vriend|steun onze|bli prenumerant|bli medlem|stöd vår|bliv medlem|bliv abonnent|støt vores|bli abonnent|støtt vår|zostań subskrybentem|wesprzyj nas|podpořte nás|podporte nás|támogasd|támogassa|susține|стань подписчиком|станьте подписчиком|поддержите наш|підтримайте`, "|"))...)

	// writes begin what follows on "Do you know more?"
	writes = phraseTable(`write to us | write us | forward it | forward this | share it | pass it on | leiten sie | leite ihn | transférez | partagez | reenvía | compártelo | encaminhe | inoltra | stuur het | merci de nous | signalez |  let us know | tell us | email us | email | contact us | get in touch | send us | schreiben sie uns | schreib uns | schreibt uns | melden sie sich | melde dich | kontakt | écrivez nous | contactez nous | dites le nous | escríbenos | contáctanos | cuéntanos | escribe a | escreva para | fale conosco | conte para | scrivici | scrivi a | contattaci | mail ons | mail naar | laat het ons weten | neem contact | kontakta oss | mejla | hör av dig | tipsa oss | tips oss | skriv til | skriv til oss | napisz do nas | napište nám | napíšte nám | írja meg | írd meg | írjon nekünk | scrie ne | пишите нам | напишите нам | напишите | сообщите | расскажите | напишіть нам | пишіть нам | γράψτε μας | στείλτε | bize yazın | hubungi | כתבו לנו | ספרו לנו | راسلنا | اكتب لنا | ご連絡ください | お知らせください`)

	// firstSeen begin what tells where else a text appeared.
	firstSeen = phraseTable(`this article was first published | this article first appeared | this article originally appeared | this story first appeared | this story was first | this piece first | dieser text ist zuerst | dieser text erschien | dieser artikel ist zuerst | dieser artikel erschien | dieser artikel stammt aus | dieser beitrag ist zuerst | dieser beitrag erschien | über dieses thema berichtete | über dieses thema berichteten | diese nachricht wurde am | dieses thema im programm | dieser artikel wurde zuletzt | dieser artikel wurde aktualisiert | dieser text wurde zuletzt | this article was last updated | this story was last updated | cet article a été mis à jour | este artículo fue actualizado | este artículo se actualizó | este artigo foi atualizado | questo articolo è stato aggiornato | dit artikel is bijgewerkt | dit artikel werd bijgewerkt | der text erschien | der artikel erschien | der beitrag erschien | cet article est paru | cet article a été publié | cet article est initialement | este artículo se publicó | este artículo fue publicado | este texto se publicó | este artigo foi publicado | este texto foi publicado | questo articolo è stato pubblicato | questo articolo è apparso | dit artikel verscheen | dit artikel is eerder | dit verhaal verscheen | den här artikeln publicerades | artikeln publicerades | artikkelen ble først | artiklen blev først | artiklen blev første gang | artiklen har tidligere | denne artikel blev | saken ble først | saken er først | juttu on julkaistu | tento článek vyšel | a cikk először | articolul a apărut | articolul a fost publicat | bu makale ilk | o artigo foi publicado | publicado originalmente | publicado originariamente | originalmente publicado | pubblicato originariamente | paru initialement | publié initialement | ursprünglich erschienen | zuerst erschienen | oorspronkelijk verschenen | verscheen eerder | 本文首发 | 本文原载 | 本文轉載 | 原文刊於 | 初出 | artykuł ukazał się | tekst ukazał się | článek vyšel | článok vyšiel | a cikk eredetileg | acest articol a apărut | материал впервые опубликован | статья впервые опубликована | впервые опубликовано | вперше опубліковано | bu yazı ilk | artikel ini pertama kali | bài viết đã đăng`)

	// hereEnds end what leads to more about what a line says.
	hereEnds = strings.Split(` read more here| find out more here| learn more here| mehr dazu hier| hier mehr erfahren| lesen sie hier mehr| en savoir plus ici| más información aquí| lee más aquí| saiba mais aqui| leia mais aqui| leggi di più qui| lees hier meer| läs mer här| les mer her| læs mere her| lue lisää täältä| więcej tutaj| więcej znajdziesz tutaj| více zde| viac tu|подробнее здесь|читайте здесь|детальніше тут|περισσότερα εδώ| buradan okuyabilirsiniz| selengkapnya di sini`, "|")
)
