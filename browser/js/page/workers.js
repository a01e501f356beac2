// Workers that were asked and have not answered: what they compute is part of the page.
let askedLast = -1e9;
let unanswered = 0;
if (window.Worker) {
  const asked = worker => {
    if (!worker.waits) unanswered++;
    worker.waits = true;
    askedLast = now();
  };
  const states = new WeakMap();
  const RealWorker = window.Worker;
  wrap(RealWorker.prototype, 'postMessage', (real, self, args) => {
    const state = states.get(self);
    if (state) asked(state);
    return Reflect.apply(real, self, args);
  });
  const RealListen = EventTarget.prototype.addEventListener;
  window.Worker = new Proxy(RealWorker, {
    construct(real, args, self) {
      const worker = Reflect.construct(real, args, self === window.Worker ? real : self);
      const state = {waits: false};
      states.set(worker, state);
      asked(state);
      for (const kind of ['message', 'error', 'messageerror']) {
        Reflect.apply(RealListen, worker, [kind, () => {
          if (state.waits) unanswered--;
          state.waits = false;
        }]);
      }
      return worker;
    },
  });
}

// workersBusy gives for how long a worker has owed an answer, 0 if none does.
const workersBusy = () => unanswered > 0 ? now() - askedLast : 0;
