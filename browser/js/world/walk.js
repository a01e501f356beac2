// Walking through a document with its shadow roots and same-origin frames.

// walkerOver makes a tree walker of a document, whatever the page calls by that name.
const walkerOver = calling(Document.prototype.createTreeWalker);

// framing are the elements that may hold a document.
const framing = new Set(['iframe', 'frame', 'object', 'embed']);
const framingSelector = [...framing].join();

// documentOf gives the document inside a frame element, if we may see it.
function documentOf(frame) {
  try {
    const doc = its.localName(frame) === 'embed' ? embedded(frame) : frame.contentDocument;
    return doc && doc.documentElement ? doc : null;
  } catch {
    return null;
  }
}

// embedded gives the document of an embed, which tells of none but drawings.
function embedded(embed) {
  const view = its.ownerDocument(embed).defaultView;
  for (let i = 0; i < view.length; i++) {
    try {
      if (view[i].frameElement === embed) return view[i].document;
    } catch {
      // a frame of another site
    }
  }
  return null;
}

// opened are the shadow roots that markup has closed, by their hosts: Go finds them, see closed_roots.go.
const opened = new WeakMap();
const openRoot = root => opened.set(root.host, root);
const rootSeen = reader('shadowRoot');
its.shadowRoot = host => rootSeen(host) ?? opened.get(host) ?? null;
const rootOf = calling(Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot').get); // of what is an element

// scopes gives every document and shadow root below root, itself first.
function scopes(root = document) {
  const list = [root];
  for (let i = 0; i < list.length; i++) {
    const frames = new Set(its.querySelectorAll(list[i], framingSelector));
    for (const element of its.querySelectorAll(list[i], '*')) {
      const inner = rootOf(element) ?? opened.get(element) ?? (frames.has(element) ? documentOf(element) : null);
      if (inner) list.push(inner);
    }
  }
  return list;
}

// deep gives every element that matches the selector, in all scopes.
function deep(selector, root = document) {
  return scopes(root).flatMap(scope => [...its.querySelectorAll(scope, selector)]);
}

// ownScopes gives the document and the shadow roots in it, without frames: what is measured
// from the same corner.
function ownScopes() {
  const list = [document];
  for (let i = 0; i < list.length; i++) {
    for (const element of its.querySelectorAll(list[i], '*')) {
      const inner = rootOf(element) ?? opened.get(element);
      if (inner) list.push(inner);
    }
  }
  return list;
}

// parentOf climbs one step, out of shadow roots too.
function parentOf(node) {
  const parent = its.assignedSlot(node) || its.parentNode(node);
  return parent instanceof ShadowRoot ? parent.host : parent;
}

// ancestors gives a node and what it is in, up to the document.
function* ancestors(node) {
  for (let at = node; at && its.nodeType(at) === Node.ELEMENT_NODE; at = parentOf(at)) yield at;
}

// isVisible tells whether an element has an area and is not hidden by style.
function isVisible(element) {
  const box = its.getBoundingClientRect(element);
  if (box.width < 1 || box.height < 1) return false;
  return its.checkVisibility(element, {checkOpacity: true, checkVisibilityCSS: true});
}

// label is the accessible name of a control, roughly: what a person reads on it.
function label(element) {
  const referred = (its.getAttribute(element, 'aria-labelledby') || '').split(/\s+/).filter(Boolean)
    .map(id => its.textContent(its.getRootNode(element).getElementById?.(id)) || '').join(' ');
  const text = referred || its.getAttribute(element, 'aria-label') || (its.localName(element) === 'input' ? element.value : '') ||
    its.innerText(element) || its.textContent(element) || its.title(element) || (its.localName(element) === 'img' ? element : its.querySelector(element, 'img[alt]'))?.alt || '';
  return text.replace(/\s+/g, ' ').trim();
}

// describe names an element for people: tag, id, first classes.
function describe(element) {
  const classes = [...its.classList(element)].slice(0, 3).map(name => '.' + name).join('');
  return (its.localName(element) + (its.id(element) ? '#' + its.id(element) : '') + classes).slice(0, 120);
}
