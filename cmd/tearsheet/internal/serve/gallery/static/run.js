/* global load */
// Shows how a capture goes on while it does.
(() => {
  'use strict';

  const run = document.getElementById('run');
  if (!run?.dataset.events) return;
  const events = new EventSource(run.dataset.events);
  events.addEventListener('progress', event => {
    const {said, percent, state} = JSON.parse(event.data);
    const words = document.getElementById('said');
    if (words.textContent !== said) words.textContent = said;
    document.getElementById('progress').value = percent;
    run.querySelector('.dot').className = `dot ${state}`;
  });
  events.addEventListener('end', async () => {
    events.close();
    const body = await load(`${run.dataset.link}?part`);
    run.replaceChildren(...body.childNodes);
  });
})();
