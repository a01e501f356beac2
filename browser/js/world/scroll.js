// Scrolling through the page as a person does, in its own window.

// caughtUp waits until what looks at the page only now and then, or a moment after it came
// into view, has had its turn. begun is when it came, by our clock, and moved by how much the page's
// has been moved since, which it gives.
async function caughtUp(moves, begun, moved = 0) {
  for (let turn = 0; turn < 3; turn++) {
    const since = performance.now() - begun + moved + 20;
    const {next, looksEvery, turnDue} = plans(dwell, 0, since);
    if (turn === 0 && looksEvery > 0) { // by a clock that nobody moves
      await pause(looksEvery + 30);
      await oneFrame();
    }
    const due = Math.max(turn === 0 ? Math.min(turnDue, often) : 0, next <= dwell ? next : 0);
    if (due === 0) break;
    if (moves) {
      skip({ms: due});
      moved += due;
    }
    await pause(moves ? 1 : Math.min(due, often));
  }
  return moved;
}
const dwell = 2500; // ms that something may have to be in view before it shows
const often = 250; // ms that are waited for where the clock may not be moved

let passing = {}; // {pane, that is scrolled through, by, how far it is}; empty: the page is
const reached = new WeakMap(); // scroller -> how far it has been scrolled through
const fromItsEnd = new WeakSet(); // scrollers that the page shows from their end, as talks: they grow above

// through scrolls through one scroller from where it was left, by parts of what it shows,
// and calls visit at each stop, with the time when it came there. It follows one that grows to a height, for so many stops.
async function through(scroller, {stops, stride, moves, again, limit}, visit) {
  const size = scroller === document.scrollingElement ? innerHeight : its.clientHeight(scroller);
  const start = its.scrollTop(scroller);
  const first = startOf(scroller);
  if (!reached.has(scroller) && hides(scroller) > 1 && start - first >= hides(scroller) - 1) fromItsEnd.add(scroller);
  const most = Math.min(limit || Infinity, again ? its.scrollHeight(scroller) : Infinity);
  for (let n = 0, y = again || fromItsEnd.has(scroller) ? 0 : reached.get(scroller) || 0; n < stops && y < most; n++) {
    const end = its.scrollHeight(scroller) - size;
    const arrived = gliding();
    const top = startOf(scroller) + Math.min(y, end);
    if (its.scrollTop(scroller) !== top) its.scrollTo(scroller, {top, behavior: 'instant'});
    passing = scroller === document.scrollingElement ? {} : {pane: scroller, by: top};
    const begun = performance.now();
    await oneFrame();
    await arrived();
    await caughtUp(moves, begun);
    if (scroller !== document.scrollingElement) places = null; // what is in it lies elsewhere now
    await visit(begun);
    reached.set(scroller, Math.max(0, Math.min(y, end)));
    if (y >= its.scrollHeight(scroller) - size - 1) break;
    y = scroller === document.scrollingElement ? nextStop(y, size * stride) : y + size * stride;
  }
  passing = {};
  return () => its.scrollTo(scroller, {top: start, behavior: 'instant'});
}

// nextStop gives where to stop after y, which is a step further unless something would be jumped
// over that has to be well in view.
function nextStop(y, step) {
  const at = [];
  for (const {by, within} of narrow()) {
    const place = scrollY + by;
    if (place > y + within + stepLeast && place < y + step - within) at.push(place);
  }
  return Math.min(y + step, ...at);
}

const stepLeast = 4; // CSS pixels from one stop to the next

// narrow asks the page's world where the window has to stop; see js/page/narrow.js.
function narrow() {
  const places = heard(window, window, 'narrow');
  return Array.isArray(places) ? places.filter(place => Number.isFinite(place?.by) && Number.isFinite(place.within)).slice(0, 500) : [];
}

// across scrolls sideways through a page that is wider than its window, in each row of windows.
async function across(root, {stops, stride, moves}, visit) {
  const onward = pageLeft() > 0 ? -1 : 1;
  for (let y = 0, n = 0; n < stops; y += innerHeight * 0.9) {
    for (let x = innerWidth * stride; n < stops; x += innerWidth * stride, n++) {
      scrollTo({left: x * onward, top: y, behavior: 'instant'});
      const begun = performance.now();
      await oneFrame();
      await caughtUp(moves, begun);
      await visit(begun);
      if (x >= its.scrollWidth(root) - innerWidth - 1) break;
    }
    if (y >= its.scrollHeight(root) - innerHeight - 1) return;
  }
}

// along scrolls sideways through a box that is as good as the page.
async function along(box, {stops, stride, moves}, visit) {
  const left = its.scrollLeft(box);
  const step = its.clientWidth(box) * stride * (getComputedStyle(box).direction === 'rtl' ? -1 : 1);
  const end = its.scrollWidth(box) - its.clientWidth(box);
  for (let n = 1; n <= stops; n++) {
    its.scrollTo(box, {left: n * step, behavior: 'instant'});
    const begun = performance.now();
    await oneFrame();
    await caughtUp(moves, begun);
    places = null;
    await visit(begun);
    if (Math.abs(n * step) >= end - 1) break;
  }
  return () => its.scrollTo(box, {left, behavior: 'instant'});
}

// bringIn brings an element into view, and gives what takes back by how much that has moved
// sideways what it stands in: a board stays at its first column.
function bringIn(element, block) {
  const before = [...ancestors(parentOf(element))].map(part => [part, its.scrollLeft(part)]);
  its.scrollIntoView(element, {block, inline: 'nearest', behavior: 'instant'});
  const moved = before.filter(([part, left]) => its.scrollLeft(part) !== left);
  return () => {
    for (const [part, left] of moved) its.scrollTo(part, {left, behavior: 'instant'});
  };
}

// isWide tells whether the page can be scrolled sideways, by more than a careless margin.
function isWide(root) {
  return its.scrollWidth(root) > innerWidth * 1.25 && ![document.documentElement, document.body].some(element => element && /hidden|clip/.test(getComputedStyle(element).overflowX));
}

// stroll goes through the document, its body and its panes, calls visit at each stop, and
// comes back to where it was.
async function stroll(options, visit) {
  const root = mainScroller();
  const back = [];
  const [left, top] = [scrollX, scrollY];
  if (hides(root) > 1) back.push(await through(root, options, visit));
  else await visit(performance.now());
  if (isWide(root)) await across(root, options, visit);
  for (const box of boxes()) {
    if (box === root) continue;
    back.push(bringIn(box, 'nearest'));
    back.push(await through(box, {...options, stops: Math.min(options.stops, 40)}, visit));
  }
  for (const box of sideways()) back.push(await along(box, options, visit));
  for (const rail of options.again ? [] : rails().filter(rail => !fillsWindow(rail))) {
    its.scrollTo(rail, {left: its.scrollWidth(rail) * (isLeftward(rail) ? -1 : 1), behavior: 'instant'});
    back.push(() => its.scrollTo(rail, {left: 0, behavior: 'instant'}));
  }
  if (back.length === 0) return;
  if (back.length > 1) await oneFrame();
  for (const restore of back) restore();
  scrollTo({left, top, behavior: 'instant'});
  await oneFrame();
}

// strideOf is the part of a window by which the page is scrolled: a person passes every
// place, so what waits for a share of itself to be in view must not be jumped over.
const strideOf = () => plans(0, 0).shares || timed().length > 0 ? 0.45 : 0.9;

// sweep shows the page what it has not been shown yet, down to a limit and at that many stops
// at the most, and takes down what is seen on the way; moves tells whether the page's clock may
// be moved. It tells the size that the page then has.
async function sweep({stops, limit, moves}) {
  followChanges();
  await stroll({stops, limit, moves, stride: strideOf(), again: false}, notice);
  drawAll(); // what came with that
  return measure();
}
