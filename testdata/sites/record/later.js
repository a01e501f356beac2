document.documentElement.dataset.later = 'ran';
