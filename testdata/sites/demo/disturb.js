// What comes between the reader and the story: a cookie notice, a newsletter window, an
// advertisement that stays at the bottom, a chat bubble.
import {html, later, show} from './kit.js';

const add = markup => {
  const piece = show(markup).firstElementChild;
  document.body.append(piece);
  return piece;
};

function cookieNotice() {
  const notice = add(html`
    <div class="veil" id="cookie-notice"><div class="sheet" role="dialog" aria-modal="true" aria-labelledby="cookie-title">
      <h2 id="cookie-title">Your privacy, your biscuits</h2>
      <p>We and our 214 partners store cookies on your device to measure our audience and to show you advertisements that follow you around. You can change your mind at any time.</p>
      <div class="choices"><button data-answer="reject">Reject all</button><button data-answer="accept" class="loud">Accept all</button></div>
    </div></div>`);
  document.documentElement.classList.add('locked');
  notice.addEventListener('click', ({target}) => {
    if (!target.dataset.answer) return;
    notice.remove();
    document.documentElement.classList.remove('locked');
  });
}

async function newsletter() {
  await later(2500);
  const panel = add(html`
    <div class="veil" id="newsletter"><div class="sheet" role="dialog" aria-modal="true" aria-labelledby="newsletter-title">
      <button class="cross" aria-label="Close">×</button>
      <h2 id="newsletter-title">The Morning Tide</h2>
      <p>Our newsletter: five stories, in your inbox before the first ferry.</p>
      <form><input type="email" placeholder="you@example.com" aria-label="Email address"><button type="button" class="loud">Sign me up</button></form>
    </div></div>`);
  panel.querySelector('.cross').addEventListener('click', () => panel.remove());
}

function stickyAdvert() {
  const advert = add(html`<aside class="sticky-advert" aria-label="Advertisement"><small>Advertisement</small><b>Low Quay Line</b><span>Two islands, one ticket, no cars.</span><button aria-label="Close advertisement">×</button></aside>`);
  advert.querySelector('button').addEventListener('click', () => advert.remove());
}

function chatBubble() {
  add(html`<div class="chat-bubble" role="complementary" aria-label="Chat"><button aria-label="Open chat">?</button><span>Ask Morrow</span></div>`);
}

export function disturb() {
  cookieNotice();
  stickyAdvert();
  chatBubble();
  newsletter();
}
