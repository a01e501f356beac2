// How large the page is.

// pageHeight gives the height of the document.
function pageHeight() {
  const {body, documentElement: root} = document;
  // What an element tells of itself is in pixels of its own, where it is zoomed.
  return Math.max(its.scrollHeight(root), body && !clipsItself(body) ? Math.min(Math.floor(its.scrollHeight(body) * (its.currentCSSZoom(body) || 1)), 1e7) : 0);
}

// measure gives the size of the page in CSS pixels: {width, height} of the document,
// needs: the window height that shows all of it, inner scrollers included; content: how tall all
// that scrolls is together, and deepest the tallest of it; nodes: how many elements there are, and
// leftward: whether it begins at the right.
function measure() {
  const root = document.documentElement;
  if (!root) return {width: innerWidth, height: innerHeight, needs: innerHeight, content: innerHeight, deepest: innerHeight, window: innerHeight, across: innerWidth, nodes: 0};
  const height = pageHeight();
  const inner = boxes();
  let needs = height;
  for (const pane of panes(inner)) {
    const box = its.getBoundingClientRect(pane);
    needs = Math.max(needs, Math.ceil(Math.max(innerHeight + its.scrollHeight(pane) - its.clientHeight(pane), box.top + scrollY + its.scrollHeight(pane))));
  }
  let content = height;
  let deepest = height;
  const deeper = by => {
    content += by;
    deepest = Math.max(deepest, by);
  };
  for (const box of inner) if (its.clientHeight(box) >= innerHeight * 0.25) deeper(its.scrollHeight(box));
  // A frame that is as good as the page.
  for (const {frame, hidden} of frameScrollers()) {
    deeper(its.clientHeight(frame) + hidden);
    if (its.clientHeight(frame) >= innerHeight * 0.4 && its.clientWidth(frame) >= innerWidth * 0.4) needs = Math.max(needs, innerHeight + hidden);
  }
  return {width: Math.max(its.scrollWidth(root), its.clientWidth(root)), height, needs, content, deepest, window: innerHeight, across: innerWidth, nodes: document.getElementsByTagName('*').length, leftward: asksWay()};
}

let leftward; // whether the page begins at the right, as it was when that was asked last

// asksWay looks whether it does.
function asksWay() {
  leftward = isLeftward(document.documentElement) || isLeftward(document.body);
  return leftward;
}

// pageLeft is how far the page goes on to the left of where it begins, in CSS pixels.
function pageLeft() {
  const root = document.documentElement;
  return leftward ?? asksWay() ? Math.max(0, its.scrollWidth(root) - its.clientWidth(root)) : 0;
}

// isLeftward tells an element whose text or lines go on to the left.
function isLeftward(element) {
  if (!element) return false;
  const {direction, writingMode} = getComputedStyle(element);
  return direction === 'rtl' || writingMode.endsWith('-rl');
}
