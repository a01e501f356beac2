// twinsOf gives all that is in sight, for what the page has made anew.
function twinsOf(part, known) {
  const twins = new Twins();
  const at = corner();
  for (const element of everything()) {
    const {kind, score, box, rolled} = sightOf(element, part, known);
    if (score >= 0.5) twins.add(element, kind, placeOf(box, at, rolled));
  }
  return twins;
}

// Twins are things by which others are known again that the page has made anew: what says
// something by that, a flat ground or a drawing by its place and size.
class Twins {
  names = new Map(); // what it says -> Map of element -> its place
  places = [];

  add(element, kind, at) {
    const what = identityOf(element, kind);
    const place = {kind, ...at};
    if (!isNamed(what)) this.places.push(place);
    else if (this.names.has(what)) this.names.get(what).set(element, place);
    else this.names.set(what, new Map([[element, place]]));
  }

  // known gives those of some views that are known again. Many things may say the same: where
  // one stood another may, or near there one that the page made anew; but each stands for one
  // only elsewhere, and none that is standing in its own place for any other.
  known(views, standing) {
    const taken = new Set(standing);
    const known = new Set();
    const elsewhere = [];
    for (const then of views) {
      const likes = this.names.get(then.what);
      const own = likes ? likeAt(likes, then) : this.places.find(place => isTwin(place, then));
      if (own) known.add(then);
      else if (likes) elsewhere.push(then);
      if (own && likes) taken.add(own);
    }
    const free = new Map(); // what it says -> those that stand for none yet
    for (const then of elsewhere) {
      if (!free.has(then.what)) free.set(then.what, [...this.names.get(then.what).keys()].filter(element => !taken.has(element)));
      if (free.get(then.what).pop()) known.add(then);
    }
    return known;
  }
}

// likeAt gives the element of those that say the same that stands where a view was taken. Of very
// many, only itself is looked for: it would take their number times itself.
function likeAt(likes, then) {
  if (likes.has(then.element)) return then.element;
  if (likes.size > likesMost) return undefined;
  for (const [element, place] of likes) if (isAt(place, then) || !its.isConnected(then.element) && isAround(place, then)) return element;
  return undefined;
}
const likesMost = 1000;

// isAt tells whether a thing is where another was: what stands above may have become a little taller.
const isAt = (place, then) => Math.abs(place.x - then.x) < 3 && Math.abs(place.y - then.y) < Math.max(3, then.height / 2);
const isAround = (place, then) => Math.abs(place.x - then.x) < innerWidth / 20 && Math.abs(place.y - then.y) < innerHeight / 4;
const isTwin = (place, then) => place.kind === then.kind && isAt(place, then) && Math.abs(place.width - then.width) < 3 && Math.abs(place.height - then.height) < 3;

const isNamed = what => what.includes(' '); // see identityOf
