// Menus and lists of contents that unfold by themselves: many show but the entries of the part that
// one is at, and those of other parts are not missed in a picture.

const marksLeast = 4; // entries that make a list of contents

class Menus {
  lists = new Map(); // list -> whether it is one, and some of it is shown
  #beside; // those that stand beside the page

  // shown are the elements that the picture shows.
  constructor(shown) {
    this.shown = shown;
  }

  // folds tells what was seen in one of which others are shown, and is hidden there or gone by now. What
  // one has to scroll to in the menu is missed.
  folds(then) {
    const {element} = then;
    if (isPaned(then)) return false;
    if (its.isConnected(element)) {
      for (const part of ancestors(element)) {
        if (!/^(ul|ol|nav|aside|menu)$/.test(its.localName(part))) continue;
        if (!this.lists.has(part)) this.lists.set(part, isContents(part) && this.shown.some(other => contains(part, other)));
        if (this.lists.get(part)) return true;
      }
    }
    this.#beside ??= everything().filter(isMenuBeside);
    return this.#beside.some(part => its.isConnected(element) ? contains(part, element) : isOnTheWay(part, then));
  }
}

// isOnTheWay tells what was where a menu comes by as the page is scrolled.
function isOnTheWay(menu, {x, y, width}) {
  const column = placeOf(its.getBoundingClientRect(menu), corner());
  if (x < column.x - 1 || x + width > column.x + column.width + 1) return false;
  if (getComputedStyle(menu).position === 'fixed') return true;
  const around = placeOf(its.getBoundingClientRect(parentOf(menu)), corner());
  return y >= around.y && y < around.y + around.height;
}

const lettersOf = of => its.textContent(of).replace(/\s+/g, '').length;

// isContents tells a list of the page's own parts: it is a menu, or links most of which lead to places
// of the page.
function isContents(part) {
  if (its.matches(part, '[role="menu"],[role="tree"],[role="navigation"] *')) return its.querySelectorAll(part, 'li,[role="menuitem"],[role="treeitem"]').length >= marksLeast;
  const linked = [...its.querySelectorAll(part, 'a')].reduce((sum, link) => sum + lettersOf(link), 0);
  return its.querySelectorAll(part, 'a[href^="#"]').length >= marksLeast && linked > lettersOf(part) * 0.7;
}

// isMenuBeside tells a column of things to press that stays beside the page while that is scrolled, and
// shows some of them.
function isMenuBeside(part) {
  if (its.clientWidth(part) === 0 || its.clientWidth(part) > innerWidth * 0.35 || its.clientHeight(part) < innerHeight * sceneLeast) return false;
  if (!/^(fixed|sticky)$/.test(getComputedStyle(part).position)) return false;
  const entries = [...its.querySelectorAll(part, 'a,button,label,[role="menuitem"],[role="treeitem"]')].filter(isVisible);
  return entries.length >= marksLeast && entries.reduce((sum, entry) => sum + lettersOf(entry), 0) > lettersOf(part) * 0.5;
}
