(()=>{'use strict';if(parent!==self&&top.length>300)return;
function listen(type, hear) {
heard.push([type, hear]);
add(type, hear, true);
}
function listenAgain() {
for (const [type, hear] of heard) add(type, hear, true);
}
function own(Collection) {
class Own extends Collection {}
const {prototype} = Collection;
for (const name of Object.getOwnPropertyNames(prototype)) {
if (name !== 'constructor') Object.defineProperty(Own.prototype, name, Object.getOwnPropertyDescriptor(prototype, name));
}
return Own;
}
function sorted(collection, number) {
const list = [];
collection.forEach(one => Reflect.apply(push, list, [one]));
return Reflect.apply(sort, list, [(a, b) => number(a) - number(b)]);
}
function write(value) {
if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
const list = isArray(value);
const names = keys(value);
let text = '';
for (let i = 0; i < names.length; i++) text += (i ? ',' : '') + (list ? '' : JSON.stringify(names[i]) + ':') + write(value[names[i]]);
return list ? '[' + text + ']' : '{' + text + '}';
}
function wrap(holder, name, apply) {
const real = holder[name];
if (typeof real !== 'function') return;
const descriptor = Object.getOwnPropertyDescriptor(holder, name);
Object.defineProperty(holder, name, {...descriptor, value: new Proxy(real, {apply})});
}
function pulse() {
let since = 0;
let last = -1e9;
return {
beat(t) {
if (t - last > pauseOf) since = t;
last = t;
},
age: t => t - last < pauseOf ? Math.max(1, t - since) : 0,
};
}
function inBase64(bytes) {
let text = '';
for (let i = 0; i < bytes.length; i += 8192) text += Reflect.apply(fromCharCode, null, bytes.subarray(i, i + 8192));
return encode(text);
}
function moveAhead(ms) {
ahead += ms;
const list = sorted(timers, timer => timer.due);
for (let i = 0; i < list.length; i++) arm(list[i]);
}
function sourceOfFace(source) {
if (!ArrayBuffer.isView(source) && !(source instanceof ArrayBuffer)) return {text: String(source)};
const bytes = ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
faceBytes += bytes.length;
return faceBytes > faceBytesMost ? {} : {bytes: bytes.slice()};
}
function noteStrict(observer) {
const shares = observerGets('thresholds', observer);
if (strict.length < strictMost && shares[shares.length - 1] >= partLeast && observerGets('root', observer) === null) Reflect.apply(push, strict, [observer]);
}
function marginsOf(observer, height) {
const [top, , bottom] = observerGets('rootMargin', observer).split(' ').map(text => Number.parseFloat(text) * (text.endsWith('%') ? height / 100 : 1));
return {top, bottom};
}
function owe(surely) {
const t = now();
const one = {since: t, surely};
owed.add(one);
owedPulse.beat(t);
return () => owed.delete(one);
}
function owing(t) {
let least = Infinity;
owed.forEach(({since, surely}) => {
least = Math.min(least, (t - since) / (surely ? 4 : 1));
});
return least < Infinity ? Math.max(1, least, owedPulse.age(t) / 5) : 0;
}
function oweResult(holder, name, surely) {
wrap(holder, name, (real, self, args) => {
const result = Reflect.apply(real, self, args);
const end = owe(surely);
const run = running;
const paid = () => {
end();
carry(run);
};
try {
Reflect.apply(then, result, [paid, paid]);
} catch {
end(); // it is no promise
}
return result;
});
}
function noteRule(sheet, at, text) {
if (!sheet) return;
const list = at === -1 ? [] : written.get(sheet) || [];
written.set(sheet, list);
if (typeof text === 'string') writtenSoFar += text.length;
list[list.length] = writtenSoFar < writtenMost ? {at, text} : {at: -2};
}
function noted(holder, name, note) {
if (!holder) return;
wrap(holder.prototype, name, (real, self, args) => {
const result = Reflect.apply(real, self, args);
note(self, args);
return result;
});
}
function spoke(since) {
const t = now();
if (t - speakers.last > longestGap) speakers.first = t;
speakers.gap = t - since > longestGap ? 0 : Math.max(t - since, speakers.gap / 2);
speakers.last = t;
}
function hear(speaker, kind) {
const known = spoken.get(speaker) || {names: new Set(), since: now()};
spoken.set(speaker, known);
if (known.names.has(kind)) return;
known.names.add(kind);
Reflect.apply(listenTo, speaker, [kind, () => {
spoke(known.since);
known.since = now();
unheard.delete(speaker);
}]);
}
function hearAlso(target, kind) {
if (window.EventSource && target instanceof window.EventSource && kind !== 'open' && kind !== 'error' && spoken.has(target)) hear(target, kind);
}
function speaking(t) {
const due = speakers.gap > 0 ? speakers.last + speakers.gap * 1.5 + 50 - t : 0;
return due > 0 ? {since: t - speakers.first, ago: t - speakers.last, due} : {since: 0, ago: 0, due: 0};
}
function carry(run) {
const carried = running = run && {began: run.began, since: pageNow(), loose: true};
let steps = 12; // from one promise to the next
const step = () => {
if (running !== carried) return;
if (steps-- > 0) Reflect.apply(then, kept, [step]);
else running = null;
};
if (carried) step();
}
function enterPhase(number) {
if (number === phase) return;
phase = number;
alike.clear();
}
function firstLike(callback, wait, t) {
const key = Math.clz32(wait) + ' ' + Reflect.apply(cutOff, Reflect.apply(sourceOf, callback, []), [0, 300]);
const first = alike.get(key) || {began: t, fired: false};
if (alike.size < 2000) alike.set(key, first);
return first;
}
function arm(timer) {
if (timer.handle) realClear(timer.handle);
timer.handle = realTimeout(timer.fire, Math.max(0, timer.due - pageNow()));
return timer.handle;
}
function plan(callback, delay, repeats, given) {
const t = pageNow();
const wait = Math.max(0, Number(delay) || 0);
const first = firstLike(callback, wait, t);
const led = running ? running.began + t - running.since : t;
const timer = {due: t + wait, delay: wait, began: first.fired ? Math.min(led, first.began) : led, loose: running?.loose, repeats, again: first.fired && led === t};
let id = 0;
timer.fire = () => {
first.fired = true;
if (repeats) {
timer.due = Math.max(timer.due + Math.max(wait, 4), pageNow());
timer.handle = 0;
arm(timer);
} else {
timers.delete(id);
}
running = {began: timer.began, since: pageNow(), loose: timer.loose};
try {
Reflect.apply(callback, window, given);
} finally {
carry(running);
}
};
id = arm(timer);
timers.set(id, timer);
return id;
}
function unplan(id) {
const timer = timers.get(id);
if (timer) realClear(timer.handle);
timers.delete(id);
}
function waiting(horizon, steps, fresh) {
const t = pageNow();
let next = Infinity;
let last = 0;
let again = 0;
let set = 0;
let quick = 0;
timers.forEach(timer => {
const first = (timer.again && fresh > 0 || timer.began >= timer.due - timer.delay - 1) && !timer.repeats;
if (fresh && timer.due - timer.delay < t - fresh || timer.delay > horizon) return;
const left = Math.max(1, timer.due - t);
if (!first && timer.due - timer.began > (timer.loose || timer.again ? horizon : steps)) {
if (timer.delay <= quickMost && timer.due - timer.began < quickFor && (quick === 0 || left < quick)) quick = left;
if (!timer.again || again > 0 && again <= left) return;
again = left;
set = t - timer.due + timer.delay;
return;
}
next = Math.min(next, left);
last = Math.max(last, left);
});
return {next: last > 0 ? next : 0, last, again, set, quick};
}
function turnDue() {
const t = pageNow();
let last = 0;
timers.forEach(timer => {
if (timer.delay <= looksMost) last = Math.max(last, Math.min(timer.due - t, looksMost));
});
return last;
}
function owes(partner, n) {
answersOwed += n - partner.owes;
partner.owes = n;
talked = now();
talk.beat(talked);
}
function follow(other) {
const partner = partners.get(other) || {owes: 0, asked: false};
if (!partners.has(other)) {
for (const kind of ['message', 'messageerror', 'error']) {
Reflect.apply(listenTo, other, [kind, () => owes(partner, Math.max(0, partner.owes - 1))]);
}
}
partners.set(other, partner);
return partner;
}
function asked(partner) {
if (partner.asked || partner.owes === 0) owes(partner, partner.owes + 1);
partner.asked = true;
}
function made(name, note) {
const descriptor = Object.getOwnPropertyDescriptor(window, name);
if (!descriptor) return;
const stand = new Proxy(descriptor.value, {
construct(real, args, self) {
const thing = Reflect.construct(real, args, self === stand ? real : self);
note(thing);
return thing;
},
});
Object.defineProperty(window, name, {...descriptor, value: stand});
}
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
const heard = [];
const {sort, push} = Array.prototype;
const {isArray} = Array;
const {keys} = Object;
let ahead = 0;
const pageNow = () => now() + ahead;
;
const pauseOf = 150; // ms
;
const blobs = new Map(); // address -> Blob
const letGoMost = 64e6; // bytes of blobs that the page holds no more
let letGo = 0;
const blobProperty = name => Object.getOwnPropertyDescriptor(window.Blob.prototype, name).get;
const [sizeOfBlob, typeOfBlob] = ['size', 'type'].map(name => blobProperty(name));
const {arrayBuffer} = window.Blob.prototype;
const RealBlob = window.Blob;
wrap(window.URL, 'createObjectURL', (real, self, args) => {
const address = Reflect.apply(real, self, args);
if (args[0] instanceof RealBlob) blobs.set(address, args[0]);
return address;
});
wrap(window.URL, 'revokeObjectURL', (real, self, args) => {
const blob = blobs.get(String(args[0]));
if (blob) {
const size = Reflect.apply(sizeOfBlob, blob, []);
if (letGo + size > letGoMost || /^(audio|video|text\/html|text\/javascript)/.test(Reflect.apply(typeOfBlob, blob, []))) blobs.delete(String(args[0]));
else letGo += size;
}
return Reflect.apply(real, self, args);
});
const {btoa: encode, String: {fromCharCode}} = window;
listen('tearsheet:blob?', event => {
event.stopImmediatePropagation();
const address = JSON.parse(event.detail);
const blob = blobs.get(address);
const answer = detail => tell(new Event(`tearsheet:blob:${address}`, {detail: JSON.stringify(detail)}));
if (!blob) return;
event.preventDefault(); // there will be an answer
const type = Reflect.apply(typeOfBlob, blob, []);
Reflect.apply(arrayBuffer, blob, []).then(bytes => answer({type, data: inBase64(new Uint8Array(bytes))}), () => answer(null));
}, true);
;
wrap(clock, 'now', pageNow);
wrap(Date, 'now', (real, self, args) => Reflect.apply(real, self, args) + ahead);
const RealDate = Date;
window.Date = new Proxy(RealDate, {
apply: () => new RealDate(RealDate.now()).toString(),
construct: (real, args, self) => Reflect.construct(real, args.length === 0 ? [RealDate.now()] : args, self === window.Date ? real : self),
});
Object.defineProperty(RealDate.prototype, 'constructor', {value: window.Date, writable: true, configurable: true});
for (const [{prototype}, name] of [[window.AnimationTimeline, 'currentTime'], [window.Animation, 'startTime']]) {
const {get, set, ...rest} = Object.getOwnPropertyDescriptor(prototype, name);
const shifted = (time, by) => typeof time === 'number' ? time + by : time;
Object.defineProperty(prototype, name, {
...rest,
get: new Proxy(get, {apply: (real, self) => shifted(Reflect.apply(real, self, []), ahead)}),
set: set && new Proxy(set, {apply: (real, self, args) => Reflect.apply(real, self, [shifted(args[0], -ahead)])}),
});
}
listen('tearsheet:skip', event => {
event.stopImmediatePropagation();
moveAhead(Math.max(0, Number(event.detail) || 0));
});
;
wrap(window, 'close', () => undefined);
const {navigation} = window;
navigation?.addEventListener('navigate', event => {
if (window === window.top && /^about:/.test(event.destination.url) && event.cancelable) event.preventDefault();
}, true);
const {History} = window;
wrap(History.prototype, 'back', (real, self, args) => navigation?.canGoBack === false ? undefined : Reflect.apply(real, self, args));
wrap(History.prototype, 'go', (real, self, args) => {
const at = navigation?.currentEntry?.index ?? 0;
return Number(args[0]) < -at ? undefined : Reflect.apply(real, self, args);
});
;
const messagesMax = 1000;
let messages = 0;
for (const name of ['log', 'info', 'warn', 'error', 'debug', 'dir', 'table', 'trace', 'assert', 'group', 'groupCollapsed', 'groupEnd', 'count', 'timeLog', 'timeEnd']) {
wrap(window.console, name, (real, self, args) => ++messages > messagesMax ? undefined : Reflect.apply(real, self, args));
}
;
const faceSources = new WeakMap(); // FontFace -> {text} or {bytes}
const faceBytesMost = 32e6;
let faceBytes = 0;
if (window.FontFace) {
const RealFace = window.FontFace;
window.FontFace = new Proxy(RealFace, {
construct(real, args, self) {
const kept = args.length > 1 ? sourceOfFace(args[1]) : {};
const face = Reflect.construct(real, args, self === window.FontFace ? real : self);
faceSources.set(face, kept);
return face;
},
});
Object.defineProperty(RealFace.prototype, 'constructor', {value: window.FontFace, writable: true, configurable: true, enumerable: false});
}
const fontsOf = Object.getOwnPropertyDescriptor(window.Document.prototype, 'fonts').get;
const eachFace = window.FontFaceSet.prototype.forEach;
listen('tearsheet:faces?', event => {
event.stopImmediatePropagation();
const list = [];
Reflect.apply(eachFace, Reflect.apply(fontsOf, document, []), [face => {
const source = faceSources.get(face);
list.push(source?.bytes ? {data: inBase64(source.bytes)} : source || null);
}]);
tell(new Event('tearsheet:faces', {detail: JSON.stringify(list)}));
}, true);
;
const awaitedFrames = new Set();
const framePulse = pulse();
wrap(window, 'requestAnimationFrame', (real, self, args) => {
const callback = args[0];
if (typeof callback !== 'function') return Reflect.apply(real, self, args);
framePulse.beat(now());
const id = Reflect.apply(real, self, [time => {
awaitedFrames.delete(id);
return Reflect.apply(callback, window, [time + ahead]);
}]);
awaitedFrames.add(id);
return id;
});
wrap(window, 'cancelAnimationFrame', (real, self, args) => {
awaitedFrames.delete(Number(args[0]));
return Reflect.apply(real, self, args);
});
const animating = t => awaitedFrames.size > 0 ? framePulse.age(t) : 0;
let idleSince = 0;
wrap(window, 'requestIdleCallback', (real, self, args) => {
const callback = args[0];
if (typeof callback !== 'function') return Reflect.apply(real, self, args);
idleSince = now();
return Reflect.apply(real, self, [given => {
idleSince = 0;
return Reflect.apply(callback, window, [given]);
}, args[1]]);
});
;
const internalsOf = new WeakMap(); // element -> its ElementInternals
wrap(window.HTMLElement.prototype, 'attachInternals', (real, self, args) => {
const internals = Reflect.apply(real, self, args);
internalsOf.set(self, internals);
return internals;
});
const statesOf = Object.getOwnPropertyDescriptor(window.ElementInternals?.prototype || {}, 'states')?.get;
const eachState = window.CustomStateSet?.prototype.forEach;
listen('tearsheet:states?', event => {
event.stopImmediatePropagation();
const internals = internalsOf.get(Reflect.apply(pathOf, event, [])[0]);
const list = [];
if (internals && statesOf) Reflect.apply(eachState, Reflect.apply(statesOf, internals, []), [state => list.push(state)]);
tell(new Event('tearsheet:states', {detail: JSON.stringify(list)}));
}, true);
const registered = [];
wrap(window.CSS, 'registerProperty', (real, self, args) => {
const result = Reflect.apply(real, self, args);
const {name, syntax = '*', inherits, initialValue} = args[0];
registered.push({name, syntax, inherits: Boolean(inherits), initialValue});
return result;
});
listen('tearsheet:registered?', event => {
event.stopImmediatePropagation();
tell(new Event('tearsheet:registered', {detail: JSON.stringify(registered)}));
}, true);
;
const getterOf = name => Object.getOwnPropertyDescriptor(window.IntersectionObserver.prototype, name).get;
const observerGetters = {root: getterOf('root'), rootMargin: getterOf('rootMargin'), thresholds: getterOf('thresholds')};
const observerGets = (name, self) => Reflect.apply(observerGetters[name], self, []);
const partLeast = 0.5; // of an element that has to be in view
const strict = [];
const strictMost = 500;
const measured = window.Element.prototype.getBoundingClientRect;
listen('tearsheet:narrow?', event => {
event.stopImmediatePropagation();
const places = [];
for (let i = 0; i < strict.length; i++) try {
const height = window.innerHeight;
const {top, bottom} = marginsOf(strict[i], height);
const thresholds = observerGets('thresholds', strict[i]);
const part = thresholds[thresholds.length - 1];
const tall = height + top + bottom;
observed.get(strict[i])?.forEach(element => {
const box = Reflect.apply(measured, element, []);
const within = (tall - box.height * (2 * part - 1)) / 2;
if (box.height > 0 && within > -2 && within < height / 4) places[places.length] = {by: box.top + box.height / 2 - (tall / 2 - top), within: Math.max(0, within)};
});
} catch {
}
tell(new Event('tearsheet:narrow', {detail: write(places)}));
});
;
const owed = new Set(); // what is waited for: {since, surely}
const owedPulse = pulse();
const promised = [
[window.Response, ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text']],
[window.Request, ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text']],
[window.HTMLImageElement, ['decode']],
[window.FontFace, ['load']],
[window.Cache, ['add', 'addAll', 'put']],
[window.ServiceWorkerContainer, ['register']],
];
const surelyPromised = [
[window.Blob, ['arrayBuffer', 'bytes', 'text']],
[window.Cache, ['delete', 'keys', 'match', 'matchAll']],
[window.CacheStorage, ['delete', 'has', 'keys', 'match', 'open']],
[window.SubtleCrypto, ['decrypt', 'deriveBits', 'deriveKey', 'digest', 'encrypt', 'exportKey', 'generateKey', 'importKey', 'sign', 'verify']],
];
for (const [list, surely] of [[promised, false], [surelyPromised, true]]) {
for (const [holder, names] of list) {
for (const name of names) if (holder) oweResult(holder.prototype, name, surely);
}
}
oweResult(window, 'createImageBitmap', true);
for (const name of ['compile', 'instantiate']) oweResult(window.WebAssembly || {}, name, true);
for (const name of ['compileStreaming', 'instantiateStreaming']) oweResult(window.WebAssembly || {}, name, false);
const followed = [
[window.IDBFactory, ['open', 'deleteDatabase'], ['success', 'error', 'blocked']],
[window.IDBDatabase, ['transaction'], ['complete', 'abort']],
[window.FileReader, ['readAsArrayBuffer', 'readAsBinaryString', 'readAsDataURL', 'readAsText'], ['loadend']],
];
for (const [holder, names, events] of followed) {
for (const name of holder ? names : []) {
wrap(holder.prototype, name, (real, self, args) => {
const result = Reflect.apply(real, self, args);
const paid = owe(true);
for (let i = 0; i < events.length; i++) Reflect.apply(listenTo, result || self, [events[i], paid, {once: true}]);
return result;
});
}
}
;
const windowsMost = 6; // each takes its time, in which nothing else happens
let windowsWanted = 0;
const tooMany = target => !/^(|_self|_top|_parent)$/i.test(target) && ++windowsWanted > windowsMost;
wrap(window, 'open', (real, self, args) => tooMany(String(args[1] ?? '_blank')) ? null : Reflect.apply(real, self, args));
const {closest, getAttribute} = window.Element.prototype;
const targetOf = element => element && Reflect.apply(getAttribute, element, ['target']) || '';
wrap(window.HTMLElement.prototype, 'click', (real, self, args) =>
tooMany(targetOf(Reflect.apply(closest, self, ['a[href][target]']))) ? undefined : Reflect.apply(real, self, args));
for (const name of ['submit', 'requestSubmit']) {
wrap(window.HTMLFormElement.prototype, name, (real, self, args) => tooMany(targetOf(self)) ? undefined : Reflect.apply(real, self, args));
}
;
let still = false; // the window's size is not told
let blind = false; // nor is what is in view, see views.js
listen('tearsheet:still', event => {
event.stopImmediatePropagation();
still = true;
blind = event.detail === 'view';
});
const quietened = event => {
if (still) event.stopImmediatePropagation();
};
listen('resize', quietened);
window.visualViewport?.addEventListener('resize', quietened, true);
;
const shut = new WeakSet();
const rootOf = Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot');
wrap(Element.prototype, 'attachShadow', (real, self, args) => {
const init = args[0];
if (!init || init.mode !== 'closed') return Reflect.apply(real, self, args);
const root = Reflect.apply(real, self, [{...init, mode: 'open'}]);
shut.add(root);
return root;
});
Object.defineProperty(Element.prototype, 'shadowRoot', {...rootOf, get: new Proxy(rootOf.get, {
apply(real, self, args) {
const root = Reflect.apply(real, self, args);
return root && shut.has(root) ? null : root;
},
})});
const modeOf = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'mode');
Object.defineProperty(ShadowRoot.prototype, 'mode', {...modeOf, get: new Proxy(modeOf.get, {
apply: (real, self, args) => shut.has(self) ? 'closed' : Reflect.apply(real, self, args),
})});
const pathOf = window.Event.prototype.composedPath;
listen('tearsheet:shut?', event => {
event.stopImmediatePropagation();
const root = Reflect.apply(rootOf.get, Reflect.apply(pathOf, event, [])[0], []);
if (root && shut.has(root)) event.preventDefault();
});
;
const written = new WeakMap(); // sheet -> [{at, text}]; at -1: all of it, at -2: something is gone
const writtenMost = 8e6; // characters in all
let writtenSoFar = 0;
noted(window.CSSStyleSheet, 'insertRule', (sheet, args) => noteRule(sheet, Number(args[1]) || 0, String(args[0])));
noted(window.CSSStyleSheet, 'addRule', (sheet, args) => noteRule(sheet, 1e9, `${args[0]}{${args[1]}}`));
for (const name of ['replace', 'replaceSync']) noted(window.CSSStyleSheet, name, (sheet, args) => noteRule(sheet, -1, String(args[0])));
for (const name of ['deleteRule', 'removeRule']) noted(window.CSSStyleSheet, name, sheet => noteRule(sheet, -2));
const sheetOfRule = Object.getOwnPropertyDescriptor(window.CSSRule.prototype, 'parentStyleSheet').get;
for (const holder of [window.CSSGroupingRule, window.CSSStyleRule]) {
for (const name of ['insertRule', 'deleteRule']) noted(holder, name, rule => noteRule(Reflect.apply(sheetOfRule, rule, []), -2));
}
const getters = ['styleSheets', 'adoptedStyleSheets'].map(name => [window.Document, window.ShadowRoot].map(({prototype}) => Object.getOwnPropertyDescriptor(prototype, name).get));
listen('tearsheet:sheets?', event => {
event.stopImmediatePropagation();
const target = Reflect.apply(pathOf, event, [])[0];
const shadow = target !== window;
const scope = shadow ? Reflect.apply(rootOf.get, target, []) : document;
const lists = [];
for (let i = 0; i < getters.length; i++) {
const sheets = Reflect.apply(getters[i][shadow ? 1 : 0], scope, []);
lists[i] = [];
for (let j = 0; j < sheets.length; j++) lists[i][j] = written.get(sheets[j]) || null;
}
tell(new Event('tearsheet:sheets', {detail: write({inElements: lists[0], adopted: lists[1]})}));
});
;
const longestGap = 2000; // milliseconds; who is silent for longer has said what it had to say
const speakers = {gap: 0, last: -1e9, first: -1e9};
const unheard = new Set();
const spoken = new WeakMap(); // speaker -> {names, since: when it was made or last spoke}
for (const name of ['EventSource', 'WebSocket']) {
made(name, speaker => {
unheard.add(speaker);
hear(speaker, 'message');
for (const end of ['error', 'close']) Reflect.apply(listenTo, speaker, [end, () => unheard.delete(speaker)]);
});
}
;
const {Scheduler} = window;
if (Scheduler) {
oweResult(Scheduler.prototype, 'yield');
oweResult(Scheduler.prototype, 'postTask');
wrap(Scheduler.prototype, 'postTask', (real, self, args) => {
const [task, options] = args;
const delay = Number(options?.delay) || 0;
if (typeof task !== 'function') return Reflect.apply(real, self, args);
if (delay <= 0) return Reflect.apply(real, self, [within(running, task), options]);
const {signal} = options;
return new Promise((done, failed) => {
const drop = () => {
unplan(id);
failed(signal.reason);
};
const run = () => {
if (signal) Reflect.apply(removeFrom, signal, ['abort', drop]);
Reflect.apply(then, Reflect.apply(real, self, [within(running, task), {...options, delay: 0}]), [done, failed]);
};
const id = plan(run, delay, false, []);
if (!signal) return;
if (signal.aborted) drop();
else Reflect.apply(listenTo, signal, ['abort', drop]);
});
});
}
;
const timers = new Map();
let running = null; // {began, since, loose} of the timer that runs now
const within = (run, f) => !run ? f : (...given) => {
running = {began: run.began, since: pageNow(), loose: run.loose};
try {
return Reflect.apply(f, undefined, given);
} finally {
carry(running);
}
};
const kept = window.Promise.resolve();
const {then} = window.Promise.prototype;
const alike = new Map();
let phase = 0;
const sourceOf = window.Function.prototype.toString;
const cutOff = window.String.prototype.slice;
const realTimeout = window.setTimeout.bind(window);
const realClear = window.clearTimeout.bind(window);
const {slice} = Array.prototype;
for (const [name, repeats] of [['setTimeout', false], ['setInterval', true]]) {
wrap(window, name, (real, self, args) => {
return typeof args[0] === 'function' ? plan(args[0], args[1], repeats, Reflect.apply(slice, args, [2])) : Reflect.apply(real, self, args);
});
}
for (const name of ['clearTimeout', 'clearInterval']) {
wrap(window, name, (real, self, args) => {
unplan(Number(args[0]));
return Reflect.apply(real, self, args);
});
}
const quickFor = 15000; // ms after which what works in small steps is taken to do so without end
const quickMost = 400; // ms from one letter of a text to the next, of one who writes it slowly
const looksMost = 300; // ms between two looks of one who follows what is in view
;
const viewEvents = new Set(['scroll', 'scrollend', 'scrollsnapchange', 'resize', 'wheel', 'mousewheel', 'touchmove', 'contentvisibilityautostatechange']);
let listens = false;
let wheels = false; // the page may move by itself when the wheel is turned
const turning = new WeakSet(); // elements that the page itself scrolls, perhaps
const dragging = new WeakSet(); // elements that can be dragged, perhaps
const dragEvents = new Set(['touchstart', 'mousedown', 'pointerdown']);
for (const [question, those] of [['tearsheet:turning?', turning], ['tearsheet:dragging?', dragging]]) {
listen(question, event => {
event.stopImmediatePropagation();
if (those.has(Reflect.apply(pathOf, event, [])[0])) event.preventDefault();
});
}
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
const looking = () => listens || observedCount > 0 || timers.size > 0 || awaitedFrames.size > 0 ||
[window, document, document.body, document.documentElement].some(target => target?.onscroll || target?.onresize || target?.onwheel);
;
const partners = new WeakMap(); // worker, port or channel -> {owes, asked}
const talk = pulse();
let answersOwed = 0;
let talked = -1e9; // when something was last asked or answered
let workersMade = 0;
const otherEnds = new WeakMap(); // port -> the other end of its channel
made('MessageChannel', ({port1, port2}) => otherEnds.set(port1, port2).set(port2, port1));
made('BroadcastChannel', channel => {
follow(channel);
hear(channel, 'message');
});
made('SharedWorker', worker => {
workersMade++;
owes(follow(worker.port), 1);
hear(worker.port, 'message');
});
made('Worker', worker => {
workersMade++;
owes(follow(worker), 1);
hear(worker, 'message');
});
for (const name of ['Worker', 'MessagePort', 'BroadcastChannel']) {
if (!window[name]) continue;
wrap(window[name].prototype, 'postMessage', (real, self, args) => {
const partner = partners.get(self);
if (partner && workersMade > 0) {
const sent = Array.isArray(args[1]) ? args[1] : args[1]?.transfer;
const ends = (Array.isArray(sent) ? sent : []).map(port => otherEnds.get(port)).filter(Boolean);
if (ends.length > 0) owes(partner, 0);
else asked(partner);
for (const end of ends) owes(follow(end), 1);
}
return Reflect.apply(real, self, args);
});
}
const workersBusy = t => answersOwed > 0 ? Math.max(1, t - talked, talk.age(t) / 2) : 0;
;
const writesMost = 20000;
let writes = 0;
for (const name of ['open', 'write', 'writeln']) {
wrap(window.Document.prototype, name, (real, self, args) => {
if (name !== 'open' && ++writes > writesMost) return undefined;
const result = Reflect.apply(real, self, args);
listenAgain();
return result;
});
}
;
listen('tearsheet:plans?', event => {
event.stopImmediatePropagation();
const {horizon, steps, fresh, phase: entered} = JSON.parse(event.detail);
const t = now();
if (entered) enterPhase(entered);
const {next, last, again, set, quick} = waiting(horizon, steps, fresh);
tell(new Event('tearsheet:plans', {detail: write({
next, last, again, set, quick,
idle: idleSince > 0 && t - idleSince < 2000,
working: workersBusy(t),
speaking: speaking(t),
listens: unheard.size > 0,
animating: animating(t),
owing: owing(t),
looking: looking(),
frames: awaitedFrames.size,
shares,
looksEvery,
turnDue: turnDue(),
wheels: turned(),
heeds: heeding() || turned(),
windows: windowsWanted,
})}));
});
;
})();