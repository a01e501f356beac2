// Waiting until the document is at rest: one call, one report.

const waitingWords = /skeleton|shimmer|spinner|loader\b|\bloading\b|placeholder-glow/i;

// unfinished gives an element by which the page says that it still loads.
function unfinished() {
  for (const element of document.querySelectorAll('[aria-busy="true"],[class*="skeleton" i],[class*="shimmer" i],[class*="spinner" i],[class*="loading" i],[class*="loader" i]')) {
    const says = element.getAttribute('aria-busy') === 'true' || waitingWords.test(element.getAttribute('class') || '');
    if (says && element !== document.body && element !== document.documentElement && isVisible(element)) return element;
    if (says && element.getAttribute('aria-busy') === 'true' && isVisible(element)) return element;
  }
  return null;
}

// refresh gives the milliseconds until a refresh of the page is through, 0 if there is
// none within the horizon.
function refresh(horizon) {
  const meta = document.querySelector('meta[http-equiv="refresh" i]');
  const [, seconds, rest] = /^\s*([\d.]+)\s*(?:[;,]\s*(.*))?$/.exec(meta?.content || '') || [];
  if (!rest || seconds * 1000 > horizon) return 0;
  const left = seconds * 1000 + 1000 - performance.now();
  return Math.max(0, left);
}

// growth follows the size of the document: a page that changes without growing is a
// ticker, and nobody waits for its end.
const growth = {nodes: 0, height: 0, last: 0};
let isTicker = false;

function measureGrowth(t) {
  const nodes = document.getElementsByTagName('*').length;
  const height = document.documentElement?.scrollHeight || 0;
  if (nodes > growth.nodes || height > growth.height) growth.last = t;
  growth.nodes = Math.max(growth.nodes, nodes);
  growth.height = Math.max(growth.height, height);
  return t - growth.last;
}

// obstacles gives what stands between the document and rest: {what, until}, with until
// the time at which it is worth looking again.
function obstacles({quiet, horizon, steps, animation, busy}, begun) {
  const t = performance.now();
  const list = [];
  if (document.readyState === 'loading') list.push({what: 'the document is still being read', until: t + 100});
  const leaves = refresh(horizon);
  if (leaves > 0) list.push({what: 'the page goes on to another', until: t + leaves});
  if (changes.last + quiet > t) list.push({what: 'the document changes', until: changes.last + quiet});
  const {due, animating} = plans(horizon, steps);
  if (due > 0) list.push({what: 'a timer of the page', until: t + due + 5});
  if (animating > 0 && animating < animation && document.querySelector('canvas')) list.push({what: 'a drawing moves', until: t + 100});
  if (document.fonts.status === 'loading') list.push({what: 'fonts load', until: t + 50});
  if (t - begun < busy && unfinished()) list.push({what: 'the page says that it is busy', until: t + 100});
  return list;
}

// settle waits until nothing stands in the way, until the budget is spent, until the
// page has grown past a height, or until it is known to never rest: {quiet, ms, because,
// idle}, idle being how long it has not grown. Times are in milliseconds.
async function settle(options) {
  const begun = performance.now();
  const report = (quiet, because) => {
    const t = performance.now();
    return {quiet, because, ms: t - begun, idle: t - growth.last};
  };
  for (;;) {
    observe();
    const list = obstacles(options, begun);
    const t = performance.now();
    const idle = measureGrowth(t);
    if (list.length === 0) return report(true, '');
    if (t - begun > options.budget) return report(false, list[0].what);
    if (growth.height > options.height) return report(true, 'it grew past the limit');
    const churns = list.every(o => o.what === 'the document changes');
    if (churns && idle > options.restless * 0.6 && (isTicker || t - begun > options.restless)) {
      isTicker = true;
      return report(true, 'it never rests, but grows no more');
    }
    const until = Math.min(Math.max(...list.map(o => o.until)), begun + options.budget + 1);
    await pause(Math.max(1, until - t));
  }
}
