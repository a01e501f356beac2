// Documents in frames, in the written document: as srcdoc, which only an iframe has. So
// the frames of a frameset become iframes in a grid, and for an object or embed stands an
// element that holds one: what an object holds for those that cannot show it, Chrome loses
// where the document comes in pieces.

// framedAs says how an element is written that holds a document or places those that do:
// {name, extra, inner}, the last the text in the place of its content; null where it is as
// any other.
function framedAs(element, counts) {
  const name = its.localName(element);
  if (name === 'frameset') return gridOf(element);
  if (!framing.has(name)) return null;
  const inner = documentOf(element);
  if (name === 'object' || name === 'embed') {
    if (!inner) return null;
    counts.found++;
    counts.kept++;
    const content = isDrawing(inner) ? drawnWithin(inner, counts) : `<iframe${fills} srcdoc="${escapeValue(within(inner, counts))}"></iframe>`;
    return {name: standInName, extra: {data: null, src: null, type: null, style: standIn(element)}, inner: content};
  }
  counts.found++;
  const extra = name === 'frame' ? {src: null, style: 'width:100%;height:100%;border:0;background:#fff;' + edges(element)} : {};
  if (inner && hasContent(inner)) {
    counts.kept++;
    extra.srcdoc = within(inner, counts);
  } else {
    counts.skipped++;
    if (name === 'frame' && element.src) extra.src = element.src;
  }
  return {name: 'iframe', extra, inner: ''};
}

const fills = ' style="display:block;width:100%;height:100%;border:0"';

function hasContent(doc) {
  const body = bare(doc, Document, 'body');
  return body ? its.childNodes(body).length > 0 : true;
}

const isDrawing = doc => its.namespaceURI(bare(doc, Document, 'documentElement')) === svgNamespace;

// drawnWithin writes a drawing into a shadow root: it is drawn at once there, which in a
// frame it is not, and has its names to itself.
function drawnWithin(doc, counts) {
  return `<span${fills}><template shadowrootmode="open"><style>:host{all:initial}svg{display:block}</style>${serialize(doc, '', counts).replace('<!DOCTYPE html>', '')}</template></span>`;
}

// quirks do in srcdoc, which knows none, what old documents rely on most.
const quirks = '<style>:where(body)>:where(:first-child:is(h1,h2,h3,h4,h5,h6,p,ul,ol,dl,pre,blockquote)){margin-block-start:0}:where(table){font-size:medium;font-weight:400;font-style:normal;color:canvastext;text-align:start;white-space:normal}:where(html,body){height:100%}</style>';

// within writes a document in a frame. A drawing fills it.
function within(doc, counts) {
  const head = baseFor(doc) + (bare(doc, Document, 'compatMode') === 'BackCompat' ? quirks : '');
  return isDrawing(doc) ? '<!DOCTYPE html>' + head + '<style>body{margin:0}body>svg{display:block}</style>' + serialize(doc, '', counts).replace('<!DOCTYPE html>', '') : serialize(doc, head, counts);
}

const standInName = 'tearsheet-object';

// boxed is what puts a box where it is and gives it its edges, with what it is where no rule
// says a thing: rules for objects do not meet what stands for one.
const boxed = {
  'position': 'static', 'inset': 'auto', 'float': 'none', 'clear': 'none', 'margin': '0px', 'padding': '0px', 'box-sizing': 'content-box',
  'border-top': '0px', 'border-right': '0px', 'border-bottom': '0px', 'border-left': '0px', 'border-radius': '0px', 'box-shadow': 'none',
  'background-color': 'rgba(0, 0, 0, 0)', 'background-image': 'none', 'opacity': '1', 'filter': 'none', 'clip-path': 'none', 'transform': 'none',
  'vertical-align': 'baseline', 'z-index': 'auto', 'flex': '0 1 auto', 'align-self': 'auto', 'justify-self': 'auto', 'order': '0', 'grid-area': 'auto',
};

// standIn gives the style of an element that stands for one with a document of its own: it is
// as large, and lies in its line alike.
function standIn(element) {
  const style = getComputedStyle(element);
  const placed = Object.entries(boxed).map(([name, plain]) => [name, style.getPropertyValue(name), plain])
    .filter(([, value, plain]) => value && value !== plain && !value.startsWith(plain + ' none')).map(([name, value]) => `${name}:${value};`).join('');
  return styleWithMore(element, `${placed}display:${style.display === 'inline' ? 'inline-block' : style.display};width:${style.width};height:${style.height}`);
}

// gridOf writes a frameset as a grid of the same rows and columns; the outermost is the
// document's body.
function gridOf(set) {
  const outermost = bare(its.ownerDocument(set), Document, 'body') === set;
  const gap = gapOf(set);
  const [rows, columns] = ['rows', 'cols'].map(name => tracks(its.getAttribute(set, name), gap));
  const place = outermost ? 'margin:0;position:absolute;inset:0;' : 'min-width:0;min-height:0;' + edges(set);
  const style = `${place}display:grid;grid-template:${rows}/${columns};gap:${gap}px;background:#d0d0d0;`;
  return {name: outermost ? 'body' : 'tearsheet-frameset', extra: {rows: null, cols: null, style: style + (its.getAttribute(set, 'style') || '')}};
}

// gapOf gives how many pixels lie between the frames of a frameset.
function gapOf(set) {
  const said = its.getAttribute(set, 'border') ?? its.getAttribute(set, 'framespacing') ?? (/^(0|no)$/i.test(its.getAttribute(set, 'frameborder') || '') ? '0' : null);
  if (said === null && its.localName(its.parentNode(set)) === 'frameset') return gapOf(its.parentNode(set));
  return Number.parseInt(said ?? 6, 10) || 0;
}

// edges draws the edges of the gaps around a frame or what holds frames.
const edges = element => its.localName(its.parentNode(element)) === 'frameset' && gapOf(its.parentNode(element)) > 1 ? 'box-shadow:1px 0 #aaa,0 1px #aaa,-1px 0 #000,0 -1px #000;' : '';

// tracks turns lengths of a frameset into those of a grid: there shares are of what the
// gaps leave.
function tracks(lengths, gap) {
  const list = (lengths || '').split(',').map(text => text.trim()).filter(Boolean);
  const gaps = gap * (list.length - 1);
  return list.map(text => {
    const number = Number.parseFloat(text) || 0;
    if (text.endsWith('*')) return `minmax(0,${text === '*' ? 1 : number}fr)`;
    return text.endsWith('%') ? `calc(${number}% - ${gaps * number / 100}px)` : `${number}px`;
  }).join(' ') || 'minmax(0,1fr)';
}

// writtenName gives the name that an element has in the written document.
function writtenName(element) {
  const name = its.localName(element);
  if (name === 'frameset') return bare(its.ownerDocument(element), Document, 'body') === element ? 'body' : 'tearsheet-frameset';
  if (name === 'frame') return 'iframe';
  return (name === 'object' || name === 'embed') && documentOf(element) ? standInName : name;
}
