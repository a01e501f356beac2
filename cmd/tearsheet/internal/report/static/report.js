(() => {
  'use strict';

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const root = document.documentElement;
  root.classList.add('js');

  // ---- Pictures: text in the file, decoded when they are looked at.

  const kept = new Map(); // id -> address of a blob, the latest last
  const keptMax = 12;

  function addressOf(id, type) {
    const known = kept.get(id);
    kept.delete(id);
    const address = known || URL.createObjectURL(new Blob([decode(document.getElementById(id).textContent)], {type}));
    kept.set(id, address);
    return address;
  }

  function decode(text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    return Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  }

  function load(article) {
    for (const img of all('img[data-picture]', article)) img.src = addressOf(img.dataset.picture, img.dataset.type);
  }

  // forget frees pictures that nobody looks at any more.
  function forget() {
    const used = new Set(all('.current img[data-picture]').map(img => img.dataset.picture));
    for (const img of all('.case:not(.current) img[src]')) img.removeAttribute('src');
    for (const [id, address] of kept) {
      if (kept.size <= keptMax) return;
      if (used.has(id)) continue;
      URL.revokeObjectURL(address);
      kept.delete(id);
    }
  }

  // ---- How the pictures of a page are looked at.

  const view = {mode: 'diff', zoom: 0, range: {slider: 50, onion: 50}, blinking: true, shown: 'got'};
  const zooms = [0, 0.5, 1, 2, 4]; // 0: as wide as there is room
  const ranged = {slider: 'Expected to got', onion: 'Expected to got'};
  const stacked = ['slider', 'onion', 'blink'];
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let blinker = 0;

  const current = () => one('.case.current');
  const modesOf = article => all('[data-mode]', article).filter(part => part.localName === 'button').map(button => button.dataset.mode);

  // modeFor is the chosen mode, or the nearest to it that a page has.
  const modeFor = article => modesOf(article).includes(view.mode) ? view.mode : 'side';

  function draw() {
    clearInterval(blinker);
    const article = current();
    const pictures = article && one('.pictures', article);
    if (!pictures) return;
    const mode = modeFor(article);
    const sheet = one('.sheet', pictures);
    sheet.dataset.mode = mode;
    sheet.classList.toggle('stacked', stacked.includes(mode));
    for (const button of all('.modes button', pictures)) button.setAttribute('aria-pressed', String(button.dataset.mode === mode));
    const zoom = zooms[view.zoom];
    sheet.classList.toggle('sized', zoom > 0);
    sheet.classList.toggle('close', zoom >= 2);
    one('.zoom output', pictures).textContent = zoom ? `${zoom * 100} %` : 'Fit';
    for (const img of all('img', sheet)) {
      // Stacked pictures of two widths keep their scale.
      const width = Number(img.getAttribute('width'));
      const share = stacked.includes(mode) && !zoom ? `${width / Number(pictures.dataset.width) * 100}%` : '';
      img.style.width = zoom ? `${width * zoom}px` : share;
    }
    const range = one('.range', pictures);
    range.hidden = !(mode in ranged);
    if (!range.hidden) {
      one('.range-label', range).textContent = ranged[mode];
      one('input', range).value = String(view.range[mode]);
    }
    view.shown = 'got';
    blend(sheet, mode);
    if (mode === 'blink' && view.blinking && !calm.matches) {
      blinker = setInterval(() => change(sheet), 700);
    }
  }

  // blend lays the picture that was got over the expected one.
  function blend(sheet, mode) {
    const got = one('figure[data-role="got"]', sheet);
    if (!got) return;
    got.style.clipPath = mode === 'slider' ? `inset(0 0 0 ${view.range.slider}%)` : '';
    got.style.opacity = mode === 'onion' ? String(view.range.onion / 100) : '';
    got.style.visibility = mode === 'blink' && view.shown === 'want' ? 'hidden' : '';
    one('.divider', sheet).style.left = `${view.range.slider}%`;
  }

  function change(sheet) {
    view.shown = view.shown === 'got' ? 'want' : 'got';
    blend(sheet, 'blink');
  }

  function setMode(mode) {
    if (!current() || !modesOf(current()).includes(mode)) return;
    view.mode = mode;
    view.blinking = true;
    draw();
  }

  function stepMode(step) {
    const modes = modesOf(current());
    if (modes.length) setMode(modes[(modes.indexOf(modeFor(current())) + step + modes.length) % modes.length]);
  }

  function setZoom(index) {
    view.zoom = Math.min(zooms.length - 1, Math.max(0, index));
    draw();
  }

  function setRange(value) {
    const mode = modeFor(current());
    if (!(mode in ranged)) return;
    view.range[mode] = Math.min(100, Math.max(0, value));
    one('.range input', current()).value = String(view.range[mode]);
    blend(one('.sheet', current()), mode);
  }

  function dragTo(event) {
    const sheet = event.target.closest('.sheet[data-mode="slider"]');
    if (!sheet || event.buttons !== 1) return;
    const box = sheet.getBoundingClientRect();
    setRange((event.clientX - box.left) / box.width * 100);
  }

  // ---- Which pages are listed, and which one is shown.

  const items = all('nav li');
  const search = document.getElementById('search');
  const chips = all('[data-filter]');
  const words = new Map(items.map(item => [item, articleOf(item)]).map(([item, article]) =>
    [item, all('h2, .address, .fact, .lines', article).map(part => part.textContent).join(' ').toLowerCase()]));
  let filter = chips.some(chip => chip.dataset.filter === 'bad') ? 'bad' : 'all';

  function articleOf(item) {
    return document.getElementById(item.dataset.case);
  }

  const listed = () => items.filter(item => !item.hidden);

  function fits(item) {
    const {status} = item.dataset;
    const chosen = filter === 'all' || filter === status || (filter === 'bad' && 'bad' in item.dataset) || (filter === 'flaky' && 'flaky' in item.dataset);
    return chosen && search.value.toLowerCase().split(/\s+/).every(word => words.get(item).includes(word));
  }

  function list() {
    for (const item of items) {
      item.hidden = !fits(item);
      articleOf(item).classList.toggle('filtered', item.hidden);
    }
    for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.dataset.filter === filter));
    const left = listed();
    const total = items.length === 1 ? '1 page' : `${items.length} pages`;
    document.getElementById('shown').textContent = left.length === items.length ? total : `${left.length} of ${total}`;
    document.getElementById('nothing').hidden = left.length > 0 || items.length === 0;
    if (!left.some(item => item.dataset.case === current()?.id)) show(left[0]);
  }

  function show(item) {
    current()?.classList.remove('current');
    one('nav a[aria-current]')?.removeAttribute('aria-current');
    if (item) {
      const article = articleOf(item);
      article.classList.add('current');
      const link = one('a', item);
      link.setAttribute('aria-current', 'true');
      link.scrollIntoView({block: 'nearest'});
      load(article);
    }
    forget();
    draw();
  }

  function step(by) {
    const left = listed();
    const at = left.findIndex(item => item.dataset.case === current()?.id);
    const next = left[Math.min(left.length - 1, Math.max(0, at + by))];
    if (next) go(next);
  }

  // go shows a page and makes the address lead to it.
  function go(item) {
    show(item);
    try {
      history.replaceState(null, '', `#${item.dataset.case}`);
    } catch { // some browsers forbid it to local files
      return;
    }
    scrollTo({top: 0});
  }

  function follow() {
    const item = items.find(({dataset}) => `#${dataset.case}` === location.hash);
    if (!item) return;
    if (item.hidden) {
      search.value = '';
      filter = 'all';
      list();
    }
    show(item);
  }

  function setFilter(name) {
    filter = name;
    list();
  }

  // ---- Colours.

  const themes = ['auto', 'light', 'dark'];
  const themeButton = document.getElementById('theme');
  const memory = {
    get: () => { try { return localStorage.getItem('tearsheet-theme'); } catch { return null; } },
    set: value => { try { localStorage.setItem('tearsheet-theme', value); } catch { /* local files may have none */ } },
  };

  function setTheme(name) {
    const theme = themes.includes(name) ? name : 'auto';
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
    themeButton.textContent = theme[0].toUpperCase() + theme.slice(1);
    themeButton.setAttribute('aria-label', `Colours: ${theme === 'auto' ? 'as the system has them' : theme}`);
    memory.set(theme);
  }

  const nextTheme = () => setTheme(themes[(themes.indexOf(root.dataset.theme || 'auto') + 1) % themes.length]);

  // ---- The list stands below the head, however high that is.

  const head = one('.top');
  new ResizeObserver(() => {
    const fixed = getComputedStyle(head).position === 'sticky';
    root.style.setProperty('--head', fixed ? `${head.offsetHeight}px` : '0px');
  }).observe(head);

  // ---- Keys and clicks.

  const help = document.getElementById('help');
  const keys = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    ArrowRight: () => stepMode(1), ArrowLeft: () => stepMode(-1),
    1: () => setMode('side'), 2: () => setMode('diff'), 3: () => setMode('slider'), 4: () => setMode('onion'), 5: () => setMode('blink'),
    '+': () => setZoom(view.zoom + 1), '=': () => setZoom(view.zoom + 1), '-': () => setZoom(view.zoom - 1), 0: () => setZoom(0),
    f: () => setFilter(chips[(chips.findIndex(chip => chip.dataset.filter === filter) + 1) % chips.length].dataset.filter),
    '/': () => search.focus(), t: nextTheme, '?': () => help.showModal(),
    ' ': blinkByHand,
  };

  function blinkByHand() {
    if (!current() || modeFor(current()) !== 'blink') return false;
    clearInterval(blinker);
    view.blinking = false;
    change(one('.sheet', current()));
    return true;
  }

  // takes tells whether an element has a use for a key of its own.
  function takes(target, key) {
    if (target.matches('input[type="range"]')) return key.startsWith('Arrow');
    if (target.matches('input')) return true;
    if (target.matches('.stage')) return key.startsWith('Arrow') && (target.scrollHeight > target.clientHeight || target.scrollWidth > target.clientWidth);
    return key === ' ' && target.matches('button, a');
  }

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === 'Escape' && event.target === search) {
      search.value = '';
      search.blur();
      list();
      return;
    }
    const act = keys[event.key];
    if (!act || !Object.hasOwn(keys, event.key) || takes(event.target, event.key)) return;
    if (act() !== false) event.preventDefault();
  });

  document.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (button?.dataset.filter) setFilter(button.dataset.filter);
    else if (button?.dataset.mode) setMode(button.dataset.mode);
    else if (button?.dataset.zoom) setZoom(view.zoom + Number(button.dataset.zoom));
    else if (button === themeButton) nextTheme();
    else if (button?.id === 'help-open') help.showModal();
    else if (button?.id === 'clear') {
      search.value = '';
      setFilter('all');
    }
    const link = event.target.closest('nav a');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go(link.parentElement);
    }
  });

  search.addEventListener('input', list);
  document.addEventListener('input', event => {
    if (event.target.matches('.range input')) setRange(Number(event.target.value));
  });
  document.addEventListener('pointerdown', dragTo);
  document.addEventListener('pointermove', dragTo);
  addEventListener('hashchange', follow);
  addEventListener('beforeprint', () => {
    for (const item of listed()) load(articleOf(item));
  });
  addEventListener('afterprint', forget);

  setTheme(memory.get());
  list();
  follow();
})();
