// What custom elements say of themselves to style sheets alone.
const internalsOf = new WeakMap(); // element -> its ElementInternals
wrap(window.HTMLElement.prototype, 'attachInternals', (real, self, args) => {
  const internals = Reflect.apply(real, self, args);
  internalsOf.set(self, internals);
  return internals;
});
const statesOf = Object.getOwnPropertyDescriptor(window.ElementInternals?.prototype || {}, 'states')?.get;
const eachState = window.CustomStateSet?.prototype.forEach;

// The answer to our own world's question which custom states an element is in.
listen('tearsheet:states?', event => {
  event.stopImmediatePropagation();
  const internals = internalsOf.get(Reflect.apply(pathOf, event, [])[0]);
  const list = [];
  if (internals && statesOf) Reflect.apply(eachState, Reflect.apply(statesOf, internals, []), [state => list.push(state)]);
  tell(new Event('tearsheet:states', {detail: JSON.stringify(list)}));
}, true);

// Properties that scripts have registered: a style sheet would say the same by @property.
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
