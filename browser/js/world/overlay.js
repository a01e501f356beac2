// Clearing what lies over the page: known platforms by rule, all else by geometry.
// Nothing that belongs to the page is touched; what may not be cleared is said.

const cleared = new WeakSet(); // layers that were dealt with
const keptNoted = new WeakSet();

// nameOf gives a button's name as the lists have it.
function nameOf(element) {
  return label(element).toLowerCase().replace(/[!.…»›→>]+$/g, '').replace(/\s+/g, ' ').trim();
}

// means tells whether a button's name is one of a list of words.
function means(name, words) {
  return words.some(word => word.endsWith('*') ? startsWithWord(name, word.slice(0, -1)) : name === word);
}

function startsWithWord(name, start) {
  return name.length < 60 && name.startsWith(start);
}

// controls gives what can be pressed inside a layer.
function controls(layer) {
  const marked = deep('button,[role="button"],a,input[type="button"],input[type="submit"],summary,[onclick],[tabindex],[class*="close" i],[class*="btn" i],[class*="button" i],[aria-label]', layer)
    .filter(element => isVisible(element) && !(element.localName === 'a' && leaves(element)));
  // Any short text that looks pressable is a last resort.
  const pointers = deep('span,div,b,i,svg', layer).filter(element => element.childElementCount === 0 && (element.textContent || '').length < 40 && getComputedStyle(element).cursor === 'pointer' && isVisible(element));
  return [...new Set([...marked, ...pointers])].filter(element => {
    const holdsOther = element.querySelector?.('button,[role="button"],input[type="button"]');
    return !holdsOther;
  });
}

// closeIcon tells whether a control is a cross by its name or class.
function closeIcon(element) {
  const names = [element.id, element.getAttribute('class'), element.getAttribute('data-testid'), element.getAttribute('data-dismiss'), element.getAttribute('aria-label'), element.title].join(' ');
  return /(^|[\s_-])(close|dismiss|exit)|close([\s_-]?(btn|button|icon|x))?$|btn-?close|icon-?close/i.test(names) && label(element).length < 25;
}

// choose gives the button to press in a layer for the order of meanings, and its meaning.
function choose(layer, order) {
  const all = controls(layer).map(element => ({element, name: nameOf(element)}));
  for (const meaning of order) {
    const fits = all.filter(({element, name}) => name !== '' && means(name, buttonWords[meaning]) || meaning === 'close' && closeIcon(element));
    const safe = fits.filter(({element, name}) => {
      if (meaning !== 'accept' && /subscri|sign me up|abonnieren|pay\b|kaufen/.test(name)) return false;
      return !(element.type === 'submit' && element.form && element.form.querySelector('input:not([type="hidden"]):not([type="submit"]):not([type="button"]):not([type="checkbox"])') && meaning !== 'close');
    });
    if (safe.length > 0) return {element: safe[0].element, name: safe[0].name, meaning};
  }
  return null;
}

// press clicks as a person does: the whole sequence of events, at the middle.
function press(element) {
  const box = element.getBoundingClientRect();
  const at = {bubbles: true, cancelable: true, composed: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, button: 0};
  for (const type of ['pointerover', 'pointerdown', 'mousedown', 'pointerup', 'mouseup']) {
    const Kind = type.startsWith('pointer') ? PointerEvent : MouseEvent;
    element.dispatchEvent(new Kind(type, at));
  }
  if (typeof element.click === 'function') element.click();
  else element.dispatchEvent(new MouseEvent('click', at));
}

// gone waits until an element is out of sight: true, or false after a while.
async function gone(element, budget = 900) {
  const begun = performance.now();
  for (;;) {
    if (!element.isConnected || !shows(element) || boxOf(element).width * boxOf(element).height < 100) return true;
    if (performance.now() - begun > budget) return false;
    await pause(30);
  }
}

// hide takes an element out of sight; what the page wrote is left out of the document
// with it, since a reader of the file should see what the picture shows.
function hide(element) {
  element.style.setProperty('display', 'none', 'important');
  if (inTopLayer(element) && element.localName === 'dialog') element.close();
}

// orders says which buttons to look for, by the user's choice about consent.
const orders = {reject: ['reject', 'close', 'accept'], accept: ['accept', 'close', 'reject'], age: ['accept', 'close'], hide: [], keep: []};

// byRule clears one known platform: a list of what was done.
async function byRule(rule, policy, consent) {
  const visible = selector => deep(selector).filter(isVisible);
  const roots = rule.present.flatMap(selector => deep(selector)).filter(element => shows(element) && boxOf(element).width > 0);
  if (roots.length === 0) return null;
  const choice = rule.kind === 'consent' ? consent : 'reject';
  if (choice === 'keep') return {kept: rule.name};
  const area = Math.round(100 * Math.max(...roots.map(root => boxOf(root).width * boxOf(root).height / (innerWidth * innerHeight))));
  if (policy === 'dismiss' && choice !== 'hide') {
    for (const steps of rule[choice] || []) {
      let pressedAll = true;
      for (const selector of [].concat(steps)) {
        const button = visible(selector)[0] || await appears(selector, visible);
        if (!button) {
          pressedAll = false;
          break;
        }
        press(button);
        await painted();
      }
      if (!pressedAll) continue;
      const left = (await Promise.all(roots.map(async root => await gone(root) ? null : root))).filter(Boolean);
      if (left.length === 0) return {kind: rule.kind, how: 'clicked', detail: `${rule.name}: ${choice}`, area};
    }
  }
  for (const selector of [...rule.present, ...(rule.hide || [])]) {
    for (const element of deep(selector)) {
      if (!isStory(element)) hide(element);
    }
  }
  return {kind: rule.kind, how: 'hidden', detail: rule.name, area};
}

// appears waits for the next step of a rule.
async function appears(selector, visible) {
  for (let i = 0; i < 20; i++) {
    const found = visible(selector)[0];
    if (found) return found;
    await pause(50);
  }
  return null;
}

// kindOf names what a layer is about.
function kindOf(text, names, layer) {
  const says = (text + ' ' + names).slice(0, 4000);
  for (const [kind, words] of kindWords) if (words.test(says)) return kind;
  return layer.area > 0.25 ? 'overlay' : 'floating';
}

// judge says what to do with a layer: {keep: reason} or {clear: kind}.
function judge(layer) {
  const {element, area, position, top} = layer;
  if (!shows(element)) return {};
  if (isStory(element)) return {keep: 'it holds the story'};
  const names = namesOf(element);
  const text = textOf(element);
  const kind = kindOf(text, names, layer);
  if (isFurniture(layer, kind)) {
    if (position === 'sticky' && kind === 'ad' && layer.box.top > innerHeight * 0.5) return {clear: 'ad'};
    return {};
  }
  if (asksForMoney(text, names)) return {keep: 'it asks for a subscription or a login'};
  const modal = top || element.matches('[role="dialog"],[role="alertdialog"],[aria-modal="true"]') || element.querySelector('[role="dialog"],[aria-modal="true"]') !== null;
  if (position === 'absolute' && !modal && !(area > 0.6 && text.length < 3000)) return {};
  if (position === 'absolute' && !modal && element.querySelector('img,video,canvas') && text.length < 20) return {}; // a background
  if (modal || area > 0.25) return {clear: kind};
  if (isDecoration(layer, text)) return {};
  return {clear: kind};
}

// isDecoration tells a fixed box that only belongs to the design: nothing in it to read
// or press, behind the text.
function isDecoration({element}, text) {
  const style = getComputedStyle(element);
  return (parseInt(style.zIndex, 10) || 0) < 0 || style.pointerEvents === 'none' && text === '' && !element.querySelector('img,video,iframe');
}

// unlock gives the page back its scrolling, colours and pointer, which an overlay took.
function unlock() {
  const undone = [];
  const set = (element, name, value) => {
    element.style.setProperty(name, value, 'important');
    undone.push(`${element.localName} ${name}`);
  };
  for (const element of [document.documentElement, document.body].filter(Boolean)) {
    const style = getComputedStyle(element);
    if (style.overflowY === 'hidden' || style.overflowY === 'clip') set(element, 'overflow', 'visible');
    if (style.position === 'fixed') {
      set(element, 'position', 'static');
      set(element, 'width', 'auto');
    }
    if (style.touchAction === 'none') set(element, 'touch-action', 'auto');
    if (element.scrollHeight > element.clientHeight + 5 && /px|vh|%/.test(element.style.height)) set(element, 'height', 'auto');
  }
  const wide = [...document.querySelectorAll('html,body,body > *,body > * > *,body > * > * > *')];
  for (const element of wide) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width < innerWidth * 0.5) continue;
    if (/blur|grayscale|brightness|opacity/.test(style.filter)) set(element, 'filter', 'none');
    if (style.pointerEvents === 'none') set(element, 'pointer-events', 'auto');
    if (Number(style.opacity) < 0.9 && Number(style.opacity) > 0.02) set(element, 'opacity', '1');
    if (element.inert) element.inert = false;
  }
  return undone;
}

// clear looks once for what lies over the page and deals with it:
// {done: [{kind, how, detail, area}], kept: [text]}.
async function clear({policy, consent, rules}) {
  const done = [];
  const kept = [];
  if (policy === 'keep') return {done, kept};
  for (const rule of rules) {
    const result = await byRule(rule, policy, consent);
    if (result?.kept) kept.push(`${result.kept}: --consent keep`);
    else if (result) done.push(result);
  }
  // Backdrops come before their dialogs in the document, so buttons are pressed first
  // and only then is hidden what is left.
  const todo = [];
  for (const layer of layers()) {
    if (cleared.has(layer.element)) continue;
    const verdict = judge(layer);
    if (verdict.keep && !keptNoted.has(layer.element)) {
      keptNoted.add(layer.element);
      kept.push(`${describe(layer.element)}: ${verdict.keep}`);
    }
    if (verdict.clear) todo.push({...layer, kind: verdict.clear});
  }
  const keepConsent = consent === 'keep';
  const wasLocked = locked();
  for (const layer of todo) {
    if (layer.kind === 'consent' && keepConsent) {
      kept.push(`${describe(layer.element)}: --consent keep`);
      continue;
    }
    const area = Math.round(layer.area * 100);
    const order = policy === 'dismiss' ? orders[layer.kind === 'consent' ? consent : layer.kind === 'age' ? 'age' : 'reject'] : [];
    layer.button = order.length > 0 ? choose(layer.element, order) : null;
    if (!layer.button) continue;
    press(layer.button.element);
    if (await gone(layer.element)) {
      cleared.add(layer.element);
      done.push({kind: layer.kind, how: 'clicked', detail: `${describe(layer.element)}: ${layer.button.name.slice(0, 40)}`, area});
    }
  }
  for (const layer of todo) {
    if (cleared.has(layer.element) || layer.kind === 'consent' && keepConsent || !layer.element.isConnected || !shows(layer.element)) continue;
    hide(layer.element);
    cleared.add(layer.element);
    done.push({kind: layer.kind, how: 'hidden', detail: describe(layer.element), area: Math.round(layer.area * 100)});
  }
  if (done.some(d => d.area > 20) || done.length > 0 && wasLocked) {
    await painted();
    const undone = unlock();
    if (undone.length > 0) done.push({kind: 'lock', how: 'undone', detail: undone.slice(0, 6).join(', '), area: 0});
  }
  return {done, kept};
}

// answer presses the consent button of a notice that fills this frame: its name, or ''.
function answer({consent}) {
  const order = orders[consent] || [];
  const text = document.title + ' ' + (document.body?.innerText || '');
  if (order.length === 0 || text.length > 6000) return '';
  const button = choose(document.body, order);
  // A notice says what it is about, or offers both answers.
  const notice = kindWords[0][1].test(text) || choose(document.body, ['reject']) !== null && choose(document.body, ['accept']) !== null;
  if (!button || !notice) return '';
  press(button.element);
  return button.name;
}
