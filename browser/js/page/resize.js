// While the picture is drawn Chrome gives the window other sizes, and a moment's 1 x 1
// between two parts: nothing that the page should hear of.
let still = false; // the window's size is not told
let blind = false; // nor is what is in view, see views.js
listen('tearsheet:still', event => {
  event.stopImmediatePropagation();
  still = true;
  blind = event.detail === 'view';
});
const quietened = event => {
  if (still) event.stopImmediatePropagation();
};
listen('resize', quietened);
window.visualViewport?.addEventListener('resize', quietened, true);
