// Which texts are to be on paper.

// boxAround gives the box of what is in a range.
const {getBoundingClientRect: rangeBox} = Range.prototype;
const boxAround = range => Reflect.apply(rangeBox, range, []);

let textsSeen = [];

// noteTexts finds the texts that can be seen on the page, or could be if it were scrolled.
function noteTexts() {
  const list = [];
  for (const scope of scopes()) {
    const walker = walkerOver(docOf(scope), scope === docOf(scope) ? bare(scope, Document, 'documentElement') : scope, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const text = node.data.replace(/\s+/g, ' ').trim();
      const around = parentOf(node);
      if (!text || !around || its.nodeType(around) !== Node.ELEMENT_NODE || unrendered.has(its.localName(around)) || isShutDetails(around)) continue;
      if (!its.checkVisibility(around, {checkOpacity: true, checkVisibilityCSS: true})) continue;
      const range = docOf(scope).createRange();
      range.selectNodeContents(node);
      const box = boxAround(range);
      if (box.width > 1 && box.height > 1 && box.right > 0 && isUncut(around, box)) list.push({node, text});
    }
  }
  textsSeen = list;
  return {};
}

// isShutDetails tells whether an element hides its own text until somebody opens it.
const isShutDetails = element => its.localName(element) === 'details' && !its.hasAttribute(element, 'open');

// textsKept gives those that the page's own style leaves on paper.
function textsKept() {
  return textsSeen.filter(({node}) => its.isConnected(node) && its.checkVisibility(parentOf(node), {visibilityProperty: true})).map(({text}) => text);
}

// isUncut tells whether a part of the page is not cut away by what it is in: nobody sees
// that, on paper either.
function isUncut(element, box) {
  for (const around of ancestors(element)) {
    if (around === document.body || around === document.documentElement) return true;
    const {overflowX, overflowY} = getComputedStyle(around);
    const cuts = overflow => overflow === 'hidden' || overflow === 'clip';
    if (!cuts(overflowX) && !cuts(overflowY)) continue;
    const frame = its.getBoundingClientRect(around);
    if (cuts(overflowX) && (box.left >= frame.right - 1 || box.right <= frame.left + 1)) return false;
    if (cuts(overflowY) && (box.top >= frame.bottom - 1 || box.bottom <= frame.top + 1) && !isShell(around)) return false;
  }
  return true;
}

// isShell tells whether an element holds the page as a window does: it is as large as one,
// and the page itself cannot be scrolled.
function isShell(element) {
  const root = document.scrollingElement;
  return its.clientWidth(element) >= innerWidth * 0.6 && its.clientHeight(element) >= innerHeight * 0.6 && (!root || its.scrollHeight(root) <= innerHeight + 4);
}
