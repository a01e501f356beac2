// How well an element is seen, and by what: its words, a picture, the ground that it paints.

const media = new Set(['img', 'svg', 'canvas', 'video', 'iframe', 'object', 'embed', 'picture']);

// sortOf tells by what an element shows something of its own: 'text', 'picture', 'ground', or ''.
function sortOf(element, style) {
  const name = its.localName(element);
  if (name === 'img') return element.complete && element.naturalWidth > 1 ? 'picture' : '';
  if (media.has(name)) return 'picture';
  for (let child = its.firstChild(element); child; child = its.nextSibling(child)) {
    if (its.nodeType(child) === Node.TEXT_NODE && saysSomething.test(child.data)) return inkless(style) ? '' : 'text';
  }
  if (style.backgroundImage !== 'none' || solid(style.backgroundColor)) return 'ground';
  return '';
}

// Headlines come letter by letter, each in an element of its own; a lone sign may be an icon.
const saysSomething = /[^\s\u200b\u00ad]{2}|[\p{L}\p{N}]/u;

const alphaOf = colour => {
  const given = /^rgba\(.*,\s*([\d.]+)\)$|\/\s*([\d.]+)\)$/.exec(colour);
  return given ? Number(given[1] ?? given[2]) : 1;
};
const solid = colour => alphaOf(colour) > 0.5;

// inkless tells text that is written in no colour at all.
const inkless = style => alphaOf(style.webkitTextFillColor || style.color) < 0.05 && style.backgroundClip !== 'text' || parseFloat(style.fontSize) < 2;

const everywhere = {left: -1e7, top: -1e7, right: 1e7, bottom: 1e7};
const cut = (a, b) => ({left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom)});
const areaOf = box => Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top);

// clearOf tells how much a filter leaves to be seen of an element, 0 to 1. What is blurred by so
// much has no shape any more.
function clearOf(filter) {
  if (filter === 'none') return 1;
  const [, opacity = '1'] = /opacity\(([\d.]+)\)/.exec(filter) || [];
  const isShapeless = /brightness\(0(\.0\d*)?\)/.test(filter) || parseFloat(/blur\(([\d.]+)px\)/.exec(filter)?.[1] || 0) >= shapelessBlur;
  return Math.min(1, Number(opacity)) * (isShapeless ? 0.2 : 1);
}
const shapelessBlur = 15; // CSS pixels

// situation works out what an element's ancestors leave of it: {style, opacity, clear, see clearOf,
// clip, toned, barred, stuck, moved, rolled}. known keeps what was worked out for others. What we have taken out of sight ourselves has no opacity.
// barred says that it stands in a bar that stays in its place while the page is scrolled: it is
// beside the page, and not of a place in it. stuck is what only may do so. moved is what something
// takes from its place, and maybe elsewhere as one scrolls. rolled is by how many pixels the
// scrollers that it lies in have moved it up.
function situation(element, known) {
  const path = [];
  for (let at = element; at && !known.has(at); at = parentOf(at)) {
    if (its.nodeType(at) !== Node.ELEMENT_NODE) break;
    path.push(at);
  }
  for (const at of path.reverse()) {
    const style = getComputedStyle(at);
    const parent = known.get(parentOf(at)) || {opacity: 1, clear: 1, toned: false, inner: everywhere, held: everywhere, fixed: everywhere, barred: false, stuck: false, moved: false, rolling: 0};
    const opacity = hidden.has(at) ? 0 : parent.opacity * Number(style.opacity) * leftByClip(style.clipPath) * leftByMask(style);
    // What clips an element is what its box is laid out in.
    const {position, filter} = style;
    const clip = position === 'fixed' ? parent.fixed : position === 'absolute' ? parent.held : parent.inner;
    const isContained = style.contain.includes('paint');
    const moves = [style.transform, style.translate, style.rotate, style.scale].filter(move => move !== 'none');
    const holds = moves.length > 0 || filter !== 'none' || isContained;
    const inside = clips(style.overflowX) || clips(style.overflowY) || isContained ? clipOf(at, style, clip) : clip;
    const isBar = (position === 'fixed' || position === 'sticky') && its.clientHeight(at) < innerHeight * sceneLeast;
    known.set(at, {
      style, opacity, clear: filter === 'none' ? parent.clear : parent.clear * clearOf(filter), toned: parent.toned || filter !== 'none' && isToned(filter),
      clip, inner: inside, held: position !== 'static' || holds ? inside : parent.held, fixed: holds ? inside : parent.fixed,
      barred: parent.barred || isBar && position === 'fixed', stuck: parent.stuck || isBar,
      moved: parent.moved || moves.some(move => !inPlace.has(move)) && (its.clientHeight(at) < innerHeight || isResized(style)),
      rolled: position === 'fixed' ? 0 : parent.rolling, rolling: (position === 'fixed' ? 0 : parent.rolling) + (isPane(at, style) ? its.scrollTop(at) - startOf(at, style) : 0),
    });
  }
  return known.get(element);
}

// isPane tells an element that scrolls what is in it, and is not the page's own window.
const isPane = (element, style) => clips(style.overflowY) && element !== document.documentElement && (element !== document.body || clipsItself(element));

// isResized tells what is drawn larger or smaller than it is: unlike what is moved, that carries no page.
const isResized = ({scale, transform}) => !inPlace.has(scale) && scale !== 'none' || /^matrix\((?!1, 0, 0, 1,)[\d.]+, 0, 0, [\d.]+,/.test(transform);
const inPlace = new Set(['matrix(1, 0, 0, 1, 0, 0)', '0px', '0deg', '1']); // what moves nothing

// clipOf gives what is left of a clip by an element that cuts off what reaches beyond it. The
// root's and the body's overflow is the window's, unless they keep it.
function clipOf(element, style, clip) {
  if (element === document.documentElement || element === document.body && !clipsItself(element)) return clip;
  const box = its.getBoundingClientRect(element);
  return cut(clip, {
    left: clips(style.overflowX) ? box.left : -1e7, right: clips(style.overflowX) ? box.right : 1e7,
    top: clips(style.overflowY) ? box.top : -1e7, bottom: clips(style.overflowY) ? box.bottom : 1e7,
  });
}

// sightOf tells how well an element is seen within a part of the document that is given from
// the window's corner: {kind, score: 0 to 1, box, barred, stuck, moved, rolled, look}.
function sightOf(element, part, known) {
  const box = its.getBoundingClientRect(element);
  const area = areaOf(box);
  if (area < 16 || areaOf(cut(box, part)) === 0 || !its.checkVisibility(element, {visibilityProperty: true})) return {kind: '', score: 0, box};
  const now = situation(element, known);
  const {style, opacity, clear, clip, barred} = now;
  const kind = sortOf(element, style);
  if (kind === '') return {kind, score: 0, box};
  const shown = areaOf(cut(cut(box, clip), part));
  const enough = Math.min(area, areaOf(part)) * 0.3;
  return {kind, score: shown >= enough ? opacity * clear : 0, box, barred, stuck: now.stuck, moved: now.moved, rolled: now.rolled, look: lookOf(kind, now, box)};
}

const inTheWindow = () => ({left: 0, top: 0, right: innerWidth, bottom: innerHeight});

// identityOf says what an element is, by which it is known again where the page made it anew. The
// address of a blob says nothing: each time there is another.
function identityOf(element, kind) {
  const source = kind === 'picture' && String(element.currentSrc || element.src || element.data || '');
  const words = kind === 'text' ? its.textContent(element) : source && !source.startsWith('blob:') ? source : '';
  return `${its.localName(element)} ${words.replace(/\s+/g, ' ').trim().slice(0, 80)}`.trim();
}
