onconnect = async event => {
  const answer = await fetch('api/shared-worker');
  event.ports[0].postMessage(`${answer.status} ${(await answer.text()).length}`);
};
