// While the picture is drawn Chrome gives the window other sizes, and a moment's 1 x 1
// between two parts: nothing that the page should hear of.
let still = false;
listen('tearsheet:still', event => {
  event.stopImmediatePropagation();
  still = true;
}, true);
for (const target of [window, window.visualViewport]) {
  target?.addEventListener('resize', event => {
    if (still) event.stopImmediatePropagation();
  }, true);
}
