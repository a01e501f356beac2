// What scripts have made that neither an element nor a sheet holds: fonts, properties,
// states, highlights. See styled.js, and js/page for how it is known.

// heard asks the page's own world of a window a question and gives its answer, null where
// there is none: the page may say what it likes under our name.
function heard(view, target, name) {
  let answer = null;
  const hear = event => {
    try {
      answer = JSON.parse(event.detail);
    } catch {
      // no answer of ours
    }
  };
  view.addEventListener(`tearsheet:${name}`, hear, true);
  its.dispatchEvent(target, new CustomEvent(`tearsheet:${name}?`, {composed: true}));
  view.removeEventListener(`tearsheet:${name}`, hear, true);
  return answer;
}

const windowOf = doc => bare(doc, Document, 'defaultView');

// facesIn writes the fonts that scripts have made and loaded as rules.
function facesIn(doc) {
  const view = windowOf(doc);
  const faces = view ? [...bare(doc, Document, 'fonts')] : [];
  const sources = faces.length > 0 ? heard(view, view, 'faces') : null;
  if (!Array.isArray(sources)) return '';
  return faces.map((face, i) => {
    const {text, data} = sources[i] || {};
    if (face.status !== 'loaded' || typeof (text ?? data) !== 'string') return '';
    const source = data ? `url(data:font/sfnt;base64,${data})` : text;
    const known = ['family', 'style', 'weight', 'stretch'].map(name => `font-${name}:${face[name]};`);
    const ranges = `unicode-range:${face.unicodeRange};`;
    const more = [['feature-settings', face.featureSettings], ['ascent-override', face.ascentOverride], ['descent-override', face.descentOverride], ['line-gap-override', face.lineGapOverride]]
      .filter(([, value]) => value && value !== 'normal').map(([name, value]) => (name.endsWith('settings') ? 'font-' : '') + `${name}:${value};`);
    return `@font-face{${known.join('')}${ranges}${more.join('')}src:${source}}`;
  }).join('\n');
}

// registeredIn writes the properties that scripts have registered as rules.
function registeredIn(doc) {
  const view = windowOf(doc);
  const list = view && heard(view, view, 'registered');
  if (!Array.isArray(list)) return '';
  return list.map(({name, syntax, inherits, initialValue}) => `@property ${name}{syntax:${JSON.stringify(syntax)};inherits:${inherits};${initialValue === undefined ? '' : `initial-value:${initialValue};`}}`).join('\n');
}

// ownStates gives the states of a custom element that a file does not know of: those of its
// own, and those of a control.
function ownStates(element) {
  const view = windowOf(its.ownerDocument(element));
  const own = view && heard(view, element, 'states');
  const asControl = ['disabled', 'enabled', 'valid', 'invalid'].filter(state => its.matches(element, `:${state}`));
  return [...Array.isArray(own) ? own.map(state => `state:${state}`) : [], ...asControl];
}

// highlightsIn finds the texts that a document's scripts have highlighted: text node ->
// [{from, to, name}], what lies on top last.
function highlightsIn(doc, found) {
  const registry = windowOf(doc)?.CSS?.highlights;
  if (!registry || registry.size === 0) return;
  const list = [...registry].sort(([, a], [, b]) => a.priority - b.priority);
  for (const [name, highlight] of list) {
    for (const range of highlight) {
      for (const {node, from, to} of textsIn(range)) {
        if (!found.has(node)) found.set(node, []);
        found.get(node).push({from, to, name});
      }
    }
  }
}

// textsIn gives the parts of text nodes that lie in a range.
function textsIn({startContainer, startOffset, endContainer, endOffset}) {
  const range = new Range();
  try {
    range.setStart(startContainer, startOffset);
    range.setEnd(endContainer, endOffset);
  } catch {
    return []; // its place is gone
  }
  const around = range.commonAncestorContainer;
  const nodes = [];
  if (its.nodeType(around) === Node.TEXT_NODE) nodes.push(around);
  else {
    const walker = walkerOver(document, around, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (range.intersectsNode(walker.currentNode)) nodes.push(walker.currentNode);
  }
  return nodes.map(node => ({node, from: node === startContainer ? startOffset : 0, to: node === endContainer ? endOffset : node.data.length})).filter(({from, to}) => from < to);
}

// markedText writes a text with its highlighted parts as elements, which rules know by
// their state.
function markedText(text, marks) {
  const ends = [...new Set([0, text.length, ...marks.flatMap(({from, to}) => [from, to])])].sort((a, b) => a - b);
  const nodes = [];
  for (let i = 0; i + 1 < ends.length; i++) {
    const names = marks.filter(({from, to}) => from <= ends[i] && to >= ends[i + 1]).map(({name}) => name);
    for (const name of names) nodes.push({n: 'tearsheet-mark', f: {states: [`highlight:${name}`]}});
    nodes.push(text.slice(ends[i], ends[i + 1]), ...names.map(() => closing));
  }
  return nodes;
}
