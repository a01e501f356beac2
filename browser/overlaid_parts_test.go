package browser_test

// plea is what a notice wants, in one language. An empty label is a button that it lacks; of a
// notice with a field something is asked for.
type plea struct {
	name, dir, text         string
	decline, accept, closes string
	field                   string
}

// pleas are what people are asked for before they may read.
var pleas = []plea{
	{name: "consent en", text: "We use cookies and similar technologies to improve your experience.", decline: "Reject all", accept: "Accept all"},
	{name: "consent de", text: "Wir verwenden Cookies, um Inhalte zu personalisieren und Zugriffe zu analysieren.", decline: "Nur notwendige", accept: "Alle akzeptieren"},
	{name: "consent fr", text: "Nous et nos partenaires utilisons des cookies pour mesurer l’audience.", decline: "Continuer sans accepter", accept: "Tout accepter"},
	{name: "consent es", text: "Utilizamos cookies propias y de terceros para analizar nuestros servicios.", decline: "Rechazar todas", accept: "Aceptar todas"},
	{name: "consent it", text: "Utilizziamo i cookie per offrirti la migliore esperienza di navigazione.", decline: "Rifiuta", accept: "Accetta"},
	{name: "consent pt", text: "Usamos cookies para personalizar conteúdo e anúncios.", decline: "Rejeitar", accept: "Aceitar todos"},
	{name: "consent nl", text: "Wij gebruiken cookies om de website goed te laten werken.", decline: "Weigeren", accept: "Alles accepteren"},
	{name: "consent pl", text: "Używamy plików cookie, aby ulepszyć działanie serwisu.", decline: "Odrzuć wszystkie", accept: "Akceptuję"},
	{name: "consent sv", text: "Vi använder kakor för att förbättra webbplatsen.", decline: "Endast nödvändiga", accept: "Godkänn alla"},
	{name: "consent da", text: "Vi bruger cookies til at huske dine indstillinger og til statistik.", decline: "Afvis alle", accept: "Tillad alle"},
	{name: "consent fi", text: "Käytämme evästeitä sivuston kehittämiseen.", decline: "Vain välttämättömät", accept: "Hyväksy kaikki"},
	{name: "consent cs", text: "Používáme soubory cookie ke zlepšení vašeho zážitku.", decline: "Odmítnout", accept: "Přijmout vše"},
	{name: "consent hu", text: "Sütiket használunk a jobb felhasználói élmény érdekében.", decline: "Elutasítom", accept: "Elfogadom"},
	{name: "consent ro", text: "Folosim cookie-uri pentru a îmbunătăți experiența dumneavoastră.", decline: "Refuz", accept: "Accept toate"},
	{name: "consent tr", text: "Deneyiminizi iyileştirmek için çerezleri kullanıyoruz.", decline: "Tümünü reddet", accept: "Kabul et"},
	{name: "consent ru", text: "Мы используем файлы cookie, чтобы сайт работал лучше.", decline: "Отклонить", accept: "Принять"},
	{name: "consent uk", text: "Ми використовуємо файли cookie для аналізу відвідувань.", decline: "Відхилити", accept: "Прийняти все"},
	{name: "consent el", text: "Χρησιμοποιούμε cookies για να βελτιώσουμε την εμπειρία σας.", decline: "Απόρριψη", accept: "Αποδοχή όλων"},
	{name: "consent bg", text: "Използваме бисквитки, за да подобрим сайта.", decline: "Отказвам", accept: "Приемам"},
	{name: "consent ar", dir: "rtl", text: "نستخدم ملفات تعريف الارتباط لتحسين تجربتك.", decline: "رفض الكل", accept: "قبول الكل"},
	{name: "consent he", dir: "rtl", text: "אנו משתמשים בקובצי עוגיות כדי לשפר את חוויית הגלישה.", decline: "דחה הכל", accept: "קבל הכל"},
	{name: "consent fa", dir: "rtl", text: "ما از کوکی ها برای بهبود تجربه شما استفاده میکنیم.", decline: "رد همه", accept: "پذیرفتن"},
	{name: "consent hi", text: "हम आपके अनुभव को बेहतर बनाने के लिए कुकीज़ का उपयोग करते हैं।", decline: "अस्वीकार करें", accept: "स्वीकार करें"},
	{name: "consent ja", text: "当サイトでは利便性の向上のためクッキーを使用しています。", decline: "拒否する", accept: "同意する"},
	{name: "consent zh", text: "我们使用 Cookie 来改善您的浏览体验。", decline: "全部拒绝", accept: "接受全部"},
	{name: "consent ko", text: "당사는 서비스 개선을 위해 쿠키를 사용합니다.", decline: "모두 거부", accept: "모두 허용"},
	{name: "consent vi", text: "Chúng tôi sử dụng cookie để cải thiện trải nghiệm của bạn.", decline: "Từ chối", accept: "Chấp nhận"},
	{name: "consent id", text: "Kami menggunakan cookie untuk meningkatkan pengalaman Anda.", decline: "Tolak semua", accept: "Terima semua"},
	{name: "consent th", text: "เราใช้คุกกี้เพื่อพัฒนาประสบการณ์การใช้งานของคุณ", decline: "ปฏิเสธ", accept: "ยอมรับ"},
	{name: "consent ca", text: "Fem servir galetes pròpies i de tercers per millorar el web.", decline: "Rebutja-les", accept: "Accepta-les totes"},
	{name: "consent hr", text: "Koristimo kolačiće kako bismo poboljšali vaše iskustvo.", decline: "Odbij", accept: "Prihvati sve"},
	{name: "consent no", text: "Vi bruker informasjonskapsler for å forbedre nettstedet.", decline: "Avvis alle", accept: "Godta alle"},

	{name: "told en", text: "This website uses cookies. By continuing to browse you agree to our use of them.", accept: "Got it"},
	{name: "told de", text: "Diese Webseite nutzt Cookies. Mehr in der Datenschutzerklärung.", accept: "Verstanden"},
	{name: "told fr", text: "En poursuivant votre navigation, vous acceptez l’utilisation de cookies.", accept: "J’ai compris"},
	{name: "told es", text: "Este sitio usa cookies. Si continúa, entendemos que acepta su uso.", accept: "De acuerdo"},
	{name: "told ja", text: "このサイトはクッキーを使用します。", accept: "閉じる"},
	{name: "told pt", text: "Ao continuar navegando, você concorda com o uso de cookies.", accept: "Entendi"},

	{name: "settings en", text: "Your privacy matters. Choose which data we and our 214 partners may use.", decline: "Confirm my choices", accept: "Allow all"},
	{name: "pay or ok de", text: "Lesen Sie mit Werbung und Tracking, oder im Abo ohne. Mit Ihrer Einwilligung verwenden wir Cookies.", accept: "Einwilligen und weiter", closes: ""},

	{name: "letter en", text: "Get the best of the harbour in your inbox every Friday.", accept: "Sign me up", closes: "×", field: "Your email"},
	{name: "letter en no", text: "Join 20,000 readers of our newsletter.", accept: "Subscribe", decline: "No thanks", field: "Email address"},
	{name: "letter de", text: "Melden Sie sich für unseren Newsletter an.", accept: "Jetzt anmelden", closes: "Schließen", field: "E-Mail-Adresse"},
	{name: "letter fr", text: "Recevez notre lettre d’information chaque semaine.", accept: "Je m’inscris", decline: "Non merci", field: "Votre e-mail"},
	{name: "letter es", text: "Suscríbete a nuestro boletín y no te pierdas nada.", accept: "Suscribirme", decline: "Ahora no", field: "Correo electrónico"},
	{name: "letter it", text: "Iscriviti alla newsletter del porto.", accept: "Iscriviti", closes: "Chiudi", field: "La tua e-mail"},
	{name: "letter ru", text: "Подпишитесь на нашу рассылку.", accept: "Подписаться", closes: "✕", field: "Ваша почта"},
	{name: "letter ja", text: "メールマガジンに登録しませんか。", accept: "登録する", closes: "閉じる", field: "メールアドレス"},
	{name: "letter tr", text: "Bültenimize abone olun, hiçbir haberi kaçırmayın.", accept: "Abone ol", decline: "Hayır, teşekkürler", field: "E-posta adresiniz"},

	{name: "discount en", text: "Wait! Take 10% off your first order.", accept: "Claim my discount", decline: "No, I prefer full price", field: "Your email"},
	{name: "push en", text: "Would you like to be told of breaking news?", accept: "Allow", decline: "Later"},
	{name: "push pl", text: "Czy chcesz otrzymywać powiadomienia o najważniejszych wydarzeniach?", accept: "Zezwól", decline: "Nie, dziękuję"},
	{name: "app en", text: "It is better in the app. Faster, and free.", accept: "Open the app", closes: "Not now"},
	{name: "app ko", text: "앱에서 더 편하게 이용하세요.", accept: "앱으로 보기", closes: "괜찮아요, 웹으로 볼게요"},
	{name: "app in", text: "ऐप में बेहतर अनुभव पाएं", accept: "ऐप खोलें", closes: "अभी नहीं"},
	{name: "region en", text: "You seem to be in another country. Would you like to change to your local store?", accept: "Change to Austria", decline: "Stay on this site"},
	{name: "survey en", text: "Do you have two minutes? Help us to improve this website.", accept: "Start the survey", decline: "No, thanks"},
	{name: "survey nl", text: "Wat vind je van deze website? Doe mee aan ons onderzoek.", accept: "Ja, ik doe mee", decline: "Nee, bedankt"},
	{name: "blocker en", text: "It looks like you are using an ad blocker. Ads help us pay our writers.", accept: "I have disabled it", decline: "Continue without supporting us"},
	{name: "join en", text: "Sign in or create a free account to get the most out of the harbour.", accept: "Create an account", closes: "×"},
	{name: "join pt", text: "Entre ou cadastre-se gratuitamente para continuar.", accept: "Cadastre-se", closes: "Fechar"},
	{name: "donate en", text: "If everyone who reads this gave two pounds, our appeal would be over within an hour.", accept: "Donate now", decline: "Maybe later"},
	{name: "donate fr", text: "Soutenez une presse indépendante : faites un don.", accept: "Je donne", closes: "Plus tard"},
	{name: "terms en", text: "We have updated our terms of service and our privacy policy.", accept: "OK"},
	{name: "age en", text: "You must be of legal drinking age to enter this site. Are you over 18?", accept: "Yes, I am", decline: "No"},
	{name: "age de", text: "Sind Sie mindestens 18 Jahre alt?", accept: "Ja, ich bin über 18", decline: "Nein"},
	{name: "age fr", text: "Avez-vous plus de 18 ans ?", accept: "Oui, entrer", decline: "Non"},
}

// spot is where a notice stands: the style of its root, of the box in it, and the size of a frame
// that holds it.
type spot struct{ name, root, box, frame string }

const fills = "width:100%;height:100%"

var spots = []spot{
	{"bar below", "position:fixed;left:0;right:0;bottom:0;z-index:9999", "padding:16px;min-height:100px", "width:100%;height:160px"},
	{"bar above", "position:fixed;left:0;right:0;top:0;z-index:9999", "padding:16px;min-height:100px", "width:100%;height:160px"},
	{"corner", "position:fixed;right:20px;bottom:20px;width:340px;z-index:9999", "padding:16px;min-height:160px;border-radius:8px", "height:240px"},
	{"corner left", "position:fixed;left:16px;bottom:16px;width:300px;z-index:99", "padding:12px;min-height:120px", "height:240px"},
	{"middle", "position:fixed;inset:0;z-index:9999;background:rgba(0,0,0,.6);display:flex;align-items:center;justify-content:center", "width:520px;min-height:260px;padding:24px", fills},
	{"middle without ground", "position:fixed;left:50%;top:50%;transform:translate(-50%,-50%);z-index:9999", "width:520px;min-height:260px;padding:24px;box-shadow:0 0 40px #0008", "width:560px;height:320px"},
	{"whole window", "position:fixed;inset:0;z-index:2147483647", "position:absolute;inset:0;padding:120px", fills},
	{"whole and scrolls", "position:fixed;left:0;top:0;width:100vw;height:100vh;z-index:100;overflow-y:auto", "min-height:100%;box-sizing:border-box;padding:80px", ""},
	{"side", "position:fixed;right:0;top:0;bottom:0;width:380px;z-index:500", "height:100%;box-sizing:border-box;padding:24px", "height:100%"},
	{"sheet", "position:fixed;inset:0;z-index:9999;background:rgba(0,0,0,.4)", "position:absolute;left:0;right:0;bottom:0;min-height:240px;padding:24px;border-radius:16px 16px 0 0", fills},
	{"over the start", "position:absolute;left:0;right:0;top:0;z-index:50", "min-height:120px;padding:16px", "width:100%;height:180px"},
	{"blurred ground", "position:fixed;inset:0;z-index:9999;backdrop-filter:blur(8px)", "width:480px;min-height:220px;margin:140px auto 0;padding:20px", fills},
}

// callings are the names that roots of notices go by.
var callings = []string{
	``, `class="x78zum5 xdt5ytf x1n2onr6"`, `class="modal show"`, `class="sc-dkPtRN bYJcKl"`, `class="fixed inset-x-0 bottom-0 z-50 p-4"`, `id="notice-wrapper"`,
	`class="css-1q2w3e" data-testid="banner"`, `class="popup-overlay"`, `role="dialog" aria-modal="true"`, `role="region" aria-label="Notice"`, `class="e-con"`, `aria-live="polite"`,
}

// makes are how the element of a notice comes to be: show makes it of inner, the markup of its root.
var makes = []part{
	{name: "at the end", script: `const show=()=>{document.body.insertAdjacentHTML('beforeend',inner);root=document.body.lastElementChild;lock()};`},
	{name: "at the start", script: `const show=()=>{document.body.insertAdjacentHTML('afterbegin',inner);root=document.body.firstElementChild;lock()};`},
	{name: "beside the body", script: `const show=()=>{document.documentElement.insertAdjacentHTML('beforeend',inner);root=document.documentElement.lastElementChild;lock()};`},
	{name: "in a portal", script: `const show=()=>{const p=document.createElement('div');p.id='portal';document.body.append(p);p.innerHTML='<div data-portal><div>'+inner+'</div></div>';root=p;lock()};`},
	{name: "in the app", script: `const show=()=>{const m=document.querySelector('main');m.insertAdjacentHTML('afterbegin','<div>'+inner+'</div>');root=m.firstElementChild;lock()};`},
	{name: "open shadow", script: `const show=()=>{root=document.createElement('div');document.body.append(root);root.attachShadow({mode:'open'}).innerHTML=inner;lock()};`},
	{name: "closed shadow", script: `const show=()=>{root=document.createElement('notice-host');document.body.append(root);root.attachShadow({mode:'closed'}).innerHTML=inner;lock()};`},
	{name: "modal dialog", value: "dialog", script: `const show=()=>{root=document.createElement('dialog');root.style.cssText='border:0;padding:0;background:none;max-width:none;max-height:none';root.innerHTML=inner;document.body.append(root);root.showModal();lock()};`},
	{name: "popover", value: "dialog", script: `const show=()=>{root=document.createElement('div');root.popover='manual';root.style.cssText='border:0;padding:0;background:none;overflow:visible';root.innerHTML=inner;document.body.append(root);root.showPopover();lock()};`},
	{name: "frame", value: "frame", script: `const show=()=>{root=document.createElement('iframe');root.style.cssText=framed;root.srcdoc=inner;document.body.append(root);lock()};`},
	{name: "frame of another site", value: "other", script: `const show=()=>{root=document.createElement('iframe');root.style.cssText=framed;root.src=other;root.title='notice';document.body.append(root);lock()};`},
	{name: "made anew", script: `const show=()=>{const put=()=>{document.body.insertAdjacentHTML('beforeend',inner);root=document.body.lastElementChild};put();new MutationObserver(()=>{if(!answered&&!root.isConnected)put()}).observe(document.body,{childList:true});lock()};`},
	{name: "shown by a class", style: `.is-hidden{display:none}`, script: `document.body.insertAdjacentHTML('beforeend','<div class="is-hidden">'+inner+'</div>');root=document.body.lastElementChild;const show=()=>{root.className='';lock()};`},
	{name: "fades in", script: `const show=()=>{document.body.insertAdjacentHTML('beforeend',inner);root=document.body.lastElementChild;root.animate({opacity:[0,1]},500);lock()};`},
}

// labels are how a button is written: %t its text, %g what pressing it does.
var labels = []part{
	{name: "button", value: `<button type="button" onclick="%g">%t</button>`},
	{name: "link", value: `<a href="#" onclick="%g;return false">%t</a>`},
	{name: "script link", value: `<a href="javascript:void(0)" onclick="%g">%t</a>`},
	{name: "role", value: `<div role="button" tabindex="0" onclick="%g">%t</div>`},
	{name: "span", value: `<span style="cursor:pointer;padding:6px" onclick="%g">%t</span>`},
	{name: "input", value: `<input type="button" value="%t" onclick="%g">`},
	{name: "nested", value: `<button onclick="%g"><span class="in"><span>%t</span></span></button>`},
	{name: "capitals", value: `<button style="text-transform:uppercase" onclick="%g">%t</button>`},
	{name: "pressed down", value: `<button onpointerdown="this.down=1" onclick="if(this.down){%g}">%t</button>`},
	{name: "listens above", value: `<div onclick="if(event.target.closest('[data-go]')){%g}"><button data-go>%t</button></div>`},
}

// crosses are how a cross to close is drawn; others are labels.
var crosses = []part{
	{name: "sign", value: `<button onclick="%g" style="position:absolute;right:8px;top:8px">×</button>`},
	{name: "named", value: `<button aria-label="Close" onclick="%g" style="position:absolute;right:8px;top:8px"><svg width="16" height="16" viewBox="0 0 16 16"><path d="M2 2l12 12M14 2L2 14" stroke="#000"/></svg></button>`},
	{name: "drawn", value: `<div onclick="%g" class="modal-close" style="position:absolute;right:8px;top:8px;width:20px;height:20px;cursor:pointer"><svg width="16" height="16" viewBox="0 0 16 16"><path d="M2 2l12 12M14 2L2 14" stroke="#000"/></svg></div>`},
	{name: "nameless", value: `<div onclick="%g" style="position:absolute;right:8px;top:8px;width:20px;height:20px;cursor:pointer"><svg width="16" height="16" viewBox="0 0 16 16"><path d="M2 2l12 12M14 2L2 14" stroke="#000"/></svg></div>`},
	{name: "picture", value: `<img onclick="%g" alt="close" style="position:absolute;right:8px;top:8px;cursor:pointer" width="16" height="16" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">`},
}

// times are when a notice comes.
var times = []part{
	{name: "at once", script: `show();`},
	{name: "soon", script: `setTimeout(show,400);`},
	{name: "late", script: `setTimeout(show,1500);`},
	{name: "very late", script: `setTimeout(show,3500);`},
	{name: "after load", script: `addEventListener('load',()=>setTimeout(show,100));`},
	{name: "fetched", script: `fetch('/late/600').then(show);`},
	{name: "scrolled", script: `{let n=0;addEventListener('scroll',()=>{if(!n&&scrollY>100){n=1;show()}},true)}`},
	{name: "deep", script: `{let n=0;addEventListener('scroll',()=>{if(!n&&scrollY>document.documentElement.scrollHeight*.4){n=1;show()}})}`},
	{name: "by what is in view", script: `new IntersectionObserver((l,o)=>{if(l.some(e=>e.isIntersecting)){o.disconnect();show()}}).observe(document.querySelectorAll('section')[7]);`},
	{name: "idle", script: `requestIdleCallback(()=>setTimeout(show,50));`},
}

// locks are what the page does to itself while a notice is there.
var locks = []part{
	{name: "none", script: `const lock=()=>{},unlock=()=>{};`},
	{name: "none ", script: `const lock=()=>{},unlock=()=>{};`},
	{name: "body", script: `const lock=()=>document.body.style.overflow='hidden',unlock=()=>document.body.style.overflow='';`},
	{name: "root", style: `.no-scroll,.no-scroll body{overflow:hidden!important;height:100%}`, script: `const lock=()=>document.documentElement.classList.add('no-scroll'),unlock=()=>document.documentElement.classList.remove('no-scroll');`},
	{name: "fixed body", script: `let was=0;const lock=()=>{was=scrollY;document.body.style.cssText+='position:fixed;width:100%;top:-'+was+'px'},unlock=()=>{document.body.style.position='';document.body.style.top='';scrollTo(0,was)};`},
	{name: "blur", style: `.blurred main{filter:blur(6px)}`, script: `const lock=()=>document.querySelector('main').contains(root)||document.body.classList.add('blurred'),unlock=()=>document.body.classList.remove('blurred');`},
	{name: "inert", script: `const lock=()=>{if(!document.querySelector('main').contains(root)){document.querySelector('main').inert=true;document.querySelector('main').setAttribute('aria-hidden','true')}},unlock=()=>{document.querySelector('main').inert=false;document.querySelector('main').removeAttribute('aria-hidden')};`},
	{name: "wheel", script: `const no=e=>e.preventDefault();const lock=()=>['wheel','touchmove'].forEach(k=>addEventListener(k,no,{passive:false})),unlock=()=>['wheel','touchmove'].forEach(k=>removeEventListener(k,no));`},
}

// stays are parts of the page that look like notices and are none, in a colour of their own.
var stays = []part{
	{name: "nothing"},
	{name: "fixed head", style: `body{padding-top:60px}#own{position:fixed;left:0;right:0;top:0;height:60px;z-index:20}`, before: `<header id="own"><a href="#s1">Harbour office</a></header>`},
	{name: "tabs below", style: `#own{position:fixed;left:0;right:0;bottom:0;height:56px;z-index:20}`, before: `<nav id="own"><a href="#s1">Home</a> <a href="#s2">Tides</a> <a href="#s3">Account</a></nav>`},
	{name: "price", style: `#own{position:fixed;left:0;right:0;bottom:0;height:64px;z-index:20}`, before: `<div id="own">Total € 43.20 <button>Book this boat</button></div>`},
	{name: "player", style: `#own{position:fixed;left:0;right:0;bottom:0;height:64px;z-index:20}`, before: `<div id="own"><button aria-label="Play">▶</button> Harbour radio, morning news 00:00 / 12:40</div>`},
	{name: "tools", style: `#own{position:fixed;left:12px;top:200px;width:44px;height:180px;z-index:20}`, before: `<div id="own" role="toolbar" aria-label="Share"><button>A+</button><button>A-</button><button>☾</button></div>`},
	{name: "contents", style: `#own{position:fixed;right:12px;top:120px;width:180px;height:240px;z-index:20}`, before: `<nav id="own" aria-label="Contents"><a href="#s1">One</a><br><a href="#s2">Two</a></nav>`},
	{name: "policy", before: `<div id="own" style="padding:20px"><h2>How we use cookies</h2><p>A cookie is a small file. This harbour sets two of them: one that remembers your language, and one that counts visits. You may delete both in your browser, and the tide tables work all the same.</p></div>`},
	{name: "letter in the page", before: `<section id="own"><h2>The harbour letter</h2><p>Every Friday, the tides of the week.</p><form><input type="email" placeholder="Your e-mail"><button>Subscribe</button></form></section>`},
	{name: "form", before: `<form id="own" style="padding:20px"><label>Berth <input></label><label>Arrival <input type="date"></label><button>Ask for a berth</button></form>`},
	{name: "alert", before: `<div id="own" role="alert" style="padding:20px">The lock is closed until Friday: boats wait in the outer basin.</div>`},
	{name: "chat log", before: `<div id="own" class="chat-log" style="padding:20px"><p>Skipper: is there a berth?</p><p>Office: there is, number nine.</p></div>`},
}
