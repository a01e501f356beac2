package browser_test

import (
	"fmt"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// channels are the ways in which a page can reach a server. TARGET is the server's address,
// and each asks for /to/ and its own name there, or leads to it by way of a redirect of its
// own site. js has what is run, html what is written.
var channels = []struct{ name, html, js string }{
	{name: "img", html: `<img src="TARGET">`},
	{name: "srcset", html: `<img srcset="TARGET 1x">`},
	{name: "input", html: `<input type="image" src="TARGET">`},
	{name: "svg-image", html: `<svg><image href="TARGET"/></svg>`},
	{name: "css-background", html: `<p style="background:url(TARGET)">x</p>`},
	{name: "css-import", html: `<style>@import "TARGET";</style>`},
	{name: "stylesheet", html: `<link rel="stylesheet" href="TARGET">`},
	{name: "font", html: `<style>@font-face{font-family:tide;src:url(TARGET)}</style><p style="font-family:tide">x</p>`},
	{name: "script", html: `<script async src="TARGET"></script>`},
	{name: "module", html: `<script type="module" src="TARGET"></script>`},
	{name: "import", js: `import('TARGET').catch(() => {})`},
	{name: "fetch", js: `fetch('TARGET').catch(() => {})`},
	{name: "fetch-keepalive", js: `fetch('TARGET', {keepalive: true, mode: 'no-cors'}).catch(() => {})`},
	{name: "preflight", js: `fetch('TARGET', {method: 'PUT', headers: {'X-Tide': '1'}}).catch(() => {})`},
	{name: "xhr", js: `{ const x = new XMLHttpRequest(); x.open('GET', 'TARGET'); x.send(); }`},
	{name: "beacon", js: `navigator.sendBeacon('TARGET', 'x')`},
	{name: "websocket", js: `new WebSocket('TARGET'.replace('http', 'ws'))`},
	{name: "eventsource", js: `new EventSource('TARGET')`},
	{name: "worker", js: `new Worker(URL.createObjectURL(new Blob(["fetch('TARGET').catch(() => {})"])))`},
	{name: "worker-import", js: `new Worker(URL.createObjectURL(new Blob(["importScripts('TARGET')"])))`},
	{name: "worker-socket", js: `new Worker(URL.createObjectURL(new Blob(["new WebSocket('TARGET'.replace('http', 'ws'))"])))`},
	{name: "shared-worker", js: `new SharedWorker('/shared.js?' + encodeURIComponent('TARGET'))`},
	{name: "service-worker", js: `navigator.serviceWorker.register('/service.js?' + encodeURIComponent('TARGET')).catch(() => {})`},
	{name: "iframe", html: `<iframe src="TARGET"></iframe>`},
	{name: "object", html: `<object data="TARGET"></object>`},
	{name: "embed", html: `<embed src="TARGET">`},
	{name: "video", html: `<video src="TARGET" preload="auto"></video>`},
	{name: "poster", html: `<video poster="TARGET"></video>`},
	{name: "audio", html: `<audio src="TARGET" preload="auto"></audio>`},
	{name: "track", html: `<video crossorigin><track default src="TARGET"></video>`, js: `document.querySelector('track').track.mode = 'showing'`},
	{name: "prefetch", html: `<link rel="prefetch" href="TARGET">`},
	{name: "preload", html: `<link rel="preload" as="image" href="TARGET">`},
	{name: "modulepreload", html: `<link rel="modulepreload" href="TARGET">`},
	{name: "speculation-prefetch", html: `<script type="speculationrules">{"prefetch":[{"urls":["TARGET"],"eagerness":"immediate"}]}</script>`},
	{name: "speculation-prerender", html: `<script type="speculationrules">{"prerender":[{"urls":["TARGET"],"eagerness":"immediate"}]}</script>`},
	{name: "preconnect", html: `<link rel="preconnect" href="TARGET">`},
	{name: "ping", html: `<a id="pinged" href="#x" ping="TARGET">x</a>`, js: `document.getElementById('pinged').click()`},
	{name: "form", html: `<iframe name="formed"></iframe><form id="sent" action="TARGET" method="post" target="formed"><input name="a"></form>`, js: `document.getElementById('sent').submit()`},
	{name: "meta-refresh", html: `<iframe srcdoc="<meta http-equiv=refresh content='0;url=TARGET'>"></iframe>`},
	{name: "redirect-301", html: `<img src="/redirect?status=301&to=TARGET">`},
	{name: "redirect-302", js: `fetch('/redirect?status=302&to=TARGET', {mode: 'no-cors'}).catch(() => {})`},
	{name: "redirect-307", html: `<iframe src="/redirect?status=307&to=TARGET"></iframe>`},
	{name: "redirect-308", html: `<script async src="/redirect?status=308&to=TARGET"></script>`},
	{name: "js-navigation", html: `<iframe srcdoc="<script>location = 'TARGET'</script>"></iframe>`},
	{name: "window-open", js: `window.open('TARGET')`},
	{name: "download", html: `<iframe name="loading"></iframe><a id="loaded" download href="TARGET" target="loading">x</a>`, js: `document.getElementById('loaded').click()`},
	{name: "csp-report", html: `<iframe src="/reports?to=TARGET"></iframe>`},
	{name: "manifest", html: `<link rel="manifest" href="TARGET">`},
	{name: "favicon", html: `<link rel="icon" href="TARGET">`},
	{name: "xslt", html: `<iframe src="/styled.xml?to=TARGET"></iframe>`},
	{name: "webrtc-stun", js: `rtc({urls: 'stun:HOST'})`},
	{name: "webrtc-turn-udp", js: `rtc({urls: 'turn:HOST?transport=udp', username: 'a', credential: 'b'})`},
	{name: "webrtc-turn-tcp", js: `rtc({urls: 'turn:HOST?transport=tcp', username: 'a', credential: 'b'})`},
	{name: "webtransport", js: `try { new WebTransport('https://HOST/').ready.catch(() => {}) } catch {}`},
}

// seldom are the channels that a headless Chrome does not open by itself, or only at times.
var seldom = map[string]bool{"manifest": true, "favicon": true, "xslt": true, "csp-report": true, "speculation-prefetch": true, "speculation-prerender": true, "webrtc-turn-udp": true, "webrtc-turn-tcp": true, "webrtc-stun": true, "webtransport": true, "preconnect": true}

// raw are the channels on which no request of HTTP may come: any sign of life counts.
var raw = map[string]string{"preconnect": "tcp", "webrtc-turn-tcp": "tcp", "webrtc-stun": "udp", "webrtc-turn-udp": "udp", "webtransport": "udp"}

// markers count what comes at an address of this machine.
type markers struct {
	host    string
	port    string
	rawPort map[string]string // by channel

	mu   sync.Mutex
	hits map[string]int
}

func (m *markers) hit(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.hits[name]++
}

// reached lists the channels on which something came.
func (m *markers) reached() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(maps.Keys(m.hits))
}

func newMarkers(t *testing.T, host string) *markers {
	t.Helper()
	m := &markers{host: host, rawPort: map[string]string{}, hits: map[string]int{}}
	listen := func() net.Listener {
		l, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
		if err != nil {
			t.Skipf("this system has no %s: %v", host, err)
		}
		return l
	}
	l := listen()
	_, m.port, _ = net.SplitHostPort(l.Addr().String())
	server := &http.Server{Handler: http.HandlerFunc(func(w response, r *request) {
		if name, ok := strings.CutPrefix(r.URL.Path, "/to/"); ok {
			m.hit(name)
		}
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.WriteHeader(http.StatusNoContent) // nothing that would take the page's place
	})}
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	for name, network := range raw {
		if network == "tcp" {
			l := listen()
			_, m.rawPort[name], _ = net.SplitHostPort(l.Addr().String())
			t.Cleanup(func() { l.Close() })
			go func() {
				for {
					conn, err := l.Accept()
					if err != nil {
						return
					}
					m.hit(name)
					conn.Close()
				}
			}()
			continue
		}
		c, err := net.ListenPacket("udp", net.JoinHostPort(host, "0"))
		if err != nil {
			t.Fatal(err)
		}
		_, m.rawPort[name], _ = net.SplitHostPort(c.LocalAddr().String())
		t.Cleanup(func() { c.Close() })
		go func() {
			for b := make([]byte, 2000); ; {
				if _, _, err := c.ReadFrom(b); err != nil {
					return
				}
				m.hit(name)
			}
		}()
	}
	return m
}

// fill writes a channel's text for the markers.
func (m *markers) fill(text, name string) string {
	port := m.port
	if p, ok := m.rawPort[name]; ok {
		port = p
	}
	hostport := net.JoinHostPort(m.host, port)
	return strings.NewReplacer("TARGET", "http://"+hostport+"/to/"+name, "HOST", hostport).Replace(text)
}

// page opens every channel. It says so when what it can wait for is over.
func (m *markers) page() string {
	var b strings.Builder
	b.WriteString("<!doctype html><title>Tide</title><p>The tide is in.\n")
	for _, c := range channels {
		b.WriteString(m.fill(c.html, c.name) + "\n")
	}
	b.WriteString(`<script>
function rtc(server) {
	const pc = new RTCPeerConnection({iceServers: [server]});
	pc.createDataChannel('tide');
	pc.createOffer().then(offer => pc.setLocalDescription(offer));
}
addEventListener('load', () => {
`)
	for _, c := range channels {
		if c.js != "" {
			b.WriteString("try { " + m.fill(c.js, c.name) + " } catch (e) { console.error('" + c.name + "', e) }\n")
		}
	}
	b.WriteString("setTimeout(() => { window.opened = true }, 2500);\n});</script>")
	return b.String()
}

// newPageServer serves the page of the markers at an address of this machine which is not
// that of the markers.
func newPageServer(t *testing.T, m *markers) (address string) {
	t.Helper()
	script := func(text string) handlerFunc {
		return func(w response, r *request) {
			to := r.URL.RawQuery
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprintf(w, "const target = decodeURIComponent(%q); %s", to, text)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skipf("this system has no second address on loopback: %v", err)
	}
	server := &http.Server{Handler: handler(map[string]handlerFunc{
		"/":           html(m.page()),
		"/shared.js":  script("fetch(target, {mode: 'no-cors'}).catch(() => {})"),
		"/service.js": script("fetch(target, {mode: 'no-cors'}).catch(() => {})"),
		"/redirect": func(w response, r *request) {
			var status int
			fmt.Sscan(r.FormValue("status"), &status)
			http.Redirect(w, r, r.FormValue("to"), status)
		},
		"/reports": func(w response, r *request) {
			w.Header().Set("Content-Security-Policy", "img-src 'none'; report-uri "+r.FormValue("to"))
			html(`<img src="/x.png">`)(w, r)
		},
		"/styled.xml": func(w response, r *request) {
			typed("text/xml", `<?xml version="1.0"?><?xml-stylesheet type="text/css" href="`+r.FormValue("to")+`"?><a>x</a>`)(w, r)
		},
	})}
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return "http://" + l.Addr().String() + "/"
}

// privateAddress is an address of this machine that others on its network have too; empty
// if it has none.
func privateAddress(t *testing.T) string {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addresses {
		if ip, _, err := net.ParseCIDR(a.String()); err == nil && ip.IsGlobalUnicast() {
			return ip.String()
		}
	}
	return ""
}

// What a page may not reach it does not reach, on any channel; without the guard, and where
// it is left open, each channel is one.
func TestGuardChannels(t *testing.T) {
	t.Parallel()
	targets := map[string]string{"loopback": "127.0.0.1"}
	if private := privateAddress(t); private != "" {
		targets["private"] = private
	}
	for place, host := range targets {
		for _, test := range []struct {
			name    string
			opts    browser.Options
			reaches bool
		}{
			{"unguarded", browser.Options{}, true},
			{"guarded", browser.Options{Guard: true, AllowNet: []string{"127.0.0.2"}}, false},
			{"left open", browser.Options{Guard: true, AllowNet: []string{"127.0.0.2", host}}, true},
		} {
			t.Run(place+" "+test.name, func(t *testing.T) {
				t.Parallel()
				m := newMarkers(t, host)
				b := browsertest.Launch(t, test.opts)
				page := browsertest.CaptureWith(t, b, browser.Request{
					URL: newPageServer(t, m), Settle: browser.Settle{For: []string{"js=window.opened"}, Clock: browser.ClockReal}, Outputs: browser.Outputs{Console: true},
				})
				reached := m.reached()
				t.Logf("%d of %d channels: %v", len(reached), len(channels), reached)
				t.Logf("receipt: %+v, settled: %s, %+v", page.Coverage.Requests, page.Coverage.Settled, page.Timings)
				switch {
				case !test.reaches:
					if len(reached) > 0 {
						t.Errorf("came through: %v", reached)
					}
					if page.Coverage.Requests.Blocked == 0 || len(page.Coverage.Requests.Forbidden) == 0 {
						t.Errorf("the receipt says %+v", page.Coverage.Requests)
					}
				default:
					for _, c := range channels {
						if !seldom[c.name] && !slices.Contains(reached, c.name) {
							t.Errorf("%s did not come through", c.name)
						}
					}
				}
			})
		}
	}
}
