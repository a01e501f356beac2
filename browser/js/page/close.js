// A page that closes its window is still a page to capture.
wrap(window, 'close', () => undefined);
