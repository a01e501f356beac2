// Runs in the page's own world, before any script of the page, in every frame. It
// notes what the page has planned, so that waiting knows what it waits for, and keeps
// the page from closing itself. It keeps its own copies of what the page may replace.
(() => {
  'use strict';
  const {setTimeout: later, performance: clock, CustomEvent: Event} = window;
  const now = clock.now.bind(clock);
  const tell = window.dispatchEvent.bind(window);
  const listen = window.addEventListener.bind(window);

  // A proxy looks like the function that it stands for, to toString as well.
  const wrap = (holder, name, apply) => {
    const real = holder[name];
    if (typeof real !== 'function') return;
    const descriptor = Object.getOwnPropertyDescriptor(holder, name);
    Object.defineProperty(holder, name, {...descriptor, value: new Proxy(real, {apply})});
  };

  // One-shot timers that wait: id -> {due, delay, depth}. depth counts how many timers
  // led to this one: a chain that never ends is a clock, not a page that loads.
  const timers = new Map();
  let depth = 0;
  wrap(window, 'setTimeout', (real, self, args) => {
    const [callback, delay] = args;
    const wait = Math.max(0, Number(delay) || 0);
    const entry = {due: now() + wait, delay: wait, depth: depth + 1};
    let id = 0;
    if (typeof callback === 'function') {
      args = [...args];
      args[0] = function (...given) {
        timers.delete(id);
        const before = depth;
        depth = entry.depth;
        try {
          return Reflect.apply(callback, this, given);
        } finally {
          depth = before;
        }
      };
    }
    id = Reflect.apply(real, self, args);
    timers.set(id, entry);
    return id;
  });
  for (const name of ['clearTimeout', 'clearInterval']) {
    wrap(window, name, (real, self, args) => {
      timers.delete(args[0]);
      return Reflect.apply(real, self, args);
    });
  }

  // Animation frames: since when they follow each other without a pause.
  let animatingSince = 0;
  let lastFrame = -1e9;
  wrap(window, 'requestAnimationFrame', (real, self, args) => {
    const t = now();
    if (t - lastFrame > 150) animatingSince = t;
    lastFrame = t;
    return Reflect.apply(real, self, args);
  });
  let idle = 0;
  wrap(window, 'requestIdleCallback', (real, self, args) => {
    const [callback, ...rest] = args;
    if (typeof callback !== 'function') return Reflect.apply(real, self, args);
    idle = now();
    return Reflect.apply(real, self, [function (...given) {
      idle = 0;
      return Reflect.apply(callback, this, given);
    }, ...rest]);
  });

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

  // A page that closes its window is still a page to capture.
  wrap(window, 'close', () => undefined);

  // The answer to our own world's question: what is planned within the next horizon ms.
  listen('tearsheet:plans?', event => {
    event.stopImmediatePropagation();
    const {horizon, chain} = JSON.parse(event.detail);
    const t = now();
    let due = 0;
    for (const [id, timer] of timers) {
      if (timer.due < t - 1000) timers.delete(id); // a string callback, or a timer that was overtaken
      else if (timer.delay <= horizon && timer.depth <= chain) due = Math.max(due, timer.due - t);
    }
    tell(new Event('tearsheet:plans', {detail: JSON.stringify({
      due: Math.max(due, idle && t - idle < 2000 ? 20 : 0),
      animating: t - lastFrame < 150 ? t - animatingSince : 0,
    })}));
  }, true);
  void later;
})();
