// Whether the picture shows what a person has seen.

// witness goes through the page once more when all has come and there is reason to doubt that it
// stands as it is seen, and takes down what a person sees: {found, doubt}.
async function witness({stops, limit, moves}) {
  const doubt = doubts();
  if (doubt === '') {
    placing.disconnect();
    places = null;
    return {found: seen.size, doubt};
  }
  seen.clear();
  viewsOf = new WeakMap();
  places = null;
  await stroll({stops, limit, moves, stride: strideOf(), again: true}, steady);
  placing.disconnect();
  places = null;
  freezeTimed();
  return {found: seen.size, doubt};
}

// attest compares what was seen with the page as the picture will show it, once that stands
// still: what is drawn frame by frame may only be on its way. See compare; height is that of
// the page by then.
async function attest(size) {
  let now = compare(size);
  const end = performance.now() + attestMost;
  for (let still = 0; plans(0, 0).frames > 0 && still < 2 && performance.now() < end;) {
    await pause(120);
    const next = compare(size);
    still = Math.abs(next.sum - now.sum) < 0.01 ? still + 1 : 0;
    now = next;
  }
  return {...now, height: pageHeight(), busy: standsIn()};
}
const attestMost = 3000; // ms

// compare compares what was seen with the page as the picture will show it, of that size:
// {found, shown, missing: [{what, why, x, y, width, height}], paned, those that only a pane hides; boxes: [{x, y, width, height, kind}],
// sum}, boxes being some places where there has to be something in the picture, and sum how
// well all is seen together.
function compare({width, height}) {
  const at = corner();
  const part = {left: -at.x, top: -at.y, right: width - at.x, bottom: height - at.y};
  const known = new Map();
  const missing = [];
  const boxes = [];
  let found = 0;
  let sum = 0;
  const standing = [];
  const absent = new Map(); // view -> {key, why}
  if (seen.size === 0) {
    for (const element of everything()) {
      const {kind, score, box} = sightOf(element, part, known);
      if (score >= 0.5 && kind !== 'ground') boxes.push({kind, ...placeOf(box, at)});
    }
    return {found: 0, shown: 0, missing, boxes: sample(boxes), sum: 0, unseen: boxes.length === 0 ? lettersWithin(document.body) : 0};
  }
  for (const [key, then] of seen) {
    const {element} = then;
    if (then.score < 0.5 || ours(element)) continue;
    found++;
    const now = its.isConnected(element) ? sightOf(element, part, known) : {score: 0, kind: ''};
    sum += now.score;
    const isSame = now.score > 0 && (samePlace(placeOf(now.box, at, now.rolled), then) || identityOf(element, now.kind) === then.what);
    // It had two colours while its middle was in the window: the one that it has now is seen anyway.
    if (then.other && isLike(then.look, now.look) && then.other.aside < innerHeight) Object.assign(then, {look: then.other.look, from: then.other.from});
    then.other = undefined;
    if (isSame && now.score >= then.score / 2 && !hasShrunk({kind: now.kind, ...placeOf(now.box, at)}, then)) {
      const isAsSeen = isLike(then.look, now.look) && !isWarped({moved: now.moved, ...placeOf(now.box, at)}, then);
      standing.push(element);
      if (now.kind !== 'ground' || isStrong(now.look)) boxes.push({kind: now.kind, ...placeOf(now.box, at)});
      if (!isAsSeen && its.getAnimations(element).length === 0) missing.push({...then, element: undefined, key, why: 'changed'});
      continue;
    }
    const why = !its.isConnected(element) || now.score > 0 && !isSame ? 'gone' : now.score === 0 && isPaned(then) ? 'in a pane' : now.score === 0 && now.kind === then.kind ? 'cut off' : 'hidden';
    absent.set(then, {key, why});
  }
  const menus = new Menus(standing);
  for (const [then, {why}] of absent) {
    if (why === 'cut off' || !isNoLoss(then, menus)) continue;
    absent.delete(then);
    found--;
  }
  const madeAnew = absent.size > 0 ? twinsOf(part, known).known(absent.keys(), standing) : new Set();
  for (const [then, of] of absent) if (!madeAnew.has(then)) missing.push({...then, element: undefined, ...of});
  return {found, shown: found - missing.length, paned: missing.filter(({why}) => why === 'in a pane').length, missing: missing.slice(0, 200), boxes: sample(boxes), sum};
}

// keepsShut tells a pane that still hides a part of what is in it: nobody sees all of that at a time.
const keepsShut = pane => Boolean(pane) && its.isConnected(pane) && !stretched.has(pane) && hides(pane) > 20;

// isPaned tells something that is there, in a part of such a pane that does not show.
const isPaned = ({element, from}) => keepsShut(from.pane) && contains(from.pane, element) && its.checkVisibility(element, {visibilityProperty: true});

// isNoLoss tells something that is not in the picture and that nobody misses there, by what is shown.
const isNoLoss = (then, menus) => isPassage(then, menus.shown) || isMarking(then, menus.shown) || menus.folds(then);

// isPassage tells a text that never stays: a digit of a clock, or a clock with its words, a number that
// says how far one has read, a text that was being written, of which more was seen.
function isPassage({element, what, kind, y}, shown) {
  if (kind !== 'text') return false;
  if (numeral.test(what) && rebuiltBy(element) !== element) return true;
  if (shown.includes(element) && (withoutNumbers(identityOf(element, kind)) === withoutNumbers(what) || what.includes(ownWords(element)))) return true;
  const words = what.slice(what.indexOf(' ') + 1);
  if (longest.get(element)?.startsWith(words) && longest.get(element) !== words) return true;
  const others = (viewsOf.get(element) || []).map(key => seen.get(key)).filter(other => other && other.what !== what);
  if (others.some(other => other.what.startsWith(what))) return true;
  // What counts up to a number stays in its place.
  const counts = others.filter(other => numeral.test(other.what) && Math.abs(other.y - y) > stepsAlong);
  return numeral.test(what) && new Set(counts.map(other => other.what)).size >= countsLeast;
}
const numeral = /^\S+ [\p{N}\s.,:%/+-]+$/u; // see identityOf
// ownWords gives the text of an element that has others in it, without theirs: these are looked for, too.
function ownWords(element) {
  const words = [...its.childNodes(element)].filter(node => its.nodeType(node) === Node.TEXT_NODE).map(node => node.data).join(' ').replace(/\s+/g, ' ').trim();
  return its.childElementCount(element) > 0 && words !== '' ? words : '\n';
}
const withoutNumbers = text => text.replace(/[\p{N}.,:]+/gu, '0');
const stepsAlong = 24; // CSS pixels
const countsLeast = 2; // other numbers that were seen, elsewhere

// isMarking tells the flat ground of an entry of a list that is shown without it: it marks the one that
// one is at.
const isMarking = ({element, kind, height}, shown) => kind === 'ground' && height < innerHeight * markingMost && (its.matches(element, entry) || its.querySelector(element, 'a[href^="#"]') !== null) && shown.some(other => contains(element, other));
const entry = 'a,[role="menuitem"],[role="treeitem"]';
const markingMost = 0.1;

// hasShrunk tells a picture, or a ground worth looking at, that is much smaller than it was.
const hasShrunk = ({kind, width, height}, then) => (kind === 'picture' || kind === 'ground' && then.look !== '') && kind === then.kind && width * height < then.width * then.height / 4;

// isWarped tells something that is turned, or of another size, by what takes it from its place, and
// was seen when it stood there.
const isWarped = ({moved, width, height}, then) => moved && !then.moved && (Math.abs(width - then.width) > then.width * warpMost || Math.abs(height - then.height) > then.height * warpMost);
const warpMost = 0.1;

const sampleMost = 300;

// sample gives so many of a list, spread over it.
function sample(list) {
  const step = Math.max(1, list.length / sampleMost);
  return Array.from({length: Math.min(list.length, sampleMost)}, (_, i) => list[Math.floor(i * step)]);
}
