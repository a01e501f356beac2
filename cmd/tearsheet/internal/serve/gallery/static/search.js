/* global load */
// Lists what fits while one types and chooses.
(() => {
  'use strict';

  const search = document.getElementById('q');
  const filters = document.getElementById('filters');
  const list = document.getElementById('list');
  const heading = document.querySelector('h1');
  let asked = new AbortController();
  let timer = 0;

  function address() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(filters)) if (value.trim() && name !== 'q') fields.set(name, value.trim());
    if (search.value.trim()) fields.set('q', search.value.trim());
    return `/?${fields}`;
  }

  async function show(typed) {
    asked.abort(new DOMException('another was asked', 'AbortError'));
    asked = new AbortController();
    const {signal} = asked;
    const to = address();
    list.setAttribute('aria-busy', 'true');
    try {
      const body = await load(`${to}&part${typed ? '&typed' : ''}`, {signal});
      list.replaceChildren(...body.childNodes);
      const words = search.value.trim();
      heading.textContent = words ? `Found for “${words}”` : 'Captures';
      history.replaceState(null, '', to === '/?' ? '/' : to);
    } catch (error) {
      if (error.name === 'AbortError') return;
      location.assign(to);
    }
    list.setAttribute('aria-busy', 'false');
  }

  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(true), 120);
  });
  filters.addEventListener('change', () => show(false));
  for (const form of [search.form, filters]) {
    form.addEventListener('submit', event => {
      event.preventDefault();
      clearTimeout(timer);
      show(false);
    });
  }
})();
