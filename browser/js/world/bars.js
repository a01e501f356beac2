// What keeps its place in the window while the page is scrolled, in a picture of the whole
// page, which has no window.

// unfix lets backgrounds that are fixed to the window go with what they stand in, and keeps
// what is parked outside the window out of sight. It gives what keeps its place in the window.
function unfix() {
  const fixed = [];
  for (const element of everything()) {
    const style = getComputedStyle(element);
    if (style.position === 'fixed' && keepsToWindow(element)) fixed.push(element);
    if (style.backgroundAttachment.includes('fixed') && its.clientHeight(element) > 0) restyle(element, 'background-attachment', 'scroll');
  }
  for (const element of fixed) park(element);
  return fixed;
}

// keepsToWindow tells whether what is fixed does not go with something that it stands in. What has an
// offset parent may do that; where a page is zoomed, it may not.
function keepsToWindow(element) {
  if (!its.offsetParent(element)) return true;
  return ![...ancestors(parentOf(element))].some(part => {
    const {transform, translate, rotate, scale, filter, backdropFilter, perspective, contain, willChange} = getComputedStyle(part);
    return [transform, translate, rotate, scale, filter, backdropFilter, perspective].some(value => value !== 'none') || /paint|layout|strict|content/.test(contain) || /transform|translate|rotate|scale|filter|perspective/.test(willChange);
  });
}

// park cuts off what reaches out of the window at its foot or side, where nobody can scroll
// to it: the picture goes on there. What fills the window is the page itself.
function park(element) {
  const box = its.getBoundingClientRect(element);
  const shown = areaOf(cut(box, inTheWindow()));
  if (shown > innerWidth * innerHeight / 2) return;
  const parts = getComputedStyle(element).overflowY === 'visible' ? [...its.querySelectorAll(element, '*')].slice(0, manyParts) : [];
  const boxes = [box, ...parts.map(part => its.getBoundingClientRect(part))];
  const over = (edge, end) => boxes.some(one => one[edge] > end + 1) ? box[edge] - end : -manyPixels;
  const right = over('right', innerWidth);
  const foot = over('bottom', innerHeight);
  if (Math.max(right, foot) > -manyPixels) restyle(element, 'clip-path', `inset(${-manyPixels}px ${right}px ${foot}px ${-manyPixels}px)`);
}
const manyPixels = 99999;
const manyParts = 200;

const movedBars = [];

// spreadBars moves what stands at the foot of the window to the foot of a page of that height:
// in the picture it would lie over the middle of the story. It tells whether there was such.
function spreadBars(fixed, height) {
  const by = height - innerHeight;
  if (by <= 0) return false;
  for (const element of fixed.filter(standsAtFoot)) {
    moveBy(element, by);
    movedBars.push(element);
  }
  return movedBars.length > 0;
}

// standsAtFoot tells whether a bar stands in the lower half of the window. What fills most of
// the window is no bar.
function standsAtFoot(element) {
  const {top, bottom, width, height} = its.getBoundingClientRect(element);
  if (height >= innerHeight * sceneLeast && width >= innerWidth / 2 || height >= innerHeight * 0.85) return false;
  return top < innerHeight && (top + bottom) / 2 > innerHeight / 2 && its.checkVisibility(element);
}

// gatherBars brings back what was moved.
function gatherBars() {
  for (const element of movedBars.splice(0)) for (const name of ['translate', 'transition']) letGo(element, name);
  return {};
}
