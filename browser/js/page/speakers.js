// Others that speak unasked: a worker that counts, a stream or socket that tells its story
// in parts. After a part the next one may come, and takes about as long as this one took.
const longestGap = 2000; // milliseconds; who is silent for longer has said what it had to say
const speakers = {gap: 0, last: -1e9, first: -1e9};

// spoke notes a part of what a speaker says, who began or spoke before at a time.
function spoke(since) {
  const t = now();
  if (t - speakers.last > longestGap) speakers.first = t;
  speakers.gap = t - since > longestGap ? 0 : Math.max(t - since, speakers.gap / 2);
  speakers.last = t;
}

// unheard are the streams and sockets from which nothing has come yet.
const unheard = new Set();

// hear follows what a speaker says under a name.
const spoken = new WeakMap(); // speaker -> {names, since: when it was made or last spoke}
function hear(speaker, kind) {
  const known = spoken.get(speaker) || {names: new Set(), since: now()};
  spoken.set(speaker, known);
  if (known.names.has(kind)) return;
  known.names.add(kind);
  Reflect.apply(listenTo, speaker, [kind, () => {
    spoke(known.since);
    known.since = now();
    unheard.delete(speaker);
  }]);
}

for (const name of ['EventSource', 'WebSocket']) {
  made(name, speaker => {
    unheard.add(speaker);
    hear(speaker, 'message');
    for (const end of ['error', 'close']) Reflect.apply(listenTo, speaker, [end, () => unheard.delete(speaker)]);
  });
}

// hearAlso follows the parts of a stream that have a name of their own.
function hearAlso(target, kind) {
  if (window.EventSource && target instanceof window.EventSource && kind !== 'open' && kind !== 'error' && spoken.has(target)) hear(target, kind);
}

// speaking tells of who speaks: since when the page is told things in parts, how long ago the
// last one came, and in how long the next one is due; all 0 if none is.
function speaking(t) {
  const due = speakers.gap > 0 ? speakers.last + speakers.gap * 1.5 + 50 - t : 0;
  return due > 0 ? {since: t - speakers.first, ago: t - speakers.last, due} : {since: 0, ago: 0, due: 0};
}
