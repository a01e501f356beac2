// Writing the document out as it is now, after the HTML fragment serialisation
// algorithm (HTML standard, 13.3), with shadow roots as declarative shadow DOM,
// documents in frames as srcdoc (serialize_frames.js), sheets that scripts made as elements
// (serialize_sheets.js), and form controls with their present values.

const voids = new Set(['area', 'base', 'basefont', 'bgsound', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'keygen', 'link', 'meta', 'param', 'source', 'track', 'wbr']);
const rawText = new Set(['style', 'script', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext', 'noscript']);

const escapes = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\u00a0': '&nbsp;'};
const escapeText = text => text.replace(/[&<>\u00a0]/g, c => escapes[c]);
const escapeValue = text => text.replace(/[&<>"\u00a0]/g, c => escapes[c]);

// before keeps attributes as they were before we changed them: element -> {name: value}.
const before = new WeakMap();

// change sets an attribute for the time of the capture.
function change(element, name, value) {
  const saved = before.get(element) || {};
  if (!(name in saved)) saved[name] = its.getAttribute(element, name);
  before.set(element, saved);
  if (value === null) its.removeAttribute(element, name);
  else its.setAttribute(element, name, value);
}

// restyle sets a property of an element's own style for the time of the capture.
function restyle(element, name, value) {
  const saved = before.get(element) || {};
  if (!('style' in saved)) saved.style = its.getAttribute(element, 'style');
  before.set(element, saved);
  its.style(element).setProperty(name, value, 'important');
}

// stateOf gives the attributes that say what state a form control is in.
function stateOf(element) {
  switch (its.localName(element)) {
    case 'input':
      if (element.type === 'checkbox' && element.indeterminate) return {'checked': element.checked ? '' : null, 'aria-checked': 'mixed', 'style': mixedStyle(element)};
      if (element.type === 'checkbox' || element.type === 'radio') return {checked: element.checked ? '' : null};
      if (element.type === 'password') return {value: null}; // nobody's business, sent or typed
      if (element.type === 'file' || element.type === 'hidden') return {};
      return element.value === (its.getAttribute(element, 'value') || '') ? {} : {value: element.value};
    case 'img':
      return loadedFrom(element);
    case 'option':
      return {selected: element.selected ? '' : null};
    case 'style':
      return changedMedia(element);
    case 'link':
      return {...loadedFrom(element), ...changedMedia(element)};
    case 'details':
      return sharesName(element) ? {name: null} : {};
    default:
      return {};
  }
}

// changedMedia gives the media of a sheet where a script has set other ones than the
// attribute says, or none.
function changedMedia(element) {
  if (element.sheet?.disabled && !its.hasAttribute(element, 'disabled')) return {media: 'not all'};
  const now = element.sheet?.media?.mediaText;
  if (now === undefined) return {};
  const {mediaText} = new CSSStyleSheet({media: its.getAttribute(element, 'media') ?? ''}).media;
  return now === mediaText ? {} : {media: now};
}

// sharesName tells whether several details of one name are open, as only a script can have
// them: a parser would close all but one.
function sharesName(details) {
  const nameOf = element => before.get(element)?.name ?? its.getAttribute(element, 'name');
  const name = nameOf(details);
  if (!name || !details.open) return false;
  return [...its.querySelectorAll(its.getRootNode(details), 'details[open]')].filter(other => nameOf(other) === name).length > 1;
}

// mixedStyle draws a checkbox that is neither on nor off, which no attribute says, where
// the browser would draw it: as large, and with its edge on the line.
function mixedStyle(box) {
  const {appearance, accentColor, width, height, verticalAlign, marginBottom} = getComputedStyle(box);
  if (appearance === 'none') return its.getAttribute(box, 'style');
  const fill = accentColor === 'auto' ? box.disabled ? '#cbcbcb' : '#0075ff' : accentColor;
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 13 13"><rect width="13" height="13" rx="2.5" fill="${fill}"/><rect x="3" y="5.5" width="7" height="2" rx=".5" fill="#fff"/></svg>`;
  return styleWithMore(box, `appearance:none;display:inline-block;box-sizing:border-box;width:${width};height:${height};${verticalAlign === 'baseline' ? `vertical-align:-${marginBottom};` : ''}background:url("data:image/svg+xml,${encodeURIComponent(drawing)}") 0 0/100% 100%`);
}

// styleWithMore gives an element's style attribute with more declarations.
function styleWithMore(element, more) {
  const given = its.getAttribute(element, 'style') || '';
  return (given && given.replace(/;?\s*$/, ';')) + more;
}

// valuesOf gives the attributes of an element with their values. What XML calls the
// language, HTML calls otherwise.
function valuesOf(element, extra) {
  const attributes = [...its.attributes(element)];
  const values = new Map(attributes.map(a => [a.name, a.value]));
  const language = attributes.find(({localName, namespaceURI}) => localName === 'lang' && namespaceURI === 'http://www.w3.org/XML/1998/namespace');
  if (language && its.namespaceURI(element) === htmlNamespace && !values.has('lang')) values.set('lang', language.value);
  for (const changed of [before.get(element), stateOf(element), extra]) {
    for (const [name, value] of Object.entries(changed || {})) {
      if (value === null) values.delete(name);
      else values.set(name, value);
    }
  }
  return values;
}

function attributesOf(element, extra) {
  let out = '';
  for (const [name, value] of valuesOf(element, extra)) out += ` ${name}="${escapeValue(value)}"`;
  return out;
}

// serialize writes a document. head is put at the start of its head element.
function serialize(doc, head, counts) {
  const xml = isXML(doc);
  const out = xml ? ['<!DOCTYPE html>'] : []; // XML knows no quirks
  const after = new Map(); // element -> style sheets that come after it
  const put = new Map(); // element -> what scripts put into its sheet
  const slots = new Map(); // element -> the name that a slot is known by, which a script has filled by hand
  const adopted = sheetsOf(doc, put, after);
  // Work is a stack and not a recursion: pages nest deeper than calls may.
  const stack = [doc];
  const pushChildren = parent => {
    for (let child = its.lastChild(parent); child; child = its.previousSibling(child)) stack.push(child);
  };
  while (stack.length > 0) {
    const node = stack.pop();
    if (typeof node === 'string') {
      out.push(node);
      continue;
    }
    switch (its.nodeType(node)) {
      case Node.DOCUMENT_NODE:
        pushChildren(node);
        break;
      case Node.DOCUMENT_TYPE_NODE:
        if (!xml) out.push(doctype(node));
        break;
      case Node.COMMENT_NODE:
        out.push(`<!--${node.data}-->`);
        break;
      case Node.TEXT_NODE:
      case Node.CDATA_SECTION_NODE: {
        const parent = its.localName(its.parentNode(node));
        if (parent === 'noscript') {
          out.push(node.data.replace(/<meta\b[^>]*http-equiv\s*=\s*["']?\s*refresh[^>]*>/gi, '')); // as below
          break;
        }
        const slot = slots.get(node);
        if (slot) out.push(`<tearsheet-text slot="${slot.slot}" style="display:contents">${escapeText(node.data)}</tearsheet-text>`);
        if (slot) break;
        const raw = rawText.has(parent) && its.namespaceURI(its.parentNode(node)) === htmlNamespace;
        out.push(raw ? xml ? asRaw(node.data, parent) : node.data : escapeText(node.data));
        break;
      }
      case Node.ELEMENT_NODE:
        element(node);
        break;
      default: // processing instructions have no place in HTML
    }
  }
  return out.join('');

  function element(node) {
    const space = its.namespaceURI(node);
    const known = space === htmlNamespace || space === svgNamespace || space === mathNamespace;
    if (after.has(node)) stack.push(after.get(node));
    const framed = space === htmlNamespace ? framedAs(node, counts) : null;
    const name = framed?.name || (known ? its.localName(node) : node.tagName);
    const extra = name === 'base' && its.hasAttribute(node, 'href') ? {href: node.href} : framed?.extra;
    if (name === 'meta' && /^\s*refresh\s*$/i.test(its.getAttribute(node, 'http-equiv') ?? '')) return; // it would lead who opens the file elsewhere
    const linked = name === 'link' && node.sheet ? changedLink(node, put.get(node)) : null;
    if (linked) stack.push(linked.after);
    out.push(`${linked?.before || ''}<${name}${attributesOf(node, {...slots.get(node), ...linked?.extra || extra})}>`);
    if (voids.has(name)) return;
    stack.push(`</${name}>`);
    if (framed?.inner !== undefined) {
      out.push(framed.inner);
      return;
    }
    if (name === 'textarea') {
      out.push('\n', escapeText(node.value)); // the parser drops one newline at the start
      return;
    }
    if (name === 'select' && node.selectedIndex < 0 && !node.multiple && node.size <= 1) stack.push('<option selected="" hidden=""></option>'); // it shows nothing
    const rules = name === 'style' && space === htmlNamespace && rulesOf(node) ? asRaw(textOfStyle(node, put.get(node)), 'style') : '';
    if (rules) stack.push(rules);
    else pushChildren(name === 'template' && node.content || node);
    if ((name === 'pre' || name === 'listing') && its.nodeType(its.firstChild(node)) === Node.TEXT_NODE && its.firstChild(node).data.startsWith('\n')) {
      stack.push('\n'); // the parser drops one newline here as well
    }
    const root = its.shadowRoot(node);
    if (root) {
      stack.push('</template>');
      const made = sheetsOf(root, put, after);
      if (root.slotAssignment === 'manual') noteSlots(root, {slots});
      pushChildren(root);
      stack.push(`<template shadowrootmode="${isShut(node) ? 'closed' : root.mode}"${root.delegatesFocus ? ' shadowrootdelegatesfocus=""' : ''}>` + made);
    }
    if (name === 'head' && its.parentNode(node) === doc.documentElement) {
      // Sheets that scripts made come after the page's own.
      out.push(head);
      stack.splice(stack.lastIndexOf('</head>') + 1, 0, adopted);
    }
  }
}

const svgNamespace = 'http://www.w3.org/2000/svg';
const mathNamespace = 'http://www.w3.org/1998/Math/MathML';

const isXML = doc => /\bxml\b/.test(bare(doc, Document, 'contentType'));

function doctype({name, publicId, systemId}) {
  const ids = publicId ? ` PUBLIC "${publicId}"` + (systemId ? ` "${systemId}"` : '') : systemId ? ` SYSTEM "${systemId}"` : '';
  return `<!DOCTYPE ${name}${ids}>`;
}

// isShut tells whether the page has closed the shadow root of an element; see page.js.
function isShut(host) {
  return !its.dispatchEvent(host, new CustomEvent('tearsheet:shut?', {cancelable: true, composed: true}));
}

// baseFor makes relative addresses work wherever the file lies.
function baseFor(doc) {
  return its.querySelector(doc, 'base[href]') ? '' : `<base href="${escapeValue(doc.baseURI)}">`;
}

// dom writes the page: {html, frames, hidden}. Its scripts are kept as text and do not run
// again, since they would change what was captured.
function dom() {
  const counts = {found: 0, kept: 0, skipped: 0};
  const head = '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="script-src \'none\'">' + baseFor(document);
  let html = serialize(document, head, counts);
  if (!document.head) html = html.replace(/^((?:<!DOCTYPE[^>]*>|<!--[\s\S]*?-->)*<html[^>]*>)?/i, start => start + `<head>${head}</head>`);
  return {html, frames: counts, hidden: orNone(hiddenElements, {})};
}
