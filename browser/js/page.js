// Runs in the page's own world, before any script of the page, in every frame. It
// notes what the page has planned, so that waiting knows what it waits for, and keeps
// the page from closing itself. It keeps its own copies of what the page may replace.
(() => {
  'use strict';
  const {performance: clock, CustomEvent: Event} = window;
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

  // Timers that wait: id -> {due, delay, began}. began is when the first timer was set
  // of those that led to this one, so that a page which works in small steps is told
  // from a clock, which never ends.
  const timers = new Map();
  let running = null; // {began, since} of the timer that runs now
  const planned = (name, repeats) => wrap(window, name, (real, self, args) => {
    const [callback, delay] = args;
    const t = now();
    const wait = Math.max(0, Number(delay) || 0);
    // The time that a timer keeps the page busy is work and does not count.
    const entry = {due: t + wait, delay: wait, began: running ? running.began + t - running.since : t, repeats};
    let id = 0;
    if (typeof callback === 'function') {
      args = [...args];
      args[0] = function (...given) {
        if (!repeats) timers.delete(id);
        entry.due = now() + wait;
        const before = running;
        running = {began: entry.began, since: now()};
        try {
          return Reflect.apply(callback, this, given);
        } finally {
          running = before;
        }
      };
    }
    id = Reflect.apply(real, self, args);
    timers.set(id, entry);
    return id;
  });
  planned('setTimeout', false);
  planned('setInterval', true);
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

  // Messages to the console travel to us with all that they hold. A page that floods it
  // would drown everything else.
  let messages = 0;
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'dir', 'table', 'trace', 'assert', 'group', 'groupCollapsed', 'groupEnd', 'count', 'timeLog', 'timeEnd']) {
    wrap(window.console, name, (real, self, args) => ++messages > 1000 ? undefined : Reflect.apply(real, self, args));
  }

  // A page that closes its window is still a page to capture.
  wrap(window, 'close', () => undefined);

  // The answer to our own world's question: what is planned within the next horizon ms.
  listen('tearsheet:plans?', event => {
    event.stopImmediatePropagation();
    const {horizon, steps} = JSON.parse(event.detail);
    const t = now();
    let due = 0;
    for (const [id, timer] of timers) {
      // The first of a chain counts up to the horizon; those after it, and what repeats,
      // only as long as work in steps may take.
      const first = timer.began >= timer.due - timer.delay - 1 && !timer.repeats;
      if (timer.due < t - 1000 && !timer.repeats) timers.delete(id); // a string callback, or one that was overtaken
      else if (timer.delay <= horizon && (first || timer.due - timer.began <= steps)) due = Math.max(due, timer.due - t, 1);
    }
    tell(new Event('tearsheet:plans', {detail: JSON.stringify({
      due: Math.max(due, idle && t - idle < 2000 ? 20 : 0),
      animating: t - lastFrame < 150 ? t - animatingSince : 0,
    })}));
  }, true);
})();
