// A closed shadow root is open to us and stays shut to the page.
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

// The answer to our own world's question whether the root of an element is shut.
const pathOf = window.Event.prototype.composedPath;
listen('tearsheet:shut?', event => {
  event.stopImmediatePropagation();
  const root = Reflect.apply(rootOf.get, Reflect.apply(pathOf, event, [])[0], []);
  if (root && shut.has(root)) event.preventDefault();
});
