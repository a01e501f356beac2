// Where a hand is laid on the page that waits for one.

// handPlace gives a place at the window's left edge, where little lies under a pointer: {x, y}. What
// is done over a frame is heard in that frame alone, and what turns with the wheel by itself is to stay.
function handPlace() {
  const places = [innerHeight - 2, 2, innerHeight / 2, innerHeight / 4].map(Math.round);
  const y = places.find(place => {
    const under = [...ancestors(elementAt(document, 0, place))];
    return !under.some(part => /^(i?frame|object|embed)$/.test(its.localName(part)) || heedsWheel(part));
  });
  return {x: 0, y: y ?? places[0]};
}
