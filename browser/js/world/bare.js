// Reading what a page may have covered: a form answers with a control of that name, and a
// document with an element, where their own properties are asked for.

const readers = new Map();

// bare reads a property as the browser has it.
function bare(target, holder, name) {
  const key = holder.name + '.' + name;
  if (!readers.has(key)) readers.set(key, Object.getOwnPropertyDescriptor(holder.prototype, name).get);
  return Reflect.apply(readers.get(key), target, []);
}

const typeOf = node => bare(node, Node, 'nodeType');
const localOf = element => bare(element, Element, 'localName');
const spaceOf = element => bare(element, Element, 'namespaceURI');
const attributesIn = element => bare(element, Element, 'attributes');
const lastIn = node => bare(node, Node, 'lastChild');
const beforeIt = node => bare(node, Node, 'previousSibling');
const shadowOf = element => bare(element, Element, 'shadowRoot');

// isForm tells a form, of which nothing may be read but by bare.
const isForm = element => localOf(element) === 'form' && spaceOf(element) === htmlNamespace;
