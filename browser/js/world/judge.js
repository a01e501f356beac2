// Judging what lies over the page: is it a notice, or does it belong to the page?

// proseIn gives the length of the running text in an element, and in how many pieces.
function proseIn(element) {
  const pieces = deepIn('p,li,h2,h3,blockquote', element).filter(p => (its.textContent(p) || '').trim().length > 80);
  return {length: pieces.reduce((sum, p) => sum + its.textContent(p).trim().length, 0), pieces: pieces.length};
}

// isStory tells whether a layer holds the page's own content: an article, or more
// running text than all the rest of the page. A question of consent can be long, too:
// it is known by its answers.
function isStory(layer, page) {
  const {element} = layer;
  const {length, pieces} = proseIn(element);
  if (length < 400) return false;
  const article = deepIn('article,main,[role="main"],[itemprop="articleBody"]', element).length > 0;
  const rest = page.prose() - length;
  if (layer.kind === 'consent' && (answersBoth(element) || pick(element, 'settings') && pick(element, 'accept'))) {
    return article && pieces >= 4 && length > rest;
  }
  if (article || deepIn('h1', element).length > 0) return true;
  return length > rest && pieces >= 3;
}

// asks tells whether a layer is a notice that waits for an answer: it says something,
// is of a kind that does, and has the button.
function asks(layer) {
  const {element, kind, text} = layer;
  if (declinesInFrame(element)) return true;
  if (kind === 'floating' || kind === 'player' || kind === 'ad' && text.length > 60) return kind === 'floating' && text.length > 15 && (pick(element, 'close') || pick(element, 'reject')) !== null;
  if (kind === 'consent') return pick(element, 'reject') !== null || pick(element, 'accept') !== null || pick(element, 'close') !== null;
  if (kind === 'age') return pick(element, 'age') !== null;
  return pick(element, 'reject') !== null || pick(element, 'close') !== null;
}

let decliningFrames = []; // {width, height} of frames of other sites that can be declined or closed

// declinesInFrame tells whether an element is such a frame.
function declinesInFrame(element) {
  if (its.localName(element) !== 'iframe' || documentOf(element) !== null) return false;
  return decliningFrames.some(({width, height}) => Math.abs(width - its.clientWidth(element)) <= 2 && Math.abs(height - its.clientHeight(element)) <= 2);
}

// judge says what to do with a layer: {clear: kind}, {keep: reason}, or {} where there
// is nothing to say. among are all layers.
function judge(layer, among, page) {
  const {element, area, position} = layer;
  if (!shows(element)) return {};
  layer.names = namesOf(element);
  layer.text = textOf(element);
  later(layer, 'kind', () => kindOf(layer));
  if (isStory(layer, page)) return {keep: 'it holds the story', story: true};
  if (asksForMoney(layer)) {
    walled = true;
    return {keep: 'it asks for a subscription or a login', wall: true};
  }
  if (isOpenedByAddress(layer)) return {keep: 'the address opened it', story: true};
  // A page that cannot be used for it is held back by a notice, not by a part of its own.
  const blocks = isModal(element) || position === 'fixed' && page.waitsFor(element) && (pleas.has(layer.kind) || its.localName(element) === 'iframe' || asks(layer));
  if (isFramed(layer) || !blocks && isFurniture(layer)) return {};
  if (isBare(layer) && isClear(element)) return {};
  later(layer, 'waits', () => asks(layer));
  if (position === 'sticky') {
    const atBottom = layer.box.top > innerHeight * 0.5 && layer.box.top + layer.box.height > innerHeight - 3;
    return atBottom && !inArticle(element) && (layer.waits || layer.kind === 'ad') ? {clear: layer.kind} : {};
  }
  const isAside = position === 'absolute' && (inArticle(element) || layer.box.top >= innerHeight);
  if ((layer.modal || blocks) && !(isAside && !layer.waits)) return {clear: layer.kind};
  if (layer.z < 0) return {};
  if (position === 'fixed' && area < 0.25 && layer.waits) return {clear: layer.kind};
  if (position === 'fixed' && isNobodysNotice(layer)) return {};
  const {over, under} = standing(layer, among);
  if (under > 0.25) return {}; // a background
  if (position === 'absolute') {
    if (inArticle(element)) return {};
    // Over the page by its own word, though nothing may lie just there, or nothing that can be hit.
    const least = layer.box.top >= innerHeight || page.waitsFor(element) ? 1 : 100;
    if (layer.waits && layer.z >= least && isPortaled(element)) return {clear: layer.kind};
    if ((layer.waits || asksAddress(element) && isPortaled(element)) && (over > 0 || layer.kind === 'consent' && layer.z > 0)) return {clear: layer.kind};
    // A shade over the page has nothing in it; what has is the page's own design.
    return area > 0.6 && over > 0.15 && layer.text.length < 3000 && (layer.waits || isBare(layer) && !isPictured(element)) ? {clear: layer.kind} : {};
  }
  if (layer.passive && isBare(layer) && area < 0.25) return {};
  if (area > 0.25 && over === 0 && !layer.waits && (layer.z <= 0 || layer.kind === 'overlay')) return {keep: 'it covers nothing of the page'};
  return {clear: layer.kind};
}

// isOpenedByAddress tells whether a layer is what the page's address is of: a picture or a
// story that its fragment has opened, and not a place that it leads to.
function isOpenedByAddress(layer) {
  const {element, area} = layer;
  const fragment = safelyDecoded(location.hash.slice(1));
  if (fragment === '' || /^!|^:~:/.test(fragment) || area < 0.3 || ['consent', 'age', 'newsletter', 'notifications', 'survey'].includes(layer.kind)) return false;
  const named = document.getElementById(fragment) || document.getElementsByName(fragment)[0];
  if (named) return named === element || contains(element, named) || contains(named, element);
  const shown = deepIn('img,video,iframe,canvas,picture,object', element).some(part => {
    const {width, height} = boxOf(part);
    return width * height > innerWidth * innerHeight * 0.1;
  });
  return shown || proseIn(element).length > 100;
}

function safelyDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// isNobodysNotice tells whether nothing says that a small fixed box is a notice, and
// nothing in it puts it away: it is a bar, a panel or a legend of the page's own.
function isNobodysNotice({element, area, kind, box}) {
  if (pick(element, 'close') || pick(element, 'reject')) return false;
  // Nothing of a page's own stands in the middle of the window and can be pressed.
  if (isCentred(box) && (its.localName(element) === 'iframe' || controls(element).some(control => its.localName(control) !== 'a'))) return false;
  if (kind === 'player') return deepIn('video,iframe', element).length === 0;
  if (kind === 'floating') return true;
  // A column beside the page is as tall as the window.
  return kind === 'overlay' && area < 0.5 && box.height > innerHeight * 0.85 && box.width < innerWidth * 0.5;
}

function isCentred({left, top, width, height}) {
  const [x, y] = [innerWidth / 2, innerHeight / 2];
  return left < x && left + width > x && top < y && top + height > y;
}

// isFramed tells a layer that keeps to a box in the page's flow, and lies over nothing else: an
// example of a dialog, what stands in for a film until one agrees.
function isFramed({element, position, top}) {
  const frame = position === 'absolute' && !top ? its.offsetParent(element) : null;
  if (!frame || frame === document.body || frame === document.documentElement) return false;
  const [outer, inner] = [frame, element].map(part => its.getBoundingClientRect(part));
  if (outer.height > innerHeight * 0.8 || areaOf(cut(outer, inner)) < areaOf(inner) * 0.98) return false;
  return ![...ancestors(frame)].some(part => /^(fixed|absolute|sticky)$/.test(getComputedStyle(part).position) || isDialog(part));
}

// later gives an object a value that is found out when it is first asked for.
function later(object, name, find) {
  Object.defineProperty(object, name, {configurable: true, get() {
    const value = find();
    Object.defineProperty(object, name, {value});
    return value;
  }});
}

// inArticle tells whether an element stands in the article's own flow.
function inArticle(element) {
  for (const part of ancestors(element)) {
    if (part !== element && its.matches(part, 'article,figure,[itemprop="articleBody"]')) return true;
  }
  return false;
}

// isPictured tells whether a layer has a picture for its ground, as no shade has.
const isPictured = element => getComputedStyle(element).backgroundImage.includes('url(');

// isBare tells whether there is nothing in a layer to read, see or press.
function isBare({element, text}) {
  return text === '' && deepIn('img,video,iframe,canvas,svg,input,button', element).length === 0;
}
