// Getting ready for the picture.

// pose brings the page to a standstill: motion is frozen, media paused, no caret, pictures
// decoded, at the top. With spread what stands at the foot of the window goes to that of the
// page; once says that the window stays where it is until the picture is taken. It tells what
// measure does, whether the window is at the top, whether something was moved, and what is to be laid
// over it, see farFrames: {..., top, moved, far}.
async function pose({spread, once}) {
  embody();
  const away = scrollX !== 0 || scrollY !== 0;
  addStyle('* { caret-color: transparent !important; scroll-behavior: auto !important }');
  const moved = freeze();
  for (const media of deep('video,audio')) media.pause();
  scrollTo({left: 0, top: 0, behavior: 'instant'});
  const decoding = deep('img').filter(img => img.complete && img.naturalWidth > 0).map(img => img.decode().catch(() => {}));
  await Promise.race([Promise.all(decoding), pause(1500)]);
  const fixed = unfix();
  // The page may have more to say to what was done to it; else the picture draws it, but
  // for frames that have only just come.
  if (away || moved || windows().length > 1 || plans(0, 0).looking) {
    await painted();
    hurry();
  }
  hush(once);
  const size = measure();
  return {...size, top: scrollX === 0 && scrollY === 0, moved: spread && spreadBars(fixed, size.height), far: farFrames()};
}

// embody gives a body to a document that was cut off before its own: until there has been
// one, Chrome draws nothing. What had come keeps its place; its scripts do not run again.
function embody() {
  if (document.contentType !== 'text/html' || document.body || document.readyState !== 'loading') return;
  const root = document.documentElement;
  const doctype = document.doctype ? '<!doctype html>' : '';
  document.open();
  document.write(doctype + '<body>');
  document.close();
  if (!root) return;
  root.append(document.body);
  document.documentElement.replaceWith(root);
}

// bring scrolls to a place, and tells what part of the page is then in the window:
// {x, y, width, height}.
async function bring({x, y}) {
  standAt(x - 20, y - 200);
  await painted();
  return {...corner(), width: innerWidth, height: innerHeight};
}

// placesOf gives the boxes of the visible elements that match, from the top left of the page:
// {boxes}, or {wrong: true} where that is no selector.
function placesOf({selector}) {
  let found;
  try {
    found = deep(selector);
  } catch (error) {
    if (error.name !== 'SyntaxError') throw error;
    return {wrong: true};
  }
  const at = corner();
  return {boxes: found.filter(isVisible).map(element => placeOf(its.getBoundingClientRect(element), at))};
}

// present waits until everything is there: {missing: [...]}. What starts with text= is
// looked for in the visible text, all else is a role or a selector of something visible.
async function present({wanted, budget}) {
  const isThere = what => what.startsWith('text=') ? visibleText().includes(what.slice(5)) : meant(what).some(isVisible);
  const begun = performance.now();
  for (;;) {
    const missing = wanted.filter(what => !isThere(what));
    if (missing.length === 0 || performance.now() - begun > budget) return {missing};
    await pause(50);
  }
}

function visibleText() {
  return scopes().map(scope => (scope.body || scope.host || scope)).map(root => its.innerText(root) || its.textContent(root) || '').join('\n');
}

// cover prepares parts of the picture: masked ones get a flat colour over them, hidden
// ones leave their place empty.
function cover({mask, hide}) {
  for (const selector of hide) {
    for (const element of deep(selector)) {
      concealed.push({element, style: its.getAttribute(element, 'style')});
      its.style(element).setProperty('visibility', 'hidden', 'important');
    }
  }
  for (const selector of mask) {
    for (const element of deep(selector)) {
      const box = its.getBoundingClientRect(element);
      const plate = document.createElement('div');
      plate.style.cssText = `all:initial;position:absolute;z-index:2147483647;background:#ff00ff;left:${box.left + scrollX}px;top:${box.top + scrollY}px;width:${box.width}px;height:${box.height}px`;
      document.documentElement.append(plate);
      plates.push(plate);
    }
  }
  return {};
}
const plates = [];
const concealed = [];

// uncover makes the document what it was, so that it is written without what cover did.
function uncover() {
  for (const plate of plates.splice(0)) plate.remove();
  for (const {element, style} of concealed.splice(0).reverse()) {
    if (style) its.setAttribute(element, 'style', style);
    else its.removeAttribute(element, 'style');
  }
  return {};
}

// facts tells what the page says of itself at the end.
function facts() {
  let loaded = 0;
  let failed = 0;
  for (const face of document.fonts) {
    if (face.status === 'loaded') loaded++;
    if (face.status === 'error' || face.status === 'loading') failed++; // what still loads has not come
  }
  return {url: location.href, title: document.title, images: pictures(), fonts: {loaded, failed}, embedded: orNone(embeddedFiles, []), unwritable: orNone(withoutFont, {})};
}

// orNone asks what may fail where a page gets in the way of looking: that costs no more than the answer.
function orNone(ask, none) {
  try {
    return ask();
  } catch {
    return none;
  }
}
