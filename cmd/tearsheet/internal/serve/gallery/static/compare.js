/* global load */
// Two pictures: side by side, one over the other behind a line or through each other, and
// what differs once the server has found it.
(() => {
  'use strict';

  const section = document.getElementById('pictures');
  const stage = section?.querySelector('.stage');
  const tools = section?.querySelector('.tools');
  if (!tools) return;
  const range = tools.querySelector('.range');
  const input = range.querySelector('input');
  const buttons = [...tools.querySelectorAll('[data-mode]')];
  const at = {slider: 50, onion: 50};
  let mode = 'side';

  function setMode(name) {
    const button = buttons.find(({dataset, hidden}) => dataset.mode === name && !hidden);
    if (!button) return;
    mode = name;
    stage.dataset.mode = name;
    for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
    range.hidden = !(name in at);
    if (name in at) set(at[name]);
  }

  function set(value) {
    at[mode] = Math.min(100, Math.max(0, value));
    input.value = String(at[mode]);
    stage.style.setProperty('--at', `${at.slider}%`);
    stage.style.setProperty('--share', String(at.onion / 100));
  }

  function drag(event) {
    if (mode !== 'slider' || event.buttons !== 1) return;
    const box = stage.querySelector('[data-role="after"]').getBoundingClientRect();
    set((event.clientX - box.left) / box.width * 100);
  }

  tools.hidden = false;
  for (const button of buttons) button.addEventListener('click', () => setMode(button.dataset.mode));
  input.addEventListener('input', () => set(Number(input.value)));
  stage.addEventListener('pointerdown', drag);
  stage.addEventListener('pointermove', drag);
  stage.addEventListener('dragstart', event => event.preventDefault());
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('textarea, select, input:not([type="range"])')) return;
    const button = buttons[Number(event.key) - 1];
    if (button) setMode(button.dataset.mode);
  });
  setMode('slider');

  const address = section.dataset.picture;
  if (!address) return;
  const facts = document.getElementById('picture-facts');
  facts.textContent = 'Comparing the pictures …';
  load(`${address}&part`).then(body => {
    facts.replaceWith(body.querySelector('#picture-facts'));
    const difference = body.querySelector('figure');
    if (!difference) return;
    stage.append(difference);
    buttons.find(({dataset}) => dataset.mode === 'difference').hidden = false;
  }).catch(() => { facts.textContent = 'These pictures cannot be compared pixel by pixel.'; });
})();
