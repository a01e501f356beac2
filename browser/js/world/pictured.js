// How things look in a picture that is joined from windows: what fades away again once it is out
// of view looks otherwise afterwards, and a file of the page is to be like the picture.

// Properties that scripts and animations change while a page is scrolled. Those that move a thing
// are left alone where it is taller than the window: it may be what carries the page.
const looksOf = ['opacity', 'visibility', 'display', 'filter', 'clip-path', 'mask-image', 'mask-size', 'mask-position', 'color', 'background-color',
  'background-size', 'background-position', 'box-shadow', 'stroke-dashoffset', 'stroke', 'fill'];
const movesOf = ['transform', 'translate', 'scale', 'rotate', 'width', 'height'];

const pictured = new Map(); // element -> {share, of it that was in the part taken; style: {property: value}, as it was then}

// notePictured takes down how an element and what it stands in look in a part of the page, given
// from the window's corner, that is about to be taken: where most of it is in one, that one counts.
// noted are those of which it is known.
function notePictured(element, part, noted) {
  for (const each of ancestors(element)) {
    if (noted.has(each)) return;
    noted.add(each);
    const box = its.getBoundingClientRect(each);
    const share = areaOf(cut(box, part)) / (areaOf(box) || 1);
    if (share < pictured.get(each)?.share) continue;
    const now = getComputedStyle(each);
    const names = box.height <= innerHeight ? [...looksOf, ...movesOf] : looksOf;
    pictured.set(each, {share, style: Object.fromEntries(names.map(name => [name, now.getPropertyValue(name)]))});
  }
}

// fadedSince gives the properties in which an element looks otherwise now, or may without what
// moves it: [[name, value as it was]].
function fadedSince(element) {
  const then = pictured.get(element);
  if (!then) return [];
  if (its.getAnimations(element).length > 0) return Object.entries(then.style);
  const now = getComputedStyle(element);
  const own = its.style(element);
  return Object.entries(then.style).filter(([name, value]) => now.getPropertyValue(name) !== value || (own.getPropertyValue(name) || value) !== value);
}

// picturedStyle gives the declarations that make an element look as it does in the picture, empty
// where it looks so.
const picturedStyle = element => fadedSince(element).map(([name, value]) => `${name}:${value}!important`).join(';');

// asPictured makes the page look as it does in the picture, for the formats that come after it.
function asPictured() {
  for (const [element, faded] of [...pictured.keys()].map(key => [key, fadedSince(key)])) {
    for (const [name, value] of faded) restyle(element, name, value);
  }
  return {};
}
