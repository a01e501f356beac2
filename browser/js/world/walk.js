// Walking through a document with its shadow roots and same-origin frames.

// framing are the elements that may hold a document.
const framing = new Set(['iframe', 'frame', 'object', 'embed']);

// documentOf gives the document inside a frame element, if we may see it.
function documentOf(frame) {
  try {
    const doc = frame.localName === 'embed' ? embedded(frame) : frame.contentDocument;
    return doc && doc.documentElement ? doc : null;
  } catch {
    return null;
  }
}

// embedded gives the document of an embed, which tells of none but drawings.
function embedded(embed) {
  const view = embed.ownerDocument.defaultView;
  for (let i = 0; i < view.length; i++) {
    try {
      if (view[i].frameElement === embed) return view[i].document;
    } catch {
      // a frame of another site
    }
  }
  return null;
}

// scopes gives every document and shadow root below root, itself first.
function scopes(root = document) {
  const list = [root];
  for (let i = 0; i < list.length; i++) {
    for (const element of list[i].querySelectorAll('*')) {
      if (element.shadowRoot) list.push(element.shadowRoot);
      else if (framing.has(element.localName)) {
        const inner = documentOf(element);
        if (inner) list.push(inner);
      }
    }
  }
  return list;
}

// deep gives every element that matches the selector, in all scopes.
function deep(selector, root = document) {
  return scopes(root).flatMap(scope => [...scope.querySelectorAll(selector)]);
}

// ownScopes gives the document and the shadow roots in it, without frames: what is measured
// from the same corner.
function ownScopes() {
  const list = [document];
  for (let i = 0; i < list.length; i++) {
    for (const element of list[i].querySelectorAll('*')) if (element.shadowRoot) list.push(element.shadowRoot);
  }
  return list;
}

// parentOf climbs one step, out of shadow roots too.
function parentOf(node) {
  const parent = node.assignedSlot || node.parentNode;
  return parent instanceof ShadowRoot ? parent.host : parent;
}

// ancestors gives a node and what it is in, up to the document.
function* ancestors(node) {
  for (let at = node; at && at.nodeType === Node.ELEMENT_NODE; at = parentOf(at)) yield at;
}

// isVisible tells whether an element has an area and is not hidden by style.
function isVisible(element) {
  const box = element.getBoundingClientRect();
  if (box.width < 1 || box.height < 1) return false;
  return element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
}

// label is the accessible name of a control, roughly: what a person reads on it.
function label(element) {
  const referred = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)
    .map(id => element.getRootNode().getElementById?.(id)?.textContent || '').join(' ');
  const text = referred || element.getAttribute('aria-label') || (element.localName === 'input' ? element.value : '') ||
    element.innerText || element.textContent || element.title || element.querySelector('img[alt]')?.alt || '';
  return text.replace(/\s+/g, ' ').trim();
}

// describe names an element for people: tag, id, first classes.
function describe(element) {
  const classes = [...element.classList].slice(0, 3).map(name => '.' + name).join('');
  return (element.localName + (element.id ? '#' + element.id : '') + classes).slice(0, 120);
}
