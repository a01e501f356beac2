// What the name on a button means: phrases of words.js, compared without capitals,
// accents and punctuation. Of all phrases that fit the longest counts, so that 'accept
// only necessary' is no 'accept', and 'I do not agree' no 'I agree'.

// plain brings names and phrases to the same form. The signs of words.js stay.
function plain(text) {
  const lower = text.toLowerCase();
  if (/^[a-z0-9+'|*\n ]*$/.test(lower)) return lower.replace(/ {2,}/g, ' ').trim(); // most are in that form
  // Classes of all scripts are costly, and most pages need none.
  if (!beyondLatin.test(lower)) return lower.normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC').replace(/[ı’ʼ‘ʻ`´]/g, c => sameLetter[c]).replace(/\u00ad|[\u200b-\u200f\u2060]/g, '').replace(noLatin, ' ').trim();
  return lower.normalize('NFD').replace(unwritten, '').normalize('NFC')
    .replace(oneLetter, c => sameLetter[c]).replace(/[\u0d15\u0d23\u0d28\u0d30\u0d32\u0d33]\u0d4d\u200d/g, c => chillus[c[0]]).replace(/\u0e4d\u0e32/g, '\u0e33')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '').replace(/[^\p{L}\p{M}\p{N}+'|*\n]+/gu, ' ').trim();
}

// Signs that some write and some do not: accents, the points of Hebrew and Arabic, the long
// stroke, the dots below letters of India.
const unwritten = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc\u0a3c\u0abc\u0b3c\u0640]/g;

// Letters that are typed in more than one way.
const sameLetter = {'ı': 'i', 'ς': 'σ', '’': "'", 'ʼ': "'", '‘': "'", 'ʻ': "'", '`': "'", '´': "'", 'ى': 'ي', 'ی': 'ي', 'ې': 'ي', 'ک': 'ك', 'ہ': 'ه', 'ە': 'ه', 'ھ': 'ه', 'ٱ': 'ا', '\u0901': '\u0902', '\u0981': '\u0982', '\u0a01': '\u0a02', '\u0a70': '\u0a02', '\u0a81': '\u0a82'};
const oneLetter = new RegExp(Object.keys(sameLetter).join('|'), 'g');
const chillus = {'ണ': 'ൺ', 'ന': 'ൻ', 'ര': 'ർ', 'ല': 'ൽ', 'ള': 'ൾ', 'ക': 'ൿ'};

// Scripts that put no spaces between words.
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

// Letters of scripts other than the Latin. A name without them fits no phrase with them.
const beyondLatin = /[^\u0300-\u036f\n -\u02af\u02bb\u02bc\u1e00-\u1eff\u2000-\u206f]/;

// What is no letter or number, where none are of other scripts.
const noLatin = /[^a-z0-9\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00df-\u00f6\u00f8-\u02af\u02bb\u02bc\u1e00-\u1eff+'|*\n]+/g;

// phrasesIn gives phrases in the form in which they are compared: [{meaning, text, before,
// after, words}]. They are brought to it all at once, of [meaning, phrases] each: one by
// one takes several times as long.
function phrasesIn(lines) {
  return plain(lines.map(([, together]) => together).join('\n')).split('\n').flatMap((together, i) => together.split('|').map(phrase => {
    const before = phrase.startsWith('*');
    const after = phrase.endsWith('*');
    const text = phrase.slice(before ? 1 : 0, after ? -1 : undefined);
    return {meaning: lines[i][0], text: text.trim(), before, after, words: after && text.endsWith(' ')};
  })).filter(({text}) => text !== ''); // an empty one would fit every name
}

// phrasebook gives a function that gives the phrases among which a name may be, when first
// needed: those of other scripts than the Latin only for a name that has letters of them. find
// gives all, as phrasesIn takes them.
function phrasebook(find) {
  let latin = null;
  let others = null;
  const of = isLatin => phrasesIn(find().filter(([, together]) => beyondLatin.test(together) !== isLatin));
  return name => {
    latin ||= of(true);
    if (!beyondLatin.test(name)) return latin;
    others ||= of(false);
    return [...latin, ...others];
  };
}
const dictionary = phrasebook(() => Object.values(phrases).flatMap(meanings => Object.entries(meanings)));

// fits tells how well a phrase fits a name: the length of what fits, 0 where it does not.
function fits(name, {text, before, after, words}) {
  if (name === text) return text.length + 3;
  if (after && !words && name.startsWith(text) || words && name.startsWith(text + ' ')) return text.length + 2;
  if (!before) return 0;
  const from = unspaced.test(text) ? name.indexOf(text) : (' ' + name).indexOf(' ' + text);
  if (from < 0) return 0;
  return after || from + text.length === name.length ? text.length : 0;
}

const understood = new Map(); // name -> meaning

// meaningOf gives what a button's name means: reject, accept, close, settings, save,
// leave, or ''. Where two fit equally well, the one that gives least away.
function meaningOf(text) {
  const bare = text.trim();
  if (crosses.test(bare)) return 'close';
  const name = plain(bare.replace(/[|*\n]+/g, ' '));
  if (name === '' || name.length > 70) return '';
  if (!understood.has(name)) {
    let best = {score: 0, meaning: ''};
    for (const entry of dictionary(name)) {
      if (!name.includes(entry.text)) continue;
      let score = fits(name, entry);
      if (score > entry.text.length && entry.meaning === 'save') score += 20; // 'save preferences' is no 'preferences'
      if (score > best.score || score > 0 && score === best.score && caution[entry.meaning] > caution[best.meaning]) best = {score, meaning: entry.meaning};
    }
    if (understood.size > 5000) understood.clear();
    understood.set(name, best.meaning);
  }
  return understood.get(name);
}

const caution = {reject: 5, leave: 4, save: 3, settings: 2, close: 1, accept: 0, '': -1};

// ofAge tells whether a button says that its reader is old enough: yes, or the years.
function ofAge(text) {
  const meaning = meaningOf(text);
  if (meaning === 'leave' || meaning === 'reject') return false;
  return meaning === 'accept' || ages.test(text) || /^(enter|confirm|proceed|let me in|eintreten|bestätig|entrer|entrar|entra\b|ingresar|acceder|acceder|confirm|conferm|binnen|wejd|vstoup|vstúp|belép|intr[aă]|вход|είσοδος|войти|підтверд|подтверд|giriş|gå in|fortsätt in|kom ind|gå ind|siirry|sisene|ieiet|įeiti|uđi|vstop|دخول|ورود|כניסה|प्रवेश|เข้าสู่|vào|masuk|入る|入場|入室|进入|進入|입장)/iu.test(text.trim());
}
