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

// obstacles gives what stands between the document and rest: {what, until}, with until
// the time at which it is worth looking again.
function obstacles({quiet, horizon, chain, animation, busy}, begun) {
  const t = performance.now();
  const list = [];
  if (document.readyState === 'loading') list.push({what: 'the document is still being read', until: t + 100});
  const leaves = refresh(horizon);
  if (leaves > 0) list.push({what: 'the page goes on to another', until: t + leaves});
  if (changes.last + quiet > t) list.push({what: 'the document changes', until: changes.last + quiet});
  const {due, animating} = plans(horizon, chain);
  if (due > 0) list.push({what: 'a timer of the page', until: t + due + 5});
  if (animating > 0 && animating < animation && document.querySelector('canvas')) list.push({what: 'a drawing moves', until: t + 100});
  if (document.fonts.status === 'loading') list.push({what: 'fonts load', until: t + 50});
  if (t - begun < busy && unfinished()) list.push({what: 'the page says that it is busy', until: t + 100});
  return list;
}

// settle waits until nothing stands in the way, until the budget is spent, or until the
// page has grown past a height: {quiet, ms, because}. Times are in milliseconds.
async function settle(options) {
  const begun = performance.now();
  for (;;) {
    observe();
    const list = obstacles(options, begun);
    const t = performance.now();
    if (list.length === 0) return {quiet: true, ms: t - begun, because: ''};
    if (t - begun > options.budget) return {quiet: false, ms: t - begun, because: list[0].what};
    if (document.documentElement && document.documentElement.scrollHeight > options.height) return {quiet: true, ms: t - begun, because: 'it grew past the limit'};
    const until = Math.min(Math.max(...list.map(o => o.until)), begun + options.budget + 1);
    await pause(Math.max(1, until - t));
  }
}
