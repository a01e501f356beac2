// Tasks that the page has the browser do in their turn: one that is put off is a timer of
// the page, all others are owed.
const {Scheduler} = window;
if (Scheduler) {
  oweResult(Scheduler.prototype, 'yield');
  oweResult(Scheduler.prototype, 'postTask');
  wrap(Scheduler.prototype, 'postTask', (real, self, args) => {
    const [task, options] = args;
    const delay = Number(options?.delay) || 0;
    if (typeof task !== 'function') return Reflect.apply(real, self, args);
    if (delay <= 0) return Reflect.apply(real, self, [within(running, task), options]);
    const {signal} = options;
    return new Promise((done, failed) => {
      const drop = () => {
        unplan(id);
        failed(signal.reason);
      };
      const run = () => {
        if (signal) Reflect.apply(removeFrom, signal, ['abort', drop]);
        Reflect.apply(then, Reflect.apply(real, self, [within(running, task), {...options, delay: 0}]), [done, failed]);
      };
      const id = plan(run, delay, false, []);
      if (!signal) return;
      if (signal.aborted) drop();
      else Reflect.apply(listenTo, signal, ['abort', drop]);
    });
  });
}
