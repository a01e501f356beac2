// What a reader cannot see, for those who read the written document without a browser.

// Parts that are never seen and say so by what they are.
const unrendered = new Set(['head', 'script', 'style', 'noscript', 'template', 'meta', 'link', 'title', 'base', 'source', 'track', 'param', 'br', 'wbr', 'col', 'area', 'option', 'optgroup', 'datalist']);

// unseen gives the outermost elements that are not shown, by name and by place among
// those of that name in the written document: {name: {count, at: [places]}}. What a
// click on this page would show (a tab, a fold) counts as seen; a menu or a dialog does
// not.
function unseen() {
  const found = {};
  const opened = new Set(deep('[aria-controls],[data-target],[data-bs-target],a[href^="#"],label[for]').flatMap(opens));
  // The order is that of serialize: shadow root before children, the content of templates.
  const stack = [[document.documentElement, true]];
  const push = (parent, look) => {
    for (let child = parent.lastElementChild; child; child = child.previousElementSibling) stack.push([child, look]);
  };
  while (stack.length > 0) {
    const [element, look] = stack.pop();
    const name = writtenName(element);
    const entry = found[name] ||= {count: 0, at: []};
    const hidden = look && element.namespaceURI === htmlNamespace && !unrendered.has(name) && isHidden(element);
    if (hidden && !canAppear(element, opened)) entry.at.push(entry.count);
    entry.count++;
    // What is in something hidden is hidden with it, listed or not.
    const within = look && !hidden && !unrendered.has(name);
    if (name === 'object' && documentOf(element)) {
      (found.iframe ||= {count: 0, at: []}).count++; // which stands in the place of its content
      continue;
    }
    push(name === 'template' ? element.content : element, within);
    if (element.shadowRoot) {
      (found.template ||= {count: 0, at: []}).count++;
      push(element.shadowRoot, within);
    }
  }
  return Object.fromEntries(Object.entries(found).filter(([, entry]) => entry.at.length > 0));
}

// opens gives the ids of what a control opens.
function opens(control) {
  const named = ['aria-controls', 'data-target', 'data-bs-target', 'href', 'for'].map(name => control.getAttribute(name) || '').join(' ');
  return named.split(/[\s#]+/).filter(Boolean);
}

// canAppear tells whether a click would show a hidden element as a part of the page.
function canAppear(element, opened) {
  if (element.closest('nav,header,footer,dialog,[popover],[role="dialog"],[role="alertdialog"],[aria-modal="true"],[role="menu"],[role="navigation"]')) return false;
  return opened.has(element.id) || element.matches('[role="tabpanel"],details *') || element.getAttribute('hidden') === 'until-found';
}

// isHidden tells whether nothing of an element can be seen, wherever one scrolls.
function isHidden(element) {
  const style = getComputedStyle(element);
  if (style.display === 'contents') return false;
  if (!element.checkVisibility()) return true;
  if (style.visibility !== 'visible') return ![...element.children].some(child => getComputedStyle(child).visibility === 'visible');
  if (style.position !== 'absolute' && style.position !== 'fixed') return false;
  // The ways to leave words to screen readers only.
  const box = element.getBoundingClientRect();
  return box.width <= 1 && box.height <= 1 && style.overflow !== 'visible' || box.right + scrollX < -500 || box.bottom + scrollY < -500;
}
