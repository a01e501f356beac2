// While the picture is drawn Chrome may give the window other sizes, for a moment 1 x 1, and its own
// again. The page is not to answer to that: what fades in and out with the view would be on its way.

let unhush = null; // lets what changes by and by do so again; null where the page sees what is in view

// hush keeps from the page what size its window has; with view what is in it as well, and nothing
// changes by and by any more.
function hush(view) {
  tellStill(view ? 'view' : 'size');
  if (view) unhush ??= addStyle('*, *::before, *::after { transition: none !important }');
}

// stir lets the page see again what is in view.
function stir() {
  if (!unhush) return;
  unhush();
  unhush = null;
  tellStill('size');
}

function tellStill(detail) {
  for (const view of windows()) its.dispatchEvent(view, new CustomEvent('tearsheet:still', {detail}));
}
