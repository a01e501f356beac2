package browser_test

// part is one way of doing one thing on a combined page. style goes into the page's head, script at
// its end; before and after go round the list of parts. set is a value of its own for each dimension.
type part struct {
	name                                string
	style, script, before, after, value string
}

// scrollers are what scrolls, and what stands round the list.
var scrollers = []part{
	{name: "document"},
	{name: "tall root", style: `html,body{height:100%;overflow-x:hidden}`},
	{name: "body", style: `html{overflow:hidden;height:100%}body{height:100vh;overflow-y:auto}`},
	{name: "fixed pane", style: `#pane{position:fixed;inset:0;overflow:auto}`, before: `<div id="pane">`, after: `</div>`},
	{name: "app shell", style: `body{display:flex;height:100vh;overflow:hidden}aside{flex:0 0 180px;background:#eee}#pane{flex:1;overflow-y:scroll}`, before: `<aside><p>Contents of the shell</p></aside><div id="pane">`, after: `</div>`},
	{name: "grid shell", style: `body{display:grid;grid-template-rows:56px 1fr 40px;height:100dvh}#pane{overflow:auto;min-height:0}`, before: `<div style="background:#ddd">Harbour office</div><div id="pane">`, after: `</div><div style="background:#ddd">Tide tables</div>`},
	{name: "snap", style: `html{scroll-snap-type:y mandatory}section{scroll-snap-align:start;min-height:100vh}`},
	{name: "snap pane", style: `#pane{height:100vh;overflow-y:auto;scroll-snap-type:y mandatory}section{scroll-snap-align:start;min-height:100vh}`, before: `<div id="pane">`, after: `</div>`},
	{name: "glide", style: `#glide{position:fixed;left:0;top:0;width:100%;will-change:transform}`, before: `<div id="glide">`, after: `</div>`,
		script: `{let y=0;const size=()=>document.body.style.height=glide.scrollHeight+'px';size();new ResizeObserver(size).observe(glide);(function step(){y+=(scrollY-y)*.2;glide.style.transform='translate3d(0,'+-y+'px,0)';requestAnimationFrame(step)})()}`},
	{name: "composited", style: `#wrap{transform:translateZ(0);will-change:transform;perspective:800px}`, before: `<div id="wrap">`, after: `</div>`},
	{name: "columns", style: `main{display:grid;grid-template-columns:1fr 1fr}`},
	{name: "right to left", style: `html{direction:rtl}`},
	{name: "zoomed", style: `body{zoom:.9}`},
	{name: "smooth", style: `html{scroll-behavior:smooth}`},
	{name: "contained", style: `section{contain:layout paint}main{isolation:isolate}`},
	{name: "two panes", style: `body{display:flex;height:100vh;overflow:hidden}nav{width:200px;overflow-y:auto}nav p{height:90px}#pane{flex:1;overflow-y:auto}`, before: `<nav><p>One</p><p>Two</p><p>Three</p><p>Four</p><p>Five</p><p>Six</p><p>Seven</p><p>Eight</p><p>Nine</p><p>Ten</p><p>Eleven</p></nav><div id="pane">`, after: `</div>`},
}

// arrivals are how the parts of the list come.
var arrivals = []part{
	{name: "static", value: `static`},
	{name: "fetched", script: `fetch('/late/300').then(()=>{for(let i=0;i<parts;i++)add(i)})`},
	{name: "timer", script: `setTimeout(()=>{for(let i=0;i<parts;i++)add(i)},900)`},
	{name: "skeleton", script: `for(let i=0;i<parts;i++)list.insertAdjacentHTML('beforeend','<div class=bone style="height:200px;background:#f4f4f4;margin:8px">');fetch('/late/500').then(()=>{list.innerHTML='';for(let i=0;i<parts;i++)add(i)})`},
	{name: "sentinel", before: ``, script: `{let n=0,busy=false;const end=document.createElement('div');end.style.height='1px';list.after(end);const more=async()=>{if(busy||n>=parts)return;busy=true;await fetch('/late/120');for(let k=0;k<3&&n<parts;k++)add(n++);busy=false;io.unobserve(end);io.observe(end)};const io=new IntersectionObserver(es=>es.some(e=>e.isIntersecting)&&more(),{rootMargin:'80px'});io.observe(end)}`},
	{name: "button", script: `{let n=0;const b=document.createElement('button');b.textContent='Load more';list.after(b);b.onclick=async()=>{await fetch('/late/80');for(let k=0;k<4&&n<parts;k++)add(n++);if(n>=parts)b.remove()};for(;n<4;n++)add(n)}`},
	{name: "idle", script: `{let n=0;const go=()=>{if(n<parts){add(n++);requestIdleCallback(go)}};requestIdleCallback(go)}`},
	{name: "messages", script: `{let n=0;const c=new MessageChannel();c.port1.onmessage=()=>{if(n<parts){add(n++);setTimeout(()=>c.port2.postMessage(0),30)}};c.port2.postMessage(0)}`},
	{name: "worker", script: `{const w=new Worker(URL.createObjectURL(new Blob(["let n=0;const t=setInterval(()=>{postMessage(n++);if(n>=12)clearInterval(t)},60)"])));w.onmessage=e=>add(e.data)}`},
	{name: "module", script: `import('data:text/javascript,export default 12').then(m=>{for(let i=0;i<m.default;i++)add(i)})`},
	{name: "event source", script: `{let n=0;const s=new EventSource('/events');s.onmessage=()=>{if(n<parts)add(n++);if(n>=parts)s.close()}}`},
}

// appearances are how a part shows itself once it is on the page. A script gets each part as it
// comes, in on(section, i).
var appearances = []part{
	{name: "plain"},
	{name: "once", style: `section{opacity:0;transform:translateY(40px);transition:opacity .5s,transform .5s}section.in{opacity:1;transform:none}`,
		script: `{const io=new IntersectionObserver(es=>es.forEach(e=>{if(e.isIntersecting){e.target.classList.add('in');io.unobserve(e.target)}}),{threshold:.2});on=s=>io.observe(s)}`},
	{name: "both ways", style: `section{opacity:0;transition:opacity .4s}section.in{opacity:1}`,
		script: `{const io=new IntersectionObserver(es=>es.forEach(e=>e.target.classList.toggle('in',e.isIntersecting)),{threshold:.15});on=s=>io.observe(s)}`},
	{name: "listener", style: `section{visibility:hidden;opacity:0;transition:opacity .3s}section.in{visibility:visible;opacity:1}`,
		script: `{const look=()=>document.querySelectorAll('section').forEach(s=>{if(s.getBoundingClientRect().top<innerHeight*.85)s.classList.add('in')});addEventListener('scroll',look,true);addEventListener('resize',look);on=()=>setTimeout(look)}`},
	{name: "throttled", style: `section{opacity:0}section.in{opacity:1;transition:opacity .3s .15s}`,
		script: `{let t=0;const look=()=>{if(t)return;t=setTimeout(()=>{t=0;document.querySelectorAll('section').forEach(s=>{const b=s.getBoundingClientRect();s.classList.toggle('in',b.bottom>0&&b.top<innerHeight)})},150)};addEventListener('scroll',look,true);addEventListener('resize',look);on=look}`},
	{name: "view timeline", style: `@keyframes rise{from{opacity:0;translate:0 60px}to{opacity:1;translate:0}}section{animation:rise linear both;animation-timeline:view();animation-range:entry 0% cover 30%}`},
	{name: "in and out", style: `@keyframes pass{0%,100%{opacity:0}25%,75%{opacity:1}}section{animation:pass linear both;animation-timeline:view()}`},
	{name: "staggered", style: `section>*{opacity:0;transition:opacity .4s}section.in>*{opacity:1}section.in>:nth-child(2){transition-delay:.3s}section.in>:nth-child(3){transition-delay:.7s}`,
		script: `{const io=new IntersectionObserver(es=>es.forEach(e=>e.isIntersecting&&e.target.classList.add('in')),{threshold:.4});on=s=>io.observe(s)}`},
	{name: "by frames", style: `section{opacity:0}`,
		script: `{const io=new IntersectionObserver(es=>es.forEach(e=>{if(!e.isIntersecting)return;io.unobserve(e.target);let a=0;const step=()=>{a+=.03;e.target.style.opacity=Math.min(1,a);if(a<1)requestAnimationFrame(step)};step()}),{threshold:.1});on=s=>io.observe(s)}`},
	{name: "animated", style: `section{opacity:0}`,
		script: `{const io=new IntersectionObserver(es=>es.forEach(e=>{if(!e.isIntersecting)return;io.unobserve(e.target);e.target.animate([{opacity:0,transform:'scale(.9)'},{opacity:1,transform:'none'}],{duration:700,delay:120,fill:'both',easing:'ease-out'})}),{rootMargin:'0px 0px -80px 0px'});on=s=>io.observe(s)}`},
	{name: "mounted", script: `{const io=new IntersectionObserver(es=>es.forEach(async e=>{if(!e.isIntersecting||!e.target.kept)return;io.unobserve(e.target);await fetch('/late/90');e.target.innerHTML=e.target.kept;e.target.kept='';shown(e.target)}),{rootMargin:'40px'});on=s=>{s.kept=s.innerHTML;s.style.minHeight=s.offsetHeight+'px';s.innerHTML='';io.observe(s)}}`},
	{name: "unmounted", script: `{const io=new IntersectionObserver(es=>es.forEach(e=>{const s=e.target;if(e.isIntersecting){if(!s.firstChild){s.innerHTML=s.kept;shown(s)}}else if(s.firstChild){s.kept=s.innerHTML;s.style.height=s.offsetHeight+'px';s.innerHTML=''}}),{rootMargin:'200px'});on=s=>io.observe(s)}`},
	{name: "content-visibility", style: `section{content-visibility:auto;contain-intrinsic-size:auto 300px}`},
	{name: "clip", style: `section{clip-path:inset(0 100% 0 0);transition:clip-path .6s}section.in{clip-path:inset(0)}`,
		script: `{const io=new IntersectionObserver(es=>es.forEach(e=>e.isIntersecting&&e.target.classList.add('in')));on=s=>io.observe(s)}`},
	{name: "stacked", style: `section{position:sticky;top:20px;background:#fff;min-height:60vh;margin-bottom:40vh;box-shadow:0 -2px 6px #0002}`},
	{name: "parallax", style: `section{overflow:hidden}section>*{will-change:transform}`,
		script: `{const all=[];const move=()=>all.forEach(s=>{const b=s.getBoundingClientRect();s.children[1].style.transform='translateY('+((b.top+b.height/2-innerHeight/2)*-.05)+'px)'});addEventListener('scroll',()=>requestAnimationFrame(move),true);on=s=>{all.push(s);move()}}`},
}

// samples are what shows a part's colour: %c is the colour as Chrome has it, %f the address of a
// flat picture of it, %i the part's number.
var samples = []part{
	{name: "ground", value: `<div style="width:90px;height:90px;background:%c"></div>`},
	{name: "picture", value: `<img width="90" height="90" src="%f">`},
	{name: "lazy picture", value: `<img loading="lazy" width="90" height="90" src="%f">`},
	{name: "picture without size", value: `<img loading="lazy" src="%f">`},
	{name: "data-src", value: `<img class="lz" width="90" height="90" data-src="%f">`,
		script: `{const io=new IntersectionObserver(es=>es.forEach(e=>{if(e.isIntersecting){e.target.src=e.target.dataset.src;io.unobserve(e.target)}}));fill=s=>s.querySelectorAll('.lz').forEach(x=>io.observe(x))}`},
	{name: "data-src by scroll", value: `<img class="lz" width="90" height="90" data-src="%f">`,
		script: `{let t=0;const look=()=>{clearTimeout(t);t=setTimeout(()=>document.querySelectorAll('.lz').forEach(x=>{const b=x.getBoundingClientRect();if(b.top<innerHeight&&b.bottom>0&&x.dataset.src){x.src=x.dataset.src;delete x.dataset.src}}),100)};addEventListener('scroll',look,true);fill=look}`},
	{name: "lazy ground", value: `<div class="bg" data-bg="%f" style="width:90px;height:90px"></div>`,
		script: `{const io=new IntersectionObserver(es=>es.forEach(e=>{if(e.isIntersecting)e.target.style.backgroundImage='url('+e.target.dataset.bg+')'}));fill=s=>s.querySelectorAll('.bg').forEach(x=>io.observe(x))}`},
	{name: "canvas", value: `<canvas width="90" height="90" data-c="%c"></canvas>`,
		script: `fill=s=>s.querySelectorAll('canvas').forEach(x=>{const g=x.getContext('2d');g.fillStyle=x.dataset.c;g.fillRect(0,0,90,90)})`},
	{name: "canvas in view", value: `<canvas width="90" height="90" data-c="%c"></canvas>`,
		script: `{const io=new IntersectionObserver(es=>es.forEach(e=>{if(!e.isIntersecting)return;io.unobserve(e.target);let w=0;const g=e.target.getContext('2d');g.fillStyle=e.target.dataset.c;const step=()=>{g.fillRect(0,0,w+=3,90);if(w<90)requestAnimationFrame(step)};step()}),{threshold:.6});fill=s=>s.querySelectorAll('canvas').forEach(x=>io.observe(x))}`},
	{name: "drawing", value: `<svg width="90" height="90"><rect width="90" height="90" fill="%c"/></svg>`},
	{name: "frame", value: `<iframe loading="lazy" width="90" height="90" style="border:0" srcdoc="<body style='margin:0;background:%c'>"></iframe>`},
	{name: "poster", value: `<video width="90" height="90" poster="%f" style="object-fit:fill"></video>`},
	{name: "sources", value: `<picture><source media="(min-width:1px)" srcset="%f 1x"><img loading="lazy" width="90" height="90" src="/none.png"></picture>`},
	{name: "element", value: `<x-swatch colour="%c"></x-swatch>`,
		script: `setTimeout(()=>customElements.define('x-swatch',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'open'}).innerHTML='<div style="width:90px;height:90px;background:'+this.getAttribute('colour')+'"></div>'}}),200)`},
	{name: "generated", style: `.gen::before{content:'';display:block;width:90px;height:90px;background:var(--c)}`, value: `<div class="gen" style="--c:%c"></div>`},
	{name: "carousel", value: `<div style="width:300px;overflow-x:auto;white-space:nowrap"><span style="display:inline-block;width:90px;height:90px;background:%c"></span><span style="display:inline-block;width:400px;height:90px;background:#eee"></span></div>`},
}

// furniture stays in its place, or comes and goes.
var furniture = []part{
	{name: "none"},
	{name: "fixed head", style: `body{padding-top:50px}#top{position:fixed;top:0;left:0;right:0;height:50px;background:#2b3a55;color:#fff;z-index:9}`, before: `<header id="top">Harbour news</header>`},
	{name: "sticky head", style: `#top{position:sticky;top:0;height:50px;background:#2b3a55;color:#fff;z-index:9}`, before: `<header id="top">Harbour news</header>`},
	{name: "shy head", style: `body{padding-top:50px}#top{position:fixed;top:0;left:0;right:0;height:50px;background:#2b3a55;color:#fff;z-index:9;transition:transform .3s}`, before: `<header id="top">Harbour news</header>`,
		script: `{let last=0;addEventListener('scroll',e=>{const y=e.target.scrollTop??scrollY;document.getElementById('top').style.transform=y>last&&y>60?'translateY(-100%)':'none';last=y},true)}`},
	{name: "foot bar", style: `#bar{position:fixed;bottom:0;left:0;right:0;height:44px;background:#2b3a55;color:#fff;z-index:9}`, before: `<nav id="bar"><a href="#s0">Home</a> <a href="#s3">Boats</a> <a href="#s6">Tides</a></nav>`},
	{name: "to the top", style: `#up{position:fixed;right:20px;bottom:20px;width:40px;height:40px;opacity:0;transition:opacity .3s}`, before: `<button id="up">↑</button>`,
		script: `addEventListener('scroll',()=>up.style.opacity=scrollY>400?1:0)`},
	{name: "progress", style: `#pr{position:fixed;top:0;left:0;height:4px;background:#555;width:0;z-index:9}`, before: `<div id="pr"></div>`,
		script: `addEventListener('scroll',()=>pr.style.width=100*scrollY/(document.documentElement.scrollHeight-innerHeight)+'%')`},
	{name: "ticker", style: `#tick{white-space:nowrap;animation:tick 9s linear infinite}@keyframes tick{to{transform:translateX(-50%)}}`, before: `<div style="overflow:hidden"><div id="tick">High tide at ten, low tide at four, the ferry is late again, and the lamp is lit.</div></div>`},
	{name: "clock", before: `<p id="clk">00:00</p>`, script: `setInterval(()=>clk.textContent=new Date().toLocaleTimeString(),1000)`},
}

// notices lie over the page until they are answered.
var notices = []part{
	{name: "none"},
	{name: "none "},
	{name: "cookie bar", style: `#ck{position:fixed;left:0;right:0;bottom:0;height:110px;background:#ff00c8;z-index:99}`, before: `<div id="ck" class="cookie-banner" role="dialog"><p>We use cookies to measure visits.</p><button onclick="ck.remove()">Reject all</button><button onclick="ck.remove()">Accept all</button></div>`},
	{name: "locked", style: `#ck{position:fixed;inset:0;background:#ff00c8;z-index:99}.lock{overflow:hidden!important}`, before: `<div id="ck" class="consent-modal" role="dialog" aria-modal="true"><p>We value your privacy. We and our partners use cookies.</p><button onclick="ck.remove();document.body.classList.remove('lock')">Only necessary</button><button onclick="ck.remove();document.body.classList.remove('lock')">Agree</button></div>`,
		script: `document.body.classList.add('lock')`},
	{name: "newsletter", style: `#nl{position:fixed;left:30%;top:30%;width:400px;height:240px;background:#ff00c8;z-index:99}`,
		script: `setTimeout(()=>document.body.insertAdjacentHTML('beforeend','<div id="nl" role="dialog" class="newsletter-popup"><button aria-label="Close" onclick="nl.remove()">×</button><p>Get our newsletter</p><input type="email" placeholder="Your e-mail"><button>Sign up</button></div>'),1200)`},
	{name: "at depth", style: `#nl{position:fixed;left:30%;top:30%;width:400px;height:240px;background:#ff00c8;z-index:99}`,
		script: `{let n=0;addEventListener('scroll',()=>{if(n||scrollY<700)return;n=1;document.body.insertAdjacentHTML('beforeend','<div id="nl" role="dialog" class="newsletter-popup"><button aria-label="Close" onclick="nl.remove()">×</button><p>Get our newsletter</p><input type="email" placeholder="Your e-mail"><button>Sign up</button></div>')})}`},
}
