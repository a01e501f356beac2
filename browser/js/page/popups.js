// A page may open some windows; more are only counted.
const windowsMost = 6; // each takes its time, in which nothing else happens
let windowsWanted = 0;

// tooMany counts a window that the page wants, and tells whether it is one too many.
const tooMany = target => !/^(|_self|_top|_parent)$/i.test(target) && ++windowsWanted > windowsMost;

wrap(window, 'open', (real, self, args) => tooMany(String(args[1] ?? '_blank')) ? null : Reflect.apply(real, self, args));

// Links that are clicked and forms that are sent by scripts open windows as well.
const {closest, getAttribute} = window.Element.prototype;
const targetOf = element => element && Reflect.apply(getAttribute, element, ['target']) || '';
wrap(window.HTMLElement.prototype, 'click', (real, self, args) =>
  tooMany(targetOf(Reflect.apply(closest, self, ['a[href][target]']))) ? undefined : Reflect.apply(real, self, args));
for (const name of ['submit', 'requestSubmit']) {
  wrap(window.HTMLFormElement.prototype, name, (real, self, args) => tooMany(targetOf(self)) ? undefined : Reflect.apply(real, self, args));
}
