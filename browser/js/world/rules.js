// Clearing the notices of known products by their rules; see ../../overlay/rule.go.

// finder looks for selectors in all scopes, which are gathered only once.
function finder() {
  const places = scopes();
  return {
    all(selectors) {
      const found = new Set();
      for (const selector of selectors) {
        for (const place of places) {
          try {
            for (const element of its.querySelectorAll(place, selector)) found.add(element);
          } catch {
            break; // no selector for this browser
          }
        }
      }
      return [...found];
    },
  };
}

// byRule clears one known product: what was done, {kept: name, roots} where it is to
// stay, or null where it is not to be seen.
async function byRule(rule, policy, consent, find) {
  const roots = find.all(rule.present).filter(element => {
    const box = boxOf(element);
    return box.width * box.height >= 100 && shows(element) && !illustrates(element);
  });
  if (roots.length === 0) return null;
  const choice = rule.kind === 'consent' ? consent : 'reject';
  if (choice === 'keep') return {kept: rule.name, roots};
  const area = Math.round(100 * Math.max(...roots.map(root => boxOf(root).width * boxOf(root).height / (innerWidth * innerHeight))));
  const allGone = async () => (await Promise.all(roots.map(root => gone(root)))).every(Boolean);
  const done = how => ({kind: rule.kind, how, detail: rule.name + (how === 'clicked' ? ': ' + choice : ''), area});
  if (policy === 'dismiss' && choice !== 'hide') {
    // The buttons may come a moment after the notice.
    const ways = await comes(() => {
      const list = (rule[choice] || []).map(steps => [].concat(steps)).filter(([first]) => visible(first)[0]);
      return list.length > 0 ? list : null;
    }, rule[choice]?.length > 0 ? 300 : 0) || [];
    for (const steps of ways) {
      if (await follow(steps) && await allGone()) return done('clicked');
    }
    for (const root of ways.length === 0 ? roots : []) {
      if (its.isConnected(root) && await answerNotice(root, rule.kind === 'consent' ? orders.consent[choice] : orders.other, document) && await allGone()) return done('clicked');
    }
  }
  for (const element of find.all([...rule.present, ...(rule.hide || [])])) {
    if (!illustrates(element) && !deep('article,main', element).length) hide(element);
  }
  return done('hidden');
}

// follow presses one button after the other; each must come into view.
async function follow(steps) {
  for (const [i, selector] of steps.entries()) {
    const button = i === 0 ? visible(selector)[0] : await comes(() => visible(selector)[0]);
    if (!button) return false;
    if (meaningOf(nameOf(button)) === 'save') turnOff(its.closest(button, '[role="dialog"],form') || its.parentElement(button));
    press(button);
    await painted();
  }
  return true;
}

function visible(selector) {
  try {
    return deep(selector).filter(isVisible);
  } catch {
    return [];
  }
}

// illustrates tells whether what looks like a notice stands in the flow of an article:
// a story about notices shows one.
function illustrates(element) {
  let inStory = false;
  for (const part of ancestors(element)) {
    const {position} = getComputedStyle(part);
    if (position === 'fixed' || inTopLayer(part)) return false;
    if (its.matches(part, 'article,main,[role="main"],figure')) inStory = true;
  }
  return inStory && !inside(element, 30).some(part => getComputedStyle(part).position === 'fixed');
}
