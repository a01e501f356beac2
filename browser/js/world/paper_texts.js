// Which texts are to be on paper.

// boxAround gives the box of what is in a range.
const {getBoundingClientRect: rangeBox} = Range.prototype;
const boxAround = range => Reflect.apply(rangeBox, range, []);

let textsSeen = [];

// noteTexts takes down the texts that can be seen on the page, or could be if it were scrolled.
function noteTexts() {
  textsSeen = textsNow();
  return {};
}

// textsNow gives them: [{node, text, within: what it stands in, innermost first}].
function textsNow() {
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
      if (box.width > 1 && box.height > 1 && box.right > 0 && isUncut(around, box)) list.push({node, text, within: [...ancestors(around)]});
    }
  }
  return list;
}

// isShutDetails tells whether an element hides its own text until somebody opens it.
const isShutDetails = element => its.localName(element) === 'details' && !its.hasAttribute(element, 'open');

// textsKept gives those that the page's own style leaves on paper, and those that the page has taken
// away since: its scripts hear of the new window with its next frame.
async function textsKept() {
  await painted();
  const gone = textsGone();
  return textsSeen.filter(seen => its.isConnected(seen.node) ? its.checkVisibility(parentOf(seen.node), {visibilityProperty: true}) : gone.has(seen)).map(({text}) => text);
}

// textsGone gives the texts that are on the page no more, where what they stood in has become poorer:
// a clock writes another time in the place of the last.
function textsGone() {
  const away = textsSeen.filter(({node}) => !its.isConnected(node));
  if (away.length === 0) return new Set();
  const [before, now] = [textsSeen, textsNow()].map(letterCounts);
  return new Set(away.filter(({within}) => {
    const left = within.find(its.isConnected);
    return left && (now.get(left) || 0) < before.get(left) * poorer;
  }));
}
const poorer = 0.8; // of the letters that were in it

// letterCounts counts the letters of texts by what they stand in.
function letterCounts(list) {
  const counts = new Map();
  for (const {text, within} of list) for (const part of within) counts.set(part, (counts.get(part) || 0) + text.length);
  return counts;
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
