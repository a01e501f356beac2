// Style sheets that scripts have made or changed; see styled.js. Where they are written as
// their source says, and not as the browser gives them back, nothing is lost.

// writtenIn gives what scripts put into the sheets of a scope: {inElements, adopted}, a
// list for each sheet or null; see js/page/sheets.js.
function writtenIn(scope) {
  const view = windowOf(docOf(scope));
  const {inElements, adopted} = view && heard(view, scope === docOf(scope) ? view : scope.host, 'sheets') || {};
  return Array.isArray(inElements) && Array.isArray(adopted) ? {inElements, adopted} : {inElements: [], adopted: []};
}

const docOf = scope => its.nodeType(scope) === Node.DOCUMENT_NODE ? scope : bare(scope, Node, 'ownerDocument');

// sheetsOn gives the sheets of a document or shadow root.
const sheetsOn = scope => [...bare(scope, scope === docOf(scope) ? Document : ShadowRoot, 'styleSheets')];

// sheetsIn gives what is to be known of the sheets of a scope: those that scripts made, and
// for those of elements what scripts put into them.
function sheetsIn(scope) {
  const {inElements, adopted} = writtenIn(scope);
  const put = new Map(sheetsOn(scope).map((sheet, i) => [sheet.ownerNode, inElements[i]]));
  const made = [...bare(scope, scope === docOf(scope) ? Document : ShadowRoot, 'adoptedStyleSheets')].map((sheet, i) => [sheet, adopted[i]])
    .filter(([sheet]) => !ourSheets.has(sheet) && !sheet.disabled)
    .map(([sheet, list]) => ({media: sheet.media.mediaText, text: rulesText(sheet, textsOf(list))}));
  return {put, made};
}

// textsOf gives the texts in a list of what was written.
const textsOf = list => (list || []).map(({text}) => text).filter(text => typeof text === 'string');

// rulesText writes the rules of a sheet, as sources say it where one of them says the same.
function rulesText(sheet, sources) {
  let rules;
  try {
    rules = [...sheet.cssRules].map(rule => rule.cssText);
  } catch {
    return ''; // a sheet of another origin is not ours to read
  }
  if (sources.length === 1 && parsed(sources[0]).join('\n') === rules.join('\n')) return sources[0];
  if (!rules.some(isLossy)) return rules.join('\n');
  const known = new Map();
  for (const source of sources.flatMap(splitRules)) {
    if (!source.includes('var(')) continue;
    const [rule] = parsed(source);
    if (rule && isLossy(rule)) known.set(rule, source);
  }
  return rules.map(rule => known.get(rule) || rule).join('\n');
}

// isLossy tells whether a rule has properties whose value was lost in being written.
const isLossy = rule => /: ;/.test(rule);

function parsed(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map(rule => rule.cssText);
}

// splitRules parts a style sheet into its rules.
function splitRules(text) {
  const parts = [];
  let from = 0;
  let depth = 0;
  for (const {0: sign, index} of text.matchAll(/\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\\[\s\S]|[{};]/g)) {
    if (sign === '{') depth++;
    else if (sign === '}') depth--;
    if (depth < 0) depth = 0;
    if (depth > 0 || sign !== '}' && sign !== ';') continue;
    parts.push(text.slice(from, index + 1));
    from = index + 1;
  }
  return parts;
}

// textOfStyle gives the text of a style element's sheet.
function textOfStyle(style, put) {
  return rulesOf(style) ? rulesText(style.sheet, [its.textContent(style), ...textsOf(put)]) : its.textContent(style);
}

// textOfLinked gives the rules of a linked sheet where its address does not lead to them,
// null where it does: {text, before, after}, the latter what scripts have put around them.
function textOfLinked(link, put) {
  const {sheet} = link;
  if (hasNoRules(sheet) || refused.has(link)) return {text: ''};
  if (link.href.startsWith('blob:') || put?.some(({at}) => at < 0)) return {text: rulesText(sheet, textsOf(put))};
  const side = first => (put || []).filter(({at}) => (at === 0) === first).map(({text}) => text);
  return {text: null, before: side(true).reverse().join('\n'), after: side(false).join('\n')};
}

// refused are the links whose addresses led to no sheet: there is nothing to be lacked.
const refused = new WeakSet();
window.addEventListener('error', ({target, isTrusted}) => {
  if (isTrusted && target instanceof window.HTMLLinkElement) refused.add(target);
}, true);
window.addEventListener('load', ({target, isTrusted}) => {
  if (isTrusted && target instanceof window.HTMLLinkElement) refused.delete(target);
}, true);

// hasNoRules tells whether a sheet has no rules.
function hasNoRules(sheet) {
  try {
    return sheet.cssRules.length === 0;
  } catch {
    return false; // nobody may look
  }
}

// applies tells whether a sheet is in use: it may be switched off, or be one of several to
// choose from.
function applies(element) {
  const {sheet} = element;
  if (!sheet || sheet.disabled) return false;
  const named = its.localName(element) === 'link' || its.localName(element) === 'style' ? its.title(element) : '';
  if (!named || its.getRootNode(element) !== its.ownerDocument(element)) return true;
  for (const {ownerNode, title} of sheetsOn(its.ownerDocument(element))) {
    if (title && !/\balternate\b/i.test(ownerNode?.rel || '')) return title === named;
  }
  return false;
}

// noteSheet says what sheet an element holds. Where there is no text, its address says it.
function noteSheet(element, facts, context) {
  if (!applies(element)) {
    facts.absent = true;
    return;
  }
  const put = context.put.get(element);
  const media = element.sheet.media.mediaText;
  if (its.localName(element) === 'link') {
    const {text, before, after} = textOfLinked(element, put);
    facts.sheet = {media, href: element.href};
    if (text !== null) facts.sheet.text = text;
    if (before) facts.before = {media, text: before};
    if (after) facts.after = {media, text: after};
  } else {
    facts.sheet = {media, text: textOfStyle(element, put)};
  }
  noteBlobs(element, facts.sheet.text, context.work);
}
