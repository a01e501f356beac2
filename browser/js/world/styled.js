// Writing the document out as the picture shows it, for one file that looks the same
// without scripts and without a network. Beside elements and text there is what only the
// browser knows: which picture was chosen, what a canvas holds, which sheets apply, which
// states no attribute tells of. Package singlefile makes a page of it; the names here are
// those of its types.

// styled gives {text, unread, shots}: the document as JSON, the places of frames that only
// their own worlds can read, and the parts of the picture that stand for what cannot be
// read at all. left and top are where this document lies in the picture.
async function styled({left, top, frame}) {
  const work = {frame, trees: [], data: {}, blobs: [], shots: [], marks: marksOf()};
  unread.length = 0;
  treeOf(document, {left: left + scrollX, top: top + scrollY}, work);
  await keepBlobs(work);
  return {
    text: JSON.stringify({trees: work.trees, data: work.data, view: windowNow(), gone: refusedAddresses()}),
    unread: unread.map(({left, top}) => ({left, top})),
    shots: work.shots,
  };
}

// refusedAddresses gives those that were answered by an error: what they lead to, the page
// does not have either.
const refusedAddresses = () => performance.getEntriesByType('resource').filter(({responseStatus}) => responseStatus >= 400).map(({name}) => name);

// windowNow says how tall the window is, whether the page is just as tall, whether something
// that is fixed to the window is, and what of the page is Chrome's own.
function windowNow() {
  const root = bare(document, Document, 'documentElement');
  const tall = ({height}) => Math.abs(height - innerHeight) < 1;
  const held = its.scrollHeight(root) <= innerHeight && deep('body,body *').some(element => tall(its.getBoundingClientRect(element)) && getComputedStyle(element).position === 'fixed' && its.checkVisibility(element));
  return {tall: innerHeight, filled: held || tall(its.getBoundingClientRect(root)), held, viewer: viewerOf(document)};
}

// viewerOf names what Chrome shows a document in that is no page, empty where it is one.
function viewerOf(doc) {
  if (bare(doc, Document, 'contentType').startsWith('image/') && !isDrawing(doc)) return 'image';
  return its.querySelector(doc, 'style#xml-viewer-style') ? 'xml' : '';
}

// unread are the frames whose documents we may not see.
const unread = [];

// unreadFrame gives the element of one of them.
const unreadFrame = n => unread[n].element;

// closing is a closing tag in the list of nodes.
const closing = 0;

// treeOf writes one document and those in its frames, and gives its number. at is where
// its window begins in the picture.
function treeOf(doc, at, work) {
  const root = bare(doc, Document, 'documentElement');
  const head = bare(doc, Document, 'head');
  const declared = bare(doc, Document, 'doctype');
  const tree = {
    url: bare(doc, Document, 'URL'), base: bare(doc, Node, 'baseURI'), earlier: earlierBases(doc), charset: bare(doc, Document, 'characterSet'), quirks: bare(doc, Document, 'compatMode') === 'BackCompat',
    svg: its.namespaceURI(root) === svgNamespace, doctype: declared && !isXML(doc) ? doctype(declared) : '', nodes: [],
  };
  const number = work.trees.push(tree) - 1;
  const {put, made: adopted} = sheetsIn(doc);
  for (const text of [facesIn(doc), registeredIn(doc)]) if (text) adopted.push({media: '', text});
  for (const {text} of adopted) noteBlobs(root, text, work);
  const context = {doc, at, work, put, after: new Map(), slots: new Map()};
  if (adopted.length > 0) {
    const last = [...bare(doc, Document, 'styleSheets')].at(-1)?.ownerNode;
    const outside = last && its.isConnected(last) && !its.contains(head, last);
    if (outside) context.after.set(last, adopted);
    else context.inside = {element: head || root, adopted};
  }
  // Work is a stack and not a recursion: pages nest deeper than calls may.
  const stack = [root];
  while (stack.length > 0) {
    const next = stack.pop();
    if (next instanceof Written) tree.nodes.push(...next.nodes);
    else if (its.nodeType(next) === Node.ELEMENT_NODE) writeElement(next, tree.nodes, stack, context);
    else if (its.nodeType(next) === Node.TEXT_NODE || its.nodeType(next) === Node.CDATA_SECTION_NODE) {
      const marks = work.marks.highlights.get(next);
      const slot = context.slots.get(next);
      if (slot) tree.nodes.push({n: 'tearsheet-text', a: ['slot', slot.slot, 'style', 'display:contents']});
      tree.nodes.push(...marks ? markedText(next.data, marks) : [next.data]);
      if (slot) tree.nodes.push(closing);
    }
  }
  return number;
}

// What no picture shows and a file without scripts does not need. Their place is kept,
// since rules may count children.
const leftOut = new Set(['script', 'noscript', 'template', 'noembed', 'noframes', 'datalist', 'track', 'param']);

// Written is what stands on the stack beside nodes of the page.
class Written {
  constructor(...nodes) {
    this.nodes = nodes;
  }
}

const hole = new Written({n: 'template'}, closing);

// writeElement writes the opening tag and leaves the rest on the stack.
function writeElement(element, nodes, stack, context) {
  const name = its.localName(element);
  const space = its.namespaceURI(element);
  const html = space === htmlNamespace;
  const adopted = context.after.get(element);
  if (adopted) stack.push(styleWith(adopted));
  if (leftOut.has(name.toLowerCase()) || space === svgNamespace && movers.has(name)) {
    stack.push(hole);
    return;
  }
  const facts = factsOf(element, context);
  if (facts?.absent) {
    stack.push(hole);
    return;
  }
  const written = {n: html || space === svgNamespace || space === mathNamespace ? name : element.tagName};
  if (space === svgNamespace) written.s = 'svg';
  else if (space === mathNamespace) written.s = 'math';
  for (const around of ['before', 'after']) {
    if (!facts?.[around]) continue;
    const sheet = styleWith([facts[around]]);
    delete facts[around];
    if (around === 'before') nodes.push(...sheet.nodes);
    else stack.push(sheet);
  }
  const attributes = [...valuesOf(element, {...context.slots.get(element) || secretOf(element), ...shownStyle(element), ...context.work.marks.moved.get(element)})].flat();
  if (attributes.length > 0) written.a = attributes;
  if (facts) written.f = facts;
  nodes.push(written);
  stack.push(new Written(closing));
  if (facts?.sheet || facts?.tree !== undefined || facts?.unread !== undefined) return;
  if (html && name === 'textarea') {
    nodes.push(element.value);
    return;
  }
  if (context.inside?.element === element) stack.push(styleWith(context.inside.adopted));
  if (html && name === 'select' && element.selectedIndex < 0 && !element.multiple && element.size <= 1) {
    stack.push(new Written({n: 'option', a: ['selected', '', 'hidden', '']}, closing)); // it shows nothing
  }
  pushChildren(element, stack);
  if (its.shadowRoot(element)) pushShadow(element, stack, context);
}

// shownStyle gives the style that an element has for the picture, where that is another.
function shownStyle(element) {
  const own = its.attributes(element).getNamedItem('style')?.value ?? null;
  const more = picturedStyle(element);
  if (more) return {style: own ? `${own};${more}` : more};
  return 'style' in (before.get(element) || {}) ? {style: own} : {};
}

// secretOf gives the attributes of a control that must not tell what is in it: a password
// looks the same with other letters.
function secretOf(element) {
  if (its.localName(element) !== 'input') return null;
  if (element.type === 'password' && element.value) return {value: '*'.repeat(element.value.length)};
  return element.type === 'password' || element.type === 'hidden' ? {value: null} : null;
}

// noteSlots names the slots that a script has filled by hand, which markup cannot.
function noteSlots(root, {slots}) {
  for (const slot of its.querySelectorAll(root, 'slot')) {
    const name = `tearsheet-${slots.size}`;
    slots.set(slot, {name});
    for (const node of slot.assignedNodes()) slots.set(node, {slot: name});
  }
}

function pushChildren(parent, stack) {
  for (let child = its.lastChild(parent); child; child = its.previousSibling(child)) stack.push(child);
}

// pushShadow leaves a shadow root on the stack. Its adopted sheets come after those of
// its elements.
function pushShadow(host, stack, context) {
  const root = its.shadowRoot(host);
  const {put, made: adopted} = sheetsIn(root);
  for (const {text} of adopted) noteBlobs(host, text, context.work);
  for (const [element, list] of put) context.put.set(element, list);
  const last = [...root.styleSheets].at(-1)?.ownerNode;
  if (adopted.length > 0 && last) context.after.set(last, adopted);
  stack.push(new Written(closing));
  pushChildren(root, stack);
  if (adopted.length > 0 && !last) stack.push(styleWith(adopted));
  const attributes = ['shadowrootmode', isShut(host) ? 'closed' : root.mode];
  if (root.slotAssignment === 'manual') noteSlots(root, context);
  if (root.delegatesFocus) attributes.push('shadowrootdelegatesfocus', '');
  stack.push(new Written({n: 'template', a: attributes}));
}

// styleWith makes style elements of sheets that no element holds.
function styleWith(sheets) {
  return new Written(...sheets.flatMap(sheet => [{n: 'style', f: {sheet}}, closing]));
}

// finished is a delay by which an animation is long over.
const finished = '-1000000s';

// stillOf gives the declarations that keep an element's animations as they are: those of
// rules stand at their time, what a script moves, or the scroll bar, is as it looks.
// animations are those of one element or one of its pseudo-elements.
function stillOf(animations, target, pseudo) {
  const style = getComputedStyle(target, pseudo || undefined);
  const names = style.animationName.split(', ');
  const delays = names.map(() => finished);
  const begun = style.animationDelay.split(', ');
  let css = '';
  for (const animation of animations) {
    const timed = !animation.timeline || animation.timeline === its.ownerDocument(target).timeline;
    const index = names.indexOf(animation.animationName);
    if (index >= 0 && timed) {
      const over = animation.playState === 'finished' || animation.currentTime === null;
      if (!over) delays[index] = `${parseFloat(begun[index % begun.length]) - animation.currentTime / 1000}s`;
    } else if (!animation.transitionProperty) { // that is at its end, where the rules say
      css += (timed ? '' : 'animation:none!important;') + frozen(animation.effect, style);
    }
  }
  return css + (delays.some(delay => delay !== finished) ? `animation-delay:${delays.join(',')}!important;` : '');
}

// frozen gives what an animation moves as it looks now.
function frozen(effect, style) {
  const moved = new Set(effect.getKeyframes().flatMap(frame => Object.keys(frame)));
  for (const name of ['offset', 'computedOffset', 'easing', 'composite']) moved.delete(name);
  return [...moved].map(name => {
    const property = name === 'cssFloat' ? 'float' : name === 'cssOffset' ? 'offset' : name.startsWith('--') ? name : name.replace(/[A-Z]/g, c => '-' + c.toLowerCase());
    return `${property}:${style.getPropertyValue(property)}!important;`;
  }).join('');
}

// stills gives the declarations by element and pseudo-element.
function stills() {
  const found = new Map();
  for (const animation of allAnimations()) {
    const {target, pseudoElement} = animation.effect || {};
    if (!target) continue;
    const parts = found.get(target) || {};
    found.set(target, parts);
    (parts[pseudoElement || ''] ||= []).push(animation);
  }
  for (const [target, parts] of found) {
    for (const [pseudo, animations] of Object.entries(parts)) {
      try {
        parts[pseudo] = stillOf(animations, target, pseudo);
      } catch {
        parts[pseudo] = ''; // what has no style cannot be seen
      }
      if (!parts[pseudo]) delete parts[pseudo];
    }
  }
  return found;
}

// liftedBy finds what is to be lifted over the page so that what is in the top layer lies
// over the page in a file that has none.
function liftedBy(states) {
  const found = new Set();
  for (const [element, names] of states) {
    if (!names.includes('modal') && !names.includes('popover-open')) continue;
    for (const around of ancestors(parentOf(element))) {
      const {zIndex, opacity, isolation, transform, filter} = getComputedStyle(around);
      if (zIndex !== 'auto' || opacity !== '1' || isolation !== 'auto' || transform !== 'none' || filter !== 'none') found.add(around);
    }
  }
  return found;
}

// States that rules ask for and that no attribute has.
const statesAsked = ['focus', 'focus-visible', 'focus-within', 'target', 'indeterminate', 'modal', 'popover-open', 'fullscreen', 'autofill', 'user-valid', 'user-invalid'];

// marksOf finds what is to be written with elements beside what each says of itself:
// {states, still, lifted, highlights, moved}.
function marksOf() {
  const states = new Map();
  const highlights = new Map();
  const note = (element, names) => {
    if (names.length > 0) states.set(element, [...states.get(element) || [], ...names]);
  };
  for (const scope of scopes()) {
    for (const [name, selector] of [...statesAsked.map(state => [state, ':' + state]), ['undefined', ':not(:defined)']]) {
      for (const element of its.querySelectorAll(scope, selector)) note(element, [name]);
    }
    for (const element of its.querySelectorAll(scope, '*')) {
      if (its.localName(element).includes('-') && its.matches(element, ':defined')) note(element, ownStates(element));
    }
    for (const control of its.querySelectorAll(scope, 'input:invalid,select:invalid,textarea:invalid')) {
      if (control.validity.customError) note(control, ['invalid']);
    }
    if (scope === docOf(scope)) highlightsIn(scope, highlights);
  }
  return {states, still: stills(), lifted: liftedBy(states), highlights, moved: movedNow()};
}
