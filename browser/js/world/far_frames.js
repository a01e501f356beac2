// Frames of other sites that lie outside of the window: Chrome does not draw them, in whatever
// picture. What the window shows of them is laid over them.

const farLeast = 16; // CSS pixels of width and height

// isForeign tells a frame that we cannot look into, or that has such a one in it.
function isForeign(frame) {
  const inner = documentOf(frame);
  return inner === null || deep('iframe', inner).some(part => documentOf(part) === null);
}

// farFrames gives the places of those that can be seen: [{x, y, width, height}].
function farFrames() {
  const list = [];
  if (window.length === 0) return list;
  for (const frame of ownScopes().flatMap(scope => [...its.querySelectorAll(scope, 'iframe')])) {
    const box = its.getBoundingClientRect(frame);
    const isFar = box.top >= innerHeight || box.left >= innerWidth;
    if (!isFar || Math.min(box.width, box.height) < farLeast || !isVisible(frame) || !isForeign(frame)) continue;
    list.push(placeOf(box, corner()));
  }
  return list;
}

// showFar brings a place of the page into the window, with nothing over it that only stays in
// the window, and gives what part of it is there, in whole pixels: {x, y, width, height}.
async function showFar({x, y, width, height}) {
  standAt(x - Math.max(0, innerWidth - width) / 2, y - Math.max(0, innerHeight - height) / 2);
  arrange(false, false, false);
  await painted();
  await painted(); // the frame hears of it one frame later
  const at = corner();
  const left = Math.max(Math.floor(x), at.x);
  const top = Math.max(Math.floor(y), at.y);
  return {x: left, y: top, width: Math.min(Math.ceil(x + width), at.x + innerWidth) - left, height: Math.min(Math.ceil(y + height), at.y + innerHeight) - top};
}

// layFar lays the picture of a place over it.
async function layFar({picture, x, y, width, height}) {
  const drawn = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), c => c.charCodeAt(0))], {type: 'image/png'}));
  const plate = document.createElement('canvas');
  plate.width = drawn.width;
  plate.height = drawn.height;
  plate.getContext('2d').drawImage(drawn, 0, 0);
  plate.style.cssText = `all:initial;position:absolute;z-index:2147483647;pointer-events:none;left:0;top:0;width:${width}px;height:${height}px`;
  document.documentElement.append(plate);
  farPlates.push(plate);
  const {left, top} = its.getBoundingClientRect(plate);
  const at = corner();
  plate.style.translate = `${x - left - at.x}px ${y - top - at.y}px`;
  return {};
}
const farPlates = [];

// leaveFar goes back to the top, where the bars are as they were.
async function leaveFar() {
  for (const element of heldBack.keys()) for (const name of ['visibility', 'position', 'inset']) letGo(element, name);
  scrollTo({left: 0, top: 0, behavior: 'instant'});
  await painted();
  return {};
}

// liftFar takes the pictures away.
function liftFar() {
  for (const plate of farPlates.splice(0)) plate.remove();
  return {};
}
