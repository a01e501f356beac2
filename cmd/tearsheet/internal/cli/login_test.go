package cli

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/action"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/profile"
)

// tideLogin is a site with a form, a token in it, and a session in a cookie and in storage.
func tideLogin(t *testing.T) *browsertest.Site {
	t.Helper()
	csrf, session := rand.Text(), rand.Text()
	mux := http.NewServeMux()
	page := func(w http.ResponseWriter, html string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><html lang=en><style>body{margin:0;font:24px sans-serif}form{position:fixed;inset:0;display:grid;place-content:center}input{font:inherit;width:400px;height:200px}</style>"+html)
	}
	mux.HandleFunc("/login", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			if r.FormValue("csrf") != csrf || r.FormValue("user") != "a@" || r.FormValue("password") != "low Water at 6!" {
				http.Error(w, "no", http.StatusForbidden)
				return
			}
			http.SetCookie(w, &http.Cookie{Name: "session", Value: session, Path: "/", HttpOnly: true, MaxAge: 3600})
			http.Redirect(w, r, "/account", http.StatusSeeOther)
			return
		}
		// The field for the name is in the middle, where a click on the picture's middle falls.
		page(w, `<title>Log in</title><form method=post><input type=hidden name=csrf value=`+csrf+`><input name=user placeholder=E-mail><input name=password type=password style="position:absolute;left:0;top:0;height:40px"><button style="position:absolute;bottom:0">Log in</button></form>`)
	})
	mux.HandleFunc("/account", func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie("session"); err != nil || c.Value != session {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		page(w, `<title>Account</title><body style="background:#8fd18f"><h1>Your berth</h1><p>Log out</p><script>localStorage.token ||= 'kelp-and-brine'</script>`)
	})
	return browsertest.Serve(t, mux)
}

// Somebody logs in through the page of another machine's browser: with the mouse, keys, a
// paste, and Done. What is kept is enough to be logged in.
func TestLogin(t *testing.T) {
	second := browsertest.Launch(t, browser.Options{})
	site := tideLogin(t)
	profiles := t.TempDir()
	t.Setenv(profile.EnvDir, profiles)
	t.Setenv(envPassphrase, "")
	key := filepath.Join(t.TempDir(), "key.txt")
	if err := os.WriteFile(key, []byte(ageKey(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(envKeyFile, key)

	said, out := io.Pipe()
	drain, stop := context.WithCancel(t.Context())
	defer stop()
	a := &app{Streams: Streams{Out: io.Discard, Err: out, In: strings.NewReader("")}, log: zap.NewNop(), drain: drain}
	ended := make(chan error, 1)
	go func() {
		cmd := newLoginCmd(a)
		cmd.SetArgs([]string{"--in", "page", "--logged-in", "text=Log out", "desk", site.URL + "/login"})
		err := cmd.ExecuteContext(t.Context())
		out.CloseWithError(io.EOF)
		ended <- err
	}()
	lines := bufio.NewScanner(said)
	lines.Scan()
	_, address, ok := strings.Cut(lines.Text(), "Done: ")
	if !ok {
		t.Fatalf("it says %q", lines.Text())
	}
	go func() {
		for lines.Scan() {
			t.Log(lines.Text())
		}
	}()
	act := func(do action.Verb, target, value string) browser.Action {
		return browser.Action{Do: do, Target: target, Value: value, Timeout: time.Minute}
	}
	on := func(text string) browser.Action {
		return act(action.Wait, "", "js=document.querySelector('#address').textContent.includes('"+text+"') && !!document.querySelector('#screen[src]')")
	}
	paste := `{const field = document.querySelector('#keys'); field.value = 'low Water at '; field.dispatchEvent(new InputEvent('input', {data: field.value}))}`
	// What is behind the login is green in the middle.
	green := `js=(() => { const c = new OffscreenCanvas(1, 1).getContext('2d'), i = document.querySelector('#screen'); c.drawImage(i, i.naturalWidth / 2, i.naturalHeight / 2, 1, 1, 0, 0, 1, 1);
		const [red, green] = c.getImageData(0, 0, 1, 1).data; return green > red + 20; })()`
	actions := []browser.Action{on("/login"), act(action.Click, "#screen", "")}
	for _, key := range "a@" {
		actions = append(actions, act(action.Press, "", string(key)))
	}
	actions = append(actions, act(action.Press, "", "Tab"), act(action.Script, "", paste), act(action.Press, "", "6"), act(action.Press, "", "!"),
		act(action.Shot, "", "typed"), act(action.Press, "", "Enter"), on("/account"), act(action.Wait, "", green), act(action.Shot, "", "account"), act(action.Click, "#done", ""), act(action.Wait, "", "text=Saved."))
	page := browsertest.CaptureWith(t, second, browser.Request{URL: address, Settle: browser.Settle{Pace: browser.PaceFast}, Actions: actions})
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	for _, shot := range page.Shots {
		keepPicture(t, shot)
	}

	opened, err := profileKey("desk")
	if err != nil {
		t.Fatal(err)
	}
	p, err := profile.Open(profiles, "desk", opened)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if p.LoggedIn != "text=Log out" || len(p.State.Cookies) != 1 || p.State.Cookies[0].Name != "session" || len(p.State.Origins) == 0 || fmt.Sprint(p.State.Origins[0].LocalStorage) != "[{token kelp-and-brine}]" {
		t.Errorf("the profile has %d cookies, %+v, %q", len(p.State.Cookies), p.State.Origins, p.LoggedIn)
	}
	got := browsertest.CaptureWith(t, second, browser.Request{URL: site.URL + "/account", Identity: browser.Identity{State: p.State, LoggedIn: p.LoggedIn}})
	if got.Title != "Account" {
		t.Errorf("with the profile the page is %q", got.Title)
	}
	// The address counts once.
	refused := browsertest.CaptureWith(t, second, browser.Request{URL: site.URL + "/account"})
	if refused.Title != "Log in" {
		t.Errorf("without it the page is %q", refused.Title)
	}
}

// keepPicture keeps a picture for people with `go test -artifacts`.
func keepPicture(t *testing.T, shot browser.Shot) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(t.ArtifactDir(), shot.Name+"."+shot.Format), shot.Data, 0o644); err != nil {
		t.Error(err)
	}
}

func ageKey(t *testing.T) string {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return id.String() + "\n"
}
