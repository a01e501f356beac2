// Drawings that move by elements of their own; see styled.js. Each is written as it stands, and
// what moves it is left out: a file would begin from the start.

// movers are the elements that move what is around them.
const movers = new Set(['animate', 'animateTransform', 'animateMotion', 'set', 'mpath']);

// movedNow gives the attributes of what is moved, as they are now: element -> {name: value}.
function movedNow() {
  const moved = new Map();
  for (const mover of deep('animate,animateTransform,animateMotion,set')) {
    const target = mover.targetElement;
    if (!target) continue;
    const [name, value] = movedTo(mover, target);
    if (value) moved.set(target, {...moved.get(target), [name]: value});
  }
  return moved;
}

// movedTo gives the attribute that an element moves, and its value now; none where that is
// not to be had.
function movedTo(mover, target) {
  if (its.localName(mover) === 'animateMotion') return ['transform', matrixText(placeIn(target))];
  const name = its.getAttribute(mover, 'attributeName') || '';
  if (its.localName(mover) === 'animateTransform') return ['transform', matrixText([...target.transform?.animVal || []].reduce((all, {matrix}) => all.multiply(matrix), new window.DOMMatrix()))];
  if (name === 'points' && target.animatedPoints) return [name, [...target.animatedPoints].map(({x, y}) => `${x},${y}`).join(' ')];
  return [name, valueNow(target[name]?.animVal) ?? getComputedStyle(target).getPropertyValue(name).replace(/^path\("(.*)"\)$/, '$1')];
}

// valueNow writes what a drawing says of an attribute, undefined where it is of another kind.
function valueNow(live) {
  if (typeof live === 'number' || typeof live === 'boolean') return String(live);
  if (typeof live?.numberOfItems === 'number') return [...live].map(({value}) => value).join(' ');
  return typeof live?.value === 'number' ? String(live.value) : undefined;
}

// placeIn gives how an element lies in the one around it, wherever a path has led it.
function placeIn(element) {
  const around = its.parentNode(element)?.getScreenCTM?.();
  const own = element.getScreenCTM?.();
  return around && own ? window.DOMMatrix.fromMatrix(around).inverse().multiply(own) : null;
}

const matrixText = matrix => matrix ? `matrix(${['a', 'b', 'c', 'd', 'e', 'f'].map(n => matrix[n]).join(' ')})` : '';
