// What scripts put into style sheets, as they wrote it: what the browser gives back has
// lost short forms with variables in them.
const written = new WeakMap(); // sheet -> [{at, text}]; at -1: all of it, at -2: something is gone
const writtenMost = 8e6; // characters in all
let writtenSoFar = 0;

function noteRule(sheet, at, text) {
  if (!sheet) return;
  const list = at === -1 ? [] : written.get(sheet) || [];
  written.set(sheet, list);
  if (typeof text === 'string') writtenSoFar += text.length;
  list[list.length] = writtenSoFar < writtenMost ? {at, text} : {at: -2};
}

// noted has a method tell of what it did.
function noted(holder, name, note) {
  if (!holder) return;
  wrap(holder.prototype, name, (real, self, args) => {
    const result = Reflect.apply(real, self, args);
    note(self, args);
    return result;
  });
}
noted(window.CSSStyleSheet, 'insertRule', (sheet, args) => noteRule(sheet, Number(args[1]) || 0, String(args[0])));
noted(window.CSSStyleSheet, 'addRule', (sheet, args) => noteRule(sheet, 1e9, `${args[0]}{${args[1]}}`));
for (const name of ['replace', 'replaceSync']) noted(window.CSSStyleSheet, name, (sheet, args) => noteRule(sheet, -1, String(args[0])));
for (const name of ['deleteRule', 'removeRule']) noted(window.CSSStyleSheet, name, sheet => noteRule(sheet, -2));
const sheetOfRule = Object.getOwnPropertyDescriptor(window.CSSRule.prototype, 'parentStyleSheet').get;
for (const holder of [window.CSSGroupingRule, window.CSSStyleRule]) {
  for (const name of ['insertRule', 'deleteRule']) noted(holder, name, rule => noteRule(Reflect.apply(sheetOfRule, rule, []), -2));
}

const getters = ['styleSheets', 'adoptedStyleSheets'].map(name => [window.Document, window.ShadowRoot].map(({prototype}) => Object.getOwnPropertyDescriptor(prototype, name).get));

// The answer to our own world's question what was put into the sheets of a document, or
// of the shadow root of an element.
listen('tearsheet:sheets?', event => {
  event.stopImmediatePropagation();
  const target = Reflect.apply(pathOf, event, [])[0];
  const shadow = target !== window;
  const scope = shadow ? Reflect.apply(rootOf.get, target, []) : document;
  const lists = [];
  for (let i = 0; i < getters.length; i++) {
    const sheets = Reflect.apply(getters[i][shadow ? 1 : 0], scope, []);
    lists[i] = [];
    for (let j = 0; j < sheets.length; j++) lists[i][j] = written.get(sheets[j]) || null;
  }
  tell(new Event('tearsheet:sheets', {detail: write({inElements: lists[0], adopted: lists[1]})}));
});
