import {bundles, declared} from './scripts.mjs';

const named = (names, value = 'readonly') => Object.fromEntries(names.map(name => [name, value]));

// What the browser gives to these scripts. A name that is missing here is a typing
// error, or something that not every page has.
export const browser = named([
  'window', 'globalThis', 'document', 'location', 'history', 'navigator', 'performance', 'console', 'parent', 'top', 'self',
  'innerWidth', 'innerHeight', 'scrollX', 'scrollY', 'scrollTo', 'scrollBy', 'devicePixelRatio', 'matchMedia', 'getComputedStyle',
  'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'requestAnimationFrame', 'cancelAnimationFrame', 'requestIdleCallback', 'queueMicrotask',
  'Node', 'NodeFilter', 'Element', 'HTMLElement', 'HTMLMediaElement', 'HTMLImageElement', 'HTMLIFrameElement', 'Document', 'ShadowRoot', 'Range', 'DOMParser',
  'Event', 'CustomEvent', 'MouseEvent', 'PointerEvent', 'KeyboardEvent', 'EventTarget', 'MutationObserver', 'IntersectionObserver', 'ResizeObserver',
  'CSSStyleSheet', 'CSS', 'Image', 'URL', 'URLSearchParams', 'Blob', 'Worker', 'fetch', 'atob', 'btoa', 'structuredClone', 'TextEncoder', 'TextDecoder', 'crypto', 'Crypto',
]);

export const rules = {
  'no-undef': 'error',
  'no-unused-vars': ['error', {vars: 'local', args: 'after-used', caughtErrors: 'all'}],
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-global-assign': 'error',
  'no-shadow-restricted-names': 'error',
  'no-redeclare': ['error', {builtinGlobals: false}],
  'no-dupe-keys': 'error',
  'no-dupe-else-if': 'error',
  'no-duplicate-case': 'error',
  'no-unreachable': 'error',
  'no-fallthrough': 'error',
  'no-self-compare': 'error',
  'no-unsafe-finally': 'error',
  'no-unsafe-negation': 'error',
  'no-cond-assign': 'error',
  'no-const-assign': 'error',
  'no-empty': 'error',
  'no-var': 'error',
  'prefer-const': ['error', {destructuring: 'all'}],
  'eqeqeq': 'error',
  'use-isnan': 'error',
  'valid-typeof': 'error',
  'no-async-promise-executor': 'error',
  'require-yield': 'error',
  'no-useless-escape': 'error',
  'no-regex-spaces': 'error',
  'no-invalid-regexp': 'error',
  'no-misleading-character-class': 'error',
  'no-control-regex': 'error',
};

// The page must not find us: what stands in for something of the page may be set, but no
// name is added, except the one in our own world.
const noGlobals = allowed => ({
  'no-restricted-syntax': ['error', {
    selector: `AssignmentExpression[left.type='MemberExpression'][left.object.name=/^(window|self|top|parent|globalThis)$/]:not([left.property.name=/^(${allowed.join('|')})$/])`,
    message: 'Add nothing to the global object.',
  }],
});
const replaceable = [...Object.keys(browser), 'Date', 'Math'];

export default [
  {ignores: ['node_modules/']},
  ...bundles().map(({name, files}) => {
    const paths = files.map(file => file.name);
    const alone = !paths[0].includes('/');
    return {
      files: paths,
      languageOptions: {
        ecmaVersion: 'latest',
        sourceType: 'script',
        parserOptions: {ecmaFeatures: {impliedStrict: true}},
        globals: {...browser, ...(alone ? {} : named(files.flatMap(file => declared(file.text)), 'writable'))},
      },
      linterOptions: {reportUnusedDisableDirectives: 'error'},
      // Neighbours may set a "let" that a file never sets itself.
      rules: {...rules, ...noGlobals(name === 'world' ? ['tearsheet'] : replaceable), ...(alone ? {} : {'prefer-const': 'off', 'no-redeclare': 'off'})},
      name,
    };
  }),
  {
    files: ['*.mjs'],
    languageOptions: {ecmaVersion: 'latest', sourceType: 'module', globals: named(['process', 'console', 'URL'])},
    rules: {...rules, 'no-unused-vars': 'error'},
  },
];
