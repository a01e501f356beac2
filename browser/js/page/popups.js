// A page may open some windows; more are only counted.
const windowsMost = 20;
let windowsWanted = 0;
wrap(window, 'open', (real, self, args) => {
  if (/^_(self|top|parent)$/i.test(String(args[1])) || ++windowsWanted <= windowsMost) return Reflect.apply(real, self, args);
  return null;
});
