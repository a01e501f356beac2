// The portal builds its pages in the reader's browser, late and piece by piece, as
// portals do: nothing of the story is in the document that the server sends.
import {html, later, load, show} from './kit.js';
import {disturb} from './disturb.js';

const home = 'https://www.morrowpost.example/';
const link = name => `${home}${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
const shareLinks = () => html`<ul class="share">${['WhatsApp', 'Facebook', 'Copy link'].map(name => html`<li><a href="${link(`share ${name}`)}" aria-label="${name}"><i>${name[0]}</i><span>${name}</span></a></li>`)}</ul>`;
const trail = title => html`<ol class="trail"><li><a href="${home}">Home</a></li><li><a href="${link('world')}">World</a></li><li>${title}</li></ol>`;
const picture = (src, alt, sizes = '640x400') => html`<img class="late" data-src="${src}" alt="${alt}" width="${sizes.split('x')[0]}" height="${sizes.split('x')[1]}">`;
const wordmark = html`<a class="wordmark" href="${home}"><img src="pictures/mark.svg" alt="" width="38" height="38">morrowpost</a>`;

// The menu is there three times: across the page, in the drawer, and in the bar that
// comes down once the reader has scrolled.
const menus = menu => Object.entries(menu).map(([name, entries]) => html`<h4>${name}</h4><ul>${entries.map(entry => html`<li><a href="${link(entry)}">${entry}</a></li>`)}</ul>`);

function header({menu, trending}) {
  return html`
    <div class="edition"><div class="wide"><span>Thursday, 19 November 2026</span><span>Coast 11° · rain later</span><a href="${link('sign in')}">Sign in</a></div></div>
    <header class="masthead"><div class="wide">
      <button class="burger" aria-label="Menu" aria-expanded="false"><b></b><b></b><b></b></button>
      ${wordmark}
      <nav class="sections"><ul>${menu.Sections.slice(0, 8).map((entry, i) => html`<li><a href="${link(entry)}" ${i === 1 ? 'aria-current=page' : ''}>${entry}</a></li>`)}</ul></nav>
      <a class="join" href="${link('subscribe')}">Subscribe</a>
    </div></header>
    <nav class="drawer" hidden>${menus(menu)}</nav>
    <div class="bar" hidden>${wordmark}<strong></strong>${shareLinks()}<nav>${menus(menu)}</nav></div>
    <div class="trending"><div class="wide"><b>Trending:</b><ul>${trending.map(entry => html`<li><a href="${link(entry)}">${entry}</a></li>`)}</ul></div></div>`;
}

const advert = (kind, line, more) => html`<aside class="advert ${kind}" aria-label="Advertisement"><small>Advertisement</small><p><b>${line}</b><span>${more}</span></p></aside>`;
const subscribePanel = html`<aside class="panel"><p>Read Morrowpost without interruptions.</p><a href="${link('subscribe')}">Subscribe</a><a href="${link('join')}">Join Us</a></aside>`;

function shorts(list, full) {
  return html`<section class="shorts carousel"><h3><a href="${link('shorts')}">Morrow Shorts</a></h3><a class="more" href="${link('shorts')}">More Shorts</a>
    <div class="reel">${list.map(short => html`<a class="short" href="${link(short.title)}">${picture(short.picture, short.title)}<h4>${short.title}</h4>${full ? html`<p>${short.text}</p>` : ''}</a>`)}</div></section>`;
}

function paragraph(part, portal) {
  if (part.ad) return html`<div class="continues">STORY CONTINUES BELOW THIS AD</div>${advert('inline', 'Brinewell Sea Salt', 'Slow by nature. Now in flakes.')}`;
  if (part.shorts) return shorts(portal.shorts.slice(0, 2), false);
  if (part.sub) return html`<p class="sub"><strong>${part.sub}</strong></p>`;
  return html`<p>${part.p}</p>`;
}

function article(story, portal) {
  const curly = story.title.replace(" '", ' ‘').replace("' ", '’ ');
  return html`
    <main class="wide">
      <article class="story">
        ${trail(story.title)}
        <h1>${story.title}</h1>
        <div class="byline"><span class="by"><b>${story.agency}</b> • <time>${story.time}</time></span>${shareLinks()}</div>
        <h2 class="standfirst">${story.standfirst}</h2>
        <figure><img src="${story.picture.src}" alt="${story.title}" width="1200" height="675"><figcaption>${story.picture.caption} <small>${story.picture.credit}</small></figcaption></figure>
        <h2 class="again">${curly}</h2>
        <div class="story-body">${story.body.map(part => paragraph(part, portal))}<p class="feed-note"><em>${story.note}</em></p></div>
        <div class="continues">STORY CONTINUES BELOW THIS AD</div>
        <div class="tags"><b>Tags</b>${story.tags.map(tag => html`<a rel="tag" href="${link(`tag ${tag}`)}">${tag}</a>`)}</div>
        ${trail(story.title)}
        <div class="end">End of Article</div>
        ${subscribePanel}
        ${trail(story.title)}
        <div class="end">End of Article</div>
      </article>
      <aside class="rail">
        ${advert('box', 'Gullfoot Boots', 'Made for piers.')}
        <section class="latest"><h3>Latest News</h3><ol>${portal.latest.map(entry => html`<li><time>${entry.time}</time><a href="${link(entry.title)}">${entry.title}</a></li>`)}</ol></section>
        <section class="read"><h3>Most Read</h3><ol>${portal.read.map(title => html`<li><a href="${link(title)}">${title}</a></li>`)}</ol></section>
        <section class="watch"><h3>Find us on air</h3>${picture('pictures/storm.svg', 'Harbour Watch')}<p>Harbour Watch, every evening at nine.</p><a href="${link('subscribe')}">Subscribe</a></section>
        ${advert('box tall', 'Low Quay Line', 'Two islands, one ticket, no cars.')}
      </aside>
    </main>
    <div class="wide below">
      ${shorts(portal.shorts, true)}
      <section class="top"><h3>Top Stories</h3><div class="grid">${portal.top.map(card)}</div></section>
      <section class="top shows"><h3>Top Shows</h3><div class="grid">${portal.shows.map(card)}</div></section>
      <section class="letter"><div><h3>Enjoying the news?</h3><p>Get the latest stories delivered straight to your inbox.</p></div><form><input type="email" placeholder="you@example.com" aria-label="Email address"><button type="button">Subscribe</button></form></section>
      <div class="stream"></div>
    </div>
    ${footer(portal)}`;
}

const card = entry => html`<a class="card" href="${link(entry.title)}"><img loading="lazy" src="${entry.picture}" alt="${entry.title}" width="640" height="400">${entry.section ? html`<small>${entry.section}</small>` : ''}<h4>${entry.title}</h4></a>`;

const nextStory = story => html`
  <article class="next">
    <small>Next story</small><h2><a href="${link(story.title)}">${story.title}</a></h2>
    <div class="byline"><span class="by"><b>${story.byline}</b> • <time>${story.time}</time></span></div>
    <div class="halves">${picture(story.picture, story.title)}<div>${story.body.map(text => html`<p>${text}</p>`)}<a class="more" href="${link(story.title)}">Read more</a></div></div>
    <div class="end">End of Article</div>
  </article>`;

const footer = ({menu, trending}) => html`
  <footer><div class="wide">
    <div><h4>Quick links</h4><ul>${trending.slice(0, 3).map(entry => html`<li><a href="${link(entry)}">${entry}</a></li>`)}</ul></div>
    <div><h4>Most searched</h4><ul>${menu.Sections.slice(1, 8).map(entry => html`<li><a href="${link(entry)}">${entry}</a></li>`)}</ul></div>
    <div><h4>Morrow sites</h4><ul>${['Morrow Money', 'Morrow Sport', 'Advertise with us', 'Sitemap'].map(entry => html`<li><a href="${link(entry)}">${entry}</a></li>`)}</ul></div>
    <div class="house">${wordmark}<p>Copyright © 2026 Morrowpost. All rights reserved.</p><p>${['About Us', 'Contact Us', 'Privacy Policy', 'Cookie Policy', 'Terms Of Use'].map(entry => html`<a href="${link(entry)}">${entry}</a> `)}</p></div>
  </div></footer>`;

// revealPictures gives the pictures their files as they come near the window.
function revealPictures(root) {
  const near = new IntersectionObserver(entries => {
    for (const {isIntersecting, target} of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      target.src = target.dataset.src;
    }
  }, {rootMargin: '80px'});
  for (const image of root.querySelectorAll('img.late')) near.observe(image);
}

// streamMore loads the next story whenever the reader comes to the end of the page.
function streamMore(stream, stories) {
  const left = [...stories];
  const end = new IntersectionObserver(async ([{isIntersecting}]) => {
    if (!isIntersecting) return;
    end.disconnect();
    await later(350);
    const piece = show(nextStory(left.shift()));
    const last = piece.lastElementChild;
    revealPictures(piece);
    stream.append(piece);
    if (left.length > 0) end.observe(last);
  });
  end.observe(stream.previousElementSibling);
}

// followScroll brings the small bar down once the headline is out of sight.
function followScroll(title) {
  const bar = document.querySelector('.bar');
  bar.querySelector('strong').textContent = title;
  addEventListener('scroll', () => { bar.hidden = scrollY < 900; }, {passive: true});
}

function openDrawer() {
  const burger = document.querySelector('.burger');
  const drawer = document.querySelector('.drawer');
  burger.addEventListener('click', () => {
    drawer.hidden = !drawer.hidden;
    burger.setAttribute('aria-expanded', String(!drawer.hidden));
  });
}

const app = document.querySelector('#app');
const portal = await load('portal.json', 200);
app.prepend(show(header(portal)));
openDrawer();
disturb();
const story = await load('story.json', 600);
app.querySelector('.loading').replaceWith(show(article(story, portal)));
revealPictures(app);
followScroll(story.title);
streamMore(document.querySelector('.stream'), portal.next);
