// Words on the buttons of notices, by what the button does. A button is meant when its
// whole name, in lower case and without marks, equals an entry or starts with one that
// ends in *. Languages: en de fr es pt it nl pl cs sk hu ro bg el ru uk tr sv da nb fi
// et lv lt hr sl ar fa he hi bn th vi id ja zh ko.
const buttonWords = {
  reject: [
    'reject*', 'decline*', 'deny*', 'refuse*', 'disagree*', 'i do not accept', 'i do not agree', 'do not accept*', 'no thanks*', 'no, thanks*', 'no thank you*', 'not now*', 'maybe later*', 'later', 'no', 'opt out*', 'only necessary*', 'only essential*', 'necessary only*', 'necessary cookies only', 'essential only*', 'essential cookies only', 'use necessary*', 'use essential*', 'use only necessary*', 'accept only necessary*', 'accept only essential*', 'accept necessary*', 'accept essential*', 'allow necessary*', 'allow essential*', 'allow only*', 'continue without accepting*', 'continue without consent*', 'continue without*', 'strictly necessary*', 'required only*', 'no cookies*', 'do not sell*', 'never', 'block', 'dont allow', "don't allow*", 'do not allow*', 'stay on the web*', 'continue in browser*', 'continue to site*', 'continue to website*', 'continue to the site*', 'continue to the website*', 'continue to article*', 'go to site*', 'use the website*', 'stay in browser*', 'no, i *',
    'ablehnen*', 'alle ablehnen*', 'alles ablehnen*', 'nur notwendige*', 'nur erforderliche*', 'nur essenzielle*', 'nur technisch notwendige*', 'nur essentielle*', 'notwendige cookies*', 'verweigern*', 'nein*', 'nicht jetzt*', 'später*', 'ohne einwilligung*', 'weiter ohne*', 'nicht zustimmen*', 'nicht akzeptieren*', 'nur nötige*', 'nur das nötigste*', 'lieber nicht*', 'vielleicht später*',
    'refuser*', 'tout refuser*', 'je refuse*', 'rejeter*', 'continuer sans*', 'non merci*', 'non, merci*', 'pas maintenant*', 'plus tard*', 'uniquement les cookies*', 'seulement les*', 'uniquement nécessaires*', 'non',
    'rechazar*', 'denegar*', 'no acepto*', 'no aceptar*', 'no, gracias*', 'no gracias*', 'ahora no*', 'más tarde*', 'solo necesarias*', 'sólo necesarias*', 'solo las necesarias*', 'sólo las necesarias*', 'solo lo necesario*', 'solo esenciales*', 'continuar sin*', 'seguir sin*', 'solo cookies*', 'quizás más tarde*',
    'rejeitar*', 'recusar*', 'não aceito*', 'não aceitar*', 'não, obrigad*', 'agora não*', 'mais tarde*', 'apenas necessários*', 'somente necessários*', 'apenas os necessários*', 'apenas essenciais*', 'somente o necessário*', 'continuar sem*', 'não',
    'rifiuta*', 'nega*', 'non accetto*', 'non accettare*', 'no, grazie*', 'no grazie*', 'non ora*', 'più tardi*', 'solo necessari*', 'solo i necessari*', 'solo cookie necessari*', 'solo tecnici*', 'continua senza*', 'prosegui senza*',
    'weiger*', 'alles weigeren*', 'afwijzen*', 'alles afwijzen*', 'niet akkoord*', 'nee*', 'niet nu*', 'later*', 'alleen noodzakelijk*', 'alleen functionele*', 'alleen strikt*', 'enkel noodzakelijk*', 'doorgaan zonder*',
    'odrzuć*', 'odmawiam*', 'nie zgadzam*', 'nie, dziękuję*', 'nie teraz*', 'nie', 'później*', 'tylko niezbędne*', 'tylko konieczne*', 'akceptuj tylko niezbędne*', 'kontynuuj bez*', 'przejdź bez*',
    'odmítnout*', 'nesouhlasím*', 'zamítnout*', 'jen nezbytné*', 'pouze nezbytné*', 'pouze nutné*', 'nyní ne*', 'teď ne*', 'ne, děkuji*', 'pokračovat bez*', 'odmietnuť*', 'nesúhlasím*', 'iba nevyhnutné*', 'len nevyhnutné*', 'teraz nie*', 'nie, ďakujem*',
    'elutasít*', 'összes elutasítása*', 'nem fogadom el*', 'csak a szükséges*', 'csak szükséges*', 'most nem*', 'nem, köszönöm*', 'nem',
    'respinge*', 'refuz*', 'nu accept*', 'nu, mulțumesc*', 'nu acum*', 'doar necesare*', 'doar cele necesare*', 'numai necesare*', 'continuă fără*', 'nu',
    'отхвърл*', 'отказ*', 'не приемам*', 'само необходим*', 'не, благодаря*', 'не сега*',
    'απόρριψη*', 'απορρίπτω*', 'δεν αποδέχομαι*', 'διαφωνώ*', 'μόνο τα απαραίτητα*', 'μόνο απαραίτητα*', 'όχι*', 'συνέχεια χωρίς*',
    'отклон*', 'отказаться*', 'отказываюсь*', 'не согласен*', 'не принимаю*', 'нет, спасибо*', 'нет', 'не сейчас*', 'позже*', 'только необходимые*', 'только обязательные*', 'запретить*', 'продолжить без*',
    'відхилити*', 'відмовитися*', 'відмовити*', 'не погоджуюсь*', 'не згоден*', 'лише необхідні*', 'тільки необхідні*', 'ні, дякую*', 'не зараз*', 'пізніше*', 'ні',
    'reddet*', 'tümünü reddet*', 'hepsini reddet*', 'kabul etmiyorum*', 'hayır*', 'şimdi değil*', 'daha sonra*', 'sadece gerekli*', 'yalnızca gerekli*', 'sadece zorunlu*', 'yalnızca zorunlu*',
    'avvisa*', 'neka*', 'avböj*', 'nej*', 'inte nu*', 'senare*', 'endast nödvändiga*', 'bara nödvändiga*', 'fortsätt utan*', 'afvis*', 'kun nødvendige*', 'ikke nu*', 'fortsæt uden*', 'avvis*', 'avslå*', 'bare nødvendige*', 'kun de nødvendige*', 'nei*', 'ikke nå*', 'fortsett uten*',
    'hylkää*', 'kieltäydy*', 'estä*', 'en hyväksy*', 'vain välttämättömät*', 'ei kiitos*', 'ei nyt*', 'ei', 'keeldu*', 'keeldun*', 'ainult vajalikud*', 'mitte praegu*', 'ei, aitäh*', 'noraidīt*', 'tikai nepieciešam*', 'ne tagad*', 'nē*', 'atmesti*', 'nesutinku*', 'tik būtin*', 'ne dabar*', 'ne, ačiū*',
    'odbij*', 'ne prihvaćam*', 'samo nužn*', 'samo neophodn*', 'zavrni*', 'ne sprejmem*', 'samo nujn*', 'ne, hvala*', 'ne zdaj*', 'odbaci*', 'ne prihvatam*', 'одбиј*',
    'رفض*', 'أرفض*', 'ارفض*', 'لا أوافق*', 'لا شكرا*', 'لا، شكرا*', 'ليس الآن*', 'لاحقا*', 'الضرورية فقط*', 'رد کردن*', 'نمی‌پذیرم*', 'رد همه*', 'نه', 'بعدا*', 'فقط ضروری*', 'דחה*', 'דחייה*', 'לא תודה*', 'לא, תודה*', 'לא עכשיו*', 'רק הכרחי*', 'סירוב*',
    'अस्वीकार*', 'नहीं*', 'अभी नहीं*', 'बाद में*', 'केवल आवश्यक*', 'सिर्फ ज़रूरी*', 'सिर्फ जरूरी*', 'केवल ज़रूरी*', 'केवल जरूरी*', 'मना करें*', 'सभी अस्वीकार*', 'ठुकरा*', 'इनकार*', 'प्रत्याख्यान*', 'প্রত্যাখ্যান*', 'না*', 'এখন নয়*', 'শুধু প্রয়োজনীয়*', 'நிராகரி*', 'తిరస్కరించు*', 'नाकारा*', 'अस्वीकृत*',
    'ปฏิเสธ*', 'ไม่ยอมรับ*', 'ไม่ ขอบคุณ*', 'ไม่ใช่ตอนนี้*', 'ภายหลัง*', 'เฉพาะที่จำเป็น*', 'từ chối*', 'không đồng ý*', 'không, cảm ơn*', 'không phải bây giờ*', 'để sau*', 'chỉ cần thiết*', 'chỉ chấp nhận*', 'tolak*', 'tidak setuju*', 'tidak, terima kasih*', 'tidak sekarang*', 'nanti*', 'hanya yang diperlukan*', 'hanya yang penting*', 'tidak',
    '拒否*', 'すべて拒否*', '全て拒否*', '同意しない*', '拒絶*', 'いいえ*', '今はしない*', '今はいい*', '後で*', 'あとで*', '必要なもののみ*', '必須のみ*', '必要なcookieのみ*', '必須cookieのみ*', '許可しない*', '断る*', '辞退*',
    '拒绝*', '全部拒绝*', '不同意*', '不接受*', '暂不*', '以后再说*', '稍后*', '不用了*', '仅必要*', '只接受必要*', '仅限必要*', '拒絕*', '全部拒絕*', '不要*', '稍後*', '僅必要*', '只接受必要*', '不允许*', '不允許*', '否',
    '거부*', '모두 거부*', '동의하지 않*', '거절*', '아니요*', '아니오*', '나중에*', '필수만*', '필수 쿠키만*', '허용 안*',
  ],
  close: [
    'x', '×', '✕', '✖', '⨯', '╳', 'close*', 'dismiss*', 'skip*', 'got it*', 'ok', 'okay', 'hide*', 'cancel', 'exit', 'continue', 'continue reading', 'ok, got it', 'i understand', 'understood', 'ok, i understand', 'hide banner',
    'schließen*', 'schliessen*', 'ausblenden*', 'überspringen*', 'verstanden*', 'alles klar*', 'abbrechen',
    'fermer*', 'ignorer*', 'passer*', 'compris*', "j'ai compris*", 'masquer*', 'annuler', 'cerrar*', 'omitir*', 'entendido*', 'saltar*', 'ocultar*', 'cancelar', 'fechar*', 'pular*', 'entendi*', 'percebi*', 'ignorar*',
    'chiudi*', 'salta*', 'ho capito*', 'annulla', 'nascondi*', 'sluiten*', 'sluit*', 'overslaan*', 'begrepen*', 'annuleren', 'zamknij*', 'pomiń*', 'rozumiem*', 'anuluj', 'zavřít*', 'přeskočit*', 'rozumím*', 'zatvoriť*', 'zavrieť*', 'rozumiem*',
    'bezár*', 'kihagy*', 'értem*', 'închide*', 'omite*', 'am înțeles*', 'затвори*', 'пропусни*', 'разбрах*', 'κλείσιμο*', 'κλείστε*', 'παράλειψη*', 'κατάλαβα*', 'закрыть*', 'пропустить*', 'понятно*', 'хорошо', 'закрити*', 'пропустити*', 'зрозуміло*',
    'kapat*', 'geç*', 'anladım*', 'tamam*', 'stäng*', 'hoppa över*', 'jag förstår*', 'luk*', 'spring over*', 'forstået*', 'lukk*', 'hopp over*', 'forstått*', 'sulje*', 'ohita*', 'selvä*', 'ymmärrän*', 'sulge*', 'aizvērt*', 'uždaryti*', 'zatvori*', 'zapri*', 'preskoči*', 'razumijem*', 'razumem*',
    'إغلاق*', 'اغلاق*', 'أغلق*', 'تخطي*', 'تخطى*', 'فهمت*', 'حسنا*', 'بستن*', 'رد شدن*', 'متوجه شدم*', 'סגור*', 'סגירה*', 'דלג*', 'הבנתי*', 'बंद*', 'छोड़ें*', 'समझ गया*', 'ठीक है*', 'বন্ধ*', 'মূছুন*', 'மூடு*', 'మూసివేయ*', 'बंद करा*',
    'ปิด*', 'ข้าม*', 'เข้าใจแล้ว*', 'ตกลง*', 'đóng*', 'bỏ qua*', 'đã hiểu*', 'tutup*', 'lewati*', 'mengerti*', '閉じる*', 'とじる*', 'スキップ*', '了解*', 'わかりました*', '关闭*', '跳过*', '知道了*', '我知道了*', '明白*', '關閉*', '跳過*', '확인', '닫기*', '건너뛰기*', '알겠습니다*',
  ],
  accept: [
    'accept*', 'agree*', 'i agree*', 'i accept*', 'allow*', 'allow all*', 'yes*', 'consent*', 'enter*', 'i am over*', "i'm over*", 'i am 18*', 'i am of legal*', 'yes, i am*', 'proceed*',
    'akzeptieren*', 'alle akzeptieren*', 'zustimmen*', 'einverstanden*', 'annehmen*', 'alle annehmen*', 'erlauben*', 'alle erlauben*', 'ja*', 'ich stimme*', 'zulassen*', 'alle zulassen*',
    'accepter*', 'tout accepter*', "j'accepte*", 'autoriser*', 'oui*', "d'accord*", 'aceptar*', 'acepto*', 'permitir*', 'sí*', 'de acuerdo*', 'estoy de acuerdo*', 'aceitar*', 'aceito*', 'concordo*', 'sim*',
    'accetta*', 'accetto*', 'consenti*', 'acconsento*', 'sì*', 'accepteren*', 'accepteer*', 'akkoord*', 'toestaan*', 'alles toestaan*', 'akceptuj*', 'akceptuję*', 'zgadzam się*', 'zezwól*', 'zgoda*', 'tak*', 'přijmout*', 'souhlasím*', 'povolit*', 'ano*', 'prijať*', 'súhlasím*', 'povoliť*', 'áno*',
    'elfogad*', 'összes elfogadása*', 'engedélyez*', 'igen*', 'accept*', 'sunt de acord*', 'acceptă*', 'da*', 'приемам*', 'съгласен*', 'αποδοχή*', 'αποδέχομαι*', 'συμφωνώ*', 'ναι*', 'принять*', 'принимаю*', 'согласен*', 'разрешить*', 'да*', 'прийняти*', 'погоджуюсь*', 'дозволити*', 'так*',
    'kabul*', 'onayla*', 'evet*', 'izin ver*', 'acceptera*', 'godkänn*', 'tillåt*', 'jag godkänner*', 'accepter*', 'tillad*', 'godkend*', 'godta*', 'aksepter*', 'tillat*', 'hyväksy*', 'salli*', 'nõustu*', 'piekrītu*', 'sutinku*', 'priimti*', 'prihvaćam*', 'prihvati*', 'sprejmi*', 'strinjam*',
    'قبول*', 'أوافق*', 'موافق*', 'اقبل*', 'نعم*', 'پذیرش*', 'می‌پذیرم*', 'قبول می*', 'בסדר*', 'אישור*', 'מסכים*', 'קבל*', 'स्वीकार*', 'सहमत*', 'हाँ*', 'हां*', 'अनुमति*', 'গ্রহণ*', 'সম্মত*', 'ஏற்*', 'అంగీకరి*', 'स्वीकारा*',
    'ยอมรับ*', 'อนุญาต*', 'เห็นด้วย*', 'ใช่*', 'chấp nhận*', 'đồng ý*', 'cho phép*', 'terima*', 'setuju*', 'izinkan*', 'ya', '同意する*', '同意*', 'すべて同意*', '許可*', 'はい*', '承諾*', '接受*', '全部接受*', '允许*', '允許*', '是', '동의*', '모두 동의*', '허용*', '수락*', '예',
  ],
};

// What a notice speaks of, to name its kind. The first row that matches counts.
const kindWords = [
  ['consent', /cookie|consent|gdpr|ccpa|privacy|datenschutz|einwilligung|zustimmung|confidentialit|vie privée|consentement|privacidad|consentimiento|privacidade|riservatezza|consenso|toestemming|prywatno|zgod|soukrom|súkrom|souhlas|adatvéd|sütik|confidențial|поверител|бисквитк|απόρρητ|конфиденц|куки|файлы cookie|приватн|gizlilik|çerez|integritet|samtycke|kakor|samtykke|informasjonskaps|eväste|suostum|tietosuoj|küpsis|sīkdat|slapuk|kolačić|piškot|الخصوصية|ملفات تعريف|كوكي|کوکی|حریم|פרטיות|עוגיות|कुकी|गोपनीयता|কুকি|குக்கீ|కుకీ|คุกกี้|ความเป็นส่วนตัว|riêng tư|privasi|クッキー|プライバシー|隐私|隱私|쿠키|개인정보/i],
  ['age', /\b(18|21)\b.*(year|older|age|jahre|ans|años|anos|anni|jaar)|age (check|gate|verif)|legal (drinking )?age|how old are you|volljährig|majeur|mayor de edad|maior de idade|maggiorenne/i],
  ['newsletter', /newsletter|subscribe|sign up|inbox|e-?mail|abonn|rundbrief|infolettre|boletín|boletim|nyhetsbrev|nyhedsbrev|uutiskirje|рассылк|розсилк|メルマガ|ニュースレター|뉴스레터|电子报|電子報|订阅|訂閱|न्यूज़लेटर|النشرة|בולטן/i],
  ['notifications', /notification|push|benachrichtig|notifica|powiadom|uvedom|oznámen|értesít|уведомлен|сповіщен|bildirim|avisering|meddelan|varsl|ilmoitu|إشعار|اعلان‌ها|התראות|सूचना|नोटिफ़िकेशन|การแจ้งเตือน|thông báo|notifikasi|通知|알림/i],
  ['app', /\bapp\b|app store|google play|get the app|in der app|l'appli|aplicación|aplicativo|applicazione|アプリ|앱|应用|應用|приложени|застосун/i],
  ['chat', /\bchat\b|messenger|intercom|zendesk|crisp|drift|livechat|tawk|helpdesk|help you|support/i],
  ['ad', /\bads?\b|advert|sponsor|anzeige|werbung|publicit|publicidad|annons|reklam|広告|광고|广告|廣告|विज्ञापन|إعلان|реклам/i],
  ['survey', /survey|feedback|umfrage|sondage|encuesta|опрос/i],
  ['player', /video|player|playing|livestream/i],
];
