// Reading what a page may have covered: a form answers with a control of that name where its
// own properties are asked for. Elements of the page are read by nothing else; see
// eslint.config.mjs.

const readers = new Map();
const nothing = [];

// bare reads a property as the browser has it.
function bare(target, holder, name) {
  const key = holder.name + '.' + name;
  if (!readers.has(key)) readers.set(key, Object.getOwnPropertyDescriptor(holder.prototype, name).get);
  return Reflect.apply(readers.get(key), target, []);
}

// its.matches(element, selector) is element.matches(selector), and its.localName(element) is
// element.localName, of whatever there is. What a node has not is undefined.
const its = Object.fromEntries([
  'nodeType', 'nodeName', 'localName', 'namespaceURI', 'attributes', 'id', 'className', 'classList', 'title', 'style', 'tabIndex', 'isContentEditable', 'isConnected', 'ownerDocument',
  'parentNode', 'parentElement', 'childNodes', 'children', 'childElementCount', 'firstChild', 'lastChild', 'nextSibling', 'previousSibling',
  'firstElementChild', 'lastElementChild', 'nextElementSibling', 'previousElementSibling', 'shadowRoot', 'assignedSlot', 'getRootNode', 'contains',
  'clientWidth', 'clientHeight', 'clientLeft', 'clientTop', 'scrollWidth', 'scrollHeight', 'scrollTop', 'scrollLeft', 'offsetWidth', 'offsetHeight', 'offsetParent', 'textContent', 'innerText',
  'getAttribute', 'hasAttribute', 'setAttribute', 'removeAttribute', 'getAttributeNames', 'matches', 'closest', 'querySelector', 'querySelectorAll',
  'getBoundingClientRect', 'getClientRects', 'checkVisibility', 'getAnimations', 'scrollTo', 'scrollIntoView', 'dispatchEvent', 'append', 'remove', 'click', 'focus',
].map(name => [name, reader(name)]));

const htmlNamespace = 'http://www.w3.org/1999/xhtml';

// isForm tells a form, of which nothing may be read but by its.
const isForm = element => its.localName(element) === 'form' && its.namespaceURI(element) === htmlNamespace;

// reader gives a function that reads a property of a node, or calls its method.
function reader(name) {
  const [ofAll, ofNodes, ofElements, ofHTML, ofSVG, ofDocuments, ofFragments, ofShadows] = [EventTarget, Node, Element, HTMLElement, SVGElement, Document, DocumentFragment, ShadowRoot].map(({prototype}) => {
    const {get, value} = Object.getOwnPropertyDescriptor(prototype, name) || {};
    return get || value;
  });
  const isMethod = [ofAll, ofNodes, ofElements, ofHTML].some(f => f && f.name === name);
  const other = {9: ofDocuments, 11: ofFragments || ofShadows};
  const from = node => {
    const type = its.nodeType(node);
    if (type !== Node.ELEMENT_NODE) return other[type];
    return ofElements || (its.namespaceURI(node) === htmlNamespace ? ofHTML : ofSVG);
  };
  const plainly = ofAll || ofNodes;
  if (isMethod) {
    return (node, ...given) => {
      const f = node === null || node === undefined ? undefined : plainly || from(node);
      return f && Reflect.apply(f, node, given);
    };
  }
  return node => {
    const f = node === null || node === undefined ? undefined : plainly || from(node);
    return f && Reflect.apply(f, node, nothing);
  };
}

// Short names for what is asked most.
const typeOf = its.nodeType;
const localOf = its.localName;
