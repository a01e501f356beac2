// Bringing lazy content in.

// Where lazy-loading scripts keep the real address of a picture, most specific first.
const lazySources = ['data-src', 'data-original', 'data-lazy-src', 'data-lazy', 'data-actualsrc', 'data-hi-res-src', 'data-img-src', 'data-image', 'data-url', 'data-echo', 'data-original-src', 'data-full-src', 'data-defer-src', 'data-src-large'];
const lazySourceSets = ['data-srcset', 'data-lazy-srcset', 'data-original-set', 'data-original-srcset'];
const lazyBackgrounds = ['data-bg', 'data-background', 'data-background-image', 'data-bg-src', 'data-lazy-background', 'data-bgset'];

const lazyPictures = new Set(); // pictures that were lazy when we came

// wake asks for everything that the browser itself puts off. It keeps what the page
// wrote, for the written document. It tells the size of the page, as measure does, and
// whether something of it may wait to be seen: {..., waits}.
function wake() {
  const waits = waitsToBeSeen();
  addStyle('* { content-visibility: visible !important }');
  for (const element of deep('img[loading="lazy"],iframe[loading="lazy"]')) {
    if (element.localName === 'img') lazyPictures.add(element);
    change(element, 'loading', 'eager');
  }
  for (const picture of deep('img')) {
    if (lazySource(picture)) lazyPictures.add(picture);
  }
  for (const media of deep('video[preload="none"]')) {
    if (media.poster === '') change(media, 'preload', 'metadata');
  }
  return {...measure(), waits};
}

// waitsToBeSeen tells whether a window in which all of the page is in view could show more
// of it than there is: in doubt it could.
function waitsToBeSeen() {
  const parts = 'iframe,frame,object,embed,video,details,[loading="lazy"]';
  const backgrounds = lazyBackgrounds.map(name => `[${name}]`).join();
  return deep(`${parts},${backgrounds}`).length > 0 || deep('img,source').some(picture => lazySource(picture) || lazySourceSets.some(name => picture.hasAttribute(name))) ||
    plans(0, 0).looking || panes().length > 0 || moreButtons().length > 0 ||
    [...allAnimations()].some(animation => animation.timeline !== document.timeline);
}

function lazySource(element) {
  for (const name of lazySources) {
    const value = element.getAttribute(name);
    if (value && /^(https?:|\/|\.|data:image|[\w%-]+[/.])/i.test(value) && !/^\s*[{[]/.test(value)) return value;
  }
  return '';
}

// caughtUp waits until what looks at the page only now and then, when it is scrolled, has
// had its turn.
async function caughtUp(moves) {
  const often = 250; // ms
  const ms = Math.min(plans(often, often).next, often);
  if (ms === 0) return;
  if (moves) skip({ms});
  await pause(moves ? 1 : ms);
}

// sweep shows the whole page to it: it scrolls through the document and its inner
// scrollers by windows, so that observers and scroll listeners see every part.
// It stops that many times at the most; moves tells whether the page's clock may be moved.
async function sweep({stops, moves}) {
  const top = {x: scrollX, y: scrollY};
  const rest = [];
  const through = async (scroller, size) => {
    const start = scroller.scrollTop;
    const end = scroller.scrollHeight - size;
    let n = 0;
    for (let y = size * 0.9; n < stops; y += size * 0.9, n++) {
      scroller.scrollTo({top: Math.min(y, end), behavior: 'instant'});
      await painted();
      await caughtUp(moves);
      if (y >= end) break;
    }
    rest.push(() => scroller.scrollTo({top: start, behavior: 'instant'}));
  };
  const root = document.scrollingElement || document.documentElement;
  if (root.scrollHeight > innerHeight + 1) await through(root, innerHeight);
  for (const pane of panes()) await through(pane, pane.clientHeight);
  for (const rail of rails()) {
    rail.scrollTo({left: rail.scrollWidth, behavior: 'instant'});
    rest.push(() => rail.scrollTo({left: 0, behavior: 'instant'}));
  }
  if (rest.length > 0) await painted();
  for (const restore of rest) restore();
  scrollTo({left: top.x, top: top.y, behavior: 'instant'});
  // Listeners that only look at the window's size get their turn as well.
  window.dispatchEvent(new Event('resize'));
  document.dispatchEvent(new Event('scroll', {bubbles: true}));
  await painted();
  return {};
}

// rails gives the horizontal carousels.
function rails() {
  return deep('body *').filter(element => element.clientWidth > 150 && element.scrollWidth > element.clientWidth + 40 &&
    /auto|scroll/.test(getComputedStyle(element).overflowX) && isVisible(element)).slice(0, 40);
}

// isPlaceholder tells a picture that still waits for its real address.
function isPlaceholder(picture) {
  const source = picture.currentSrc || picture.src;
  return source === '' || source.startsWith('data:') || picture.naturalWidth <= 2;
}

// fill gives pictures that no script of the page has filled the address that waits
// beside them: {filled}.
function fill() {
  let filled = 0;
  for (const picture of deep('img,source')) {
    if (picture.localName === 'img' && !isPlaceholder(picture)) continue;
    const set = lazySourceSets.map(name => picture.getAttribute(name)).find(Boolean);
    const source = lazySource(picture);
    if (set && !picture.getAttribute('srcset')) {
      picture.setAttribute('srcset', set);
      filled++;
    } else if (source && picture.localName === 'img' && picture.getAttribute('src') !== source) {
      picture.src = source;
      filled++;
    }
  }
  for (const name of lazyBackgrounds) {
    for (const element of deep(`[${name}]`)) {
      const source = element.getAttribute(name);
      if (!source || source.includes('"') || getComputedStyle(element).backgroundImage !== 'none') continue;
      element.style.backgroundImage = source.startsWith('url(') ? source : `url("${source}")`;
      filled++;
    }
  }
  return {filled};
}

// pictures counts what became of the images: {found, loaded, broken, lazy_found,
// lazy_loaded, lazy_failed}.
function pictures() {
  const counts = {found: 0, loaded: 0, broken: 0, lazy_found: 0, lazy_loaded: 0, lazy_failed: 0};
  for (const picture of deep('img')) {
    if (!picture.currentSrc && !picture.getAttribute('src') && !lazyPictures.has(picture)) continue;
    counts.found++;
    const loaded = picture.complete && picture.naturalWidth > 0 && !(lazyPictures.has(picture) && lazySource(picture) && isPlaceholder(picture));
    if (loaded) counts.loaded++;
    else if (picture.complete) counts.broken++;
    if (lazyPictures.has(picture)) {
      counts.lazy_found++;
      counts[loaded ? 'lazy_loaded' : 'lazy_failed']++;
    }
  }
  return counts;
}
