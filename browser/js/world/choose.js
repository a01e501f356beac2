// Choosing the button of a notice, and pressing it.

let remembered = null; // layer -> its controls, while nothing is pressed

// controls gives what can be pressed inside a layer, and stays on the page.
function controls(layer) {
  if (!remembered) return findControls(layer);
  if (!remembered.has(layer)) remembered.set(layer, findControls(layer));
  return remembered.get(layer);
}

function findControls(layer) {
  const marked = [];
  const all = deepIn('*', layer).slice(0, 4000);
  for (const element of all) {
    if (!isPressable(element) || !isVisible(element) || leads(element)) continue;
    if (element.querySelector?.('button,[role="button"],input[type="button"],input[type="submit"]')) continue;
    marked.push(element);
  }
  if (marked.length > 0) return marked;
  // Nothing says that it is a button: then short texts of their own may be.
  return all.filter(element => element.childElementCount === 0 && (element.textContent || '').trim().length < 40 && meaningOf(element.textContent || '') !== '' && isVisible(element));
}

function isPressable(element) {
  if (element.disabled || element.getAttribute('aria-disabled') === 'true') return false;
  if (/^(tab|option|menuitem|treeitem)$/.test(element.getAttribute('role') || '')) return false;
  if (element.localName === 'button') return true;
  if (element.localName === 'input') return /^(button|submit|image|reset)$/.test(element.type);
  if (element.localName === 'a' || element.localName === 'summary') return true;
  if (/^(button|link)$/.test(element.getAttribute('role') || '') || element.hasAttribute('onclick') || element.hasAttribute('tabindex') && element.tabIndex >= 0 && (element.textContent || '').length < 60) return true;
  if (/(^|[-_\s])(close|btn|button|dismiss)/i.test(element.getAttribute('class') || '') && (element.textContent || '').length < 60) return true;
  // A hand over it and not over all around it: somebody listens for the click.
  if ((element.textContent || '').length > 60 || getComputedStyle(element).cursor !== 'pointer') return false;
  const parent = parentOf(element);
  return !parent || parent.nodeType !== Node.ELEMENT_NODE || getComputedStyle(parent).cursor !== 'pointer';
}

// leads tells whether pressing an element would lead to another page.
function leads(element) {
  if (/location|window\.open|\.href\s*=|history\./.test(element.getAttribute('onclick') || '')) return true;
  const link = element.closest?.('a[href]');
  if (!link) return false;
  const href = (link.getAttribute('href') || '').trim();
  if (href === '' || href.startsWith('#') || /^javascript:/i.test(href)) return false;
  return link.href.split('#')[0] !== location.href.split('#')[0] || link.target === '_blank';
}

// nameOf gives the name of a control: its label, or what is slotted into it.
function nameOf(element) {
  const slotted = () => [...element.querySelectorAll('slot')].flatMap(slot => slot.assignedNodes({flatten: true})).map(node => node.textContent).join(' ').trim();
  return label(element) || slotted();
}

// closeIcon tells whether a control is a cross by its name or class.
function closeIcon(element) {
  if (nameOf(element).length > 25) return false;
  if (element.hasAttribute('data-dismiss') || element.hasAttribute('data-bs-dismiss') || element.getAttribute('popovertargetaction') === 'hide') return true;
  const names = [element.id, element.getAttribute('class'), element.getAttribute('data-testid'), element.getAttribute('aria-label'), element.title, element.getAttribute('data-action')].join(' ');
  return /(^|[\s_-])(close|dismiss|schliessen|fermer|cerrar)|close([\s_-]?(btn|button|icon|x|modal|popup|banner))?(\s|$)|btn-?close|icon-?close|(^|[\s_-])(cross|x)(\s|$)|closeBtn|closeButton/i.test(names);
}

// sends tells whether pressing an element would send off what a form asks for.
function sends(element) {
  const form = element.form || element.closest?.('form');
  if (!form || form.method === 'dialog' || element.type !== 'submit' && element.type !== 'image') return false;
  return form.querySelector('input:not([type="hidden"]):not([type="submit"]):not([type="button"]):not([type="checkbox"]):not([type="radio"]):not([type="image"]):not([type="reset"]),textarea,select') !== null;
}

// pick gives the control of a layer that has a meaning, or null.
function pick(layer, meaning) {
  const ranked = [];
  for (const element of controls(layer)) {
    const name = nameOf(element);
    const isClose = meaning === 'close' && meaningOf(name) !== 'accept' && closeIcon(element);
    const fit = meaning === 'age' ? ofAge(name) : meaningOf(name) === meaning || isClose;
    if (!fit || sends(element) || sells(name)) continue;
    // What opens a part of the notice is no answer, whatever is written on it.
    if (meaning !== 'settings' && (element.hasAttribute('aria-expanded') || element.localName === 'summary')) continue;
    const real = element.localName === 'button' || element.localName === 'input' || element.getAttribute('role') === 'button';
    ranked.push({element, name, rank: (real ? 2 : 0) + (isClose && crosses.test(name) ? 1 : 0)});
  }
  ranked.sort((a, b) => b.rank - a.rank);
  return ranked[0] || null;
}

// switches gives the toggles of a layer that are on and can be turned off.
function switches(layer) {
  return deepIn('input[type="checkbox"],[role="switch"],[role="checkbox"]', layer).filter(element => {
    if (element.disabled || element.getAttribute('aria-disabled') === 'true' || element.readOnly) return false;
    return element.localName === 'input' ? element.checked : element.getAttribute('aria-checked') === 'true';
  });
}

// press clicks as a person does: the whole sequence of events, at the middle.
function press(element) {
  const box = element.getBoundingClientRect();
  const at = {bubbles: true, cancelable: true, composed: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, button: 0, isPrimary: true, pointerType: 'mouse'};
  for (const type of ['pointerover', 'pointerdown', 'mousedown', 'pointerup', 'mouseup']) {
    const Kind = type.startsWith('pointer') ? PointerEvent : MouseEvent;
    element.dispatchEvent(new Kind(type, at));
  }
  // A link to '#' that serves as a button must not change the page's address.
  const link = element.closest?.('a[href]');
  const view = element.ownerDocument.defaultView;
  const stay = event => event.preventDefault();
  if (link && /^\s*(#|$)/.test(link.getAttribute('href'))) view.addEventListener('click', stay, true);
  if (typeof element.click === 'function') element.click();
  else element.dispatchEvent(new MouseEvent('click', at));
  view?.removeEventListener('click', stay, true);
}

// pressSoon presses when the answer of this call is on its way: the frame that it is
// in may go with it.
function pressSoon(element) {
  setTimeout(() => press(element), 0);
}

// gone waits until a layer is out of sight or empty: true, or false after a while.
async function gone(element, budget = 900) {
  const begun = performance.now();
  for (;;) {
    const box = element.isConnected ? boxOf(element) : null;
    if (!box || box.width * box.height < 100 || !shows(element) || isClear(element)) return true;
    if (performance.now() - begun > budget) return false;
    await pause(30);
  }
}

// comes waits until find gives something, and gives that, or null after a while.
async function comes(find, budget = 800) {
  const begun = performance.now();
  for (;;) {
    const found = find();
    if (found || performance.now() - begun > budget) return found || null;
    await pause(40);
  }
}

// orders says which answers to try one after the other. What is no question of consent
// or age is never agreed to.
const orders = {
  consent: {reject: ['reject', 'save', 'settings', 'close', 'accept'], accept: ['accept', 'close', 'save', 'reject'], hide: [], keep: []},
  age: ['age'],
  other: ['reject', 'close'],
};

// answerNotice presses what clears a notice: the name of the button (what it means,
// where it has no name), or '' where there is none. root is where a second page of the
// notice may come up; last presses the last button.
async function answerNotice(element, order, root, last = press) {
  for (const meaning of order) {
    if (meaning === 'save' && deepIn('input[type="checkbox"],[role="switch"],[role="checkbox"]', element).length === 0) continue;
    const button = pick(element, meaning);
    if (!button) continue;
    if (meaning === 'save') turnOff(element);
    if (meaning !== 'settings') {
      last(button.element);
      return button.name || meaning;
    }
    press(button.element);
    await painted();
    const second = await comes(() => refusal(element) || refusal(root));
    if (!second) continue;
    if (second.save) turnOff(second.within);
    last(second.button.element);
    return `${button.name} > ${second.button.name}`;
  }
  return '';
}

function turnOff(element) {
  for (const toggle of switches(element)) toggle.click();
}

// refusal gives what refuses on the second page of a notice.
function refusal(root) {
  const places = root === document ? layers().filter(layer => layer.position !== 'sticky' && shows(layer.element)).map(layer => layer.element) : [root];
  for (const within of places) {
    const reject = pick(within, 'reject');
    if (reject) return {button: reject, within, save: false};
  }
  for (const within of places) {
    const save = pick(within, 'save');
    if (save) return {button: save, within, save: true};
  }
  return null;
}
