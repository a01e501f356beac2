// A page that holds nothing but a question, which a site asks before it shows the one that was meant.

const gateMost = 6000; // letters of such a page, the names of languages among them

const gateShare = 0.6; // of the letters of the page, its head and foot aside, that the question has

// gate answers it: {pressed, what was pressed or ''; kind}. What is pressed may lead on, and mostly does.
function gate({consent}) {
  const none = {pressed: '', kind: ''};
  const {body} = document;
  const text = document.title + ' ' + (body && its.innerText(body) || '');
  if (!body || text.length > gateMost || asksAddress(body) || deep('input[type="password"],article').length > 0) return none;
  const kind = isOfAge(text) ? 'age' : 'consent';
  const answers = new Map();
  for (const element of deep('*')) {
    if (!isPressable(element) || !isVisible(element) || sends(element) || its.querySelector(element, 'button,input,a') || its.closest(element, siteParts)) continue;
    const name = nameOf(element);
    const meaning = kind === 'age' && ofAge(name) ? 'age' : meaningOf(name);
    if (meaning !== '' && !sells(name) && !answers.has(meaning)) answers.set(meaning, {element, name});
  }
  const yes = answers.get(kind === 'age' ? 'age' : 'accept');
  const no = answers.get('reject') || (kind === 'age' ? answers.get('leave') : !saysWall(text) && answers.get('settings'));
  if (!yes || !no || !fillsPage(yes.element, no.element, kind)) return none;
  const answer = kind === 'consent' && consent === 'reject' && answers.get('reject') || yes;
  pressSoon(answer.element);
  return {pressed: answer.name.slice(0, 60), kind};
}

const siteParts = 'header,nav,footer,[role="banner"],[role="navigation"],[role="contentinfo"]';

// fillsPage tells whether the part of the page that has both answers and the question is most of it.
function fillsPage(yes, no, kind) {
  const said = part => deepIn('a,button,[role="button"]', part).reduce((rest, one) => rest.replace(nameOf(one), ''), textOf(part)); // not on buttons
  const asked = part => kind === 'age' ? isOfAge(textOf(part)) : cookieWords.test(said(part)) || privacyWords.test(said(part));
  const part = [...ancestors(yes)].find(one => contains(one, no) && asked(one));
  const aside = deep(siteParts).filter(one => part && !contains(one, part) && !contains(part, one)).reduce((sum, one) => sum + lettersWithin(one), 0);
  return Boolean(part) && lettersWithin(part) >= (lettersWithin(document.body) - aside) * gateShare;
}
