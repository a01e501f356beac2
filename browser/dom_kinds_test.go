package browser_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// Kinds of document whose written form must be another than their own to say the same:
// each looks the same when it is opened alone, and has its text.
func TestDOMKinds(t *testing.T) {
	t.Parallel()
	block := func(colour, says string) handlerFunc {
		return html(`<!doctype html><body style="margin:0;background:` + colour + `"><p>` + says)
	}
	drawing := typed("image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60" fill="#1030d0"/><text y="20">A drawn word</text></svg>`)
	for name, c := range map[string]struct {
		pages   map[string]handlerFunc
		has     []string
		hasNone []string
	}{
		"frameset": {
			pages: map[string]handlerFunc{
				"/{$}":  html(`<html><head><title>Ledger</title></head><frameset cols="30%,*"><frame src="/left"><frameset rows="100,*" border="0"><frame src="/top"><frameset cols="*,*"><frame src="/main"><frame src="/old"></frameset></frameset></frameset></html>`),
				"/left": block("#ffd0d0", "The list of wharves"), "/top": block("#d0ffd0", "The head of the ledger"), "/main": block("#d0d0ff", "The ledger itself"),
				"/old": html(`<body text="#a02020" link="#10a020"><h1>Old ways</h1><font size="6"><table><tr><td>in a table</table></font>`),
			},
			has: []string{"The list of wharves", "The head of the ledger", "The ledger itself"}, hasNone: []string{"<frameset"},
		},
		"xhtml": {
			pages: map[string]handlerFunc{"/{$}": typed("application/xhtml+xml", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="de"><head><title>Knots</title>
				<style><![CDATA[ body > p { background: #fc8; height: 60px } p:lang(de) { color: #d01010 } table { font-size: inherit } ]]></style></head>
				<body style="font-size: 40px"><p>The <![CDATA[load < the rope & the]]> bend</p><table><tr><td>large</td></tr></table><div/><p>After the empty one</p></body></html>`)},
			has: []string{"load &lt; the rope &amp; the bend", "body > p {", `lang="de"`},
		},
		"object": {
			pages: map[string]handlerFunc{
				"/{$}": html(`<!doctype html><title>Objects</title><style>object { width: 300px; height: 80px } .drawn { width: auto; height: auto } p > object { margin: 9px 5% 0 2em; border: 4px dotted #10a020; padding: 3px; border-radius: 8px; vertical-align: -20px; box-shadow: 0 0 9px #333; opacity: .8 } embed[type] { position: relative; top: 12px; border-top: 5px solid }</style>
					before <object data="/doc" type="text/html">fallback one</object> between <embed src="/other" type="text/html" width="200" height="90"> after
					<p><object class="drawn" data="/drawing" type="image/svg+xml"></object><embed src="/drawing"></p>`),
				"/doc": block("#ffd0d0", "A document in an object"), "/other": block("#d0ffd0", "A document in an embed"), "/drawing": drawing,
			},
			has: []string{"A document in an object", "A document in an embed", "A drawn word"}, hasNone: []string{"fallback one", "<object"},
		},
		"adopted": {
			pages: map[string]handlerFunc{"/{$}": html(`<!doctype html><title>Order</title><style>.a, .b, .c { height: 60px; background: #d01010 }</style><div class="a"></div><div class="b"></div><div class="c"></div><b id="host"></b>
				<style>.a, .b { background: #d01010 }</style><p>The last say</p><style id="off">.c { background: #d01010 !important }</style><script>
				const sheet = new CSSStyleSheet(), wide = new CSSStyleSheet({media: 'print'}), none = new CSSStyleSheet({disabled: true});
				sheet.replaceSync('.a, .b, .c { background: #10a020 }');
				wide.replaceSync('.b { background: #d01010 }');
				none.replaceSync('.c { background: #d01010 }');
				document.adoptedStyleSheets = [sheet, wide, none];
				off.sheet.disabled = true;
				const root = host.attachShadow({mode: 'open'});
				root.innerHTML = '<style>i { color: #d01010 }</style><i>in a shadow root</i>';
				const inner = new CSSStyleSheet();
				inner.replaceSync('i { color: #10a020 }');
				root.adoptedStyleSheets = [inner];
			</script>`)},
			has: []string{"#10a020"},
		},
		"linked": {
			pages: map[string]handlerFunc{
				"/{$}": html(`<!doctype html><title>Linked</title><link rel="stylesheet" href="/sheet" id="one"><link rel="stylesheet" href="/other" id="two"><p class="a">More rules</p><p class="b">Fewer rules</p><script>
					one.sheet.insertRule('.a { color: #10a020 }', 1);
					two.sheet.deleteRule(0);
				</script>`),
				"/sheet": typed("text/css", ".a { color: #d01010; font-size: 40px }"), "/other": typed("text/css", ".b { color: #d01010 } .b { font-size: 50px }"),
			},
			has: []string{"#10a020"},
		},
		"media": {
			pages: map[string]handlerFunc{"/{$}": html(`<!doctype html><title>Media</title><style media="print" id="one">p { height: 60px; background: #10a020 }</style><style media=" SCREEN" id="two">p { border: 9px solid }</style>
				<p>What was for paper is for all</p><script>one.sheet.media.mediaText = 'screen';</script>`)},
			has: []string{`media="screen"`, `media=" SCREEN"`},
		},
		"slots": {
			pages: map[string]handlerFunc{"/{$}": html(`<!doctype html><title>By hand</title><x-berths><b>one</b><b>two</b></x-berths><script>
				const host = document.querySelector('x-berths');
				const root = host.attachShadow({mode: 'open', slotAssignment: 'manual'});
				root.innerHTML = '<p style="background:#fc8">First: <slot></slot></p><p style="color:#d01010">Then: <slot></slot></p>';
				root.querySelectorAll('slot')[0].assign(host.children[1]);
				root.querySelectorAll('slot')[1].assign(host.children[0]);
			</script>`)},
			has: []string{"First: <slot name="},
		},
		"closed by markup": {
			pages: map[string]handlerFunc{"/{$}": html(`<!doctype html><title>Closed</title><div><template shadowrootmode="closed"><style>p { background: #fc8; height: 60px }</style><p>Behind a door</p>
				<section><template shadowrootmode="closed"><b style="font-size:40px">and one more</b> <slot></slot></template>handed in</section></template></div>`)},
			has: []string{"Behind a door", "and one more", `shadowrootmode="closed"`},
		},
		"closed in frames": {
			pages: map[string]handlerFunc{
				"/{$}":   html(`<!doctype html><title>Closed</title><iframe src="/inner"></iframe><iframe srcdoc="<div><template shadowrootmode=&quot;closed&quot;><p style='background:#8cf'>Behind another</p></template></div>"></iframe>`),
				"/inner": html(`<!doctype html><div><template shadowrootmode=closed><p style="background:#fc8">Behind a door</p></template></div>`),
			},
			has: []string{"Behind a door", "Behind another"},
		},
		"fonts": {
			pages: map[string]handlerFunc{
				"/{$}": html(`<!doctype html><title>Faces</title><p style="font:40px Narrow, serif" id="p">As a script has it</p><script>
					const face = new FontFace('Narrow', 'url(/face)', {weight: '400'});
					document.fonts.add(face);
					face.load();
				</script>`),
				"/face": func(w response, r *request) { http.ServeFile(w, r, "../testdata/sites/singlefile/files/small.ttf") },
			},
			has: []string{"@font-face"},
		},
		"forms": {
			pages: map[string]handlerFunc{"/{$}": html(`<!doctype html><title>States</title><input type="checkbox" id="half"> <input type="checkbox" id="mine" style="accent-color:#d01010;margin:9px"> <select id="none"><option>not chosen</select>
				<details name="q" open><summary>One</summary>first</details><details id="second"><summary>Two</summary>second</details><script>
				half.indeterminate = mine.indeterminate = true;
				none.selectedIndex = -1;
				second.open = true;
			</script>`)},
			has: []string{`aria-checked="mixed"`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var written []byte
			c.pages["/written"] = func(w response, _ *request) { w.Header().Set("Content-Type", "text/html"); w.Write(written) }
			site := browsertest.Serve(t, handler(c.pages))
			page := browsertest.Capture(t, browser.Request{URL: site.URL})
			wantDOM(t, page, c.has...)
			wantNotDOM(t, page, c.hasNone...)
			written = page.DOM
			shown := browsertest.Capture(t, browser.Request{URL: site.URL + "/written"})
			wantSameLook(t, page.Picture, shown.Picture)
			if t.Failed() {
				t.Log(shown.Coverage)
			}
		})
	}
}

// Every frame of a frameset and every document in an object counts as a frame.
func TestDOMCountsFrames(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/{$}":   html(`<frameset rows="*,*"><frame src="/inner"><frame src="/inner"></frameset>`),
		"/inner": html(`<p>Inner <object data="/doc" type="text/html"></object>`),
		"/doc":   html(`<p>Innermost`),
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	if page.Coverage.Frames != (browser.FrameCount{Found: 4, Kept: 4}) {
		t.Errorf("frames are %+v", page.Coverage.Frames)
	}
	if n := strings.Count(string(page.DOM), "Innermost"); n != 2 {
		t.Errorf("the innermost document is written %d times", n)
	}
}
