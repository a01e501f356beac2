// Elements by their role and name, as assistive technology has them (HTML-AAM, accname).

// roleOf is the role that a selector's elements have, the first that matches.
const roleOf = [
  ['a[href],area[href]', 'link'],
  ['button,summary,input[type="button" i],input[type="submit" i],input[type="reset" i],input[type="image" i]', 'button'],
  ['input[type="checkbox" i]', 'checkbox'], ['input[type="radio" i]', 'radio'], ['input[type="range" i]', 'slider'], ['input[type="number" i]', 'spinbutton'],
  ['input[type="search" i]', 'searchbox'], ['input[list]', 'combobox'], ['input[type="hidden" i],input[type="file" i],input[type="color" i]', ''],
  ['input[type="date" i],input[type="time" i],input[type="month" i],input[type="week" i],input[type="datetime-local" i]', 'textbox'],
  ['input,textarea,[contenteditable=""],[contenteditable="true"]', 'textbox'], ['select[multiple],select[size]:not([size="1"])', 'listbox'], ['select', 'combobox'],
  ['option', 'option'], ['optgroup,details,fieldset', 'group'], ['datalist', 'listbox'], ['progress', 'progressbar'], ['meter', 'meter'], ['output', 'status'],
  ['h1,h2,h3,h4,h5,h6', 'heading'], ['img[alt=""]', 'presentation'], ['img', 'img'], ['svg', 'img'], ['figure', 'figure'],
  ['ul,ol,menu', 'list'], ['li', 'listitem'], ['dt', 'term'], ['dd', 'definition'], ['table', 'table'], ['tr', 'row'], ['td', 'cell'], ['th', 'columnheader'], ['caption', 'caption'],
  ['nav', 'navigation'], ['main', 'main'], ['aside', 'complementary'], ['article', 'article'], ['section', 'region'], ['form', 'form'], ['search', 'search'], ['dialog', 'dialog'],
  ['header', 'banner'], ['footer', 'contentinfo'], ['p', 'paragraph'], ['hr', 'separator'], ['blockquote', 'blockquote'], ['iframe', 'document'],
];

// roleFor gives an element's role: its own word, or what its kind is.
function roleFor(element) {
  const own = (its.getAttribute(element, 'role') || '').trim().split(/\s+/)[0];
  return own ? own.toLowerCase() : (roleOf.find(([selector]) => its.matches(element, selector)) || [])[1] || '';
}

// fields are what is named by a label beside it rather than by what is in it.
const fields = 'input:not([type="button" i],[type="submit" i],[type="reset" i]),select,textarea,meter,progress,output';

// nameFor gives the name by which a person knows an element.
function nameFor(element) {
  const tidy = text => (text || '').replace(/\s+/g, ' ').trim();
  if (its.getAttribute(element, 'aria-labelledby') || its.getAttribute(element, 'aria-label')) return label(element);
  if (its.matches(element, fields)) {
    const labels = [...element.labels || []].map(one => its.innerText(one) || its.textContent(one)).join(' ');
    return tidy(labels || its.getAttribute(element, 'title') || its.getAttribute(element, 'placeholder') || its.getAttribute(element, 'alt'));
  }
  if (its.matches(element, 'fieldset')) return tidy(its.textContent(its.querySelector(element, 'legend')));
  if (its.matches(element, 'img,area')) return tidy(its.getAttribute(element, 'alt') || its.title(element));
  return label(element);
}

// byRole gives the elements of role=ROLE or role=ROLE[name="NAME"], those first whose name is
// that and no more.
function byRole(wanted) {
  const [, role, , double, single] = /^([a-z]+)(\[name=(?:"([^"]+)"|'([^']+)')\])?$/.exec(wanted) || [];
  if (!role) throw new SyntaxError(wanted);
  const plain = text => text.replace(/\s+/g, ' ').trim().toLowerCase();
  const all = deep('*').filter(element => roleFor(element) === role);
  const name = double ?? single;
  if (name === undefined) return all;
  const named = all.map(element => ({element, name: plain(nameFor(element))})).filter(one => one.name.includes(plain(name)));
  return named.sort((a, b) => (a.name === plain(name) ? 0 : 1) - (b.name === plain(name) ? 0 : 1)).map(({element}) => element);
}

// meant gives the elements that a target means, best first: text=WORDS, role=ROLE with or
// without a name, or a selector. It throws where that is none.
function meant(target) {
  if (target.startsWith('text=')) return byWords(target.slice(5));
  if (target.startsWith('role=')) return byRole(target.slice(5));
  return deep(target);
}
