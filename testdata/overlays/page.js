'use strict';
// What the pages of this folder share: a notice that is answered leaves a mark.

function answered(how, ...notices) {
  document.documentElement.dataset.answer = how;
  for (const selector of notices) for (const element of document.querySelectorAll(selector)) element.remove();
}

// on makes a button of a notice work. It is looked for in root.
function on(selector, how, notices, root = document) {
  for (const button of root.querySelectorAll(selector)) button.addEventListener('click', () => answered(how, ...[].concat(notices)));
}
