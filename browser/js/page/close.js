// A page that closes its window, or leaves it for an empty one, is still a page to capture.
wrap(window, 'close', () => undefined);

const {navigation} = window;
navigation?.addEventListener('navigate', event => {
  if (window === window.top && /^about:/.test(event.destination.url) && event.cancelable) event.preventDefault();
}, true);

// What lies before the page in its window is not the page's.
const {History} = window;
wrap(History.prototype, 'back', (real, self, args) => navigation?.canGoBack === false ? undefined : Reflect.apply(real, self, args));
wrap(History.prototype, 'go', (real, self, args) => {
  const at = navigation?.currentEntry?.index ?? 0;
  return Number(args[0]) < -at ? undefined : Reflect.apply(real, self, args);
});
