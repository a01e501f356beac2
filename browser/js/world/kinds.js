// What a notice is about, told by what it says and by what its makers call it.

const cookieWords = /cookie|consent|gdpr|ccpa|\btcf\b|\bcmp\b|tracking tech|einwilligung|consentement|consentimient|consentimento|\bconsenso\b|toestemming|plik(i|ów) cookie|ciasteczk|zgod[aęy] na|souhlas|súhlas|sütik|cookie-?k|бисквитк|куки|файлы? cookie|файли cookie|кукі|çerez|samtycke|\bkakor\b|samtykke|informasjonskaps|eväst|suostum|küpsis|sīkdat|slapuk|kolačić|колачић|колачињ|piškot|gale?tes|vafrakök|fótspor|ملفات تعريف|كوكي|الارتباط|کوکی|עוגיות|קוקי|कुकी|কুকি|குக்கீ|కుకీ|คุกกี้|クッキー|饼干|储存技术|小型文字|쿠키|ქუქი|քուքի|թխուկ|kuki|biscotti digitali|traceurs|témoins de connexion|testigos de conex/i;

const privacyWords = /privacy|datenschutz|privatsphäre|confidentialit|vie privée|données personnelles|privacidad|privacidade|dados pessoais|datos personales|riservatezza|dati personali|persoonsgegevens|prywatno|soukrom|súkrom|osobn(í|ých) údaj|adatvéd|confidențial|поверител|лични данни|απόρρητ|προσωπικ[άώ]ν? δεδομ|конфиденц|персональн|приватн|gizlilik|kişisel veri|integritet|personuppgift|persondata|personvern|tietosuoj|isikuandme|privātum|privatum|privatnost|zasebnost|приватност|personuvernd|الخصوصية|البيانات الشخصية|حریم|פרטיות|गोपनीयता|निजता|গোপনীয়তা|தனியுரிமை|గోప్యత|ความเป็นส่วนตัว|ข้อมูลส่วนบุคคล|riêng tư|dữ liệu cá nhân|privasi|data pribadi|プライバシー|个人信息|個人資料|个人数据|隐私|隱私|개인정보/i;

const ageWords = /(?<![\d.,])(18|21)\s*\+|\+\s*(18|21)(?![.,]?\d)|(?<![\d.,])(1[68]|2[01])(?![.,]?\d)[^.!?]{0,40}(year|older|over|age|jahr|alt|ans\b|años|anos\b|anni|jaar|lat\b|let\b|rok|év|ani\b|годин|ετών|χρον|лет|рок|yaş|år|vuot|aast|gad|met[ųu]|godin|let|عام|سن|سال|שנ|साल|वर्ष|বছর|ปี|tuổi|tahun|歳|才|岁|歲|세)|(over|older than|at least|mindestens|über|plus de|au moins|mayor(es)? de|más de|maior(es)? de|mais de|almeno|più di|ouder dan|minstens|ponad|skończone|ukończone|starší|älter als|betöltött|elmúlt|peste|над|άνω των|старше|исполнилось|виповнилося|büyük|äldre än|fyllt|over|fylt|fyldt|yli|täyttän|üle|vecāks|vyresn|stariji|starejši|فوق|بالای|מעל|từ đủ|di atas|满|滿|만)\s*(1[68]|2[01])(?![.,]?\d)|age (check|gate|verif)|age restrict|legal (drinking )?age|how old are you|of legal age|altersprüfung|altersfreigabe|volljährig|majeur|majorité légale|vérification de l'âge|mayor(es)? de edad|verificación de edad|maior(es)? de idade|verificação de idade|maggiorenn|verifica dell'età|leeftijd(scontrole|sverificatie)|meerderjarig|pełnoletni|plnolet|nagykorú|életkor|совершеннолет|повнолітн|пълнолет|ενήλικ|reşit|yaş doğrulama|myndig|täysi-ikäi|年齢確認|成人|成年|연령 확인|미성년/i;

// Ages of those who may not agree by themselves, of which questions of consent speak.
const underAge = /(under|below|less than|younger than|unter|jünger als|moins de|menos de|menor(es)? de|meno di|minori di|jonger dan|onder de|poniżej|młodsz\S+ niż|mladší|under|yngre enn|yngre end|alle|младше|до|під|mai puțin de)\s*$/i;

// isOfAge tells whether a text asks for an age first of all, and does not only speak of one where
// it asks for consent.
function isOfAge(text) {
  const found = text.length < 3000 && ageWords.exec(text);
  if (!found) return false;
  const consent = [cookieWords, privacyWords].map(words => text.search(words)).filter(at => at >= 0);
  return consent.length === 0 || Math.min(...consent) > found.index && !underAge.test(text.slice(0, found.index));
}

// The first row that fits counts; see kindOf for what comes before them.
const kindWords = [
  ['notifications', /notification|\bpush\b|benachrichtig|notificac|notifiche|\bmeldingen\b|powiadom|upozorněn|upozorneni|oznámen|értesít|notificăr|известия|ειδοποι|уведомлен|сповіщен|bildirim|avisering|\bnotiser|meddelels|varsl|ilmoitu|teavitus|paziņojum|pranešim|obavijest|obaveštenj|obvestil|إشعار|اعلان‌ها|התראות|सूचना|नोटिफ|নোটিফিকেশন|அறிவிப்பு|నోటిఫికేషన్|การแจ้งเตือน|thông báo|notifikasi|通知|알림/i],
  ['newsletter', /newsletter|subscribe|sign ?up|mailing list|inbox|\bemail (list|update)|abonnieren|rundbrief|infolettre|lettre d'info|abonnez|boletín|suscr[ií]b|boletim|assine|inscreva|iscriviti|nieuwsbrief|biuletyn|newslettera|zapisz się do|novinky|zpravodaj|hírlevél|feliratkoz|abonează|бюлетин|абонирай|ενημερωτικ|εγγραφείτε|рассылк|подпиш|розсилк|підпис|bülten|nyhetsbrev|nyhedsbrev|uutiskirj|uudiskirj|jaunumu|naujienlaišk|novice|newsletteru|النشرة|اشترك|خبرنامه|ניוזלטר|הירשמו|न्यूज़लेटर|निউजলेटर|সাবস্ক্রাইব|செய்திமடல்|จดหมายข่าว|สมัครรับ|bản tin|đăng ký nhận|buletin|berlangganan|メルマガ|ニュースレター|电子报|電子報|订阅|訂閱|뉴스레터|구독/i],
  ['app', /\bapp(en|et|s)?\b|app ?store|google play|appli(cation)? (mobile|gratuite)|l'appli|aplicación|aplicativo|applicazione|\bapka\b|aplikac|aplikáci|alkalmazás|aplicați|приложени|εφαρμογή|застосун|додат|uygulama|sovellu|rakendus|lietotn|programėl|aplikacij|تطبيق|برنامه|אפליקצי|ऐप|অ্যাপ|செயலி|యాప్|แอป|ứng dụng|aplikasi|アプリ|应用|應用|客户端|用戶端|앱/i],
  ['chat', /\bchat|messenger|intercom|zendesk|zopim|crisp|drift|livechat|tawk|help ?(desk|scout|widget)|help you|live support|beratung|fragen\?|besoin d'aide|ayuda|ajuda|aiuto|hulp nodig|pomoc|pomoci|segítség|ajutor|помощ|допомог|βοήθεια|yardım|hjälp|hjælp|hjelp|apua|مساعدة|عזרה|सहायता|मदद|ช่วย|trợ giúp|bantuan|チャット|お問い合わせ|客服|在线咨询|상담|채팅/i],
  ['ad', /\bads?\b|adhesion|advert|sponsor|doubleclick|adsense|\bgpt\b|\bdfp\b|anzeige|werbung|publicit|publicid|pubblicit|annons|annonce|reklam|реклам|διαφήμισ|hirdetés|mainos|reklaam|reklām|oglas|إعلان|تبلیغ|פרסומת|विज्ञापन|বিজ্ঞাপন|விளம்பரம்|ప్రకటన|โฆษณา|quảng cáo|iklan|広告|广告|廣告|광고/i],
  ['survey', /survey|feedback|umfrage|sondage|encuesta|pesquisa de|sondaggio|enquête|ankiet|průzkum|prieskum|felmérés|sondaj|проучване|έρευνα|опрос|опитуван|anket|undersök|undersøg|kysely|küsitlus|aptauja|apklausa|anketa|استبيان|نظرسنجی|סקר|सर्वे|সমীক্ষা|แบบสำรวจ|khảo sát|survei|アンケート|问卷|問卷|설문/i],
  ['player', /video|player|playing|livestream|podcast/i],
];

// Words of those who ask where the reader is, or in which language to read.
const regionWords = /\b(choose|select|pick|confirm|change|set) (a |an |the |your |my )?(preferred |nearest |local |delivery |shipping )?(region|country|location|store|language|city|market|address|state|postcode|zip)|(region|land|standort|filiale|sprache|markt)[^.!?]{0,12} (aus)?wählen|wählen? sie[^.!?]{0,20}(region|land|standort|filiale|sprache|markt)|(choisi(r|ssez)|sélectionnez) (votre |une? |la |le )?(région|pays|langue|magasin|ville)|(elige|elija|seleccion[ae]|escoge|escoja) (tu |su |una? |el |la )?(región|país|idioma|tienda|ciudad|ubicación)|(escolha|selecione) (a |o )?(sua |seu |uma? )?(região|país|idioma|loja|cidade|localização)|(scegli|seleziona) (la |il |un |una )?(tua |tuo )?(regione|paese|lingua|negozio|città)|(kies|selecteer) (je |jouw |uw |een )?(regio|land|taal|winkel|locatie)|wybierz (swój |swoją |kraj|region|język|sklep|miasto)|(välj|vælg|velg) (din |ditt |dit |et |ett )?(land|region|språk|sprog|butik|butikk|ort)|выберите (ваш |свой |вашу |свою )?(регион|город|стран|язык|магазин)|оберіть (ваш |свій |вашу |свою )?(регіон|місто|країну|мову)|(bölge|ülke|dil|şehir|mağaza)\S* seçin|(地域|国|言語|店舗|都道府県)を(選択|お選び|選んで)|选择(您的|你的|所在)?(地区|国家|语言|城市|门店)|選擇(您的|你的|所在)?(地區|國家|語言|城市|門市)|(지역|국가|언어|매장)[를을] 선택|اختر (بلد|منطق|لغ|دول|مدين)|בחרו? (את )?(אזור|מדינה|שפה|עיר|סניף)/i;
const regionMost = 400; // letters of a text that asks no more than that

// kindOf names what a layer is about.
function kindOf({element, text, names, area}) {
  const said = text.slice(0, 6000);
  if (isOfAge(said)) return 'age';
  if (asksAddress(element)) return 'newsletter';
  // An <iframe> cannot be read from here; its title and address are among the names.
  if (cookieWords.test(said)) return 'consent';
  const [kind] = kindWords.find(([, words]) => words.test(said)) || [];
  if (!kind && privacyWords.test(said) || text === '' && (cookieWords.test(names) || privacyWords.test(names))) return 'consent';
  if (kind) return privacyWords.test(said) && answersBoth(element) ? 'consent' : kind;
  if (said.length < regionMost && regionWords.test(said)) return 'region';
  const [called] = kindWords.find(([, words]) => words.test(names.slice(0, 3000))) || [];
  if (called) return called;
  if (cookieWords.test(names)) return 'consent';
  if (its.localName(element) === 'video' || its.querySelector(element, 'video')) return 'player';
  if (answersBoth(element)) return 'consent';
  return area > 0.25 ? 'overlay' : 'floating';
}

// asksAddress tells whether a layer wants the reader's e-mail address.
function asksAddress(element) {
  return deepIn('input[type="email"],input[name*="mail" i],input[autocomplete="email"],input[placeholder*="mail" i],input[placeholder*="@"]', element).some(isVisible);
}

// answersBoth tells whether a layer can be agreed to and refused: in a language that
// kinds do not know, that still is a question of consent.
function answersBoth(element) {
  const answers = controls(element);
  if (answers.length < 2) return false;
  const meanings = new Set(answers.map(control => meaningOf(nameOf(control))));
  return meanings.has('reject') && meanings.has('accept');
}
