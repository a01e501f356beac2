// Keys that all pages have: / searches, j and k go through what is listed, the arrows
// lead to the older and newer capture.
(() => {
  'use strict';

  const search = document.getElementById('q');
  const items = () => [...document.querySelectorAll('[data-item]')];

  function step(by) {
    const list = items();
    if (!list.length) return;
    const at = list.indexOf(document.activeElement);
    const next = at < 0 && by < 0 ? list.length - 1 : Math.min(list.length - 1, Math.max(0, at + by));
    list[next].focus();
    list[next].scrollIntoView({block: 'nearest'});
  }

  function go(name) {
    const address = document.getElementById('main').dataset[name];
    if (address) location.assign(address);
  }

  const keys = {
    '/': () => { search.focus(); search.select(); },
    j: () => step(1), k: () => step(-1),
    ArrowLeft: () => go('older'), ArrowRight: () => go('newer'),
  };

  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const {target} = event;
    if (target === search && event.key === 'Escape') search.blur();
    if (target.closest('input, select, textarea, [data-keys]')) return;
    if (event.key.startsWith('Arrow') && target.closest('.scroll, .sheet-view, iframe')) return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
})();
