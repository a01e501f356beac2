package singlefile_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// attacks are documents that try to have something run, or load, in the file made of them.
var attacks = map[string]string{
	"handlers":        `<body onload="RUN" onpageshow="RUN"><img src=x onerror="RUN"><svg onload="RUN"></svg><details open ontoggle="RUN"></details><input autofocus onfocus="RUN"><style onload="RUN"></style><div style="animation:a 1ms" OnAnimationStart="RUN"></div>`,
	"addresses":       `<a href="javascript:RUN">x</a><a href=" java&#10;script:RUN">x</a><a xlink:href="javascript:RUN">x</a><form action="javascript:RUN"><button formaction="javascript:RUN">x</button></form><iframe src="javascript:RUN"></iframe><object data="javascript:RUN"></object><embed src="javascript:RUN"><svg><a xlink:href="javascript:RUN"><text>x</text></a><animate attributeName="href" values="javascript:RUN"/><set attributeName="xlink:href" to="javascript:RUN"/></svg><math href="javascript:RUN">x</math><img src="javascript:RUN"><table background="javascript:RUN"></table><div style="background:url(javascript:RUN)"></div>`,
	"refresh":         `<meta http-equiv="refresh" content="0;url=javascript:RUN"><meta http-equiv="refresh" content="3600;url=/ran">`,
	"base":            `<base href="javascript:RUN//"><base target="_top"><a href="x">x</a><script src="SITE/flat/1x1/000000.png"></script>`,
	"documents":       `<iframe srcdoc="<script>RUN</script><body onload='RUN'>"></iframe><iframe src="data:text/html,<script>RUN</script>"></iframe><object data="data:text/html,<script>RUN</script>" type="text/html"></object><embed src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='RUN'><script>RUN</script></svg>" type="image/svg+xml">`,
	"drawings":        `<svg><script>RUN</script><style><img src=x onerror="RUN"></style><foreignObject><body onload="RUN"><script>RUN</script></foreignObject><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>RUN</script></svg>#x"></use><image href="x" onerror="RUN"></image></svg>`,
	"style that ends": `<style id="s"></style><script>document.getElementById('s').textContent = 'p{content:"</sty' + 'le><script>RUN</scr' + 'ipt>"}'; document.getElementById('s').sheet.insertRule('p::before{content:"</sty' + 'le><img src=x onerror=RUN>"}'); const a = new CSSStyleSheet(); a.replaceSync('q{--x:"</sty' + 'le><img src=x onerror=RUN>";--y:</style><img src=x onerror=RUN>}'); document.adoptedStyleSheets = [a]</script><p>p</p><q>q</q>`,
	"text that ends":  `<script>for (const name of ['textarea', 'title', 'xmp', 'noscript', 'style', 'iframe', 'noembed', 'noframes', 'plaintext', 'template', 'svg', 'math', 'select', 'option']) { const e = document.createElement(name); e.append('</' + name + '><img src=x onerror=RUN>'); document.body.append(e); const s = document.createElementNS('http://www.w3.org/2000/svg', name); s.append('</' + name + '><img src=x onerror=RUN>', document.createComment('--><img src=x onerror=RUN>')); document.body.append(s); }</script>`,
	"odd names":       `<script>const n = (ns, name) => { try { const e = document.createElementNS(ns, name); e.textContent = 'RUN'; e.setAttribute('src', '/ran'); document.body.append(e); } catch {} }; for (const ns of ['http://www.w3.org/1999/xhtml', 'http://www.w3.org/2000/svg', 'urn:x', null]) for (const name of ['SCRIPT', 'script', 'x:script', 'Script', 'a"onclick', 'img/onerror=RUN', 'a<script']) n(ns, name); const d = document.createElement('div'); for (const name of ['ONCLICK', 'onclick', 'OnError', 'a"b', 'x:onload']) try { d.setAttributeNS(null, name, 'RUN'); } catch {} document.body.append(d); const i = document.createElementNS('http://www.w3.org/1999/xhtml', 'IMG'); i.setAttribute('ONERROR', 'RUN'); document.body.append(i)</script>`,
	"our own names":   `<div tearsheet-still="1" tearsheet-state="modal" style="--tearsheet-0:url(/ran)"></div><template shadowrootmode="open"><script>RUN</script></template><img src="shot:0:0"><img src="canvas:1"><img data-src="/ran" src="data:,"><div data-bg="/ran"></div>`,
	"patched": `<script>const bad = () => { RUN }; for (const holder of [Element, Node, Document, HTMLElement, CSSStyleSheet, Array, Map, WeakMap, Object, String, JSON, Promise, EventTarget]) for (const name of Object.getOwnPropertyNames(holder.prototype || holder)) try { if (typeof (holder.prototype || holder)[name] === 'function') (holder.prototype || holder)[name] = function () { throw new Error('patched') } } catch {}
		try { Object.defineProperty(Element.prototype, 'attributes', {get() { return [{name: 'onload', value: 'RUN'}] }}); Object.defineProperty(Document.prototype, 'styleSheets', {get() { throw 1 }}) } catch {}</script><p id="p">patched</p>`,
	"answers": `<script>addEventListener('tearsheet:sheets?', e => { e.stopImmediatePropagation(); dispatchEvent(new CustomEvent('tearsheet:sheets', {detail: '{"inElements":[[{"at":0,"text":"</style><img src=x onerror=RUN>"}]],"adopted":[7]}'})) }, true); addEventListener('tearsheet:sheets', e => { RUN.x })</script><style>p{color:red}</style><p>x</p>`,
	"circle":  `<iframe src="/"></iframe><iframe src="/?2"></iframe>`,
	"clobber": `<form id="f"><input name="attributes"><input name="localName"><input name="childNodes"><input name="shadowRoot"><input name="getAttribute"><input name="parentNode"><img name="currentSrc"></form><form name="documentElement"></form><img name="styleSheets"><img name="body"><embed name="defaultView"><p>p</p>`,
	"xhtml":   `<svg xmlns="http://www.w3.org/2000/svg"><title><img src=x onerror="RUN"></title><desc><script>RUN</script></desc></svg><math><annotation-xml encoding="text/html"><img src=x onerror="RUN"></annotation-xml><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=RUN&gt;">`,
}

// Nothing of a page runs or loads in its file, with scripts allowed and even without the
// policy that the file begins with.
func TestNothingRuns(t *testing.T) {
	t.Parallel()
	for name, attack := range attacks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				if r.URL.Path != "/" {
					http.NotFound(w, r)
					return
				}
				// In the page itself it may run: it is told apart by when.
				fmt.Fprint(w, "<!DOCTYPE html><title>t</title><body><h1>Harbour</h1>"+strings.ReplaceAll(attack, "RUN", "parent.ran=top.ran=window.ran=1"))
			}))
			_, text, _ := fileOf(t, browser.Request{URL: site.URL + "/", Settle: browser.Settle{Pace: browser.PaceFast}})
			if !strings.Contains(text, "Harbour") && name != "text that ends" {
				t.Errorf("the page is not in the file:\n%s", text)
			}
			bare := strings.Replace(text, `<meta http-equiv="Content-Security-Policy"`, `<meta name="gone"`, -1)
			// A script of ours says what became of the window.
			bare += `<script>setTimeout(() => { document.title = window.ran ? 'it ran' : 'still' }, 100)</script>`
			shown := view(t, bare, browser.Request{Settle: browser.Settle{Pace: browser.PaceFast, For: []string{"js=document.title === 'still' || document.title === 'it ran'"}}})
			if shown.Title != "still" {
				t.Errorf("the title is %q:\n%.3000s", shown.Title, text)
			}
		})
	}
}

// Pages that are large in every way become files in little time.
func TestLarge(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"nodes":   `<script>for (let i = 0; i < 10000; i++) { const p = document.createElement('p'); p.className = 'c' + i % 50; p.append('n' + i); document.body.append(p) }</script>`,
		"deep":    `<script>let at = document.body; for (let i = 0; i < 400; i++) { const d = document.createElement('div'); at.append(d); at = d } at.append('bottom')</script>`,
		"data":    `<style>p { background: url(data:image/png;base64,` + strings.Repeat("iVBO", 1<<18) + `) }</style><p>p</p><script>for (let i = 0; i < 4; i++) { const img = new Image(); img.src = 'data:image/png;base64,` + strings.Repeat("iVBO", 1<<16) + `' + i; document.body.append(img) }</script>`,
		"rules":   `<style>` + strings.Repeat(".x .y:hover > z{color:red}p{margin:0}", 4000) + `</style><p>p</p>`,
		"shadows": `<script>for (let i = 0; i < 300; i++) { const d = document.createElement('div'); d.attachShadow({mode: i % 2 ? 'open' : 'closed'}).innerHTML = '<style>b{color:red}</style><b>' + i + '</b>'; document.body.append(d) }</script>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := browsertest.Serve(t, browsertest.Page("<!DOCTYPE html><title>t</title><body>"+body))
			_, text, report := fileOf(t, browser.Request{URL: site.URL, Picture: browser.Picture{Viewport: true}, Settle: browser.Settle{Pace: browser.PaceFast}})
			if len(text) > 40<<20 || report.Documents != 1 {
				t.Errorf("the file has %d bytes, %d documents", len(text), report.Documents)
			}
		})
	}
}
