// What the page does itself when the wheel is turned: panes that it moves, decks of panels.

// carriers gives the boxes that move what is in them when the wheel is turned, or when they are dragged
// and are as good as the page, and do not scroll.
const carriers = () => overflowing((overflow, element) => overflow === 'hidden' && (heedsWheel(element) || hears(element, 'dragging') && takesMost(element)) && goesOn(element) && isCarried(element));

// isCarried tells whether what is in a box is moved as a whole.
const isCarried = element => [...its.children(element)].slice(0, 5).some(part => {
  const {transform, willChange, transitionProperty} = getComputedStyle(part);
  return transform !== 'none' || willChange.includes('transform') || transitionProperty.includes('transform');
});

// isWheeled tells a box that the page itself scrolls when the wheel is turned over it.
const isWheeled = element => heedsWheel(element) && goesOn(element);

// goesOn tells whether the text of a box goes on below its end: what goes on below a map is no text.
function goesOn(element) {
  const {bottom, left, right} = its.getBoundingClientRect(element);
  return inside(element, 2000).some(part => {
    const box = its.getBoundingClientRect(part);
    return box.top >= bottom - 8 && box.left < right && box.right > left && sortOf(part, getComputedStyle(part)) === 'text';
  });
}

// heedsWheel tells whether a script of the page hears the wheel when it is turned over an element.
function heedsWheel(element) {
  return hears(element, 'turning');
}

// hears asks the page's world about an element; see js/page/views.js.
function hears(element, what) {
  return !its.dispatchEvent(element, new CustomEvent(`tearsheet:${what}?`, {cancelable: true, composed: true}));
}

// wheels tells how the page takes the wheel: {wheels, it hears it itself; locked, its window cannot
// be scrolled; deck, something in the middle of the window hears it that cannot be opened}.
function wheels() {
  const [root, body] = [document.documentElement, document.body].map(element => element ? getComputedStyle(element).overflowY : 'visible');
  const own = root === 'visible' ? body : root; // what the window goes by
  const middle = elementAt(document, innerWidth / 2, innerHeight / 2);
  const heeding = [...ancestors(middle)].find(heedsWheel);
  return {wheels: plans(0, 0).wheels, locked: own === 'hidden' || own === 'clip', deck: Boolean(heeding) && ![...boxes(), ...carriers()].includes(heeding)};
}

// turnedPane gives the pane that takes up most of the window and that the wheel moves in its middle.
function turnedPane() {
  const scrolling = new Set(boxes().filter(takesMost));
  return [...ancestors(elementAt(document, innerWidth / 2, innerHeight / 2))].find(part => scrolling.has(part));
}

// around sees to it that what stands round the pane that the wheel moves is in the picture once, and
// tells what the window shows then, as turn does, and foot, where in the window begins what comes
// last. Bars at the window's foot are not in the first screen, and nothing else is in the next ones; what
// the pane is in goes on to its end then.
async function around({stage, moves}) {
  const pane = turnedPane();
  if (stage === 'first') stir();
  if (stage === 'last') restoreHeld();
  const fixed = pane ? everything().filter(element => getComputedStyle(element).position === 'fixed' && !its.contains(element, pane)) : [];
  const feet = fixed.filter(standsAtFoot);
  if (stage === 'first') {
    for (const element of feet) hold(element, 'visibility', 'hidden');
    for (const element of pane ? deepIn('*', pane) : []) {
      if (getComputedStyle(element).position !== 'sticky' || its.clientHeight(element) >= innerHeight * sceneLeast) continue;
      hold(element, 'position', 'relative');
      hold(element, 'inset', 'auto');
    }
  }
  if (stage === 'next' && pane) {
    for (const part of ancestors(pane)) {
      for (const beside of its.children(its.parentNode(part))) {
        if (beside !== part && !its.contains(beside, pane)) hold(beside, 'visibility', 'hidden');
      }
    }
    for (const element of fixed) if (!its.contains(pane, element)) hold(element, 'visibility', 'hidden');
  }
  if (stage === 'last' && pane) {
    const outer = new Set(boxes());
    for (const part of ancestors(parentOf(pane))) {
      if (!outer.has(part)) continue;
      scrolledOn.push([part, its.scrollTop(part)]);
      its.scrollTo(part, {top: its.scrollHeight(part), behavior: 'instant'});
    }
  }
  const now = await turn({moves});
  const end = pane ? its.getBoundingClientRect(pane).bottom : innerHeight;
  return {...now, foot: Math.min(innerHeight, end, ...feet.map(element => its.getBoundingClientRect(element).top))};
}
const scrolledOn = []; // [what the pane is in, where it was] of those that were scrolled to their end

// turn waits until the page has come to rest after the wheel was turned, or after it has scrolled the
// pane by that many pixels, and tells what it shows: {view, the same text where it shows the same;
// lines, what it says; marks, see textMarks; pane, how far one is scrolled that takes up most of the
// window, if it is paned; snaps and native, whether that one stops at places of its own, and scrolls by
// itself; top and bottom, of that one in the window, or of the window; x and y, the window's corner on
// the page; boxes, some places of the window where there has to be something: {x, y, width, height, kind}}.
async function turn({moves, by}) {
  if (by) { // Chrome lets a pane snap a long while after the wheel was turned
    const pane = turnedPane();
    if (pane) its.scrollTo(pane, {top: its.scrollTop(pane) + by, behavior: 'instant'});
  }
  const begun = performance.now();
  await painted();
  const moved = await caughtUp(moves, begun);
  await steady(begun);
  // What is moved frame by frame comes to its place in the end, and the wheel is heard a frame later.
  let now = viewNow();
  const end = performance.now() + turnMost;
  for (let still = 0; still < 2 && performance.now() < end;) {
    await oneFrame();
    await pause(50);
    const next = viewNow();
    still = next.view === now.view ? still + (plans(0, 0).frames > 0 ? 1 : 2) : 0;
    now = next;
  }
  // What came with that may show itself a moment later.
  await caughtUp(moves, begun, moved);
  await steady(begun);
  now = viewNow();
  return {...now, x: scrollX, y: scrollY};
}

// textMarks gives where texts lie, out of the window as well: {what, y}, from the window's top.
function textMarks(known) {
  const texts = everything().filter(element => sortOf(element, situation(element, known).style) === 'text');
  return texts.slice(0, 300).map(element => ({what: identityOf(element, 'text'), y: its.getBoundingClientRect(element).top}));
}

let inSight = []; // {element, kind, box, place} of what the window shows
let onScreens = null; // what of that was taken
const placesTaken = new Map(); // element -> where it was when it was taken
const textsOnScreens = new Map(); // what they say -> the element that did

// taken takes down what is in the part of the window that was taken: {top, bottom}.
function taken({top, bottom}) {
  onScreens ||= new Twins();
  const part = {left: 0, top, right: innerWidth, bottom};
  for (const {element, kind, box, place} of inSight) {
    if (areaOf(cut(box, part)) < Math.min(areaOf(box), areaOf(part)) * partTaken) continue;
    onScreens.add(element, kind, place);
    placesTaken.set(element, place);
    if (kind === 'text') textsOnScreens.set(identityOf(element, kind), element);
  }
  return {};
}
const partTaken = 0.4; // of a thing that has to be in one part

// screensDone tells what was seen before, by those who scroll, and the wheel did not bring, as
// tilesDone does.
function screensDone() {
  restoreHeld();
  for (const [part, top] of scrolledOn.splice(0)) its.scrollTo(part, {top, behavior: 'instant'});
  const all = [...seen.values()].filter(then => then.score >= 0.5 && then.kind !== 'ground' && !ours(then.element) && !isPassage(then, []));
  const known = onScreens?.known(all, []) ?? new Set();
  // A clock says something else now, in its place.
  const stands = then => placesTaken.has(then.element) && samePlace(placesTaken.get(then.element), then);
  const missing = all.filter(then => !known.has(then) && !stands(then)).map(then => ({...then, element: undefined, why: 'hidden'}));
  const texts = [...textsOnScreens].filter(([, element]) => isTakenBack(element)).map(([what]) => what);
  return {found: all.length, shown: all.length - missing.length, missing: missing.slice(0, 200), boxes: [], unwritten: undocumented(texts)};
}

const turnMost = 4000; // ms: some glide to their place

// isCovered tells whether something else lies over the middle of an element: whether it is drawn
// is not to be told then.
function isCovered({element, x, y, width, height}) {
  const top = elementAt(document, x + width / 2, y + height / 2);
  return top !== null && top !== undefined && top !== element && !contains(top, element) && !contains(element, top);
}

// viewNow says what is in the window, and where: see turn.
function viewNow() {
  const known = new Map();
  places = null;
  inSight = [];
  const list = [];
  const lines = [];
  const spots = [];
  const part = inTheWindow();
  const at = corner();
  const mover = turnedPane();
  const pane = mover ? its.scrollTop(mover) - startOf(mover) : 0;
  const edges = mover ? cut(its.getBoundingClientRect(mover), part) : part;
  list.push(String(pane));
  for (const element of nearby()) {
    const {kind, score, box, rolled} = sightOf(element, part, known);
    if (score < 0.5) continue;
    inSight.push({element, kind, box, place: placeOf(box, at, rolled)});
    list.push(`${identityOf(element, kind)} ${Math.round(box.left)} ${Math.round(box.top)}`);
    if (kind === 'text') lines.push(identityOf(element, kind));
    const inner = cut(box, part);
    const {left, top, right, bottom} = inner;
    // What reaches in from beside the window may have nothing to show there.
    if (kind !== 'ground' && areaOf(inner) > areaOf(box) / 2) spots.push({element, kind, x: left, y: top, width: right - left, height: bottom - top});
  }
  const style = mover ? getComputedStyle(mover) : {scrollSnapType: 'none', overflowY: 'visible'};
  return {
    view: list.join('\n').slice(0, 20000), lines: lines.slice(0, 500), marks: textMarks(known), boxes: sample(spots).filter(spot => !isCovered(spot)).map(spot => ({...spot, element: undefined})),
    pane, paned: mover !== undefined, snaps: style.scrollSnapType !== 'none', native: scrolls(style.overflowY), top: edges.top, bottom: edges.bottom,
  };
}
