// What the page holds that no address leads to: canvases, frames of videos, blobs. See
// styled.js.

// pictureOfCanvas gives what is drawn on a canvas as a data: address, '' where that
// cannot be read: it has pictures of other sites, or is drawn by the graphics card, and then it
// is blank, or black where nothing shines through it. A canvas that was handed a picture has the
// picture's size, and is shown in its own.
function pictureOfCanvas(canvas) {
  try {
    if (isFlat(canvas)) return canvas.toDataURL();
    const picture = drawn(canvas, canvas.width, canvas.height);
    return [null, '#000'].some(ground => blankOf(canvas, ground).toDataURL() === picture) ? '' : picture;
  } catch {
    return '';
  }
}

// isFlat tells whether a canvas is one whose content stays: those of the graphics card
// are empty once they are shown.
function isFlat(canvas) {
  try {
    return canvas.getContext('2d') !== null;
  } catch {
    return false; // a worker draws on it
  }
}

function blankOf({width, height}, ground) {
  const blank = document.createElement('canvas');
  blank.width = width;
  blank.height = height;
  if (ground) {
    const drawing = blank.getContext('2d');
    drawing.fillStyle = ground;
    drawing.fillRect(0, 0, width, height);
  }
  return blank;
}

// drawn gives a picture as a data: address, '' where it may not be read.
function drawn(source, width, height) {
  try {
    const canvas = blankOf({width, height});
    canvas.getContext('2d').drawImage(source, 0, 0, width, height);
    return canvas.toDataURL();
  } catch {
    return '';
  }
}

const pictureOfVideo = video => drawn(video, video.videoWidth, video.videoHeight);

// shotsMost is how many parts of the picture may stand for what cannot be read.
const shotsMost = 40;

// shotOf asks for the part of the picture where an element is.
function shotOf(element, facts, {at, work}) {
  const box = inset(element, at);
  if (box.width < 1 || box.height < 1 || work.shots.length >= shotsMost || !its.checkVisibility(element, {checkOpacity: true, checkVisibilityCSS: true})) return '';
  const name = `shot:${work.frame}:${work.shots.length}`;
  facts.width = box.width;
  facts.height = box.height;
  work.shots.push({name, ...onScreen(element, box)});
  return name;
}

// onScreen gives where the content of an element is in the picture, whose box is as if
// nothing were scaled: {x, y, width, height}.
function onScreen(element, {left, top, width, height}) {
  const {width: wide, height: tall, left: from, top: above} = its.getBoundingClientRect(element);
  const [across, down] = [wide / (its.offsetWidth(element) || wide), tall / (its.offsetHeight(element) || tall)];
  const inside = inset(element, {left: -from, top: -above}); // from its edge
  return {x: left + inside.left * (across - 1), y: top + inside.top * (down - 1), width: width * across, height: height * down};
}

// blobsBudget is how long blobs may take to read, in ms: they are in memory.
const blobsBudget = 2000;

// noteBlobs remembers that a text of an element may have blob: addresses in it.
function noteBlobs(element, text, {blobs}) {
  if (text?.includes('blob:')) blobs.push([element, text]);
}

// keepBlobs reads what blob: addresses lead to.
async function keepBlobs({blobs, data}) {
  const wanted = new Map();
  for (const [element, text] of blobs) {
    for (const [address] of text.matchAll(/blob:[^\s"'()\\]+/g)) wanted.set(address, element);
  }
  const read = [...wanted].map(async ([address, element]) => {
    const held = await blobHeld(address, windowOf(its.ownerDocument(element))) || await blobFetched(address) || pictureShown(element);
    if (held) data[address] = held;
  });
  await Promise.race([Promise.all(read), pause(blobsBudget)]);
}

// blobHeld has the page's own world read a blob, which it may have let go of; see
// js/page/blobs.js.
function blobHeld(address, view) {
  return new Promise(done => {
    if (!view) {
      done('');
      return;
    }
    view.addEventListener(`tearsheet:blob:${address}`, event => {
      try {
        const {type, data} = JSON.parse(event.detail) || {};
        done(data ? `data:${type};base64,${data}` : '');
      } catch {
        done('');
      }
    }, {once: true, capture: true});
    const asked = new CustomEvent('tearsheet:blob?', {detail: JSON.stringify(address), cancelable: true});
    if (its.dispatchEvent(view, asked)) done('');
  });
}

async function blobFetched(address) {
  try {
    const blob = await (await fetch(address)).blob();
    return `data:${blob.type};base64,${inBase64(new Uint8Array(await blob.arrayBuffer()))}`;
  } catch {
    return ''; // the page has let go of it, or forbids to read it
  }
}

// madeFile gives what the page made itself and now sends as a file, as a data: address; empty
// where it cannot be had.
async function madeFile({address}) {
  return await blobHeld(address, window) || await blobFetched(address);
}

// pictureShown gives the picture that an img shows, whatever has become of its address.
const pictureShown = element => its.localName(element) === 'img' && element.naturalWidth > 0 ? drawn(element, element.naturalWidth, element.naturalHeight) : '';

function inBase64(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
