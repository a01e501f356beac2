// Where relative addresses start from. A page that goes on to another address without leaving, or
// that changes its base, has loaded things by the one that it had before.

const bases = new Set([document.baseURI]);
for (const moment of ['DOMContentLoaded', 'load']) window.addEventListener(moment, () => bases.add(document.baseURI), {capture: true, once: true});

// earlierBases gives those that a document had before.
const earlierBases = doc => doc === document ? [...bases].filter(base => base !== document.baseURI) : [];

// loadedFrom gives the address of a picture or a style sheet whose attribute leads elsewhere by now.
function loadedFrom(element) {
  if (earlierBases(its.ownerDocument(element)).length === 0) return {};
  if (its.localName(element) === 'link') return element.sheet?.href && element.sheet.href !== element.href ? {href: element.sheet.href} : {};
  const isMoved = its.getAttribute(element, 'src') && !its.hasAttribute(element, 'srcset') && element.naturalWidth > 0 && element.currentSrc !== element.src;
  return isMoved ? {src: element.currentSrc} : {};
}
