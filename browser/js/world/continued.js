// A list that goes on at another address, where its page may fetch the rest by itself.

// Names of a page's number, in addresses: in their paths before it, and as keys of their queries.
const pageInPath = /\/(page|paged|p|seite|pagina|página|sida|side|strana|strona|sayfa|sivu|oldal)[/-]?\d+\/?$/i;
const pageKeys = /^(_?page|pg?|paged|pagenum(ber)?|page_?(no|nr|num|number|index)|offset|start|skip|cursor|after|from|limit|per_?page|count|size|seite|pagina|página|sida|side|strana|strona|sayfa|sivu|oldal)$/i;

// continues tells a link to where the list of this page goes on: the page's own address but for the
// number of a page. Another number, as of a story, is another page.
function continues(link) {
  if (!/^(_self)?$/i.test(its.getAttribute(link, 'target') || '') || its.hasAttribute(link, 'download')) return false;
  let to;
  try {
    to = new URL(its.getAttribute(link, 'href'), document.baseURI);
  } catch {
    return false;
  }
  const base = path => path.replace(pageInPath, '').replace(/\/$/, '');
  if (to.origin !== location.origin || base(to.pathname) !== base(location.pathname)) return false;
  const before = new URLSearchParams(location.search);
  const changed = new Set([...before.keys(), ...to.searchParams.keys()].filter(key => before.get(key) !== to.searchParams.get(key)));
  return (changed.size > 0 || to.pathname !== location.pathname) && [...changed].every(key => pageKeys.test(key));
}

// pressHere presses a button without letting it lead to another document, and tells whether it
// would have.
async function pressHere(button) {
  let left = false;
  const stay = event => {
    if (event.destination.sameDocument || !event.cancelable) return;
    event.preventDefault();
    left = true;
  };
  globalThis.navigation?.addEventListener('navigate', stay);
  its.click(button);
  await painted();
  globalThis.navigation?.removeEventListener('navigate', stay);
  return left;
}
