// Reading what a page may have covered: a form answers with a control of that name where its
// own properties are asked for. Elements of the page are read by nothing else; see
// eslint.config.mjs.

const readers = new Map();

// bare reads a property as the browser has it.
function bare(target, holder, name) {
  const key = holder.name + '.' + name;
  if (!readers.has(key)) readers.set(key, Object.getOwnPropertyDescriptor(holder.prototype, name).get);
  return Reflect.apply(readers.get(key), target, []);
}

// calling makes a function f(...) that is called on a thing a function of that thing,
// f(thing, ...): the shortest way there is past what the page has put before it.
const calling = f => f && Function.prototype.call.bind(f);

// Methods that tell calls apart by how much they are given.
const counting = new Set(['append', 'scrollTo']);

const nodeTypeOf = calling(Object.getOwnPropertyDescriptor(Node.prototype, 'nodeType').get);

// its.matches(element, selector) is element.matches(selector), and its.localName(element) is
// element.localName, of whatever there is. What a node has not is undefined. A reader is made when
// it is first asked for: few pages ask for all.
const its = Object.fromEntries([
  'nodeType', 'nodeName', 'localName', 'namespaceURI', 'attributes', 'id', 'className', 'classList', 'title', 'style', 'tabIndex', 'isContentEditable', 'isConnected', 'ownerDocument',
  'parentNode', 'parentElement', 'childNodes', 'children', 'childElementCount', 'firstChild', 'lastChild', 'nextSibling', 'previousSibling',
  'firstElementChild', 'lastElementChild', 'nextElementSibling', 'previousElementSibling', 'shadowRoot', 'assignedSlot', 'getRootNode', 'contains',
  'clientWidth', 'clientHeight', 'clientLeft', 'clientTop', 'scrollWidth', 'scrollHeight', 'scrollTop', 'scrollLeft', 'offsetWidth', 'offsetHeight', 'offsetParent', 'currentCSSZoom', 'textContent', 'innerText',
  'getAttribute', 'hasAttribute', 'setAttribute', 'removeAttribute', 'getAttributeNames', 'matches', 'closest', 'querySelector', 'querySelectorAll',
  'getBoundingClientRect', 'getClientRects', 'checkVisibility', 'getAnimations', 'scrollTo', 'scrollIntoView', 'dispatchEvent', 'append', 'remove', 'click', 'focus',
].map(name => [name, (...given) => (its[name] = reader(name))(...given)]));

const htmlNamespace = 'http://www.w3.org/1999/xhtml';

// isForm tells a form, of which nothing may be read but by its.
const isForm = element => its.localName(element) === 'form' && its.namespaceURI(element) === htmlNamespace;

const namespaceOf = calling(Object.getOwnPropertyDescriptor(Element.prototype, 'namespaceURI').get);

// reader gives a function that reads a property of a node, or calls its method.
function reader(name) {
  const own = ({prototype}) => {
    const {get, value} = Object.getOwnPropertyDescriptor(prototype, name) || {};
    return get || value;
  };
  // Each of them has what those before it have: that is asked no further, it takes its time.
  const ofNodes = own(EventTarget) || own(Node);
  const ofElements = ofNodes || own(Element);
  const ofHTML = ofElements || own(HTMLElement);
  const isMethod = ofHTML.name === name;
  if (ofNodes) {
    const plainly = calling(ofNodes);
    return isMethod ? (node, a) => node === null || node === undefined ? undefined : plainly(node, a) : node => node === null || node === undefined ? undefined : plainly(node);
  }
  const inHTML = calling(ofHTML);
  let inSVG = ofElements ? inHTML : null;
  // What is no element, or of SVG, is looked up when one is asked: few are.
  const others = {9: () => own(Document), 11: () => own(DocumentFragment) || own(ShadowRoot)};
  const other = {};
  const from = node => {
    const type = nodeTypeOf(node);
    if (type !== 1) return other[type] ??= calling(others[type]?.());
    return ofElements || namespaceOf(node) === htmlNamespace ? inHTML : inSVG ??= calling(own(SVGElement));
  };
  if (counting.has(name)) return (node, ...rest) => node === null || node === undefined ? undefined : from(node)?.(node, ...rest);
  if (isMethod) return (node, a, b) => node === null || node === undefined ? undefined : from(node)?.(node, a, b);
  return node => node === null || node === undefined ? undefined : from(node)?.(node);
}
