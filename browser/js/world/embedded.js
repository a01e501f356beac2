// Files in a page that a person's browser shows and this one may not: PDFs.

const embeddedLeast = 5000; // square pixels of one that is worth telling of

// embeddedFiles gives the addresses in the page, in sight, that lead to no document, and whether they
// say that they are PDFs: [{address, printed}].
function embeddedFiles() {
  if (navigator.pdfViewerEnabled) return [];
  const found = [];
  for (const element of deep('iframe,embed,object')) {
    const address = resolved(its.getAttribute(element, its.localName(element) === 'object' ? 'data' : 'src') || '', element);
    if (!/^(https?|data|blob):/.test(address) || areaOf(its.getBoundingClientRect(element)) < embeddedLeast || !isVisible(element)) continue;
    const doc = documentOf(element);
    if (doc ? bare(doc, Document, 'URL') !== 'about:blank' : its.localName(element) === 'iframe') continue;
    found.push({address: address.slice(0, 2000), printed: element.type === 'application/pdf' || /^(https?:[^?#]*\.pdf([?#]|$)|data:application\/pdf)/i.test(address)});
  }
  return found;
}
