// Animation frames: since when they follow each other without a pause; and idle callbacks
// that wait. Frames are told the page's time.
let animatingSince = 0;
let lastFrame = -1e9;
wrap(window, 'requestAnimationFrame', (real, self, args) => {
  const [callback] = args;
  const t = now();
  if (t - lastFrame > 150) animatingSince = t;
  lastFrame = t;
  if (typeof callback !== 'function') return Reflect.apply(real, self, args);
  return Reflect.apply(real, self, [time => Reflect.apply(callback, window, [time + ahead])]);
});

let idleSince = 0;
wrap(window, 'requestIdleCallback', (real, self, args) => {
  const [callback, ...rest] = args;
  if (typeof callback !== 'function') return Reflect.apply(real, self, args);
  idleSince = now();
  return Reflect.apply(real, self, [given => {
    idleSince = 0;
    return Reflect.apply(callback, window, [given]);
  }, ...rest]);
});
