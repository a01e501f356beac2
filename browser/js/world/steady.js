// steady waits until what comes into view has come to its place, and takes down what is seen
// then. begun is when the window came there, by our clock: what is drawn frame by frame may yet
// wait for its turn. What never comes to rest is not waited for to the end, and not again; nor is
// a page that scrolls by itself.
async function steady(begun) {
  const at = {x: scrollX, y: scrollY};
  stopsMade++;
  await unoccupied();
  let running = hurry(); // what fades is not looked at in between
  let before = notice();
  const end = performance.now() + steadyMost;
  let moved = 0;
  let waited = false; // for what stood still, and has not moved then
  for (let still = 0; performance.now() < end;) {
    const {animating, frames} = plans(0, 0); // frames may be far from each other where the machine is busy
    if (running === 0 && frames === 0) break;
    const isFresh = frames > 0 && animating < performance.now() - begun + freshWithin;
    if (still >= (!roams && (isFresh || vainWaits < vainMost) ? stillLong : stillShort)) break;
    waited ||= still >= stillShort;
    await pause(50);
    await oneFrame();
    if (scrollY !== at.y || scrollX !== at.x) {
      scrollTo({left: at.x, top: at.y, behavior: 'instant'});
      roams = true;
      await oneFrame();
      hurry();
      notice();
      break;
    }
    running = hurry();
    const now = notice();
    const isMoving = !roams && Math.abs(now.where - before.where) >= 1;
    const isStill = Math.abs(now.sum - before.sum) < 0.01 && !isMoving;
    if (!isStill && still >= stillShort) [vainWaits, waited] = [0, false];
    still = isStill ? still + 1 : 0;
    before = now;
    if (!isMoving || ++moved < movesMost) continue;
    roams = !isFresh;
    break;
  }
  if (waited) vainWaits++;
  noteTimed();
}
const steadyMost = 1500; // ms that are waited for at one stop
const freshWithin = 50; // ms
const [stillShort, stillLong] = [2, 6]; // looks, 50 ms apart, at which nothing has moved
const movesMost = 24; // looks at which it has
const vainMost = 2; // stops at which it was waited long, and in vain
let vainWaits = 0;
let stopsMade = 0; // at which it was waited
let roams = false; // something on the page goes on moving without end, or scrolls it
