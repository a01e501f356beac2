// A paragraph lights up where it is in the picture, and what is in the picture lights up
// in the article.
(() => {
  'use strict';

  const view = document.querySelector('.sheet-view');
  const picture = document.querySelector('.places');
  const article = document.querySelector('.story .body');
  if (!picture || !article) return;
  const all = (root, place) => [...root.querySelectorAll(`[data-place="${place}"]`)];
  let lit = null;

  function light(place, from) {
    if (place === lit) return;
    for (const part of document.querySelectorAll('.lit')) part.classList.remove('lit');
    lit = place;
    if (place === null) return;
    const rects = all(picture, place);
    const texts = all(article, place);
    if (!rects.length || !texts.length) return;
    for (const part of [...rects, ...texts]) part.classList.add('lit');
    if (from === article) reveal(rects[0]);
  }

  // reveal scrolls the picture in its own window, and nothing else.
  function reveal(rect) {
    const box = rect.getBoundingClientRect();
    const frame = view.getBoundingClientRect();
    if (box.top >= frame.top && box.bottom <= frame.bottom) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    view.scrollBy({top: box.top - frame.top - Math.max(24, (frame.height - box.height) / 3), behavior: calm ? 'auto' : 'smooth'});
  }

  for (const root of [article, picture]) {
    root.addEventListener('pointerover', event => light(event.target.closest('[data-place]')?.dataset.place ?? null, root));
    root.addEventListener('pointerleave', () => light(null, root));
    root.addEventListener('click', event => {
      const place = event.target.closest('[data-place]')?.dataset.place;
      if (place === undefined || event.target.closest('a')) return;
      if (root === article) reveal(all(picture, place)[0] ?? picture);
      else all(article, place)[0]?.scrollIntoView({block: 'center'});
    });
  }
})();
