package browser_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/identity"
)

// A header goes to the page's own site, or to the host that is named with it, and to nobody
// else, wherever redirects lead.
func TestHeadersOfSites(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	got := map[string]string{}
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := strings.Cut(r.Host, ":")
		mu.Lock()
		got[host+r.URL.Path] = fmt.Sprintf("own=%s named=%s all=%s", r.Header.Get("X-Own"), r.Header.Get("X-Named"), r.Header.Get("X-All"))
		mu.Unlock()
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/":
			other := strings.Replace("http://"+r.Host, "127.0.0.1", "localhost", 1)
			fmt.Fprintf(w, `<img src=/a.png><img src=%s/b.png><iframe src=%[1]s/frame></iframe><img src=/away.png><script>fetch('/c').then(() => fetch('%[1]s/d', {mode: 'no-cors'}))</script>`, other)
		case "/away.png":
			http.Redirect(w, r, strings.Replace("http://"+r.Host, "127.0.0.1", "localhost", 1)+"/there.png", http.StatusFound)
		}
	}))
	browsertest.Capture(t, browser.Request{URL: site.URL, Network: browser.Network{Headers: map[string]string{"X-Own": "kelp", "localhost: X-Named": "brine", "*: X-All": "salt"}}})
	for where, want := range map[string]string{
		"127.0.0.1/": "own=kelp named= all=salt", "127.0.0.1/a.png": "own=kelp named= all=salt", "127.0.0.1/c": "own=kelp named= all=salt", "127.0.0.1/away.png": "own=kelp named= all=salt",
		"localhost/b.png": "own= named=brine all=salt", "localhost/frame": "own= named=brine all=salt", "localhost/d": "own= named=brine all=salt", "localhost/there.png": "own= named=brine all=salt",
	} {
		if got[where] != want {
			t.Errorf("%s got %q, not %q", where, got[where], want)
		}
	}
}

// Cookies of a visitor are there before the page is, each for whom it is; one that cannot be
// leaves the others, and is told of.
func TestCookies(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<p>%s</p><iframe src=%s></iframe>", r.Header.Get("Cookie"), strings.Replace("http://"+r.Host, "127.0.0.1", "localhost", 1)+"/frame")
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL, Identity: browser.Identity{State: identity.State{Cookies: []identity.Cookie{
		{Name: "a", Value: "1", Domain: "127.0.0.1", Path: "/"}, {Name: "b", Value: "2", Domain: "other.example", Path: "/"}, {Name: "__Secure-c", Value: "3", Domain: "127.0.0.1", Path: "/"},
		{Name: "d", Value: "4", Domain: "127.0.0.1", Path: "/elsewhere"}, {Name: "e", Value: "5", Domain: "127.0.0.1", Path: "/", HTTPOnly: true},
	}}}})
	if !bytes.Contains(page.DOM, []byte("<p>a=1; e=5</p>")) || !strings.Contains(strings.Join(page.Truncated, "\n"), "the cookie __Secure-c of 127.0.0.1 could not be set") {
		t.Errorf("%s\n%q", page.DOM, page.Truncated)
	}
}

// A login is for its host alone; one that is wrong is tried once.
func TestLogins(t *testing.T) {
	t.Parallel()
	var tried sync.Map
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		if user != "" {
			count, _ := tried.LoadOrStore(r.Host+r.URL.Path, new(int))
			*count.(*int)++
		}
		if password != "brine" {
			w.Header().Set("WWW-Authenticate", `Basic realm="tide"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<title>Open</title><img src=%s/part.png>", strings.Replace("http://"+r.Host, "127.0.0.1", "localhost", 1))
	}))
	host := strings.TrimPrefix(site.URL, "http://")
	login := func(password string) browser.Identity {
		return browser.Identity{Logins: []identity.Login{{Host: host, User: "ada", Password: password}}}
	}
	if page := browsertest.Capture(t, browser.Request{URL: site.URL + "/right", Identity: login("brine")}); page.Title != "Open" {
		t.Errorf("the title is %q", page.Title)
	}
	err, _ := browsertest.Refused(t, browser.Request{URL: site.URL + "/wrong", Identity: login("hush")})
	if want := "the server does not take the user name and password that were given for " + host; err.Kind() != browser.KindAuth || err.Error() != want {
		t.Errorf("%s: %v, not %s", err.Kind(), err, want)
	}
	elsewhere := browser.Identity{Logins: []identity.Login{{Host: "127.0.0.1", User: "ada", Password: "brine"}}}
	err, _ = browsertest.Refused(t, browser.Request{URL: site.URL + "/elsewhere", Identity: elsewhere})
	if want := "the server asks for a user name and password, and there are none for " + host + " among those that were given"; err.Kind() != browser.KindAuth || err.Error() != want {
		t.Errorf("%s: %v, not %s", err.Kind(), err, want)
	}
	if n, _ := tried.Load(host + "/wrong"); n == nil || *n.(*int) != 1 {
		t.Errorf("the wrong password was tried %v times", n)
	}
	if _, told := tried.Load(strings.Replace(host, "127.0.0.1", "localhost", 1) + "/part.png"); told {
		t.Error("another host was told the password")
	}
}

// What a page is to meet it meets.
func TestEmulate(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<p id=out></p><script>navigator.geolocation.getCurrentPosition(p => { out.textContent = p.coords.latitude + ' ' + p.coords.longitude; }, e => { out.textContent = e.message; })</script>`))
	page := browsertest.Capture(t, browser.Request{
		URL: site.URL, Emulate: []string{"reduced-motion", "contrast=more", "forced-colors", "geolocation=48.5,16.25", "permission=notifications", "network=4g", "cpu=2", "offline"},
		Own: browser.Own{Eval: `({motion: matchMedia('(prefers-reduced-motion: reduce)').matches, contrast: matchMedia('(prefers-contrast: more)').matches, forced: matchMedia('(forced-colors: active)').matches,
			line: navigator.onLine, at: document.getElementById('out').textContent, net: await fetch('/x').then(() => 'there', () => 'gone'), may: (await navigator.permissions.query({name: 'notifications'})).state})`},
	})
	if want := `{"motion":true,"contrast":true,"forced":true,"line":false,"at":"48.5 16.25","net":"gone","may":"granted"}`; string(page.Eval) != want {
		t.Errorf("it meets %s\nnot      %s", page.Eval, want)
	}
}

// Several parts of a page have pictures, with space around them.
func TestParts(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<style>body { margin: 50px } div { width: 40px; height: 30px; background: #123; margin: 20px }</style><div id=a></div><div></div><div id=b style="width: 60px"></div>`))
	for _, test := range []struct {
		picture browser.Picture
		sizes   []string
	}{
		{browser.Picture{Selectors: []string{"#a", "#b"}, Padding: 5}, []string{"50x40", "70x40"}},
		{browser.Picture{Selectors: []string{"div"}, All: true}, []string{"40x30", "40x30", "60x30"}},
		{browser.Picture{Selectors: []string{"div"}}, []string{"40x30"}},
	} {
		page := browsertest.Capture(t, browser.Request{URL: site.URL, Picture: test.picture})
		sizes := []string{}
		for i, data := range append([][]byte{page.Picture}, dataOf(page.Shots)...) {
			b := browsertest.Decode(t, data).Bounds()
			sizes = append(sizes, fmt.Sprintf("%dx%d", b.Dx(), b.Dy()))
			if i > 0 && page.Shots[i-1].Name != fmt.Sprintf("part-%d", i+1) {
				t.Errorf("part %d is called %s", i+1, page.Shots[i-1].Name)
			}
		}
		if fmt.Sprint(sizes) != fmt.Sprint(test.sizes) {
			t.Errorf("%+v: %v, not %v", test.picture, sizes, test.sizes)
		}
	}
}

func dataOf(shots []browser.Shot) (list [][]byte) {
	for _, s := range shots {
		list = append(list, s.Data)
	}
	return list
}

// A page with an identity has the frames of other sites in processes of their own; all else
// is as it is otherwise.
func TestWalls(t *testing.T) {
	t.Parallel()
	b := browsertest.Launch(t, browser.Options{})
	mux := http.NewServeMux()
	site := browsertest.Serve(t, mux)
	mux.Handle("/", browsertest.Page(`<!doctype html><title>Account</title><p>Log out<iframe src="`+site.Other+`/frame"></iframe>`))
	mux.Handle("/frame", browsertest.Page(`<!doctype html><p>From another site<img src="/flat/2x2/ff0000.png">`))
	plain := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL + "/"})
	if browser.Walled(b) {
		t.Error("without an identity there is a browser that isolates sites")
	}
	state := identity.State{Cookies: []identity.Cookie{{Name: "session", Value: "kelp", Domain: "127.0.0.1", Path: "/"}}}
	own := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL + "/", Identity: browser.Identity{State: state, LoggedIn: "text=Log out", Keep: true}})
	if !browser.Walled(b) {
		t.Error("with an identity there is no browser that isolates sites")
	}
	if !bytes.Equal(own.Picture, plain.Picture) || !bytes.Equal(own.DOM, plain.DOM) || own.Coverage.Frames != plain.Coverage.Frames || len(own.State.Cookies) != 1 {
		t.Errorf("it looks otherwise: %+v, %+v, %d cookies", own.Coverage.Frames, plain.Coverage.Frames, len(own.State.Cookies))
	}
}
