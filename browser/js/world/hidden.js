// What a reader cannot see, for those who read the written document without a browser.

// Parts that are never seen and say so by what they are.
const unrendered = new Set(['head', 'script', 'style', 'noscript', 'template', 'meta', 'link', 'title', 'base', 'source', 'track', 'param', 'br', 'wbr', 'col', 'area', 'option', 'optgroup', 'datalist']);

// hiddenElements gives the outermost elements that are not shown, by name and by place among
// those of that name in the written document: {name: {count, at: [places]}}. What a
// click on this page would show (a tab, a fold) counts as seen; a menu or a dialog does
// not, nor does what a wall has cut away.
function hiddenElements() {
  const found = {};
  const opened = new Set(deep('[aria-controls],[data-target],[data-bs-target],a[href^="#"],label[for]').flatMap(opens));
  // The order is that of serialize: shadow root before children, the content of templates.
  const stack = [[document.documentElement, true, Infinity]];
  const push = (parent, look, end) => {
    for (let child = its.lastElementChild(parent); child; child = its.previousElementSibling(child)) stack.push([child, look, end]);
  };
  while (stack.length > 0) {
    const [element, look, end] = stack.pop();
    const name = writtenName(element);
    const entry = found[name] ||= {count: 0, at: []};
    const hidden = look && its.namespaceURI(element) === htmlNamespace && !unrendered.has(name) && isHidden(element);
    const gone = look && !hidden && end < Infinity && liesBelow(element, end);
    if (hidden && !canAppear(element, opened) || gone) entry.at.push(entry.count);
    entry.count++;
    // What is in something hidden is hidden with it, listed or not.
    const within = look && !hidden && !gone && !unrendered.has(name);
    const held = name === 'object' && documentOf(element);
    if (held) { // what stands in the place of its content
      for (const made of isDrawing(held) ? ['span', 'template', 'style'] : ['iframe']) (found[made] ||= {count: 0, at: []}).count++;
      if (isDrawing(held)) stack.push([bare(held, Document, 'documentElement'), false, end]);
      continue;
    }
    const until = within ? Math.min(end, cutBelow(element)) : end;
    push(name === 'template' ? element.content : element, within, until);
    if (its.shadowRoot(element)) {
      (found.template ||= {count: 0, at: []}).count++;
      push(its.shadowRoot(element), within, until);
    }
  }
  return Object.fromEntries(Object.entries(found).filter(([, entry]) => entry.at.length > 0));
}

// cutBelow gives the place below which a wall has cut away what is in an element, or Infinity.
function cutBelow(element) {
  const last = its.lastElementChild(element);
  if (!last || element === document.documentElement || element === document.body) return Infinity;
  const {bottom} = its.getBoundingClientRect(element);
  if (its.scrollHeight(element) <= its.clientHeight(element) + 8 && its.getBoundingClientRect(last).bottom < bottom + 8) return Infinity;
  const {overflowY} = getComputedStyle(element);
  return (overflowY === 'hidden' || overflowY === 'clip') && (walled || isGated() || wallBeside(element)) ? bottom : Infinity;
}

// wallBeside tells whether what stands at the end of an element, or right after it, asks for
// money or a login.
function wallBeside(element) {
  const next = its.nextElementSibling(element);
  return [its.lastElementChild(element), next, its.nextElementSibling(next), its.nextElementSibling(its.parentElement(element))].some(part => {
    if (!part || !isVisible(part)) return false;
    const text = (its.innerText(part) || '').slice(0, 1000).normalize('NFC');
    return text.length < 800 && saysWall(text);
  });
}

function liesBelow(element, end) {
  const {top, height} = its.getBoundingClientRect(element);
  return height > 0 && top >= end - 2;
}

// opens gives the ids of what a control opens.
function opens(control) {
  const named = ['aria-controls', 'data-target', 'data-bs-target', 'href', 'for'].map(name => its.getAttribute(control, name) || '').join(' ');
  return named.split(/[\s#]+/).filter(Boolean);
}

// canAppear tells whether a click would show a hidden element as a part of the page.
function canAppear(element, opened) {
  if (its.closest(element, 'nav,header,footer,dialog,[popover],[role="dialog"],[role="alertdialog"],[aria-modal="true"],[role="menu"],[role="navigation"]')) return false;
  return opened.has(its.id(element)) || its.matches(element, '[role="tabpanel"],details *') || its.getAttribute(element, 'hidden') === 'until-found';
}

// isHidden tells whether nothing of an element can be seen, wherever one scrolls.
function isHidden(element) {
  const style = getComputedStyle(element);
  if (style.display === 'contents') return false;
  if (!its.checkVisibility(element)) return true;
  if (style.visibility !== 'visible') return ![...its.children(element)].some(child => getComputedStyle(child).visibility === 'visible');
  if (style.position !== 'absolute' && style.position !== 'fixed') return false;
  // The ways to leave words to screen readers only.
  const box = its.getBoundingClientRect(element);
  const at = corner();
  return box.width <= 1 && box.height <= 1 && style.overflow !== 'visible' || box.right + at.x < -500 || box.bottom + at.y < -500;
}
