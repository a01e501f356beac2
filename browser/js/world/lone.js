// A layer with nothing beside it is what the page is: a notice that the site is closed, a first
// question, a form to log in. Without it there would be an empty picture.

const nothingElse = 'there is nothing else on the page';
const lettersLeast = 15; // of text that make a page
const mediaLeast = 10000; // CSS pixels of a picture that do

// standsBeside tells whether there is something to read or see outside some layers, the site's
// own head and foot aside. What is only transparent counts: it comes when a layer goes.
function standsBeside(layers) {
  const within = new Set([...layers, ...deep('header,nav,footer,[role="banner"],[role="navigation"],[role="contentinfo"],script,style,noscript,template')]);
  const isOutside = node => ![...ancestors(node)].some(part => within.has(part));
  const isShown = element => its.checkVisibility(element, {visibilityProperty: true}) && areaOf(its.getBoundingClientRect(element)) > 0;
  let letters = 0;
  for (const scope of ownScopes()) {
    const walker = walkerOver(document, scope, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const {data} = walker.currentNode;
      const around = its.parentElement(walker.currentNode);
      if (!around || !/[\p{L}\p{N}]/u.test(data) || !isOutside(around) || !isShown(around)) continue;
      letters += its.closest(around, 'h1,h2,h3,h4,h5,h6') ? lettersLeast : data.trim().length; // a heading is of something
      if (letters >= lettersLeast) return true;
    }
  }
  return deepIn('img,video,canvas,svg,iframe,object,embed', document.documentElement).some(part => areaOf(its.getBoundingClientRect(part)) >= mediaLeast && isShown(part) && isOutside(part));
}

// lettersWithin counts the letters of a part of the page, whether they are seen or not.
function lettersWithin(part) {
  let letters = 0;
  const walker = part && walkerOver(document, part, NodeFilter.SHOW_TEXT);
  while (walker?.nextNode()) {
    const around = its.parentElement(walker.currentNode);
    if (around && !its.closest(around, 'script,style,noscript,template')) letters += walker.currentNode.data.trim().length;
  }
  return letters;
}

// beforehand are questions that stand before a page which comes when they are answered.
const beforehand = new Set(['consent', 'age', 'region']);

// spare gives those of the layers that are to be cleared without which there would be nothing:
// {story, the one that is the page, if any; lone, questions that may be answered, but not hidden}.
function spare(todo) {
  const telling = todo.filter(layer => !isBare(layer));
  if (telling.length === 0 || standsBeside(todo.map(({element}) => element))) return {story: null, lone: []};
  const [story = null] = telling.filter(({kind, area}) => !beforehand.has(kind) && area >= 0.05).sort((a, b) => b.area - a.area || b.text.length - a.text.length);
  return {story, lone: story ? [] : telling.filter(({kind}) => beforehand.has(kind))};
}
