// Frames that the page cannot look into: each is asked by itself.

// isApart tells whether this is the uppermost frame of another site.
function isApart() {
  try {
    return parent !== self && !parent.document;
  } catch {
    return true;
  }
}

// dueApart tells in how many milliseconds the next timer of such a frame comes that may change what
// it shows: {due}, 0 being that there is none, or that it shows nothing.
function dueApart({horizon, steps, phase}) {
  if (!isApart() || innerWidth < apartLeast || innerHeight < apartLeast) return {due: 0};
  const {next, last} = plans(horizon, steps, 0, phase);
  return {due: last > 0 ? next : 0};
}
const apartLeast = 30; // CSS pixels of a side
