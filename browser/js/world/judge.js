// Judging what lies over the page: is it a notice, or does it belong to the page?

// proseIn gives the length of the running text in an element, and in how many pieces.
function proseIn(element) {
  const pieces = deepIn('p,li,h2,h3,blockquote', element).filter(p => (p.textContent || '').trim().length > 80);
  return {length: pieces.reduce((sum, p) => sum + p.textContent.trim().length, 0), pieces: pieces.length};
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

// isFurniture tells whether a layer is part of the site: its header, its menus, a table
// of contents, a way back to the top.
function isFurniture(layer) {
  const {element, box, position, text, area} = layer;
  if (deepIn('input[type="search"],[role="search"]', element).some(isVisible) && area < 0.4) return true;
  if (element.matches('header,nav,[role="banner"],[role="navigation"]') || deepIn('nav,[role="navigation"],[role="banner"]', element).some(isVisible)) {
    return box.height < innerHeight * 0.4 || box.width < innerWidth * 0.35;
  }
  const links = deepIn('a[href]', element).filter(isVisible);
  const marks = links.filter(link => (link.getAttribute('href') || '').length > 1 && link.getAttribute('href').startsWith('#'));
  if (marks.length >= 2 && marks.length >= links.length * 0.6) return true;
  const pages = links.filter(link => link.origin === location.origin && link.pathname !== location.pathname);
  if (pages.length >= 4 && area < 0.4 && !['consent', 'age', 'newsletter'].includes(layer.kind)) return true;
  if (area < 0.02 && /\b(back ?to ?top|scroll ?(to ?)?top|to ?top|go ?top|nach oben|haut de page)\b/i.test(layer.names + ' ' + text)) return true;
  if (isMenu(layer)) return true;
  if (area < 0.1 && /\b(share|social|sharing)\b/i.test(namesOf(element, 3)) && layer.kind !== 'consent') return true;
  const atTop = box.top <= 2 && box.height < innerHeight * 0.25 && box.width > innerWidth * 0.5;
  if (!atTop) return false;
  const leadsHome = links.some(link => link.origin === location.origin && link.pathname === '/' && link.search === '');
  if (position !== 'sticky' && asks(layer) && !(leadsHome && layer.kind !== 'consent')) return false;
  return true;
}

// isMenu tells whether a layer is nothing but a row of names to press, none of which
// answers anything.
function isMenu(layer) {
  const {element, text} = layer;
  if (text.length > 160 || layer.kind === 'consent' || layer.kind === 'age') return false;
  const names = controls(element).map(nameOf);
  if (names.filter(name => name !== '').length < 3 || text.length > names.join(' ').length + 30) return false;
  return names.every(name => !['reject', 'accept', 'close'].includes(meaningOf(name)));
}

// asks tells whether a layer is a notice that waits for an answer: it says something,
// is of a kind that does, and has the button.
function asks(layer) {
  const {element, kind, text} = layer;
  if (kind === 'floating' || kind === 'player' || kind === 'ad' && text.length > 60) return kind === 'floating' && text.length > 15 && pick(element, 'close') !== null;
  if (kind === 'consent') return pick(element, 'reject') !== null || pick(element, 'accept') !== null || pick(element, 'close') !== null;
  if (kind === 'age') return pick(element, 'age') !== null;
  return pick(element, 'reject') !== null || pick(element, 'close') !== null;
}

// judge says what to do with a layer: {clear: kind}, {keep: reason}, or {} where there
// is nothing to say. among are all layers.
function judge(layer, among, page) {
  const {element, area, position, modal} = layer;
  if (!shows(element)) return {};
  layer.names = namesOf(element);
  layer.text = textOf(element);
  later(layer, 'kind', () => kindOf(layer));
  if (isStory(layer, page)) return {keep: 'it holds the story', story: true};
  if (asksForMoney(layer)) return {keep: 'it asks for a subscription or a login', wall: true};
  if (isFurniture(layer)) return {};
  if (isBare(layer) && isClear(element)) return {};
  const waits = asks(layer);
  if (position === 'sticky') {
    const atBottom = layer.box.top > innerHeight * 0.5 && layer.box.top + layer.box.height > innerHeight - 3;
    return atBottom && !inArticle(element) && (waits || layer.kind === 'ad') ? {clear: layer.kind} : {};
  }
  if (modal && !(position === 'absolute' && inArticle(element) && !waits)) return {clear: layer.kind};
  if (layer.z < 0) return {};
  if (position === 'fixed' && area < 0.25 && waits) return {clear: layer.kind};
  const {over, under} = standing(layer, among);
  if (under > 0.25) return {}; // a background
  if (position === 'absolute') {
    if (inArticle(element)) return {};
    if (waits && (over > 0 || layer.kind === 'consent' && layer.z > 0)) return {clear: layer.kind};
    // A shade over the page has nothing in it; what has is the page's own design.
    return area > 0.6 && over > 0.15 && layer.text.length < 3000 && (waits || isBare(layer)) ? {clear: layer.kind} : {};
  }
  if (layer.passive && isBare(layer) && area < 0.25) return {};
  if (area > 0.25 && over === 0 && !waits && layer.z <= 0) return {keep: 'it covers nothing of the page'};
  return {clear: layer.kind};
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
    if (part !== element && part.matches('article,figure,[itemprop="articleBody"]')) return true;
  }
  return false;
}

// isBare tells whether there is nothing in a layer to read, see or press.
function isBare({element, text}) {
  return text === '' && deepIn('img,video,iframe,canvas,svg,input,button', element).length === 0;
}
