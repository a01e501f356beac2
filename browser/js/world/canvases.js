// Pictures of canvases that nobody may read: those of the graphics card are empty once they
// are shown. Chrome takes them from the screen, with nothing else on it.

// Elements whose content paper does not have, as they are found by undrawn.
let undrawnNow = [];

// undrawn gives the places of canvases that paper would leave empty: those that nobody
// may read once they are shown.
function undrawn() {
  undrawnNow = deep('canvas').filter(canvas => isVisible(canvas) && !isFlat(canvas) && canvas.width > 0 && canvas.height > 0);
  return undrawnNow.map(canvas => onScreen(canvas, inset(canvas, originOf(canvas))));
}

// originOf gives where the window that an element is in begins in the page.
function originOf(element) {
  let [left, top] = [scrollX, scrollY];
  for (let view = windowOf(its.ownerDocument(element)); view !== window; view = view.parent) {
    const box = inset(view.frameElement, {left: 0, top: 0});
    left += box.left;
    top += box.top;
  }
  return {left, top};
}

// redraw puts pictures in the places of what undrawn has found, as canvases that are drawn
// on by hand: no policy of the page stands in the way of that.
async function redraw({pictures}) {
  for (const [i, picture] of pictures.entries()) {
    if (!picture) continue;
    const bytes = Uint8Array.from(atob(picture), c => c.charCodeAt(0));
    const drawing = await window.createImageBitmap(new Blob([bytes], {type: 'image/png'}));
    const old = undrawnNow[i];
    const {width, height} = getComputedStyle(old);
    const copy = old.cloneNode(true);
    copy.width = drawing.width;
    copy.height = drawing.height;
    copy.style.setProperty('width', width, 'important');
    copy.style.setProperty('height', height, 'important');
    copy.getContext('2d').drawImage(drawing, 0, 0);
    old.replaceWith(copy);
  }
  return {};
}

// Sheets that leave nothing but canvases and videos to be seen.
let aloneSheets = [];

// alone leaves nothing on the page but canvases and videos, as they are without what lies
// on them, or brings all back.
async function alone({on}) {
  for (const [scope, sheet] of aloneSheets) scope.adoptedStyleSheets = [...scope.adoptedStyleSheets].filter(other => other !== sheet);
  aloneSheets = [];
  for (const scope of on ? scopes() : []) {
    const view = windowOf(docOf(scope));
    if (!view) continue;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync('*,*::before,*::after{visibility:hidden!important;opacity:1!important;filter:none!important;backdrop-filter:none!important;mix-blend-mode:normal!important;clip-path:none!important;mask:none!important;transition:none!important}' +
      'canvas,video,iframe,frame,object,embed{visibility:visible!important}html,body,canvas,iframe{background:none!important}canvas,video{border-radius:0!important;box-shadow:none!important}');
    ourSheets.add(sheet);
    scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
    aloneSheets.push([scope, sheet]);
  }
  await painted();
  return {};
}
