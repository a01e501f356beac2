// A page that goes on to another one, and one that gets nowhere.

const refreshes = new Map(); // meta element or header -> when it was first seen

// leavesIn gives the milliseconds until a refresh of the page is through, by a meta element
// or the header with that value; 0 if there is none within the horizon. The browser counts
// from the load event, and takes the one that comes first.
function leavesIn(header, horizon) {
  const {loadEventEnd} = performance.getEntriesByType('navigation')[0] || {};
  const grace = 1500; // for the answer of the page that it leads to
  const t = performance.now();
  let first = Infinity;
  for (const source of [header, ...document.querySelectorAll('meta[http-equiv="refresh" i]')]) {
    const [, seconds] = /^\s*(\d+\.?\d*|\.\d*)\s*($|[;,\s])/.exec(source?.content ?? source) || [];
    if (!seconds || seconds * 1000 > horizon) continue;
    if (!refreshes.has(source)) refreshes.set(source, source === header ? 0 : t);
    first = Math.min(first, Math.max(loadEventEnd || t, refreshes.get(source)) + Number(seconds) * 1000);
  }
  return first + grace > t && first < Infinity ? first + grace - t : 0;
}

// stuck tells whether the page cannot be read on or drawn before something else has come.
async function stuck() {
  const [{domContentLoadedEventStart}] = performance.getEntriesByType('navigation');
  if (document.readyState === 'loading' || domContentLoadedEventStart === 0) return {stuck: true};
  const drawn = new Promise(done => requestAnimationFrame(() => done(true)));
  return {stuck: !await Promise.race([drawn, pause(1000)])};
}
