importScripts('imported.js');
onmessage = async () => {
  const answer = await fetch('api/worker', {method: 'POST', body: 'from a worker'});
  postMessage(`${imported} ${answer.status} ${(await answer.text()).length}`);
};
