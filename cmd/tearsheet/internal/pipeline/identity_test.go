package pipeline

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/identity"
)

// harbour is a site behind doors of every kind. Its secrets are planted; so are those that a
// visitor brings.
type harbour struct {
	t       *testing.T
	secrets *planted
	csrf    string
	mu      sync.Mutex
	spoken  []string // what command lines of processes held while pages were served
}

// commandLines looks for secrets in the command lines of all processes.
func (h *harbour) commandLines() {
	files, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, file := range files {
		line, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		for place, secret := range h.secrets.all() {
			if bytes.Contains(line, []byte(secret)) {
				h.mu.Lock()
				h.spoken = append(h.spoken, place)
				h.mu.Unlock()
			}
		}
	}
}

func (h *harbour) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page := func(html string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><html lang=en><meta charset=utf-8>"+html)
	}
	cookie, _ := r.Cookie("session")
	known := cookie != nil && cookie.Value == h.secrets.in("session cookie")
	const inside = `<button>Log out</button><p id=who>The tide at your berth is high at noon.</p>`
	switch r.URL.Path {
	case "/login":
		if r.Method == http.MethodPost && r.FormValue("csrf") == h.csrf && r.FormValue("password") == h.secrets.in("password") {
			http.SetCookie(w, &http.Cookie{Name: "session", Value: h.secrets.in("session cookie"), Path: "/", HttpOnly: true})
			page(`<title>Welcome</title><h1>Welcome</h1><script>
				localStorage.setItem('token', JSON.stringify({access: '` + h.secrets.in("token") + `'}));
				const opening = indexedDB.open('berths', 3);
				opening.onupgradeneeded = () => { const s = opening.result.createObjectStore('session', {keyPath: 'id'}); s.createIndex('at', 'at'); opening.result.createObjectStore('loose'); };
				opening.onsuccess = () => { const t = opening.result.transaction(['session', 'loose'], 'readwrite');
					t.objectStore('session').put({id: 1, key: '` + h.secrets.in("database key") + `', at: new Date(0), bytes: new Uint8Array([1, 2, 3])});
					t.objectStore('loose').put([undefined, 10n, {a: NaN}], 'odd');
					t.oncomplete = () => document.body.append('All is kept'); };
			</script>`)
			return
		}
		page(`<title>Log in</title><form method=post><input type=hidden name=csrf value="` + h.csrf + `"><label>Name <input name=user></label><label>Password <input type=password name=password></label><button>Log in</button></form>`)
	case "/cookie":
		h.commandLines()
		if !known {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		page(`<title>Cookie</title>` + inside)
	case "/token":
		page(`<title>Token</title><main>...</main><script>
			const {access} = JSON.parse(localStorage.getItem('token') || '{}');
			fetch('/api', {headers: access ? {Authorization: 'Bearer ' + access} : {}}).then(async r => { document.querySelector('main').innerHTML = r.ok ? await r.text() : '<a href="/login">Log in</a>'; });</script>`)
	case "/api":
		h.commandLines()
		if r.Header.Get("Authorization") != "Bearer "+h.secrets.in("token") {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		page(inside)
	case "/database":
		page(`<title>Database</title><main>...</main><script>
			const opening = indexedDB.open('berths');
			opening.onupgradeneeded = () => opening.transaction.abort();
			opening.onerror = () => { document.querySelector('main').innerHTML = 'nothing'; };
			opening.onsuccess = () => { const t = opening.result.transaction(['session', 'loose']); const one = t.objectStore('session').index('at').get(new Date(0)), odd = t.objectStore('loose').get('odd');
				t.oncomplete = () => fetch('/key', {method: 'POST', body: one.result.key}).then(async r => { document.querySelector('main').innerHTML = r.ok && one.result.bytes[2] === 3 && odd.result[1] === 10n && Number.isNaN(odd.result[2].a) && opening.result.version === 3 ? await r.text() : 'nothing'; }); };</script>`)
	case "/key":
		var sent bytes.Buffer
		if _, err := sent.ReadFrom(r.Body); err != nil || sent.String() != h.secrets.in("database key") {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		page(inside)
	case "/basic", "/basic-part":
		h.commandLines()
		if _, password, _ := r.BasicAuth(); password != h.secrets.in("basic password") {
			w.Header().Set("WWW-Authenticate", `Basic realm="berths"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		page(`<title>Basic</title>` + inside)
	case "/parts":
		page(`<title>Parts</title><main></main><script>fetch('/basic-part').then(async r => { document.querySelector('main').innerHTML = r.ok ? await r.text() : 'nothing'; })</script>`)
	case "/header":
		if r.Header.Get("X-Key") != h.secrets.in("header") {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		page(`<title>Header</title>` + inside)
	default:
		http.NotFound(w, r)
	}
}

// What is behind a login of any kind is captured with what an earlier visit left, and nothing
// that is secret is in what that leaves, told or on a command line.
func TestBehindDoors(t *testing.T) {
	h := &harbour{t: t, secrets: &planted{}, csrf: "form-of-today"}
	for _, place := range []string{"password", "session cookie", "token", "database key", "basic password", "header"} {
		h.secrets.in(place)
	}
	site := browsertest.Serve(t, h)
	door, p := open(t), open(t) // the page that logs in holds secrets of its own
	p.Save = Save{WACZ: true, HTML: true}
	var state identity.State
	door.Keeps = func(kept *identity.State) error { state.Merge(*kept); return nil }
	also := browser.Outputs{Console: true, MHTML: true, PDF: true, Styled: true, Thumbnail: true}
	clean := func(r Result) {
		t.Helper()
		for where, text := range everything(t, p, r) {
			for place, secret := range h.secrets.all() {
				if at := strings.Index(text, secret); at >= 0 {
					t.Errorf("the %s is in %s: ...%q", place, where, text[max(0, at-80):at])
				}
			}
		}
	}

	r := door.Do(t.Context(), browser.Request{
		URL: site.URL + "/login", Outputs: also, Identity: browser.Identity{Keep: true, LoggedIn: "text=All is kept"},
		Actions: []browser.Action{
			{Do: browser.DoFill, Target: `role=textbox[name="Name"]`, Value: "ada"}, {Do: browser.DoFill, Target: "input[type=password]", Value: h.secrets.in("password")},
			{Do: browser.DoShot, Value: "filled"}, {Do: browser.DoClick, Target: `role=button[name="Log in"]`}, {Do: browser.DoWait, Value: "text=All is kept"},
		},
	})
	if r.Error != nil || r.Files["screenshot-filled"] == "" {
		t.Fatalf("the login fails: %+v", r.Error)
	}
	written, err := state.Write()
	if err != nil {
		t.Fatal(err)
	}
	again, err := identity.Read(written)
	if err != nil || len(again.Cookies) != 1 || len(again.Origins) != 1 || again.Origins[0].IndexedDB == nil {
		t.Fatalf("%d cookies, %d origins: %v", len(again.Cookies), len(again.Origins), err)
	}

	host := strings.TrimPrefix(site.URL, "http://")
	logins := []identity.Login{{Host: host, User: "ada", Password: h.secrets.in("basic password")}}
	for _, path := range []string{"/cookie", "/token", "/database", "/basic", "/parts", "/header"} {
		req := browser.Request{URL: site.URL + path, Outputs: also, Identity: browser.Identity{State: again, Logins: logins, LoggedIn: "text=Log out"}}
		if path == "/header" {
			req.Network.Headers = map[string]string{"X-Key": h.secrets.in("header")}
		}
		r := p.Do(t.Context(), req)
		if r.Error != nil || r.Status != 200 {
			t.Errorf("%s: status %d, %+v", path, r.Status, r.Error)
		}
		clean(r)

		// When the session has ended that is what the page fails with, and it is stored.
		r = p.Do(t.Context(), browser.Request{URL: site.URL + path, Identity: browser.Identity{LoggedIn: "text=Log out"}, Settle: browser.Settle{Pace: browser.PaceFast}})
		if r.Error == nil || r.Error.Kind != "auth" || path != "/basic" && (r.Dir == "" || !r.Partial) {
			t.Errorf("%s without a session: %+v in %q", path, r.Error, r.Dir)
		}
	}
	if len(h.spoken) > 0 {
		t.Errorf("on command lines of processes: %v", h.spoken)
	}
}
