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

// Pages that are hard to load in ways that go together.
func TestHardToLoad(t *testing.T) {
	t.Parallel()
	trickle := func(w response, r *request) {
		for {
			fmt.Fprint(w, "/* */ ")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(500 * time.Millisecond):
			}
		}
	}
	other := browsertest.Serve(t, handler(map[string]handlerFunc{"/": html(""), "/lib.js": browsertest.Silent().ServeHTTP, "/look.css": browsertest.Silent().ServeHTTP}))
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/cookie": func(w response, r *request) {
			w.Header().Set("Content-Type", "text/html")
			if c, err := r.Cookie("seen"); err != nil || c.Value != "1" {
				http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
				w.Header().Set("Refresh", "0")
				fmt.Fprint(w, "<title>Wait</title>One moment.")
				return
			}
			fmt.Fprint(w, "<!doctype html><title>In</title><p>This is it.")
		},
		"/written":   html(`<!doctype html><title>Wait</title><body><script>document.write('<meta http-equiv="refresh" content="2; url=/it">')</script>One moment.`),
		"/two":       html(`<!doctype html><meta http-equiv="refresh" content="30; url=/wrong"><meta http-equiv="refresh" content="3; url='/it'"><title>Wait</title>One moment.`),
		"/nowhere":   html(`<!doctype html><meta http-equiv="refresh" content="1; url=about:blank"><title>In</title><p>This is it.`),
		"/form":      html(`<!doctype html><title>In</title><p>This is it.<form action="about:blank" id="f"></form><script>setTimeout(() => f.submit(), 300)</script>`),
		"/both-dead": html(`<!doctype html><title>In</title><link rel="stylesheet" href="` + other.URL + `/look.css"><script src="` + other.URL + `/lib.js"></script><p id="p"></p><script>p.textContent = 'This is it.'</script>`),
		"/imports":   html(`<!doctype html><title>In</title><link rel="stylesheet" href="/good.css"><p>This is it.`),
		"/good.css":  typed("text/css", "@import url("+other.URL+"/look.css); p { color: blue }"),
		"/writes":    html(`<!doctype html><title>In</title><script>document.write('<script src="` + other.URL + `/lib.js?at=` + `' + Date.now() + '"><\/script>')</script><p>This is it.`),
		"/trickles":  html(`<!doctype html><title>In</title><script src="/trickle.js"></script><p>This is it.`),
		"/trickle.js": func(w response, r *request) {
			w.Header().Set("Content-Type", "text/javascript")
			trickle(w, r)
		},
		"/app":      html(`<!doctype html><title>In</title><script src="` + other.URL + `/lib.js" async></script><div id="app"></div><script>document.addEventListener('DOMContentLoaded', () => { app.innerHTML = '<p>This is it.</p>' })</script>`),
		"/clicks":   html(`<!doctype html><title>In</title><p>This is it.<script>for (let i = 0; i < 60; i++) { const a = document.createElement('a'); a.href = '/it?' + i; a.target = '_blank'; document.body.append(a); a.click() }</script>`),
		"/interval": html(`<!doctype html><title>In</title><p>This is it.<script>setInterval(() => open('/it', 'w' + Math.random()), 30)</script>`),
		"/it":       html("<!doctype html><title>In</title><p>This is it."),
		"/wrong":    html("<!doctype html><title>Wrong</title>"),
	}))
	for _, path := range []string{"/cookie", "/written", "/two", "/nowhere", "/form", "/both-dead", "/imports", "/writes", "/trickles", "/app", "/clicks", "/interval"} {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + path, Timeout: 60 * time.Second})
			if text := "This is it."; !strings.Contains(string(page.DOM), ">"+text) || page.Title != "In" || page.Picture == nil || page.Partial {
				t.Errorf("%q at %s, a picture of %d bytes, partial %v", page.Title, page.FinalURL, len(page.Picture), page.Partial)
			}
			browsertest.InTime(t, begun, 40*time.Second)
		})
	}
}
