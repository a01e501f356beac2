package browser_test

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/font/gofont/gomono"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What a page still does by itself is waited for.
func TestWaitsFor(t *testing.T) {
	t.Parallel()
	routes := map[string]handlerFunc{
		"/late/{ms}/{file}": func(w response, r *request) {
			var ms time.Duration
			fmt.Sscan(r.PathValue("ms"), &ms)
			body := typed("text/plain", r.PathValue("file"))
			switch r.PathValue("file") {
			case "add.js":
				body = typed("text/javascript", "document.body.append('all there')")
			case "large.js": // takes its time to be read
				body = typed("text/javascript", strings.Repeat("(() => { const a = []; for (const b of a) a.push({b, c: [b, 1, 2].map(String)}); });\n", 60_000)+"add()")
			}
			browsertest.Late(ms*time.Millisecond, body).ServeHTTP(w, r)
		},
		"/worker.js": typed("text/javascript", "fetch('/late/700/w').then(() => postMessage(1))"),
		"/stream": func(w response, r *request) { // three messages, then silence
			w.Header().Set("Content-Type", "text/event-stream")
			for i := range 3 {
				select {
				case <-r.Context().Done():
				case <-time.After(250 * time.Millisecond):
				}
				fmt.Fprintf(w, "data: %d\n\n", i)
				w.(http.Flusher).Flush()
			}
			<-r.Context().Done()
		},
	}
	for name, script := range map[string]string{
		"a timer":             `setTimeout(add, 1500)`,
		"timers in turn":      `setTimeout(() => setTimeout(() => setTimeout(add, 500), 500), 500)`,
		"an interval":         `document.body.setAttribute('aria-busy', 'true'); let n = 0; const id = setInterval(() => { if (++n === 8) { clearInterval(id); document.body.removeAttribute('aria-busy'); add() } }, 200)`,
		"a written text":      `let n = 0; const write = () => { at.innerHTML = words.slice(0, ++n) + '<i>|</i>'; n < words.length ? setTimeout(write, 40 + n % 3 * 20) : add() }; write()`,
		"letters":             `let n = 0; const text = at.appendChild(new Text('')); setInterval(() => { if (n === words.length) return; text.data = words.slice(0, ++n); if (n === words.length) add() }, 60)`,
		"times of animations": `setTimeout(() => { const a = at.animate([{opacity: 0}, {opacity: 1}], 300); const t = a.startTime = performance.now(); if (Math.abs(document.timeline.currentTime - t) < 500 && Math.abs(a.startTime - t) < 1 && a.currentTime > -500) add() }, 2400)`,
		"requests in turn":    `fetch('/late/500/a').then(r => r.text()).then(a => fetch('/late/500/b')).then(r => r.text()).then(b => fetch('/late/500/c')).then(add)`,
		"an old request":      `const x = new XMLHttpRequest(); x.onload = add; x.open('GET', '/late/1200/x'); x.send()`,
		"a late script":       `const s = document.createElement('script'); s.src = '/late/1200/add.js'; document.head.append(s)`,
		"a late module":       `import('/late/900/add.js')`,
		"a large module":      `addEventListener('load', () => import('/late/900/large.js'))`,
		"messages":            `let n = 0; new EventSource('/stream').onmessage = () => { if (++n === 3) add() }`,
		"an idle callback":    `addEventListener('load', () => requestIdleCallback(() => requestIdleCallback(add)))`,
		"frames":              `let n = 0; const step = () => { if (++n < 20) requestAnimationFrame(step); else add() }; step()`,
		"one frame":           `requestAnimationFrame(() => requestAnimationFrame(add))`,
		"databases":           `(async () => { for (let i = 0; i < 20; i++) await new Promise(done => indexedDB.open('d' + i).onsuccess = done); add() })()`,
		"digests":             `(async () => { for (let i = 0; i < 15; i++) await crypto.subtle.digest('SHA-256', new Uint8Array(4e6)); add() })()`,
		"a file's text":       `(async () => { for (let i = 0; i < 8; i++) await new Blob(['x'.repeat(4e6)]).text(); add() })()`,
		"a worker":            `const w = new Worker(URL.createObjectURL(new Blob(['fetch("' + origin + '/late/700/w").then(() => postMessage(1))']))); w.onmessage = add`,
		"a worker's file":     `const w = new Worker('/worker.js'); w.onmessage = add`,
		"a frame's timer":     `const f = document.createElement('iframe'); f.srcdoc = '<script>setTimeout(() => parent.add(), 1200)<\/script>'; document.body.append(f)`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			own := maps.Clone(routes)
			own["/"] = html(`<!doctype html><title>Waits</title><body><p>At first.</p><p id="at"></p><script>const words = 'The keeper of the light wrote down every evening which ships had gone by.'; function add() { document.body.append('all there') }` + script + `</script>`)
			page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, handler(own)).URL})
			wantDOM(t, page, "all there</")
			wantWhole(t, page)
			browsertest.InTime(t, begun, 30*time.Second)
		})
	}
}

// What never ends is not waited for to the end.
func TestDoesNotWaitFor(t *testing.T) {
	t.Parallel()
	routes := map[string]handlerFunc{
		"/never": browsertest.Silent().ServeHTTP,
		"/beats": func(w response, r *request) { // a stream that never falls silent
			w.Header().Set("Content-Type", "text/event-stream")
			for {
				fmt.Fprint(w, "data: beat\n\n")
				w.(http.Flusher).Flush()
				select {
				case <-r.Context().Done():
					return
				case <-time.After(100 * time.Millisecond):
				}
			}
		},
	}
	for name, script := range map[string]string{
		"a clock":            `setInterval(() => clock.textContent = Date.now(), 50)`,
		"a log":              `setInterval(() => clock.textContent += ' ' + Date.now(), 150)`,
		"dots":               `let n = 0; setInterval(() => clock.textContent = 'Loading' + '.'.repeat(n++ % 4), 300)`,
		"a chain of timers":  `const tick = () => { clock.textContent = Date.now(); setTimeout(tick, 100) }; tick()`,
		"an animation":       `const step = () => { clock.style.opacity = Math.random(); requestAnimationFrame(step) }; step()`,
		"a beacon":           `navigator.sendBeacon('/never', 'x')`,
		"a request for long": `fetch('/never')`,
		"a far timer":        `setTimeout(() => document.body.append('much later'), 60000)`,
		"a stream":           `new EventSource('/beats')`,
		"a spinner":          `clock.className = 'spinner'; clock.style.animation = 'x 1s infinite'`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own := maps.Clone(routes)
			own["/"] = html(`<!doctype html><title>Runs on</title><p id="clock">0</p><p>It is all here.</p><script>` + script + `</script>`)
			begun := time.Now()
			page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, handler(own)).URL})
			browsertest.InTime(t, begun, 40*time.Second)
			if page.Partial || page.Coverage.Settled == "deadline" || page.Coverage.Settled == "hung" {
				t.Errorf("partial %v, settled %q", page.Partial, page.Coverage.Settled)
			}
			wantDOM(t, page, "It is all here.")
		})
	}
}

// Web fonts are there when the picture is taken, and those that fail are counted.
func TestFonts(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": html(`<!doctype html><style>
			@font-face { font-family: Fixed; src: url(/fixed.ttf); font-display: swap }
			@font-face { font-family: Gone; src: url(/gone.ttf) }
			@font-face { font-family: Unused; src: url(/unused.ttf) }
			span { font: 20px Fixed, serif } i { font-family: Gone }
		</style><span id="thin">iiiiiiiiii</span><br><span id="wide">WWWWWWWWWW</span><i>gone</i><p id="widths"></p><script>
			document.fonts.ready.then(() => widths.textContent = 'same=' + (thin.offsetWidth === wide.offsetWidth))
		</script>`),
		"/fixed.ttf": browsertest.Late(800*time.Millisecond, typed("font/ttf", string(gomono.TTF))).ServeHTTP,
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	if page.Coverage.Fonts != (browser.FontCount{Loaded: 1, Failed: 1}) {
		t.Errorf("fonts are %+v", page.Coverage.Fonts)
	}
	if want := "1 of 2 web fonts did not come"; len(page.Truncated) != 1 || !strings.Contains(page.Truncated[0], want) {
		t.Errorf("truncated is %q, not %q", page.Truncated, want)
	}
	wantDOM(t, page, "same=true")
}

func TestExtraWait(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><p>Now.</p><script>
		const w = new Worker(URL.createObjectURL(new Blob(['setTimeout(() => postMessage(1), 4200)'])));
		w.onmessage = () => document.body.append('and then');
	</script>`, browser.Request{Settle: browser.Settle{Pace: browser.PaceFast, Extra: 5 * time.Second}}) // longer than any wait at that pace
	wantDOM(t, page, "and then")
}

// The receipt says what was asked for and what failed.
func TestRequestsCounted(t *testing.T) {
	t.Parallel()
	closed := closedPort(t)
	page := capture(t, `<!doctype html><img src="`+browsertest.Flat(5, 5, browsertest.Red)+`"><img src="http://`+closed+`/x.png">`, browser.Request{})
	if c := page.Coverage.Requests; c.Made != 3 || c.Failed != 1 || c.Open != 0 {
		t.Errorf("requests are %+v", c)
	}
	if page.Coverage.Documents != 1 {
		t.Errorf("%d documents", page.Coverage.Documents)
	}
}
