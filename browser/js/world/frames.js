// Waiting for frames and times. Our world's timers and frames are the browser's own,
// whatever the page has put in place of its.

const pause = ms => new Promise(done => setTimeout(done, ms));

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
