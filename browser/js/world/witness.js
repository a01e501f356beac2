// What a person sees who scrolls through the page in its own window, and whether the picture
// shows it as well.

const seen = new Map(); // key -> the best view of something: {element, what, kind, score, moved, x, y, width, height}
let viewsOf = new WeakMap(); // element -> its keys: the page may put other words into it, elsewhere

const media = new Set(['img', 'svg', 'canvas', 'video', 'iframe', 'object', 'embed', 'picture']);

// sortOf tells by what an element shows something of its own: 'text', 'picture', 'ground', or ''.
function sortOf(element, style) {
  const name = its.localName(element);
  if (name === 'img') return element.complete && element.naturalWidth > 1 ? 'picture' : '';
  if (media.has(name)) return 'picture';
  for (let child = its.firstChild(element); child; child = its.nextSibling(child)) {
    if (its.nodeType(child) === Node.TEXT_NODE && saysSomething.test(child.data)) return inkless(style) ? '' : 'text';
  }
  if (style.backgroundImage !== 'none' || solid(style.backgroundColor)) return 'ground';
  return '';
}

// Headlines come letter by letter, each in an element of its own; a lone sign may be an icon.
const saysSomething = /[^\s\u200b\u00ad]{2}|[\p{L}\p{N}]/u;

const alphaOf = colour => {
  const given = /^rgba\(.*,\s*([\d.]+)\)$|\/\s*([\d.]+)\)$/.exec(colour);
  return given ? Number(given[1] ?? given[2]) : 1;
};
const solid = colour => alphaOf(colour) > 0.5;

// inkless tells text that is written in no colour at all.
const inkless = style => alphaOf(style.webkitTextFillColor || style.color) < 0.05 && style.backgroundClip !== 'text' || parseFloat(style.fontSize) < 2;

const everywhere = {left: -1e7, top: -1e7, right: 1e7, bottom: 1e7};
const cut = (a, b) => ({left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom)});
const areaOf = box => Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top);

// clearOf tells how much a filter leaves to be seen of an element, 0 to 1. What is blurred by so
// much has no shape any more.
function clearOf(filter) {
  if (filter === 'none') return 1;
  const [, opacity = '1'] = /opacity\(([\d.]+)\)/.exec(filter) || [];
  const isShapeless = /brightness\(0(\.0\d*)?\)/.test(filter) || parseFloat(/blur\(([\d.]+)px\)/.exec(filter)?.[1] || 0) >= shapelessBlur;
  return Math.min(1, Number(opacity)) * (isShapeless ? 0.2 : 1);
}
const shapelessBlur = 15; // CSS pixels

// situation works out what an element's ancestors leave of it: {style, opacity, clear, see clearOf,
// clip, toned, barred, stuck, moved}. known keeps what was worked out for others. What we have taken out of sight ourselves has no opacity.
// barred says that it stands in a bar that stays in its place while the page is scrolled: it is
// beside the page, and not of a place in it. stuck is what only may do so. moved is what something
// takes from its place, and maybe elsewhere as one scrolls.
function situation(element, known) {
  const path = [];
  for (let at = element; at && !known.has(at); at = parentOf(at)) {
    if (its.nodeType(at) !== Node.ELEMENT_NODE) break;
    path.push(at);
  }
  for (const at of path.reverse()) {
    const style = getComputedStyle(at);
    const parent = known.get(parentOf(at)) || {opacity: 1, clear: 1, toned: false, inner: everywhere, held: everywhere, fixed: everywhere, barred: false, stuck: false, moved: false};
    const opacity = hidden.has(at) ? 0 : parent.opacity * Number(style.opacity) * leftByClip(style.clipPath) * leftByMask(style);
    // What clips an element is what its box is laid out in.
    const {position, filter} = style;
    const clip = position === 'fixed' ? parent.fixed : position === 'absolute' ? parent.held : parent.inner;
    const isContained = style.contain.includes('paint');
    const moves = [style.transform, style.translate, style.rotate, style.scale].filter(move => move !== 'none');
    const holds = moves.length > 0 || filter !== 'none' || isContained;
    const inside = clips(style.overflowX) || clips(style.overflowY) || isContained ? clipOf(at, style, clip) : clip;
    const isBar = (position === 'fixed' || position === 'sticky') && its.clientHeight(at) < innerHeight * sceneLeast;
    known.set(at, {
      style, opacity, clear: filter === 'none' ? parent.clear : parent.clear * clearOf(filter), toned: parent.toned || filter !== 'none' && isToned(filter),
      clip, inner: inside, held: position !== 'static' || holds ? inside : parent.held, fixed: holds ? inside : parent.fixed,
      barred: parent.barred || isBar && position === 'fixed', stuck: parent.stuck || isBar,
      moved: parent.moved || moves.some(move => !inPlace.has(move)) && its.clientHeight(at) < innerHeight,
    });
  }
  return known.get(element);
}

const inPlace = new Set(['matrix(1, 0, 0, 1, 0, 0)', '0px', '0deg', '1']); // what moves nothing

// clipOf gives what is left of a clip by an element that cuts off what reaches beyond it. The
// root's and the body's overflow is the window's, unless they keep it.
function clipOf(element, style, clip) {
  if (element === document.documentElement || element === document.body && !clipsItself(element)) return clip;
  const box = its.getBoundingClientRect(element);
  return cut(clip, {
    left: clips(style.overflowX) ? box.left : -1e7, right: clips(style.overflowX) ? box.right : 1e7,
    top: clips(style.overflowY) ? box.top : -1e7, bottom: clips(style.overflowY) ? box.bottom : 1e7,
  });
}

// sightOf tells how well an element is seen within a part of the document that is given from
// the window's corner: {kind, score: 0 to 1, box, barred, stuck, moved, look}.
function sightOf(element, part, known) {
  const box = its.getBoundingClientRect(element);
  const area = areaOf(box);
  if (area < 16 || areaOf(cut(box, part)) === 0 || !its.checkVisibility(element, {visibilityProperty: true})) return {kind: '', score: 0, box};
  const now = situation(element, known);
  const {style, opacity, clear, clip, barred} = now;
  const kind = sortOf(element, style);
  if (kind === '') return {kind, score: 0, box};
  const shown = areaOf(cut(cut(box, clip), part));
  const enough = Math.min(area, areaOf(part)) * 0.3;
  return {kind, score: shown >= enough ? opacity * clear : 0, box, barred, stuck: now.stuck, moved: now.moved, look: lookOf(kind, now, box)};
}

const inTheWindow = () => ({left: 0, top: 0, right: innerWidth, bottom: innerHeight});

// identityOf says what an element is, by which it is known again where the page made it anew.
function identityOf(element, kind) {
  const words = kind === 'text' ? its.textContent(element) : kind === 'picture' ? element.currentSrc || element.src || element.data || '' : '';
  return `${its.localName(element)} ${words.replace(/\s+/g, ' ').trim().slice(0, 80)}`.trim();
}

// everything gives the elements of the document and its shadow roots.
const everything = () => ownScopes().flatMap(scope => [...its.querySelectorAll(scope, '*')]);

let places = null; // {height, list: elements and where they lie, known: the same} while one walks
const placing = new MutationObserver(records => placeAnew(records));
const placingWhat = {subtree: true, childList: true, attributes: true, attributeFilter: ['class', 'style', 'hidden']};
const anewMost = 300; // elements in one that was changed

// place takes an element into the list of those that have a place. One that has no size yet may
// get one there.
function place(element, at) {
  const {top, bottom, left, right} = its.getBoundingClientRect(element);
  if (bottom === top && right === left && top === 0 && left === 0 || places.known.has(element)) return;
  places.known.add(element);
  places.list.push({element, top: top + at.y, bottom: bottom + at.y});
}

// placeAnew measures all of them again where the page has other elements now, and else those that
// what was changed has brought to light.
function placeAnew(records) {
  if (records.some(({type}) => type === 'childList')) places = null;
  if (!places) return;
  const at = corner();
  for (const target of new Set(records.map(record => record.target))) {
    if (places.known.has(target) && its.childElementCount(target) === 0) continue;
    for (const element of [target, ...inside(target, anewMost)]) place(element, at);
  }
}

// nearby gives the elements that lie in the window or near it, without measuring all of them again
// at each stop.
function nearby() {
  const height = its.scrollHeight(document.documentElement);
  const at = corner();
  placeAnew(placing.takeRecords());
  if (!places || places.height !== height) {
    places = {height, list: [], known: new Set()};
    for (const element of everything()) place(element, at);
    for (const scope of ownScopes()) placing.observe(scope, placingWhat);
  }
  const [from, to] = [at.y - innerHeight, at.y + 2 * innerHeight];
  const list = places.list.filter(({top, bottom}) => bottom > from && top < to).map(({element}) => element);
  const staying = scenes.filter(scene => its.isConnected(scene) && inWindow(scene));
  return staying.length === 0 ? list : [...new Set([...list, ...staying.flatMap(scene => [scene, ...inside(scene, sceneMost)])])];
}

let scenes = []; // what stays in its place as one scrolls: what is in it is not where it was
const sceneMost = 500; // elements in one

// samePlace tells whether two views are of one place on the page.
const samePlace = (a, b) => Math.abs(a.x - b.x) < 3 && Math.abs(a.y - b.y) < 3;

// remember takes down a view of an element: the best there is of what it shows in one place, and
// of its looks those that it has in the window's middle.
function remember(element, view) {
  const keys = viewsOf.get(element) || [];
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
  const key = seen.size;
  keys.push(key);
  seen.set(key, {element, ...view});
}

// placeOf gives where a box lies on the page, of which that part is in the window.
const placeOf = (box, at) => ({x: box.left + at.x, y: box.top + at.y, width: box.width, height: box.height});

// corner gives where the window stands on the page. That takes Chrome as long as all else that is
// asked of an element: who goes through many asks once.
const corner = () => ({x: scrollX, y: scrollY});

// notice takes down what is seen in the window now, and gives how much that is, and where: both
// change while something still comes.
function notice() {
  const known = new Map();
  const part = inTheWindow();
  const at = corner();
  let sum = 0;
  let where = 0;
  for (const element of nearby()) {
    const {kind, score, box, barred, stuck, moved, look} = sightOf(element, part, known);
    if (score === 0 || kind === 'ground' && (stuck || areaOf(box) < groundLeast)) continue;
    sum += score;
    where += box.left + 2 * box.top + 3 * box.right + 5 * box.bottom; // as good as a different sum for each way to move
    if (barred) continue;
    remember(element, {what: identityOf(element, kind), kind, score, look, moved, aside: Math.abs(box.top + box.bottom - innerHeight), from: {left: at.x, top: at.y, behavior: 'instant'}, ...placeOf(box, at)});
  }
  return {sum, where};
}
const groundLeast = 2500; // square pixels of a flat ground that are worth noticing

// ours tells what we have taken out of sight ourselves.
const ours = element => hidden.has(element) || [...ancestors(element)].some(part => hidden.has(part));

// steady waits until what comes into view has come to its place, and takes down what is seen
// then. begun is when the window came there, by our clock: what is drawn frame by frame may yet
// wait for its turn. What never comes to rest is not waited for to the end, and not again; nor is
// a page that scrolls by itself.
async function steady(begun) {
  const at = corner();
  await unoccupied();
  let before = notice();
  const end = performance.now() + steadyMost;
  let moved = 0;
  let waited = false; // for what stood still, and has not moved then
  for (let still = 0; performance.now() < end;) {
    const {animating, frames} = plans(0, 0); // frames may be far from each other where the machine is busy
    if (hurry() === 0 && frames === 0) break;
    const isFresh = frames > 0 && animating < performance.now() - begun + freshWithin;
    if (still >= (!roams && (isFresh || vainWaits < vainMost) ? stillLong : stillShort)) break;
    waited ||= still >= stillShort;
    await pause(50);
    await oneFrame();
    if (scrollY !== at.y || scrollX !== at.x) {
      scrollTo({left: at.x, top: at.y, behavior: 'instant'});
      roams = true;
      await oneFrame();
      notice();
      break;
    }
    const now = notice();
    const isMoving = !roams && Math.abs(now.where - before.where) >= 1;
    const isStill = Math.abs(now.sum - before.sum) < 0.01 && !isMoving;
    if (!isStill && still >= stillShort) [vainWaits, waited] = [0, false];
    still = isStill ? still + 1 : 0;
    before = now;
    if (!isMoving || ++moved < movesMost) continue;
    roams = !isFresh;
    break;
  }
  if (waited) vainWaits++;
  noteTimed();
}
const steadyMost = 1500; // ms that are waited for at one stop
const freshWithin = 50; // ms
const [stillShort, stillLong] = [2, 6]; // looks, 50 ms apart, at which nothing has moved
const movesMost = 24; // looks at which it has
const vainMost = 2; // stops at which it was waited long, and in vain
let vainWaits = 0;
let roams = false; // something on the page goes on moving without end, or scrolls it

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
  return {...now, height: pageHeight()};
}
const attestMost = 3000; // ms

// compare compares what was seen with the page as the picture will show it, of that size:
// {found, shown, missing: [{what, why, x, y, width, height}], boxes: [{x, y, width, height, kind}],
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
    return {found: 0, shown: 0, missing, boxes: sample(boxes), sum: 0};
  }
  for (const [key, then] of seen) {
    const {element} = then;
    if (then.score < 0.5 || ours(element)) continue;
    found++;
    const now = its.isConnected(element) ? sightOf(element, part, known) : {score: 0, kind: ''};
    sum += now.score;
    const isSame = now.score > 0 && (samePlace(placeOf(now.box, at), then) || identityOf(element, now.kind) === then.what);
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
    const why = !its.isConnected(element) || now.score > 0 && !isSame ? 'gone' : now.score === 0 && now.kind === then.kind ? 'cut off' : 'hidden';
    absent.set(then, {key, why});
  }
  const madeAnew = absent.size > 0 ? twinsOf(part, known).known(absent.keys(), standing) : new Set();
  for (const [then, of] of absent) if (!madeAnew.has(then)) missing.push({...then, element: undefined, ...of});
  return {found, shown: found - missing.length, missing: missing.slice(0, 200), boxes: sample(boxes), sum};
}

// hasShrunk tells a picture, or a ground worth looking at, that is much smaller than it was.
const hasShrunk = ({kind, width, height}, then) => (kind === 'picture' || kind === 'ground' && then.look !== '') && kind === then.kind && width * height < then.width * then.height / 4;

// isWarped tells something that is turned, or of another size, by what takes it from its place, and
// was seen when it stood there.
const isWarped = ({moved, width, height}, then) => moved && !then.moved && (Math.abs(width - then.width) > then.width * warpMost || Math.abs(height - then.height) > then.height * warpMost);
const warpMost = 0.1;

// twinsOf gives all that is in sight, for what the page has made anew.
function twinsOf(part, known) {
  const twins = new Twins();
  const at = corner();
  for (const element of everything()) {
    const {kind, score, box} = sightOf(element, part, known);
    if (score >= 0.5) twins.add(element, kind, box, at);
  }
  return twins;
}

// Twins are things by which others are known again that the page has made anew: what says
// something by that, a flat ground or a drawing by its place and size.
class Twins {
  names = new Map(); // what it says -> Map of element -> its place
  places = [];

  add(element, kind, box, at) {
    const what = identityOf(element, kind);
    const place = {kind, ...placeOf(box, at)};
    if (!isNamed(what)) this.places.push(place);
    else if (this.names.has(what)) this.names.get(what).set(element, place);
    else this.names.set(what, new Map([[element, place]]));
  }

  // known gives those of some views that are known again. Many things may say the same: where
  // one stood another may, or near there one that the page made anew; but each stands for one
  // only elsewhere, and none that is standing in its own place for any other.
  known(views, standing) {
    const taken = new Set(standing);
    const known = new Set();
    const elsewhere = [];
    for (const then of views) {
      const likes = this.names.get(then.what);
      const own = likes ? likeAt(likes, then) : this.places.find(place => isTwin(place, then));
      if (own) known.add(then);
      else if (likes) elsewhere.push(then);
      if (own && likes) taken.add(own);
    }
    const free = new Map(); // what it says -> those that stand for none yet
    for (const then of elsewhere) {
      if (!free.has(then.what)) free.set(then.what, [...this.names.get(then.what).keys()].filter(element => !taken.has(element)));
      if (free.get(then.what).pop()) known.add(then);
    }
    return known;
  }
}

// likeAt gives the element of those that say the same that stands where a view was taken. Of very
// many, only itself is looked for: it would take their number times itself.
function likeAt(likes, then) {
  if (likes.has(then.element)) return then.element;
  if (likes.size > likesMost) return undefined;
  for (const [element, place] of likes) if (isAt(place, then) || !its.isConnected(then.element) && isAround(place, then)) return element;
  return undefined;
}
const likesMost = 1000;

// isAt tells whether a thing is where another was: what stands above may have become a little taller.
const isAt = (place, then) => Math.abs(place.x - then.x) < 3 && Math.abs(place.y - then.y) < Math.max(3, then.height / 2);
const isAround = (place, then) => Math.abs(place.x - then.x) < innerWidth / 20 && Math.abs(place.y - then.y) < innerHeight / 4;
const isTwin = (place, then) => place.kind === then.kind && isAt(place, then) && Math.abs(place.width - then.width) < 3 && Math.abs(place.height - then.height) < 3;

const isNamed = what => what.includes(' '); // see identityOf

const sampleMost = 300;

// sample gives so many of a list, spread over it.
function sample(list) {
  const step = Math.max(1, list.length / sampleMost);
  return Array.from({length: Math.min(list.length, sampleMost)}, (_, i) => list[Math.floor(i * step)]);
}

// recall goes back to where something was seen that is missing now: {again, of}, how many of
// those tried can still be seen there. What cannot has changed by itself meanwhile.
async function recall({missing, moves}) {
  const tried = missing.length <= 8 ? missing : Array.from({length: 8}, (_, i) => missing[Math.floor(i * missing.length / 8)]);
  const top = {left: scrollX, top: scrollY, behavior: 'instant'};
  const back = [];
  let again = 0;
  for (const {key, what, kind, x, y, height} of tried) {
    const {element, from, look, moved, width} = seen.get(key) || {};
    const ways = [() => scrollTo(from || top), () => scrollTo({left: Math.max(0, x - 40), top: Math.max(0, y - Math.max(0, innerHeight - height) / 2), behavior: 'instant'})];
    // What is in a pane is not where the document would have it.
    if (element && its.isConnected(element)) ways.push(() => back.push(bringIn(element, 'center')));
    for (const go of ways) {
      go();
      if (!await arrives({what, kind, look, moved, width, height}, moves)) continue;
      again++;
      break;
    }
  }
  for (const restore of back.reverse()) restore();
  scrollTo(top);
  await painted();
  return {again, of: tried.length};
}

// arrives tells whether something of that name and look comes into view, once the page had its time.
async function arrives(thing, moves) {
  const begun = performance.now();
  await painted();
  await caughtUp(moves, begun);
  for (let i = 0; i < 12; i++) {
    if (sees(thing)) return true;
    if (hurry() === 0 && plans(0, 0).frames === 0 && i > 1) return false;
    await pause(60);
  }
  return sees(thing);
}

// sees tells whether something of that name and look is seen in the window now.
function sees(then) {
  const known = new Map();
  places = null;
  return nearby().some(element => {
    const {kind, score, look, moved, box} = sightOf(element, inTheWindow(), known);
    return kind === then.kind && score >= 0.5 && isLike(then.look, look) && !isWarped({moved, width: box.width, height: box.height}, then) && identityOf(element, kind) === then.what;
  });
}
