// Style sheets in the written document: those that scripts have changed or made.

// rulesOf writes the rules of a style element whose sheet scripts have changed, '' if its
// text still says what they are.
function rulesOf(style) {
  let now = '';
  let sent = '';
  try {
    const fresh = new CSSStyleSheet();
    fresh.replaceSync(its.textContent(style));
    for (const rule of style.sheet?.cssRules || []) now += rule.cssText + '\n';
    for (const rule of fresh.cssRules) sent += rule.cssText + '\n';
  } catch {
    return ''; // what cannot be read stays as it was sent
  }
  // A sheet made from text has no imports.
  return now.replace(/^(@import .*\n)*/, '') === sent ? '' : asRaw(now, 'style');
}

// asRaw makes text safe inside an element whose text is not parsed.
function asRaw(text, name) {
  return text.replace(new RegExp(`</(?=${name})`, 'gi'), '<\\/');
}

// sheetsOf writes the sheets of a scope that no element holds. Where an element of it
// holds one, they come after the last of those: then that is noted in after, and '' given.
// What scripts put into those of elements is noted in put.
function sheetsOf(scope, put, after) {
  const own = sheetsOn(scope);
  const adopted = bare(scope, scope === docOf(scope) ? Document : ShadowRoot, 'adoptedStyleSheets');
  const said = scope === docOf(scope) ? [facesIn(scope), registeredIn(scope)].filter(Boolean) : []; // to the browser and no sheet
  if (own.length + adopted.length + said.length === 0) return '';
  const known = sheetsIn(scope);
  known.made.push(...said.map(rules => ({media: '', text: rules})));
  for (const [element, list] of known.put) put.set(element, list);
  let text = '';
  for (const {media, text: css} of known.made) if (css) text += `<style${media ? ` media="${escapeValue(media)}"` : ''}>${asRaw(css, 'style')}</style>`;
  const last = own.at(-1)?.ownerNode;
  const inHead = scope === docOf(scope) && (!last || its.contains(bare(scope, Document, 'head'), last));
  if (!text || !its.isConnected(last) || inHead) return text;
  after.set(last, text);
  return '';
}

// changedLink gives what stands around a link whose sheet scripts have changed: {before,
// after, extra}, null where they have not. Its address no longer leads to what was a blob.
function changedLink(link, put) {
  if (!put && !link.href.startsWith('blob:')) return null;
  const {text, before, after} = textOfLinked(link, put);
  const media = link.sheet.media.mediaText;
  const asStyle = css => css ? `<style${media ? ` media="${escapeValue(media)}"` : ''}>${asRaw(css, 'style')}</style>` : '';
  return text === null ? {before: asStyle(before), after: asStyle(after), extra: null} : {before: '', after: asStyle(text), extra: {media: 'not all'}};
}
