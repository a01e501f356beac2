// Runs in the page's own world, before any script of the page, when the same page is to
// give the same bytes: the date stands still, and chance is the same each time.
(() => {
  'use strict';
  const start = Date.UTC(2026, 0, 1, 12);
  const RealDate = Date;

  // The clock moves only when it is read very often, so that a loop which waits for it
  // comes to its end.
  const readsToMove = 1000;
  let reads = 0;
  const now = () => start + Math.floor(++reads / readsToMove);
  window.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (real, args, self) => Reflect.construct(real, args.length === 0 ? [now()] : args, self),
    get: (real, name, self) => name === 'now' ? now : Reflect.get(real, name, self === window.Date ? real : self),
  });
  Object.defineProperty(RealDate.prototype, 'constructor', {value: window.Date, writable: true, configurable: true, enumerable: false});

  // mulberry32, a small generator with a period of 2^32.
  let seed = 0x7ea25bee;
  const random = () => {
    seed = seed + 0x6d2b79f5 | 0;
    let t = Math.imul(seed ^ seed >>> 15, 1 | seed);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  };
  Math.random = random;
  const bytes = array => {
    const view = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let i = 0; i < view.length; i++) view[i] = random() * 256;
    return array;
  };
  if (window.crypto) {
    Crypto.prototype.getRandomValues = bytes;
    Crypto.prototype.randomUUID = () => {
      const b = bytes(new Uint8Array(16));
      b[6] = b[6] & 0x0f | 0x40;
      b[8] = b[8] & 0x3f | 0x80;
      const hex = [...b].map(v => v.toString(16).padStart(2, '0')).join('');
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    };
  }
})();
