// The answer to our own world's question: what the page has planned.
listen('tearsheet:plans?', event => {
  event.stopImmediatePropagation();
  const {horizon, steps, fresh, phase: entered} = JSON.parse(event.detail);
  const t = now();
  if (entered) enterPhase(entered);
  const {next, last, again, set, quick} = waiting(horizon, steps, fresh);
  tell(new Event('tearsheet:plans', {detail: write({
    next, last, again, set, quick,
    idle: idleSince > 0 && t - idleSince < 2000,
    working: workersBusy(t),
    speaking: speaking(t),
    listens: unheard.size > 0,
    animating: animating(t),
    owing: owing(t),
    looking: looking(),
    frames: awaitedFrames.size,
    shares,
    looksEvery,
    turnDue: turnDue(),
    wheels: turned(),
    heeds: heeding() || turned(),
    windows: windowsWanted,
  })}));
});
