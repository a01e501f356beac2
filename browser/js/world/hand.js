// Where a hand is laid on the page that waits for one.

// handPlace gives a place at the window's left edge, where little lies under a pointer: {x, y}. What
// is over a frame is heard in that frame alone.
function handPlace() {
  const places = [innerHeight - 2, 2, innerHeight / 2, innerHeight / 4].map(Math.round);
  const y = places.find(place => !/^(i?frame|object|embed)$/.test(its.localName(elementAt(document, 0, place) ?? document.documentElement)));
  return {x: 0, y: y ?? places[0]};
}
