package browser_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/printed"
)

// chapters gives sections of a height, each with a text of its own.
func chapters(n, height int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<section style="height:%dpx;background:hsl(%d 70%% 60%%)"><h2>Chapter %d</h2><p>What is told in number %[3]d of them.</section>`, height, i*40, i+1)
	}
	return b.String()
}

func sheetsOf(t *testing.T, page *browser.Page) printed.Sheets {
	t.Helper()
	s, err := printed.Read(page.PDF)
	if err != nil {
		t.Fatal(err, page.Truncated)
	}
	return s
}

// What scrolls on the page is on paper whole, and the receipt says so.
func TestPDFShells(t *testing.T) {
	t.Parallel()
	for name, page := range map[string]string{
		"flex":   `<style>html,body{height:100%;margin:0;overflow:hidden}#app{display:flex;height:100vh}nav{width:200px}main{flex:1;overflow:auto}</style><div id="app"><nav>Contents</nav><main>` + chapters(6, 500) + `</main></div>`,
		"column": `<style>body{margin:0;height:100vh;display:flex;flex-direction:column;overflow:hidden}main{flex:1 1 0;min-height:0;overflow-y:scroll}</style><header>Head of the shell</header><main>` + chapters(6, 500) + `</main><footer>Foot of the shell</footer>`,
		"grid":   `<style>body{margin:0}#app{display:grid;grid-template:60px 1fr/200px 1fr;height:100vh}header{grid-column:1/3}main,nav{overflow:auto;min-height:0}</style><div id="app"><header>Head of the shell</header><nav>` + chapters(4, 400) + `</nav><main>` + chapters(6, 500) + `</main></div>`,
		"fixed":  `<style>#app{position:fixed;inset:0;overflow:hidden}main{position:absolute;top:50px;bottom:0;left:200px;right:0;overflow:auto}</style><div id="app"><nav>Contents</nav><main>` + chapters(6, 500) + `</main></div>`,
		"body":   `<style>html,body{height:100%;margin:0;overflow-x:hidden}</style>` + chapters(6, 500),
		"shadow": `<script>customElements.define('x-app', class extends HTMLElement { constructor() { super(); this.attachShadow({mode: 'open'}).innerHTML = '<style>div{height:100vh;overflow:auto}</style><div><slot></slot></div>' } })</script><style>body{margin:0}</style><x-app>` + chapters(6, 500) + `</x-app>`,
		"frame":  `<body style="margin:0"><iframe style="width:100%;height:400px;border:0" srcdoc='<body style="margin:0">` + strings.ReplaceAll(chapters(6, 500), "'", "") + `'></iframe>`,
		"inner":  `<h1>List</h1><div style="height:300px;overflow:auto">` + chapters(6, 500) + `</div><p>After the list`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := capture(t, "<!doctype html><title>Shell</title>"+page, browser.Request{Outputs: browser.Outputs{PDF: true}})
			s := sheetsOf(t, page)
			if s.Count < 3 {
				t.Errorf("there are %d sheets", s.Count)
			}
			words := strings.Join(strings.Fields(s.Text), "")
			for i := range 6 {
				if want := fmt.Sprintf("Whatistoldinnumber%dofthem", i+1); !strings.Contains(words, want) {
					t.Errorf("%q is not on paper", want)
				}
			}
			c := page.Coverage.Formats["pdf"]
			if c.Sheets != s.Count || c.Letters == 0 || c.Shown != c.Letters || len(c.Lacks) > 0 || len(page.Truncated) > 0 {
				t.Errorf("the receipt says %+v, truncated %q", c, page.Truncated)
			}
		})
	}
}

// A page's text that is not on paper is told, unless its own style keeps it off.
func TestPDFTells(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Cut</title><style>@media print { .off { display: none } .lost { position: absolute; left: -9999px } }</style>
		<p>On paper.<p class="off">Kept off by the page itself.<p class="lost">This sentence goes missing on its way.<div style="height:50px;overflow:hidden"><div style="height:60px"></div>Nobody sees this one.</div>`, browser.Request{Outputs: browser.Outputs{PDF: true}})
	c := page.Coverage.Formats["pdf"]
	if !slices.Equal(c.Lacks, []string{"This sentence goes missing on its way."}) || !strings.Contains(strings.Join(page.Truncated, "\n"), "the PDF lacks 1 of 2 texts") {
		t.Errorf("the receipt says %+v, truncated %q", c, page.Truncated)
	}
}

// A page that has only what is in view, and was taken in a tall window, is on paper whole.
func TestPDFUnmounted(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Unmounted</title><style>body{margin:0;height:100vh;overflow:hidden}main{height:100vh;overflow:auto}section{min-height:500px}</style><main></main><script>
		const main = document.querySelector('main');
		const seen = new IntersectionObserver(all => all.forEach(({target, isIntersecting}) => { target.innerHTML = isIntersecting ? '<p>What is told in number ' + target.dataset.n + ' of them.</p>' : '' }), {rootMargin: '100px'});
		for (let i = 1; i < 9; i++) { const s = document.createElement('section'); s.dataset.n = i; main.append(s); seen.observe(s) }
	</script>`, browser.Request{Outputs: browser.Outputs{PDF: true}})
	words := strings.Join(strings.Fields(sheetsOf(t, page).Text), "")
	for i := range 8 {
		if want := fmt.Sprintf("Whatistoldinnumber%dofthem", i+1); !strings.Contains(words, want) {
			t.Errorf("%q is not on paper", want)
		}
	}
	if c := page.Coverage.Formats["pdf"]; c.Shown != c.Letters || len(page.Truncated) > 0 {
		t.Errorf("the receipt says %+v, truncated %q", c, page.Truncated)
	}
}

// What the page takes away as it is printed is told; what it only writes anew is not.
func TestPDFTakenAway(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Taken away</title><p>On paper.</p><p id="clock">12:00:01</p><div><p>The table of tides.</p><p id="tides">High water at ten in the morning.</p></div><script>
		let n = 1;
		matchMedia('print').addEventListener('change', () => { document.getElementById('clock').textContent = '12:00:0' + ++n; document.getElementById('tides')?.remove() });
	</script>`, browser.Request{Outputs: browser.Outputs{PDF: true}})
	if c := page.Coverage.Formats["pdf"]; !slices.Equal(c.Lacks, []string{"High water at ten in the morning."}) || !strings.Contains(strings.Join(page.Truncated, "\n"), "the PDF lacks 1 of 3 texts") {
		t.Errorf("the receipt says %+v, truncated %q", c, page.Truncated)
	}
}

// A page is printed as the medium that was asked for.
func TestPDFMedia(t *testing.T) {
	t.Parallel()
	const text = `<!doctype html><title>Media</title><style>@media print { .screen { display: none } } @media screen { .print { display: none } }</style><p class="screen">Only on screens.<p class="print">Only on paper.`
	for media, want := range map[string]string{"": "Onlyonpaper.", "print": "Onlyonpaper.", "screen": "Onlyonscreens."} {
		page := capture(t, text, browser.Request{Outputs: browser.Outputs{PDF: true, Paper: browser.Paper{Media: media}}})
		if got := strings.Join(strings.Fields(sheetsOf(t, page).Text), ""); got != want {
			t.Errorf("as %q it says %q", media, got)
		}
	}
}

// One sheet holds the whole page, however its style divides it.
func TestPDFSingle(t *testing.T) {
	t.Parallel()
	for name, page := range map[string]string{
		"long":    `<style>@page { size: a5; margin: 2cm } section { break-after: page }</style>` + chapters(8, 700),
		"windows": `<style>body { margin: 0 } section { height: 100vh !important }</style>` + chapters(5, 100),
		"shell":   `<style>body{margin:0;height:100vh;overflow:hidden}main{height:100%;overflow:auto}</style><main>` + chapters(6, 500) + `</main>`,
		"short":   `<p>One line.`,
		"wide":    `<div style="display:flex">` + strings.ReplaceAll(chapters(4, 500), "<section style=\"", "<section style=\"flex:0 0 900px;") + `</div>`,
		"endless": chapters(60, 600),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := capture(t, "<!doctype html><title>One</title>"+page, browser.Request{Outputs: browser.Outputs{PDF: true, Paper: browser.Paper{Single: true}}})
			s := sheetsOf(t, page)
			if s.Count != 1 || s.Height > 200*72+1 {
				t.Errorf("there are %d sheets of %.0f x %.0f points", s.Count, s.Width, s.Height)
			}
			if c := page.Coverage.Formats["pdf"]; c.Shown != c.Letters {
				t.Errorf("the receipt says %+v", c)
			}
			if name == "windows" && (s.Height < 5*600*0.98 || s.Height > 5*600*1.1) {
				t.Errorf("the sheet is %.0f points tall", s.Height)
			}
		})
	}
}

// What is drawn on canvases is on paper, though nobody may read it once it is shown.
func TestPDFCanvas(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{"/{$}": func(w response, r *request) {
		w.Header().Set("Content-Security-Policy", "img-src 'none'")
		html(drawnOnce)(w, r)
	}}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL, Outputs: browser.Outputs{PDF: true}})
	if len(page.PDF) == 0 || !bytes.Contains(page.PDF, []byte("/Subtype /Image")) {
		t.Errorf("there is no picture in the PDF of %d bytes: %q", len(page.PDF), page.Truncated)
	}
}

// drawnOnce has a canvas of the graphics card below a text.
const drawnOnce = `<!doctype html><title>Drawn</title><style>body{margin:0}canvas{display:block;opacity:.5}div{position:relative}p{position:absolute;top:60px;left:60px;color:#fff;font-size:40px;margin:0}</style>
	<div><canvas id="gl" width="400" height="200"></canvas><p>Over it</p></div><script>
	const c = gl.getContext('webgl');
	c.clearColor(0.1, 0.5, 0.4, 1); c.clear(c.COLOR_BUFFER_BIT);
	c.enable(c.SCISSOR_TEST); c.scissor(50, 50, 100, 100);
	c.clearColor(0.8, 0.2, 0.2, 1); c.clear(c.COLOR_BUFFER_BIT);
	</script>`
