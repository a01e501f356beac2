// Whether somebody on the page looks at what is in view, or at the size of the window: a
// page on which nobody does shows no more when it is scrolled.
const viewEvents = new Set(['scroll', 'scrollend', 'scrollsnapchange', 'resize', 'wheel', 'mousewheel', 'touchmove', 'contentvisibilityautostatechange']);
let listens = false;
let wheels = false; // the page may move by itself when the wheel is turned
const turning = new WeakSet(); // elements that the page itself scrolls, perhaps
const dragging = new WeakSet(); // elements that can be dragged, perhaps
const dragEvents = new Set(['touchstart', 'mousedown', 'pointerdown']);

// The answers to our own world's questions whether an element heeds the wheel, or is dragged.
for (const [question, those] of [['tearsheet:turning?', turning], ['tearsheet:dragging?', dragging]]) {
  listen(question, event => {
    event.stopImmediatePropagation();
    if (those.has(Reflect.apply(pathOf, event, [])[0])) event.preventDefault();
  });
}

// What a person sets off who is there with a mouse or a finger, and has done nothing yet.
const handEvents = new Set(['mousemove', 'mouseover', 'mouseenter', 'pointermove', 'pointerover', 'pointerenter', 'touchstart', 'touchmove']);
let heeds = false;
const isWhole = target => !target || target === window || target === document || target === document.body || target === document.documentElement;
wrap(window.EventTarget.prototype, 'addEventListener', (real, self, args) => {
  if (viewEvents.has(args[0])) listens = true;
  if ((args[0] === 'wheel' || args[0] === 'mousewheel') && isWhole(self)) wheels = true;
  if ((args[0] === 'wheel' || args[0] === 'mousewheel') && !isWhole(self)) turning.add(self);
  if (dragEvents.has(args[0]) && !isWhole(self)) dragging.add(self);
  if (handEvents.has(args[0]) && isWhole(self)) heeds = true;
  hearAlso(self, args[0]);
  return Reflect.apply(real, self, args);
});
wrap(window, 'matchMedia', (real, self, args) => {
  if (/height|aspect|orientation/.test(args[0])) listens = true;
  return Reflect.apply(real, self, args);
});

// Elements that observers look at; most let go of one when they have seen it.
const observed = new WeakMap(); // observer -> its elements
let observedCount = 0;
for (const {prototype} of [window.IntersectionObserver, window.ResizeObserver]) {
  const follow = (name, change) => wrap(prototype, name, (real, self, args) => {
    const result = Reflect.apply(real, self, args);
    const elements = observed.get(self) || new Set();
    observed.set(self, elements);
    observedCount -= elements.size;
    change(elements, args[0]);
    observedCount += elements.size;
    return result;
  });
  follow('observe', (elements, element) => elements.add(element));
  follow('unobserve', (elements, element) => elements.delete(element));
  follow('disconnect', elements => elements.clear());
}

// Whether an observer waits for a part of an element, or of the window, to be in view: it
// may miss what is scrolled past in large steps.
let shares = false;
let looksEvery = 0; // ms that one lets pass between two looks, where it says so
const wantsShare = options => {
  try {
    looksEvery = Math.max(looksEvery, Math.min(Number(options.delay) || 0, 1000));
    return [options.threshold].flat().some(share => share > 0.05) || /-\s*[\d.]*[1-9]/.test(options.rootMargin || '') || Boolean(options.delay);
  } catch {
    return true; // options that cannot be read twice
  }
};
// seeing gives a callback that is told nothing while the picture is drawn.
const seeing = callback => typeof callback === 'function' ? function (...args) {
  if (!blind) Reflect.apply(callback, this, args);
} : callback;
window.IntersectionObserver = new Proxy(window.IntersectionObserver, {
  construct(real, args, self) {
    if (args[1] && wantsShare(args[1])) shares = true;
    const made = Reflect.construct(real, [seeing(args[0]), ...args.slice(1)], self === window.IntersectionObserver ? real : self);
    if (shares) noteStrict(made);
    return made;
  },
});
Object.defineProperty(window.IntersectionObserver.prototype, 'constructor', {value: window.IntersectionObserver, writable: true, configurable: true});

const heeding = () => heeds || [window, document, document.body, document.documentElement].some(target => target?.onmousemove || target?.onmouseover || target?.onpointermove || target?.ontouchstart);

const turned = () => wheels || [window, document, document.body, document.documentElement].some(target => target?.onwheel);

// looking also takes in who may look again and again: what waits for a time or a frame.
const looking = () => listens || observedCount > 0 || timers.size > 0 || awaitedFrames.size > 0 ||
  [window, document, document.body, document.documentElement].some(target => target?.onscroll || target?.onresize || target?.onwheel);
