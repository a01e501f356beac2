// What lies in the window or near it, without measuring the whole page at each stop.

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
