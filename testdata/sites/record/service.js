importScripts('service-part.js');
addEventListener('install', event => { skipWaiting(); event.waitUntil(fetch('api/installed')); });
addEventListener('message', async event => {
  const answer = await fetch('api/service-worker');
  event.source.postMessage(`${part} ${answer.status}`);
});
