// Where the texts of the page stand in its picture.

// inLine tells whether an element is a part of a line, and no block of its own. A letter
// that is set large at the beginning is one although it floats.
function inLine(element) {
  const {display, float} = getComputedStyle(element);
  return display.startsWith('inline') || display.startsWith('ruby') || display === 'contents' || float !== 'none' && its.localName(element) === 'span';
}

const textsMost = 5000;
const lettersMost = 600000;

// texts gives the runs of text that are shown, in their order, each with its box in CSS
// pixels from the page's corner: {texts: [{text, x, y, width, height}]}. A run ends where
// its block does, and at a line break.
function texts() {
  const list = [];
  const blocks = new Map();
  const from = corner();
  let run = null;
  let letters = 0;

  // blockOf gives what an element's text is laid out in.
  const blockOf = element => {
    let at = element;
    const path = [];
    while (at && its.nodeType(at) === Node.ELEMENT_NODE && !blocks.has(at) && inLine(at)) {
      path.push(at);
      at = parentOf(at);
    }
    const block = blocks.get(at) ?? at;
    for (const part of [...path, at]) blocks.set(part, block);
    return block;
  };

  const end = () => {
    if (run && /[\p{L}\p{N}]/u.test(run.text) && its.checkVisibility(run.block, {visibilityProperty: true})) {
      const range = new Range();
      range.setStart(run.first, 0);
      range.setEnd(run.last, run.last.length);
      const {left, top, width, height} = boxAround(range);
      if (width > 1 && height > 1 && left + width + from.x > 0) {
        list.push({text: run.text.replace(/\s+/g, ' ').trim(), x: left + from.x, y: top + from.y, width, height});
        letters += run.text.length;
      }
    }
    run = null;
  };

  for (const scope of ownScopes()) {
    const root = scope === document ? bare(document, Document, 'documentElement') : scope;
    if (!root) continue;
    const walker = walkerOver(document, root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode() && list.length < textsMost && letters < lettersMost) {
      const node = walker.currentNode;
      if (its.nodeType(node) === Node.ELEMENT_NODE) {
        if (its.localName(node) === 'br') end();
        continue;
      }
      const around = parentOf(node);
      if (!around || its.nodeType(around) !== Node.ELEMENT_NODE || unrendered.has(its.localName(around)) || !/\S/.test(node.data)) continue;
      const block = blockOf(around);
      if (run && run.block !== block) end();
      run ??= {block, first: node, last: node, text: ''};
      run.text += node.data;
      run.last = node;
    }
    end();
  }
  return {texts: list};
}
