// Opening what a reader would open: closed details, 'load more', 'read on'.

// Words that make a button something else: it sells, it signs in, it sends, it leaves.
const neverWords = /subscri|sign ?(in|up|out)|log ?(in|out|off)|regist|\bbuy\b|\bcart\b|checkout|donat|premium|member|trial|unlock|offer|share|follow|download|install|delete|remove|report|reply|\babo\b|abonn|kaufen|anmeld|s'inscri|connexion|suscri|comprar|iniciar|assin|accedi|abbona|подпис|войти|kup(ić|)\b|prenum|購読|登録|ログイン|订阅|登录|구독|로그인|सदस्य|लॉग/i;

const clicked = new WeakMap(); // element -> times
const pressMost = 30; // times that one button is pressed

// moreButtons gives the buttons that show more of this page.
function moreButtons() {
  const size = hasPressed ? sizeNow() : null;
  return deep('button,[role="button"],input[type="button"],a').filter(element => {
    if ((clicked.get(element) || 0) >= pressMost || isDone(element, size) || element.disabled || its.getAttribute(element, 'aria-disabled') === 'true') return false;
    const onward = its.localName(element) === 'a' && leaves(element);
    if (onward && !continues(element)) return false;
    if (element.type === 'submit' && element.form) return false;
    const name = label(element);
    if (name === '' || name.length > 60 || neverWords.test(name.toLowerCase().normalize('NFC')) || !(showsMore(name) || !onward && unfolds(element))) return false;
    if (its.closest(element, `header,footer,[role="menu"],form,[aria-haspopup="true"]${onward ? '' : ',nav,[role="navigation"]'}`) || gated(element)) return false;
    return isVisible(element);
  });
}

const pressedAt = new WeakMap(); // button -> what it said, and how large the page was, before it was pressed: see sizeNow
const sizeNow = () => {
  const nodes = document.getElementsByTagName('*').length;
  return {nodes, height: pageHeight(), letters: nodes < nodesMost ? (its.innerText(document.body) || '').length : 0};
};
let hasPressed = false; // any
const nodesMost = 20000; // of a page whose letters are counted

// isDone tells a button that brought nothing: the page is no larger since it was pressed. One that has
// shut something is pressed once more.
const isDone = (button, now) => {
  const before = pressedAt.get(button);
  return before !== undefined && now.nodes <= before.nodes && now.height <= before.height + 2 && now.letters <= before.letters && !hasShut(button, before, now);
};

// hasShut tells whether a button has shut what it should open: it says the same as before. What loads
// more says less for a while, too, of itself.
function hasShut(button, before, now) {
  return now.letters < before.letters - before.name.length - lettersLeast && now.nodes === before.nodes && its.isConnected(button) && isVisible(button) && label(button) === before.name;
}

// showsMore tells whether a button says that it shows more.
function showsMore(name) {
  const words = plain(name.replace(/[|*\n]+/g, ' '));
  return morePhrases(words).some(phrase => words.includes(phrase.text) && fits(words, phrase) > 0);
}
const morePhrases = phrasebook(() => Object.values(moreWords).map(together => ['more', together]));

// unfolds tells whether a button, in whatever language, opens a part of the page's own text
// that is folded away or cut short below it: an answer, the rest of a story.
function unfolds(button) {
  if (clicked.has(button) || its.getAttribute(button, 'aria-expanded') !== 'false' || its.matches(button, '[aria-haspopup],[role="tab"],[role="combobox"]')) return false;
  const part = foldedBy(button);
  if (!part || (its.textContent(part) || '').trim().length < 30 || its.matches(part, 'nav,menu,form,dialog,[popover],[role="menu"],[role="listbox"],[role="dialog"]')) return false;
  if (its.querySelector(part, 'nav,form,input,select,textarea,[role="menu"],[role="listbox"]') || its.querySelectorAll(part, 'a').length > 3 && wordsOutsideLinks(part) < 60) return false;
  if (/absolute|fixed/.test(getComputedStyle(part).position)) return false;
  const cut = its.clientHeight(part) > 0 && its.scrollHeight(part) > its.clientHeight(part) + 20 && /hidden|clip/.test(getComputedStyle(part).overflowY);
  return cut || !isVisible(part);
}

// foldedBy gives the element that a button says it opens, or what stands right below it.
function foldedBy(button) {
  const id = (its.getAttribute(button, 'aria-controls') || '').split(/\s+/)[0];
  if (id) return its.getRootNode(button).getElementById?.(id) || null;
  const heading = its.closest(button, 'h1,h2,h3,h4,h5,h6,dt') || button;
  return its.nextElementSibling(heading);
}

// wordsOutsideLinks gives the length of the text of an element that leads nowhere.
function wordsOutsideLinks(element) {
  const linked = [...its.querySelectorAll(element, 'a')].reduce((sum, link) => sum + its.textContent(link).trim().length, 0);
  return its.textContent(element).trim().length - linked;
}

// leaves tells whether following a link would leave the page.
function leaves(link) {
  const href = (its.getAttribute(link, 'href') || '').trim();
  return href !== '' && !href.startsWith('#') && !/^javascript:/i.test(href);
}

// gated tells whether an element stands in something that asks for money or a login.
function gated(element) {
  for (const part of ancestors(element)) {
    const names = (its.id(part) + ' ' + (its.getAttribute(part, 'class') || '')).toLowerCase();
    if (/paywall|subscri|regwall|meter(ed)?-?(gate|wall)|piano|premium|login|signup/.test(names)) return part !== document.body && part !== document.documentElement;
  }
  return false;
}

// dropsDown tells details of which all would lie over the page: they are a menu.
function dropsDown(details) {
  const parts = [...its.children(details)].filter(part => its.localName(part) !== 'summary');
  return parts.length > 0 && parts.every(part => /absolute|fixed/.test(getComputedStyle(part).position));
}

// expand opens details and presses each button once, and tells the size of the page then:
// {details, pressed: [names], size}.
async function expand({press}) {
  let details = 0;
  for (const element of deep('details:not([open])')) {
    // Of those that share a name one can be open at a time: that which is, else the first.
    const group = its.getAttribute(element, 'name');
    if (its.closest(element, 'nav,header,footer,[role="navigation"]') || group && deep('details[open]', its.getRootNode(element)).some(other => its.getAttribute(other, 'name') === group)) continue;
    if (dropsDown(element)) continue;
    element.open = true;
    details++;
  }
  const pressed = [];
  let size = null;
  for (const button of press ? moreButtons().slice(0, 30) : []) {
    if (its.getAttribute(button, 'aria-expanded') === 'true' || leftShut.has(button)) continue;
    const open = deep('[aria-expanded="true"]');
    const name = label(button);
    size ||= sizeNow();
    const isBack = pressedAt.has(button) && hasShut(button, pressedAt.get(button), size);
    const before = {...size, name};
    clicked.set(button, (clicked.get(button) || 0) + 1);
    pressedAt.set(button, before);
    hasPressed = true;
    if (await pressHere(button)) clicked.set(button, pressMost);
    else pressed.push(name);
    size = sizeNow();
    const isShut = !isBack && hasShut(button, before, size);
    if (isShut || isBack) clicked.set(button, pressMost);
    if (isShut) {
      its.click(button);
      await painted();
      pressed.pop();
      size = sizeNow();
    }
    await giveBack(button, open.filter(other => its.getAttribute(other, 'aria-expanded') === 'false'));
  }
  return {details, pressed, size: measure()};
}

const leftShut = new WeakSet(); // buttons of which only one can be open

// giveBack opens again what a button has closed: of those of which one can be open at a
// time, the one that was stays, and the others stay shut.
async function giveBack(button, closed) {
  for (const other of closed) {
    if (!its.isConnected(other) || !isVisible(other)) continue;
    its.click(other);
    await painted();
    const group = [...ancestors(button)].find(part => contains(part, other));
    for (const one of group ? deepIn('[aria-expanded="false"]', group) : []) leftShut.add(one);
  }
}
