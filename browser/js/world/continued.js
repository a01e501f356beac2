// A list that goes on at another address, where its page may fetch the rest by itself.

// withoutPage is a path without the number of a page at its end.
const withoutPage = path => path.replace(/(\/(page|paged?|p|seite|pagina|página|sida|side|strana|strona|sayfa|sivu|oldal))?[/-]?\d*\/?$/i, '');

// continues tells a link to where the list of this page goes on: the page's own address but for the
// query or the number of a page.
function continues(link) {
  if (!/^(_self)?$/i.test(its.getAttribute(link, 'target') || '') || its.hasAttribute(link, 'download')) return false;
  let to;
  try {
    to = new URL(its.getAttribute(link, 'href'), document.baseURI);
  } catch {
    return false;
  }
  if (to.origin !== location.origin || withoutPage(to.pathname) !== withoutPage(location.pathname)) return false;
  return to.pathname !== location.pathname || to.search !== location.search;
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
