// Watching the page change, from the start of the document.

const changes = {last: performance.now(), count: 0};
const noise = new WeakMap(); // node -> how often it changed without growing
const watched = new WeakSet();

// A node that keeps changing in place is a clock or a ticker. After this many times it
// no longer counts.
const tickerAfter = 8;

const observer = new MutationObserver(records => {
  for (const record of records) {
    const grew = record.type === 'childList' && record.addedNodes.length > record.removedNodes.length;
    if (!grew) {
      const times = (noise.get(record.target) || 0) + 1;
      noise.set(record.target, times);
      if (times > tickerAfter) continue;
    }
    changes.last = performance.now();
    changes.count++;
  }
});

// observe watches what is not watched yet and tells whether there was something new.
function observe() {
  let found = false;
  for (const scope of scopes()) {
    if (watched.has(scope)) continue;
    watched.add(scope);
    observer.observe(scope, {subtree: true, childList: true, characterData: true, attributes: true});
    found = scope !== document;
  }
  if (found) changes.last = performance.now();
  return found;
}
observe();

// plans asks the page's world what it has planned; see page.js.
function plans(horizon, steps) {
  let answer = {due: 0, animating: 0};
  const windows = [window];
  for (const frame of document.querySelectorAll('iframe')) {
    if (documentOf(frame)) windows.push(frame.contentWindow);
  }
  for (const target of windows) {
    const hear = event => {
      try {
        const {due, animating} = JSON.parse(event.detail);
        answer = {due: Math.max(answer.due, Number(due) || 0), animating: Math.max(answer.animating, Number(animating) || 0)};
      } catch {
        // the page may say what it likes under our name
      }
    };
    target.addEventListener('tearsheet:plans', hear, true);
    target.dispatchEvent(new CustomEvent('tearsheet:plans?', {detail: JSON.stringify({horizon, steps})}));
    target.removeEventListener('tearsheet:plans', hear, true);
  }
  return answer;
}
