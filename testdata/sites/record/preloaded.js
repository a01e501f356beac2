document.documentElement.dataset.preloaded = 'ran';
