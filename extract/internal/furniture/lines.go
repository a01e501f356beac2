package furniture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Some lines are told by their words alone: one that is made of nothing but
// numbers and the words of a counter, or of a pager, is template, whatever the
// page calls it and wherever it stands.

// counterWords are what pages write beside the numbers they count with: how often
// a post was seen or answered, and how long ago.
var counterWords = wording.Set(`asked answered viewed views view modified edited posted replied replies reply answers answer comments comment votes vote likes shares points ago
	gefragt beantwortet angesehen aufrufe antworten antwort kommentare kommentar stimmen vor geändert bearbeitet
	posée demandé vue vues réponses réponse commentaires commentaire votes modifié
	preguntado preguntada formulada hace vista visto vistas respuestas respuesta comentarios comentario votos modificada
	perguntado perguntada há visualizações respostas resposta comentários comentário
	chiesto fa visualizzazioni visualizzato risposte risposta commenti commento voti
	gevraagd geleden bekeken weergaven antwoorden antwoord reacties reactie stemmen
	zadano temu liczba wyświetleń wyświetlenia odsłon wyświetlono odpowiedzi odpowiedź komentarzy głosów
	задан задано назад просмотров просмотра просмотрен ответов ответа ответ комментариев голосов
	关注者 被浏览 浏览 浏览量 阅读 阅读量 点击 评论 条评论 赞同 收藏 回答 个回答 点赞 瀏覽 閱讀 留言 回應 閲覧数 コメント いいね 조회 조회수 댓글 추천 공감
	zobrazeno zobrazení přečteno megtekintés megtekintések olvasottság vizualizări afișări visninger visningar katselukertaa προβολές переглядів переглянуто dilihat مشاهدة مشاهدات بازدید צפיות
	soruldu önce görüntülenme görüntülendi cevap yanıt yorum`)

// counterUnits are the words between those.
var counterUnits = wording.Set(`times time min mins minute minutes hour hours day days week weeks month months year years last active today yesterday just now k m and in the on at
	aktiv mal jahr jahren monat monaten tag tagen stunde stunden minuten woche wochen zuletzt heute gestern
	il y a ans an mois jours jour heures heure fois aujourd hui hier année
	años año meses mes días día horas hora veces activa hoy ayer
	anos ano dias dia vezes hoje ontem mil semana semanas mês hora minuto minutos minutes semaine semaines settimana settimane minuti weken minuten tydzień tygodni tygodnie minut
	anni anno mesi mese giorni giorno ore ora volte oggi ieri
	jaar jaren maanden maand dagen dag uur keer
	lat lata rok tys miesięcy miesiące dni dzień godzin razy
	вопрос тыс лет года год месяцев месяца дней дня часов минут раз
	yıl ay gün saat kez kere
	of out from von aus de da di do su sur van z из`)

// PagerWords are the words of the links that lead through an article of several pages.
var PagerWords = wording.Set(`page pages of next previous prev first last view all show as one single on a print full article read back continue to go
	seite seiten von nächste nächster vorherige vor zurück weiter erste letzte auf einer alle alles anzeigen lesen artikel ganzer ganzen zur zum gesamten
	sur de suivante suivant précédente précédent première dernière afficher voir toutes les en une seule tout lire l la
	página páginas siguiente anterior primera última ver todo en una sola toda leer
	próxima próximo seguinte primeira em uma só tudo ler
	pagina pagine di successiva successivo precedente prima ultima su tutto in sola avanti indietro
	van volgende vorige eerste laatste alles op één
	strona strony z następna następny poprzednia pierwsza ostatnia na jednej całość
	страница страницы из следующая следующий предыдущая первая последняя на одной странице все всё показать далее назад
	sayfa sonraki önceki ilk son tümü
	पृष्ठ पेज अगला पिछला का में से सभी एक`)

// saysOnly tells whether plain text, as letters makes it, has a number and one of
// words at least, and besides them nothing but units.
func saysOnly(plain string, words, units map[string]bool) bool {
	numbers, said := 0, 0
	for w := range strings.FieldsSeq(plain) {
		front := strings.Trim(w, "0123456789")
		if front != w {
			numbers++
		}
		switch {
		case words[front]:
			said++
		case front != "" && !units[front]:
			return false
		}
	}
	return numbers > 0 && said > 0
}

// IsCounter tells whether a line counts something about the page: "Asked 6 years
// ago. Viewed 1k times".
func IsCounter(plain string) bool {
	return len(plain) < 100 && (strings.Contains(plain, " ") || plain != "" && plain[0] >= 0xe3) && saysOnly(plain, counterWords, counterUnits)
}

// IsPager tells whether a line leads through the pages of an article.
func IsPager(plain string) bool {
	return len(plain) < 160 && strings.Count(plain, " ") > 2 && saysOnly(plain, PagerWords, nil)
}

// IsButtons tells whether a line is made of the names of buttons: "Share Report".
func IsButtons(plain string) bool {
	words, named := 0, 0
	for w := range strings.FieldsSeq(plain) {
		words++
		switch {
		case buttonWords.Of(w):
			named++
		case !buttonFillers.Of(w):
			return false
		}
	}
	return named > 0 && words < 9
}

// buttonFillers stand between those names.
var buttonFillers = wording.NewTable(wording.Set("do pdf as as. this on via with to the article story post page us diesen dieses artikel beitrag auf per mit ce cet cette sur par avec esto este esta en con artículo isto na em por questo su con dit deze deel op met på ten na to это в эту ut event evenement evenemang sidan artikeln artikkeli artykuł artykułu stronę článek stránku cikket articolul pagina página pagină seite video denna den här det denne dette den her siden tämä bu haberi yazıyı ini berita artikel bài viết cet évènement événement course product kurs kursu ürünü curso produto producto prodotto produkt produit"))

var buttonWords = wording.NewTable(wording.Set(`permalink permalien share sharing tweet email e mail print save copy link report reply quote like follow bookmark facebook twitter whatsapp telegram linkedin pinterest pin reddit instagram flipboard x
	teilen teile melden antworten zitieren drucken merken speichern folgen kopieren gefällt partager partagez signaler répondre citer imprimer enregistrer suivre copier lien
	compartir comparte comparta reportar denunciar responder citar imprimir guardar seguir copiar enlace compartilhar compartilhe salvar copiar condividi condividere segnala rispondi cita stampa salva segui copia
	delen melden antwoorden citeren afdrukken opslaan volgen udostępnij zgłoś odpowiedz cytuj drukuj zapisz поделиться пожаловаться ответить цитировать печать сохранить
	paylaş favorilere ekle zalo bildir yanıtla alıntıla yazdır kaydet dela rapportera svara del rapporter svar 共有 報告 返信 引用 通報 分享 举报 回复 回覆 공유 신고 답글 شارك مشاركة إبلاغ رد שתף דווח הגב साझा शेयर
	partilhar partilhe partilha imprima guarde salvați tweetear tuitear twittear twittern mastodon bluesky xing messenger viber vk tumblr weibo wechat kakaotalk naver
	skriv skrivut tipsa spara kopiera länk gilla udskriv gem kopier lagre lenke jaa tulosta tallenna kopioi linkki drukować wyślij kopiuj polub skopiuj sdílet sdílejte tisknout vytisknout uložit kopírovat odkaz zdieľať zdieľajte tlačiť vytlačiť uložiť megosztás nyomtatás mentés distribuie distribuiți tipărește salvează κοινοποίηση μοιραστείτε εκτύπωση αποθήκευση
	beğen bagikan cetak simpan salin tautan แชร์ พิมพ์ บันทึก シェア ツイート ポスト 印刷 保存 ブックマーク 인쇄 저장 스크랩 페이스북 카카오톡 트위터 카카오스토리 밴드 طباعة حفظ نسخ فيسبوك واتساب تويتر تيليجرام תדפיס הדפס הדפסה שמור שיתוף שתפו פייסבוק ווטסאפ טוויטר
	фейсбук вконтакте одноклассники телеграм вотсап скопировать ссылку ссылка сохранить распечатать поділитися поділитись надрукувати зберегти сподели сачувај podijeli podeli spremi deli shpërndaje bendrinti jaga dalīties comparteix imprimeix desa`))

// IsAdNote tells whether a short line speaks of an advertisement that it stands
// above: "Story continues below this ad".
func IsAdNote(line string) bool {
	const longest = 80
	if len(line) > 4*longest || utf8.RuneCountInString(line) > longest {
		return false
	}
	line = strings.ToLower(line)
	for w := range strings.FieldsFuncSeq(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if adWords[w] || w[0] >= 0x80 && adStems.In(w) {
			return continues(line)
		}
	}
	return false
}

// NamesAd tells whether a text, in lower case, is the word for an advertisement and nothing else.
func NamesAd(text string) bool { return adWords[text] }

// continues tells whether a line says that something goes on.
func continues(line string) bool {
	return wording.ContainsAny(line, []string{"contin", "below", "after", "fortgesetzt", "weiter", "unten", "nach der", "unterhalb", "la suite", "ci-dessous", "après", "sigue", "debajo", "después", "abaixo", "após", "depois", "prosegue", "dopo", "sotto", "verder", "onder", "vervolg", "fortsätter", "fortsetter", "fortsætter", "jatkuu", "ciąg dalszy", "poniżej", "dalej", "продолж", "далее", "ниже", "після", "pokrač", "folytat", "continuă", "συνεχ", "devam", "berlanjut", "lanjut", "tiếp", "जारी", "बाद", "続", "下", "继续", "繼續", "계속", "تستمر", "بعد", "يتبع", "ادامه", "جاری", "המשך", "চল", "পরে", "পর", "தொடர", "కొనసాగ", "ಮುಂದುವರ", "തുടര", "ચાલુ", "ਜਾਰੀ", "पुढे", "ต่อ"})
}

// adStems begin the words for one in languages that put endings to it, or write no
// spaces around it.
var adStems = wording.NewFinder("реклам", "विज्ञापन", "जाहिरात", "বিজ্ঞাপন", "விளம்பர", "ప్రకటన", "ಜಾಹೀರಾತು", "പരസ്യ", "જાહેરાત", "ਇਸ਼ਤਿਹਾਰ", "โฆษณา", "广告", "廣告", "広告", "광고", "إعلان", "تبلیغ", "آگهی", "اشتہار", "რეკლამა", "գովազդ", "жарнама", "ማስታወቂያ", "ការផ្សាយពាណិជ្ជកម្ម", "ໂຄສະນາ", "ကြော်ငြာ", "දැන්වීම")

var adWords = wording.Set(`ad ads advert advertisement advertisements anzeige werbung werbeanzeige publicité annonce pub anuncio anuncios publicidad publicidade anúncio pubblicità annuncio advertentie reclame annons reklam annonse reklame mainos mainoksen reklama reklamy reklamą реклама рекламы рекламу рекламой реклами inzerce reklamy hirdetés publicitate διαφήμιση διαφήμισης reklamdan tangazo matangazo oglas oglasi оглас огласи reklaam reklāma auglýsing iragarkia anunci hysbyseb fógra advertensie elan reklamı iklan quảng विज्ञापन 広告 广告 廣告 광고 إعلان الإعلان פרסומת`)

// IsUnsubscribe tells whether the text of a link, as letters, is that of one that stops letters.
func IsUnsubscribe(plain string) bool { return unsubscribes[plain] }

var unsubscribes = wording.PhraseSet(`unsubscribe|unsubscribe here|unsubscribe from this list|click here to unsubscribe|manage preferences|abmelden|newsletter abmelden|hier abmelden|abbestellen|newsletter abbestellen|se désinscrire|se désabonner|désinscription|darse de baja|cancelar suscripción|cancelar inscrição|cancelar subscrição|descadastrar|annulla iscrizione|disiscriviti|cancellati|uitschrijven|afmelden|avregistrera|avsluta prenumeration|avprenumerera|meld deg av|avmelding|afmeld|afmeld nyhedsbrev|peru tilaus|peruuta tilaus|wypisz się|zrezygnuj z subskrypcji|odhlásit se|odhlásit odběr|odhlásiť sa|leiratkozás|leiratkozom|dezabonare|dezabonează te|odjavi se|odjava|отписаться|відписатися|abonelikten çık|berhenti berlangganan|hủy đăng ký|κατάργηση εγγραφής|配信停止|退订|取消訂閱|수신거부|إلغاء الاشتراك|הסרה מרשימת התפוצה|لغو اشتراک`)
