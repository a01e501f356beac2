// What of the page is to be seen and did not come, pictures in <img> aside: they are counted.

const drawnBy = ['backgroundImage', 'maskImage', 'borderImageSource', 'listStyleImage', 'content'];
const missedLeast = 100; // CSS pixels of what somebody misses

// addressesOf gives the addresses of what an element shows: its own, and those of its style.
function addressesOf(element) {
  const own = {video: 'poster', object: 'data', embed: 'src', iframe: 'src', frame: 'src', image: 'href', input: 'src'}[its.localName(element)];
  const list = [];
  // An object has something else to show where its file does not come.
  const isReplaced = its.localName(element) === 'object' && (its.childElementCount(element) > 0 || (its.textContent(element) || '').trim() !== '');
  const value = own && !isReplaced && (its.getAttribute(element, own) || its.getAttribute(element, 'xlink:href'));
  if (value) list.push(value);
  for (const part of ['', '::before', '::after']) {
    const style = getComputedStyle(element, part);
    for (const property of drawnBy) {
      for (const [, address] of (style[property] || '').matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g)) list.push(address);
    }
  }
  return list.map(address => URL.parse(address, its.ownerDocument(element).baseURI)?.href);
}

// missed gives those of the addresses that failed which something on the page should show:
// {missed: [address]}.
function missed({addresses}) {
  const failed = new Set(addresses);
  const list = new Set();
  for (const element of everything()) {
    const found = addressesOf(element).filter(address => failed.has(address));
    if (found.length === 0 || !isVisible(element) || areaOf(its.getBoundingClientRect(element)) < missedLeast) continue;
    for (const address of found) list.add(address);
  }
  return {missed: [...list]};
}

// standsIn describes what says that it still loads, has nothing in it yet and is seen in the
// window; '' where there is no such thing.
function standsIn() {
  const isSeen = element => {
    const {x, y, width, height} = its.getBoundingClientRect(element);
    const at = elementAt(document, x + width / 2, y + height / 2);
    return width * height >= missedLeast && isVisible(element) && !isClear(element) && at !== null && (at === element || contains(element, at) || contains(at, element));
  };
  const isControl = element => its.closest(element, 'a,button,input,select,textarea,label,[role="button"]') !== null;
  const isEmpty = element => (its.textContent(element) || '').trim().length < lettersLeast && !its.querySelector(element, 'img,video,canvas,iframe');
  const part = saysBusy().find(element => inWindow(element) && !isControl(element) && isEmpty(element) && isSeen(element));
  return part ? describe(part) : '';
}
