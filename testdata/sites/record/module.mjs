import {ahead} from './ahead.mjs';
import words from './words.json' with {type: 'json'};
const {tide} = await import('./tide.mjs');
document.documentElement.dataset.module = `${ahead} ${words.boat} ${tide}`;
