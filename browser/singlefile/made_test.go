package singlefile_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What only scripts know of is in the file as plain style, and looks the same.
func TestScriptsMade(t *testing.T) {
	t.Parallel()
	const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><rect width="300" height="60" fill="#d01010"/></svg>`
	for name, page := range map[string]string{
		"fonts": `<p style="font:40px one,monospace">From bytes</p><p style="font:40px two,monospace">From an address</p><script>
			(async () => {
				const bytes = await (await fetch('/files/regular.woff2')).arrayBuffer();
				const faces = [new FontFace('one', bytes), new FontFace('two', 'url(/files/slant.woff2)', {weight: '400'})];
				for (const face of faces) document.fonts.add(await face.load());
				new Uint8Array(bytes).fill(0);
			})();
		</script>`,
		"states": `<style>x-tag { display: block; height: 60px; background: #d0d0d0 } x-tag:state(ready) { background: #d01010 } x-tag:not(:state(ready)) { border-left: 9px solid #1030d0 } x-field { display: block; height: 40px } x-field:invalid { background: #ff9000 }
			x-shut:state(on) b { color: #d01010 }</style><x-tag></x-tag><x-tag id="second"></x-tag><x-field></x-field><x-part></x-part><script>
			customElements.define('x-tag', class extends HTMLElement { constructor() { super(); this.inner = this.attachInternals(); if (!this.id) this.inner.states.add('ready'); } });
			customElements.define('x-field', class extends HTMLElement { static formAssociated = true; constructor() { super(); this.attachInternals().setValidity({customError: true}, 'no'); } });
			customElements.define('x-part', class extends HTMLElement { constructor() { super(); this.attachInternals().states.add('hot'); this.attachShadow({mode: 'open'}).innerHTML = '<style>:host(:state(hot)) i { color: #d01010 }</style><i>Within</i>'; } });
		</script>`,
		"highlights": `<style>::highlight(mark) { background: #ffe000 } p::highlight(over) { color: #d01010; background: #10d0d0 } p { font: 24px sans-serif }</style>
			<p id="words">The harbourmaster and the <b>master of</b> the tug were late.<p>Not this one.<script>
			const [first, bold, last] = words.childNodes;
			const range = (from, a, to, b) => { const r = new Range(); r.setStart(from, a); r.setEnd(to, b); return r; };
			CSS.highlights.set('mark', new Highlight(range(first, 4, first, 17), range(first, 21, last, 5)));
			const over = new Highlight(range(first, 10, first, 14), range(bold.firstChild, 0, bold.firstChild, 6));
			over.priority = 1;
			CSS.highlights.set('over', over);
		</script>`,
		"properties": `<style>div { height: 60px; width: 300px; background: var(--late) } section { --late: #1030d0 } @property --early { syntax: "<length>"; inherits: false; initial-value: 50px } p { padding-left: var(--early) }</style><section><div></div></section><div></div><p>text<script>
			CSS.registerProperty({name: '--late', syntax: '<color>', inherits: false, initialValue: '#10a020'});
		</script>`,
		"blobs": `<style>div { height: 60px; width: 300px }</style><div id="let-go"></div><div id="ruled"></div><video id="film" width="300" height="60"></video><img id="pic" alt="">
			<script>
			const address = () => URL.createObjectURL(new Blob(['` + drawing + `'], {type: 'image/svg+xml'}));
			const gone = address(), rule = address(), poster = address(), picture = address();
			document.getElementById('let-go').style.backgroundImage = 'url(' + gone + ')';
			const sheet = new CSSStyleSheet();
			sheet.replaceSync('#ruled { background: url("' + rule + '") }');
			document.adoptedStyleSheets = [sheet];
			film.poster = poster;
			pic.src = picture;
			addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => [gone, rule, picture].forEach(a => URL.revokeObjectURL(a)))));
		</script>`,
		"moves":         `<div id="moved" style="height:60px;width:300px"></div><script>moved.animate([{background: '#d0d0d0'}, {background: '#d01010'}], {duration: 100, fill: 'forwards'});</script>`,
		"led elsewhere": `<link rel="stylesheet" href="/led/ground.css"><style>@import "/led/more.css"; div { height: 60px; width: 300px }</style><div class="ground"></div><div class="more"></div>`,
		"not found":     `<style>div { height: 60px; width: 300px; background: url(/missing/ground) }</style><img src="/missing/picture" alt=""><div></div>`,
		"canvases": `<style>body { margin: 0 } div { position: relative; height: 200px } div canvas { position: absolute; inset: 0; width: 100%; height: 100%; opacity: .5 } p { position: relative; padding: 60px; font: 40px sans-serif; color: #fff } #small { transform: scale(.5); transform-origin: 0 0; border: 8px solid #333; border-radius: 30px }</style>
			<div><canvas id="large"></canvas><p>Over the scene</p></div><canvas id="small" width="300" height="200"></canvas><script>
			for (const canvas of [large, small]) {
				const c = canvas.getContext('webgl');
				c.clearColor(0.1, 0.3, 0.6, 1); c.clear(c.COLOR_BUFFER_BIT);
				c.enable(c.SCISSOR_TEST); c.scissor(30, 30, 60, 40);
				c.clearColor(1, 1, 0, 1); c.clear(c.COLOR_BUFFER_BIT);
			}
		</script>`,
		"objects": `<style>object { width: 300px; height: 80px } .drawn { width: auto; height: auto }</style>before <object data="/inner" type="text/html">fallback</object> between <embed src="/inner" type="text/html" width="200" height="90"> after
			<p><object class="drawn" data="/missing/drawn" type="image/svg+xml"></object> <embed src="/files/sprite.svg" width="100" height="80">`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mux := http.NewServeMux()
			mux.Handle("/files/", http.FileServer(http.Dir(fixtures)))
			mux.HandleFunc("/missing/", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "image/svg+xml")
				w.WriteHeader(http.StatusNotFound)
				w.Write([]byte(drawing))
			})
			mux.HandleFunc("/led/{name}", func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "/there/"+r.PathValue("name"), http.StatusFound)
			})
			mux.HandleFunc("/there/{name}", func(w http.ResponseWriter, r *http.Request) {
				if name, isSheet := strings.CutSuffix(r.PathValue("name"), ".css"); isSheet {
					w.Header().Set("Content-Type", "text/css")
					fmt.Fprintf(w, "div.%s { background: url(%s.svg) }", name, name)
					return
				}
				w.Header().Set("Content-Type", "image/svg+xml")
				fmt.Fprint(w, drawing)
			})
			mux.Handle("/inner", browsertest.Page(`<!DOCTYPE html><body style="margin:0;background:#ffd0d0"><p>A document in another`))
			mux.Handle("/{$}", browsertest.Page("<!DOCTYPE html><title>Made</title>"+page))
			site := browsertest.Serve(t, mux)
			made, text, report := fileOf(t, browser.Request{URL: site.URL})
			if len(report.Missing) > 0 {
				t.Errorf("the file lacks %v", report.Missing)
			}
			shown := view(t, text, browser.Request{})
			wantAlike(t, made.Picture, shown.Picture, 0.0003) // a highlighted part of a word is drawn anew
			if t.Failed() {
				keep(t, map[string][]byte{"page.html": []byte(text), "shown.png": shown.Picture, "made.png": made.Picture})
			}
		})
	}
}

// What cannot be carried over is told.
func TestTold(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<!DOCTYPE html><title>Lost</title><style>div { height: 60px; background: paint(waves) } p { background: url("blob:http://localhost/never-there") }</style><div></div><p>text`))
	_, _, report := fileOf(t, browser.Request{URL: site.URL})
	told := ""
	for _, m := range report.Missing {
		told += m.What + " " + m.URL + "\n"
	}
	for _, want := range []string{"picture that a script paints", "blob:http://localhost/never-there"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not told of: %s", want, told)
		}
	}
}
