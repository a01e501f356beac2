// Banners in the page's own flow that want their reader to go to an app instead.

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
  const {top, height} = its.getBoundingClientRect(control);
  const at = top + scrollY;
  if (height === 0 || at > innerHeight && at < its.scrollHeight(document.documentElement) - innerHeight || its.closest(control, 'article,main,[role="main"],nav')) return false;
  return crosses.test(text) || ['close', 'reject'].includes(meaningOf(nameOf(control))) || closeIcon(control);
}

// stripOf gives the outermost low strip that a control stands in, in the page's flow.
function stripOf(control) {
  let strip = null;
  for (const part of ancestors(control)) {
    if (part === document.body || its.matches(part, 'article,main,[role="main"],nav,footer,figure,li,td')) return strip;
    const {width, height} = its.getBoundingClientRect(part);
    if (height > innerHeight * 0.3) return strip;
    if (width >= innerWidth * 0.6 && height > 20) strip = part;
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

// dropAppBanners puts them away: by their own buttons where they have one.
async function dropAppBanners(policy) {
  const done = [];
  for (const strip of appBanners()) {
    const detail = describe(strip);
    const area = Math.round(100 * boxOf(strip).width * boxOf(strip).height / (innerWidth * innerHeight));
    const name = policy === 'dismiss' ? await answerNotice(strip, orders.other, document) : '';
    if (name !== '' && await gone(strip)) {
      done.push({kind: 'app', how: 'clicked', detail: `${detail}: ${name.slice(0, 60)}`, area});
    } else {
      hide(strip);
      done.push({kind: 'app', how: 'hidden', detail, area});
    }
  }
  return done;
}
