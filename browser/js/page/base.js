// What the other files of this folder share. They run as one script in the page's own
// world, before any script of the page, in every frame, and keep their own copies of
// what the page may replace.
const {performance: clock, CustomEvent: Event, Number, String} = window;
const Reflect = {apply: window.Reflect.apply, construct: window.Reflect.construct};
const Math = {max: window.Math.max, min: window.Math.min, clz32: window.Math.clz32};
const JSON = {parse: window.JSON.parse, stringify: window.JSON.stringify};
const Map = own(window.Map);
const Set = own(window.Set);
const WeakMap = own(window.WeakMap);
const WeakSet = own(window.WeakSet);
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

// own gives a kind of collection that keeps its methods when the page replaces them. What
// goes through one uses forEach: iterators are the page's to replace as well.
function own(Collection) {
  class Own extends Collection {}
  const {prototype} = Collection;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    if (name !== 'constructor') Object.defineProperty(Own.prototype, name, Object.getOwnPropertyDescriptor(prototype, name));
  }
  return Own;
}

// sorted gives what a collection holds, in the order of its numbers.
const {sort, push} = Array.prototype;
function sorted(collection, number) {
  const list = [];
  collection.forEach(one => Reflect.apply(push, list, [one]));
  return Reflect.apply(sort, list, [(a, b) => number(a) - number(b)]);
}

// write gives plain data as JSON. Pages have taught arrays and objects a toJSON of their own.
const {isArray} = Array;
const {keys} = Object;
function write(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const list = isArray(value);
  const names = keys(value);
  let text = '';
  for (let i = 0; i < names.length; i++) text += (i ? ',' : '') + (list ? '' : JSON.stringify(names[i]) + ':') + write(value[names[i]]);
  return list ? '[' + text + ']' : '{' + text + '}';
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
