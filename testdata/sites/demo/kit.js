// What the portal's scripts share.

class Markup {
  constructor(text) { this.text = text; }
}

const escapes = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};

function fill(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(fill).join('');
  return String(value).replaceAll(/[&<>"]/g, mark => escapes[mark]);
}

// html makes markup of a template; what is filled in is escaped.
export function html(texts, ...values) {
  return new Markup(texts.map((text, i) => text + (i < values.length ? fill(values[i]) : '')).join(''));
}

// show makes elements of markup.
export function show(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup.text;
  return template.content;
}

export const later = ms => new Promise(resolve => { setTimeout(resolve, ms); });

// load fetches a file as slowly as a busy server would give it.
export async function load(name, delay) {
  const [answer] = await Promise.all([fetch(name), later(delay)]);
  return answer.json();
}
