// Taking the picture window by window, for pages that show a thing only while it is in view.

const heldBack = new Map(); // element -> {name: value} of its own style, for the time of a tile

function hold(element, name, value) {
  const saved = heldBack.get(element) || {};
  if (!(name in saved)) saved[name] = [its.style(element).getPropertyValue(name), its.style(element).getPropertyPriority(name)];
  heldBack.set(element, saved);
  restyle(element, name, value);
}

function letGo(element, name) {
  const saved = heldBack.get(element)?.[name];
  if (!saved) return;
  its.style(element).setProperty(name, ...saved);
  delete heldBack.get(element)[name];
}

// restoreHeld lets go of all that is held back.
function restoreHeld() {
  for (const [element, saved] of heldBack) for (const name of Object.keys(saved)) letGo(element, name);
}

// A thing that fills this share of the window is a scene that the page plays in its place,
// and not a bar.
const sceneLeast = 0.6;

// arrange sees to it that what stays in its place while the page is scrolled is in the joined
// picture once: bars at the head in the first tile, bars at the foot in the last, and with columns
// those as tall as the window where they stand at the page's top.
function arrange(first, last, columns) {
  for (const element of everything()) {
    const {position} = getComputedStyle(element);
    if (position !== 'fixed' && position !== 'sticky') continue;
    const box = its.getBoundingClientRect(element);
    if (box.height >= innerHeight * sceneLeast && box.width >= innerWidth * 0.5) continue;
    if (position === 'sticky') {
      hold(element, 'position', 'relative');
      hold(element, 'inset', 'auto');
      continue;
    }
    if (columns && box.height >= innerHeight * sceneLeast) {
      moveBy(element, -scrollY);
      continue;
    }
    const isHead = (box.top + box.bottom) / 2 < innerHeight / 2;
    if (isHead ? first : last) letGo(element, 'visibility');
    else hold(element, 'visibility', 'hidden');
  }
}

// moveBy draws an element so many pixels of the window further down than where it is.
function moveBy(element, pixels) {
  letGo(element, 'translate');
  const [x = '0px', y = '0px'] = getComputedStyle(element).translate.replace('none', '').split(' ').filter(Boolean);
  hold(element, 'transition', 'none');
  hold(element, 'translate', `${x} calc(${y} + ${pixels / (its.currentCSSZoom(element) || 1)}px)`);
}

const shownInTiles = new Set(); // views of those seen that are in a tile
let twinsInTiles = null; // and what else is
let inLastTile = new Set();

// isScene tells what stays in its place and fills most of the window, and is no window itself.
function isScene(element) {
  const {position, overflowY} = getComputedStyle(element);
  const isLarge = (position === 'fixed' || position === 'sticky') && its.clientHeight(element) >= innerHeight * sceneLeast && its.clientWidth(element) >= innerWidth * 0.5;
  return isLarge && !stretched.has(element) && !(scrolls(overflowY) && hides(element) > 20);
}

// noteShown takes down what of the things seen is in the tile that is about to be taken, and
// tells whether the tile only repeats the one before: a scene that stays while one scrolls.
function noteShown(part) {
  const known = new Map();
  places = null;
  const before = inLastTile;
  inLastTile = new Set();
  let repeats = before.size > 0;
  let scene = false;
  const noted = new Set();
  const at = corner();
  for (const element of nearby()) {
    const {kind, score, box, look, moved, rolled} = sightOf(element, part, known);
    if (score < 0.5) continue;
    const place = placeOf(box, at, rolled);
    const isWhole = areaOf(cut(box, part)) >= areaOf(box) * 0.95;
    if (isWhole) inLastTile.add(element);
    notePictured(element, part, noted);
    if (isWhole && !before.has(element) || its.localName(element) === 'canvas' || its.localName(element) === 'video') repeats = false;
    scene ||= [...ancestors(element)].some(isScene);
    const what = identityOf(element, kind);
    for (const key of viewsOf.get(element) || []) {
      const then = seen.get(key);
      if ((then.what === what || samePlace(then, place)) && isLike(then.look, look) && !isWarped({moved, ...place}, then)) shownInTiles.add(key);
    }
    twinsInTiles.add(element, kind, place);
  }
  return repeats && scene;
}

// topOf gives where the outermost of those begins that hold an element, or the element itself, of
// those at whose top a part of the window may end: that is not in the midst of a scene.
function topOf(element, part) {
  let top = Infinity;
  for (const holder of ancestors(element)) {
    const box = its.getBoundingClientRect(holder);
    if (canEnd(part, box)) top = Math.min(top, box.top);
  }
  return top;
}

// lacking tells of what was seen in a part of the page, given from the window's corner, and is
// shown there less well now, or would be cut in two that do not meet: {lacks, how many; from,
// where on the page the first of them begins; middle, where its middle is}.
function lacking(part) {
  const known = new Map();
  let lacks = 0;
  let from = Infinity;
  let middle = 0;
  const at = corner();
  for (const [, then] of seen) {
    if (then.score < 0.5) continue;
    const box = {left: then.x - at.x, top: then.y - at.y, right: then.x - at.x + then.width, bottom: then.y - at.y + then.height};
    // What only begins in it is left to the next one.
    const begins = beginsIn(box, part);
    if (!begins && areaOf(cut(box, part)) < Math.min(areaOf(box), areaOf(part)) / 4 || !its.isConnected(then.element)) continue;
    const now = sightOf(then.element, part, known);
    if (now.kind !== then.kind) continue;
    const hasOtherSize = then.height <= innerHeight && isWarped({moved: now.moved, ...placeOf(now.box, at)}, then);
    if (!hasOtherSize && Math.abs(now.box.top + at.y - then.y) > comesMost) continue;
    const isOther = hasOtherSize || then.height <= innerHeight && !isLike(then.look, now.look);
    // What moves as one scrolls stands elsewhere in the next one.
    const isCut = then.height <= innerHeight && now.moved && !now.stuck && canEnd(part, now.box);
    if (now.score >= then.score - fadesMost && !isOther && !isCut) continue;
    lacks++;
    const y = isCut && !hasOtherSize ? topOf(then.element, part) + at.y : then.y;
    if (y >= from) continue;
    from = y;
    middle = y + then.height / 2;
  }
  return {lacks, from: lacks > 0 ? Math.round(from) : 0, middle: Math.round(middle)};
}

// beginsIn tells a box that begins in a part of the window and ends below it.
const beginsIn = (box, part) => box.top > part.top + 1 && box.top < part.bottom && box.bottom > part.bottom;

// canEnd tells whether a part may end where such a box begins, and be of some height.
const canEnd = (part, box) => beginsIn(box, part) && box.top >= part.top + partLeast;
const partLeast = 24; // CSS pixels

const fadesMost = 0.2; // of its opacity that a thing may lack of how it was seen
const comesMost = 100; // CSS pixels by which a thing may still be above or below its place

// tile brings the window's corner to x and top, and waits until what comes into view there has
// come. The tile begins at x and y. A scene, which stays in its place and fills the window, is
// to be in one piece: {scene, whether one is on; repeats, whether the tile shows nothing but
// what the one before does; past, where one that was on ends; until, where one will begin; next,
// see nextIn; lacks, from and middle, see lacking, unless it is final}. One that lacks something
// is not taken.
async function tile({x, y, top, width, height, first, last, final, moves}) {
  if (first) {
    startOver();
    stir();
  }
  standAt(x, top);
  const begun = performance.now();
  await painted();
  await caughtUp(moves, begun);
  arrange(first, last, true);
  await steady(begun);
  await painted();
  const report = {scene: false, repeats: false, past: 0, until: 0, next: 0, lacks: 0, from: 0, middle: 0};
  let scene = null;
  for (const element of everything()) {
    if (!isScene(element) || !isVisible(element)) continue;
    const box = its.getBoundingClientRect(element);
    const from = Math.round(box.top + scrollY);
    const to = Math.round(box.bottom + scrollY);
    if (to <= y + 1 || from >= y + height) continue;
    if (from > y + 1) report.until = from;
    else if (played.has(element) && box.top < -1 && to < y + height) report.past = to;
    else {
      report.scene = true;
      scene ||= element;
    }
    if (report.scene && top === y) played.add(element);
  }
  if (report.scene && top < y && !report.until || report.past || report.until) return report;
  const at = corner();
  const part = {left: x - at.x, top: y - at.y, right: x - at.x + width, bottom: y - at.y + height};
  if (!final && !report.scene) Object.assign(report, lacking(part));
  if (scene) await stand(scene);
  if (report.lacks === 0) report.repeats = noteShown(part);
  if (scene && top === y) report.next = await nextIn(scene);
  return report;
}
let played = new WeakSet(); // scenes that were on

// startOver forgets the tiles of a picture that was not taken.
function startOver() {
  gatherBars();
  shownInTiles.clear();
  twinsInTiles = new Twins();
  inLastTile = new Set();
  played = new WeakSet();
  pictured.clear();
}

// tilesDone gives the page back what was held back, and tells what is in the tiles, as attest does;
// unwritten is how many texts in them the document does not have any more.
async function tilesDone() {
  restoreHeld();
  const missing = [];
  const shown = [];
  const absent = new Map(); // view -> its key
  for (const [key, then] of seen) {
    if (then.score < 0.5 || ours(then.element)) continue;
    if (shownInTiles.has(key)) shown.push(then);
    else absent.set(then, key);
  }
  const standing = shown.map(({element}) => element);
  const known = twinsInTiles?.known(absent.keys(), standing) ?? new Set();
  const menus = new Menus(standing);
  for (const [then, key] of absent) {
    const isGone = !its.isConnected(then.element);
    if (isNoLoss(then, menus)) continue;
    if (known.has(then) && (!then.look || isGone)) shown.push(then);
    else missing.push({...then, element: undefined, key, why: isGone ? 'gone' : known.has(then) ? 'changed' : isPaned(then) ? 'in a pane' : 'hidden'});
  }
  scrollTo({left: 0, top: 0, behavior: 'instant'});
  await painted();
  const texts = shown.filter(({kind, element}) => kind === 'text' && rebuiltBy(element) === element && isTakenBack(element)).map(({what}) => what);
  return {found: shown.length + missing.length, shown: shown.length, missing: missing.slice(0, 200), boxes: [], unwritten: undocumented(texts), height: pageHeight()};
}

// isTakenBack tells an element that showed a text and is no more, or empty. What says something
// else now is a clock, or a headline on its turn.
const isTakenBack = element => !its.isConnected(element) || its.textContent(element).trim() === '';

// undocumented tells how many of some texts, see identityOf, the document does not have.
function undocumented(texts) {
  const written = ownScopes().map(scope => its.textContent(scope === document ? document.documentElement : scope)).join(' ').replace(/\s+/g, ' ');
  return texts.filter(what => !written.includes(what.slice(what.indexOf(' ') + 1))).length;
}
