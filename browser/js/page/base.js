// What the other files of this folder share. They run as one script in the page's own
// world, before any script of the page, in every frame, and keep their own copies of
// what the page may replace.
const {performance: clock, CustomEvent: Event} = window;
const now = clock.now.bind(clock);
const tell = window.dispatchEvent.bind(window);
const add = window.addEventListener.bind(window);

const {addEventListener: listenTo, removeEventListener: removeFrom} = window.EventTarget.prototype;

// listen hears our own events. listenAgain is for a document that was opened anew.
const heard = [];
function listen(type, hear) {
  heard.push([type, hear]);
  add(type, hear, true);
}
function listenAgain() {
  for (const [type, hear] of heard) add(type, hear, true);
}

// wrap puts apply in the place of a function. A proxy looks like the function that it
// stands for, to toString as well.
function wrap(holder, name, apply) {
  const real = holder[name];
  if (typeof real !== 'function') return;
  const descriptor = Object.getOwnPropertyDescriptor(holder, name);
  Object.defineProperty(holder, name, {...descriptor, value: new Proxy(real, {apply})});
}

// ahead is how far the page's clock runs ahead of the real one; see clock.js.
let ahead = 0;
const pageNow = () => now() + ahead;
