package people

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// bylineWords begin a byline; behind them stand the names. A line a language or a few.
// Words that are names elsewhere (Per, Theo, Nina) stand here with a colon only.
var bylineWords = wording.List(`author, |as told to|as told to:|autor, |autora, |автор, |yazan, |مصنف, |लेखक, |লেখক, |penulis, |by|by:|by the|from|written by|written|words by|words:|story by|article by|text by|text:|text and photos by|words and photos by|words and pictures by|story and photos by|a post by|guest post by|post by|posted by|published by|created by|submitted by|authored by|authored:|compiled by|contributed by|
	report by|reported by|reporting by|a report by|an analysis by|analysis by|opinion by|commentary by|column by|an essay by|essay by|interview by|interview:|review by|reviewed by|edited by|author|author:|authors:|author(s):|autor/a|autora/or|autores/as|autores/as:|autor/es|auteur/autrice|auteurs/autrices|auteur-e-s|auteur·ice·s|writer:|reporter:|reporter|journalist:|correspondent:|
	von|von:|vom|gespeichert von|eingereicht von|eingestellt von|erstellt von|von unserem korrespondenten|von unserer korrespondentin|von unserem mitarbeiter|von unserer mitarbeiterin|von unserem reporter|von unserer reporterin|von unserem redaktionsmitglied|ein beitrag von|ein artikel von|ein bericht von|ein kommentar von|ein gastbeitrag von|eine analyse von|eine reportage von|ein essay von|ein interview von|bericht von|reportage von|analyse von|essay von|gastbeitrag von|kommentar von|interview von|pressemitteilung von|geschrieben von|verfasst von|erstellt von|aufgezeichnet von|text von|text und fotos von|text & fotos:|text und fotos:|text und bilder:|text/fotos:|
	autorin/autor|autor/autorin|autor:|autorin:|autoren|autoren:|autor/in:|autor/-in:|autor*in:|autor:in:|autor_in:|autorinnen:|autorinnen|autor/innen|autor/innen:|autor:innen|autor*innen|autor_innen|autorinnen und autoren|autor:innen:|verfasser|verfasser:|verfasserin:|redaktion:|bericht:|reportage:|recherche:|protokoll:|autor|
	par|par:|créé par|soumis par|proposé par|ajouté par|mis en ligne par|par notre correspondant|par notre correspondante|par notre envoyé spécial|par notre envoyée spéciale|de notre correspondant|de notre correspondante|texte :|texte:|textes :|textes:|texte et photos :|texte et photos:|texte de|un texte de|écrit par|rédigé par|publié par|posté par|propos recueillis par|article de|un article de|reportage de|un reportage de|enquête de|une enquête de|une chronique de|chronique de|analyse de|une analyse de|entretien réalisé par|auteur:|auteur :|auteurs:|auteurs :|auteure :|autrice :|journaliste :|journaliste:|
	por|por:|enviado por|publicada por|postada por|escrita por|submetido por|postado por|subido por|creado por|criado por|escrito por|publicado por|elaborado por|redactado por|texto:|texto y fotos:|texto y fotos de|texto de|un texto de|reportaje de|un reportaje de|crónica de|una crónica de|análisis de|un análisis de|entrevista de|una entrevista de|escribe|escribe:|escriben|escriben:|firma:|autora:|autores:|autores|periodista:|redactor:|redactora:|
	reportagem de|reportagem:|reportagem por|uma reportagem de|texto e fotos:|matéria de|matéria:|crónica:|entrevista:|jornalista:|repórter:|autor(a):|redação:|uma análise de|
	di|di:|inviato da|inserito da|postato da|a cura di|scritto da|pubblicato da|testo di|testo:|testo e foto di|testi di|testi:|articolo di|un articolo di|servizio di|reportage di|intervista di|un'intervista di|analisi di|autore:|autrice:|dal nostro inviato|dalla nostra inviata|dal nostro corrispondente|dalla nostra corrispondente|
	door|door:|gemaakt door|aangemaakt door|ingediend door|ingezonden door|verstuurd door|geplaatst door|door onze verslaggever|door onze verslaggeefster|door onze correspondent|door onze redacteur|van onze verslaggever|van onze correspondent|geschreven door|gepubliceerd door|een artikel van|een analyse van|tekst en foto's:|tekst:|auteur|verslaggever:|redacteur:|journalist|deur|deur:|geskryf deur|skrywer:|
	av|av:|skapad av|opprettet av|oprettet af|skickades av|inskickad av|sendt inn av|indsendt af|skriven av|publicerad av|text och foto:|text & foto:|text och bild:|text av|en text av|artikel av|krönika av|reportage av|författare:|af|af:|skrevet av|skrevet af|tekst|tekst av|tekst af|tekst og foto:|artikel af|en artikkel av|artikkel av|forfatter:|eftir|eftir:|höfundur:|texti:|
	kirjoittanut|lähettänyt|lähettänyt:|kirjoittaja:|kirjoittajat:|toimittaja:|teksti:|teksti ja kuvat:|teksti|kirjutas|tekst ja fotod:|
	autorka:|wysłane przez|opublikowane przez|dodane przez|autorzy:|autor tekstu:|autor artykułu:|napisał|napisała|opublikował|opublikowała|opracował|opracowała|opracowanie:|oprac.|oprac|opr.|przygotował|przygotowała|rozmawiał|rozmawiała|relacja:|dodał|dodała|przez|przez:|dziennikarz:|dziennikarka:|tekst i zdjęcia:|
	napsal|vložil|vložila|odoslal|napsala|napísal|napísala|připravil|připravila|pripravil|pripravila|redaktor:|redaktorka:|text a foto:|reportér:|reportérka:|autoři:|autori:|
	szerző:|beküldte|beküldte:|szerző|szerzők:|írta:|írta|szöveg:|újságíró:|riporter:|riport:|készítette:|de|de:|scris de|scris de:|trimis de|publicat de|redactat de|articol de|un articol de|text de|
	piše:|piše|pišu:|razgovarao:|razgovarala:|razgovarao|razgovarala|razgovor vodio|razgovor vodila|разговарао|разговарала|intervju vodio|intervju vodila|autorica:|napisao|napisala|novinar:|novinarka:|avtor:|avtorica:|besedilo:|napisal|пише:|пишу:|аутор:|новинар:|написао|пишува:|автор:|автор|авторка:|авторы:|автори:|текст:|текст|репортер:|написа|
	корреспондент:|отправлено|отправил|отправила|опубликовал|опубликовала|опублікував|надіслав|журналист:|репортаж:|автор текста:|автор статьи:|подготовил|подготовила|подготовил:|подготовила:|подготовили|беседовал|беседовала|записал|записала|материал подготовил|материал подготовила|кореспондент:|журналіст:|журналістка:|підготував|підготувала|розмовляв|розмовляла|аўтар:|тэкст:|
	του|της|των|από|από τον|από την|του:|της:|γράφει ο|υποβλήθηκε από|αναρτήθηκε από|γράφει η|γράφουν οι|γράφει:|κείμενο:|ρεπορτάζ:|συντάκτης:|συντάκτρια:|επιμέλεια:|αρθρογράφος:|συνέντευξη:|
	haber:|gönderen|gönderen:|ekleyen:|haber|yazan:|yazar:|yazı:|yazarı:|muhabir:|röportaj:|hazırlayan:|kaleme alan:|metin:|haberi yazan:|müəllif:|hazırladı:|yazdı:|
	oleh|dikirim oleh|dikirim|diposting oleh|đăng bởi|oleh:|penulis:|penulis|ditulis oleh|disusun oleh|laporan:|wartawan:|pewarta:|jurnalis:|kontributor:|teks:|isinulat ni|ulat ni|tác giả:|tác giả|bài:|bài và ảnh:|viết bởi|phóng viên:|thực hiện:|imeandikwa na|mwandishi:|
	autorius:|autorė:|parašė|tekstas:|autors:|autore:|teksts:|shkruan:|shkroi|nga:|escrit per|testua:|egilea:|scríofa ag|awdur:|ysgrifennwyd gan|kitba ta'|ავტორი:|ავტორი|ტექსტი:|ესაუბრა|հեղինակ՝|հեղինակ:|мәтін:|зохиогч:|сурвалжлагч:|
	بقلم|بقلم:|كتب|كتب:|كتبت|كتبت:|كتبه:|الكاتب:|الكاتبة:|المؤلف:|تقرير:|تقرير|إعداد:|إعداد|مراسل:|المراسل:|المحرر:|تحرير:|بواسطة|بواسطة:|نشر بواسطة|نص:|حوار:|حاورته:|حاوره:|أجرى الحوار:|تحقيق:|
	نویسنده:|نویسنده :|نویسنده|به قلم|به قلم:|نوشته|نوشته:|گزارش:|گزارش از|گزارش از:|گزارشگر:|خبرنگار:|تهیه و تنظیم:|توسط|توسط:|تحریر:|مصنف:|رپورٹ:|نامہ نگار:|قلمکار:|لیکوال:|نووسەر:|
	מאת|מאת:|נכתב על ידי|נכתב על ידי:|על ידי|כתב:|כתבת:|כתבה:|כתב/ה:|כותב:|כותבת:|מחבר:|מחברת:|דיווח:|
	लेखक:|लेखक|लेखक :|लेखिका:|लेखन:|द्वारा|द्वारा:|द्वारा लिखित|रिपोर्ट:|रिपोर्ट :|रिपोर्टर:|संवाददाता:|पत्रकार:|प्रतिनिधि:|लेख:|लिखा:|written by :|লেখক:|লেখা:|লিখেছেন|লিখেছেন:|প্রতিবেদক:|প্রতিবেদন:|রিপোর্ট:|
	எழுதியவர்:|எழுதியவர்|ஆசிரியர்:|செய்தியாளர்:|கட்டுரை:|రచయిత:|రచన:|వ్యాసం:|రిపోర్టర్:|ಲೇಖಕರು:|ಲೇಖಕ:|ಬರಹ:|ವರದಿ:|വരഹ:|എഴുതിയത്:|ലേഖകൻ:|റിപ്പോർട്ട്:|લેખક:|ਲੇਖਕ:|ලේඛක:|
	ដោយ|ដោយ៖|ដោយ:|អត្ថបទដោយ|អត្ថបទដោយ៖|អ្នកនិពន្ធ៖|អ្នកនិពន្ធ:|ໂດຍ|ໂດຍ:|ຂຽນໂດຍ|ຂຽນໂດຍ:|ရေးသားသူ|ရေးသားသူ:|ရေးသူ|ရေးသူ:|
	โดย|โดย:|โดย :|เรื่อง:|เรื่อง :|เรื่องและภาพ:|ผู้เขียน:|เขียนโดย|รายงานโดย|ผู้สื่อข่าว:|นักข่าว:|
	文：|文:|文/|文／|文｜|文丨|文＝|文=|文・|取材・文：|取材・文:|取材・文/|取材・文／|取材・文＝|取材・文・|文・写真：|文・写真|執筆：|執筆:|執筆者：|執筆／|著者：|著者:|著：|筆者：|記者：|記者:|記者|記者／|ライター：|ライター:|構成：|構成／|聞き手：|聞き手・|聞き手＝|担当：|寄稿：|
	作者：|作者:|作者/|作者／|作者丨|作者|撰文：|撰文:|撰文/|撰文|撰稿：|撰稿:|撰稿人：|记者：|记者:|记者|本报记者|本报记者：|本刊记者|本报讯记者|特约记者|采写：|采写|采访：|採訪：|採訪撰文：|報導：|報道：|报道：|執筆|执笔|执笔：|执笔:|
	글:|글|글 :|글쓴이:|글·사진|글·사진:|글, 사진|취재:|취재·글|기자:|기자명|기자명:|기자|작성자:|작성자|필자:|저자:`)

// photoWords begin what names others than the authors: those who took the pictures.
var photoWords = wording.Index(wording.List(`photo:|photos:|photo by|photos by|photograph by|photographs by|photography by|photography:|photographs:|photographer:|picture:|pictures:|picture by|pictures by|image:|images:|images by|illustration:|illustrations:|illustration by|illustrations by|illustrated by|picha:|picha na|graphic:|graphics:|graphics by|video:|videos:|vídeo:|vídeos:|video by|videos by|visuals by|produced by|
	foto:|foto |fotos:|fotos |beeld:|beeld |bild |foto von|fotos von|foto's:|foto’s:|foto's |foto’s |foto's van|foto’s van|foto van|fotografie:|fotograf:|fotografin:|bild:|bilder:|bilder von|grafik:|grafiken:|illustration von|illustrationen:|zeichnung:|zeichnungen:|kamera:|
	photo :|photos :|photo de|photos de|photographies de|photographies :|images de|illustration :|illustrations de|dessin :|dessins de|infographie :|vidéo :|vidéo de|crédit photo|
	foto de|fotos de|foto por|fotos por|fotografía de|fotografía:|fotografías:|fotografías de|fotografias:|fotografias de|fotografia di|fotografia:|fotografie di|foto di|foto a cura di|imágenes:|imagens:|ilustración:|ilustración de|ilustraciones de|ilustração:|ilustrações:|illustrazione di|illustrazioni di|illustrazioni:|
	foto av|foto af|bilder av|billeder:|kuva:|kuvat:|kuvat|kuvitus:|zdjęcia:|zdjęcie:|fot.|fot:|ilustracje:|fotky:|snímky:|borítókép:|kiemelt kép:|nyitókép:|fotó:|fotók:|fotók|fotografii:|fotografije:|snimio|snimila|снимио|снимила|фото:|фото |фотографии:|фотограф:|снимки:|снимка:|видео:|иллюстрации:|світлини:|
	φωτογραφίες:|φωτογραφία:|φωτό:|fotoğraf:|fotoğraflar:|kamera :|görsel:|ảnh:|ภาพ:|ภาพ :|ภาพโดย|写真：|写真:|写真・|写真＝|写真／|写真/|撮影：|撮影:|撮影・|撮影＝|撮影／|摄影：|摄影:|摄影/|摄影|攝影：|攝影:|攝影/|图：|图/|图片：|圖：|圖/|사진:|사진 |사진=|
	تصوير:|تصوير :|تصویر:|صور:|عکس:|عکاس:|צילום:|צילומים:|צילם:|फोटो:|फ़ोटो:|तस्वीरें:|ছবি:|புகைப்படம்:`))

// BeginsPhoto tells whether a text begins as what tells who took the pictures does.
func BeginsPhoto(text string) bool { return photoWords.Begin(text) }

// helpWords begin what names those who helped the authors, or worked on what they wrote.
var helpWords = wording.Index(wording.List(`edited by|additional reporting|with additional reporting|with reporting by|with contributions|contributing:|translated by|translated from|translation by|translation:|fact-checked by|fact checked by|reviewed by|medically reviewed by|expert reviewed by|produced by|
	übersetzung:|übersetzt von|aus dem englischen von|mitarbeit:|mitarbeit von|unter mitarbeit von|redigiert von|lektorat:|traduit par|traduction :|traduction:|traduit de|avec la collaboration de|édité par|traducción:|traducción de|traducido por|con información de|con la colaboración de|editado por|edición:|edición de|tradução:|tradução de|traduzido por|com a colaboração de|edição:|edição de|edição por|traduzione di|traduzione:|con la collaborazione di|
	vertaling:|vertaald door|met medewerking van|översättning:|oversættelse:|oversettelse:|käännös:|tłumaczenie:|tłum.|przekład:|współpraca:|překlad:|preklad:|fordította:|fordítás:|traducere:|prijevod:|prevod:|перевод:|переклад:|перевела |перевёл |редактор:|под редакцией|μετάφραση:|çeviri:|çeviren:|editör:|penerjemah:|editor:|penyunting:|biên tập:|dịch:|ترجمة:|ترجمه:|مترجم:|ویراستار:|תרגום:|עריכה:|עורך:|अनुवाद:|संपादन:|संपादक:|edited by :|翻訳：|訳：|編集：|監修：|翻译：|編輯：|编辑：|责编：|责任编辑：|責任編輯：|校对：|来源：|來源：|번역:|편집:`))

// placePrepositions begin what tells where somebody writes from, or are the first word of
// many places, where no capitals tell those.
var placePrepositions = wording.Set("in aus à au en em no na nos da dal dalla dalle do de du från fra til w z we ze v ve u iz из в во с у у στο στη στην στον από din la وادي مدينة بيت قرية جبل رأس كفر عين منطقة محافظة تل בית תל קריית רמת גבעת כפר ראש באר")

// MayBePlace tells whether a name begins or ends as those of places do, of which none can know
// them all: Bad Hollen, Upper Marl, Skerry Bay.
func MayBePlace(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	return len(words) > 1 && (placeFronts[strings.TrimRight(words[0], ".")] || placeEnds[words[len(words)-1]])
}

var (
	placeFronts = wording.Set(`bad sankt st saint sainte san santa santo são sao sveti new nova novo nueva nuevo nuova nowy nowa neu old alt upper lower ober unter nieder gross groß klein great little grand north south east west northern southern eastern western
		los las la le les el port porto puerto fort mount monte mont lake lago cape cabo isle ile île villa ville città ciudad castel castello castle kirchen velká velké malá malé nagy kis stary stara stare veliki velika gornji donji`)
	placeEnds = wording.Set("city town village island islands isle beach bay valley springs falls hill hills heights park point creek river lake harbour harbor county district province")
)

// Places are cities and countries whose names look like those of people.
var Places = wording.PhraseSet(`delhi|mumbai|kolkata|chennai|bengaluru|hyderabad|ahmedabad|pune|lucknow|jaipur|patna|bhopal|chandigarh|guwahati|thiruvananthapuram|new york|new york city|los angeles|san francisco|san diego|san jose|san josé|san juan|san antonio|san salvador|las vegas|new orleans|new delhi|new jersey|new mexico|new hampshire|new zealand|new south wales|washington dc|washington d.c|st louis|st. louis|st paul|salt lake city|kansas city|oklahoma city|mexico city|ciudad de méxico|ciudad de guatemala|quebec city|fort worth|el paso|long beach|baton rouge|palm beach|west palm beach|santa fe|santa monica|santa barbara|santa cruz|north carolina|south carolina|north dakota|south dakota|west virginia|rhode island|british columbia|nova scotia|
	hong kong|kuala lumpur|ho chi minh city|phnom penh|addis ababa|cape town|port elizabeth|port moresby|port louis|port au prince|port-au-prince|dar es salaam|abu dhabi|tel aviv|sri lanka|नई दिल्ली|नयी दिल्ली|নয়া দিল্লি|நியூ டெல்லி|نيو يورك|تل أبيب|أبو ظبي|القدس المحتلة|ניו יורק|תל אביב|באר שבע|ראש העין|нью йорк|νέα υόρκη|south africa|south korea|north korea|saudi arabia|south sudan|sierra leone|burkina faso|ivory coast|costa rica|el salvador|puerto rico|united kingdom|united states|united arab emirates|northern ireland|west bank|east jerusalem|gaza city|middle east|far east|north america|south america|latin america|central america|south asia|southeast asia|east asia|central asia|asia pacific|north africa|west africa|east africa|southern africa|eastern europe|western europe|central europe|kuwait city|panama city|
	buenos aires|rio de janeiro|são paulo|sao paulo|belo horizonte|porto alegre|santo domingo|santiago de chile|la paz|la habana|san sebastián|las palmas|palma de mallorca|santiago de compostela|a coruña|la coruña|le havre|le mans|la rochelle|aix-en-provence|den haag|the hague|'s-hertogenbosch|den bosch|bad homburg|bad kreuznach|frankfurt am main|frankfurt/main|freiburg im breisgau|halle (saale)|sankt gallen|st. gallen|sankt petersburg|st petersburg|st. petersburg|reggio emilia|reggio calabria|la spezia|ciudad juárez|nova iorque|nueva york|nueva delhi|nuova delhi|nouvelle-orléans|stoke on trent|milton keynes|kings lynn|east london|nizhny novgorod|нижний новгород|ростов-на-дону|великий новгород|novi sad|нови сад|banja luka|stara zagora|стара загора|banská bystrica|české budějovice|hradec králové|ústí nad labem|zielona góra|gorzów wielkopolski|bielsko-biała|nowy jork|ulan bator|vatican city|città del vaticano`)
