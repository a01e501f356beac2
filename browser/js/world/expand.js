// Opening what a reader would open: closed details, 'load more', 'read on'.

// Words that make a button something else: it sells, it signs in, it sends, it leaves.
const neverWords = /subscri|sign ?(in|up|out)|log ?(in|out|off)|regist|\bbuy\b|\bcart\b|checkout|donat|premium|member|trial|unlock|offer|share|follow|download|install|delete|remove|report|reply|\babo\b|abonn|kaufen|anmeld|s'inscri|connexion|suscri|comprar|iniciar|assin|accedi|abbona|подпис|войти|kup(ić|)\b|prenum|購読|登録|ログイン|订阅|登录|구독|로그인|सदस्य|लॉग/i;

const clicked = new WeakMap(); // element -> times

// moreButtons gives the buttons that show more of this page.
function moreButtons() {
  return deep('button,[role="button"],input[type="button"],summary,a').filter(element => {
    if ((clicked.get(element) || 0) >= 30 || element.disabled || element.getAttribute('aria-disabled') === 'true') return false;
    if (element.localName === 'a' && leaves(element)) return false;
    if (element.type === 'submit' && element.form) return false;
    const name = label(element);
    if (name === '' || name.length > 60 || neverWords.test(name.toLowerCase().normalize('NFC')) || !(showsMore(name) || unfolds(element))) return false;
    if (element.closest('nav,header,footer,[role="navigation"],[role="menu"],form,[aria-haspopup="true"]') || gated(element)) return false;
    return isVisible(element);
  });
}

// showsMore tells whether a button says that it shows more.
function showsMore(name) {
  const words = plain(name.replace(/[|*\n]+/g, ' '));
  morePhrases ||= phrasesIn(Object.values(moreWords).map(together => ['more', together]));
  return morePhrases.some(phrase => fits(words, phrase) > 0);
}
let morePhrases = null;

// unfolds tells whether a button, in whatever language, opens a part of the page's own text
// that is folded away or cut short below it: an answer, the rest of a story.
function unfolds(button) {
  if (clicked.has(button) || button.getAttribute('aria-expanded') !== 'false' || button.matches('[aria-haspopup],[role="tab"],[role="combobox"]')) return false;
  const part = foldedBy(button);
  if (!part || (part.textContent || '').trim().length < 30 || part.matches('nav,menu,form,dialog,[popover],[role="menu"],[role="listbox"],[role="dialog"]')) return false;
  if (part.querySelector('nav,form,input,select,textarea,[role="menu"],[role="listbox"]') || part.querySelectorAll('a').length > 3 && wordsOutsideLinks(part) < 60) return false;
  if (/absolute|fixed/.test(getComputedStyle(part).position)) return false;
  const cut = part.clientHeight > 0 && part.scrollHeight > part.clientHeight + 20 && /hidden|clip/.test(getComputedStyle(part).overflowY);
  return cut || !isVisible(part);
}

// foldedBy gives the element that a button says it opens, or what stands right below it.
function foldedBy(button) {
  const id = (button.getAttribute('aria-controls') || '').split(/\s+/)[0];
  if (id) return button.getRootNode().getElementById?.(id) || null;
  const heading = button.closest('h1,h2,h3,h4,h5,h6,dt') || button;
  return heading.nextElementSibling;
}

// wordsOutsideLinks gives the length of the text of an element that leads nowhere.
function wordsOutsideLinks(element) {
  const linked = [...element.querySelectorAll('a')].reduce((sum, link) => sum + link.textContent.trim().length, 0);
  return element.textContent.trim().length - linked;
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
  for (const button of press ? moreButtons().slice(0, 30) : []) {
    if (button.getAttribute('aria-expanded') === 'true' || leftShut.has(button)) continue;
    const open = deep('[aria-expanded="true"]');
    clicked.set(button, (clicked.get(button) || 0) + 1);
    pressed.push(label(button));
    button.click();
    await painted();
    await giveBack(button, open.filter(other => other.getAttribute('aria-expanded') === 'false'));
  }
  return {details, pressed, size: measure()};
}

const leftShut = new WeakSet(); // buttons of which only one can be open

// giveBack opens again what a button has closed: of those of which one can be open at a
// time, the one that was stays, and the others stay shut.
async function giveBack(button, closed) {
  for (const other of closed) {
    if (!other.isConnected || !isVisible(other)) continue;
    other.click();
    await painted();
    const group = [...ancestors(button)].find(part => contains(part, other));
    for (const one of group ? deepIn('[aria-expanded="false"]', group) : []) leftShut.add(one);
  }
}
