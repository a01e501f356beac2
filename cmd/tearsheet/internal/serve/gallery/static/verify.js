/* global load */
// Verifies without leaving the page.
(() => {
  'use strict';

  const form = document.getElementById('verify');
  const button = form.querySelector('button');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    button.disabled = true;
    const result = document.getElementById('verified');
    result.textContent = 'Reading …';
    try {
      const body = await load(`${form.getAttribute('action')}?part`, {method: 'POST'});
      result.replaceChildren(...body.childNodes);
    } catch {
      result.textContent = 'The server did not answer.';
    }
    button.disabled = false;
  });
})();
