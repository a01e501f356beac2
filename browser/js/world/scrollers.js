// What can be scrolled: the document, the body where that scrolls by itself, and panes.

const scrolls = overflow => overflow === 'auto' || overflow === 'scroll';
const clips = overflow => overflow !== 'visible';

// clipsItself tells a body whose overflow is its own: the window takes it over from a body
// only where the root has none.
function clipsItself(body) {
  return clips(getComputedStyle(document.documentElement).overflowY) && clips(getComputedStyle(body).overflowY);
}

// hides gives the pixels of an element's content that one has to scroll to.
const hides = element => its.scrollHeight(element) - its.clientHeight(element);

// startOf gives the place that a scroller is at when it shows where its content begins: what is laid
// out from its end on, as talks are, is at 0 there, and above it below 0.
function startOf(element, {display, flexDirection} = getComputedStyle(element)) {
  return flexDirection === 'column-reverse' && display.endsWith('flex') ? -hides(element) : 0;
}

// mainScroller gives what moves when a person scrolls the page.
function mainScroller() {
  const root = document.scrollingElement || document.documentElement;
  const {body} = document;
  if (body && root !== body && clipsItself(body) && scrolls(getComputedStyle(body).overflowY) && hides(body) > Math.max(1, hides(root))) return body;
  return root;
}

// overflowing gives the boxes in the page with more in them than shows, of those kinds of overflow.
function overflowing(wanted) {
  const list = [];
  for (const scope of ownScopes()) {
    for (const element of its.querySelectorAll(scope, '*')) {
      // What is cheap to ask comes first: pages have many elements and few scrollers.
      if (its.clientHeight(element) < 60 || its.clientWidth(element) < 100 || hides(element) < 8 || its.localName(element) === 'textarea') continue;
      if (element === document.documentElement || element === document.body && !clipsItself(element)) continue;
      if (wanted(getComputedStyle(element).overflowY, element) && isVisible(element)) list.push(element);
    }
  }
  return list;
}

// boxes gives the inner scrollers that a person can see and scroll down, whatever their size.
const boxes = () => overflowing((overflow, element) => scrolls(overflow) || overflow === 'hidden' && isWheeled(element) && !isCarried(element));

// panes gives those of them that are as good as the page: they cover most of the window.
function panes(of = boxes()) {
  return of.filter(element => element !== document.body && its.clientHeight(element) >= innerHeight * 0.4 && its.clientWidth(element) >= innerWidth * 0.4 && hides(element) > 20);
}

// frameScrollers gives the frames that scroll as a window of their own, as far as they can be
// read: {frame, root, hidden, the pixels that one has to scroll to}. Small ones, and those that
// the page has scrolled itself, stay as they are.
function frameScrollers() {
  const list = [];
  for (const scope of ownScopes()) {
    for (const frame of its.querySelectorAll(scope, 'iframe,frame')) {
      const doc = frame.contentDocument;
      const root = doc?.scrollingElement || doc?.documentElement;
      if (!root || its.clientHeight(frame) < innerHeight * 0.25 || its.clientWidth(frame) < innerWidth * 0.4 || its.scrollTop(root) > 0 || its.getAttribute(frame, 'scrolling') === 'no') continue;
      const hidden = its.scrollHeight(root) - its.clientHeight(frame);
      if (hidden < 40 || getComputedStyle(root).overflowY === 'hidden' || !isVisible(frame)) continue;
      list.push({frame, root, hidden});
    }
  }
  return list;
}

// rails gives the horizontal carousels.
function rails() {
  return ownScopes().flatMap(scope => [...its.querySelectorAll(scope, '*')]).filter(element => element !== document.documentElement && element !== document.body && its.clientWidth(element) > 150 && its.scrollWidth(element) > its.clientWidth(element) + 40 &&
    scrolls(getComputedStyle(element).overflowX) && isVisible(element)).slice(0, 40);
}

const openMost = 40000; // CSS pixels of content in a scroller that is opened

// isBeside tells a scroller that stays in its place while the page is scrolled: a menu, a
// table of contents. Opened it would lie over what comes below.
function isBeside(element) {
  for (const part of ancestors(element)) {
    const {position} = getComputedStyle(part);
    if (position === 'fixed' || position === 'sticky') return true;
  }
  return false;
}

// stretchTo makes an element as tall as its content, and what it stands in with it, as far
// as that would cut it off.
function stretchTo(element, undo) {
  const set = (part, name, value) => {
    undo.push([part, name, its.style(part).getPropertyValue(name), its.style(part).getPropertyPriority(name)]);
    restyle(part, name, value);
  };
  const style = getComputedStyle(element);
  const sum = names => names.reduce((all, name) => all + (parseFloat(style[name]) || 0), 0);
  const around = style.boxSizing === 'border-box' ? its.offsetHeight(element) - its.clientHeight(element) : -sum(['paddingTop', 'paddingBottom']);
  set(element, 'height', `${its.scrollHeight(element) + around}px`);
  set(element, 'max-height', 'none');
  if (getComputedStyle(parentOf(element)).flexDirection.startsWith('column')) set(element, 'flex', '0 0 auto');
  for (const part of ancestors(parentOf(element))) {
    const own = getComputedStyle(part);
    if (part === document.documentElement && !clips(own.overflowY)) break;
    const cut = its.scrollHeight(part) > its.clientHeight(part) + 1;
    if (!cut) continue;
    set(part, 'min-height', `${its.offsetHeight(part)}px`);
    set(part, 'max-height', 'none');
    set(part, 'height', 'auto');
    if (its.scrollHeight(part) > its.clientHeight(part) + 1 && clips(own.overflowY)) set(part, 'overflow', 'visible');
  }
  return its.scrollHeight(element) <= its.clientHeight(element) + 1;
}

const stretched = new WeakSet(); // scrollers that are as tall as what is in them
let openedLast = []; // {element, undo; before, how tall it was; spots, see spotsIn} of those opened last

const undone = new Map(); // scroller that was opened -> {undo, what takes that back; filled, whether it took up most of the window}

// noteOpened takes down how one is closed again: some are opened twice, down and to the side.
function noteOpened(element, undo, filled) {
  const before = undone.get(element);
  undone.set(element, {undo: [...before?.undo ?? [], ...undo], filled: filled || before?.filled});
}

const takeBack = undo => {
  for (const [part, name, value, priority] of undo.reverse()) its.style(part).setProperty(name, value, priority);
};

const redrawnLeast = 3; // texts that were seen and are not in the document any more

// spotsIn gives where texts stand in a box, from its top.
function spotsIn(element) {
  const {top} = its.getBoundingClientRect(element);
  const texts = inside(element, 500).filter(part => sortOf(part, getComputedStyle(part)) === 'text');
  return texts.slice(0, 50).map(part => ({part, y: its.getBoundingClientRect(part).top - top}));
}

// closeBare closes the scrollers again that draw no more of their content now that they are as
// tall as it, or lay it out in another way: {count, left: [what they hide, in words]}.
function closeBare() {
  const left = [];
  const before = [...seen.values()].filter(({kind}) => kind === 'text').map(({what}) => what);
  const redraws = openedLast.length > 0 && undocumented(before) > redrawnLeast;
  for (const {element, undo, before: was, spots} of openedLast) {
    const {top, height} = its.getBoundingClientRect(element);
    const strays = spots.filter(({part, y}) => Math.abs(its.getBoundingClientRect(part).top - top - y) > 40).length > spots.length / 4;
    if (!strays && (!redraws || height < was * 1.5 || footOf(element, height / 2) - top > height * 0.6)) continue;
    left.push(`a list draws only what is in view: ${describe(element)} shows ${was} of ${its.scrollHeight(element)} px`);
    takeBack(undo);
    undone.delete(element);
    stretched.delete(element);
  }
  openedLast = [];
  return {count: left.length, left};
}

// paneFills tells whether a scroller takes up most of the window, or did before it was opened: what
// the wheel shows in it is as good as the page.
const paneFills = () => ({fills: [...undone.values()].some(({filled}) => filled) || turnedPane() !== undefined || carriers().some(fillsWindow)});

// closeScrollers closes all scrollers again, but for frames. The one that the wheel moves shows where
// its content begins.
function closeScrollers() {
  for (const [element, {undo}] of undone) {
    takeBack(undo);
    stretched.delete(element);
  }
  undone.clear();
  const pane = turnedPane();
  if (pane) its.scrollTo(pane, {top: startOf(pane), behavior: 'instant'});
  return {};
}

const shareOfWindow = element => areaOf(cut(its.getBoundingClientRect(element), inTheWindow())) / (innerWidth * innerHeight);
const fillsWindow = element => shareOfWindow(element) > 0.8;
const takesMost = element => shareOfWindow(element) > 0.5;

// footOf gives where the lowest thing in an element ends that shows something and is not taller
// than so much: a taller one is the ground that it all stands on.
function footOf(element, tallest) {
  let foot = -Infinity;
  for (const part of deepIn('*', element)) {
    const {bottom, height} = its.getBoundingClientRect(part);
    if (bottom > foot && height > 0 && height < tallest && sortOf(part, getComputedStyle(part)) !== '') foot = bottom;
  }
  return foot;
}

// openScrollers makes scrollers as tall as what is in them, so that the picture and the paper show all
// of it: {count, left: [what still hides something, in words], needs, the height of a window in which
// those of them would be open that stay in their place and grow with it}.
function openScrollers() {
  let count = 0;
  let needs = 0;
  openedLast = [];
  const left = [];
  const {scrollHeight} = document.documentElement;
  const moved = carriers();
  const list = [...boxes(), ...moved].reverse(); // the inner ones first
  for (const element of list) {
    const hidden = hides(element);
    const says = `a pane could not be opened: ${describe(element)} shows ${its.clientHeight(element)} of ${its.scrollHeight(element)} px`;
    const undo = [];
    const before = its.clientHeight(element);
    const spots = moved.includes(element) ? spotsIn(element) : [];
    const filled = takesMost(element);
    if (its.scrollHeight(element) <= openMost && !isBeside(element) && stretchTo(element, undo)) {
      count++;
      stretched.add(element);
      openedLast.push({element, undo, before, spots});
      noteOpened(element, undo, filled);
      continue;
    }
    takeBack(undo);
    if (hidden <= 20) continue;
    left.push(says);
    if (isBeside(element) && its.clientHeight(element) > innerHeight / 2) needs = Math.max(needs, innerHeight + hidden);
  }
  for (const {frame, root, hidden} of frameScrollers()) {
    if (its.localName(frame) === 'iframe' && its.scrollHeight(root) <= openMost && !isBeside(frame)) {
      restyle(frame, 'height', `${its.offsetHeight(frame) + hidden}px`);
      restyle(frame, 'max-height', 'none');
      count++;
    } else if (hidden > 20) {
      left.push(`a frame could not be opened: ${describe(frame)} shows ${its.clientHeight(frame)} of ${its.scrollHeight(root)} px`);
    }
  }
  const wide = openSideways();
  count += wide.count;
  left.push(...wide.left);
  const aside = getComputedStyle(document.documentElement).direction === 'rtl' ? its.scrollWidth(document.documentElement) - innerWidth : 0;
  if (aside > innerWidth / 4) left.push(`the page goes on for ${aside} px to the left, which is not in the picture`);
  if (count > 0 && its.scrollHeight(document.documentElement) < scrollHeight) left.push('the page became shorter when its panes were opened');
  return {count, left, needs};
}
