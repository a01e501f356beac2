// Giving the page back what an overlay took: scrolling, colours, the pointer.

// scrollsWithin tells a page whose window leaves scrolling to its body, or to a pane.
function scrollsWithin() {
  if (mainScroller() === document.body) return true;
  const fits = [document.documentElement, document.body].every(element => (its.scrollHeight(element) || 0) <= innerHeight * 1.25);
  return fits && boxes().some(box => its.clientHeight(box) >= innerHeight * 0.4);
}

// locked tells whether the page cannot be scrolled.
function locked() {
  return !scrollsWithin() && [document.documentElement, document.body].filter(Boolean).some(element => {
    const style = getComputedStyle(element);
    return style.overflowY === 'hidden' || style.overflowY === 'clip' || style.position === 'fixed' || style.touchAction === 'none' || style.pointerEvents === 'none';
  });
}

// isHeld tells whether there is more of the page than the window shows, and no way to get there.
function isHeld() {
  return locked() && [document.documentElement, document.body].some(element => (its.scrollHeight(element) || 0) > innerHeight * 1.2);
}

// holders gives the elements that the page's text stands in, the outermost first.
function holders() {
  const texts = deep('h1,p').filter(element => (its.textContent(element) || '').trim().length > 20).slice(0, 400)
    .sort((a, b) => its.textContent(b).length - its.textContent(a).length).slice(0, 6);
  const list = new Set(document.querySelectorAll('body > *,body > * > *'));
  for (const text of texts) for (const part of ancestors(text)) list.add(part);
  return [...list].filter(element => element !== document.body && element !== document.documentElement && its.getBoundingClientRect(element).width > innerWidth * 0.3);
}

// unlock undoes it and says what: 'body overflow', 'div#page filter' ...
function unlock() {
  const undone = [];
  const set = (element, name, value) => {
    its.style(element).setProperty(name, value, 'important');
    undone.push(`${its.localName(element)} ${name}`);
  };
  // What is taken out of the flow does not hold its place open: then the height has to stay.
  const open = element => {
    const {height} = its.getBoundingClientRect(element);
    const written = ['height', 'max-height'].map(name => [name, its.style(element).getPropertyValue(name), its.style(element).getPropertyPriority(name)]);
    for (const [name] of written) its.style(element).setProperty(name, name === 'height' ? 'auto' : 'none', 'important');
    if (its.getBoundingClientRect(element).height >= height - 1) undone.push(`${its.localName(element)} height`);
    else for (const [name, value, priority] of written) its.style(element).setProperty(name, value, priority);
  };
  const isFree = scrollsWithin();
  for (const element of [document.documentElement, document.body].filter(Boolean)) {
    const style = getComputedStyle(element);
    if (!isFree && (style.overflowY === 'hidden' || style.overflowY === 'clip')) set(element, 'overflow', 'visible');
    if (style.position === 'fixed' || style.position === 'absolute' && element === document.body) {
      set(element, 'position', 'static');
      set(element, 'width', 'auto');
    }
    if (style.touchAction === 'none') set(element, 'touch-action', 'auto');
    if (style.pointerEvents === 'none') set(element, 'pointer-events', 'auto');
    if (style.paddingRight !== '0px' && its.style(element).paddingRight !== '') set(element, 'padding-right', '0'); // the scroll bar's place
    const height = parseFloat(style.height);
    if (!isFree && its.scrollHeight(element) > height + 5 && height <= innerHeight + 1 && (style.maxHeight !== 'none' || height >= innerHeight * 0.9)) open(element);
    shade(element, undone);
  }
  if (isGated()) return undone; // what is veiled there is for sale
  for (const element of [document.body, ...holders()]) {
    if (!element) continue;
    const style = getComputedStyle(element);
    if (/blur|grayscale|brightness|opacity|contrast|sepia|saturate/.test(style.filter)) set(element, 'filter', 'none');
    if (style.pointerEvents === 'none') set(element, 'pointer-events', 'auto');
    if (isDimmed(element, Number(style.opacity))) set(element, 'opacity', '1');
    if (element.inert) {
      element.inert = false;
      undone.push(`${its.localName(element)} inert`);
    }
    const cut = (style.overflowY === 'hidden' || style.overflowY === 'clip') && Math.abs(its.clientHeight(element) - innerHeight) < innerHeight * 0.06 && its.scrollHeight(element) > its.clientHeight(element) * 1.25;
    if (cut && element !== document.body && its.getBoundingClientRect(element).width > innerWidth * 0.7) {
      set(element, 'overflow', 'visible');
      open(element);
    }
    if (style.position === 'fixed' && element !== document.body && parseFloat(style.top) < 0 && its.scrollHeight(element) > innerHeight) set(element, 'position', 'static');
  }
  return undone;
}

// isDimmed tells an element that shines through, as a page does behind a notice. What is not seen at
// all, or moves, or lies below the window, waits for its own time, unless it is most of the page.
function isDimmed(element, opacity) {
  if (opacity >= 0.9 || its.getAnimations(element).length > 0 || its.getBoundingClientRect(element).top >= innerHeight) return false;
  return opacity > 0.05 || its.textContent(element).length > its.textContent(document.body).length / 2;
}

// shade takes away the veil that a page draws with ::before or ::after of its root.
function shade(element, undone) {
  for (const part of ['::before', '::after']) {
    const style = getComputedStyle(element, part);
    if (style.content === 'none' || style.display === 'none' || style.position !== 'fixed') continue;
    if (parseFloat(style.width) < innerWidth * 0.9 || parseFloat(style.height) < innerHeight * 0.9 || (parseInt(style.zIndex, 10) || 0) < 1) continue;
    addStyle(`${its.localName(element)}${part} { display: none !important }`);
    undone.push(`${its.localName(element)}${part}`);
  }
}
