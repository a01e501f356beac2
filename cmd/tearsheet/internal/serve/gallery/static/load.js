// load fetches a part of a page from the gallery as a document, in which nothing runs.
// Without a form it asks, with one it sends.
function load(address, {method = 'GET', signal} = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = 'document';
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response.body) : reject(new Error(String(request.status))));
    request.onerror = () => reject(new Error('no answer'));
    signal?.addEventListener('abort', () => { request.abort(); reject(signal.reason); });
    request.send();
  });
}
