// What the browser does for the page besides requests, timers and frames, and has not
// answered yet: it takes no time that can be seen from outside, and the page goes on with it.
const owed = new Set(); // what is waited for: {since, surely}
const owedPulse = pulse();

// owe notes one of them. One that surely comes hangs on nothing but this machine, which may
// be slow; another may wait for a server, or for an image that nobody has asked for yet.
function owe(surely) {
  const t = now();
  const one = {since: t, surely};
  owed.add(one);
  owedPulse.beat(t);
  return () => owed.delete(one);
}

// owing gives for how long the newest of them has been waited for, 0 if there is none: an
// old one may never come. Of those that surely come a quarter of that counts; where one
// follows another without end, a fifth.
function owing(t) {
  let least = Infinity;
  owed.forEach(({since, surely}) => {
    least = Math.min(least, (t - since) / (surely ? 4 : 1));
  });
  return least < Infinity ? Math.max(1, least, owedPulse.age(t) / 5) : 0;
}

// Methods that give a promise, and those that give one that surely comes.
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
for (const [list, surely] of [[promised, false], [surelyPromised, true]]) {
  for (const [holder, names] of list) {
    for (const name of names) if (holder) oweResult(holder.prototype, name, surely);
  }
}
oweResult(window, 'createImageBitmap', true);
for (const name of ['compile', 'instantiate']) oweResult(window.WebAssembly || {}, name, true);
for (const name of ['compileStreaming', 'instantiateStreaming']) oweResult(window.WebAssembly || {}, name, false);

// Methods after which one of some events comes, to what they give or to what they are of.
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
