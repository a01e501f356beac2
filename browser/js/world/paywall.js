// Telling walls that want money or an account from notices. They are never cleared.

const wallNames = /paywall|pay wall|regwall|reg wall|login wall|loginwall|registration wall|signup wall|metered|meter (wall|gate|modal)|subscri(ption|be|ber) (wall|required|gate|modal|barrier)|premium (wall|gate|overlay|modal)|content gate|article gate|piano (offer|template|modal)|\btp (modal|backdrop|iframe|container)|poool|leaky|zephr|barrier page|subscriber only/i;

// What such walls say, by language.
const walls = [
  // English
  {sign: /subscri|reading|member|unlock|in to |sign up|register|account|article|stor(y|ies)|reached |used |read |plan|content is/i, phrases: ['subscribe (now )?to (continue|read (on|more|the|this|our)|keep reading|unlock|access)', 'subscription (to|required)', 'continue reading with', 'subscribers? only', '(for|exclusive to|reserved for) (our )?(subscribers|members)', 'already a (subscriber|member)', 'to (continue|keep|finish) reading', 'unlock (this|the|full|unlimited) ?(article|story|access)?', '(log|sign) ?in to (continue|read|view|see|keep|access|unlock)', '(sign up|register|create (a|an|your)( free)? account) (now )?(to|and) (continue|read|view|see|keep|access|unlock)', 'free (articles?|stories) (left|remaining|this)', '(reached|used) (your|all|the) .{0,30}(limit|free)', 'members? only', 'read (the rest|the full|on) with', 'choose (a|your) (plan|subscription)', 'this (article|story|content) is (for|only|reserved|premium)']},
  // German, Dutch
  {sign: /lesen|bereits |schon |dieser |abonne|mitglied|alleen |lezen|al lid|log in om/i, phrases: ['jetzt .{0,20}und weiterlesen', 'weiterlesen mit', '(nur|exklusiv) für (abonnent|mitglied)', 'mit (einem )?(abo|.{0,12}\\+).{0,20}(weiter)?lesen', '(um|zum) weiter ?(zu)?lesen', 'bereits (abonnent|abonniert|registriert|kunde)', 'schon (abonnent|registriert)', '(anmelden|registrieren|einloggen).{0,30}(weiterlesen|weiterzulesen|zu lesen)', 'dieser (artikel|beitrag|text) ist (nur|abonnent|kostenpflichtig|exklusiv)', 'alleen voor (abonnees|leden)', '(abonneer|neem een abonnement).{0,30}(lezen|verder)', 'om verder te lezen', 'al (abonnee|lid)', 'log in om (verder|te lezen)']},
  // French
  {sign: /abonn|pour |déjà |il vous reste|connectez|la suite/i, phrases: ['réservé (à nos|aux) abonné', "abonnez-vous (pour|afin)", "pour (lire|continuer|poursuivre).{0,30}(abonn|connect|inscri|créez)", 'déjà (abonné|inscrit|un compte)', "il vous reste .{0,20}à lire", "connectez-vous pour", "(lire|accéder à) la suite.{0,30}abonn"]},
  // Spanish, Portuguese, Catalan
  {sign: /para|leyendo|suscript|assinante|per continuar|només per a/i, phrases: ['(exclusivo|solo|contenido) para (suscriptores|socios)', '(suscríbete|suscribirse|regístrate|inicia sesión) para', 'para (seguir|continuar) leyendo', 'ya (eres|soy) suscriptor', '(exclusivo|conteúdo|só) para assinantes', '(assine|cadastre-se|faça login|entre|registe-se) para (continuar|ler|acessar|aceder)', 'para continuar (lendo|a ler|lectura)', 'já (é|sou) assinante', 'per continuar llegint', 'només per a subscriptors']},
  // Italian, Romanian
  {sign: /abbonat|per |pentru|ca să/i, phrases: ['(riservato|solo|contenuto) (agli|per gli) abbonati', '(abbonati|registrati|accedi) per (continuare|leggere|proseguire)', 'per (continuare a|proseguire la) (leggere|lettura)', 'sei già abbonato', '(doar|exclusiv) pentru abonați', '(abonează-te|autentifică-te) (pentru|ca să)']},
  // Polish, Czech, Slovak, Hungarian, and the south of them
  {sign: /tylko dla|kup | się|czyta|pouze pro|předpla|přihlas|len pre|predpla|prihlás|csak el|fizessen|jelentkezz|az olvas|pretplat|naročnik/i, phrases: ['tylko dla (subskrybentów|prenumeratorów|abonentów)', '(wykup|kup) (dostęp|prenumeratę|subskrypcję)', '(zaloguj|zarejestruj) się,? (aby|żeby|by)', '(aby|żeby) (czytać dalej|przeczytać)', 'pouze pro (předplatitele|členy)', '(předplaťte|přihlaste).{0,30}(číst|pokračov)', 'len pre (predplatiteľov|členov)', '(predplaťte|prihláste).{0,30}(čítať|pokračov)', 'csak előfizetőknek', '(fizessen elő|jelentkezzen be).{0,30}(olvas|folytat)', 'az olvasás folytatásához', '(samo|isključivo) za pretplatnike', 'samo za naročnike']},
  // Cyrillic and Greek
  {sign: /[\u0370-\u052f]/, phrases: ['(только|доступно) (для )?(подписчик|по подписке)', '(оформите|купите) подписку', '(войдите|зарегистрируйтесь|подпишитесь),? (чтобы|для)', 'чтобы (читать|продолжить чтение|дочитать)', '(лише|тільки|доступно) (для )?(передплатник|підписник|за передплатою)', '(оформіть|придбайте) (передплату|підписку)', '(увійдіть|зареєструйтеся),? (щоб|для)', 'само за абонати', '(влезте|абонирайте се),? за да', 'μόνο για συνδρομητές', '(συνδεθείτε|εγγραφείτε) για να (συνεχίσετε|διαβάσετε)']},
  // Turkish, the north
  {sign: /abone|okumaya|prenumer|abonnent|abonnement|medlem|för att|for at|for å|tilaa|kirjaudu|jatkaaksesi|tellija/i, phrases: ['(sadece|yalnızca) abone', 'okumaya devam etmek için', 'abone ol(un|arak).{0,20}(oku|devam)', '(endast|bara|kun|bare) för (prenumeranter|abonnenter)', '(kun|bare|endast) for (abonnenter|medlemmer|abonnementer)', '(logga in|prenumerera|logg inn|log ind|log på|abonner|bliv abonnent|bli abonnent|kjøp tilgang|køb abonnement|köp prenumeration) .{0,15}(för att|for at|for å)', '(vain|ainoastaan) tilaajille', '(tilaa|kirjaudu).{0,30}(jatkaaksesi|lukeaksesi)', 'jatkaaksesi lukemista', '(ainult|vaid) (tellijatele|tellijale)', 'tikai abonentiem', 'tik prenumeratoriams']},
  // Arabic, Persian, Hebrew
  {sign: /[\u0590-\u06ff]/, phrases: ['للمشتركين فقط', '(اشترك|سجل الدخول|سجّل).{0,20}(لمتابعة|للمتابعة|لقراءة)', 'لمتابعة القراءة', '(فقط|ویژه|مخصوص) (برای )?(مشترکین|مشترکان)', 'برای (ادامه مطالعه|خواندن ادامه)', 'למנויים בלבד', '(הירשמו|התחברו|הצטרפו).{0,20}(כדי|להמשך)', 'להמשך קריאה']},
  // South and east Asia
  {sign: /[\u0900-\u0eff\u3000-\uffff]/, phrases: ['(केवल|सिर्फ) (सदस्यों|सब्सक्राइबर)', 'पढ़ना जारी रखने के लिए', 'আরও পড়তে (সাবস্ক্রাইব|লগ ইন)', 'সাবস্ক্রাইবারদের জন্য', 'தொடர்ந்து படிக்க', 'సబ్‌స్క్రైబర్లకు మాత్రమే', '(เฉพาะ|สำหรับ)(สมาชิก|ผู้สมัคร)', '(สมัครสมาชิก|เข้าสู่ระบบ)เพื่อ', '(有料)?会員(限定|専用|の方)', '有料(会員|記事|プラン)', '続きを読むには', '(ログイン|会員登録|購読).{0,12}(続き|読む|必要)', '(订阅|登录|注册|开通会员|购买)(后|以|即可)?.{0,4}(继续|阅读|查看|解锁)', '会员专享', '仅限(会员|订阅)', '付费(阅读|内容|文章)', '(訂閱|登入|註冊|加入會員)(後|以|即可)?.{0,4}(繼續|閱讀|解鎖)', '(訂戶|會員)(專屬|限定|專享)', '(구독자|회원|유료).{0,3}(전용|한정|만)', '(구독|로그인|가입)(하고|하여|하면|하시면|후).{0,10}(계속|읽|이용)', '계속 읽(으려면|기 위해)']},
  // Vietnamese, Indonesian and Malay
  {sign: /dành |để |pelanggan|untuk /i, phrases: ['(chỉ )?dành (riêng )?cho (thành viên|người đăng ký|hội viên)', '(đăng nhập|đăng ký) để (tiếp tục|đọc)', '(khusus|hanya) (untuk )?pelanggan', '(berlangganan|masuk|daftar|langgan|log masuk) untuk (melanjutkan|membaca|terus|lanjut)']},
];

// saysWall tells whether a text has the words of a wall in it. A pattern of all of them at once
// takes Chrome milliseconds to make: that of a row is only made for a text that has its sign,
// without which none of its phrases fits.
const saysWall = text => walls.some(row => row.sign.test(text) && (row.pattern ||= new RegExp(row.phrases.join('|'), 'i')).test(text));

const readOn = /(continu|keep|finish|carry on).{0,20}read|read (on|the (rest|full))|(this|full) (article|story)|weiter ?(zu)?lesen|(lire|accéder à) la suite|pour (lire|continuer)|poursuivre|(seguir|continuar) (leyendo|lendo|a ler)|para (ler|leer|acessar)|continuare a leggere|per leggere|verder (te )?lezen|czyta[ćj] dalej|przeczytać|pokračov|číst dál|čítať ďalej|olvas|citi|чита|читать|читання|διαβάσ|oku|fortsätta|fortsette|fortsætte|jatka|lukea|続き|阅读|閱讀|继续|繼續|계속|읽|متابعة|القراءة|ادامه|המשך|קריא|पढ़|tiếp tục|melanjutkan|membaca|อ่าน/i;

let walled = false; // a wall was seen to lie over the page

// asksForMoney tells whether a layer is a wall. A choice between consent and a
// subscription is a question of consent where it can be answered for free.
function asksForMoney(layer) {
  const {element, text, names} = layer;
  const named = wallNames.test(names);
  if (!named && !saysWall(text.slice(0, 5000))) return false;
  if (layer.kind === 'consent' && cookieWords.test(text)) return !controls(element).some(control => ['reject', 'accept'].includes(meaningOf(nameOf(control))) && !sells(nameOf(control)));
  // A newsletter may be 'for subscribers' as well; what bars the way says 'read on'.
  if (layer.kind === 'newsletter' && !named) return readOn.test(text);
  return true;
}

// sells tells whether a button's name is about money or a subscription.
function sells(name) {
  return /subscri|sign me up|\bpay\b|\bbuy\b|purchase|premium|abonn|\babo\b|kaufen|bezahl|zahlen|s'abonner|payer|acheter|suscri|pagar|comprar|assinar|abbona|acquista|betaal|koop|kup\b|prenumer|předplat|predplat|előfizet|подпис|купить|оплат|передплат|satın al|abone|köp\b|køb|kjøp|tilaa|購読|購入|订阅|購買|訂閱|购买|구독|구매|[€$£¥₹₽]\s?\d|\d\s?[€$£¥₹₽]/i.test(name);
}

// isGated tells whether the page itself says that it holds something back. What is
// blurred or cut there is left as it is.
function isGated() {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    if (/"isAccessibleForFree"\s*:\s*("?false|"?no\b)/i.test(its.textContent(script))) return true;
  }
  for (const element of document.querySelectorAll('[class*="wall" i],[id*="wall" i],[class*="subscri" i],[class*="gate" i],[class*="premium" i],[class*="locked" i],[class*="meter" i],[class*="poool" i]')) {
    const names = namesOf(element, 1);
    if (element !== document.body && isVisible(element) && (wallNames.test(names) || saysWall((its.innerText(element) || '').slice(0, 2000)))) return true;
  }
  return false;
}
