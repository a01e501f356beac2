// Whether the page may show a thing only while one looks at it.

const firstValues = new Map(); // element -> Map of attribute -> its value before the page was walked through
let removedContent = false;

const follower = new MutationObserver(take);
function take(records) {
  for (const {type, target, attributeName, oldValue, removedNodes} of records) {
    if (type === 'attributes') {
      const values = firstValues.get(target) || new Map();
      firstValues.set(target, values);
      if (!values.has(attributeName)) values.set(attributeName, oldValue);
    } else {
      for (const node of removedNodes) removedContent ||= showsSomething(node);
    }
  }
}

// followChanges watches what the page changes while one walks through it.
function followChanges() {
  for (const scope of ownScopes()) {
    follower.observe(scope, {subtree: true, childList: true, attributes: true, attributeOldValue: true, attributeFilter: ['class', 'style', 'src', 'srcset', 'hidden', 'width', 'height', 'data-state', 'aria-hidden']});
  }
}

// showsSomething tells whether a node that was taken out of the page has words or a picture.
function showsSomething(node) {
  if (its.nodeType(node) !== Node.ELEMENT_NODE || its.isConnected(node)) return false;
  if (its.matches(node, 'script,style,link,template,meta')) return false;
  return /[^\s]{2}/.test(its.textContent(node)) || its.matches(node, 'img,canvas,video,svg') || its.querySelector(node, 'img,canvas,video,svg') !== null;
}

// wentBack tells whether something was changed while one looked at it, and is what it was again.
function wentBack() {
  for (const [element, values] of firstValues) {
    if (!its.isConnected(element)) continue;
    for (const [name, value] of values) if (isAsWritten(element, name, value || '')) return true;
  }
  return false;
}

// isAsWritten tells whether an attribute says what it said, however that was written.
function isAsWritten(element, name, before) {
  const now = its.getAttribute(element, name) || '';
  if (now.trim() === before.trim()) return true;
  if (name !== 'style' || now.length > 1000) return false;
  const scratch = its.style(document.createElementNS(htmlNamespace, 'div'));
  scratch.cssText = before;
  return scratch.cssText === now.trim();
}

// holdsBack tells whether something has a place on the page and is not seen there.
function holdsBack() {
  const known = new Map();
  const {x, y} = corner();
  return everything().some(element => {
    const box = its.getBoundingClientRect(element);
    if (box.width < 40 || box.height < 12 || box.bottom + y < 0 || box.right + x < 0) return false;
    if (!its.checkVisibility(element)) return false;
    const {style, opacity} = situation(element, known);
    return (opacity < 0.5 || style.visibility === 'hidden') && !ours(element) && sortOf(element, style) !== '';
  });
}

// doubts tells why the page has to be walked through once more, or '': what stands on it now may
// not be all that it shows to those who look.
function doubts() {
  take(follower.takeRecords());
  follower.disconnect();
  scenes = everything().filter(isScene);
  if (timed().length > 0) return 'motion follows scrolling';
  if (removedContent) return 'content was taken away';
  if (wentBack()) return 'a change was taken back';
  if (plans(0, 0).looking && deep('canvas').length > 0) return 'there are drawings';
  if (plans(0, 0).frames > 0) return 'frames are drawn';
  if (scenes.length > 0) return 'a scene stays in its place';
  if (holdsBack()) return 'something is held back';
  return '';
}
