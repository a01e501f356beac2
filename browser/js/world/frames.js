// Waiting for frames and times. Our world's timers and frames are the browser's own,
// whatever the page has put in place of its.

// No timer comes in a document that may not run scripts, one in a sandbox for example, but the
// browser still tells when it has nothing to do.
let hasTimers = false;
setTimeout(() => { hasTimers = true; }, 0);

const timer = ms => new Promise(done => setTimeout(done, ms));

// lull waits for a time by asking again and again when there is nothing to do.
function lull(ms) {
  const end = performance.now() + ms;
  return new Promise(done => {
    const look = () => performance.now() < end ? requestIdleCallback(look, {timeout: Math.ceil(ms)}) : done();
    look();
  });
}

const pause = ms => hasTimers ? timer(ms) : Promise.race([timer(ms), lull(ms)]);

// painted waits until the browser has drawn what was changed, or for a while where it
// draws nothing.
function painted() {
  const drawn = new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return Promise.race([drawn, pause(200)]);
}

// oneFrame waits for one frame, and for what observers of what is in view make of it.
function oneFrame() {
  const frame = new Promise(done => requestAnimationFrame(() => requestIdleCallback(done, {timeout: 150})));
  return Promise.race([frame, pause(300)]);
}

// unoccupied waits until the page's thread has nothing left to do, or for a while where it
// always has.
const unoccupied = () => new Promise(done => requestIdleCallback(done, {timeout: 200}));
