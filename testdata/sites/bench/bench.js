// Each section of the page that is marked as a piece comes in its own way. When the last
// one is there the page says so: to whoever gave it a __complete function, once.
(() => {
  const script = document.currentScript;
  const pieces = [...document.querySelectorAll('[data-piece]')];
  let left = pieces.length;

  function finish() {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    requestAnimationFrame(() => requestAnimationFrame(() => globalThis.__complete?.(String(height))));
  }
  function done() {
    if (--left === 0) finish();
  }
  function whenLoaded(picture) {
    if (picture.complete && picture.naturalWidth > 0) done();
    else picture.addEventListener('load', done, {once: true});
  }
  function show(section, {mark, picture}) {
    const text = document.createElement('p');
    text.textContent = mark;
    const image = new Image(600, 120);
    image.src = picture;
    section.replaceChildren(text, image);
    whenLoaded(image);
  }
  const held = section => JSON.parse(atob(section.dataset.held));
  const get = async (section, step) => (await fetch(`/api/${script.dataset.page}/${section.dataset.at}/${step}`)).json();

  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      show(entry.target, held(entry.target));
    }
  }, {rootMargin: '200px'});

  const ways = {
    html: section => whenLoaded(section.querySelector('img')),
    native: section => whenLoaded(section.querySelector('img')),
    observer: section => seen.observe(section),
    timer: section => setTimeout(() => show(section, held(section)), Number(section.dataset.after)),
    fetch: async section => show(section, await get(section, 'last')),
    chain: async section => {
      await get(section, 'first');
      show(section, await get(section, 'last'));
    },
    late: section => setTimeout(async () => show(section, await get(section, 'last')), Number(section.dataset.after)),
  };
  for (const section of pieces) ways[section.dataset.how](section);
  if (left === 0) finish();

  const notice = document.getElementById('notice');
  for (const button of notice?.querySelectorAll('button') ?? []) {
    button.addEventListener('click', () => {
      notice.remove();
      document.body.classList.remove('locked');
    });
  }
  if ('stream' in script.dataset) new EventSource('/stream');
})();
