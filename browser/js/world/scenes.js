// Scenes that carry what is in them past the window as the page is scrolled, sideways as a rule:
// where the page has to stand for each of these things to be seen whole.

const scenePartsMost = 400;
const probe = 40; // CSS pixels by which the page is scrolled to see how a scene moves
const carriesLeast = 0.1; // CSS pixels for each that the page is scrolled

// partsOf gives what a scene has to show.
function partsOf(scene) {
  const parts = [];
  for (const element of inside(scene, 4 * scenePartsMost)) {
    if (parts.length === scenePartsMost) break;
    if (sortOf(element, getComputedStyle(element)) !== '') parts.push(element);
  }
  return parts;
}

// stand waits until what a scene moves has come to rest: some let it trail behind. It gives
// where its parts are then.
async function stand(scene) {
  const parts = partsOf(scene);
  const look = () => parts.map(part => its.getBoundingClientRect(part));
  let now = look();
  const end = performance.now() + steadyMost;
  for (let still = 0; plans(0, 0).frames + hurry() > 0 && still < 2 && performance.now() < end;) {
    await pause(50);
    const next = look();
    still = next.every(({left, top}, i) => Math.abs(left - now[i].left) < 0.5 && Math.abs(top - now[i].top) < 0.5) ? still + 1 : 0;
    now = next;
  }
  return now;
}

const paces = new WeakMap(); // scene -> {x, y}: by how much it moves its parts for each pixel of scrolling

// paceOf finds that out by scrolling a little further, and back.
async function paceOf(scene) {
  const before = await stand(scene);
  const top = scrollY;
  scrollTo({left: scrollX, top: top + probe, behavior: 'instant'});
  await painted();
  const after = await stand(scene);
  const typical = side => {
    const moved = before.map((box, i) => after[i]?.[side] - box[side]).filter(by => Math.abs(by) > probe * carriesLeast).sort((a, b) => a - b);
    return moved.length > 0 ? moved[moved.length >> 1] / probe : 0;
  };
  const pace = {x: typical('left'), y: typical('top')};
  scrollTo({left: scrollX, top, behavior: 'instant'});
  await painted();
  await stand(scene);
  return pace;
}

// nextIn gives where on the page to stand next for a scene to show what comes after all that it
// shows whole now; 0 where it carries nothing, or there is no more.
async function nextIn(scene) {
  const box = its.getBoundingClientRect(scene);
  const room = its.getBoundingClientRect(parentOf(scene));
  const stays = room.bottom - box.bottom; // for so long
  if (stays < 2) return 0;
  if (!paces.has(scene)) paces.set(scene, await paceOf(scene));
  const {x, y} = paces.get(scene);
  const isSideways = Math.abs(x) >= Math.abs(y);
  const pace = isSideways ? x : y;
  if (Math.abs(pace) < carriesLeast) return 0;
  const [near, far] = isSideways ? ['left', 'right'] : ['top', 'bottom'];
  const [from, to] = [Math.max(0, box[near]), Math.min(isSideways ? innerWidth : innerHeight, box[far])];
  // How far each part has come, from where the scene lets it in.
  const ahead = partsOf(scene).map(part => its.getBoundingClientRect(part)).filter(part => areaOf(part) > 1 && part[far] - part[near] <= (to - from) * 1.02)
    .map(part => pace < 0 ? {begins: part[near] - from, ends: part[far] - to} : {begins: to - part[far], ends: from - part[near]}).filter(({ends, begins}) => ends > 1 && begins > 1);
  if (ahead.length === 0) return 0;
  const by = Math.min(...ahead.map(({begins}) => begins)) / Math.abs(pace);
  return Math.floor(scrollY + Math.min(Math.max(by, probe), stays, innerHeight * 2));
}
