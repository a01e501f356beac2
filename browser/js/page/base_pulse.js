// Telling what goes on without a pause from what happens once. A pulse is told of each
// beat; age is for how long it has been beating, 0 after a pause.
const pauseOf = 150; // ms
function pulse() {
  let since = 0;
  let last = -1e9;
  return {
    beat(t) {
      if (t - last > pauseOf) since = t;
      last = t;
    },
    age: t => t - last < pauseOf ? Math.max(1, t - since) : 0,
  };
}
