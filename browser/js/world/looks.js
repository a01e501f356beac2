// What of the looks of a thing may change while one scrolls, and change back: its colour, and what
// clip paths and masks leave of it.

const lookLeast = 20000; // square pixels of a thing of which the colour is looked at

// lookOf gives the colours of something, of its kind: of what it says, of its ground, and whether a
// filter changes them; '' where they say nothing.
function lookOf(kind, {style, toned, stuck}, box) {
  if (stuck || areaOf(box) < lookLeast) return '';
  return `${kind === 'text' ? style.color : ''}|${kind === 'picture' ? '' : style.backgroundColor}|${toned}`;
}

const channels = /[\d.]+/g;
const colourLeast = 60; // levels by which colours differ, of all channels together

// isLike tells whether two looks are as good as the same.
function isLike(a, b) {
  if (a === b || !a || !b) return true;
  const others = b.split('|');
  return a.split('|').every((part, i) => isNear(part, others[i]));
}

// isNear tells whether two colours can hardly be told apart.
function isNear(a, b) {
  if (a === b) return true;
  if (!a.startsWith('rgb') || !b.startsWith('rgb')) return a.includes('('); // written in other ways
  const [one, other] = [a, b].map(colour => colour.match(channels).map(Number));
  const difference = one.slice(0, 3).reduce((sum, level, i) => sum + Math.abs(level - other[i]), 0);
  return (one[3] ?? 1) < 0.1 && (other[3] ?? 1) < 0.1 || difference < colourLeast && Math.abs((one[3] ?? 1) - (other[3] ?? 1)) < 0.4;
}

// isToned tells a filter that gives things other colours.
const isToned = filter => /(grayscale|invert|sepia)\((0?\.[5-9]\d*|1)\)|saturate\(0(\.[0-4]\d*)?\)|hue-rotate\(-?([4-9]\d|\d{3})/.test(filter);

// isStrong tells a look that has a ground which stands out from paper.
function isStrong(look) {
  const [, ground = ''] = look.split('|');
  const [red, green, blue, alpha = 1] = (ground.match(channels) || []).map(Number);
  return ground.startsWith('rgb') && alpha > 0.5 && Math.min(red, green, blue) < 200;
}

const percent = /(-?[\d.]+)(%|px)?/;
const shareOf = text => {
  const [, number, unit] = percent.exec(text) || [];
  return unit === '%' ? Number(number) / 100 : Number(number) === 0 ? 0 : NaN;
};

// leftByClip tells what share of a box a clip path leaves, 0 to 1: where that is written in parts
// of the box.
function leftByClip(path) {
  if (path === 'none') return 1;
  const [, shape, inside] = /^(inset|circle|ellipse|polygon)\((.*)\)/.exec(path) || [];
  if (shape === 'circle' || shape === 'ellipse') return /^0(%|px)?(\s|$)/.test(inside) ? 0 : 1;
  if (shape === 'inset') {
    const [top, right = top, bottom = top, left = right] = inside.split(/\s+round/)[0].trim().split(/\s+/).map(side => shareOf(side) || 0);
    return Math.max(0, 1 - top - bottom) * Math.max(0, 1 - left - right);
  }
  if (shape !== 'polygon') return 1;
  const points = inside.replace(/^(nonzero|evenodd),/, '').split(',').map(point => point.trim().split(/\s+/).map(shareOf));
  const twice = points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Number.isNaN(twice) ? 1 : Math.min(1, Math.abs(twice) / 2);
}

// leftByMask tells what share of a box a mask of one gradient leaves, 0 to 1.
function leftByMask(style) {
  const {maskImage} = style;
  if (maskImage === 'none') return 1; // as a rule: each value that is read has to be worked out
  const {maskSize, maskPosition} = style;
  if (/(^|\s)0(%|px)/.test(maskSize)) return 0;
  const [, inside] = /^linear-gradient\((.*)\)$/.exec(maskImage) || [];
  if (!inside || inside.includes('gradient(')) return 1;
  const stops = [...inside.matchAll(/rgba?\(([^)]*)\)\s*([\d.]+%)?/g)].map(([, levels, at]) => ({alpha: Number(levels.split(/[,/]/)[3] ?? 1), at: at ? shareOf(at) : NaN}));
  if (stops.length < 2) return 1;
  if (Number.isNaN(stops[0].at)) stops[0].at = 0;
  if (Number.isNaN(stops.at(-1).at)) stops.at(-1).at = 1;
  if (stops.some(({at}) => Number.isNaN(at))) return 1;
  const isAcross = /^(to (right|left)|90deg|270deg|-90deg)/.test(inside);
  const isBackward = /^(to (left|top)|0deg|270deg|-90deg)/.test(inside);
  const [size, place] = [maskSize, maskPosition].map(pair => shareOf(pair.split(' ')[isAcross ? 0 : 1] ?? pair));
  // A mask larger than the box shows a part of itself.
  const from = size > 1 && place >= 0 ? (1 - 1 / size) * place : 0;
  const span = size > 1 ? 1 / size : 1;
  const steps = 20;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const at = from + (i + 0.5) / steps * span;
    sum += alphaAt(stops, isBackward ? 1 - at : at);
  }
  return sum / steps;
}

// alphaAt gives how opaque a gradient of such stops is at a place of it.
function alphaAt(stops, at) {
  const after = stops.findIndex(stop => stop.at > at);
  if (after < 0) return stops.at(-1).alpha;
  if (after === 0) return stops[0].alpha;
  const [a, b] = [stops[after - 1], stops[after]];
  return a.alpha + (b.alpha - a.alpha) * (at - a.at) / (b.at - a.at);
}
