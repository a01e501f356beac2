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
    if (its.querySelector(element, 'button,[role="button"],input[type="button"],input[type="submit"]')) continue;
    marked.push(element);
  }
  if (marked.length > 0) return marked;
  // Nothing says that it is a button: then short texts of their own may be.
  return all.filter(element => its.childElementCount(element) === 0 && (its.textContent(element) || '').trim().length < 40 && meaningOf(its.textContent(element) || '') !== '' && isVisible(element));
}

function isPressable(element) {
  if (element.disabled || its.getAttribute(element, 'aria-disabled') === 'true') return false;
  if (/^(tab|option|menuitem|treeitem)$/.test(its.getAttribute(element, 'role') || '')) return false;
  if (its.localName(element) === 'button') return true;
  if (its.localName(element) === 'input') return /^(button|submit|image|reset)$/.test(element.type);
  if (its.localName(element) === 'a' || its.localName(element) === 'summary') return true;
  if (/^(button|link)$/.test(its.getAttribute(element, 'role') || '') || its.hasAttribute(element, 'onclick') || its.hasAttribute(element, 'tabindex') && its.tabIndex(element) >= 0 && (its.textContent(element) || '').length < 60) return true;
  if (/(^|[-_\s])(close|btn|button|dismiss)/i.test(its.getAttribute(element, 'class') || '') && (its.textContent(element) || '').length < 60) return true;
  // A hand over it and not over all around it: somebody listens for the click.
  if ((its.textContent(element) || '').length > 60 || getComputedStyle(element).cursor !== 'pointer') return false;
  const parent = parentOf(element);
  return !parent || its.nodeType(parent) !== Node.ELEMENT_NODE || getComputedStyle(parent).cursor !== 'pointer';
}

// leads tells whether pressing an element would lead to another page.
function leads(element) {
  if (/location|window\.open|\.href\s*=|history\./.test(its.getAttribute(element, 'onclick') || '')) return true;
  const link = its.closest(element, 'a[href]');
  if (!link) return false;
  const href = (its.getAttribute(link, 'href') || '').trim();
  if (href === '' || href.startsWith('#') || /^javascript:/i.test(href)) return false;
  return link.href.split('#')[0] !== location.href.split('#')[0] || link.target === '_blank';
}

// nameOf gives the name of a control: its label, or what is slotted into it.
function nameOf(element) {
  const slotted = () => [...its.querySelectorAll(element, 'slot')].flatMap(slot => slot.assignedNodes({flatten: true})).map(node => its.textContent(node)).join(' ').trim();
  return label(element) || slotted();
}

// closeIcon tells whether a control is a cross by its name or class.
function closeIcon(element) {
  if (nameOf(element).length > 25) return false;
  if (its.hasAttribute(element, 'data-dismiss') || its.hasAttribute(element, 'data-bs-dismiss') || its.getAttribute(element, 'popovertargetaction') === 'hide') return true;
  const names = [its.id(element), its.getAttribute(element, 'class'), its.getAttribute(element, 'data-testid'), its.getAttribute(element, 'aria-label'), its.title(element), its.getAttribute(element, 'data-action')].join(' ');
  return /(^|[\s_-])(close|dismiss|schliessen|fermer|cerrar)|close([\s_-]?(btn|button|icon|x|modal|popup|banner))?(\s|$)|btn-?close|icon-?close|(^|[\s_-])(cross|x)(\s|$)|closeBtn|closeButton/i.test(names);
}

// sends tells whether pressing an element would send off what a form asks for.
function sends(element) {
  const form = element.form || its.closest(element, 'form');
  if (!form || form.method === 'dialog' || element.type !== 'submit' && element.type !== 'image') return false;
  return its.querySelector(form, 'input:not([type="hidden"]):not([type="submit"]):not([type="button"]):not([type="checkbox"]):not([type="radio"]):not([type="image"]):not([type="reset"]),textarea,select') !== null;
}

// isCross tells whether a control is drawn as a cross, whatever it is called.
const isCross = (element, name) => crosses.test(name) || crosses.test((its.textContent(element) || '').trim());

// pick gives the control of a layer that has a meaning, or null.
function pick(layer, meaning) {
  const ranked = [];
  for (const element of controls(layer)) {
    const name = nameOf(element);
    const isClose = meaning === 'close' && meaningOf(name) !== 'accept' && closeIcon(element);
    const fit = meaning === 'age' ? ofAge(name) : meaningOf(name) === meaning || isClose;
    if (!fit || sends(element) || sells(name)) continue;
    // What opens a part of the notice is no answer, whatever is written on it.
    if (meaning !== 'settings' && (its.hasAttribute(element, 'aria-expanded') || its.localName(element) === 'summary')) continue;
    const real = its.localName(element) === 'button' || its.localName(element) === 'input' || its.getAttribute(element, 'role') === 'button';
    ranked.push({element, name, rank: (real ? 2 : 0) + (isClose && isCross(element, name) ? 1 : 0)});
  }
  ranked.sort((a, b) => b.rank - a.rank);
  return ranked[0] || null;
}

// switches gives the toggles of a layer that are on and can be turned off.
function switches(layer) {
  return deepIn('input[type="checkbox"],[role="switch"],[role="checkbox"]', layer).filter(element => {
    if (element.disabled || its.getAttribute(element, 'aria-disabled') === 'true' || element.readOnly) return false;
    return its.localName(element) === 'input' ? element.checked : its.getAttribute(element, 'aria-checked') === 'true';
  });
}

// press clicks as a person does: the whole sequence of events, at the middle.
function press(element) {
  const box = its.getBoundingClientRect(element);
  const at = {bubbles: true, cancelable: true, composed: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, button: 0, isPrimary: true, pointerType: 'mouse'};
  for (const type of ['pointerover', 'pointerdown', 'mousedown', 'pointerup', 'mouseup']) {
    const Kind = type.startsWith('pointer') ? PointerEvent : MouseEvent;
    its.dispatchEvent(element, new Kind(type, at));
  }
  // A link to '#' that serves as a button must not change the page's address.
  const link = its.closest(element, 'a[href]');
  const view = its.ownerDocument(element).defaultView;
  const stay = event => event.preventDefault();
  if (link && /^\s*(#|$)/.test(its.getAttribute(link, 'href'))) view.addEventListener('click', stay, true);
  if (its.namespaceURI(element) === htmlNamespace) its.click(element);
  else its.dispatchEvent(element, new MouseEvent('click', at));
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
    const foot = its.isConnected(element) && getComputedStyle(element).position !== 'fixed' ? its.scrollHeight(document.documentElement) - scrollY : innerHeight;
    const box = its.isConnected(element) ? boxOf(element, foot) : null;
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
