// Waiting until the document is at rest: one call, one report.

const waitingWords = /skeleton|shimmer|spinner|loader\b|\bloading\b|placeholder-glow/i;

// inWindow tells whether some of an element lies in the window.
function inWindow(element) {
  const box = its.getBoundingClientRect(element);
  return box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
}

// saysBusy gives the elements by which the page says that it still loads.
function saysBusy() {
  const list = [];
  for (const element of document.querySelectorAll('[aria-busy="true"],[class*="skeleton" i],[class*="shimmer" i],[class*="spinner" i],[class*="loading" i],[class*="loader" i]')) {
    const says = its.getAttribute(element, 'aria-busy') === 'true' || waitingWords.test(its.getAttribute(element, 'class') || '');
    const isRoot = element === document.body || element === document.documentElement;
    if (says && (!isRoot || its.getAttribute(element, 'aria-busy') === 'true')) list.push(element);
  }
  return list;
}

const saidInVain = new WeakSet(); // those that still said so when they had been waited for

// unfinished tells whether one of them is in the window and may still come to its end. What is out
// of it may well wait to be looked at, which it will be. waited tells that they had their time.
function unfinished(waited) {
  let may = false;
  for (const element of saysBusy()) {
    if (!inWindow(element) || !isVisible(element)) saidInVain.delete(element);
    else if (waited) saidInVain.add(element);
    else may ||= !saidInVain.has(element);
  }
  return may;
}

// Since when there has been nothing to read or to see on the page, 0 if there is.
let voidSince = 0;
let isFilled = false; // there was something once

// awaitsContent tells whether the page has nothing to show yet but what moves without end, as
// what stands for the content does, or nothing while it listens to somebody who has not spoken.
function awaitsContent(listens, most) {
  if (isFilled) return false;
  const moved = movedForEver();
  if (!listens && moved.length === 0) return false;
  isFilled = standsBeside(moved.filter(element => (its.textContent(element) || '').trim().length < lettersLeast));
  voidSince ||= performance.now();
  return !isFilled && performance.now() - voidSince < most;
}

// movedForEver gives what moves on the page and never stops.
function movedForEver() {
  const isEndless = animation => animation.playState === 'running' && animation.effect?.getComputedTiming().endTime === Infinity;
  const moved = document.getAnimations().filter(isEndless).map(animation => animation.effect.target).filter(Boolean);
  return [...moved, ...document.querySelectorAll('svg:has([repeatCount="indefinite"])')];
}

// Since when frames are in the window and have not begun. Many never do: what is answered with
// nothing, is downloaded or blocked leaves its frame as it was.
const frameSince = new WeakMap();
const frameMost = 700; // ms

// awaitsFrame tells whether a frame in the window is about to begin with what it is to show.
function awaitsFrame() {
  const t = performance.now();
  let awaits = false;
  for (const frame of document.getElementsByTagName('iframe')) {
    const isOwed = its.hasAttribute(frame, 'srcdoc') || /^https?:/.test(frame.src);
    if (!isOwed || frame.contentDocument?.URL !== 'about:blank' || !inWindow(frame) || !isVisible(frame)) continue;
    if (!frameSince.has(frame)) frameSince.set(frame, t);
    awaits ||= t - frameSince.get(frame) < frameMost;
  }
  return awaits;
}

// growth follows the size of the document: a page that changes without growing is a
// ticker, and nobody waits for its end.
const growth = {nodes: 0, height: 0, last: 0};
let isTicker = false;

function measureGrowth(t) {
  const nodes = document.getElementsByTagName('*').length;
  const height = its.scrollHeight(document.documentElement) || 0;
  if (nodes > growth.nodes || height > growth.height) growth.last = t;
  growth.nodes = Math.max(growth.nodes, nodes);
  growth.height = Math.max(growth.height, height);
  return t - growth.last;
}

// What was begun of each kind of animation of an element.
const runs = new WeakMap(); // element -> Map of kind -> {times, known}
const runsMost = 3; // after which it is taken to go on so for ever

// isNews tells whether an animation is not one of those that are begun again and again.
function isNews(animation) {
  const target = animation.effect?.target;
  if (!target) return true;
  const element = rebuiltBy(target);
  const kinds = runs.get(element) || new Map();
  runs.set(element, kinds);
  const kind = animation.animationName || animation.transitionProperty || animation.id || '';
  const run = kinds.get(kind) || {times: 0, known: new WeakSet()};
  kinds.set(kind, run);
  if (!run.known.has(animation)) run.times++;
  run.known.add(animation);
  return run.times <= runsMost;
}

// moving gives for how long animations still run that end by themselves, in ms.
function moving() {
  let left = 0;
  for (const animation of document.getAnimations()) {
    if (animation.playState !== 'running' || !isNews(animation)) continue;
    const {endTime} = animation.effect?.getComputedTiming() || {};
    if (typeof endTime === 'number' && endTime !== Infinity) left = Math.max(left, endTime - (Number(animation.currentTime) || 0));
  }
  return left;
}

// Since when fonts load, 0 if none do: one that never comes is not waited for to the end.
let fontsSince = 0;

const grewLately = 500; // ms before a timer was set
const writingMost = 10000; // ms of one that is drawn frame by frame
const wroteLately = 1000; // ms since the last letter: the writer may take a breath

// For how long the page may wait for something that takes no time, in milliseconds.
const owesMost = 1000;

// How long the parts may come in which a page is told what to show, in milliseconds.
const spokenMost = 8000;

let countsForEver = false; // words change with each frame, and no end was seen

// Why the document is not at rest.
const timerWaits = 'a timer of the page';
const documentChanges = 'the document changes';

// obstacles gives what stands between the document and rest: {what, until}, with until
// the time at which it is worth looking again, and the plans of the page. A document that
// has nothing planned and nothing under way need only be quiet for the shorter time calm:
// what comes late without a timer, a request or a frame comes from nowhere.
function obstacles({quiet, calm, horizon, steps, animation, busy, follows, refresh, cut, phase}, begun) {
  const t = performance.now();
  const list = [];
  const add = (is, what, until) => is && list.push({what, until});
  add(document.readyState === 'loading' && !cut, 'the document is still being read', t + 100);
  const leaves = follows ? leavesIn(refresh, horizon) : 0;
  add(leaves > 0, 'the page goes on to another', t + leaves);
  const planned = plans(horizon, steps, 0, phase);
  // What comes again and again is followed while the document grows by it.
  if (planned.last === 0 && t - growth.last < grewLately + planned.set) planned.next = planned.last = planned.again;
  // And a text that is written letter by letter, until it is all there.
  if (planned.last === 0 && t - wordsGrew < wroteLately) planned.next = planned.last = planned.quick;
  add(planned.last > 0, timerWaits, t + planned.last + 5);
  add(planned.idle, 'the page waits for idle time', t + 20);
  add(planned.owing > 0 && planned.owing < owesMost, 'the page reads what has come', t + 10);
  add(planned.working > 0 && planned.working < animation, 'a worker works', t + 50);
  // What speaks in parts goes on while the document grows with them.
  const {since, ago, due} = planned.speaking;
  add(due > 0 && since < spokenMost && t - growth.last < ago + 100, 'the page is told more', t + Math.min(due, 100));
  // Frames that follow each other draw on a canvas, or lead to something else that soon
  // shows; most of them never end.
  // Numbers that count up take longer, and come to an end.
  const counts = planned.animating > 0 && t - wordsChanged < 250 && !countsForEver;
  countsForEver ||= counts && planned.animating > animation * 1.5;
  const writes = t - wordsGrew < wroteLately;
  const frames = writes ? writingMost : counts ? animation * 1.5 : document.querySelector('canvas') ? animation : animation / 2;
  add(planned.animating > 0 && planned.animating < frames, 'a drawing moves', t + 100);
  const left = t - begun < animation ? moving() : 0;
  add(left > 0 && left < animation, 'an animation runs', t + Math.min(left + 5, 200));
  fontsSince = document.fonts.status === 'loading' ? fontsSince || t : 0;
  add(fontsSince > 0 && t - fontsSince < busy, 'fonts load', t + 50);
  add(unfinished(t - begun >= busy) || awaitsContent(planned.listens, busy), 'the page says that it is busy', t + 100);
  add(awaitsFrame(), 'a frame begins', t + 30);
  // Timers count for nothing here: their turn comes when all else is at rest.
  const isCalm = planned.animating === 0 && list.every(o => o.what === timerWaits);
  const still = changes.last + (isCalm ? calm : quiet);
  add(still > t, documentChanges, still);
  return {list, planned, isCalm};
}

// settle waits until nothing stands in the way, until the budget is spent, until the
// page has grown past a height, or until it is known to never rest: {quiet, ms, because,
// idle, due, calm, heeds}, idle being how long it has not grown, and heeds whether it waits for
// a mouse or a finger. With skip it also returns when
// nothing but a timer stands in the way; due is when that comes. Times are in
// milliseconds.
async function settle(options) {
  stir();
  const begun = performance.now();
  let heeds = false; // what a hand does
  const report = (quiet, because, due = 0, calm = false) => {
    const t = performance.now();
    return {quiet, because, due, calm, heeds, ms: t - begun, idle: t - growth.last};
  };
  let drawn = -1; // how often the document had changed when it was last drawn
  for (;;) {
    observe();
    const {list, planned, isCalm} = obstacles(options, begun);
    ({heeds} = planned);
    const t = performance.now();
    const writes = t - wordsGrew < wroteLately && t - begun < writingMost;
    const idle = writes ? 0 : measureGrowth(t);
    if (list.length === 0 && isCalm && drawn !== changes.count) {
      // Observers of what is in view have their turn when a frame is drawn.
      drawn = changes.count;
      await painted();
      await unoccupied();
      continue;
    }
    if (list.length === 0) return report(true, '', 0, isCalm);
    if (t - begun > options.budget) return report(false, list[0].what);
    if (growth.height > options.height) return report(true, 'it grew past the limit');
    const churns = list.every(o => o.what === documentChanges);
    if (churns && idle > options.restless * 0.6 && (isTicker || t - begun > options.restless)) {
      isTicker = true;
      return report(true, 'it never rests, but grows no more');
    }
    // A busy page says so until its timers come, so that does not keep them from coming.
    const timersOnly = list.every(o => o.what === timerWaits || o.what === 'the page says that it is busy');
    if (options.skip && timersOnly && planned.next > options.calm) return report(false, timerWaits, planned.next);
    const others = list.filter(o => o.what !== timerWaits);
    const look = Math.max(...(others.length > 0 ? others : list).map(o => o.until));
    const until = Math.min(look, t + (planned.next || Infinity), begun + options.budget + 1);
    await pause(Math.max(1, until - t));
  }
}
