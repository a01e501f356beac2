// The page's clock. When nothing is going on but a timer that waits, it can be moved
// ahead to that timer: the page then sees a time in which it waited.

wrap(clock, 'now', pageNow);
wrap(Date, 'now', (real, self, args) => Reflect.apply(real, self, args) + ahead);
const RealDate = Date;
window.Date = new Proxy(RealDate, {
  apply: () => new RealDate(RealDate.now()).toString(),
  construct: (real, args, self) => Reflect.construct(real, args.length === 0 ? [RealDate.now()] : args, self === window.Date ? real : self),
});
Object.defineProperty(RealDate.prototype, 'constructor', {value: window.Date, writable: true, configurable: true});

// What begins an animation at a time of its own reads it from any of these clocks.
for (const [{prototype}, name] of [[window.AnimationTimeline, 'currentTime'], [window.Animation, 'startTime']]) {
  const {get, set, ...rest} = Object.getOwnPropertyDescriptor(prototype, name);
  const shifted = (time, by) => typeof time === 'number' ? time + by : time;
  Object.defineProperty(prototype, name, {
    ...rest,
    get: new Proxy(get, {apply: (real, self) => shifted(Reflect.apply(real, self, []), ahead)}),
    set: set && new Proxy(set, {apply: (real, self, args) => Reflect.apply(real, self, [shifted(args[0], -ahead)])}),
  });
}

// moveAhead moves the clock by ms. Timers come due in their order, each in a task of its
// own, as they would have.
function moveAhead(ms) {
  ahead += ms;
  const list = sorted(timers, timer => timer.due);
  for (let i = 0; i < list.length; i++) arm(list[i]);
}

listen('tearsheet:skip', event => {
  event.stopImmediatePropagation();
  moveAhead(Math.max(0, Number(event.detail) || 0));
});
