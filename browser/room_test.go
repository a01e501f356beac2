package browser_test

import (
	"fmt"
	escaping "html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// hoard writes down all that it finds of an earlier page, and then leaves something in every
// place that a page has.
const hoard = `<!doctype html><title>Hoard</title><p id=found></p><script>addEventListener('message', e => document.getElementById('found').append(e.data, document.createElement('br')))</script><script type=module>
const found = {}
const see = async (name, read) => { try { found[name] = await read() } catch (e) { found[name] = 'error ' + e.name } }
const opened = (name, version) => new Promise((resolve, reject) => {
	const r = indexedDB.open(name, version)
	r.onupgradeneeded = () => r.result.createObjectStore('s')
	r.onsuccess = () => { r.result.close(); resolve() }
	r.onerror = () => reject(r.error)
})
await see('cookie', () => document.cookie)
await see('cookieStore', async () => (await cookieStore.getAll()).length)
await see('local', () => localStorage.length)
await see('session', () => sessionStorage.length)
await see('indexed', async () => (await indexedDB.databases()).length)
await see('caches', async () => (await caches.keys()).length)
await see('files', async () => { let n = 0; for await (const _ of (await navigator.storage.getDirectory()).keys()) n++; return n })
await see('buckets', async () => navigator.storageBuckets ? (await navigator.storageBuckets.keys()).length : 0)
await see('workers', async () => (await navigator.serviceWorker.getRegistrations()).length)
await see('controller', () => Boolean(navigator.serviceWorker.controller))
await see('locks', async () => (await navigator.locks.query()).held.length)
await see('name', () => window.name)
await see('history', () => history.length)
await see('permission', async () => (await navigator.permissions.query({name: 'geolocation'})).state)
await see('shared', () => new Promise(resolve => {
	const w = new SharedWorker('/shared.js')
	w.port.onmessage = e => resolve(e.data)
	w.onerror = () => resolve('error')
}))
await see('channel', () => new Promise(resolve => {
	const c = new BroadcastChannel('c')
	c.onmessage = e => resolve(e.data)
	c.postMessage('anybody?')
	setTimeout(() => resolve('nobody'), 50)
}))
found.where = window === top ? 'page' : 'frame'
top.postMessage(JSON.stringify(found), '*')
document.cookie = 'a=1; max-age=9999'
document.cookie = 'b=1'
localStorage.a = 1
sessionStorage.a = 1
window.name = 'me'
await opened('kept', 1)
await (await caches.open('kept')).put('/kept', new Response('kept'))
await (await (await navigator.storage.getDirectory()).getFileHandle('kept', {create: true})).createWritable().then(async w => { await w.write('kept'); await w.close() })
if (navigator.storageBuckets) await navigator.storageBuckets.open('kept', {persisted: true})
navigator.locks.request('kept', () => new Promise(() => {}))
new BroadcastChannel('c').onmessage = e => e.target.postMessage('me')
await navigator.serviceWorker.register('/worker.js')
await navigator.serviceWorker.ready
await fetch(OTHER + '/preflight', {method: 'PUT', headers: {'X-Tide': '1'}}).catch(() => {})
document.body.append('through')
</script>
<img src="/cached.png"><img src="/tagged.png"><link rel=stylesheet href="/cached.css">FRAME`

// foundIn is what a page and its frame found, in no order.
func foundIn(page *browser.Page) []string {
	found := regexp.MustCompile(`\{"cookie.*?\}`).FindAllString(escaping.UnescapeString(string(page.DOM)), -1)
	slices.Sort(found)
	return found
}

// What a page left is not there for the next one of its site, though they share a process: what
// each finds, and asks the server for, is the same.
func TestRoomIsEmptied(t *testing.T) {
	var hits sync.Map
	var made atomic.Int32
	count := func(key string) {
		n, _ := hits.LoadOrStore(key, new(atomic.Int32))
		n.(*atomic.Int32).Add(1)
	}
	picture := browsertest.PNG(20, 20, browsertest.Green)
	var site *browsertest.Site
	hoarding := func(frame string) handlerFunc {
		return func(w response, r *request) {
			count("page " + r.Host)
			w.Header().Set("Content-Type", "text/html")
			w.Header().Add("Set-Cookie", "server=1; HttpOnly; Max-Age=9999")
			if _, err := r.Cookie("server"); err == nil {
				count("with cookie")
			}
			other := site.Other
			if strings.HasSuffix(other, r.Host) {
				other = site.URL
			}
			fmt.Fprint(w, strings.NewReplacer("OTHER", strconv.Quote(other), "FRAME", strings.ReplaceAll(frame, "OTHER", other)).Replace(hoard))
		}
	}
	lasting := func(mediaType string, data []byte, header ...string) handlerFunc {
		return func(w response, r *request) {
			key := r.URL.Path + " " + r.Host
			if r.Header.Get("If-None-Match") != "" {
				key += " again"
			}
			count(key)
			w.Header().Set("Content-Type", mediaType)
			w.Header().Set(header[0], header[1])
			_, _ = w.Write(data)
		}
	}
	site = browsertest.Serve(t, handler(map[string]handlerFunc{
		"/page":       hoarding(`<iframe src="OTHER/frame"></iframe>`),
		"/frame":      hoarding(""),
		"/cached.png": lasting("image/png", picture, "Cache-Control", "max-age=9999, immutable"),
		"/tagged.png": lasting("image/png", picture, "ETag", `"1"`),
		"/cached.css": lasting("text/css", []byte("p { color: navy }"), "Cache-Control", "max-age=9999"),
		"/worker.js": func(w response, _ *request) {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, `oninstall = () => skipWaiting(); onactivate = e => e.waitUntil(clients.claim()); onfetch = () => {}`)
		},
		"/shared.js": func(w response, _ *request) {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, `let n = 0; onconnect = e => e.ports[0].postMessage(++n)`)
		},
		"/preflight": func(w response, r *request) {
			count(r.Method)
			w.Header().Set("Access-Control-Allow-Origin", "*")
			w.Header().Set("Access-Control-Allow-Methods", "PUT")
			w.Header().Set("Access-Control-Allow-Headers", "X-Tide")
			w.Header().Set("Access-Control-Max-Age", "600")
		},
	}))
	b := browsertest.Launch(t, browser.Overheard(browser.Options{}, func(what string, message ...any) {
		if said := fmt.Sprintf(what, message...); strings.HasPrefix(said, "->") && strings.Contains(said, "Target.createBrowserContext") {
			made.Add(1)
		}
	}))
	const pages = 6
	var first []string
	for i := range pages {
		page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL + "/page"})
		found := foundIn(page)
		if len(found) != 2 {
			t.Fatalf("the page and its frame tell of %q", found)
		}
		if i == 0 {
			first = found
			t.Log(first)
		} else if !slices.Equal(found, first) {
			t.Errorf("capture %d finds %s, the first %s", i, found, first)
		}
	}
	hits.Range(func(key, n any) bool {
		if got := n.(*atomic.Int32).Load(); got != pages && got != 2*pages { // both ask for some
			t.Errorf("%s: %d in %d captures", key, got, pages)
		}
		return true
	})
	// The first two have contexts of their own, since nobody knows that there will be more; and a busy
	// machine has no time to empty each.
	if made.Load() >= pages {
		t.Errorf("%d browser contexts for %d captures", made.Load(), pages)
	}
}

// What a page was made to see is not seen by the next.
func TestRoomForgetsTheDevice(t *testing.T) {
	site := browsertest.Serve(t, browsertest.Page(`<title>Device</title><p id=p></p><script>
		const is = q => matchMedia(q).matches
		const day = new Date(Date.UTC(2026, 0, 1))
		document.getElementById('p').textContent = JSON.stringify([navigator.language, navigator.userAgent, new Intl.DateTimeFormat().resolvedOptions().timeZone, day.getTimezoneOffset(),
			(1234.5).toLocaleString(), innerWidth, innerHeight, devicePixelRatio, navigator.maxTouchPoints, 'ontouchstart' in window, is('print'), is('(prefers-color-scheme: dark)'),
			is('(prefers-reduced-motion)'), is('(pointer: coarse)'), is('(hover: none)'), screen.width, document.hasFocus(), Math.random() === Math.random()])
	</script>`))
	seen := func(b *browser.Browser, req browser.Request) string {
		req.URL = site.URL
		page := browsertest.CaptureWith(t, b, req)
		return regexp.MustCompile(`id="p">[^<]*`).FindString(string(page.DOM))
	}
	views := []browser.Request{
		{},
		{View: browser.View{Locale: "de-DE", Timezone: "Asia/Tokyo"}},
		{View: browser.View{Width: 390, Height: 844, Scale: 3, Mobile: true, UserAgent: "Tide/1"}},
		{View: browser.View{Media: "print", ColorScheme: "dark"}},
		{Deterministic: true, View: browser.View{Locale: "hi-IN", Timezone: "America/New_York"}},
	}
	var alone []string
	for _, v := range views {
		alone = append(alone, seen(browsertest.Launch(t, browser.Options{}), v))
	}
	b := browsertest.Launch(t, browser.Options{})
	for i := range 3 * len(views) {
		at := i * 2 % len(views)
		if got := seen(b, views[at]); got != alone[at] {
			t.Errorf("capture %d sees %s, alone %s", i, got, alone[at])
		}
	}
}

// A page that does not let go of its process keeps nobody waiting, and the next is whole.
func TestRoomThatIsHeld(t *testing.T) {
	held := map[string]string{
		"at its end":  `addEventListener('pagehide', () => { for (;;); })`,
		"all along":   `setInterval(() => { for (const end = performance.now() + 300; performance.now() < end;); }, 400)`,
		"by a worker": `new Worker(URL.createObjectURL(new Blob(['for (;;);'])))`,
		"by memory":   `window.all = []; for (let i = 0; i < 20; i++) all.push(new Uint8Array(16 << 20).fill(7))`,
		"by a frame":  `document.body.append(Object.assign(document.createElement('iframe'), {srcdoc: '<script>addEventListener("unload", () => { for (;;); })</' + 'script>'}))`,
	}
	for how, script := range held {
		t.Run(how, func(t *testing.T) {
			b := browsertest.Launch(t, browser.Options{})
			site := browsertest.Serve(t, browsertest.Page(`<!doctype html><title>Held</title><body><p>The pilots could put out again.<script>`+script+`</script>`))
			for range 3 {
				page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL})
				if page.Title != "Held" || page.Coverage.Complete != 1 {
					t.Errorf("title %q, complete %v: %q", page.Title, page.Coverage.Complete, page.Truncated)
				}
			}
			begun := time.Now()
			if err := b.Close(); err != nil {
				t.Error(err)
			}
			browsertest.InTime(t, begun, 15*time.Second)
		})
	}
}

// What Chrome cannot be made to forget is not in the next page's context: passwords, permissions
// and the hints that a site wants.
func TestRoomIsNotUsedAgain(t *testing.T) {
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/locked": func(w response, r *request) {
			if _, _, ok := r.BasicAuth(); !ok {
				w.Header().Set("WWW-Authenticate", `Basic realm="tide"`)
				w.WriteHeader(401)
				return
			}
			fmt.Fprint(w, "open")
		},
		"/hinted": func(w response, r *request) {
			w.Header().Set("Accept-CH", "Sec-CH-DPR")
			html(fmt.Sprintf("<!doctype html><title>Hints</title><p>hints: %q", r.Header.Get("Sec-CH-DPR")))(w, r)
		},
		"/": html(`<!doctype html><title>Lock</title><p id=p><script type=module>
			const p = document.getElementById('p')
			p.append((await (await fetch('/locked')).text()) || 'locked', ' ', (await navigator.permissions.query({name: 'geolocation'})).state)
		</script>`),
	}))
	b := browsertest.Launch(t, browser.Options{})
	plain := browser.Request{URL: site.URL}
	known := browser.Request{URL: strings.Replace(site.URL, "//", "//a:b@", 1) + "/locked"}
	hinted := browser.Request{URL: site.URL + "/hinted"}
	trusted := browser.Request{URL: site.URL, Emulate: []string{"permission=geolocation"}}
	for i, c := range []struct {
		req  browser.Request
		want string
	}{{plain, "locked prompt"}, {known, "open"}, {plain, "locked prompt"}, {trusted, "locked granted"}, {trusted, "locked granted"}, {plain, "locked prompt"}, {plain, "locked prompt"}, {hinted, `hints: ""`}, {hinted, `hints: ""`}} {
		if page := browsertest.CaptureWith(t, b, c.req); !strings.Contains(string(page.DOM), c.want) {
			t.Errorf("capture %d of %s: %s", i, c.req.URL, page.DOM)
		}
	}
}

// What a page sends as it goes, or is not through with, brings the next page no cookie.
func TestRoomAfterLastWords(t *testing.T) {
	last := map[string]string{
		"a beacon":           `addEventListener('pagehide', () => navigator.sendBeacon('/slow'))`,
		"a request":          `addEventListener('pagehide', () => fetch('/slow', {keepalive: true, method: 'POST', body: 'x'}))`,
		"a beacon under way": `navigator.sendBeacon('/slow')`,
		"one in a frame":     `document.body.append(Object.assign(document.createElement('iframe'), {srcdoc: '<script>addEventListener("pagehide", () => navigator.sendBeacon("/slow"))</' + 'script>'}))`,
		"a later fetch":      `fetch('/slow', {keepalive: true}).catch(() => {})`,
	}
	for how, script := range last {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			b := browsertest.Browser(t)
			var late sync.Map
			site := browsertest.Serve(t, handler(map[string]handlerFunc{
				"/slow": func(w response, r *request) {
					select {
					case <-time.After(400 * time.Millisecond):
					case <-r.Context().Done():
					}
					w.Header().Set("Set-Cookie", "late=1; Path=/; Max-Age=9999")
				},
				"/": func(w response, r *request) {
					if c, err := r.Cookie("late"); err == nil {
						late.Store(c.Value, true)
					}
					html(`<!doctype html><title>Last</title><body><p>Words<img src="/seen.png"><script>`+script+`
						setTimeout(() => document.body.append(document.createElement('p')), 600); setTimeout(() => fetch('/seen.png'), 900)</script>`)(w, r)
				},
				"/seen.png": func(w response, r *request) {
					// The page's own slow answer may come to itself, but not to one that did not wait for it.
					if _, err := r.Cookie("late"); err == nil && strings.Contains(script, "pagehide") {
						late.Store("picture", true)
					}
					_, _ = w.Write(browsertest.PNG(9, 9, browsertest.Green))
				},
			}))
			for range 4 {
				browsertest.TryWith(t, b, browser.Request{URL: site.URL, Settle: browser.Settle{Clock: browser.ClockReal}})
			}
			late.Range(func(where, _ any) bool {
				t.Errorf("the cookie of a page before came along: %v", where)
				return true
			})
		})
	}
}
