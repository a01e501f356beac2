package browser_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What workers and tasks of the page still owe is waited for, in whatever way it comes.
func TestOwed(t *testing.T) {
	t.Parallel()
	later := `const later = (ms, what) => new Promise(done => setTimeout(() => done(what), ms));`
	worker := `new Worker(URL.createObjectURL(new Blob([%]), {type: 'text/javascript'}))`
	start := func(script string) string { return strings.ReplaceAll(worker, "%", "`"+later+script+"`") }
	body := func(script string) string {
		return `<!doctype html><title>Owed</title><p>First.<script>` + later + `
			const say = text => document.body.append(text.toUpperCase());
			` + script + `</script>`
	}
	for name, page := range map[string]string{
		"answers in turn": body(`const w = ` + start(`onmessage = e => setTimeout(() => postMessage('Answer ' + e.data + '.'), e.data * 500)`) + `;
			w.onmessage = e => say(e.data); for (let i = 1; i < 5; i++) w.postMessage(i);
			w.addEventListener('message', e => { if (e.data === 'Answer 4.') say('All told.') });`),
		"after a greeting": body(`const w = ` + start(`postMessage('ready'); onmessage = e => setTimeout(() => postMessage('All told.'), 1200)`) + `;
			w.onmessage = e => e.data === 'ready' ? w.postMessage(1) : say(e.data);`),
		"over a channel": body(`const w = ` + start(`onmessage = e => { e.ports[0].onmessage = m => setTimeout(() => e.ports[0].postMessage('All told.'), 1300) }`) + `;
			const c = new MessageChannel(); c.port1.onmessage = e => say(e.data); w.postMessage('port', [c.port2]); c.port1.postMessage('go');`),
		"over a channel by option": body(`const w = ` + start(`onmessage = e => setTimeout(() => e.data.port.postMessage('All told.'), 1300)`) + `;
			const c = new MessageChannel(); c.port1.onmessage = e => say(e.data); w.postMessage({port: c.port2}, {transfer: [c.port2]});`),
		// Chrome takes a moment until a worker is really on the air.
		"over the air": body(`const w = ` + start(`const b = new BroadcastChannel('air'); b.onmessage = e => setTimeout(() => b.postMessage('All told.'), 1300); setTimeout(() => postMessage('on air'), 300)`) + `;
			const b = new BroadcastChannel('air'); b.onmessage = e => say(e.data); w.onmessage = () => b.postMessage('go');`),
		"by a shared one": body(`const w = new SharedWorker('data:text/javascript,' + encodeURIComponent("onconnect = e => { const p = e.ports[0]; p.onmessage = m => setTimeout(() => p.postMessage('All told.'), 1300) }"));
			w.port.onmessage = e => say(e.data); w.port.postMessage('go');`),
		"parts asked for in turn": body(`let n = 0; const next = () => fetch(location.href).then(r => r.text()).then(() => {
			document.body.append(Object.assign(document.createElement('p'), {textContent: 'Part ' + n}));
			if (++n < 9) setTimeout(next, 700); else say('All told.');
		}); next();`),
		"a task put off":    body(`scheduler.postTask(() => say('All told.'), {delay: 2500});`),
		"tasks in a row":    body(`(async () => { for (let i = 0; i < 40; i++) { await scheduler.postTask(() => { const until = performance.now() + 20; while (performance.now() < until); }, {priority: 'background'}) } say('All told.') })();`),
		"yields in a row":   body(`(async () => { for (let i = 0; i < 60; i++) { const until = performance.now() + 15; while (performance.now() < until); await scheduler.yield() } say('All told.') })();`),
		"a task given up":   body(`const c = new TaskController(); scheduler.postTask(() => say('never'), {delay: 1500, signal: c.signal}).catch(e => say(e.name === 'AbortError' ? 'All told.' : 'wrong')); setTimeout(() => c.abort(), 500);`),
		"a task's result":   body(`scheduler.postTask(() => later(100, 'All told.'), {delay: 800}).then(say);`),
		"a task that fails": body(`scheduler.postTask(() => { throw new Error('x') }, {delay: 800}).catch(e => say(e.message === 'x' ? 'All told.' : 'wrong'));`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := capture(t, page, browser.Request{})
			wantDOM(t, got, "ALL TOLD.")
			wantNotDOM(t, got, "NEVER")
			wantWhole(t, got)
		})
	}
}

// What never rests is not waited for to the end.
func TestOwedForEver(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"ping-pong": `const w = new Worker(URL.createObjectURL(new Blob(['onmessage = e => setTimeout(() => postMessage(e.data), 30)'])));
			w.onmessage = e => w.postMessage(e.data); w.postMessage(1);`,
		"mute":   `const w = new Worker(URL.createObjectURL(new Blob(['onmessage = () => {}']))); w.postMessage(1); w.postMessage(2)`,
		"sleeps": `(async () => { for (;;) await new Promise(done => setTimeout(done, 100)) })()`,
		"yields": `(async () => { for (;;) { await scheduler.yield(); await new Promise(done => setTimeout(done, 10)) } })()`,
		"posts":  `const again = () => scheduler.postTask(() => setTimeout(again, 60)); again()`,
		"tasks":  `const again = () => scheduler.postTask(again, {delay: 50}); again()`,
		// Between two of its timers there is something else.
		"asks":     `const again = () => fetch(location.href).then(r => r.text()).then(() => setTimeout(again, 1000)); again()`,
		"draws":    `const again = () => setTimeout(() => requestAnimationFrame(again), 1000); again()`,
		"messages": `const c = new MessageChannel(); c.port1.onmessage = () => { document.title += '.'; setTimeout(() => c.port2.postMessage(1), 1000) }; c.port2.postMessage(1)`,
		"fades":    `const p = document.querySelector('p'); const again = () => setTimeout(() => { p.animate([{opacity: 0.2}, {opacity: 1}], 300).onfinish = again }, 900); again()`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := capture(t, `<!doctype html><title>Busy</title><p>Here.<script>`+script+`</script>`, browser.Request{})
			wantDOM(t, got, "Here.")
			wantWhole(t, got)
		})
	}
}

// A server that takes the connection and says nothing is a timeout, wherever on the way.
func TestSaysNothing(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/silent":   browsertest.Silent().ServeHTTP,
		"/redirect": redirect("/silent", 302),
	}))
	deaf := deafServer(t)
	for name, url := range map[string]string{
		"silent": site.URL + "/silent", "after a redirect": site.URL + "/redirect", "bare": "http://" + deaf, "secure": "https://" + deaf,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err, page := browsertest.Refused(t, browser.Request{URL: url, Timeout: 4 * time.Second})
			if err.Kind() != "timeout" {
				t.Errorf("%s: %v", err.Kind(), err)
			}
			if page.Picture != nil || page.DOM != nil {
				t.Error("there is a page")
			}
		})
	}
}

// A file is kept as far as it came, whatever becomes of its picture.
func TestSlowFiles(t *testing.T) {
	t.Parallel()
	drip := func(mediaType string, part func(i int) string) handlerFunc {
		return func(w response, r *request) {
			w.Header().Set("Content-Type", mediaType)
			for i := 0; ; i++ {
				_, _ = w.Write([]byte(part(i)))
				w.(interface{ Flush() }).Flush()
				select {
				case <-r.Context().Done():
					return
				case <-time.After(200 * time.Millisecond):
				}
			}
		}
	}
	png := string(browsertest.PNG(400, 300, browsertest.Blue))
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/log": drip("text/plain", func(i int) string { return "a line of the log\n" }),
		"/png": drip("image/png", func(i int) string {
			if i < 10 && len(png) > 10*10 {
				return png[i*10 : i*10+10]
			}
			return ""
		}),
		"/stalled": func(w response, r *request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(`{"so": "far"`))
			w.(interface{ Flush() }).Flush()
			<-r.Context().Done()
		},
		"/huge":  typed("text/plain", strings.Repeat("a line of a very long text, and more of it\n", 100_000)),
		"/large": typed("image/png", string(browsertest.PNG(6000, 6000, browsertest.Blue))),
	}))
	for path, want := range map[string]string{"/log": "a line of the log\n", "/png": "\x89PNG", "/stalled": `{"so"`, "/huge": "a line of a very long", "/large": "\x89PNG"} {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + path, Timeout: 20 * time.Second})
			if page.Original == nil || !strings.HasPrefix(string(page.Original.Data), want) {
				t.Errorf("kept is %v", page.Original)
			}
			if whole := path == "/huge" || path == "/large"; whole == (len(page.Truncated) > 0 && strings.Contains(page.Truncated[0], "file")) {
				t.Errorf("of the file it says %q", page.Truncated)
			}
			browsertest.InTime(t, begun, 24*time.Second)
		})
	}
}

// A picture that stands in for itself where it does not come is asked for without end, and keeps the
// page from its load event: it is not waited for.
func TestPictureThatStandsInForItself(t *testing.T) {
	t.Parallel()
	got := capture(t, `<!doctype html><title>Quay</title><p>Here.<img src="/none.png" onerror="this.src = '/stands-in.png'" alt=""><script>setTimeout(() => document.body.append('And there.'), 900)</script>`, browser.Request{})
	wantDOM(t, got, "And there.")
	for _, w := range got.Coverage.Waits {
		if strings.Contains(w.Because, "stands-in") {
			t.Errorf("waited for %s for %d ms: %s", w.For, w.Millis, w.Because)
		}
	}
}
