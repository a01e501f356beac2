package browser_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

func TestDialogs(t *testing.T) {
	t.Parallel()
	page := capture(t, `<title>Bells</title><p id="heard"></p><script>
		for (let i = 0; i < 30; i++) alert('ring ' + i);
		heard.textContent = 'confirm=' + confirm('Sure?') + ';prompt=' + prompt('Name?', 'nobody');
		addEventListener('beforeunload', event => event.preventDefault());
	</script>`, browser.Request{})
	wantDOM(t, page, "confirm=true;prompt=nobody")
	wantWhole(t, page)
	if page.Coverage.Dialogs != 32 {
		t.Errorf("%d dialogs were counted", page.Coverage.Dialogs)
	}
	listed := overlays(page, "dialog")
	if len(listed) != 20 || listed[0].How != "answered" || listed[0].Detail != "alert: ring 0" {
		t.Errorf("listed are %+v", listed)
	}
}

// A page that lies about what it has planned is captured all the same.
func TestLiesAboutPlans(t *testing.T) {
	t.Parallel()
	html := `<!doctype html><title>Liar</title><body><script>
		const real = JSON.stringify;
		JSON.stringify = value => value && 'looking' in value ? real({next: 1e9, last: 0, idle: false, working: 0, animating: 0, owing: 0, looking: true}) : real(value);
		addEventListener('scroll', () => {});
		for (let i = 0; i < 90; i++) document.write('<p style="height:100px">Line ' + i);
	</script>`
	for _, clock := range []browser.Clock{browser.ClockAuto, browser.ClockReal} {
		page := capture(t, html, browser.Request{Settle: browser.Settle{Clock: clock}})
		wantDOM(t, page, "Line 89")
		wantWhole(t, page)
	}
}

// overlays gives what a capture lists of a kind.
func overlays(page *browser.Page, kind string) (list []browser.Overlay) {
	for _, o := range page.Overlays {
		if o.Kind == kind {
			list = append(list, o)
		}
	}
	return list
}

func TestWindowClose(t *testing.T) {
	t.Parallel()
	page := capture(t, `<title>Still here</title><p>Open.<script>window.close(); addEventListener('load', () => self.close())</script>`, browser.Request{})
	if page.Title != "Still here" {
		t.Errorf("title is %q", page.Title)
	}
	wantDOM(t, page, "Open.")
}

func TestPopups(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": html(`<title>Opener</title><p>Here.<script>
			for (let i = 0; i < 3; i++) open('/popup?' + i);
			addEventListener('load', () => document.body.append('opened'));
		</script><a id="link" href="/popup?link" target="_blank">more</a><script>link.click()</script>`),
		"/popup": html("<title>Popup</title><script>alert('in a popup')</script>"),
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	if page.Title != "Opener" || page.FinalURL != site.URL+"/" {
		t.Errorf("title %q, final %q", page.Title, page.FinalURL)
	}
	wantDOM(t, page, "Here.", "opened")
	listed := overlays(page, "popup")
	if page.Coverage.Popups != len(listed) || len(listed) < 1 || listed[0].How != "closed" {
		t.Errorf("%d popups, listed %+v", page.Coverage.Popups, listed)
	}
}

// A page that crashes its tab every time is an error of kind crash, and soon: the page
// after it works.
func TestCrash(t *testing.T) {
	t.Parallel()
	loads := 0
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": func(w response, _ *request) {
			loads++
			w.Header().Set("Content-Type", "text/html")
			// V8 refuses an array of this size with a fatal error.
			fmt.Fprint(w, `<p>Short-lived.<script>addEventListener('load', () => 'a'.repeat(2 ** 27 + 64).split(''))</script>`)
		},
		"/next": html("<title>Next</title>"),
	}))
	begun := time.Now()
	err, page := browsertest.Refused(t, browser.Request{URL: site.URL})
	if err.Kind() != "crash" || loads != 2 {
		t.Errorf("after %d loads: %s: %v", loads, err.Kind(), err)
	}
	if page.Response.Status != 200 {
		t.Errorf("the response is %+v", page.Response)
	}
	browsertest.InTime(t, begun, 45*time.Second)
	if next := browsertest.Capture(t, browser.Request{URL: site.URL + "/next"}); next.Title != "Next" {
		t.Errorf("the next page has title %q", next.Title)
	}
}

// A page whose main thread hangs ends within its time, with what it showed before.
func TestHung(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"at once":    `for (;;);`,
		"after load": `addEventListener('load', () => setTimeout(() => { for (;;); }, 50))`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := browsertest.Serve(t, handler(map[string]handlerFunc{
				"/":     html(`<!doctype html><title>Stuck</title><p>Before it hung.<script>` + script + `</script>`),
				"/next": html("<title>Next</title>"),
			}))
			begun := time.Now()
			page, err := browsertest.Attempt(t, browsertest.Browser(t), browser.Request{URL: site.URL, Timeout: 30 * time.Second})
			browsertest.InTime(t, begun, 40*time.Second)
			if err != nil {
				t.Fatalf("nothing was kept: %v", err)
			}
			if !page.Partial || page.Coverage.Settled != "hung" || !slices.Contains(page.Truncated, "the page is as it was when it no longer answered") {
				t.Errorf("partial %v, settled %q, %q", page.Partial, page.Coverage.Settled, page.Truncated)
			}
			wantDOM(t, page, "Before it hung.")
			if next := browsertest.Capture(t, browser.Request{URL: site.URL + "/next"}); next.Title != "Next" {
				t.Errorf("the next page has title %q", next.Title)
			}
		})
	}
}

// A page that never stops loading is kept as far as it came.
func TestNeverLoads(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/endless": func(w response, r *request) { // the document itself never ends
			w.Header().Set("Content-Type", "text/html")
			for i := 0; ; i++ {
				fmt.Fprintf(w, "<p>Line %d of it.</p>%s", i, strings.Repeat(" ", 500))
				w.(http.Flusher).Flush()
				select {
				case <-r.Context().Done():
					return
				case <-time.After(100 * time.Millisecond):
				}
			}
		},
		"/stuck":  html(`<title>Stuck picture</title><p>All but one.<img src="/silent"><link rel="stylesheet" href="/silent.css" media="print">`),
		"/busy":   html(`<title>Polls</title><p>Asks and asks.<script>const ask = () => fetch('/pong').then(ask); ask()</script>`),
		"/reload": html(`<title>Reloads</title><p>Again.<script>setTimeout(() => location.reload(), 300)</script>`),
		"/grows":  html(`<title>Grows</title><script>setInterval(() => { const p = document.createElement('p'); p.textContent = 'one more'; document.body.append(p) }, 30)</script>`),
		"/pong": func(w response, r *request) {
			browsertest.Late(50*time.Millisecond, typed("text/plain", "pong")).ServeHTTP(w, r)
		},
		"/silent":     browsertest.Silent().ServeHTTP,
		"/silent.css": browsertest.Silent().ServeHTTP,
	}))
	for path, text := range map[string]string{
		"/endless": "Line 3 of it.", "/stuck": "All but one.", "/busy": "Asks and asks.", "/reload": "Again.", "/grows": "one more",
	} {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + path, Timeout: 16 * time.Second, Settle: browser.Settle{Pace: browser.PaceFast}})
			browsertest.InTime(t, begun, 30*time.Second)
			wantDOM(t, page, text)
			if page.Picture == nil {
				t.Error("there is no picture")
			}
			if path != "/reload" && !slices.ContainsFunc(page.Coverage.Waits, func(w browser.Wait) bool { return w.GaveUp && w.Because != "" }) && path != "/busy" {
				t.Errorf("it does not say what it gave up: %+v", page.Coverage.Waits)
			}
		})
	}
}

// A page that has replaced what scripts build on is captured like any other.
func TestLyingPage(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Liar</title><body><script>
		Array.prototype.map = Array.prototype.filter = Array.prototype.join = () => 'broken';
		Array.prototype[Symbol.iterator] = undefined;
		String.prototype.replace = () => 'broken';
		JSON.stringify = JSON.parse = () => 'broken';
		Date.now = () => 0;
		performance.now = () => 0;
		Promise.prototype.then = undefined;
		document.querySelectorAll = Document.prototype.querySelectorAll = () => [];
		window.setTimeout = window.requestAnimationFrame = () => 0;
		window.tearsheet = {dom: () => ({html: 'broken'})};
		Object.defineProperty(Element.prototype, 'shadowRoot', {get() { throw new Error('no') }});
		Element.prototype.getBoundingClientRect = () => ({});
		MutationObserver = undefined;
	</script><p>Honest text.</p><div style="background:`+browsertest.Hex(browsertest.Green)+`;height:100px;width:100px"></div>`, browser.Request{})
	wantDOM(t, page, "<p>Honest text.</p>")
	browsertest.WantArea(t, browsertest.Decode(t, page.Picture), browsertest.Green, 10000)
	if page.Title != "Liar" {
		t.Errorf("title is %q", page.Title)
	}
}

// A strict content security policy does not keep us from capturing.
func TestStrictPolicy(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{"/": func(w response, _ *request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; require-trusted-types-for 'script'; sandbox; report-uri /report")
		fmt.Fprint(w, `<!doctype html><title>Strict</title><p>Nothing is allowed.<script>document.title = 'Lax'</script>`)
	}}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	if page.Title != "Strict" {
		t.Errorf("title is %q", page.Title)
	}
	wantDOM(t, page, "Nothing is allowed.")
	if n := site.Hits("/report"); n > 1 { // the page's own script
		t.Errorf("the policy was violated %d times", n)
	}
	wantWhole(t, page)
}

// Nothing of ours is to be found from inside the page.
func TestPageDoesNotSeeUs(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Looks around</title><p id="seen"></p><div id="host"></div><script>
		const before = new Set(Object.getOwnPropertyNames(window));
		const closed = host.attachShadow({mode: 'closed'});
		closed.innerHTML = '<b>inside</b>';
		addEventListener('load', () => setTimeout(() => {
			const added = Object.getOwnPropertyNames(window).filter(name => !before.has(name) && name !== 'before' && !/^\d+$/.test(name));
			seen.textContent = 'tearsheet=' + typeof tearsheet + ';added=' + added + ';root=' + host.shadowRoot + ';mode=' + closed.mode +
				';native=' + /native code/.test(Function.prototype.toString.call(setTimeout)) + ';';
		}, 200));
	</script>`, browser.Request{})
	wantDOM(t, page, "tearsheet=undefined;added=;root=null;mode=closed;native=true;")
}
