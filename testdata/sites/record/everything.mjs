// Makes requests of every kind that a page can make, and writes down what came of each.
const log = document.querySelector('#log');
const other = document.location.protocol + '//' + (document.location.hostname === 'localhost' ? '127.0.0.1' : 'localhost') + ':' + document.location.port;
const lines = new Map();
const note = (name, text) => {
  lines.set(name, text);
  log.replaceChildren(...[...lines.keys()].sort().map(key => {
    const line = document.createElement('li');
    line.textContent = `${key}: ${lines.get(key)}`;
    return line;
  }));
};
const get = async (name, url, options) => {
  try {
    const answer = await fetch(url, options);
    const body = await answer.arrayBuffer();
    note(name, `${answer.status} ${body.byteLength}`);
  } catch (error) {
    note(name, error.name);
  }
};
// Put together here, so that only what is sent has them and not this file.
const secret = (...parts) => parts.join('-');
const form = new FormData();
form.set('boat', 'Marianne');
form.set('papers', new Blob(['stamped']), 'papers.txt');
get('fetch', 'api/boats');
get('json', 'api/post', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({boat: 'Möwe', password: secret('net', 'and', 'anchor', 3)})});
get('json-2', 'api/post', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({boat: 'Gull'})});
get('form', 'api/post', {method: 'POST', body: new URLSearchParams({boat: 'Gull', password: secret('tar', 'and', 'rope', 9)})});
get('multipart', 'api/multipart', {method: 'POST', body: form});
get('blob', 'api/blob', {method: 'POST', body: new Blob(['a crate of lemons'])});
get('put', 'api/put', {method: 'PUT', body: 'lemons'});
get('delete', 'api/delete', {method: 'DELETE'});
get('head', 'api/head', {method: 'HEAD'});
get('keepalive', 'api/keepalive', {method: 'POST', keepalive: true, body: 'k'});
get('redirect', 'redirect/3');
get('redirect-307', 'redirect307', {method: 'POST', body: 'carried'});
get('missing', 'api/missing');
get('broken', 'api/broken');
get('empty', 'api/empty');
get('gzip', 'api/gzip');
get('chunked', 'api/chunked');
get('long', 'api/long');
get('query', `api/query?boat=M%C3%B6we&token=${secret('tok', '4f9d2c71aa')}&tide=1`);
get('missing-2', `api/missing?token=${secret('tok', '4f9d2c71aa')}`);
get('bearer', 'api/bearer', {headers: {Authorization: 'Bearer ' + secret('seed', 'bearer', 8812)}});
get('cookie', 'api/cookie').then(() => get('cookie-2', 'api/cookie'));
get('cors', other + '/api/cors', {headers: {'X-Boat': 'Marianne'}});
get('cors-post', other + '/api/cors-post', {method: 'POST', credentials: 'include', headers: {'Content-Type': 'application/json'}, body: '{}'});
get('no-cors', other + '/api/no-cors', {mode: 'no-cors'});
get('range', 'api/range', {headers: {Range: 'bytes=10-19'}});
get('busted', 'api/busted?_=' + performance.timeOrigin);
navigator.sendBeacon('api/beacon', 'left port');

const old = new XMLHttpRequest();
old.open('GET', 'api/xhr');
old.onload = () => note('xhr', `${old.status} ${old.responseText.length}`);
old.send();
const waits = new XMLHttpRequest();
waits.open('GET', 'api/sync', false);
waits.send();
note('sync', `${waits.status} ${waits.responseText.length}`);

const news = new EventSource('api/events');
news.onmessage = event => note('events', event.data);
news.onerror = () => news.close();

const hear = (name, port) => {
  port.onmessage = event => note(name, event.data);
};
const worker = new Worker('worker.js');
hear('worker', worker);
worker.postMessage('go');
hear('module worker', new Worker('worker.mjs', {type: 'module'}));
const joint = new SharedWorker('shared.js');
hear('shared worker', joint.port);
navigator.serviceWorker.addEventListener('message', event => note('service worker', event.data));
navigator.serviceWorker.register('service.js').then(() => navigator.serviceWorker.ready).then(r => r.active.postMessage('go'));
CSS.paintWorklet?.addModule('paint.js').catch(() => {});
const sound = new OfflineAudioContext(1, 128, 44100);
sound.audioWorklet.addModule('sound.js').then(() => note('audio worklet', 'there'), error => note('audio worklet', error.name));

document.querySelector('iframe[data-other]').src = other + '/frame.html?other';
document.querySelector('[type=password]').value = secret('fish', 'and', 'chips', 7);
document.querySelector('#entry').submit();
const late = new Image();
late.src = '/flat/53x53/d01010.png';
late.onload = () => note('image', late.width);
customElements.define('host-list', class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({mode: 'open'}).innerHTML = '<link rel="stylesheet" href="shadow.css"><img src="/flat/54x54/1030d0.png" alt="">';
  }
});
new WebSocket(`ws://${document.location.host}/socket`).onerror = () => note('socket', 'refused');
const rules = document.createElement('script');
rules.type = 'speculationrules';
rules.textContent = JSON.stringify({prefetch: [{source: 'list', urls: ['speculated.html'], eagerness: 'immediate'}]});
document.head.append(rules);
