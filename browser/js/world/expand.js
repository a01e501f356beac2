// Opening what a reader would open: closed details, 'load more', 'read on'.

// Words on buttons that show more of this page, in many languages. They are looked for
// at the start of a button's name.
const moreWords = [
  'load more', 'show more', 'view more', 'see more', 'more stories', 'more articles', 'more comments', 'more results', 'more posts', 'more news',
  'read more', 'read on', 'read full', 'read the full', 'continue reading', 'show full', 'show all', 'view all comments', 'expand', 'full story', 'full article', 'show the rest', 'keep reading', 'load additional', 'show older', 'older posts', 'next page of',
  'mehr laden', 'mehr anzeigen', 'mehr lesen', 'weiterlesen', 'weitere laden', 'weitere anzeigen', 'weitere artikel', 'alle anzeigen', 'ganzen artikel', 'vollständig',
  'charger plus', 'voir plus', 'afficher plus', 'afficher la suite', 'lire la suite', 'lire plus', 'plus de', 'tout afficher', 'en savoir plus sur cet article',
  'cargar más', 'ver más', 'mostrar más', 'leer más', 'seguir leyendo', 'continuar leyendo', 'más noticias',
  'carregar mais', 'ver mais', 'mostrar mais', 'ler mais', 'leia mais', 'continuar lendo', 'continuar a ler',
  'carica altri', 'carica altro', 'mostra altro', 'mostra di più', 'leggi tutto', 'leggi di più', 'continua a leggere', 'vedi altro',
  'meer laden', 'meer tonen', 'toon meer', 'laad meer', 'lees meer', 'lees verder', 'verder lezen',
  'załaduj więcej', 'pokaż więcej', 'czytaj dalej', 'czytaj więcej', 'zobacz więcej', 'więcej',
  'načíst další', 'zobrazit více', 'číst dále', 'načítať ďalšie', 'zobraziť viac', 'čítať ďalej',
  'показать ещё', 'показать еще', 'загрузить ещё', 'загрузить еще', 'читать дальше', 'читать далее', 'читать полностью', 'ещё', 'завантажити ще', 'показати ще', 'читати далі', 'зареди още', 'покажи още', 'прочети още',
  'daha fazla', 'devamını oku', 'daha çok', 'läs mer', 'ladda fler', 'visa fler', 'visa mer', 'les mer', 'vis mer', 'vis flere', 'last inn flere', 'læs mere', 'vis mere', 'indlæs flere', 'lataa lisää', 'näytä lisää', 'lue lisää',
  'περισσότερα', 'φόρτωση περισσότερων', 'διαβάστε περισσότερα', 'arată mai mult', 'citește mai mult', 'încarcă mai multe', 'több betöltése', 'továbbiak', 'tovább olvasom', 'mutass többet',
  'もっと見る', 'もっと読む', 'さらに表示', 'さらに読み込む', '続きを読む', '全文を読む', 'すべて表示', '加载更多', '查看更多', '阅读全文', '展开', '显示更多', '載入更多', '顯示更多', '閱讀全文', '展開', '더 보기', '더보기', '더 불러오기', '계속 읽기', '전체 보기',
  'और पढ़ें', 'और देखें', 'और लोड करें', 'आगे पढ़ें', 'पूरी खबर', 'আরও পড়ুন', 'আরও দেখুন', 'மேலும் படிக்க', 'మరింత చదవండి', 'عرض المزيد', 'تحميل المزيد', 'اقرأ المزيد', 'المزيد', 'متابعة القراءة', 'مشاهده بیشتر', 'ادامه مطلب', 'بیشتر', 'טען עוד', 'הצג עוד', 'קרא עוד', 'המשך לקרוא',
  'xem thêm', 'tải thêm', 'đọc tiếp', 'muat lebih', 'lihat selengkapnya', 'tampilkan lebih', 'baca selengkapnya', 'lihat lagi', 'โหลดเพิ่มเติม', 'ดูเพิ่มเติม', 'อ่านต่อ', 'แสดงเพิ่มเติม',
];

// Words that make a button something else: it sells, it signs in, it sends, it leaves.
const neverWords = /subscri|sign ?(in|up|out)|log ?(in|out|off)|regist|\bbuy\b|\bcart\b|checkout|donat|premium|member|trial|unlock|offer|share|follow|download|install|delete|remove|report|reply|\babo\b|abonn|kaufen|anmeld|s'inscri|connexion|suscri|comprar|iniciar|assin|accedi|abbona|подпис|войти|kup(ić|)\b|prenum|購読|登録|ログイン|订阅|登录|구독|로그인|सदस्य|लॉग/i;

const clicked = new WeakMap(); // element -> times

// moreButtons gives the buttons that show more of this page.
function moreButtons() {
  return deep('button,[role="button"],input[type="button"],summary,a').filter(element => {
    if ((clicked.get(element) || 0) >= 30 || element.disabled || element.getAttribute('aria-disabled') === 'true') return false;
    if (element.localName === 'a' && leaves(element)) return false;
    if (element.type === 'submit' && element.form) return false;
    const name = label(element).toLowerCase();
    if (name === '' || name.length > 60 || neverWords.test(name)) return false;
    if (!moreWords.some(words => name.startsWith(words))) return false;
    if (element.closest('nav,header,footer,[role="navigation"],[role="menu"],form,[aria-haspopup="true"]') || gated(element)) return false;
    return isVisible(element);
  });
}

// leaves tells whether following a link would leave the page.
function leaves(link) {
  const href = (link.getAttribute('href') || '').trim();
  return href !== '' && !href.startsWith('#') && !/^javascript:/i.test(href);
}

// gated tells whether an element stands in something that asks for money or a login.
function gated(element) {
  for (const part of ancestors(element)) {
    const names = (part.id + ' ' + (part.getAttribute('class') || '')).toLowerCase();
    if (/paywall|subscri|regwall|meter(ed)?-?(gate|wall)|piano|premium|login|signup/.test(names)) return part !== document.body && part !== document.documentElement;
  }
  return false;
}

// expand opens details and presses each button once, and tells the size of the page then:
// {details, pressed: [names], size}.
async function expand({press}) {
  let details = 0;
  for (const element of deep('details:not([open])')) {
    // Of those that share a name one can be open at a time: that which is, else the first.
    const group = element.getAttribute('name');
    if (element.closest('nav,header,footer,[role="navigation"]') || group && deep('details[open]', element.getRootNode()).some(other => other.getAttribute('name') === group)) continue;
    element.open = true;
    details++;
  }
  const pressed = [];
  for (const button of press ? moreButtons().slice(0, 10) : []) {
    clicked.set(button, (clicked.get(button) || 0) + 1);
    pressed.push(label(button));
    button.click();
    await painted();
  }
  return {details, pressed, size: measure()};
}
