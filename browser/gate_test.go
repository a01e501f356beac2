package browser_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A page with nothing but a question, to which a site leads before the one that was meant, is
// answered as notices are; one that wants more than that is the page.
func TestGates(t *testing.T) {
	t.Parallel()
	const story = `<!doctype html><meta charset="utf-8"><title>Story</title><h1>The story</h1><p>It begins at the quay.`
	languages := strings.Repeat(`<option>Norsk</option>`, 80)
	for _, test := range []struct {
		name, gate string
		overlays   browser.Overlays
		want       string
		kind       string
	}{
		{"a form", `<h1>Before you continue</h1><select>` + languages + `</select><p>We use cookies and data to keep the service running.</p>
			<form action="/answer"><input type="hidden" name="back" value="/story"><input type="hidden" name="said" value="none"><button>Reject all</button></form>
			<form action="/answer"><input type="hidden" name="back" value="/story"><input type="hidden" name="said" value="all"><button>Accept all</button></form>
			<a href="/policy">Privacy</a>`, browser.Overlays{}, "said: none", "consent"},
		{"agreed to", `<p>Wir und unsere Partner speichern Cookies auf deinem Gerät.</p><div class="btn-row"><a href="/answer?said=all" class="btn">Alle akzeptieren</a>
			<a href="/answer?said=none" class="btn">Alle ablehnen</a></div>`, browser.Overlays{Consent: browser.Accept}, "said: all", "consent"},
		{"by a script", `<p>Nous utilisons des cookies.</p><button onclick="location.href='/answer?said=none'">Tout refuser</button><button onclick="location.href='/answer?said=all'">Tout accepter</button>`,
			browser.Overlays{}, "said: none", "consent"},
		{"over the page", `<div role="dialog" style="position:fixed;inset:0">We value your privacy and use cookies. <button id="n">Reject all</button><button id="y">Accept all</button></div>
			<script>n.onclick = () => location.assign('/answer?said=none'); y.onclick = () => location.assign('/answer?said=all')</script>`, browser.Overlays{}, "said: none", "consent"},
		{"in boxes", `<div><h1>A family of papers</h1><p>When you read our papers we use cookies, and our partners store what they need on your device.</p>
			<form method="post" action="/answer"><input type="hidden" name="said" value="none"><div><button name="agree">Accept all</button><button name="reject">Reject all</button><a href="/policy">Manage privacy settings</a></div></form></div>`,
			browser.Overlays{}, "said: none", "consent"},
		{"of age", `<h1>Are you over 18?</h1><a href="/answer?said=old">Yes, enter</a> <a href="https://example.invalid/">No, leave</a>`, browser.Overlays{}, "said: old", "age"},
		{"to be kept", `<p>We use cookies.</p><a href="/answer?said=none">Reject all</a> <a href="/answer?said=all">Accept all</a>`, browser.Overlays{Consent: browser.Keep}, "We use cookies", ""},
		{"a login", `<h1>Log in</h1><form action="/answer"><input name="user"><input type="password"><p>We use cookies.</p><button>Reject all</button><button>Accept all</button></form>`, browser.Overlays{}, "Log in", ""},
		{"a story", `<article><h1>What cookies are</h1><p>They are small files.</p><a href="/answer?said=none">Reject all</a> <a href="/answer?said=all">Accept all</a></article>`, browser.Overlays{}, "What cookies are", ""},
		{"a price", `<p>Read with advertising and cookies, or subscribe for 3 a month.</p><a href="/answer?said=all">Accept all</a> <a href="/answer?said=none">Subscribe now</a>`, browser.Overlays{}, "or subscribe for", ""},
		{"a page of a language", `<header><a href="/answer?said=login">Entrar</a></header><h1>Casa de apostas</h1><p>O jogo desta noite começa às nove, e quem chegar antes encontra a porta aberta e a luz acesa.</p>
			<p>As regras estão no mural, junto à escada do cais, e valem para todos.</p><footer>18+ Jogue com responsabilidade.</footer>`, browser.Overlays{}, "Casa de apostas", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			mux := http.NewServeMux()
			mux.HandleFunc("/story", func(w http.ResponseWriter, r *http.Request) {
				said, err := r.Cookie("said")
				if err != nil {
					http.Redirect(w, r, "/gate?back=/story", http.StatusFound)
					return
				}
				fmt.Fprint(w, story, "<p>said: ", said.Value)
			})
			mux.HandleFunc("/gate", func(w http.ResponseWriter, _ *http.Request) {
				fmt.Fprint(w, `<!doctype html><meta charset="utf-8"><title>A moment</title>`, test.gate)
			})
			mux.HandleFunc("/answer", func(w http.ResponseWriter, r *http.Request) {
				http.SetCookie(w, &http.Cookie{Name: "said", Value: r.FormValue("said")})
				http.Redirect(w, r, "/story", http.StatusFound)
			})
			site := browsertest.Serve(t, mux)
			page := browsertest.Capture(t, browser.Request{URL: site.URL + "/story", Overlays: test.overlays})
			wantDOM(t, page, test.want)
			switch {
			case test.kind == "" && len(page.Overlays) > 0:
				t.Errorf("answered: %v", page.Overlays)
			case test.kind != "" && (len(page.Overlays) != 1 || page.Overlays[0].Kind != test.kind || page.Title != "Story"):
				t.Errorf("%q, with %v: want the story, after one question of %s", page.Title, page.Overlays, test.kind)
			}
		})
	}
}

// A short page to which a site leads for its language, with a notice of its own, is no gate: nothing
// is waited for that does not come.
func TestNoGate(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/en/", http.StatusFound) })
	mux.HandleFunc("/en/", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<!doctype html><meta charset="utf-8"><title>Harbour</title><h1>The harbour</h1><p>`, strings.Repeat("The ferry is late and the lamp is lit. ", 20),
			`<div id="ck" style="position:fixed;left:0;right:0;bottom:0;background:#eee"><p>We use cookies.</p><button onclick="ck.remove()">Reject all</button><button onclick="ck.remove()">Accept all</button></div>`)
	})
	page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, mux).URL + "/"})
	if len(page.Overlays) != 1 || strings.Contains(page.Overlays[0].Detail, "the page before it") {
		t.Errorf("cleared %v: want the notice, as one on the page", page.Overlays)
	}
	for _, w := range page.Coverage.Waits {
		if w.For == "the page after an answer" {
			t.Errorf("waited for an answer: %v", page.Coverage.Waits)
		}
	}
}
