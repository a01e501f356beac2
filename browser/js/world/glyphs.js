// Letters that the machine has no font for: they are drawn as boxes, where a person's would write
// them.

// Letters that any machine writes are not looked at.
const letterBeyond = /(?![\0-\u024f\u1e00-\u1eff])[\p{L}\p{Emoji_Presentation}]/gu;
const beyondAny = new RegExp(letterBeyond, 'u');

const fontSamples = 8; // letters of a script in one font that are tried
const fontTexts = 20000; // texts that are looked at
const fontLetters = 4000; // of each

// Names of scripts as a person has them.
const scriptNames = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Thai', 'Devanagari', 'Bengali', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Gujarati', 'Gurmukhi', 'Sinhala', 'Khmer', 'Lao', 'Myanmar', 'Tibetan', 'Georgian', 'Armenian', 'Ethiopic', 'Mongolian'];
let scriptPatterns = null; // made when they are needed: few pages have other letters

function scriptOf(letter) {
  scriptPatterns ||= scriptNames.map(name => [name, new RegExp(`\\p{Script=${name}}`, 'u')]);
  return scriptPatterns.find(([, pattern]) => pattern.test(letter))?.[0] ?? (/\p{Emoji_Presentation}/u.test(letter) ? 'emoji' : 'other');
}

// withoutFont counts the letters in sight that are drawn as boxes, by script: {script: count}.
function withoutFont() {
  const missing = {};
  const groups = new Map(); // script and font -> {script, font, letters, count}
  for (const scope of scopes()) {
    const root = scope === docOf(scope) ? bare(scope, Document, 'body') : scope;
    if (!root || !beyondAny.test(its.textContent(root))) continue;
    const walker = walkerOver(docOf(scope), root, NodeFilter.SHOW_TEXT);
    for (let n = 0; n < fontTexts && walker.nextNode(); n++) gatherLetters(walker.currentNode, groups);
  }
  if (groups.size === 0) return missing;
  const pen = penFor();
  for (const {script, font, letters, count} of groups.values()) {
    const none = pen(font, '\u0378'); // a code without a letter: how the font draws what it has not
    const lost = [...letters].filter(([letter]) => pen(font, letter) === none);
    if (lost.length === 0) continue;
    const isAll = lost.length === letters.size; // of those that were not tried as well
    missing[script] = (missing[script] || 0) + (isAll ? count : lost.reduce((sum, [, times]) => sum + times, 0));
  }
  return missing;
}

function gatherLetters(text, groups) {
  const found = text.data.slice(0, fontLetters).match(letterBeyond);
  const element = its.parentElement(text);
  if (!found || !element || unrendered.has(its.localName(element)) || !isVisible(element)) return;
  const {fontFamily, fontWeight} = getComputedStyle(element);
  for (const letter of found) {
    const script = scriptOf(letter);
    const key = `${script} ${fontWeight} ${fontFamily}`;
    const group = groups.get(key) || {script, font: `${fontWeight} 16px ${fontFamily}`, letters: new Map(), count: 0};
    groups.set(key, group);
    group.count++;
    if (group.letters.size < fontSamples || group.letters.has(letter)) group.letters.set(letter, (group.letters.get(letter) || 0) + 1);
  }
}

// penFor gives a function that draws a letter in a font, and what that looks like.
function penFor() {
  const size = 24; // CSS pixels
  const canvas = new window.OffscreenCanvas(size, size);
  const context = canvas.getContext('2d', {willReadFrequently: true});
  return (font, letter) => {
    context.clearRect(0, 0, size, size);
    context.font = font;
    context.fillText(letter, 2, 18);
    return new Uint32Array(context.getImageData(0, 0, size, size).data.buffer).join();
  };
}
