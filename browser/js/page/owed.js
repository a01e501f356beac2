// What the browser does for the page besides requests, timers and frames, and has not
// answered yet: it takes no time that can be seen from outside, and the page goes on with it.
const owed = new Map(); // what is waited for -> since when
const owedPulse = pulse();

function owe() {
  const what = {};
  const t = now();
  owed.set(what, t);
  owedPulse.beat(t);
  return () => owed.delete(what);
}

// owing gives for how long the newest of them has been waited for, 0 if there is none: an
// old one may never come. Where one follows another without end, a fifth of that counts.
function owing(t) {
  let newest = 0;
  owed.forEach(since => {
    newest = Math.max(newest, since);
  });
  return newest > 0 ? Math.max(1, t - newest, owedPulse.age(t) / 5) : 0;
}

// Methods that give a promise.
const promised = [
  [window.Response, ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text']],
  [window.Request, ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text']],
  [window.Blob, ['arrayBuffer', 'bytes', 'text']],
  [window.HTMLImageElement, ['decode']],
  [window.FontFace, ['load']],
  [window.Cache, ['add', 'addAll', 'delete', 'keys', 'match', 'matchAll', 'put']],
  [window.CacheStorage, ['delete', 'has', 'keys', 'match', 'open']],
  [window.ServiceWorkerContainer, ['register']],
  [window.SubtleCrypto, ['decrypt', 'deriveBits', 'deriveKey', 'digest', 'encrypt', 'exportKey', 'generateKey', 'importKey', 'sign', 'verify']],
];
function oweResult(holder, name) {
  wrap(holder, name, (real, self, args) => {
    const result = Reflect.apply(real, self, args);
    const end = owe();
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
for (const [holder, names] of promised) {
  for (const name of names) if (holder) oweResult(holder.prototype, name);
}
oweResult(window, 'createImageBitmap');
for (const name of ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming']) oweResult(window.WebAssembly || {}, name);

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
      const paid = owe();
      for (let i = 0; i < events.length; i++) Reflect.apply(listenTo, result || self, [events[i], paid, {once: true}]);
      return result;
    });
  }
}
