// What only the browser knows of an element; see styled.js.

// factsOf gives what is to be known of an element, null where that is nothing.
function factsOf(element, context) {
  const facts = {};
  const {states, still, lifted} = context.work.marks;
  const form = isForm(element);
  if (!form) factsBy[its.localName(element)]?.(element, facts, context);
  if (states.has(element)) {
    facts.states = states.get(element);
    noteTop(element, facts);
  }
  if (lifted.has(element)) facts.lift = getComputedStyle(element).position === 'static' ? 'position:relative' : 'z-index:0';
  const rules = still.get(element);
  if (rules && Object.keys(rules).length > 0) facts.still = rules;
  if (form) return Object.keys(facts).length > 0 ? facts : null;
  noteScroll(element, facts, context);
  if (its.hasAttribute(element, 'background')) facts.src = resolved(its.getAttribute(element, 'background'), element);
  noteBlobs(element, its.getAttribute(element, 'style'), context.work);
  noteBlobs(element, facts.src, context.work);
  return Object.keys(facts).length > 0 ? facts : null;
}

const resolved = (address, element) => {
  try {
    return new URL(address, element.baseURI).href;
  } catch {
    return '';
  }
};

const factsBy = {
  img(img, facts) {
    if (!img.currentSrc && !img.src) return;
    const source = sourceOf(img);
    const src = img.currentSrc || img.src;
    facts.src = img.complete && img.naturalWidth === 0 && its.isConnected(img) ? 'data:,' : src; // a broken one, whatever its address leads to by now
    if (img.naturalWidth > 0) {
      facts.width = img.naturalWidth;
      facts.height = img.naturalHeight;
    }
    if (source) facts.chosen = [...its.children(its.parentNode(img))].indexOf(source);
    if (source || img.srcset) facts.dense = true;
  },
  input(input, facts) {
    if (input.type === 'image' && input.src) facts.src = input.src;
    if (input.type === 'file' && input.files.length > 0) facts.lacks = 'name of a chosen file';
  },
  image: pictureInDrawing,
  feImage: pictureInDrawing,
  use: pictureInDrawing,
  a: whereTo,
  area: whereTo,
  canvas(canvas, facts, context) {
    if (canvas.width < 1 || canvas.height < 1) return;
    facts.src = pictureOfCanvas(canvas) || shotOf(canvas, facts, context);
    if (facts.src.startsWith('shot:') && isTurned(canvas)) facts.lacks = 'canvas that nobody may read and that is turned';
  },
  video(video, facts, context) {
    if (video.poster) facts.src = video.poster;
    if (video.poster && video.currentTime === 0) return;
    if (video.readyState >= 2) facts.src = pictureOfVideo(video) || shotOf(video, facts, context);
    else if (video.seeking) facts.src = shotOf(video, facts, context); // the last frame stands meanwhile
  },
  iframe: frameIn,
  frame: frameIn,
  object(object, facts, context) {
    if (object.contentDocument || object.contentWindow) frameIn(object, facts, context);
    else if (object.data && !showsOther(object)) facts.src = /^image\//.test(object.type) || !object.type ? resolved(object.data, object) : shotOf(object, facts, context);
  },
  embed(embed, facts, context) {
    if (documentOf(embed)) frameIn(embed, facts, context);
    else if (embed.src) facts.src = /^image\//.test(embed.type) ? resolved(embed.src, embed) : shotOf(embed, facts, context);
  },
  style: noteSheet,
  link(link, facts, context) {
    if (/\bicon\b/i.test(link.rel) && link.href) facts.src = link.href;
    else noteSheet(link, facts, context);
  },
};

// isTurned tells whether an element does not stand upright: a part of the picture cannot
// stand for it.
function isTurned(element) {
  return [element, ...ancestors(parentOf(element))].some(around => {
    const {transform, rotate} = getComputedStyle(around);
    const {b, c, is2D} = new window.DOMMatrix(transform === 'none' ? '' : transform);
    return b !== 0 || c !== 0 || !is2D || rotate !== 'none';
  });
}

// showsOther tells whether an object shows what it has for those that cannot show it.
function showsOther(object) {
  const range = its.ownerDocument(object).createRange();
  range.selectNodeContents(object);
  const {width, height} = boxAround(range);
  return width > 0 && height > 0;
}

function pictureInDrawing(element, facts) {
  const address = its.getAttribute(element, 'href') ?? element.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
  if (address && !address.startsWith('#')) facts.src = resolved(address, element);
}

// whereTo gives where a link leads, as the browser understands it.
function whereTo(link, facts) {
  if (typeof link.href === 'string' && link.href !== its.getAttribute(link, 'href')) facts.href = link.href;
  else if (link.href?.baseVal) facts.href = resolved(link.href.baseVal, link);
}

// sourceOf gives the source of a picture element that an img has taken its picture from.
function sourceOf(img) {
  if (its.localName(its.parentNode(img)) !== 'picture') return null;
  for (const source of its.children(its.parentNode(img))) {
    if (source === img) return null;
    if (its.localName(source) !== 'source' || source.media && !matchMedia(source.media).matches) continue;
    const addresses = source.srcset.split(/,?\s+/).map(part => resolved(part, img));
    if (addresses.includes(img.currentSrc)) return source;
  }
  return null;
}

// frameIn writes the document in a frame, or leaves it to the frame's own world.
function frameIn(frame, facts, context) {
  const inner = documentOf(frame);
  const at = inset(frame, context.at);
  if (inner) {
    const {scrollX, scrollY} = windowOf(inner);
    facts.tree = treeOf(inner, {left: at.left, top: at.top, scrollX, scrollY}, context.work);
  } else if (frame.contentWindow) {
    facts.unread = unread.length;
    facts.world = context.work.frame;
    unread.push({element: frame, ...at});
  }
}

// inset gives where the content of an element begins in the picture.
function inset(element, {left, top}) {
  const box = its.getBoundingClientRect(element);
  const style = getComputedStyle(element);
  return {
    left: left + box.left + its.clientLeft(element) + parseFloat(style.paddingLeft),
    top: top + box.top + its.clientTop(element) + parseFloat(style.paddingTop),
    width: its.clientWidth(element) - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
    height: its.clientHeight(element) - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom),
  };
}

// noteTop says how what lies in the top layer is shown, which a file cannot open there.
function noteTop(element, facts) {
  if (!facts.states.includes('modal') && !facts.states.includes('popover-open')) return;
  facts.display = getComputedStyle(element).display;
  if (facts.display === 'none') return;
  const style = getComputedStyle(element, '::backdrop');
  if (style.backgroundColor === 'rgba(0, 0, 0, 0)' && style.backgroundImage === 'none' && style.backdropFilter === 'none') return;
  facts.backdrop = ['background-color', 'background-image', 'background-position', 'background-size', 'background-repeat', 'backdrop-filter', 'filter', 'opacity', 'visibility'].map(name => `${name}:${style.getPropertyValue(name)}`).join(';');
}

// noteScroll says how far an element is scrolled: right, down, and whether it is the
// place that its content is positioned from.
function noteScroll(element, facts, {doc, at}) {
  let x = its.scrollLeft(element);
  let y = its.scrollTop(element);
  const whole = element === bare(doc, Document, 'scrollingElement');
  if (x === 0 && y === 0 || whole && doc === document && bare(doc, Document, 'defaultView') === top) return;
  if (its.localName(element) === 'textarea' || its.localName(element) === 'input' || its.localName(element) === 'select') return;
  const style = getComputedStyle(element);
  if (style.direction === 'rtl') x += its.clientWidth(element);
  if (whole) [x, y] = [at.scrollX ?? x, at.scrollY ?? y];
  facts.scroll = [x, y, whole || style.position !== 'static' ? 1 : 0];
}
