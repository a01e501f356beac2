// Timers that wait: id -> {due, delay, began, repeats, fire, handle}. Times are those of
// the page's clock. began is when the first timer was set of those that led to this one,
// so that a page which works in small steps is told from a clock, which never ends.
const timers = new Map();
let running = null; // {began, since} of the timer that runs now

const realTimeout = window.setTimeout.bind(window);
const realClear = window.clearTimeout.bind(window);
const {slice} = Array.prototype;

// arm sets the browser's own timer for what is left of a timer's time.
function arm(timer) {
  if (timer.handle) realClear(timer.handle);
  timer.handle = realTimeout(timer.fire, Math.max(0, timer.due - pageNow()));
  return timer.handle;
}

for (const [name, repeats] of [['setTimeout', false], ['setInterval', true]]) {
  wrap(window, name, (real, self, args) => {
    const callback = args[0];
    const given = Reflect.apply(slice, args, [2]);
    if (typeof callback !== 'function') return Reflect.apply(real, self, args);
    const t = pageNow();
    const wait = Math.max(0, Number(args[1]) || 0);
    // The time that a timer keeps the page busy is work and does not count.
    const timer = {due: t + wait, delay: wait, began: running ? running.began + t - running.since : t, repeats};
    let id = 0;
    timer.fire = () => {
      if (repeats) {
        timer.due = Math.max(timer.due + Math.max(wait, 4), pageNow());
        timer.handle = 0;
        arm(timer);
      } else {
        timers.delete(id);
      }
      const before = running;
      running = {began: timer.began, since: pageNow()};
      try {
        Reflect.apply(callback, window, given);
      } finally {
        running = before;
      }
    };
    id = arm(timer);
    timers.set(id, timer);
    return id;
  });
}
for (const name of ['clearTimeout', 'clearInterval']) {
  wrap(window, name, (real, self, args) => {
    const timer = timers.get(Number(args[0]));
    if (timer) realClear(timer.handle);
    timers.delete(Number(args[0]));
    return Reflect.apply(real, self, args);
  });
}

// waiting gives the times in ms until the next and until the last timer that is worth
// waiting for: those within the horizon. The first of a chain counts; those after it, and
// what repeats, only as long as work in steps may take. With fresh only those count that
// were set in so many of the last milliseconds.
function waiting(horizon, steps, fresh) {
  const t = pageNow();
  let next = Infinity;
  let last = 0;
  timers.forEach(timer => {
    const first = timer.began >= timer.due - timer.delay - 1 && !timer.repeats;
    if (fresh && timer.due - timer.delay < t - fresh) return;
    if (timer.delay > horizon || !first && timer.due - timer.began > steps) return;
    next = Math.min(next, Math.max(1, timer.due - t));
    last = Math.max(last, timer.due - t, 1);
  });
  return {next: last > 0 ? next : 0, last};
}
