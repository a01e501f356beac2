// Notices in the page's own flow: banners that want their reader to go to an app instead,
// and questions of consent at its top or end.

const stores = 'a[href*="play.google.com/store"],a[href*="apps.apple.com"],a[href*="itunes.apple.com"],a[href^="market:"],a[href^="intent:"],a[href^="itms"],a[href*="app.link/"],a[href*=".onelink.me"],a[href*="appgallery.huawei"],a[href*=".page.link"],a[href*="apps.microsoft.com"]';
const appNames = /(^|\W)(smart ?(app ?)?banner|app ?(banner|bar|promo|promotion|install|download|prompt|upsell|teaser)|(download|get|install|open)( the| our| in)? ?app)(\W|$)/i;
const appWords = () => kindWords.find(([kind]) => kind === 'app')[1];

// appBanners gives the elements of the page's flow that are nothing but an advertisement of
// an app: a strip over all of its width, at its top or its end, with a way to the shop and
// one to put it away, or the name of such a thing.
function appBanners() {
  const found = new Set();
  const away = deep('button,[role="button"],a:not([href]),a[href^="#"],a[href^="javascript:"],span,i').filter(putsAway);
  for (const control of [...deep(stores), ...away]) {
    const strip = stripOf(control);
    if (strip && !found.has(strip) && advertisesApp(strip)) found.add(strip);
  }
  return [...found].filter(strip => ![...found].some(other => contains(other, strip)));
}

// putsAway tells whether a control at the start or the end of the page closes something.
function putsAway(control) {
  const text = (its.textContent(control) || '').trim();
  if (text.length > 30 || its.childElementCount(control) > 2 || /^(span|i)$/.test(its.localName(control)) && !crosses.test(text)) return false;
  if (!atAnEnd(control)) return false;
  return crosses.test(text) || ['close', 'reject'].includes(meaningOf(nameOf(control))) || closeIcon(control);
}

// atAnEnd tells whether something stands on the first or the last screen of the page, and in
// no part that is the page's own.
function atAnEnd(element) {
  const {top, height} = its.getBoundingClientRect(element);
  const at = top + scrollY;
  if (height === 0 || at > innerHeight && at < its.scrollHeight(document.documentElement) - innerHeight) return false;
  return !its.closest(element, 'article,main,[role="main"],nav');
}

// stripOf gives the outermost low strip that a control stands in, in the page's flow: as wide as that,
// but for what its makers call a banner of an app.
function stripOf(control) {
  let strip = null;
  for (const part of ancestors(control)) {
    if (part === document.body || its.matches(part, 'article,main,[role="main"],nav,footer,figure,li,td')) return strip;
    const {width, height} = its.getBoundingClientRect(part);
    if (height > innerHeight * 0.3) return strip;
    if (height > 20 && (width >= innerWidth * 0.6 || appNames.test(namesOf(part, 1)))) strip = part;
  }
  return strip;
}

function advertisesApp(strip) {
  if (!isVisible(strip) || its.closest(strip, 'article,main,[role="main"]')) return false;
  const text = textOf(strip);
  const names = namesOf(strip, 12);
  if (text.length > 300 || deepIn('h1,nav,article,input:not([type="hidden"]):not([type="button"])', strip).length > 0) return false;
  const toShop = deepIn(stores, strip).length > 0;
  const away = pick(strip, 'close') || pick(strip, 'reject');
  return toShop && (away || appNames.test(names)) || Boolean(away) && appWords().test(text) && (appNames.test(`${names} ${text}`) || text.length < 160 && controls(strip).length > 1 || deepIn('a[href]', strip).length > 0);
}

// questions gives the elements of the page's flow that are nothing but a question of consent.
function questions() {
  const found = new Set();
  for (const control of deep('button,[role="button"],input[type="button"],input[type="submit"],a:not([href]),a[href^="#"],a[href^="javascript:"]')) {
    if (!atAnEnd(control) || !['accept', 'reject', 'save', 'close'].includes(meaningOf(nameOf(control)))) continue;
    const question = questionOf(control);
    if (question) found.add(question);
  }
  return [...found];
}

// questionOf gives the part around a control that asks for consent and does nothing else, or
// null. What is taken out of the flow is judged as what lies over the page.
function questionOf(control) {
  let question = null;
  let said = '';
  for (const part of ancestors(control)) {
    if (part === document.body) break;
    if (/fixed|sticky|absolute/.test(getComputedStyle(part).position) || inTopLayer(part)) return null;
    const {width, height} = its.getBoundingClientRect(part);
    if (height > innerHeight * 0.6) break;
    if (width < innerWidth * 0.6) continue;
    const text = textOf(part);
    if (question && text !== said) break;
    if (asksConsent(part, text)) [question, said] = [part, text];
  }
  return question;
}

function asksConsent(part, text) {
  if (text.length < 15 || text.length > 1200 || !cookieWords.test(text) || !isVisible(part)) return false;
  if (its.matches(part, 'header,footer') || deepIn('h1,nav,article,input:not([type="hidden"]):not([type="button"]):not([type="submit"]):not([type="checkbox"]):not([type="radio"])', part).length > 0) return false;
  return ['accept', 'reject', 'save', 'close'].some(meaning => pick(part, meaning));
}

// dropFlowing puts them away: by their own buttons where they have one. keep notes what is to stay.
async function dropFlowing(policy, consent, keep) {
  const done = [];
  const drop = async (element, kind, order) => {
    const detail = describe(element);
    const area = Math.round(100 * boxOf(element).width * boxOf(element).height / (innerWidth * innerHeight));
    const name = policy === 'dismiss' ? await answerNotice(element, order, document) : '';
    if (name !== '' && await gone(element)) {
      done.push({kind, how: 'clicked', detail: `${detail}: ${name.slice(0, 60)}`, area});
    } else {
      hide(element);
      done.push({kind, how: 'hidden', detail, area});
    }
  };
  for (const strip of appBanners()) await drop(strip, 'app', orders.other);
  for (const question of questions()) {
    if (consent === 'keep') keep([question], describe(question));
    else await drop(question, 'consent', orders.consent[consent]);
  }
  return done;
}
