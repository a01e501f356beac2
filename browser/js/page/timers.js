// Timers that wait: id -> {due, delay, began, loose, repeats, again, fire, handle}. Times are those
// of the page's clock. began is when the first timer was set of those that led to this one,
// so that a page which works in small steps is told from a clock, which never ends. loose
// are those that were set when a promise was kept, and not by the timer itself. again are
// those whose like has been: an answer, a frame or a message may lie between the two.
const timers = new Map();
let running = null; // {began, since, loose} of the timer that runs now

// carry takes what is set soon, as promises are kept, for what the same timer led to.
function carry(run) {
  const carried = running = run && {began: run.began, since: pageNow(), loose: true};
  let steps = 12; // from one promise to the next
  const step = () => {
    if (running !== carried) return;
    if (steps-- > 0) Reflect.apply(then, kept, [step]);
    else running = null;
  };
  if (carried) step();
}

// within gives a function that runs as a part of what led to it, however late it is called.
const within = (run, f) => !run ? f : (...given) => {
  running = {began: run.began, since: pageNow(), loose: run.loose};
  try {
    return Reflect.apply(f, undefined, given);
  } finally {
    carry(running);
  }
};
const kept = window.Promise.resolve();
const {then} = window.Promise.prototype;

// The first of the timers that do the same after about the same time: what they do and when ->
// {began, fired}. They are forgotten when something is done to the page: what follows from
// that is no repetition.
const alike = new Map();
let phase = 0;
const sourceOf = window.Function.prototype.toString;
const cutOff = window.String.prototype.slice;

function enterPhase(number) {
  if (number === phase) return;
  phase = number;
  alike.clear();
}

// firstLike gives the first of a timer's like, which may be itself. Some take a little more or
// less time by chance.
function firstLike(callback, wait, t) {
  const key = Math.clz32(wait) + ' ' + Reflect.apply(cutOff, Reflect.apply(sourceOf, callback, []), [0, 300]);
  const first = alike.get(key) || {began: t, fired: false};
  if (alike.size < 2000) alike.set(key, first);
  return first;
}

const realTimeout = window.setTimeout.bind(window);
const realClear = window.clearTimeout.bind(window);
const {slice} = Array.prototype;

// arm sets the browser's own timer for what is left of a timer's time.
function arm(timer) {
  if (timer.handle) realClear(timer.handle);
  timer.handle = realTimeout(timer.fire, Math.max(0, timer.due - pageNow()));
  return timer.handle;
}

// plan sets a timer of the page and gives its id.
function plan(callback, delay, repeats, given) {
  const t = pageNow();
  const wait = Math.max(0, Number(delay) || 0);
  // The time that a timer keeps the page busy is work and does not count.
  const first = firstLike(callback, wait, t);
  const led = running ? running.began + t - running.since : t;
  const timer = {due: t + wait, delay: wait, began: first.fired ? Math.min(led, first.began) : led, loose: running?.loose, repeats, again: first.fired && led === t};
  let id = 0;
  timer.fire = () => {
    first.fired = true;
    if (repeats) {
      timer.due = Math.max(timer.due + Math.max(wait, 4), pageNow());
      timer.handle = 0;
      arm(timer);
    } else {
      timers.delete(id);
    }
    running = {began: timer.began, since: pageNow(), loose: timer.loose};
    try {
      Reflect.apply(callback, window, given);
    } finally {
      carry(running);
    }
  };
  id = arm(timer);
  timers.set(id, timer);
  return id;
}

// unplan takes a timer back.
function unplan(id) {
  const timer = timers.get(id);
  if (timer) realClear(timer.handle);
  timers.delete(id);
}

for (const [name, repeats] of [['setTimeout', false], ['setInterval', true]]) {
  wrap(window, name, (real, self, args) => {
    return typeof args[0] === 'function' ? plan(args[0], args[1], repeats, Reflect.apply(slice, args, [2])) : Reflect.apply(real, self, args);
  });
}
for (const name of ['clearTimeout', 'clearInterval']) {
  wrap(window, name, (real, self, args) => {
    unplan(Number(args[0]));
    return Reflect.apply(real, self, args);
  });
}

// waiting gives the times in ms until the next and until the last timer that is worth
// waiting for: those within the horizon. The first of a chain counts; those after it, and
// what repeats, only as long as work in steps may take, and loose ones and those whose like
// has been up to the horizon. again is the time until the next of those that only come again
// and again, and set how long ago it was set. With fresh only those count that were set in so
// many of the last milliseconds, whatever was before. quick is the time until the next of those
// that work in small steps, one soon after the other, and have done so for longer than counts.
function waiting(horizon, steps, fresh) {
  const t = pageNow();
  let next = Infinity;
  let last = 0;
  let again = 0;
  let set = 0;
  let quick = 0;
  timers.forEach(timer => {
    const first = (timer.again && fresh > 0 || timer.began >= timer.due - timer.delay - 1) && !timer.repeats;
    if (fresh && timer.due - timer.delay < t - fresh || timer.delay > horizon) return;
    const left = Math.max(1, timer.due - t);
    if (!first && timer.due - timer.began > (timer.loose || timer.again ? horizon : steps)) {
      if (timer.delay <= quickMost && timer.due - timer.began < quickFor && (quick === 0 || left < quick)) quick = left;
      if (!timer.again || again > 0 && again <= left) return;
      again = left;
      set = t - timer.due + timer.delay;
      return;
    }
    next = Math.min(next, left);
    last = Math.max(last, left);
  });
  return {next: last > 0 ? next : 0, last, again, set, quick};
}
const quickFor = 15000; // ms after which what works in small steps is taken to do so without end
const quickMost = 400; // ms from one letter of a text to the next, of one who writes it slowly

// turnDue gives the ms until all have had a turn that do something every so often: those may
// follow what is in view.
function turnDue() {
  const t = pageNow();
  let last = 0;
  timers.forEach(timer => {
    if (timer.delay <= looksMost) last = Math.max(last, Math.min(timer.due - t, looksMost));
  });
  return last;
}
const looksMost = 300; // ms between two looks of one who follows what is in view
