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
  drawAll();
  // A window that moves on by itself to a place of its choice jumps over what a person passes.
  addStyle('* { scroll-snap-type: none !important }');
  for (const element of deep('img[loading="lazy"],iframe[loading="lazy"]')) {
    if (its.localName(element) === 'img') lazyPictures.add(element);
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

// drawAll has what the browser puts off drawn, and tells it of that. What is hidden so stays hidden,
// until the page shows it.
function drawAll() {
  for (const element of deep('*')) {
    if (getComputedStyle(element).contentVisibility !== 'auto') continue;
    restyle(element, 'content-visibility', 'visible');
    its.dispatchEvent(element, new window.ContentVisibilityAutoStateChangeEvent('contentvisibilityautostatechange', {skipped: false, bubbles: true}));
  }
}

// waitsToBeSeen tells whether a window in which all of the page is in view could show more
// of it than there is: in doubt it could.
function waitsToBeSeen() {
  const parts = 'iframe,frame,object,embed,video,details,[loading="lazy"]';
  const backgrounds = lazyBackgrounds.map(name => `[${name}]`).join();
  return deep(`${parts},${backgrounds}`).length > 0 || deep('img,source').some(picture => lazySource(picture) || lazySourceSets.some(name => its.hasAttribute(picture, name))) ||
    plans(0, 0).looking || boxes().length > 0 || carriers().length > 0 || sideways().length > 0 || moreButtons().length > 0 ||
    [...allAnimations()].some(animation => animation.timeline !== document.timeline);
}

function lazySource(element) {
  for (const name of lazySources) {
    const value = its.getAttribute(element, name);
    if (value && /^(https?:|\/|\.|data:image|[\w%-]+[/.])/i.test(value) && !/^\s*[{[]/.test(value)) return value;
  }
  return '';
}

// isPlaceholder tells a picture that still waits for its real address.
function isPlaceholder(picture) {
  const source = picture.currentSrc || picture.src;
  return source === '' || source.startsWith('data:') && its.getAttribute(picture, 'src') !== lazySource(picture) || picture.naturalWidth <= 2;
}

// fill gives pictures that no script of the page has filled the address that waits
// beside them: {filled}.
function fill() {
  let filled = 0;
  for (const picture of deep('img,source')) {
    if (its.localName(picture) === 'img' && !isPlaceholder(picture)) continue;
    const set = lazySourceSets.map(name => its.getAttribute(picture, name)).find(Boolean);
    const source = lazySource(picture);
    if (set && !its.getAttribute(picture, 'srcset')) {
      its.setAttribute(picture, 'srcset', set);
      filled++;
    } else if (source && its.localName(picture) === 'img' && its.getAttribute(picture, 'src') !== source) {
      picture.src = source;
      filled++;
    }
  }
  for (const name of lazyBackgrounds) {
    for (const element of deep(`[${name}]`)) {
      const source = its.getAttribute(element, name);
      if (!source || source.includes('"') || getComputedStyle(element).backgroundImage !== 'none') continue;
      its.style(element).backgroundImage = source.startsWith('url(') ? source : `url("${source}")`;
      filled++;
    }
  }
  return {filled};
}

// isBeacon tells whether a picture is there to be asked for, and not to be seen.
const isBeacon = picture => picture.width <= 2 && picture.height <= 2 && its.getAttribute(picture, 'width') !== null && its.getAttribute(picture, 'height') !== null;

// pictures counts what became of the images: {found, loaded, broken, lazy_found,
// lazy_loaded, lazy_failed}.
function pictures() {
  const counts = {found: 0, loaded: 0, broken: 0, lazy_found: 0, lazy_loaded: 0, lazy_failed: 0};
  for (const picture of deep('img')) {
    if (!picture.currentSrc && !its.getAttribute(picture, 'src') && !lazyPictures.has(picture)) continue;
    const loaded = picture.complete && picture.naturalWidth > 0 && !(lazyPictures.has(picture) && lazySource(picture) && isPlaceholder(picture));
    if (!loaded && isBeacon(picture)) continue;
    counts.found++;
    if (loaded) counts.loaded++;
    else if (picture.complete) counts.broken++;
    if (lazyPictures.has(picture)) {
      counts.lazy_found++;
      counts[loaded ? 'lazy_loaded' : 'lazy_failed']++;
    }
  }
  return counts;
}
