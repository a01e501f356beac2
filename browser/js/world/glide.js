// Pages that glide: a script of theirs moves what is in them after the window, frame by frame.

let glides; // whether this page does, once that is known
let unmoved = 0; // stops at which what was looked at stayed where it was
let calm = 0; // stops at which no frame was planned
const [glideMost, unmovedMost, calmMost] = [4000, 2, 3]; // ms at one stop; stops; stops

const elementAt = calling(Document.prototype.elementFromPoint);
const topOfBox = element => its.getBoundingClientRect(element).top;

// gliding is asked before the window is scrolled. It gives what waits until the page has come after it.
function gliding() {
  const moves = glides !== false && plans(0, 0).frames > 0;
  if (!moves && ++calm >= calmMost) glides ??= false;
  const probe = moves ? elementAt(document, innerWidth / 2, innerHeight / 2) : null;
  if (!probe) return async () => {};
  const [from, top] = [scrollY, topOfBox(probe)];
  return async () => {
    const way = scrollY - from;
    if (Math.abs(way) < glideLeast || !its.isConnected(probe)) return;
    let at = topOfBox(probe);
    if (glides === undefined && Math.abs(top - at - way) < 2) glides = false; // at once, as pages do
    const end = performance.now() + glideMost;
    for (let still = 0; glides !== false && still < 2 && performance.now() < end;) {
      await pause(50);
      await oneFrame();
      const now = topOfBox(probe);
      still = Math.abs(now - at) < 1 ? still + 1 : 0;
      at = now;
    }
    if (Math.abs(top - at) >= 2) glides ??= true;
    else if (++unmoved >= unmovedMost) glides ??= false; // it stays in its place
  };
}
const glideLeast = 40; // CSS pixels
