// What actions need: an element that a person could reach, and the focus in it.

let held = null; // the element that was located last

// locate waits until an element can be reached and lies still in the window: {x, y} of
// its middle, from the top left of the window, or {why} not, absent where nothing matches.
async function locate({target, budget}) {
  const begun = performance.now();
  for (;;) {
    const {x, y, why, absent} = await reach(target);
    if (!why) return {x, y};
    if (performance.now() - begun > budget) return {why, absent};
    await painted();
  }
}

// reach brings an element into view: {x, y} or {why} it cannot be used yet.
async function reach(target) {
  const {element, why, absent} = candidate(target);
  if (why) return {why, absent};
  its.scrollIntoView(element, {block: 'center', inline: 'center', behavior: 'instant'});
  const before = middle(element);
  await painted();
  const at = middle(element);
  if (!its.isConnected(element) || at.x !== before.x || at.y !== before.y) return {why: `${describe(element)} does not lie still`};
  if (its.matches(element, ':disabled') || its.closest(element, '[aria-disabled="true"]')) return {why: `${describe(element)} is disabled`};
  const hit = its.getRootNode(element).elementFromPoint(at.inner.x, at.inner.y);
  if (!hit) return {why: `${describe(element)} lies outside the window`};
  if (!belongs(hit, element)) return {why: `${describe(element)} is covered by ${describe(hit)}`};
  held = element;
  return at;
}

// candidate gives the first visible element that is meant, or {why} there is none.
function candidate(target) {
  let found;
  try {
    found = meant(target);
  } catch {
    return {why: `${target} is no CSS selector`};
  }
  const element = found.find(isVisible);
  if (element) return {element};
  const hidden = found.length > 0;
  return {why: hidden ? `what matches ${JSON.stringify(target)} is not visible` : `no element matches ${JSON.stringify(target)}`, absent: !hidden};
}

const pressable = 'a,button,summary,label,input[type="button"],input[type="submit"],input[type="reset"],[role="button"],[role="link"],[role="tab"],[role="menuitem"],[role="option"],[role="checkbox"],[role="switch"],[role="radio"]';

// byWords gives the elements on which words stand, best first: controls before others,
// those that say no more before those that do, inner ones before outer ones.
function byWords(words) {
  const plain = text => text.replace(/\s+/g, ' ').trim().toLowerCase();
  const wanted = plain(words);
  const says = deep('*').filter(element => plain([its.textContent(element), its.getAttribute(element, 'value'), its.getAttribute(element, 'aria-label')].join(' ')).includes(wanted))
    .filter(isVisible).map(element => ({element, text: plain(label(element)), control: its.matches(element, pressable)}))
    .filter(({text}) => text.includes(wanted));
  const inner = says.filter(({element, control}) => control || !says.some(other => other.element !== element && its.contains(element, other.element)));
  const rank = ({text, control}) => (text === wanted ? 0 : 2) + (control ? 0 : 1);
  return inner.sort((a, b) => rank(a) - rank(b)).map(({element}) => element);
}

// middle gives the middle of an element in its own window (inner), and in the outermost one.
function middle(element) {
  const box = its.getClientRects(element)[0] || its.getBoundingClientRect(element);
  const inner = {x: box.left + box.width / 2, y: box.top + box.height / 2};
  let {x, y} = inner;
  for (let view = its.ownerDocument(element).defaultView; view && view !== window; view = view.parent) {
    const frame = its.getBoundingClientRect(view.frameElement);
    x += frame.left + its.clientLeft(view.frameElement);
    y += frame.top + its.clientTop(view.frameElement);
  }
  return {x, y, inner};
}

// belongs tells whether what lies at a point is the element, in it, or its label.
function belongs(hit, element) {
  for (const part of ancestors(hit)) {
    if (part === element || its.localName(part) === 'label' && part.control === element) return true;
  }
  return its.contains(hit, element) && its.localName(hit) === 'label';
}

// focus puts the focus into the element that was located.
function focus() {
  held?.focus({preventScroll: true});
  return {};
}

// enter makes the field that was located ready for a text: {type: true} where it is to
// be typed over what is selected now, {} where the value is set, or {why} it cannot be.
// secret says that it is a field for what nobody is to read.
function enter({text}) {
  const field = held;
  its.focus(field, {preventScroll: true});
  if (its.localName(field) === 'select') return choose(field, text);
  if (its.isContentEditable(field)) {
    its.ownerDocument(field).getSelection().selectAllChildren(field);
    return {type: true};
  }
  if (its.localName(field) !== 'input' && its.localName(field) !== 'textarea') return {why: `${describe(field)} is no field to fill`};
  if (field.readOnly) return {why: `${describe(field)} cannot be changed`};
  if (/^(checkbox|radio|button|submit|reset|image)$/.test(field.type)) return {why: `${describe(field)} is of type ${field.type}: click it`};
  if (field.type === 'file') return {why: `${describe(field)} takes files: use upload`};
  if (/^(date|time|month|week|datetime-local|color|range)$/.test(field.type)) {
    field.value = text;
    if (field.value !== text) return {why: `${describe(field)} of type ${field.type} does not take ${JSON.stringify(text)}`};
    return changed(field);
  }
  field.select();
  return {type: true, secret: field.type === 'password'};
}

// choose picks the option of a list by its words or its value.
function choose(field, text) {
  const option = [...field.options].find(o => o.label.trim() === text) || [...field.options].find(o => o.value === text);
  if (!option) return {why: `${describe(field)} has no option ${JSON.stringify(text)}`};
  field.value = option.value;
  return changed(field);
}

// changed tells the page that a value was set, as the browser does.
function changed(field) {
  for (const name of ['input', 'change']) its.dispatchEvent(field, new Event(name, {bubbles: true, composed: name === 'input'}));
  return {};
}

// scroll moves the page by pixels, to its top or bottom, or an element to the top of
// the window: {} or {why}.
async function scroll({to}) {
  const root = document.scrollingElement || document.documentElement;
  const by = {top: -its.scrollTop(root), bottom: its.scrollHeight(root)}[to] ?? (/^-?\d+$/.test(to) ? Number(to) : null);
  if (by !== null) {
    scrollBy({top: by, behavior: 'instant'});
  } else {
    const {element, why} = candidate(to);
    if (why) return {why};
    its.scrollIntoView(element, {block: 'start', behavior: 'instant'});
  }
  await painted();
  return {};
}

// onward scrolls a page to its end that may go on there, and every pane that fills most of
// the window: {there: true} where the target is there by now.
async function onward({target}) {
  if (candidate(target).element) return {there: true};
  const root = document.scrollingElement || document.documentElement;
  const panes = deep('*').filter(element => its.scrollHeight(element) > its.clientHeight(element) + 1 && its.clientHeight(element) > innerHeight / 3 && /auto|scroll/.test(getComputedStyle(element).overflowY));
  for (const pane of [root, ...panes]) its.scrollTo(pane, {top: its.scrollHeight(pane), behavior: 'instant'});
  await painted();
  return {there: Boolean(candidate(target).element)};
}

// fileField holds the field for files that a target means: itself, of its label, or in it.
// {found: false} where there is none: then it is a button that asks for one.
function fileField({target}) {
  const file = 'input[type="file" i]';
  for (const element of meant(target)) {
    const field = its.matches(element, file) ? element : its.localName(element) === 'label' && element.control || its.querySelector(element, file);
    if (field && its.matches(field, file)) {
      held = field;
      return {found: true};
    }
  }
  return {found: false};
}

// draggable tells whether the browser itself drags the element that was located.
const draggable = () => ({draggable: Boolean(held && its.closest(held, '[draggable="true"],a[href]:not([draggable="false"]),img:not([draggable="false"])'))});

// heldElement is the element that was located, for the browser's own commands.
const heldElement = () => held;
