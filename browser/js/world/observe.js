// Watching the page change, from the start of the document.

const changes = {last: performance.now(), count: 0};
const noise = new WeakMap(); // node -> how often it changed without growing
const watched = new WeakSet();

// A node that keeps changing in place is a clock or a ticker. After this many times it
// no longer counts.
const tickerAfter = 8;

let wordsChanged = -1e9; // when words were last changed in place
let wordsGrew = -1e9; // and when a text was last written on
const longest = new WeakMap(); // element -> the longest text that it had
const writtenMost = 2000; // characters of a text that is written letter by letter
const partsMost = 8; // elements in it
const unseenWords = new Set(['title', 'style', 'script', 'noscript', 'template']);
const caretMost = 1; // characters of what stands where the next letter will

// noteWords takes down that words were changed in place. A text that goes on from the longest that
// it was is being written; what turns, or begins again, is not.
function noteWords(node) {
  wordsChanged = performance.now();
  const element = its.nodeType(node) === Node.ELEMENT_NODE ? node : its.parentNode(node);
  const text = element && its.childElementCount(element) <= partsMost && its.textContent(element);
  if (!text || text.length > writtenMost || unseenWords.has(its.localName(element))) return;
  const before = longest.get(element) ?? '';
  if (text.length <= before.length || !text.startsWith(before.slice(0, -caretMost))) return;
  longest.set(element, text);
  if (before !== '') wordsGrew = performance.now();
}

// A clock whose digits roll is built anew at each tick: what comes into something small that was
// emptied again and again stands for what was there, unless it is more than there ever was.
const emptied = new WeakMap(); // element -> {times, most: the most elements that were ever in it}
const partOf = new WeakMap(); // what came into it -> that element
const emptiedLeast = 3; // times
const builtMost = 200; // elements in it
let isRebuilt = false; // something on the page is
const sizeOf = nodes => [...nodes].reduce((sum, node) => sum + 1 + (its.nodeType(node) === Node.ELEMENT_NODE ? its.querySelectorAll(node, '*').length : 0), 0);

// rebuiltBy gives what is built anew when a node changes; the node itself where nothing is.
function rebuiltBy(node) {
  if (!isRebuilt) return node;
  const element = its.nodeType(node) === Node.ELEMENT_NODE ? node : its.parentNode(node);
  for (const part of ancestors(element)) if (partOf.has(part)) return partOf.get(part);
  return node;
}

// noteGrowth takes down what came and went, and tells whether there is more of it now. around is
// what is built anew by it, or what changed.
function noteGrowth({target, addedNodes, removedNodes}, around) {
  const grows = addedNodes.length > removedNodes.length;
  if (removedNodes.length > 0 && target === around && its.nodeType(target) === Node.ELEMENT_NODE) {
    const {times, most} = emptied.get(target) ?? {times: 0, most: 0};
    emptied.set(target, {times: times + 1, most: Math.max(most, sizeOf(removedNodes))});
  }
  const known = emptied.get(around);
  if (!known || known.times < emptiedLeast) return grows;
  const size = sizeOf(its.childNodes(around));
  if (size > builtMost) return grows;
  const isMore = size > known.most;
  known.most = Math.max(known.most, size);
  isRebuilt = true;
  if (target === around) for (const node of addedNodes) partOf.set(node, around);
  return grows && isMore;
}

const observer = new MutationObserver(records => {
  for (const record of records) {
    if (record.type === 'characterData' || record.type === 'childList' && record.addedNodes.length === record.removedNodes.length) noteWords(record.target);
    const around = rebuiltBy(record.target);
    const grew = record.type === 'childList' && noteGrowth(record, around);
    if (!grew) {
      const times = (noise.get(around) || 0) + 1;
      noise.set(around, times);
      if (times > tickerAfter) continue;
    }
    changes.last = performance.now();
    changes.count++;
  }
});

// observe watches what is not watched yet and tells whether there was something new.
function observe() {
  let found = false;
  for (const scope of scopes()) {
    if (watched.has(scope)) continue;
    watched.add(scope);
    observer.observe(scope, {subtree: true, childList: true, characterData: true, attributes: true});
    found = scope !== document;
  }
  if (found) changes.last = performance.now();
  return found;
}

// windows gives the windows of the page and of the frames that we may see.
function windows() {
  const list = [window];
  for (const view of list) {
    for (let i = 0; i < view.length; i++) {
      try {
        if (view[i].document.documentElement) list.push(view[i]);
      } catch {
        // a frame of another site
      }
    }
  }
  return list;
}

// plans asks the page's world what it has planned, all frames together; see js/page. With
// fresh only timers count that were set in so many of the last milliseconds. phase numbers what
// was done to the page: what it does again and again within one is no news.
function plans(horizon, steps, fresh = 0, phase = 0) {
  const all = {next: 0, last: 0, again: 0, set: 0, quick: 0, idle: false, working: 0, speaking: {since: 0, ago: 0, due: 0}, listens: false, animating: 0, owing: 0, looking: false, frames: 0, shares: false, looksEvery: 0, turnDue: 0, wheels: false, heeds: false, windows: 0};
  for (const target of windows()) {
    const hear = event => {
      try {
        const {next, last, again, set, quick, idle, working, speaking, listens, animating, owing, looking, frames, shares, looksEvery, turnDue, wheels, heeds, windows: opened} = JSON.parse(event.detail);
        if (next > 0) all.next = all.next > 0 ? Math.min(all.next, next) : Number(next);
        all.last = Math.max(all.last, Number(last) || 0);
        if (again > 0 && (all.again === 0 || again < all.again)) Object.assign(all, {again: Number(again), set: Number(set) || 0});
        if (quick > 0 && (all.quick === 0 || quick < all.quick)) all.quick = Number(quick);
        all.idle ||= idle === true;
        all.working = Math.max(all.working, Number(working) || 0);
        if (Number(speaking?.due) > all.speaking.due) all.speaking = {since: Number(speaking.since) || 0, ago: Number(speaking.ago) || 0, due: Number(speaking.due)};
        all.listens ||= listens === true;
        all.animating = Math.max(all.animating, Number(animating) || 0);
        all.owing = Math.max(all.owing, Number(owing) || 0);
        all.looking ||= looking === true;
        all.frames += Number(frames) || 0;
        all.shares ||= shares === true;
        all.looksEvery = Math.max(all.looksEvery, Number(looksEvery) || 0);
        all.turnDue = Math.max(all.turnDue, Number(turnDue) || 0);
        all.wheels ||= wheels === true;
        all.heeds ||= heeds === true;
        all.windows += Number(opened) || 0;
      } catch {
        // the page may say what it likes under our name
      }
    };
    target.addEventListener('tearsheet:plans', hear, true);
    its.dispatchEvent(target, new CustomEvent('tearsheet:plans?', {detail: JSON.stringify({horizon, steps, fresh, phase})}));
    target.removeEventListener('tearsheet:plans', hear, true);
  }
  return all;
}

// skip moves the page's clock ahead, in all frames alike.
function skip({ms}) {
  for (const target of windows()) its.dispatchEvent(target, new CustomEvent('tearsheet:skip', {detail: String(ms)}));
  changes.last = performance.now(); // what comes due now has its turn
  return {};
}

// skipOn moves it ahead, and goes on from letter to letter of a text that is being written as
// long as nothing else is planned: it gives the ms by which it moved. Options are those of settle.
async function skipOn({ms, horizon, steps, phase}) {
  let moved = 0;
  for (let letters = 0, next = ms; next > 0 && letters < strokesMost; letters++) {
    const before = wordsGrew;
    skip({ms: next});
    moved += next;
    await pause(1);
    const {last, quick} = plans(horizon, steps, 0, phase);
    next = last === 0 && wordsGrew > before ? quick : 0;
  }
  return {ms: moved};
}
const strokesMost = 25; // until the network is looked at again

// wanted tells how many windows the page wanted to open: {windows}.
const wanted = () => ({windows: plans(0, 0).windows});
