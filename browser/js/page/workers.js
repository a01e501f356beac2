// Others that the page talks to: workers, and what it reaches them by. Each message to one
// of them is owed an answer, and a worker's start is as well until it is asked something:
// what they compute is part of the page.
const partners = new WeakMap(); // worker, port or channel -> {owes, asked}
const talk = pulse();
let answersOwed = 0;
let talked = -1e9; // when something was last asked or answered
let workersMade = 0;

function owes(partner, n) {
  answersOwed += n - partner.owes;
  partner.owes = n;
  talked = now();
  talk.beat(talked);
}

// follow counts what comes from a partner.
function follow(other) {
  const partner = partners.get(other) || {owes: 0, asked: false};
  if (!partners.has(other)) {
    for (const kind of ['message', 'messageerror', 'error']) {
      Reflect.apply(listenTo, other, [kind, () => owes(partner, Math.max(0, partner.owes - 1))]);
    }
  }
  partners.set(other, partner);
  return partner;
}

// asked counts what goes to a partner. The first question stands for the start.
function asked(partner) {
  if (partner.asked || partner.owes === 0) owes(partner, partner.owes + 1);
  partner.asked = true;
}

// made has a constructor tell what it made.
function made(name, note) {
  const descriptor = Object.getOwnPropertyDescriptor(window, name);
  if (!descriptor) return;
  const stand = new Proxy(descriptor.value, {
    construct(real, args, self) {
      const thing = Reflect.construct(real, args, self === stand ? real : self);
      note(thing);
      return thing;
    },
  });
  Object.defineProperty(window, name, {...descriptor, value: stand});
}

const otherEnds = new WeakMap(); // port -> the other end of its channel
made('MessageChannel', ({port1, port2}) => otherEnds.set(port1, port2).set(port2, port1));
made('BroadcastChannel', channel => {
  follow(channel);
  hear(channel, 'message');
});
made('SharedWorker', worker => {
  workersMade++;
  owes(follow(worker.port), 1);
  hear(worker.port, 'message');
});
made('Worker', worker => {
  workersMade++;
  owes(follow(worker), 1);
  hear(worker, 'message');
});

for (const name of ['Worker', 'MessagePort', 'BroadcastChannel']) {
  if (!window[name]) continue;
  wrap(window[name].prototype, 'postMessage', (real, self, args) => {
    const partner = partners.get(self);
    if (partner && workersMade > 0) {
      // Who is sent a port answers by it.
      const sent = Array.isArray(args[1]) ? args[1] : args[1]?.transfer;
      const ends = (Array.isArray(sent) ? sent : []).map(port => otherEnds.get(port)).filter(Boolean);
      if (ends.length > 0) owes(partner, 0);
      else asked(partner);
      for (const end of ends) owes(follow(end), 1);
    }
    return Reflect.apply(real, self, args);
  });
}

// workersBusy gives for how long an answer has been owed, 0 if none is. A conversation that
// never ends is no work: of its length, half counts.
const workersBusy = t => answersOwed > 0 ? Math.max(1, t - talked, talk.age(t) / 2) : 0;
