package browser_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A page that says that it goes on to another one is followed there, however it says so.
func TestRefresh(t *testing.T) {
	t.Parallel()
	refresh := func(value string) handlerFunc {
		return func(w response, _ *request) {
			w.Header().Set("Refresh", value)
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<!doctype html><title>On the way</title><p>One moment.")
		}
	}
	meta := func(content string) handlerFunc {
		return html(`<!doctype html><meta http-equiv="refresh" content="` + content + `"><title>On the way</title><p>One moment.`)
	}
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/header":   refresh("2; url=/there"),
		"/quoted":   refresh(`1;URL='there'`),
		"/comma":    refresh("1,/there"),
		"/bare":     refresh("1 there"),
		"/at-once":  refresh("0; url=/there"),
		"/part":     refresh("2.7; url=/there"),
		"/meta":     meta("2; url=there"),
		"/chain":    meta("1; url=/chain-2"),
		"/chain-2":  refresh("3; url=/chain-3"),
		"/chain-3":  html(`<!doctype html><title>On the way</title><script>setTimeout(() => location.replace('/chain-4'), 2500)</script>`),
		"/chain-4":  meta("5; url=/chain-5"),
		"/chain-5":  refresh("4; url=/there"),
		"/inserted": html(`<!doctype html><title>On the way</title><script>setTimeout(() => { document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=refresh content="2;url=/there">') }, 500)</script>`),
		"/there":    html("<!doctype html><title>There</title><p>Arrived."),
	}))
	for _, path := range []string{"/header", "/quoted", "/comma", "/bare", "/at-once", "/part", "/meta", "/chain", "/inserted"} {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + path})
			if page.FinalURL != site.URL+"/there" || page.Title != "There" {
				t.Errorf("it ended at %s, %q", page.FinalURL, page.Title)
			}
			wantDOM(t, page, "Arrived.")
			wantWhole(t, page)
		})
	}
}

// A page that loads itself anew is waited for where that ends, and kept where it does not.
func TestReloads(t *testing.T) {
	t.Parallel()
	visits := func(most int) handlerFunc {
		loads := 0
		return func(w response, _ *request) {
			if loads++; loads <= most {
				w.Header().Set("Refresh", "1")
			}
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, "<!doctype html><title>Visit</title><p>Visit %d.", loads)
		}
	}
	script := func(most int, how string) handlerFunc {
		return html(fmt.Sprintf(`<!doctype html><title>Visit</title><p id="n"></p><script>
			const n = Number(sessionStorage.n || 0) + 1;
			sessionStorage.n = n;
			document.getElementById('n').textContent = 'Visit ' + n + '.';
			if (n <= %d) %s;
		</script>`, most, how))
	}
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/header":  visits(2),
		"/timer":   script(2, "setTimeout(() => location.reload(), 1500)"),
		"/onload":  script(2, "addEventListener('load', () => location.reload())"),
		"/replace": script(3, "setTimeout(() => location.replace(location.href), 400)"),
		"/assign":  script(2, "setTimeout(() => { location.href = '?' + n }, 900)"),
		"/endless": visits(1000),
		"/clock":   script(1000, "setTimeout(() => location.reload(), 2000)"),
	}))
	for path, text := range map[string]string{
		"/header": "Visit 3.", "/timer": "Visit 3.", "/onload": "Visit 3.", "/replace": "Visit 4.", "/assign": "Visit 3.",
		"/endless": "Visit ", "/clock": "Visit ",
	} {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + path, Timeout: 45 * time.Second})
			wantDOM(t, page, text)
			if page.Partial || time.Since(begun) > 30*time.Second*browsertest.Slowness {
				t.Errorf("after %v: partial %v", time.Since(begun), page.Partial)
			}
		})
	}
}

// What a page cannot be drawn without and never comes is cut off: the rest is kept, and
// the receipt says what was missing.
func TestNeverComes(t *testing.T) {
	t.Parallel()
	body := `<p>All the rest.</p><div style="background:` + browsertest.Hex(browsertest.Green) + `;width:300px;height:100px"></div>`
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/sheet":    html(`<!doctype html><title>T</title><link rel="stylesheet" href="/silent.css">` + body),
		"/script":   html(`<!doctype html><title>T</title><script src="/silent.js"></script>` + body),
		"/deferred": html(`<!doctype html><title>T</title><script defer src="/silent.js"></script><script defer src="/app.js"></script><div id="app"></div>`),
		"/module":   html(`<!doctype html><title>T</title><script type="module">import '/silent.js'; document.title = 'never'</script>` + body),
		"/import":   html(`<!doctype html><title>T</title><style>@import url(/silent.css);</style><script>document.write('<p>Written.')</script>` + body),
		"/half":     html(`<!doctype html><title>T</title><link rel="stylesheet" href="/half.css">` + body),
		"/font":     html(`<!doctype html><title>T</title><style>@font-face { font-family: F; src: url(/silent.woff2) } body { font-family: F, serif }</style>` + body),
		"/async":    html(`<!doctype html><title>T</title><script async src="/silent.js"></script>` + body),
		"/app.js":   typed("text/javascript", "document.getElementById('app').innerHTML = `"+body+"`"),
		"/half.css": func(w response, r *request) {
			w.Header().Set("Content-Type", "text/css")
			fmt.Fprint(w, "p { color: black }")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
		"/silent.css":   browsertest.Silent().ServeHTTP,
		"/silent.js":    browsertest.Silent().ServeHTTP,
		"/silent.woff2": browsertest.Silent().ServeHTTP,
	}))
	for _, path := range []string{"/sheet", "/script", "/deferred", "/module", "/import", "/half", "/font", "/async"} {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + path, Timeout: 45 * time.Second})
			wantDOM(t, page, "All the rest.")
			browsertest.WantArea(t, browsertest.Decode(t, page.Picture), browsertest.Green, 300*100)
			if page.Partial {
				t.Error("it calls itself partial")
			}
			said := fmt.Sprint(page.Truncated, page.Coverage.Waits)
			if !strings.Contains(said, "silent.") && !strings.Contains(said, "half.") {
				t.Errorf("nothing says what was missing: %s", said)
			}
			browsertest.InTime(t, begun, 25*time.Second)
		})
	}
}

// A page that does away with itself is still a page to capture.
func TestClosesItself(t *testing.T) {
	t.Parallel()
	page := func(script string) handlerFunc {
		return html(`<!doctype html><title>Stays</title><p>Open for all.<script>` + script + `</script>`)
	}
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/top":      page("addEventListener('load', () => top.close())"),
		"/self":     page("setTimeout(() => window.open('', '_self').close(), 300)"),
		"/blank":    page("setTimeout(() => { location = 'about:blank' }, 500)"),
		"/at-once":  page("location.replace('about:blank')"),
		"/opened":   page("setTimeout(() => window.open('about:blank', '_self'), 400)"),
		"/back":     page("setTimeout(() => history.back(), 400)"),
		"/go":       page("history.pushState({}, '', '?x'); setTimeout(() => history.go(-5), 400)"),
		"/frame":    page("addEventListener('load', () => { const f = document.createElement('iframe'); f.src = '/inner'; document.body.append(f) })"),
		"/inner":    html("<script>top.location = 'about:blank'</script><script>top.close()</script>"),
		"/foreign":  page("addEventListener('load', () => { const f = document.createElement('iframe'); f.src = location.origin.replace('127.0.0.1', 'localhost') + '/closer'; document.body.append(f) })"),
		"/closer":   html("<script>top.close()</script>"),
		"/link":     page("setTimeout(() => { const a = document.createElement('a'); a.href = 'about:blank'; document.body.append(a); a.click() }, 300)"),
		"/replaced": page("Window.prototype.close && window.close.call(window); Reflect.apply(document.createElement('iframe').constructor === 0 ? 0 : window.close, window, [])"),
	}))
	for _, path := range []string{"/top", "/self", "/blank", "/at-once", "/opened", "/back", "/go", "/frame", "/foreign", "/link", "/replaced"} {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + path, Timeout: 30 * time.Second})
			wantDOM(t, page, "Open for all.")
			if !strings.HasPrefix(page.FinalURL, site.URL+path) || page.Title != "Stays" {
				t.Errorf("it ended at %s, %q", page.FinalURL, page.Title)
			}
			wantWhole(t, page)
		})
	}
}

// Windows without end are closed, counted and listed up to a number; the page goes on.
func TestManyPopups(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": html(`<!doctype html><title>Opener</title><p>Here.<script>
			addEventListener('load', () => {
				for (let i = 0; i < 300; i++) open('/popup?' + i);
				document.body.append('all opened');
			});
		</script>`),
		"/popup": html("<title>Popup</title><script>open('/popup?again')</script>"),
	}))
	begun := time.Now()
	page := browsertest.Capture(t, browser.Request{URL: site.URL, Timeout: 45 * time.Second})
	wantDOM(t, page, "Here.", "all opened")
	wantWhole(t, page)
	if listed := overlays(page, "popup"); len(listed) == 0 || len(listed) > 20 {
		t.Errorf("%d are listed", len(listed))
	}
	if page.Coverage.Popups != 300 {
		t.Errorf("%d are counted", page.Coverage.Popups)
	}
	browsertest.InTime(t, begun, 20*time.Second)
}

// A document that is written over again and again is kept as it then is.
func TestWrites(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/again": html(`<!doctype html><title>Writes</title><script>
			let n = 0;
			const again = () => { document.open(); document.write('<title>Writes</title><p>Sheet ' + ++n + '.'); document.close(); setTimeout(again, 200) };
			addEventListener('load', again);
		</script>`),
		"/endless": html(`<!doctype html><title>Writes</title><p>Before it wrote.<script>for (;;) document.write('<i>x </i>')</script>`),
		"/after": html(`<!doctype html><title>Writes</title><p>First.<script>addEventListener('load', () => {
			document.open();
			document.write('<title>Writes</title><p>Second.<script>setTimeout(() => document.body.append("Late."), 3000)<\/script>');
			document.close();
		})</script>`),
		"/nested": html(`<!doctype html><title>Writes</title><script>
			window.deep = n => document.write('<p>Level ' + n + '.</p>' + (n < 15 ? '<script>deep(' + (n + 1) + ')<\/script>' : ''));
			deep(1);
		</script>`),
	}))
	for path, texts := range map[string][]string{
		"/again": {"Sheet "}, "/endless": {"Before it wrote."}, "/after": {"Second.", "Late."}, "/nested": {"Level 15."},
	} {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + path, Timeout: 30 * time.Second})
			wantDOM(t, page, texts...)
			if took := time.Since(begun); took > 28*time.Second*browsertest.Slowness || page.Picture == nil {
				t.Errorf("after %v: a picture of %d bytes", took, len(page.Picture))
			}
		})
	}
}
