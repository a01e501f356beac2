// Boxes that are as good as the page and go on to the side: a book in columns, screens beside
// each other.

const sidewaysMost = 40000; // CSS pixels of content in such a box that is opened

// sideways gives them.
const sideways = () => rails().filter(element => fillsWindow(element) && hides(element) < 8);

// widen makes an element as wide as its content, and what it stands in with it, as far as that
// would cut it off. It tells whether all of it shows then.
function widen(element, undo) {
  const set = (part, name, value) => {
    undo.push([part, name, its.style(part).getPropertyValue(name), its.style(part).getPropertyPriority(name)]);
    restyle(part, name, value);
  };
  const style = getComputedStyle(element);
  const around = style.boxSizing === 'border-box' ? its.offsetWidth(element) - its.clientWidth(element) : -(parseFloat(style.paddingLeft) || 0) - (parseFloat(style.paddingRight) || 0);
  const inColumns = style.columnWidth !== 'auto' || style.columnCount !== 'auto';
  for (const child of inColumns ? [] : its.children(element)) { // they may be shares of the box's width
    set(child, 'min-width', `${its.getBoundingClientRect(child).width}px`);
    set(child, 'max-width', `${its.getBoundingClientRect(child).width}px`);
  }
  set(element, 'width', `${its.scrollWidth(element) + around}px`);
  set(element, 'max-width', 'none');
  set(element, 'flex', 'none');
  for (const part of ancestors(parentOf(element))) {
    if (clips(getComputedStyle(part).overflowX)) set(part, 'overflow', 'visible');
  }
  return its.scrollWidth(element) <= its.clientWidth(element) + 1;
}

// openSideways opens them: {count, left: [what still hides something, in words]}.
function openSideways() {
  let count = 0;
  const left = [];
  for (const element of sideways()) {
    const says = `a pane goes on to the side, which is not in the picture: ${describe(element)} shows ${its.clientWidth(element)} of ${its.scrollWidth(element)} px`;
    const undo = [];
    if (its.scrollWidth(element) <= sidewaysMost && !isBeside(element) && widen(element, undo)) {
      count++;
      noteOpened(element, undo, false);
    } else {
      takeBack(undo);
      left.push(says);
    }
  }
  return {count, left};
}
