// What the page does itself when the wheel is turned: panes that it moves, decks of panels.

// carriers gives the boxes that move what is in them when the wheel is turned, and do not scroll.
const carriers = () => overflowing((overflow, element) => overflow === 'hidden' && isWheeled(element) && isCarried(element));

// isCarried tells whether what is in a box is moved as a whole.
const isCarried = element => [...its.children(element)].slice(0, 5).some(part => {
  const {transform, willChange, transitionProperty} = getComputedStyle(part);
  return transform !== 'none' || willChange.includes('transform') || transitionProperty.includes('transform');
});

// isWheeled tells a box that the page itself scrolls when the wheel is turned over it, and whose
// text goes on below its end: what goes on below a map is no text.
function isWheeled(element) {
  if (!heedsWheel(element)) return false;
  const {bottom, left, right} = its.getBoundingClientRect(element);
  return inside(element, 2000).some(part => {
    const box = its.getBoundingClientRect(part);
    return box.top >= bottom - 8 && box.left < right && box.right > left && sortOf(part, getComputedStyle(part)) === 'text';
  });
}

// heedsWheel tells whether a script of the page hears the wheel when it is turned over an element.
function heedsWheel(element) {
  return !its.dispatchEvent(element, new CustomEvent('tearsheet:turning?', {cancelable: true, composed: true}));
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

// turn waits until the page has come to rest after the wheel was turned, and tells what it
// shows: {view, the same text where it shows the same; lines, what it says; marks, see textMarks;
// pane, how far one is scrolled that fills the window; x and y, the window's corner on the page;
// boxes, some places of the window where there has to be something: {x, y, width, height, kind}}.
async function turn({moves}) {
  onScreens ||= new Twins();
  const begun = performance.now();
  await painted();
  await caughtUp(moves, begun);
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
  return {...now, x: scrollX, y: scrollY};
}

// textMarks gives where texts lie, out of the window as well: {what, y}, from the window's top.
function textMarks(known) {
  const texts = everything().filter(element => sortOf(element, situation(element, known).style) === 'text');
  return texts.slice(0, 300).map(element => ({what: identityOf(element, 'text'), y: its.getBoundingClientRect(element).top}));
}

let onScreens = null; // what the wheel has brought to sight
const textsOnScreens = new Map(); // what they say -> the element that did

// screensDone tells what was seen before, by those who scroll, and the wheel did not bring, as
// tilesDone does.
function screensDone() {
  const all = [...seen.values()].filter(then => then.score >= 0.5 && then.kind !== 'ground' && !ours(then.element));
  const known = onScreens?.known(all, []) ?? new Set();
  const missing = all.filter(then => !known.has(then)).map(then => ({...then, element: undefined, why: 'hidden'}));
  const texts = [...textsOnScreens].filter(([, element]) => isTakenBack(element)).map(([what]) => what);
  return {found: all.length, shown: all.length - missing.length, missing: missing.slice(0, 200), boxes: [], unwritten: undocumented(texts)};
}

const turnMost = 4000; // ms: some glide to their place

// viewNow says what is in the window, and where: {view, lines, marks, pane, boxes}.
function viewNow() {
  const known = new Map();
  places = null;
  const list = [];
  const lines = [];
  const spots = [];
  const part = inTheWindow();
  const at = corner();
  const pane = Math.max(0, ...boxes().filter(fillsWindow).map(box => its.scrollTop(box)));
  list.push(String(pane));
  for (const element of nearby()) {
    const {kind, score, box, rolled} = sightOf(element, part, known);
    if (score < 0.5) continue;
    onScreens.add(element, kind, placeOf(box, at, rolled));
    if (kind === 'text') textsOnScreens.set(identityOf(element, kind), element);
    list.push(`${identityOf(element, kind)} ${Math.round(box.left)} ${Math.round(box.top)}`);
    if (kind === 'text') lines.push(identityOf(element, kind));
    const inner = cut(box, part);
    const {left, top, right, bottom} = inner;
    // What reaches in from beside the window may have nothing to show there.
    if (kind !== 'ground' && areaOf(inner) > areaOf(box) / 2) spots.push({kind, x: left, y: top, width: right - left, height: bottom - top});
  }
  return {view: list.join('\n').slice(0, 20000), lines: lines.slice(0, 500), marks: textMarks(known), pane, boxes: sample(spots)};
}
