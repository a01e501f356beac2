import {bundles, coverable, declared} from './scripts.mjs';

const named = (names, value = 'readonly') => Object.fromEntries(names.map(name => [name, value]));

// What the browser gives to these scripts. A name that is missing here is a typing
// error, or something that not every page has.
export const browser = named([
  'window', 'globalThis', 'document', 'location', 'history', 'navigator', 'performance', 'console', 'parent', 'top', 'self',
  'innerWidth', 'innerHeight', 'scrollX', 'scrollY', 'scrollTo', 'scrollBy', 'devicePixelRatio', 'matchMedia', 'getComputedStyle',
  'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'requestAnimationFrame', 'cancelAnimationFrame', 'requestIdleCallback', 'queueMicrotask',
  'Node', 'NodeFilter', 'Element', 'HTMLElement', 'HTMLMediaElement', 'HTMLImageElement', 'HTMLIFrameElement', 'SVGElement', 'Document', 'DocumentFragment', 'ShadowRoot', 'Range', 'DOMParser',
  'Event', 'CustomEvent', 'MouseEvent', 'PointerEvent', 'KeyboardEvent', 'EventTarget', 'MutationObserver', 'IntersectionObserver', 'ResizeObserver',
  'CSSStyleSheet', 'FontFace', 'CSS', 'Image', 'URL', 'URLSearchParams', 'Blob', 'Worker', 'fetch', 'atob', 'btoa', 'structuredClone', 'TextEncoder', 'TextDecoder', 'crypto', 'Crypto', 'localStorage', 'indexedDB', 'createImageBitmap',
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
  'no-multi-str': 'error',
};

// Comments and what lines are set in by do not reach the browser; see cmd/bundle.
const ofLines = {selector: 'TemplateElement[value.raw=/\\n/]', message: 'A text of several lines would lose what they are set in by: write \\n.'};

// What a form of the page may have covered with its controls is read by its.NAME(element);
// see world/bare.js. Names that other things have as well count on what is called an element.
const covered = coverable();
const manyHave = ['id', 'title', 'style', 'remove', 'append', 'click', 'focus', 'contains', 'scrollTo', 'attributes'];
const either = names => `/^(${names.join('|')})$/`;
const message = 'A form of the page may answer with a control: read it by its.NAME(element).';
const own = either(covered.filter(name => !manyHave.includes(name) && name !== 'matches'));
const uncovered = [
  {selector: `MemberExpression[computed=false][property.name=${own}]:not([object.name=/^(its|document|window)$/]):not(AssignmentExpression > MemberExpression.left)`, message},
  {selector: `MemberExpression[property.name=${either(manyHave)}][object.name=${either(['element', 'part', 'node', 'button', 'control', 'strip', 'host', 'form', 'parent', 'child', 'layer', 'pane', 'scroller'])}]`, message},
  {selector: `CallExpression[callee.property.name='matches']:not([callee.object.name='its'])`, message},
  {selector: `VariableDeclarator[init.type='Identifier'] > ObjectPattern > Property[key.name=${own}]`, message},
];

// The page must not find us: what stands in for something of the page may be set, but no
// name is added, except the one in our own world.
const noGlobals = (allowed, ...more) => ({
  'no-restricted-syntax': ['error', ofLines, ...more, {
    selector: `AssignmentExpression[left.type='MemberExpression'][left.object.name=/^(window|self|top|parent|globalThis)$/]:not([left.property.name=/^(${allowed.join('|')})$/])`,
    message: 'Add nothing to the global object.',
  }],
});
const replaceable = [...Object.keys(browser), 'Date', 'Math'];

export default [
  {ignores: ['node_modules/', 'bundles/']},
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
      rules: {...rules, ...(name === 'world' ? noGlobals(['tearsheet'], ...uncovered) : noGlobals(replaceable)), ...(alone ? {} : {'prefer-const': 'off', 'no-redeclare': 'off'})},
      name,
    };
  }),
  {
    files: ['*.mjs'],
    languageOptions: {ecmaVersion: 'latest', sourceType: 'module', globals: named(['process', 'console', 'URL'])},
    rules: {...rules, 'no-unused-vars': 'error'},
  },
];
