// What belongs to the site or the page though it lies over it.

const searchFields = 'input[type="search"],[role="search"],[role="searchbox"],input[name="q"],input[name*="search" i],input[id*="search" i],form[action*="search" i] input[type="text"]';

// Sums, in the words that stand before them and the signs of money around them, in a text of small
// letters: a pattern that heeds capitals as well takes Chrome twice as long to make.
const sums = /[€$£¥₹₽₴₺₩฿₫₪]\s?\d|\d\s?(€|\$|£|¥|₹|₽|₴|₺|₩|฿|₫|₪|円|元|원|zł|kč|ft\b|lei\b|лв|руб|грн|kr\b|chf|eur\b|usd\b|crowns|rupees|dollars|euros?\b|pounds)|(^|[^\p{L}])(total|subtotal|sum|amount due|to pay|gesamt|gesamtsumme|summe|zwischensumme|zu zahlen|à payer|montant|importe|a pagar|totale|da pagare|totaal|te betalen|razem|suma|do zapłaty|celkem|spolu|összesen|fizetendő|итого|всего|к оплате|разом|до сплати|общо|σύνολο|toplam|summa|att betala|i alt|å betale|yhteensä|合計|小計|总计|总价|合计|總計|합계|총액|कुल|মোট|மொத்தம்|మొత్తం|รวม|tổng|jumlah|المجموع|الإجمالي|المبلغ|جمع کل|مجموع|סך הכל|סה״כ)[^\p{L}][^.!?]{0,30}\p{N}/u;

// showsSum tells whether a bar tells what the page comes to: it has a sum, a way to go on,
// and no cross. What sells for itself is told by its kind.
function showsSum(layer) {
  const {element, text} = layer;
  if (!/\p{N}/u.test(text) || !sums.test(text.toLowerCase()) || layer.kind !== 'floating' && layer.kind !== 'overlay' || pick(element, 'reject')) return false;
  const buttons = controls(element);
  return buttons.length > 0 && !buttons.some(button => crosses.test(nameOf(button).trim()) || closeIcon(button));
}

// isFooter tells whether a bar at the bottom says who made the site, and asks nothing.
function isFooter(layer) {
  const {element, box, text} = layer;
  if (box.top + box.height < innerHeight - 3 || box.height > innerHeight * 0.35 || asks(layer)) return false;
  if (layer.kind === 'consent' || layer.kind === 'age' || asksAddress(element)) return false;
  return its.matches(element, 'footer,[role="contentinfo"]') || deepIn('footer,[role="contentinfo"]', element).some(isVisible) || /©|\(c\) ?(19|20)\d\d|copyright|impressum|imprint|mentions légales|aviso legal/i.test(text);
}

// isFurniture tells whether a layer is part of the site: its header, its menus, a table
// of contents, a way back to the top, a sum.
function isFurniture(layer) {
  const {element, box, position, text, area} = layer;
  if (deepIn(searchFields, element).some(isVisible) && area < 0.4 && !asksAddress(element)) return true;
  if (area < 0.4 && (showsSum(layer) || isFooter(layer))) return true;
  if (its.matches(element, 'header,nav,[role="banner"],[role="navigation"]') || deepIn('nav,[role="navigation"],[role="banner"]', element).some(isVisible)) {
    return box.height < innerHeight * 0.4 || box.width < innerWidth * 0.35;
  }
  const links = deepIn('a[href]', element).filter(isVisible);
  const marks = links.filter(link => (its.getAttribute(link, 'href') || '').length > 1 && its.getAttribute(link, 'href').startsWith('#'));
  if (marks.length >= 2 && marks.length >= links.length * 0.6) return true;
  const pages = links.filter(link => link.origin === location.origin && link.pathname !== location.pathname);
  if (pages.length >= 4 && area < 0.4 && (!['consent', 'age', 'newsletter'].includes(layer.kind) || isListOf(pages, layer))) return true;
  if (area < 0.02 && /\b(back ?to ?top|scroll ?(to ?)?top|to ?top|go ?top|nach oben|haut de page)\b/i.test(layer.names + ' ' + text)) return true;
  if (isMenu(layer)) return true;
  if (area < 0.1 && /\b(share|social|sharing)\b/i.test(namesOf(element, 3)) && layer.kind !== 'consent') return true;
  const atTop = box.top <= 2 && box.height < innerHeight * 0.25 && box.width > innerWidth * 0.5;
  if (!atTop || isPlea(layer, links)) return false;
  const leadsHome = links.some(link => link.origin === location.origin && link.pathname === '/' && link.search === '');
  if (position !== 'sticky' && asks(layer) && !(leadsHome && layer.kind !== 'consent')) return false;
  return true;
}

// isListOf tells a list of a site's pages that says little else, and asks nothing: one of them may be
// on cookies, or where to subscribe.
function isListOf(pages, {element, text}) {
  const linked = pages.reduce((sum, link) => sum + (its.textContent(link) || '').trim().length, 0);
  return pages.length >= listLeast && linked > text.length * 0.6 && !asksAddress(element) && !pick(element, 'reject') && !pick(element, 'accept');
}
const listLeast = 6; // pages

const pleas = new Set(['consent', 'age', 'newsletter', 'notifications', 'app', 'survey']);

// isPlea tells a bar that asks for something in a sentence, and leads nowhere, from the head of a
// page: whatever is written on its buttons.
function isPlea({element, kind, text}, links) {
  if (!pleas.has(kind) || links.some(link => !/^(#|javascript:|$)/i.test((its.getAttribute(link, 'href') || '').trim()))) return false;
  if (asksAddress(element) || kind === 'consent' || kind === 'age') return true;
  const said = controls(element).reduce((rest, control) => rest.replace(nameOf(control), ''), text);
  return controls(element).length > 0 && /[^.!?。？！।…]{8}[.!?。？！।…]/.test(said);
}

// isMenu tells whether a layer is nothing but a row of names to press, none of which
// answers anything.
function isMenu(layer) {
  const {element, text} = layer;
  if (text.length > 160 || layer.kind === 'consent' || layer.kind === 'age') return false;
  const names = controls(element).map(nameOf);
  if (names.filter(name => name !== '').length < 3 || text.length > names.join(' ').length + 30) return false;
  return names.every(name => !['reject', 'accept', 'close'].includes(meaningOf(name)));
}
