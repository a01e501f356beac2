// Clearing what lies over the page: known products by rule, all else by geometry.
// Nothing that belongs to the page is touched; what may not be cleared is said.

const cleared = new WeakMap(); // layer -> how often it was dealt with
const keptNoted = new WeakSet();
let unlocked = false;

function note(element) {
  cleared.set(element, (cleared.get(element) || 0) + 1);
  const root = [...ancestors(element)].at(-1);
  if (!its.isConnected(element) && length(root) <= 2 * length(element) + besidesMost) removed.add(root);
}
const removed = new WeakSet(); // what the page has taken away with what it was asked to
const besidesMost = 1000; // letters that go with it: more is a page that was made anew
const length = element => (its.textContent(element) || '').length;

const hidden = new WeakSet();

// hide takes an element out of sight, and out of the page where the page does not
// leave it at that.
function hide(element) {
  if (hidden.has(element) && shows(element)) {
    its.remove(element);
    return;
  }
  hidden.add(element);
  its.style(element).setProperty('display', 'none', 'important');
  if (its.localName(element) === 'dialog' && inTopLayer(element)) element.close();
}

// landed waits until what fades or slides in has come to its place. What is planned for
// later is brought there now: the picture would show it at its end as well.
async function landed() {
  const moving = document.getAnimations().filter(animation => {
    const {endTime} = animation.effect?.getComputedTiming() || {};
    return typeof endTime === 'number' && endTime !== Infinity && (animation.playState === 'running' || animation.pending);
  });
  await Promise.race([Promise.all(moving.map(animation => animation.finished.catch(() => {}))), pause(moving.length > 0 ? 800 : 0)]);
  for (const animation of moving) {
    try {
      if (animation.playState === 'running') animation.finish();
    } catch {
      // one without a timeline stays as it is
    }
  }
}

// survey judges what lies over the page: {todo, kept, wall}. What is inside a layer
// that is to be cleared goes with it; what is inside one that stays is judged too.
function survey() {
  let prose = -1;
  const aside = setAside();
  const held = isHeld();
  const page = {
    prose: () => prose < 0 ? prose = document.body ? proseIn(document.body).length : 0 : prose,
    waitsFor: element => held || aside.some(part => part !== element && !contains(part, element)),
  };
  const todo = [];
  const kept = [];
  const walls = [];
  const stories = [];
  const keep = (element, why) => {
    if (!keptNoted.has(element)) kept.push(`${describe(element)}: ${why}`);
    keptNoted.add(element);
  };
  const among = layers();
  for (const layer of among) {
    const {element} = layer;
    if (cleared.get(element) >= 3 || [...walls, ...todo.map(other => other.element)].some(outer => contains(outer, element))) continue;
    const verdict = judge(layer, among, page);
    // What else a pane with the story in it has is its own, its cross above all.
    if (stories.some(story => contains(story.element, element)) && (layer.kind === 'floating' || layer.kind === 'overlay')) continue;
    if (verdict.story) stories.push(layer);
    if (verdict.clear) todo.push(layer);
    if (verdict.wall) walls.push(element);
    if (verdict.keep) keep(element, verdict.keep);
  }
  const {story, lone} = spare(todo);
  for (const layer of lone) layer.lone = true;
  if (story) {
    stories.push(story);
    todo.splice(todo.indexOf(story), 1);
    keep(story.element, nothingElse);
  }
  // The shade behind a wall, or behind a story, stays with it.
  const stays = layer => isBare(layer) && (walls.length > 0 || stories.some(story => behind(layer, story)));
  return {todo: todo.filter(layer => !stays(layer)), kept, wall: walls.length > 0};
}

let clearedAt = 0; // changes of the page that there had been

// stirred tells whether the page has changed since what lies over it was cleared: {stirred}.
const stirred = () => ({stirred: changes.count !== clearedAt});

// clear looks once for what lies over the page and deals with it:
// {done: [{kind, how, detail, area}], kept: [text]}. answered is how many notices in
// frames have been answered just before, and declining are the sizes of frames of other sites that
// can be declined or closed.
async function clear({policy, consent, rules, answered, declining}) {
  decliningFrames = declining;
  const done = [];
  const kept = [];
  if (policy === 'keep' || !document.body) return {done, kept};
  await landed();
  clearedAt = changes.count;
  const wasLocked = locked() || setAside().length > 0;
  const find = finder();
  const keepConsent = (elements, name) => {
    if (!elements.some(element => keptNoted.has(element))) kept.push(`${name}: consent is to be kept`);
    for (const element of elements) keptNoted.add(element);
  };
  for (const rule of rules) {
    const result = await byRule(rule, policy, consent, find);
    if (result?.kept) keepConsent(result.roots, result.kept);
    else if (result) done.push(result);
  }
  done.push(...await dropFlowing(policy, consent, keepConsent));
  remembered = new Map();
  let view;
  try {
    view = survey();
  } finally {
    remembered = null;
  }
  kept.push(...view.kept);
  let todo = view.todo;
  if (consent === 'keep') {
    const questions = todo.filter(layer => layer.kind === 'consent' || [...ancestors(layer.element)].some(part => keptNoted.has(part)));
    for (const {element} of questions) if (![...ancestors(element)].some(part => keptNoted.has(part))) keepConsent([element], describe(element));
    // Their shades stay with them.
    todo = todo.filter(layer => !questions.includes(layer) && !(questions.length > 0 && isBare(layer)));
  }
  // Shades come before their dialogs in the document, so buttons are pressed first and
  // only then is hidden what is left.
  for (const layer of todo) {
    if (policy !== 'dismiss' || !its.isConnected(layer.element) || !shows(layer.element)) continue;
    if (layer.kind === 'floating' && layer.text.length < 10) continue; // who knows what it would close
    const order = layer.kind === 'consent' ? orders.consent[consent] : orders[layer.kind] || orders.other;
    const name = await answerNotice(layer.element, order, document);
    if (name === '' || !await gone(layer.element)) continue;
    note(layer.element);
    layer.answered = true;
    done.push({kind: layer.kind, how: 'clicked', detail: `${describe(layer.element)}: ${name.slice(0, 60)}`, area: Math.round(layer.area * 100)});
  }
  for (const layer of todo) {
    if (layer.answered || !its.isConnected(layer.element) || !shows(layer.element)) continue;
    if (layer.lone) {
      if (!keptNoted.has(layer.element)) kept.push(`${describe(layer.element)}: ${nothingElse}`);
      keptNoted.add(layer.element);
      continue;
    }
    const again = hidden.has(layer.element);
    hide(layer.element);
    note(layer.element);
    if (!again) done.push({kind: layer.kind, how: 'hidden', detail: describe(layer.element), area: Math.round(layer.area * 100)});
  }
  const took = done.some(d => d.area > 20) || answered > 0 || (done.length > 0 || unlocked) && wasLocked;
  if (took && !view.wall && consent !== 'keep') {
    await painted();
    unlocked = true;
    const undone = unlock();
    if (undone.length > 0) done.push({kind: 'lock', how: 'undone', detail: [...new Set(undone)].slice(0, 6).join(', '), area: 0});
  }
  return {done, kept};
}

// lifted gives the frames that lie over the page: their sizes, by which such a frame
// knows itself, and the rule whose notice it is.
function lifted({rules}) {
  const find = finder();
  const list = [];
  for (const {element, position} of layers()) {
    if (position === 'sticky' || !shows(element)) continue;
    for (const frame of [element, ...deep('iframe', element)]) {
      if (its.localName(frame) === 'iframe' && isVisible(frame)) list.push({frame, width: its.clientWidth(frame), height: its.clientHeight(frame)});
    }
  }
  return {frames: list.map(({frame, width, height}) => {
    const rule = rules.find(({kind, present}) => kind === 'consent' && find.all(present).some(root => root === frame || contains(root, frame)));
    return {width, height, rule: rule?.name || ''};
  })};
}

// readable tells whether the page around this frame can look into it: then it does.
function readable(outer) {
  try {
    return outer !== window && outer.document !== null;
  } catch {
    return false;
  }
}

let replied = false;

// answer presses the button of a notice that fills this frame, if it is one of those
// that lie over the page: {pressed: the button's name or '', rule; declines, whether there is a
// way to say no to it or to close it; width and height of the frame}.
async function answer({press, consent, frames}) {
  const text = document.title + ' ' + (its.innerText(document.body) || '');
  const isAge = isOfAge(text);
  const mine = frames.find(({width, height}) => Math.abs(width - innerWidth) <= 20 && Math.abs(height - innerHeight) <= 20);
  const none = {pressed: '', rule: '', declines: Boolean(mine && document.body) && goesAway(document.body), width: innerWidth, height: innerHeight};
  if (!press || replied || readable(parent) || !mine && parent === top || !document.body || text.length > 12000 || asksAddress(document.body)) return none;
  // A notice says what it is about, or offers both answers.
  if (!mine?.rule && !isAge && !cookieWords.test(text) && !privacyWords.test(text) && !answersBoth(document.body)) return none;
  if (saysWall(text) && !answersBoth(document.body)) return none;
  const pressed = await answerNotice(document.body, isAge ? orders.age : orders.consent[consent] || [], document.body, pressSoon);
  replied = pressed !== '';
  return {...none, pressed, rule: mine?.rule || ''};
}
