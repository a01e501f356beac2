// recall goes back to where something was seen that is missing now: {again, of}, how many of
// those tried can still be seen there. What cannot has changed by itself meanwhile.
async function recall({missing, moves}) {
  stir();
  const tried = missing.length <= 8 ? missing : Array.from({length: 8}, (_, i) => missing[Math.floor(i * missing.length / 8)]);
  const top = {left: scrollX, top: scrollY, behavior: 'instant'};
  const back = [];
  let again = 0;
  for (const {key, what, kind, x, y, height} of tried) {
    const {element, from, look, moved, width} = seen.get(key) || {};
    const ways = [() => back.push(returnTo(from || top)), () => standAt(x - 40, y - Math.max(0, innerHeight - height) / 2)];
    // What is in a pane is not where the document would have it.
    if (element && its.isConnected(element)) ways.push(() => back.push(bringIn(element, 'center')));
    for (const go of ways) {
      go();
      if (!await arrives({what, kind, look, moved, width, height}, moves)) continue;
      again++;
      break;
    }
  }
  for (const restore of back.reverse()) restore();
  scrollTo(top);
  await painted();
  return {again, of: tried.length};
}

// returnTo brings the window, and the pane, to where something was seen, and gives what takes that back.
function returnTo(from) {
  scrollTo(from);
  const {pane, by} = from;
  if (!pane || !its.isConnected(pane)) return () => {};
  const before = its.scrollTop(pane);
  its.scrollTo(pane, {top: by, behavior: 'instant'});
  return () => its.scrollTo(pane, {top: before, behavior: 'instant'});
}

// arrives tells whether something of that name and look comes into view, once the page had its time.
async function arrives(thing, moves) {
  const begun = performance.now();
  await painted();
  await caughtUp(moves, begun);
  for (let i = 0; i < 12; i++) {
    if (sees(thing)) return true;
    if (hurry() === 0 && plans(0, 0).frames === 0 && i > 1) return false;
    await pause(60);
  }
  return sees(thing);
}

// sees tells whether something of that name and look is seen in the window now.
function sees(then) {
  const known = new Map();
  places = null;
  return nearby().some(element => {
    const {kind, score, look, moved, box} = sightOf(element, inTheWindow(), known);
    return kind === then.kind && score >= 0.5 && isLike(then.look, look) && !isWarped({moved, width: box.width, height: box.height}, then) && identityOf(element, kind) === then.what;
  });
}
