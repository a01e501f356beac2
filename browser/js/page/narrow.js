// Elements that an observer wants to see by a large part, so that the window has to stop where
// they are: one that is as tall as the window is seen whole at a single place only.
const getterOf = name => Object.getOwnPropertyDescriptor(window.IntersectionObserver.prototype, name).get;
const observerGetters = {root: getterOf('root'), rootMargin: getterOf('rootMargin'), thresholds: getterOf('thresholds')};
const observerGets = (name, self) => Reflect.apply(observerGetters[name], self, []);
const partLeast = 0.5; // of an element that has to be in view
const strict = [];
const strictMost = 500;
const measured = window.Element.prototype.getBoundingClientRect;

// noteStrict takes down an observer of the window that waits for so much.
function noteStrict(observer) {
  const shares = observerGets('thresholds', observer);
  if (strict.length < strictMost && shares[shares.length - 1] >= partLeast && observerGets('root', observer) === null) Reflect.apply(push, strict, [observer]);
}

// marginsOf gives by how much an observer looks beyond the window, above and below.
function marginsOf(observer, height) {
  const [top, , bottom] = observerGets('rootMargin', observer).split(' ').map(text => Number.parseFloat(text) * (text.endsWith('%') ? height / 100 : 1));
  return {top, bottom};
}

// The answer to our own world's question where the window has to stop: [{by, how far it is from
// where it is now to where an element is in the middle; within, how far that may be missed}].
listen('tearsheet:narrow?', event => {
  event.stopImmediatePropagation();
  const places = [];
  for (let i = 0; i < strict.length; i++) try {
    const height = window.innerHeight;
    const {top, bottom} = marginsOf(strict[i], height);
    const thresholds = observerGets('thresholds', strict[i]);
    const part = thresholds[thresholds.length - 1];
    const tall = height + top + bottom;
    observed.get(strict[i])?.forEach(element => {
      const box = Reflect.apply(measured, element, []);
      const within = (tall - box.height * (2 * part - 1)) / 2;
      // What is too tall is never seen by so much, and what is small at every stop.
      if (box.height > 0 && within > -2 && within < height / 4) places[places.length] = {by: box.top + box.height / 2 - (tall / 2 - top), within: Math.max(0, within)};
    });
  } catch {
    // the page has replaced what its margins are read by
  }
  tell(new Event('tearsheet:narrow', {detail: write(places)}));
});
