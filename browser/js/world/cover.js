// Finding what lies over the page: by position, stacking and role, not by name.

// In a document with more elements than this, of elements that are written alike only
// the first few are asked for their style, which takes its time.
const manyElements = 10000;
const alike = 12;

// layers gives the boxes that are taken out of the flow and may lie over the page, in
// document order, outer ones before inner ones: the top layer, fixed and sticky boxes,
// and absolute boxes that call themselves dialogs, are lifted over the rest, or have
// the names of notices.
function layers() {
  const found = [];
  const held = isHeld();
  for (const scope of scopes()) {
    if ((its.ownerDocument(scope) || scope) !== document) continue; // a frame is a layer as a whole
    for (const element of suspects(scope)) {
      if (element === document.body || element === document.documentElement) continue;
      const layer = layerOf(element, held);
      if (layer) found.push(layer);
    }
  }
  return found;
}

// suspects gives the elements of a scope that may be layers.
function suspects(scope) {
  const all = its.querySelectorAll(scope, '*');
  if (all.length <= manyElements) return all;
  const seen = new Map();
  return [...all].filter(element => {
    const written = its.localName(element) + '|' + (its.getAttribute(element, 'class') || '') + '|' + (its.getAttribute(element, 'style') || '') + '|' + (its.getAttribute(element, 'role') || '');
    const times = (seen.get(written) || 0) + 1;
    seen.set(written, times);
    return times <= alike || its.id(element) !== '' || its.localName(element).includes('-') || its.localName(element) === 'dialog' || its.localName(element) === 'iframe';
  });
}

// layerOf gives an element as a layer, or null. A page that is held is so for one of them.
function layerOf(element, held) {
  const style = getComputedStyle(element);
  const {position} = style;
  const top = inTopLayer(element);
  if (!top && position !== 'fixed' && position !== 'absolute' && position !== 'sticky') return null;
  if (style.display === 'none') return null;
  const modal = top || isDialog(element) || position === 'absolute' && framesDialog(element);
  const z = parseInt(style.zIndex, 10) || 0;
  const lifted = z > 0 && isPortaled(element);
  // A bubble may point at something that lies further down.
  const isDeep = (modal || lifted) && position === 'absolute' && its.getBoundingClientRect(element).top >= innerHeight;
  const box = boxOf(element, isDeep ? its.scrollHeight(document.documentElement) - scrollY : innerHeight);
  const area = box.width * box.height / (innerWidth * innerHeight);
  if (box.width * box.height < 100) return null;
  if (position === 'absolute' && !modal && !(z > 0 && area > 0.3) && area <= 0.6 && !noticeNames.test(namesOf(element, 1)) && !lifted && !(z > 0 && area > 0.02 && (held || speaksOfCookies(element) || offersToDecline(element)))) return null;
  return {element, top, modal, position, z, box, area, passive: style.pointerEvents === 'none'};
}

// speaksOfCookies tells whether a short text has the words of a question of consent.
function speaksOfCookies(element) {
  const text = its.textContent(element) || '';
  return text.length > 20 && text.length < 2000 && cookieWords.test(text);
}

// offersToDecline tells whether a short text comes with a way to say no to it.
const offersToDecline = element => isShort(element) && pick(element, 'reject') !== null;

// goesAway tells whether one comes with a way to say no to it, or to close it.
const goesAway = element => isShort(element) && (pick(element, 'reject') || pick(element, 'close')) !== null;

function isShort(element) {
  const {length} = its.textContent(element) || '';
  return length > 20 && length < 2000;
}

const noticeNames = /cookie|consent|gdpr|privacy|modal|popup|pop up|overlay|dialog|newsletter|interstitial|lightbox|backdrop|banner|notice|toast|age ?(gate|check|verif)/i;

function isDialog(element) {
  return its.matches(element, 'dialog[open],[role="dialog"],[role="alertdialog"],[aria-modal="true"]');
}

// isPortaled tells an element that was put beside the page: into the body, or into boxes there
// that have nothing else in them and no size of their own, a shadow host for example.
function isPortaled(element) {
  for (let at = element, deep = 0; deep < 4; deep++) {
    const around = parentOf(at);
    if (!around || around === document.body || around === document.documentElement) return around !== null;
    const isHost = its.shadowRoot(around) !== null && its.shadowRoot(around) === its.parentNode(at);
    if (its.clientHeight(around) > 0 || !isHost && its.children(around).length > 1) return false;
    at = around;
  }
  return false;
}

// framesDialog tells whether there is nothing in an element but a dialog, however wrapped.
function framesDialog(element) {
  for (let inner = its.firstElementChild(element), deep = 0; inner && deep < 3; inner = its.firstElementChild(inner), deep++) {
    if (isDialog(inner)) return true;
    if (its.nextElementSibling(inner)) return false;
  }
  return false;
}

function contains(outer, inner) {
  for (const part of ancestors(inner)) if (part === outer && part !== inner) return true;
  return false;
}

// setAside gives the parts of the page that it has set aside for a notice: most of what there is to
// read, which cannot be used, or is blurred.
function setAside() {
  const read = element => [...its.children(element)].filter(part => !its.matches(part, 'script,style,template,noscript'));
  const letters = element => (its.textContent(element) || '').length;
  const parts = document.body ? read(document.body) : [];
  const half = parts.reduce((sum, part) => sum + letters(part), 0) / 2;
  return [...parts, ...parts.flatMap(part => read(part).slice(0, 20))].filter(part => {
    const is = part.inert || its.getAttribute(part, 'aria-hidden') === 'true' || getComputedStyle(part).filter.includes('blur');
    return is && letters(part) > half;
  });
}

// isModal tells a dialog that lets nothing else of the page be used.
function isModal(element) {
  try {
    return its.matches(element, ':modal');
  } catch {
    return false;
  }
}

function inTopLayer(element) {
  try {
    return its.matches(element, ':modal,:popover-open');
  } catch {
    return false;
  }
}

// boxOf gives the part of the window, or of the page down to some line, that an element with its
// content covers. A box of no size may hold large ones.
function boxOf(element, foot = innerHeight) {
  const boxes = [its.getBoundingClientRect(element)];
  if (boxes[0].width < 8 || boxes[0].height < 8) {
    for (const inner of inside(element, 60)) boxes.push(its.getBoundingClientRect(inner));
  }
  const seen = boxes.map(b => ({left: Math.max(0, b.left), top: Math.max(0, b.top), right: Math.min(innerWidth, b.right), bottom: Math.min(foot, b.bottom)}))
    .filter(b => b.right > b.left && b.bottom > b.top);
  if (seen.length === 0) return {left: 0, top: 0, width: 0, height: 0};
  const left = Math.min(...seen.map(b => b.left));
  const top = Math.min(...seen.map(b => b.top));
  return {left, top, width: Math.max(...seen.map(b => b.right)) - left, height: Math.max(...seen.map(b => b.bottom)) - top};
}

// rootsOf gives what the content of an element stands in: itself, its shadow root, and
// the document in it if it is a frame.
function rootsOf(element) {
  const inner = its.localName(element) === 'iframe' ? documentOf(element) : null;
  return [element, its.shadowRoot(element), inner].filter(Boolean);
}

// deepIn is deep for an element that may be a shadow host or a frame itself.
function deepIn(selector, element) {
  return rootsOf(element).flatMap(root => deep(selector, root));
}

// inside gives the first elements in a layer, shadow roots included.
function inside(element, most) {
  const list = [];
  const roots = rootsOf(element).reverse();
  for (let i = 0; i < roots.length && list.length < most; i++) {
    const walker = walkerOver(document, roots[i], NodeFilter.SHOW_ELEMENT);
    while (list.length < most && walker.nextNode()) {
      list.push(walker.currentNode);
      if (its.shadowRoot(walker.currentNode)) roots.push(its.shadowRoot(walker.currentNode));
    }
  }
  return list;
}

// shows tells whether something of a layer can be seen, or will be when it has faded in.
function shows(element) {
  if (its.checkVisibility(element, {checkOpacity: true, checkVisibilityCSS: true})) return true;
  if (its.checkVisibility(element) && its.getAnimations(element).some(a => a.playState === 'running')) return true;
  return inside(element, 200).some(isVisible);
}

// isClear tells whether there is nothing in a layer and one sees through it.
function isClear(element) {
  const style = getComputedStyle(element);
  if (style.backgroundColor !== 'rgba(0, 0, 0, 0)' || style.backgroundImage !== 'none' || style.backdropFilter !== 'none' || style.boxShadow !== 'none' || style.borderTopWidth !== '0px') return false;
  return !/^(img|video|iframe|canvas|svg|object|embed)$/.test(its.localName(element)) && textOf(element) === '' && !inside(element, 200).some(isVisible);
}

// textOf gives what a layer says, its shadow roots and readable frames included.
function textOf(element) {
  const parts = [its.innerText(element) ?? its.textContent(element) ?? ''];
  for (const scope of rootsOf(element).flatMap(root => scopes(root)).slice(1, 40)) {
    if (scope === element) continue;
    const roots = its.nodeType(scope) === Node.DOCUMENT_NODE ? [scope.body] : [...its.children(scope)].filter(c => its.localName(c) !== 'style' && its.localName(c) !== 'script');
    parts.push(...roots.map(root => its.innerText(root) || ''));
  }
  return parts.join('\n').normalize('NFC').replace(/[ \t]+/g, ' ').trim();
}

// namesOf gives the ids, classes and labels of a layer and its first descendants: what
// its makers call it.
function namesOf(element, most = 30) {
  const parts = [];
  for (const part of [element, ...(most > 1 ? inside(element, most) : [])]) {
    parts.push(its.localName(part), its.id(part), its.getAttribute(part, 'class') || '', its.getAttribute(part, 'aria-label') || '', its.getAttribute(part, 'title') || '', its.getAttribute(part, 'data-testid') || '');
    if (its.localName(part) === 'iframe') parts.push(part.name, (its.getAttribute(part, 'src') || '').slice(0, 200));
  }
  return parts.join(' ').replace(/[-_]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
}

// standing tells how a layer stands to what else is in the window, by looking at points
// of it: {over: the part of the points where it lies over text or pictures of the page,
// under: the part where the page lies over it}.
function standing({element, box, passive}, others) {
  const lineage = new Set(ancestors(element));
  const elsewhere = others.map(layer => layer.element).filter(other => other !== element && !lineage.has(other));
  let over = 0;
  let under = 0;
  let looked = 0;
  const begun = performance.now();
  for (const [x, y] of points(box.width * box.height > 40000 ? 7 : 4)) {
    // On a page of very many boxes one look takes long; a few must do.
    if (looked >= 4 && performance.now() - begun > 150) break;
    looked++;
    const hits = document.elementsFromPoint(box.left + box.width * x, box.top + box.height * y);
    let reached = passive; // what lets the pointer through is not among the hits
    let above = false;
    let below = false;
    for (const hit of hits.slice(0, 60)) {
      if (hit === document.body || hit === document.documentElement) continue;
      if (hit === element || lineage.has(hit) && its.shadowRoot(hit) || contains(element, hit)) {
        reached = true;
        continue;
      }
      if (lineage.has(hit) || elsewhere.some(other => other === hit || contains(other, hit))) continue;
      if (!reached) above = true;
      else if (isContent(hit)) below = true;
    }
    if (reached && above && !passive) under++;
    if (reached && below) over++;
  }
  return {over: over / looked, under: under / looked};
}

// points gives the middles of a grid's cells as parts of a box, spread so that the
// first few lie all over it.
function points(steps) {
  const list = [];
  for (let i = 0; i < steps * steps; i++) {
    const cell = i * (steps === 7 ? 18 : 5) % (steps * steps); // no common factor: each cell once
    list.push([(cell % steps + 0.5) / steps, (Math.floor(cell / steps) + 0.5) / steps]);
  }
  return list;
}

// behind tells whether a layer lies below another one where both are.
function behind(layer, other) {
  let below = 0;
  let both = 0;
  for (const [x, y] of points(4)) {
    const hits = document.elementsFromPoint(other.box.left + other.box.width * x, other.box.top + other.box.height * y);
    const [mine, its] = [layer, other].map(({element}) => hits.findIndex(hit => hit === element || contains(element, hit)));
    if (mine < 0 || its < 0) continue;
    both++;
    if (its < mine) below++;
  }
  return both > 0 && below > both / 2;
}

// isContent tells whether there is something to read or see in an element itself.
function isContent(element) {
  if (/^(img|picture|video|canvas|svg|iframe|object|embed|table|input|button|hr)$/.test(its.localName(element))) return true;
  for (const node of its.childNodes(element)) if (its.nodeType(node) === Node.TEXT_NODE && node.data.trim() !== '') return true;
  const style = getComputedStyle(element);
  return style.backgroundImage !== 'none' || style.backgroundColor !== 'rgba(0, 0, 0, 0)' && its.parentElement(element) !== document.body;
}
