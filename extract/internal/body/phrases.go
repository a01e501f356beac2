package body

import (
	"strings"
	"sync"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Phrases that a page puts around or into a text, in many languages. They are
// compared with a line's letters, so punctuation and case do not matter.

// phrases gives a table of openings, found by their first word. It is made when it is first looked
// into: a program that extracts nothing starts sooner.
type phrases func() wording.Table[[]string]

func phraseTable(lines string) phrases {
	return sync.OnceValue(func() wording.Table[[]string] {
		p := map[string][]string{}
		for line := range strings.Lines(lines) {
			for f := range strings.SplitSeq(line, "|") {
				if f = wording.Letters(f); f != "" {
					first, _, _ := strings.Cut(f, " ")
					p[first] = append(p[first], f)
				}
			}
		}
		return wording.NewTable(p)
	})
}

// opens is the length of the longest phrase that plain text, as letters makes it,
// begins with; 0 if there is none.
func (p phrases) opens(plain string) int {
	longest := 0
	for _, f := range p().Of(firstWord(plain)) {
		if len(f) > longest && strings.HasPrefix(plain, f) && (len(plain) == len(f) || plain[len(f)] == ' ') {
			longest = len(f)
		}
	}
	return longest
}

func firstWord(plain string) string {
	if i := strings.IndexByte(plain, ' '); i >= 0 {
		return plain[:i]
	}
	return plain
}

// opensUncounted is what opens gives of text without its numbers, and how long that is; 0
// where it does not open with any of the phrases.
func (p phrases) opensUncounted(plain string) (opened, size int) {
	rest := plain
	first := firstWord(rest)
	for isNumeral(first) {
		rest = strings.TrimPrefix(rest[len(first):], " ")
		first = firstWord(rest)
	}
	if p().Of(first) == nil {
		return 0, 0
	}
	words := withoutNumbers(plain)
	return p.opens(words), len(words)
}

// whole says whether plain text is one of the phrases and nothing else.
func (p phrases) whole(plain string) bool { return plain != "" && p.opens(plain) == len(plain) }

// endings head what follows an article.
var endings = phraseTable(`
related articles | related posts | related stories | related content | related news | related topics | related coverage | related reading | related links | related products | customers also viewed | customers also bought | people also viewed | people who viewed this item also viewed | similar items | similar products | similar jobs | similar roles | similar positions | similar vacancies | related jobs | other jobs | more jobs | jobs like this | hot network questions | related questions | similar questions | similar questions asked | explore related items | recently viewed | complete the look | get the look | frequently bought together | you may also need | customer reviews | reviews | ratings and reviews | questions and answers | as seen on instagram | related
read next | read this next | up next | what to read next | more to read | further reading | recommended reading | recommended for you | recommended stories | recommended
you may also like | you might also like | you may also be interested in | you might also be interested in | you might like | you may like | also read | also on | see also
more from | more stories | more news | more articles | more on this topic | more on this story | more in | more like this | more posts | other articles | other stories | other posts
most read | most popular | most viewed | popular posts | popular articles | trending now | trending | top stories | latest news | latest stories | latest articles | latest posts | recent posts | recent articles | editors picks | around the web | from the web | from around the web | sponsored content | promoted stories | sponsored
about the author | about the authors | about author | about the writer | author bio | meet the author | written by
share this | share this article | share this post | share this story | share this page | share on | share via | share
leave a comment | leave a reply | post a comment | add a comment | add comment | join the conversation | join the discussion | comments | comment | reader comments | view comments | show comments | be the first to comment | start the conversation | discussion | conversation | responses
sign up for our newsletter | subscribe to our newsletter | get our newsletter | newsletter sign up | subscribe | stay connected | stay in touch | follow us | connect with us | keep in touch | stay up to date | get the latest
tags | topics | filed under | categories | category | post navigation | previous post | next post | previous article | next article | previous story | next story
end of article | advertisement | continue reading
how to cite | how to cite this article | cite this article | cite this as | recommended citation | suggested citation | zitiervorschlag | zitierweise | comment citer | pour citer cet article | cómo citar | como citar | come citare | jak cytować | как цитировать | для цитирования | цитирование | atıf | cara mengutip | 引用方式 | 引用本文
contact us | media contact | media contacts | press contact | press contacts | for more information contact
das könnte dir auch gefallen | ähnliche rezepte | ähnliche produkte | passende produkte | kunden kauften auch | ähnliche artikel | verwandte artikel | ähnliche stellen | ähnliche jobs | ähnliche stellenangebote | weitere stellenangebote | weitere jobs | ähnliche fragen | verwandte fragen | mehr zum thema | das könnte sie auch interessieren | das könnte dich auch interessieren | auch interessant | weitere artikel | weitere themen | lesen sie auch | meistgelesen | kommentare | kommentar | schreibe einen kommentar | kommentar schreiben | artikel teilen | teilen | schlagwörter | schlagworte | themen | über den autor | über die autorin | zum thema | weiterlesen | mehr aus | neueste artikel | beitrag teilen | newsletter | kontakt | ansprechpartner | ansprechpartnerin | pressekontakt | pressestelle | weitere informationen | weiterführende informationen | weiterführende links | weiterführender link | links zum thema | mehr themen | keine kommentare | kommentieren | schon gelesen | empfehlungen aus der redaktion | empfehlungen der redaktion | die redaktion empfiehlt | unsere empfehlungen für sie | empfohlene beiträge | aktuelle meldungen | weitere meldungen | weitere nachrichten | das könnte ihnen auch gefallen | das thema könnte dich auch interessieren | themen in diesem artikel | zur startseite | zurück zur übersicht | zurück | impressum
podobné nabídky | podobné inzeráty | podobné články | podobné pracovní nabídky | podobné ponuky | podobne oferty | podobne artykuły | hasonló állások | hasonló cikkek | oferte similare | articole similare | подобни обяви | подобни статии | похожие вакансии | похожие статьи | схожі вакансії | ተዛማጅ ዜናዎች | მსგავსი სიახლეები | მსგავსი სტატიები | նմանատիպ նյութեր
articles similaires | articles liés | offres similaires | emplois similaires | questions similaires | sur le même sujet | à lire aussi | lire aussi | à voir aussi | vous aimerez aussi | dans la même rubrique | commentaires | laisser un commentaire | partager | partager cet article | partagez | mots clés | les plus lus | plus d articles | à propos de l auteur | réagir | la rédaction vous conseille | la rédaction vous recommande | nos lecteurs ont lu ensuite | sur le même thème | contact presse | en savoir plus | pour aller plus loin | suivez nous | abonnez vous
artículos relacionados | noticias relacionadas | empleos similares | ofertas similares | preguntas relacionadas | te puede interesar | también te puede interesar | también te puede gustar | más noticias | más información | lo más leído | lo más visto | comentarios | deja un comentario | deja una respuesta | compartir | comparte | etiquetas | temas relacionados | relacionados | sobre el autor | le puede interesar | ver más | síguenos | siguenos | contacto | últimas noticias | seguir leyendo | temas | te recomendamos | la redacción recomienda | recomendado para ti
artigos relacionados | notícias relacionadas | vagas semelhantes | vagas parecidas | perguntas relacionadas | leia também | leia mais | veja também | veja mais | você pode gostar | você também pode gostar | posts relacionados | mais lidas | mais lidos | comentários | deixe um comentário | deixe uma resposta | deixe seu comentário | compartilhe | compartilhar | sobre o autor | relacionadas | continue lendo | saiba mais | a redação recomenda | recomendado para você
articoli correlati | leggi anche | offerte simili | domande correlate | potrebbe interessarti | potrebbe interessarti anche | ti potrebbe interessare | commenti | lascia un commento | condividi | altri articoli | i più letti | argomenti | notizie correlate | la redazione consiglia | consigliati per te
gerelateerde artikelen | lees ook | lees meer | meer over | reacties | reageer | deel dit artikel | meest gelezen | misschien vind je dit ook leuk | aanbevolen voor jou | aanraders van de redactie
powiązane artykuły | czytaj także | podobne oferty | podobne pytania | czytaj również | czytaj też | zobacz także | zobacz też | zobacz również | przeczytaj także | polecane | podobne artykuły | komentarze | dodaj komentarz | udostępnij | najczęściej czytane | tagi | źródło zdjęć | polecamy | redakcja poleca | polecane dla ciebie | więcej na temat
похожие статьи | похожие материалы | похожие вакансии | похожие вопросы | похожие записи | читайте также | читать также | смотрите также | читайте ещё | материалы по теме | по теме | другие новости | ещё по теме | комментарии | оставить комментарий | добавить комментарий | поделиться | теги | метки | популярное | самое читаемое | новости по теме | рекомендуем | вам может быть интересно | вас может заинтересовать | редакция рекомендует | выбор редакции | редакция советует
читайте також | схожі статті | коментарі | поділитися
související články | mohlo by vás zajímat | čtěte také | komentáře | diskuse | sdílet | súvisiace články | čítajte aj | diskusia
relaterade artiklar | läs också | läs mer | läs även | kommentarer | dela | relaterte artikler | les også | relaterede artikler | læs også | lue myös | kommentit | del
ilgili haberler | benzer haberler | ilginizi çekebilir | bunlar da ilginizi çekebilir | yorumlar | yorum yap | paylaş | etiketler | editörün seçtikleri | sizin için seçtiklerimiz
kapcsolódó cikkek | kapcsolódó hírek | olvassa el ezt is | ajánlott cikkek | legolvasottabb | ezek is érdekelhetik | hozzászólások | megosztás | címkék
articole similare | citește și | citiți și | comentarii | vezi și
σχετικά άρθρα | διαβάστε επίσης | διαβάστε ακόμη | σχόλια
संबंधित खबरें | संबंधित लेख | यह भी पढ़ें | ข่าวที่เกี่ยวข้อง | บทความที่เกี่ยวข้อง | artikel terkait | baca juga | berita terkait | komentar | bagikan | tin liên quan | bài viết liên quan | xem thêm | bình luận | chia sẻ
関連記事 | 関連ニュース | おすすめ記事 | あわせて読みたい | この記事をシェア | コメント | コメントを残す | 人気記事 | 最新記事 | 関連キーワード | 前の記事 | 次の記事 | タグ | シェアする | 関連リンク
相关阅读 | 相关新闻 | 相关文章 | 推荐阅读 | 延伸阅读 | 热门推荐 | 猜你喜欢 | 评论 | 发表评论 | 分享 | 上一篇 | 下一篇 | 责任编辑 | 相關新聞 | 相關文章 | 延伸閱讀 | 推薦閱讀 | 留言
관련기사 | 관련 기사 | 관련뉴스 | 댓글 | 인기기사 | 추천기사 | 많이 본 뉴스 | 주요뉴스 | 태그
مقالات ذات صلة | اقرأ أيضا | مواضيع ذات صلة | أخبار ذات صلة | التعليقات | شارك | مطالب مرتبط | اخبار مرتبط | برچسب ها
כתבות נוספות | תגובות | שתפו
متعلقہ عنوانات | متعلقہ خبریں | متعلقہ مضامین | اہم خبریں
`)

// reviewHeads head what buyers say of goods.
var reviewHeads = phraseTable(`bewertungen | kundenbewertungen | rezensionen | kundenrezensionen | kundenmeinungen | avis | avis clients | les avis | opiniones | opiniones de clientes | valoraciones | reseñas | avaliações | opiniões | recensioni | recensioni dei clienti | beoordelingen | klantbeoordelingen | opinie | opinie klientów | отзывы | отзывы покупателей | відгуки | recenze | hodnocení | recenzie | hodnotenia | vélemények | értékelések | recenzii | recenzije | κριτικές | αξιολογήσεις | değerlendirmeler | ürün değerlendirmeleri | ulasan | ulasan pembeli | đánh giá | รีวิว | omdömen | recensioner | anmeldelser | arvostelut | レビュー | カスタマーレビュー | 商品レビュー | 评价 | 商品评价 | 用户评价 | 評價 | 리뷰 | 상품평 | 구매후기 | التقييمات | المراجعات | ביקורות | חוות דעת | समीक्षाएं | रिव्यू`)

// discussions head what readers wrote, with their number before and the title behind:
// "4 thoughts on …".
var discussions = phraseTable(`thoughts on | thought on | responses to | response to | comments on | comment on | replies to | reply to | gedanken zu | gedanke zu | kommentare zu | kommentar zu | antworten auf | antworten zu | réflexions sur | réflexion sur | commentaires sur | commentaire sur | réponses à | réponse à | pensamientos sobre | comentarios en | comentarios sobre | comentario en | respuestas a | ideas sobre | comentários em | comentários sobre | respostas para | respostas a | pensieri su | commenti su | risposte a | reacties op | gedachten over | komentarze do | komentarzy do | комментариев к | комментария к | комментарий к | reaktioner på | svar på | svar til | kommentarer til | kommentarer om | hozzászólás a | yorum | 件のコメント`)

// counted are what readers wrote, as it is called behind its number.
var counted = phraseTable(`hozzászólás | komment | yorum | kommenttia | комментария | комментариев | комментарий | коментарі | коментарів | коментар | коментара | коментари | komentarze | komentarzy | komentarz | komentáře | komentářů | komentář | komentáre | komentárov | komentara | komentarjev | comentario | comentarios | comentário | comentários | commentaire | commentaires | commento | commenti | reactie | reacties | reaktion | reaktionen | kommentar | kommentare | kommentarer | comentarii | comentariu | de comentarii | σχόλιο | σχόλια | bình luận | komentar | ความคิดเห็น | 件のコメント | 条评论 | 則留言 | 개의 댓글 | תגובות | تعليقات | تعليق | نظر | टिप्पणियाँ | টি মন্তব্য | comment | comments | reply | replies | response | responses | tributes | condolences`)

// isDiscussion tells whether a text opens as what heads those does.
func isDiscussion(plain string) bool {
	opened, _ := discussions.opensUncounted(plain)
	return opened > 0
}

// asideLines are whole lines that are not text; or they open one with a colon
// after them.
var asideLines = phraseTable(`
advert | image of | photo of | slide of | min read | minute read | minutes read | mins read | read time min | reading time min | reading time minutes | reading time | estimated reading time minutes | min lesezeit | minuten lesezeit | lesezeit minuten | tempo de leitura minuto | tempo de leitura minutos | tempo de leitura min | temps de lecture min | temps de lecture minutes | lecture min | tiempo de lectura minutos | explore further | our standards | sponsored links | sponsored link | jump to recipe | print recipe | listen to this article | your browser does not support the video tag | your browser does not support the audio element | table of contents | contents | more | related | recommended | watch | watch now | video | videos | listen | trending | exclusive | follow | register | print | email | save | close | photo | photos | gallery | next | previous | play | comments | comment | reply | report | image | images | zoom | expand | caption | share | tweet | loading | ad | ads | advertising | sponsored | promoted | facebook | twitter | linkedin | pinterest | whatsapp | reddit | telegram | instagram | youtube | copy link | link copied | x | download | back to top | top | menu | search | home | login | log in | sign in | open | view | edit | updated | published | source | sources | tags | topics | credit | credits | note | in pictures | must read | check out | learn more | find out more | for more | read more | more info | details | most read | latest | news | opinion | analysis
tangazo | matangazo | oglas | оглас | reklaam | reklāma | auglýsing | iragarkia | hysbyseb | fógra | advertensie | რეკლამა | գովազդ | жарнама | ማስታወቂያ | ໂຄສະນາ | ကြော်ငြာ | ప్రకటన | ಜಾಹೀರಾತು | പരസ്യം | જાહેરાત | ਇਸ਼ਤਿਹਾਰ | اشتہار | آگهی |
विज्ञापन | जाहिरात | বিজ্ঞাপন | விளம்பரம் | โฆษณา | 広告 | 广告 | 廣告 | 광고 | إعلان | تبلیغات | פרסומת | διαφήμιση | hirdetés | mainos | annons | annonce | advertentie | pubblicità | reklame | iklan | quảng cáo | реклама | inzerce
titelbild | titelfoto | aufmacherbild | bildnachweis | bildquelle | bildquellen | fotocredit | kategorie | kategorien | quelle | quellen | πηγή | kaynak | zdroj | forrás | bron | kilde | lähde | källa | джерело | 来源 | 來源 | 出典 | 引用元 | 参照元 | 资料来源 | 資料來源 | 출처 | المصدر | מקור | स्रोत | nguồn | sumber | sursa | izvor | извор | schlagworte | stichworte | autor | redaktion | crédits photos | crédit photo | crédits | fuente | fuentes | fonte | źródło | źródła | источник | video | newsletter | anzeige | werbung | teilen | drucken | publicité | partager | imprimer | publicidad | compartir | imprimir | publicidade | pubblicità | condividi | reklama | udostępnij | реклама | фото | видео | поделиться | annons | reklam | hirdetés | διαφήμιση | iklan | quảng cáo | 広告 | 广告 | 광고 | 사진 | إعلان | פרסומת | inzerce | mainos | annonse | advertentie | dalszy ciąg | haberin devamı | 原标题 | 原標題 | 原题 | لمشاركة الخبر | شارك الخبر | شارك المقال | لینک کوتاه | short link | لفتح الرابط | halaman selanjutnya | halaman berikutnya | 写真を拡大 | 画像を拡大 | 拡大する | 拡大画像を見る | 资料图 | 資料圖 | 关键词 | 關鍵詞 | ที่มา | ขอบคุณภาพจาก | ภาพจาก | từ khóa | từ khoá | לפנייה לכתב | לפנייה לכתב ת | לפניה לכתב | šaltinis | allikas | avots | vir | ஆதாரம் | நன்றி | সূত্র | بشکریہ | ماخذ | منبع | మూలం | ഉറവിടം | iturria | burimi | mənbə | дереккөз | წყარო | աղբյուր | oprac | rätta artikel | rapportera fel
`)

// abouts head a paragraph about the company or person behind a text.
var abouts = phraseTable(`about | über | à propos de | à propos d | a propos de | acerca de | sobre | chi è | informazioni su | over | o firmie | o nas | о компании | om | tietoja | hakkında | notes to editors | press contact | forward looking statements | boilerplate`)

// calls ask the reader to do something for the paper.
var calls = phraseTable(`sign up | subscribe | follow | join | register | download | click here | get our | get the latest | support | donate | like us | check out | read the | read more | visit | contact | email | call | order | buy | book | vereinbaren sie | jetzt | melden sie sich | abonnieren sie | folgen sie | abonnez vous | inscrivez vous | suivez | suscríbete | síguenos | regístrate | assine | inscreva se | siga | iscriviti | seguici | подпишитесь | подписывайтесь | zapisz się | subskrybuj`)

// shopLines are the labels around the goods of a shop or the entries of a list.
var shopLines = phraseTable(`
add to cart | add to bag | add to basket | add to wishlist | add to favorites | add to favourites | add to compare | quick view | quick shop | quick add | quick buy | buy now | shop now | shop all | view details | see details | view product | view all | see all | see more | show more | load more | view more | read more | learn more | more info | more details | details | sort by | sort | sort options | filter | filters | filter by | clear all | clear | apply | reset | view | view as | view options | grid | list | sold out | out of stock | in stock | low stock | coming soon | notify me | new | new arrival | sale | on sale | best seller | bestseller | top rated | hot | regular price | sale price | unit price | unit price per | price | from | usd | eur | gbp | save | off | compare | wishlist | choose options | select options | select size | size guide | size chart | free shipping | shipping | reviews | review | ratings | stars | out of stars | out of | items | item | results | result | products | product | showing of | showing of products | showing of results | showing of items | page | page of | next | previous | loading | featured | best selling | alphabetically a z | alphabetically z a | price low to high | price high to low | date old to new | date new to old | relevance | quantity | qty | increase quantity | decrease quantity | decrease quantity for | checkout | your cart is empty | continue shopping | share | close | menu | search | back | skip to content | skip to main content | default title | color | colour | colors | colours | size | sizes | write a review | ask a question | leave a review | download | play video | watch video | see it in action | enroll now | get started | request a demo | contact us | contact sales | book a demo | sign up | sign up free | sign up for free | log in | try it free | try for free | start free trial | free trial | book now | apply now | register | get a quote
in den warenkorb | jetzt kaufen | mehr erfahren | zum produkt | sortieren | filtern | ausverkauft | auf lager | ajouter au panier | acheter | trier par | filtrer | voir plus | añadir al carrito | añadir a la cesta | comprar | ordenar por | filtrar | ver más | agotado | adicionar ao carrinho | comprar agora | aggiungi al carrello | ordina per | in winkelwagen | dodaj do koszyka | в корзину | купить | カートに入れる | 加入购物车
in den einkaufswagen | auf die merkliste | auf den merkzettel | zur wunschliste | vergleichen | schnellansicht | mehr anzeigen | alle anzeigen | alle ansehen | mehr laden | details ansehen | zum angebot | weiterlesen | kostenloser versand | bewertungen | bewertung schreiben | größe auswählen | größentabelle | filter zurücksetzen | nur noch wenige auf lager | ajouter aux favoris | ajouter à la liste de souhaits | comparer | aperçu rapide | voir le produit | voir tout | tout voir | afficher plus | en savoir plus | rupture de stock | en rupture | en rupture de stock | épuisé | en stock | livraison gratuite | écrire un avis | guide des tailles | réinitialiser | añadir a favoritos | añadir a la lista de deseos | comparar | vista rápida | ver producto | ver todo | ver todos | cargar más | leer más | más información | en stock | envío gratis | escribir una reseña | guía de tallas | limpiar filtros | agregar al carrito | adicionar aos favoritos | adicionar à lista de desejos | visualização rápida | ver produto | ver tudo | ver mais | carregar mais | saiba mais | saber mais | esgotado | em estoque | frete grátis | portes grátis | avaliar produto | limpar filtros | guia de tamanhos | aggiungi ai preferiti | aggiungi alla lista dei desideri | confronta | anteprima | vedi prodotto | vedi tutti | mostra altri | carica altri | scopri di più | esaurito | disponibile | spedizione gratuita | scrivi una recensione | guida alle taglie
toevoegen aan winkelwagen | op verlanglijst | vergelijken | bekijk product | bekijk alles | toon meer | meer laden | lees meer | uitverkocht | op voorraad | gratis verzending | schrijf een beoordeling | maattabel | dodaj do ulubionych | dodaj do porównania | porównaj | szybki podgląd | zobacz produkt | zobacz wszystkie | pokaż więcej | wczytaj więcej | dowiedz się więcej | pokaż telefon | wyprzedane | dostępny | darmowa dostawa | napisz opinię | tabela rozmiarów | wyczyść filtry | do koszyka | lägg i varukorgen | lägg till i varukorg | köp | jämför | visa mer | visa alla | ladda fler | läs mer | slutsåld | i lager | fri frakt | skriv en recension | storleksguide | rensa filter | legg i handlekurv | kjøp | vis mer | vis alle | les mer | utsolgt | på lager | læg i kurv | tilføj til kurv | køb | vis mere | læs mere | udsolgt | lisää ostoskoriin | osta | vertaa | näytä lisää | näytä kaikki | lue lisää | loppuunmyyty | varastossa | lisää kalenteriin | kirjoita arvostelu | do košíku | přidat do košíku | koupit | porovnat | zobrazit více | zobrazit vše | načíst další | vyprodáno | skladem | doprava zdarma | napsat recenzi | pridať do košíka | kúpiť | zobraziť viac | kosárba | kosárba teszem | vásárlás | továbbiak betöltése | elfogyott | raktáron | adaugă în coș | cumpără | vezi mai mult | vezi detalii | stoc epuizat | în stoc | sepete ekle | satın al | hemen al | karşılaştır | daha fazla göster | tümünü gör | tükendi | stokta | ücretsiz kargo | yorum yaz
добавить в корзину | в избранное | сравнить | быстрый просмотр | показать ещё | показать еще | показать все | подробнее | нет в наличии | в наличии | бесплатная доставка | написать отзыв | оставить отзыв | показать телефон | сбросить | додати в кошик | купити | порівняти | показати ще | детальніше | немає в наявності | в наявності | προσθήκη στο καλάθι | αγορά | σύγκριση | περισσότερα | εξαντλημένο | σε απόθεμα | διαθέσιμο | tambah ke keranjang | beli sekarang | bandingkan | lihat semua | lihat detail | stok habis | gratis ongkir | thêm vào giỏ hàng | mua ngay | so sánh | xem thêm | xem tất cả | hết hàng | còn hàng | หยิบใส่ตะกร้า | เพิ่มลงตะกร้า | สั่งซื้อ | ซื้อเลย | ดูเพิ่มเติม | สินค้าหมด | カートに追加 | カートへ | お気に入りに追加 | 比較する | もっと見る | すべて見る | 在庫あり | 在庫切れ | 売り切れ | 送料無料 | 立即购买 | 加入收藏 | 查看更多 | 查看详情 | 已售罄 | 有货 | 加入購物車 | 立即購買 | 장바구니 | 장바구니 담기 | 구매하기 | 바로구매 | 더보기 | 전체보기 | 품절 | 무료배송 | أضف إلى السلة | إضافة إلى السلة | اشتر الآن | عرض المزيد | اقرأ المزيد | نفدت الكمية | متوفر | شحن مجاني | افزودن به سبد خرید | ناموجود | הוסף לסל | הוספה לסל | קנה עכשיו | אזל מהמלאי | कार्ट में जोड़ें | अभी खरीदें | और देखें
`)

// stamps open a line that says when a text was published.
var stamps = phraseTable(`published | updated | posted | last updated | last modified | last changed | last edited | last reviewed | first published | modified | created | issued | date | juttua korjattu | juttua päivitetty | artikkelia päivitetty | artiklen er opdateret | saken er oppdatert | artikeln uppdaterades | veröffentlicht | aktualisiert | stand | zuletzt aktualisiert | zuletzt geändert | erstellt | publié | mis à jour | publicado | actualizado | atualizado | pubblicato | aggiornato | gepubliceerd | bijgewerkt | opublikowano | aktualizacja | data publikacji | опубликовано | обновлено | дата | 编辑于 | 发布于 | 修改于 | 更新于 | 編輯於 | 發布於 | 作成日 | 更新日 | 投稿日 | 작성일 | 수정일 | 最后更新 | 最後更新 | 最終更新 | 마지막 업데이트 | последнее изменение | последнее обновление | última actualización | última atualização | dernière mise à jour | dernière modification | ultimo aggiornamento | ultima modifica | laatst bijgewerkt | laatst gewijzigd | ostatnia aktualizacja | senast uppdaterad | sist oppdatert | sidst opdateret | viimeksi päivitetty | naposledy upraveno | posledná úprava | utoljára frissítve | ultima actualizare | son güncelleme | terakhir diperbarui | cập nhật lần cuối | letzte änderung | letzte aktualisierung | publicerad | uppdaterad | yayınlanma | güncelleme`)

// signOffs open the last lines of a text, about its author or its paper.
var signOffs = phraseTable(`
in collaborazione con | in kooperation mit | in zusammenarbeit mit | en colaboración con | em parceria com | em colaboração com | en partenariat avec | en collaboration avec | in samenwerking met | i samarbete med | i samarbejde med | i samarbeid med | yhteistyössä | we współpracy z | ve spolupráci s | együttműködésben | in partnership with | sponsored by | presented by
follow | email | have a tip | got a tip | contact | reach | write to | send your letters | send your letter | letters to the editor | letters should be | you can follow | you can reach | originally published | this article originally appeared | this article was originally | this story originally appeared | this post originally appeared | this story was originally | this article first appeared | this post was originally | first published | for more | click here | sign up | subscribe | more ap | copyright | all rights reserved | updated | last updated | published | disclaimer | disclosure | the views expressed | the opinions expressed | image credit | photo credit | photo by | photos by | photographs by | illustration by | illustrations by | pictures by | image by | photo courtesy | featured image | header image | feature image | cover image | photograph by | photography by | about | thanks for reading | comment below | let us know | let me know | tell us | what do you think | do you have | share your | this article contains affiliate | as an amazon associate | join | download | visit | read the original | read the full | see also | read also | related | source | sources | via | tags | filed under | posted in | more from | more on
all rights | alle rechte | tous droits | todos los derechos | todos os direitos | tutti i diritti | alle rechten | wszelkie prawa | все права | всі права | všechna práva | všetky práva | minden jog | toate drepturile | tüm hakları | hak cipta | impressum | imprint | aviso legal | mentions légales | 版权所有 | 版權所有 | 無断転載 | 责任编辑 | 責任編輯
autor | text | foto | fotos | quelle | bild | folgen sie | mehr zum thema | kontakt | weitere informationen | source | photo | crédit photo | suivez | fuente | foto | síguenos | fonte | autor | redação | zdjęcie | źródło | fot | autor | фото | источник | автор | текст | подписывайтесь | conforme a los criterios de | conforme a los criterios
`)

// asides are lines that send the reader elsewhere from inside a text: those that may
// begin a sentence too, and noteLines.
var asides = phraseTable(leadLines + noteRows)

// noteLines are no sentences of a text, whatever follows: of ads, of what is quoted from
// other sites, of what a link earns.
var noteLines = phraseTable(noteRows)

const leadLines = `
read more | read also | also read | read next | read this | see more | see also | see related | more on this | related article | related articles | related story | related stories | related post | related posts | related content | related coverage | related video | don t miss | dont miss | watch video | in case you missed it | further reading | you may also like | you might also like | check out our | click here | click to | keep reading | continue reading | popular on | editor s pick
sign up | subscribe | subscribe to | get the latest | get our | get breaking | join our | join us | follow us | like us | download our | download the | stay up to date | stay informed | support our | support us | donate | become a | get updates | get the | never miss | want more | have a tip | got a tip | send us | contact us | email us
share this | share on | pin it | copy link | listen to this article | gift article | view gallery | view comments | advertiser disclosure | enlarge | click to enlarge | show more | view more | view all
zum newsletter anmelden | newsletter abonnieren | den artikel mit anderen teilen | gefällt dir | gefällt ihnen | schon gelesen | das könnte | passend dazu | hier weiterlesen | lesen sie mehr | mehr erfahren | zum artikel | siehe auch | lesen sie auch | lies auch | mehr zum thema | mehr dazu | auch interessant | auch lesenswert | lesen sie hier | weiterlesen | jetzt abonnieren | hier geht es | mehr lesen | zum thema
lire aussi | à lire aussi | à lire | lire la suite | voir aussi | à voir aussi | publicité | abonnez vous | inscrivez vous | la suite après la publicité | en savoir plus | sur le même sujet
lea también | lee también | leer más | te puede interesar | también puedes leer | ver también | ver más | más información | publicidad | suscríbete | síguenos | mira también | mirá también | leé también | seguí leyendo | podés leer | te recomendamos | puedes leer | lea además | también te puede interesar | sigue leyendo
leia também | leia mais | veja também | veja mais | saiba mais | confira também | publicidade | continua após a publicidade | inscreva se | você pode gostar | clique aqui
leggi anche | leggi di più | leggi tutto | vedi anche | pubblicità | iscriviti | guarda anche | continua a leggere
lees ook | lees meer | lees verder | bekijk ook | advertentie | meer over
czytaj także | czytaj również | czytaj też | czytaj więcej | zobacz także | zobacz też | zobacz również | przeczytaj także | przeczytaj też
читайте также | читать также | читать далее | смотрите также | читайте ещё | подробнее | реклама | подписывайтесь | подпишитесь | по теме | материалы по теме | поделиться
читайте також | реклама
čtěte také | mohlo by vás zajímat | čítajte aj | prečítajte si | viac k téme
läs också | läs mer | läs även | les også | læs også | lue myös | lue lisää
kövessen minket | kövess minket | iratkozzon fel | sledujte nás | obserwuj nas | śledź nas | urmărește ne | urmăriți ne | bizi takip edin | seuraa meitä | följ oss | følg oss | volg ons | ακολουθήστε μας | підписуйтесь | підписуйтеся | следите за нами | theo dõi chúng tôi | ikuti kami | تابعونا | עקבו אחרינו | seguici su | siga nos | suivez nous
ayrıca bakınız | ilgili haber | devamını oku | bunlar da ilginizi çekebilir
olvasta már | kapcsolódó | související | súvisiace | powiązane | свързани | slični članci | povezano | повезано | seotud lood | hirdetés
citește și | citiți și | vezi și | publicitate
διαβάστε επίσης | διαβάστε ακόμη | διαφήμιση
soma zaidi | soma pia | tazama pia | preberite tudi | lasi arī | lasiet arī | həmçinin oxuyun | shuningdek o qing | сондай ақ оқыңыз | ასევე წაიკითხეთ | წაიკითხეთ აგრეთვე | կարդացեք նաև | basahin din | ler tamén | le tamén | lesa meira | lesið einnig | darllenwch hefyd | gweler hefyd | ተጨማሪ ያንብቡ | អានបន្ថែម | ອ່ານຕໍ່ | baca juga | lihat juga | simak juga | simak video | saksikan video | tonton video | tonton juga | xem thêm | quảng cáo | đọc thêm
シェアする | この記事をシェア | 関連記事 | あわせて読みたい | 続きを読む | 広告 | スポンサーリンク | おすすめ記事
分享到 | 分享至 | 分享給 | 转发到 | 相关阅读 | 相关新闻 | 推荐阅读 | 延伸阅读 | 广告 | 點擊 | 延伸閱讀
관련기사 | 관련 기사 | 광고 | 사진
اقرأ أيضا | اقرأ أيضاً | اقرأ أيضًا | اقرأ ايضا | اقرأ المزيد | شاهد أيضا | شاهد أيضًا | إقرأ أيضا | إعلان | بیشتر بخوانید | همچنین بخوانید
פרסומת | קראו גם
यह भी पढ़ें | ये भी पढ़ें | इसे भी पढ़ें | यह भी देखें | यह भी जानें | और पढ़ें | आगे पढ़ें | संबंधित खबरें | हे पण वाचा | हेही वाचा | आणखी वाचा | यो पनि पढ्नुहोस् | আরও পড়ুন | আরো পড়ুন | மேலும் படிக்க | இதையும் படியுங்கள் | இதையும் படிக்க | ఇది కూడా చదవండి | ఇవి కూడా చదవండి | ಇದನ್ನೂ ಓದಿ | ഇതും വായിക്കുക | ഇതും വായിക്കൂ | આ પણ વાંચો | ਇਹ ਵੀ ਪੜ੍ਹੋ | یہ بھی پڑھیں | مزید پڑھیں | อ่านเพิ่มเติม | อ่านต่อ | ข่าวที่เกี่ยวข้อง | อ่านข่าว | อ่านข่าวที่เกี่ยวข้อง | pročitajte i | pročitajte još | прочитајте још | прочитајте и | taip pat skaitykite | skaitykite taip pat | loe ka | loe lisaks | lasiet arī | llegeix també | llegiu també | irakurri ere | lestu einnig | lexoni edhe | lexo edhe | lexo gjithashtu | lexoni gjithashtu | čítajte viac | čítajte tiež | čítajte aj | прочитајте исто | прочитај повеќе | oxuyun | קראו עוד | לקריאה נוספת | още по темата | вижте още | прочетете още | прочетете също | 点击进入专题 | 点击进入 | 點擊進入 | 返回搜狐
`

const noteRows = `
view this post on | view this profile on | view this photo on | view on | see this post on | show this thread | copy link to post | read the full conversation on | watch on | a post shared by | a post by | sieh dir diesen beitrag auf | diesen beitrag auf | voir cette publication sur | voir ce post sur | ver esta publicación en | ver esta foto en | ver essa foto no | ver esta publicação no | visualizza questo post su | dit bericht op instagram bekijken | dit bericht bekijken op | wyświetl ten post na | посмотреть эту публикацию в | переглянути цей допис в | bu gönderiyi | visa det här inlägget på | vis dette innlegget på | se opslag på | zobrazit příspěvek na | lihat postingan ini di | इस पोस्ट को | この投稿を | 在 instagram 查看 | 이 게시물을 | عرض هذا المنشور
we may earn | we earn a commission | we may receive a commission | we may get a commission | prices may change | prices correct at | prices at time of | affiliate link | affiliate links | this page contains affiliate | this post contains affiliate | als amazon partner | wir erhalten eine provision | mit sternchen | affiliate links auf | nous pouvons percevoir une commission | nous touchons une commission | liens affiliés | podemos ganar una comisión | podemos recibir una comisión | enlaces de afiliado | podemos receber uma comissão | potremmo ricevere una commissione | możemy otrzymać prowizję | мы можем получить комиссию
unsubscribe | view in browser | view in your browser | view this email | view online | manage preferences | update your preferences | abmelden | im browser ansehen | newsletter abbestellen | se désabonner | se désinscrire | voir dans le navigateur | darse de baja | ver en el navegador | ver no navegador | cancelar inscrição | disiscriviti | visualizza nel browser | uitschrijven | bekijk in browser | avregistrera dig | visa i webbläsaren
advertisement | article continues below | story continues below | story continues | article continues | continue reading below | scroll to continue | continued below | paid content
`
