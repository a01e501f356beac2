// Finding what lies over the page: by position, stacking and role, not by name.

// layers gives the elements that are taken out of the flow and pinned to the window or
// lifted over the page, outermost first: the top layer, fixed boxes, and absolute boxes
// that cover much of the window.
function layers() {
  const found = [];
  const windowArea = innerWidth * innerHeight;
  for (const scope of scopes()) {
    if ((scope.ownerDocument || scope) !== document) continue; // a frame is a layer as a whole
    for (const element of scope.querySelectorAll('*')) {
      if (element === document.body || element === document.documentElement) continue;
      const style = getComputedStyle(element);
      const top = inTopLayer(element);
      if (!top && style.position !== 'fixed' && style.position !== 'absolute' && style.position !== 'sticky') continue;
      if (style.display === 'none' || style.visibility === 'hidden' && !element.firstElementChild) continue;
      const box = boxOf(element);
      const area = box.width * box.height;
      if (area < 100) continue;
      const lifted = (parseInt(style.zIndex, 10) || 0) > 0;
      if (!top && style.position === 'absolute' && !(lifted && area > windowArea * 0.3)) continue;
      found.push({element, top, position: style.position, box, area: area / windowArea});
    }
  }
  // A layer inside a layer goes with it.
  return found.filter(layer => !found.some(other => other !== layer && other.position !== 'sticky' && contains(other.element, layer.element)));
}

function contains(outer, inner) {
  for (const part of ancestors(inner)) if (part === outer && part !== inner) return true;
  return false;
}

function inTopLayer(element) {
  try {
    return element.matches(':modal,:popover-open');
  } catch {
    return false;
  }
}

// boxOf gives the part of the window that an element with its content covers. A box of
// no size may hold large ones.
function boxOf(element) {
  const boxes = [element.getBoundingClientRect()];
  if (boxes[0].width * boxes[0].height < 100) {
    for (const child of [...element.children, ...(element.shadowRoot?.children || [])].slice(0, 50)) boxes.push(child.getBoundingClientRect());
  }
  const seen = boxes.map(b => ({left: Math.max(0, b.left), top: Math.max(0, b.top), right: Math.min(innerWidth, b.right), bottom: Math.min(innerHeight, b.bottom)}))
    .filter(b => b.right > b.left && b.bottom > b.top);
  if (seen.length === 0) return {left: 0, top: 0, width: 0, height: 0};
  const left = Math.min(...seen.map(b => b.left));
  const top = Math.min(...seen.map(b => b.top));
  return {left, top, width: Math.max(...seen.map(b => b.right)) - left, height: Math.max(...seen.map(b => b.bottom)) - top};
}

// shows tells whether a layer can be seen: some point of it is not covered by what is
// outside of it, and it is not transparent.
function shows(element) {
  return element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) || [...element.querySelectorAll('*')].slice(0, 200).some(isVisible);
}

// textOf gives what a layer says, its shadow roots included.
function textOf(element) {
  const parts = [element.innerText ?? element.textContent ?? ''];
  for (const host of [element, ...element.querySelectorAll('*')]) {
    if (host.shadowRoot) parts.push(...[...host.shadowRoot.children].filter(c => c.localName !== 'style').map(c => c.innerText || ''));
  }
  return parts.join('\n').replace(/[ \t]+/g, ' ').trim();
}

// namesOf gives the ids, classes and labels of a layer and its first descendants: what
// its makers call it.
function namesOf(element) {
  const parts = [];
  for (const part of [element, ...[...element.querySelectorAll('*')].slice(0, 30)]) {
    parts.push(part.localName, part.id, part.getAttribute('class') || '', part.getAttribute('aria-label') || '', part.getAttribute('title') || '');
  }
  return parts.join(' ').replace(/[-_]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
}

// isStory tells whether a layer holds the page's own content: a long text, or most of
// what the page says.
function isStory(element) {
  const paragraphs = deep('p,li,h2,h3', element).filter(p => (p.textContent || '').trim().length > 80);
  const inside = paragraphs.reduce((sum, p) => sum + p.textContent.length, 0);
  if (inside < 400) return false;
  const body = document.body?.textContent.length || 0;
  const heading = element.querySelector('h1,article,main') !== null;
  return heading && inside > 400 || inside > body * 0.5 && paragraphs.length >= 3;
}

// isFurniture tells whether a layer is part of the site: its header, navigation, or a
// table of contents.
function isFurniture({element, box, position}, kind) {
  if (position === 'sticky') return true;
  if (element.matches('header,nav,[role="banner"],[role="navigation"]') || element.querySelector('nav,[role="navigation"],[role="search"]')) {
    return box.height < innerHeight * 0.4 || box.width < innerWidth * 0.35;
  }
  const atTop = box.top <= 2 && box.height < innerHeight * 0.25 && box.width > innerWidth * 0.5;
  if (!atTop) return false;
  const isHead = element.querySelector('h1,[class*="logo" i],a[href="/"]') !== null || /header|masthead|navbar|topbar/i.test(namesOf(element).slice(0, 200));
  return isHead || kind === 'floating';
}

// asksForMoney tells a paywall or login wall from other notices. It is never cleared.
function asksForMoney(text, names) {
  if (/paywall|regwall|subscription ?(wall|required)|piano ?(offer|template)|tp (modal|backdrop)/i.test(names)) return true;
  return /subscribe to (continue|read|keep)|continue reading with|subscribers? only|for subscribers|already a subscriber|to (continue|keep) reading|(log|sign) in to (continue|read|view)|free articles? (left|remaining)|jetzt abonnieren|weiterlesen mit|nur für abonnenten|réservé aux abonnés|abonnez-vous pour|exclusivo para suscriptores|suscríbete para|para assinantes|assine para|per gli abbonati|abbonati per|alleen voor abonnees|tylko dla (subskrybentów|prenumeratorów)|только для подписчиков|会員限定|有料会員|订阅后|구독자 전용/i.test(text);
}

// locked tells whether the page cannot be scrolled although it is longer than the window.
function locked() {
  return [document.documentElement, document.body].filter(Boolean).some(element => {
    const style = getComputedStyle(element);
    return style.overflowY === 'hidden' || style.overflowY === 'clip' || style.position === 'fixed' || style.touchAction === 'none';
  });
}
