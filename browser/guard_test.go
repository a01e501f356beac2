package browser_test

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/guard/guardtest"
)

// second serves a site on an address of loopback that is not that of other tests' sites.
func second(t *testing.T, h http.Handler) *url.URL {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skipf("this system has no second address on loopback: %v", err)
	}
	server := &http.Server{Handler: h}
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return &url.URL{Scheme: "http", Host: l.Addr().String()}
}

// kindOf is the kind of a capture's failure; empty: it did not fail.
func kindOf(err error) browser.Kind {
	if e, ok := errors.AsType[*browser.Error](err); ok {
		return e.Kind()
	}
	return ""
}

// A page that is where none may be is not captured, however its address is written and
// wherever it comes from; other failures are told as they are without a guard.
func TestGuardedDocument(t *testing.T) {
	t.Parallel()
	secret := browsertest.Serve(t, browsertest.Page("<title>Secret</title>"))
	u, _ := url.Parse(secret.URL)
	to := func(host string) string { return "http://" + host + ":" + u.Port() + "/" }
	closed, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skipf("this system has no second address on loopback: %v", err)
	}
	dead := closed.Addr().String()
	closed.Close()
	open := second(t, handler(map[string]handlerFunc{
		"/":   html("<!doctype html><title>Open</title><p>The tide is in."),
		"/to": func(w response, r *request) { http.Redirect(w, r, r.FormValue("to"), http.StatusFound) },
		"/meta": func(w response, r *request) {
			html(`<meta http-equiv="refresh" content="0;url=`+r.FormValue("to")+`"><p>Going.`)(w, r)
		},
		"/script": func(w response, r *request) {
			html(`<p>Going.<script>location = "`+r.FormValue("to")+`"</script>`)(w, r)
		},
		"/frame": func(w response, r *request) {
			html(`<title>Open</title><p>Here.<iframe src="`+r.FormValue("to")+`"></iframe>`)(w, r)
		},
	}))
	b := browsertest.Launch(t, browser.Resolving(browser.Options{Guard: true, AllowNet: []string{"127.0.0.2"}}, guardtest.Resolver(func(string) []string { return nil })))
	type capture struct {
		address string
		kind    browser.Kind
	}
	list := []capture{
		{open.String() + "/", ""},
		{open.String() + "/frame?to=" + to("127.0.0.1"), ""},
		{"http://no-such.example/", browser.KindDNS},
		{"https://no-such.example/", browser.KindDNS},
		{"http://" + dead + "/", browser.KindConnect},
	}
	for _, host := range []string{"127.0.0.1", "localhost", "localhost.", "tide.localhost", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::1]", "2130706433", "017700000001", "0x7f000001", "0x7f.1", "127.1", "0"} {
		list = append(list, capture{to(host), browser.KindForbidden}, capture{open.String() + "/to?to=" + url.QueryEscape(to(host)), browser.KindForbidden})
	}
	for _, way := range []string{"meta", "script"} {
		list = append(list, capture{open.String() + "/" + way + "?to=" + to("127.0.0.1"), browser.KindForbidden})
	}
	for _, address := range []string{"http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.0.0.1/", "http://[64:ff9b::7f00:1]/", "https://127.0.0.1:" + u.Port() + "/"} {
		list = append(list, capture{address, browser.KindForbidden})
	}
	for _, c := range list {
		page, err := browsertest.Attempt(t, b, browser.Request{URL: c.address})
		if kindOf(err) != c.kind || err != nil && c.kind == "" {
			t.Errorf("%s: %q, %v", c.address, kindOf(err), err)
		}
		if c.kind == "" && (page.Title != "Open" || page.Response.RemoteAddress != open.Host) {
			t.Errorf("%s: title %q, from %s", c.address, page.Title, page.Response.RemoteAddress)
		}
		if c.kind == browser.KindForbidden && page.Picture != nil {
			t.Errorf("%s: there is a picture", c.address)
		}
	}
	if n := secret.Hits("/"); n != 0 {
		t.Errorf("%d requests came through", n)
	}
}

// A name that is where the page is when it is first asked for, and on this machine then.
func TestGuardedRebinding(t *testing.T) {
	var hits, asked atomic.Int64
	secret := second(t, handler(nil)) // its port
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", secret.Port()))
	if err != nil {
		t.Skipf("this system gave the port to somebody else: %v", err)
	}
	defer l.Close()
	inside := &http.Server{Handler: http.HandlerFunc(func(w response, _ *request) {
		hits.Add(1)
		w.Header().Set("Connection", "close")
	})}
	go inside.Serve(l)
	defer inside.Close()
	outside := second(t, handler(map[string]handlerFunc{
		"/": html(`<!doctype html><title>Open</title><p>The tide is in.
			<img src="http://rebinding.example:` + secret.Port() + `/a.png">
			<script>
				fetch('http://rebinding.example:` + secret.Port() + `/b').catch(() => {});
				new WebSocket('ws://rebinding.example:` + secret.Port() + `/c');
			</script>`),
	}))
	b := browsertest.Launch(t, browser.Resolving(browser.Options{Guard: true, AllowNet: []string{"127.0.0.2"}}, guardtest.Resolver(func(name string) []string {
		if name == "rebinding.example." && asked.Add(1) <= 2 { // of each kind of address once
			return []string{"127.0.0.2"}
		}
		return []string{"127.0.0.1"}
	})))
	page := browsertest.CaptureWith(t, b, browser.Request{URL: "http://rebinding.example:" + outside.Port() + "/"})
	if page.Title != "Open" || asked.Load() <= 2 {
		t.Errorf("title %q, asked for %d times", page.Title, asked.Load())
	}
	if hits.Load() != 0 || !slices.Contains(page.Coverage.Requests.Forbidden, "rebinding.example:"+secret.Port()) {
		t.Errorf("%d requests came through; the receipt says %+v", hits.Load(), page.Coverage.Requests)
	}
}

// Who answered is recorded, not the way out.
func TestGuardedRecord(t *testing.T) {
	t.Parallel()
	open := second(t, handler(map[string]handlerFunc{
		"/": html(`<title>Open</title><p>Here.<img src="/a.png"><script>new Worker(URL.createObjectURL(new Blob(["fetch('" + location.origin + "/b')"])))</script>`),
	}))
	b := browsertest.Launch(t, browser.Options{Guard: true, AllowNet: []string{"127.0.0.2"}})
	record := &notes{}
	browsertest.CaptureWith(t, b, browser.Request{URL: open.String() + "/", Record: record})
	if len(record.list) < 2 {
		t.Errorf("%d exchanges", len(record.list))
	}
	for _, x := range record.list {
		if x.Address != "127.0.0.2" && !strings.HasSuffix(x.Request.URL, "/b") { // of a worker's nobody tells
			t.Errorf("%s is said to come from %q", x.Request.URL, x.Address)
		}
	}
}

// Pages that share a session share the way out, and each is told what it asked for itself.
func TestGuardedSession(t *testing.T) {
	t.Parallel()
	open := second(t, handler(map[string]handlerFunc{
		"/asks": html(`<title>Asks</title><p>Here.<img src="http://10.1.2.3/a.png">`),
		"/does": html(`<title>Does not</title><p>Here.`),
	}))
	for _, share := range []bool{false, true} {
		b := browsertest.Launch(t, browser.Options{Guard: true, AllowNet: []string{"127.0.0.2"}, ShareSession: share})
		for _, path := range []string{"/asks", "/does", "/asks", "/does"} {
			page := browsertest.CaptureWith(t, b, browser.Request{URL: open.String() + path})
			want := browser.RequestCount{}
			if path == "/asks" {
				want = browser.RequestCount{Blocked: 1, Forbidden: []string{"10.1.2.3:80"}}
			}
			if got := page.Coverage.Requests; got.Blocked != want.Blocked || !slices.Equal(got.Forbidden, want.Forbidden) {
				t.Errorf("share %v, %s: %+v", share, path, got)
			}
		}
	}
}

// Frames of other sites are in processes of their own where pages are guarded, and are
// captured as without: their notices are answered, and they are in the one file.
func TestGuardedFrames(t *testing.T) {
	t.Parallel()
	inner := handler(map[string]handlerFunc{
		"/nested": html(`<p>Nested tide.<script>document.fonts.ready.then(() => fetch('/asked?nested'))</script>`),
		"/notice": html(`<style>body{margin:0}</style><div>We value your privacy. We and our partners use cookies. <button onclick="fetch('/asked?accept')">Accept all</button> <button onclick="fetch('/asked?reject').then(() => parent.postMessage('done', '*'))">Reject all</button></div>`),
		"/asked":  typed("text/plain", "ok"),
	})
	other := browsertest.Serve(t, inner)
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": html(`<!doctype html><title>Open</title><p>The tide is in.
			<iframe src="` + other.Other + `/frame" width="400" height="200"></iframe>
			<iframe id="notice" src="` + other.Other + `/notice" style="position:fixed;left:0;right:0;bottom:0;width:100%;height:200px;z-index:1000;border:0;background:white"></iframe>
			<script>addEventListener('message', () => document.getElementById('notice').remove())</script>`),
	}))
	_ = site
	b := browsertest.Launch(t, browser.Options{Guard: true, AllowNet: []string{"127.0.0.0/8", "::1"}})
	page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL + "/", Outputs: browser.Outputs{Styled: true}})
	t.Logf("%+v", page.Overlays)
	if other.Hits("/asked") == 0 || strings.Contains(string(page.DOM), `id="notice"`) {
		t.Errorf("the notice in a frame was not answered: %+v, %v", page.Overlays, page.Coverage.Kept)
	}
}

// Proxies that ask for a password are used, with a guard and without. The password is in no
// command line.
func TestProxyPassword(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Pages(map[string]string{
		"/":      `<!doctype html><title>Far</title><p>The tide is in.<img src="/flat/2x2/ff0000.png"><script>new WebSocket('ws://far.example/socket'); fetch('/data')</script>`,
		"/data":  "x",
		"/other": "x",
	}))
	to, _ := url.Parse(site.URL)
	names := guardtest.Resolver(func(name string) []string {
		if name == "far.example." {
			return []string{"198.41.0.4"}
		}
		return nil
	})
	for _, scheme := range []string{"http", "socks5"} {
		for _, guarded := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s guarded %v", scheme, guarded), func(t *testing.T) {
				proxy := guardtest.NewProxy(t, scheme, to.Host)
				b := browsertest.Launch(t, browser.Resolving(browser.Options{Proxy: proxy.URL(guardtest.Password).String(), Guard: guarded}, names))
				for _, record := range []browser.Recorder{nil, &notes{}} {
					page := browsertest.CaptureWith(t, b, browser.Request{URL: "http://far.example/", Record: record})
					if page.Title != "Far" || page.Response.Status != 200 || page.Coverage.Images.Broken > 0 {
						t.Errorf("title %q, status %d, %+v", page.Title, page.Response.Status, page.Coverage.Images)
					}
				}
				wanted := "far.example:80"
				if guarded {
					wanted = "198.41.0.4:80"
				}
				if asked := proxy.Asked(); !slices.Contains(asked, wanted) && !slices.Contains(asked, "far.example") {
					t.Errorf("the proxy was asked for %v", asked)
				}
				lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
				for _, path := range lines {
					line, _ := os.ReadFile(path)
					if strings.Contains(string(line), guardtest.Password) || strings.Contains(string(line), url.QueryEscape(guardtest.Password)) {
						t.Errorf("the password is in %q", line)
					}
				}

				wrong := browsertest.Launch(t, browser.Resolving(browser.Options{Proxy: proxy.URL("wrong-secret").String(), Guard: guarded}, names))
				_, err := browsertest.Attempt(t, wrong, browser.Request{URL: "http://far.example/"})
				if k := kindOf(err); k != browser.KindConnect && k != browser.KindAuth || strings.Contains(err.Error(), "wrong-secret") {
					t.Errorf("with a wrong password: %v", err)
				}
			})
		}
	}
}

// A proxy that cannot be used is not gone around.
func TestDeadProxy(t *testing.T) {
	t.Parallel()
	address := privateAddress(t)
	if address == "" {
		t.Skip("this system has no address but loopback")
	}
	l, err := net.Listen("tcp", net.JoinHostPort(address, "0"))
	if err != nil {
		t.Fatal(err)
	}
	var hits atomic.Int64
	server := &http.Server{Handler: http.HandlerFunc(func(w response, r *request) {
		hits.Add(1)
		html("<title>Near</title>")(w, r)
	})}
	go server.Serve(l)
	defer server.Close()
	for _, proxy := range []string{"http://127.0.0.1:1", "https://127.0.0.1:1", "socks4://127.0.0.1:1", "socks5://127.0.0.1:1", "socks5://a:b@127.0.0.1:1", "http://a:b@127.0.0.1:1", "127.0.0.1:1", "http://no-such.example:3128"} {
		b := browsertest.Launch(t, browser.Options{Proxy: proxy})
		page, err := browsertest.Attempt(t, b, browser.Request{URL: "http://" + l.Addr().String() + "/"})
		if k := kindOf(err); k != browser.KindConnect && k != browser.KindDNS {
			t.Errorf("%s: %q, %q, %v", proxy, page.Title, k, err)
		}
	}
	if n := hits.Load(); n != 0 {
		t.Errorf("%d requests came around the proxy", n)
	}
}

// Options of the browser that make no sense with each other.
func TestGuardOptions(t *testing.T) {
	for _, opts := range []browser.Options{
		{Guard: true, Remote: []string{"ws://127.0.0.1:9222"}},
		{Guard: true, AllowNet: []string{"0.0.0.0/0"}, Remote: []string{"ws://127.0.0.1:9222"}},
		{Proxy: "http://127.0.0.1:1", Remote: []string{"ws://127.0.0.1:9222"}},
		{AllowNet: []string{"10.0.0.0/8"}},
		{Guard: true, AllowNet: []string{"ten"}},
		{Guard: true, Proxy: "socks4://127.0.0.1:1"},
		{Proxy: "socks4://a:b@127.0.0.1:1"},
	} {
		if opts.Validate() == nil {
			t.Errorf("%+v is taken", opts)
		}
	}
	for _, opts := range []browser.Options{
		{Guard: true, AllowNet: []string{"10.0.0.0/8"}, Proxy: "https://a:b@proxy.example"},
		{Guard: true, AllowNet: []string{"0.0.0.0/0", "::/0"}, Remote: []string{"ws://127.0.0.1:9222"}},
	} {
		if err := opts.Validate(); err != nil {
			t.Error(err)
		}
	}
}
