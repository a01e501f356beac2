// A page that holds nothing but a question, which a site asks before it shows the one that was meant.

const gateMost = 6000; // letters of such a page, the names of languages among them

// gate answers it: {pressed, what was pressed or ''; kind}. What is pressed may lead on, and mostly does.
function gate({consent}) {
  const none = {pressed: '', kind: ''};
  const {body} = document;
  const text = document.title + ' ' + (body && its.innerText(body) || '');
  if (!body || text.length > gateMost || asksAddress(body) || deep('input[type="password"],article').length > 0) return none;
  const kind = isOfAge(text) ? 'age' : 'consent';
  const answers = new Map();
  for (const element of deep('*')) {
    if (!isPressable(element) || !isVisible(element) || sends(element) || its.querySelector(element, 'button,input,a')) continue;
    const name = nameOf(element);
    const meaning = kind === 'age' ? ofAge(name) ? 'age' : '' : meaningOf(name);
    if (meaning !== '' && !sells(name) && !answers.has(meaning)) answers.set(meaning, {element, name});
  }
  const asks = kind === 'age' || (cookieWords.test(text) || privacyWords.test(text)) && answers.has('accept') && (answers.has('reject') || answers.has('settings') && !saysWall(text));
  const answer = asks && (orders[kind][consent] || orders[kind]).filter(meaning => /^(accept|reject|age)$/.test(meaning)).map(meaning => answers.get(meaning)).find(Boolean);
  if (!answer) return none;
  pressSoon(answer.element);
  return {pressed: answer.name.slice(0, 60), kind};
}
