// What a person has seen so far who scrolls through the page in its own window.

const seen = new Map(); // key -> the best view of something: {element, what, kind, score, moved, x, y, width, height}
let viewsOf = new WeakMap(); // element -> its keys: the page may put other words into it, elsewhere

// samePlace tells whether two views are of one place on the page.
const samePlace = (a, b) => Math.abs(a.x - b.x) < 3 && Math.abs(a.y - b.y) < 3;

// remember takes down a view of an element: the best there is of what it shows in one place, and
// of its looks those that it has in the window's middle.
function remember(element, view) {
  const keys = (viewsOf.get(element) || []).filter(key => !isPassing(key, view));
  viewsOf.set(element, keys);
  for (const key of keys) {
    const before = seen.get(key);
    if (before.what !== view.what && !samePlace(before, view)) continue;
    const isAlike = isLike(before.look, view.look);
    if (!isAlike && view.height > innerHeight) continue; // one after the other
    const {look, aside, from} = before;
    if (before.what !== view.what || before.score < view.score || hasShrunk(before, view) || isWarped(before, view)) Object.assign(before, view);
    else if (isAlike) before.aside = Math.min(aside, view.aside);
    else if (before.score > view.score || twinsInTiles) return; // by tiles it is not seen as on the way
    else if (view.aside <= aside) Object.assign(before, view, {other: {look, aside, from}});
    else if (view.aside <= (before.other?.aside ?? Infinity)) before.other = view;
    return;
  }
  const key = viewsTaken++;
  keys.push(key);
  seen.set(key, {element, stop: stopsMade, ...view});
}
let viewsTaken = 0;

// isPassing drops a view of what is taller than the window, if it was taken at this very stop and
// had a look that it does not have any more: it was on the way to this one.
function isPassing(key, view) {
  const before = seen.get(key);
  const passes = view.height > innerHeight && before.stop === stopsMade && samePlace(before, view) && !isLike(before.look, view.look);
  if (passes) seen.delete(key);
  return passes;
}

// placeOf gives where a box lies on the page, whose window stands at a corner, and in scrollers
// that have moved it up by so much.
const placeOf = (box, at, rolled = 0) => ({x: box.left + at.x, y: box.top + at.y + rolled, width: box.width, height: box.height});

// corner gives where the window stands on the page, from the page's own corner at the left. That
// takes Chrome as long as all else that is asked of an element: who goes through many asks once.
const corner = () => ({x: scrollX + pageLeft(), y: scrollY});

// standAt brings the window's corner to a place on the page.
const standAt = (x, y) => scrollTo({left: x - pageLeft(), top: y, behavior: 'instant'});

// notice takes down what is seen in the window now, and gives how much that is, and where: both
// change while something still comes.
function notice() {
  const known = new Map();
  const part = inTheWindow();
  const at = corner();
  let sum = 0;
  let where = 0;
  for (const element of nearby()) {
    const {kind, score, box, barred, stuck, moved, rolled, look} = sightOf(element, part, known);
    if (score === 0 || kind === 'ground' && (stuck || areaOf(box) < groundLeast)) continue;
    sum += score;
    where += box.left + 2 * box.top + 3 * box.right + 5 * box.bottom; // as good as a different sum for each way to move
    if (barred) continue;
    remember(element, {what: identityOf(element, kind), kind, score, look, moved, aside: Math.abs(box.top + box.bottom - innerHeight), from: {left: scrollX, top: scrollY, behavior: 'instant', ...passing}, ...placeOf(box, at, rolled)});
  }
  return {sum, where};
}
const groundLeast = 2500; // square pixels of a flat ground that are worth noticing

// ours tells what we have taken out of sight ourselves.
const ours = element => [...ancestors(element)].some(part => hidden.has(part) || removed.has(part));
