// Writing the document out as it is now, after the HTML fragment serialisation
// algorithm (HTML standard, 13.3), with shadow roots as declarative shadow DOM,
// same-origin frames as srcdoc, and form controls with their present values.

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
  if (!(name in saved)) saved[name] = element.getAttribute(name);
  before.set(element, saved);
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

// stateOf gives the attributes that say what state a form control is in.
function stateOf(element) {
  switch (localOf(element)) {
    case 'input':
      if (element.type === 'checkbox' || element.type === 'radio') return {checked: element.checked ? '' : null};
      if (element.type === 'password') return {value: null}; // nobody's business, sent or typed
      if (element.type === 'file' || element.type === 'hidden') return {};
      return element.value === (element.getAttribute('value') || '') ? {} : {value: element.value};
    case 'option':
      return {selected: element.selected ? '' : null};
    default:
      return {};
  }
}

// valuesOf gives the attributes of an element with their values.
function valuesOf(element, extra) {
  const values = new Map([...attributesIn(element)].map(a => [a.name, a.value]));
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
  const out = [];
  // Work is a stack and not a recursion: pages nest deeper than calls may.
  const stack = [doc];
  const pushChildren = parent => {
    for (let child = lastIn(parent); child; child = beforeIt(child)) stack.push(child);
  };
  while (stack.length > 0) {
    const node = stack.pop();
    if (typeof node === 'string') {
      out.push(node);
      continue;
    }
    switch (typeOf(node)) {
      case Node.DOCUMENT_NODE:
        pushChildren(node);
        break;
      case Node.DOCUMENT_TYPE_NODE:
        out.push(doctype(node));
        break;
      case Node.COMMENT_NODE:
        out.push(`<!--${node.data}-->`);
        break;
      case Node.TEXT_NODE: {
        const parent = node.parentNode?.localName;
        if (parent === 'noscript') {
          out.push(node.data.replace(/<meta\b[^>]*http-equiv\s*=\s*["']?\s*refresh[^>]*>/gi, '')); // as below
          break;
        }
        out.push(rawText.has(parent) && node.parentNode.namespaceURI === htmlNamespace ? node.data : escapeText(node.data));
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
    const name = spaceOf(node) === htmlNamespace || spaceOf(node) === svgNamespace || spaceOf(node) === mathNamespace ? localOf(node) : node.tagName;
    let extra = null;
    if (name === 'iframe') {
      const inner = documentOf(node);
      counts.found++;
      if (inner && inner.body && inner.body.childNodes.length > 0) {
        counts.kept++;
        extra = {srcdoc: serialize(inner, baseFor(inner), counts)};
      } else {
        counts.skipped++;
      }
    } else if (name === 'base' && node.hasAttribute('href')) {
      extra = {href: node.href};
    }
    if (name === 'meta' && /^\s*refresh\s*$/i.test(node.getAttribute('http-equiv') ?? '')) return; // it would lead who opens the file elsewhere
    out.push(`<${name}${attributesOf(node, extra)}>`);
    if (voids.has(name)) return;
    stack.push(`</${name}>`);
    if (name === 'textarea') {
      out.push('\n', escapeText(node.value)); // the parser drops one newline at the start
      return;
    }
    const rules = name === 'style' ? rulesOf(node) : '';
    if (rules) stack.push(rules);
    else pushChildren(name === 'template' && node.content || node);
    if ((name === 'pre' || name === 'listing') && node.firstChild?.nodeType === Node.TEXT_NODE && node.firstChild.data.startsWith('\n')) {
      stack.push('\n'); // the parser drops one newline here as well
    }
    if (node.shadowRoot) {
      const root = node.shadowRoot;
      stack.push('</template>');
      pushChildren(root);
      stack.push(`<template shadowrootmode="${isShut(node) ? 'closed' : root.mode}"${root.delegatesFocus ? ' shadowrootdelegatesfocus=""' : ''}>` + sheetsOf(root));
    }
    if (name === 'head' && node.parentNode === doc.documentElement) stack.push(head + sheetsOf(doc));
  }
}

const htmlNamespace = 'http://www.w3.org/1999/xhtml';
const svgNamespace = 'http://www.w3.org/2000/svg';
const mathNamespace = 'http://www.w3.org/1998/Math/MathML';

function doctype({name, publicId, systemId}) {
  const ids = publicId ? ` PUBLIC "${publicId}"` + (systemId ? ` "${systemId}"` : '') : systemId ? ` SYSTEM "${systemId}"` : '';
  return `<!DOCTYPE ${name}${ids}>`;
}

// isShut tells whether the page has closed the shadow root of an element; see page.js.
function isShut(host) {
  return !host.dispatchEvent(new CustomEvent('tearsheet:shut?', {cancelable: true, composed: true}));
}

// rulesOf writes the rules of a style element whose sheet scripts have changed, '' if its
// text still says what they are.
function rulesOf(style) {
  let now = '';
  let sent = '';
  try {
    const fresh = new CSSStyleSheet();
    fresh.replaceSync(style.textContent);
    for (const rule of style.sheet?.cssRules || []) now += rule.cssText + '\n';
    for (const rule of fresh.cssRules) sent += rule.cssText + '\n';
  } catch {
    return ''; // what cannot be read stays as it was sent
  }
  // A sheet made from text has no imports.
  return now.replace(/^(@import .*\n)*/, '') === sent ? '' : asStyle(now);
}

// asStyle makes rules safe inside a style element.
function asStyle(css) {
  return css.replace(/<\/style/gi, '<\\/style');
}

// sheetsOf writes style sheets that scripts made and no element holds.
function sheetsOf(scope) {
  let css = '';
  for (const sheet of scope.adoptedStyleSheets || []) {
    if (ourSheets.has(sheet)) continue;
    try {
      for (const rule of sheet.cssRules) css += rule.cssText + '\n';
    } catch {
      // a sheet of another origin is not ours to read
    }
  }
  return css ? `<style>${asStyle(css)}</style>` : '';
}

// baseFor makes relative addresses work wherever the file lies.
function baseFor(doc) {
  return doc.querySelector('base[href]') ? '' : `<base href="${escapeValue(doc.baseURI)}">`;
}

// dom writes the page: {html, frames, unseen}. Its scripts are kept as text and do not run
// again, since they would change what was captured.
function dom() {
  const counts = {found: 0, kept: 0, skipped: 0};
  const head = '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="script-src \'none\'">' + baseFor(document);
  let html = serialize(document, head, counts);
  if (!document.head) html = html.replace(/^((?:<!DOCTYPE[^>]*>|<!--[\s\S]*?-->)*<html[^>]*>)?/i, start => start + `<head>${head}</head>`);
  let hidden = {};
  try {
    hidden = unseen();
  } catch {
    // a page that gets in the way of looking costs the hints, not the document
  }
  return {html, frames: counts, unseen: hidden};
}
