// Getting ready for paper, which cannot be scrolled: what scrolls is opened. The page is not put back: paper comes last.

// paper makes the page ready. Where all is to be on one sheet, lengths that depend on the window's height are those of a window of that
// height.
async function paper({one, height}) {
  openPanes(height);
  if (one) {
    fixLengths(height);
    addStyle('@page { margin: 0; size: auto } * { break-before: auto !important; break-after: auto !important }');
  }
  await painted();
  return {};
}

// openPanes lets what scrolls be as tall as its content, with all that it lies in. height
// is that of the window before it was made as tall as the page.
function openPanes(height) {
  const open = new Set();
  for (const scope of scopes()) {
    for (const element of its.querySelectorAll(scope, '*')) {
      if (its.clientHeight(element) < 1 || its.localName(element) === 'select') continue;
      const {overflowY} = getComputedStyle(element);
      if (overflowY === 'visible' || !holdsMore(element, overflowY, height)) continue;
      for (const around of ancestors(element)) open.add(around);
    }
  }
  // What is read comes before what is written, so that one is not laid out for each.
  const found = [...open].map(element => [element, openedStyle(element)]);
  for (const [element, style] of found) {
    for (const [name, value] of Object.entries(style)) its.style(element).setProperty(name, value, 'important');
  }
  for (const frame of deep('iframe')) {
    const inner = documentOf(frame);
    const root = inner && bare(inner, Document, 'documentElement');
    if (root && its.scrollHeight(root) > its.clientHeight(frame)) frame.style.setProperty('height', `${its.scrollHeight(root)}px`, 'important');
  }
}

// holdsMore tells whether an element has more in it than it would show on paper.
function holdsMore(element, overflowY, height) {
  const isRoot = its.localName(element) === 'html' || its.localName(element) === 'body';
  if (!isRoot && overflowY !== 'auto' && overflowY !== 'scroll' && !isShell(element)) return false;
  if (isRoot || stretched.has(element) || its.scrollHeight(element) > its.clientHeight(element) + 4) return true;
  // It may show all only since the window is as tall as the page.
  if (innerHeight <= height || its.clientHeight(element) < height * 0.4) return false;
  return contentHeight(element) > its.clientHeight(element) / 2;
}

// contentHeight gives how tall the content of an element is, or what fills its slot.
function contentHeight(element) {
  const range = its.ownerDocument(element).createRange();
  range.selectNodeContents(element);
  const own = boxAround(range).height;
  const filled = own > 0 ? [] : [...its.querySelectorAll(element, 'slot')].flatMap(slot => slot.assignedNodes());
  if (filled.length === 0) return own;
  range.setStartBefore(filled[0]);
  range.setEndAfter(filled.at(-1));
  return boxAround(range).height;
}

// openedStyle gives the declarations that let an element be as tall as its content.
function openedStyle(element) {
  if (its.localName(element) === 'textarea') return {height: `${its.scrollHeight(element)}px`};
  const {position, display, gridTemplateRows, whiteSpace} = getComputedStyle(element);
  const style = {'height': 'auto', 'max-height': 'none', 'overflow': 'visible', 'contain': 'none', 'flex-basis': 'auto'};
  // On paper what is fixed is on each sheet, and cut at its end.
  if (position === 'fixed') style.position = 'absolute';
  if (position === 'fixed' || position === 'absolute') style.bottom = 'auto';
  if (display.includes('grid')) style['grid-template-rows'] = gridTemplateRows.replace(/[\d.]+px/g, 'minmax($&,auto)');
  if (its.localName(element) === 'pre' && whiteSpace === 'pre') Object.assign(style, {'white-space': 'pre-wrap', 'overflow-wrap': 'anywhere'});
  return style;
}

const windowHeight = /(-?[\d.]+)[dsl]?v(h|b|min|max)\b/gi;

// fixLengths puts lengths in pixels in the place of those that depend on the window's height.
function fixLengths(height) {
  const fixed = (all, number, unit) => {
    const side = {min: Math.min(innerWidth, height), max: Math.max(innerWidth, height)}[unit.toLowerCase()] ?? height;
    return `${number * side / 100}px`;
  };
  const fix = style => {
    for (const name of style || []) {
      const value = style.getPropertyValue(name);
      if (value.match(windowHeight)) style.setProperty(name, value.replace(windowHeight, fixed), style.getPropertyPriority(name));
    }
  };
  const fixRules = list => {
    for (const rule of list) {
      fix(rule.style);
      if (rule.cssRules) fixRules(rule.cssRules);
    }
  };
  for (const scope of scopes()) {
    for (const sheet of [...sheetsOn(scope), ...scope.adoptedStyleSheets]) {
      try {
        fixRules(sheet.cssRules);
      } catch {
        // a sheet of another site may not be read
      }
    }
    for (const element of its.querySelectorAll(scope, '[style*="v"]')) fix(its.style(element));
  }
}
