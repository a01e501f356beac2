// Rules for the scripts of our own pages, such as the report's: they run alone, in pages
// of ours, and may use what any browser has.
import {browser, rules} from './eslint.config.mjs';

const ofPages = ['localStorage', 'sessionStorage', 'addEventListener', 'removeEventListener', 'customElements', 'IntersectionObserver', 'XMLHttpRequest', 'EventSource', 'AbortController', 'FormData', 'DOMException'];

export default [{
  languageOptions: {
    ecmaVersion: 'latest',
    sourceType: 'script',
    globals: {...browser, ...Object.fromEntries(ofPages.map(name => [name, 'readonly']))},
  },
  linterOptions: {reportUnusedDisableDirectives: 'error'},
  rules,
}];
