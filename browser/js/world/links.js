// What a document links to, as it is rendered: the addresses that a click would lead to.

// linksMost is the most that is told of one frame.
const linksMost = 20000;

// leadsOn are the elements with a link that a person can follow, and those by which a page
// says where it goes on.
const leadsOn = 'a[href],area[href],a[*|href],link[rel~="canonical" i][href],link[rel~="next" i][href],link[rel~="prev" i][href],link[rel~="alternate" i][hreflang][href]';

// addressOf is where an element leads, resolved; empty: nowhere.
function addressOf(element) {
  const href = element.href;
  const text = typeof href === 'string' ? href : href ? href.baseVal : its.getAttribute(element, 'href');
  try {
    return text ? new URL(text, element.baseURI).href : '';
  } catch {
    return '';
  }
}

// links gives {url, canonical, nofollow, links: [{url, text, rel}], more} of our own frame with its
// shadow roots: each address once, with the first words that name it.
function links() {
  const found = new Map();
  const told = {url: location.href, canonical: '', nofollow: false, links: [], more: 0};
  for (const scope of ownScopes()) {
    for (const element of its.querySelectorAll(scope, leadsOn)) {
      const url = addressOf(element);
      const rel = (its.getAttribute(element, 'rel') || '').toLowerCase().trim().split(/\s+/).filter(Boolean);
      if (!url || /^(javascript|data|blob|about):/i.test(url)) continue;
      if (its.localName(element) === 'link' && rel.includes('canonical')) {
        told.canonical ||= url;
        continue;
      }
      const text = its.localName(element) === 'link' ? '' : (label(element) || its.getAttribute(element, 'alt') || '').slice(0, 200);
      const known = found.get(url);
      if (!known) {
        if (found.size < linksMost) found.set(url, {url, text, rel});
        else told.more++;
        continue;
      }
      known.text ||= text;
      known.rel = known.rel.filter(one => one !== 'nofollow' || rel.includes(one));
    }
  }
  for (const meta of its.querySelectorAll(document, 'meta[name="robots" i][content],meta[name="tearsheet" i][content]')) {
    if (/\b(nofollow|none)\b/i.test(its.getAttribute(meta, 'content'))) told.nofollow = true;
  }
  told.links = [...found.values()].map(one => ({...one, rel: one.rel.join(' ')}));
  return told;
}
