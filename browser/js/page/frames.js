// Animation frames that the page waits for, and since when they follow each other
// without a pause; and idle callbacks that wait. Frames are told the page's time.
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

// animating gives for how long frames have followed each other, 0 where none is due: a
// frame that is drawn nowhere never comes.
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
