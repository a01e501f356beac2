// Shows the browser's frames and passes on what is done to them.
'use strict';

const at = id => document.getElementById(id);
const [screen, keys, notice, address, stage] = ['screen', 'keys', 'notice', 'address', 'stage'].map(at);
let key = sessionStorage.getItem('key');
let over = false;

const say = text => {
  notice.textContent = text;
};

const post = (path, body) => fetch(path, {method: 'POST', body, headers: {Authorization: 'Bearer ' + key}});

// begin changes the token of the address for a key, once; after a reload the key is there.
async function begin() {
  const token = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  if (token) {
    const answer = await fetch('begin', {method: 'POST', body: token});
    if (answer.ok) {
      key = await answer.text();
      sessionStorage.setItem('key', key);
    }
  }
  if (!key) {
    say('This address does not count, or not any more. Start tearsheet login again.');
    return;
  }
  watch();
}

// watch shows frames as long as there are any. Where the connection breaks the browser asks
// for them again by itself.
function watch() {
  const frames = new EventSource('frames?key=' + encodeURIComponent(key));
  frames.addEventListener('message', event => {
    show(JSON.parse(event.data));
    say('');
  });
  frames.addEventListener('bye', () => {
    frames.close();
    if (!over) say('The browser has gone, or another page shows it now.');
  });
  frames.addEventListener('error', () => {
    if (over) frames.close();
    else say(frames.readyState === EventSource.CLOSED ? 'Another page has begun with this login. Start tearsheet login again.' : 'The browser cannot be reached at the moment …');
  });
  keys.focus();
}

function show(frame) {
  screen.src = 'data:image/jpeg;base64,' + frame.jpeg;
  address.textContent = frame.address;
  address.title = frame.address;
}

// send passes on what is done, in order: what comes while something is on its way goes
// together with it.
const waiting = [];
let sending = false;
async function send(input) {
  const before = waiting[waiting.length - 1];
  if (before && input.type === 'move' && before.type === 'move' && before.do === input.do) waiting.pop();
  waiting.push(input);
  if (sending) return;
  sending = true;
  try {
    while (waiting.length && !over) await post('input', JSON.stringify(waiting.splice(0)));
  } catch {
    say('The browser cannot be reached.');
  } finally {
    sending = false;
  }
}

const modifiers = event => (event.altKey ? 1 : 0) | (event.ctrlKey ? 2 : 0) | (event.metaKey ? 4 : 0) | (event.shiftKey ? 8 : 0);

const place = event => {
  const box = screen.getBoundingClientRect();
  const share = (value, from, size) => Math.min(1, Math.max(0, (value - from) / size));
  return {x: share(event.clientX, box.left, box.width), y: share(event.clientY, box.top, box.height), modifiers: modifiers(event)};
};

const buttons = ['left', 'middle', 'right'];
const held = event => event.buttons & 1 ? 'left' : event.buttons & 2 ? 'right' : event.buttons & 4 ? 'middle' : 'none';

const pointers = {pointerdown: 'down', pointerup: 'up', pointermove: 'move', pointercancel: 'up'};
for (const [name, type] of Object.entries(pointers)) {
  screen.addEventListener(name, event => {
    event.preventDefault();
    if (type === 'down') {
      screen.setPointerCapture(event.pointerId);
      keys.focus({preventScroll: true});
    }
    if (event.pointerType === 'touch') {
      if (event.isPrimary) send({do: 'touch', type, ...place(event)});
      return;
    }
    const button = type === 'move' ? held(event) : buttons[event.button] || 'none';
    send({do: 'mouse', type, button, clicks: type === 'move' ? 0 : clicksOf(event, type), ...place(event)});
  });
}

// clicksOf counts the clicks that follow each other in one place.
let last = {time: 0, x: 0, y: 0, n: 0};
function clicksOf(event, type) {
  if (type === 'down') {
    const again = event.timeStamp - last.time < 500 && Math.hypot(event.clientX - last.x, event.clientY - last.y) < 6;
    last = {time: event.timeStamp, x: event.clientX, y: event.clientY, n: again ? last.n + 1 : 1};
  }
  return last.n;
}

screen.addEventListener('contextmenu', event => event.preventDefault());
screen.addEventListener('wheel', event => {
  event.preventDefault();
  const unit = [1, 16, 600][event.deltaMode];
  send({do: 'wheel', dx: event.deltaX * unit, dy: event.deltaY * unit, ...place(event)});
}, {passive: false});

// Keys are passed on as keys; what an input method or a paste puts in, as text.
const passed = event => !event.isComposing && event.key !== 'Unidentified' && event.key !== 'Process' && event.key !== 'Dead';
const pastes = event => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v';
for (const [name, type] of [['keydown', 'down'], ['keyup', 'up']]) {
  keys.addEventListener(name, event => {
    if (!passed(event) || pastes(event)) return;
    event.preventDefault();
    if (event.key === 'F6') { // the way out for who has no mouse: all other keys go to the browser
      if (type === 'down') at('done').focus();
      return;
    }
    if (event.key.length === 1 && (event.getModifierState('AltGraph') || event.altKey) && !event.metaKey) {
      if (type === 'down') send({do: 'text', text: event.key});
      return;
    }
    send({do: 'key', type, key: event.key, modifiers: modifiers(event)});
  });
}
keys.addEventListener('input', event => {
  if (event.isComposing) return;
  if (keys.value) send({do: 'text', text: keys.value});
  keys.value = '';
});
keys.addEventListener('compositionend', () => {
  if (keys.value) send({do: 'text', text: keys.value});
  keys.value = '';
});

stage.addEventListener('click', () => keys.focus({preventScroll: true}));
at('back').addEventListener('click', () => send({do: 'go', type: 'back'}));
at('reload').addEventListener('click', () => send({do: 'go', type: 'reload'}));

for (const [id, words] of [['done', 'Saved. You can close this page.'], ['cancel', 'Given up: nothing was saved. You can close this page.']]) {
  at(id).addEventListener('click', async () => {
    over = true;
    sessionStorage.removeItem('key');
    const answer = await post(id).catch(() => null);
    say(answer && answer.ok ? words : 'The browser cannot be reached.');
    for (const button of document.querySelectorAll('button')) button.disabled = true;
    screen.removeAttribute('src');
  });
}

begin().catch(() => say('The browser cannot be reached.'));
