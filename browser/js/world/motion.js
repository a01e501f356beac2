// What moves, and how it stands in the picture.

// allAnimations gives those of all scopes, each once.
function allAnimations() {
  return new Set(scopes().flatMap(scope => its.getAnimations(scope)));
}

// timed gives the animations that follow scrolling instead of time.
function timed() {
  return [...allAnimations()].filter(animation => animation.timeline && !(animation.timeline instanceof (its.ownerDocument(animation.effect?.target)?.defaultView || window).DocumentTimeline));
}

const timedViews = new Map(); // animation -> {score, at}: where it stands when its element is seen best

// isPlayed tells what moves in a scene: as one scrolls on it shows all of itself, and at no moment.
const isPlayed = element => [...ancestors(element)].some(isScene);

// noteTimed takes down how animations stand that follow scrolling, while their elements are
// in view: in the middle of the window a person looks at them.
function noteTimed() {
  const list = timed();
  if (list.length === 0) return;
  const known = new Map();
  for (const animation of list) {
    const {target} = animation.effect || {};
    if (!target || animation.currentTime === null || isPlayed(target)) continue;
    const box = its.getBoundingClientRect(target);
    const {opacity, clip, barred} = situation(target, known);
    const part = cut(cut(box, clip), inTheWindow());
    if (areaOf(part) === 0 || barred && timedViews.has(animation)) continue;
    const middle = barred ? 1 : 1 - Math.min(1, Math.abs((box.top + box.bottom) / 2 - innerHeight / 2) / innerHeight);
    const score = opacity * Math.min(1, areaOf(part) / Math.min(areaOf(box), areaOf(inTheWindow()))) + middle / 10;
    if (score > (timedViews.get(animation)?.score ?? -1)) timedViews.set(animation, {score, at: animation.currentTime});
  }
}

// middleOf gives the time of an animation at which what it follows is in the window's middle, null
// where no stop can be that one.
function middleOf(animation) {
  const {timeline, startTime} = animation;
  if (!(timeline instanceof window.ViewTimeline) || timeline.source !== document.scrollingElement || startTime?.unit !== 'percent') return null;
  if (timeline.axis !== 'block' && timeline.axis !== 'y') return null;
  const {top, height} = its.getBoundingClientRect(timeline.subject);
  if (height > innerHeight) return null;
  const place = top + scrollY + height / 2 - innerHeight / 2;
  return place >= 0 && place <= hides(document.scrollingElement) ? CSS.percent(50 - startTime.value) : null;
}

// freezeTimed has animations that follow scrolling stand as they do when one looks at them: in
// the window's middle, where they are seen no worse there than where they were looked at.
function freezeTimed() {
  for (const [animation, view] of timedViews) {
    try {
      const middle = middleOf(animation);
      animation.pause();
      animation.currentTime = view.at;
      if (middle === null) continue;
      const before = opacityOf(animation.effect.target);
      animation.currentTime = middle;
      if (opacityOf(animation.effect.target) >= before) view.at = middle;
      animation.currentTime = view.at;
    } catch {
      // its element went away
    }
  }
}

const opacityOf = element => Number(getComputedStyle(element).opacity);

// hurry brings transitions and short animations in the document to their end, and gives the
// number of those that still run.
function hurry() {
  let running = 0;
  for (const animation of document.getAnimations()) {
    if (animation.playState !== 'running' || timedViews.has(animation)) continue;
    const {endTime} = animation.effect?.getComputedTiming() || {};
    if (typeof endTime !== 'number' || endTime === Infinity || endTime > 4000) continue;
    running++;
    try {
      animation.finish();
    } catch {
      // one without a timeline stays as it is
    }
  }
  return running;
}

const moments = [0, 500, 1000, 2000, 3000, 5000, 8000]; // ms

// bestMoment gives the time at which most is seen of what moves without end, and sets it.
function bestMoment(endless) {
  let best = {sum: -1, at: 0};
  const set = at => endless.forEach(animation => {
    animation.currentTime = at;
  });
  if (endless.length === 0) return;
  const targets = new Set(endless.map(animation => animation.effect?.target).filter(Boolean));
  for (const at of endless.length > 300 ? [0] : moments) {
    set(at);
    const known = new Map();
    let sum = 0;
    for (const target of targets) {
      const box = its.getBoundingClientRect(target);
      const {opacity, clip} = situation(target, known);
      sum += opacity * areaOf(cut(box, clip));
    }
    if (sum > best.sum * 1.05 + 1) best = {sum, at};
  }
  set(best.at);
}

// freeze stops what moves: what ends at its end, what never ends at a moment at which it is
// seen, what follows scrolling as it stands when one looks at it. What the page itself has
// paused stays as it is. It tells whether anything moved.
function freeze() {
  freezeTimed();
  const moving = [...allAnimations()];
  const scrolled = new Set(timed());
  const endless = [];
  for (const animation of moving) {
    if (animation.playState === 'paused') continue;
    try {
      const {endTime} = animation.effect?.getComputedTiming() || {};
      if (scrolled.has(animation)) {
        if (!isPlayed(animation.effect?.target)) animation.pause();
      } else if (endTime !== Infinity) {
        animation.finish();
      } else {
        animation.pause();
        endless.push(animation);
      }
    } catch {
      // an animation without a timeline stays as it is
    }
  }
  bestMoment(endless);
  const drawn = freezeDrawings();
  return moving.length > 0 || drawn;
}

const clockValue = text => {
  const [, number, unit] = /^\s*\+?([\d.]+)\s*(ms|s|min|h)?\s*$/.exec(text || '') || [];
  return number === undefined ? NaN : Number(number) * ({ms: 0.001, min: 60, h: 3600}[unit] || 1);
};
const drawnMost = 20; // seconds

// freezeDrawings sets the clock of drawings that move by SMIL to where what ends has ended.
function freezeDrawings() {
  let moved = false;
  for (const drawing of deep('svg')) {
    const parts = typeof drawing.pauseAnimations === 'function' ? [...its.querySelectorAll(drawing, 'animate,animateTransform,animateMotion,set')] : [];
    if (parts.length === 0 || drawing.animationsPaused()) continue;
    let end = 0;
    for (const part of parts) {
      const begin = Math.min(...(its.getAttribute(part, 'begin') || '0').split(';').map(clockValue).filter(n => !Number.isNaN(n)), Infinity);
      const dur = clockValue(its.getAttribute(part, 'dur') || '0');
      const times = its.getAttribute(part, 'repeatCount') === 'indefinite' ? 1 : Number(its.getAttribute(part, 'repeatCount')) || 1;
      const last = (begin === Infinity ? chainEnd(part, parts) : begin) + (Number.isNaN(dur) ? 0 : dur * times);
      end = Math.max(end, Math.min(last, drawnMost));
    }
    drawing.setCurrentTime(end + 0.01);
    drawing.pauseAnimations();
    moved = true;
  }
  return moved;
}

// chainEnd gives a time by which an animation has begun that waits for others: in sequence
// they take no longer than all together.
function chainEnd(part, parts) {
  const known = value => Number.isNaN(value) ? 0 : value;
  if (!/\.(end|begin)/.test(its.getAttribute(part, 'begin') || '')) return 0;
  return parts.reduce((sum, other) => sum + (other === part ? 0 : known(clockValue(its.getAttribute(other, 'begin') || '0')) + known(clockValue(its.getAttribute(other, 'dur') || '0'))), 0);
}
