package browser_test

import (
	"bytes"
	"image/jpeg"
	"net/http"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A person logs in through a page that another site opens, as many do: it is shown in the
// place of the first until it closes itself.
func TestWindow(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	site := browsertest.Serve(t, mux)
	mux.Handle("/", browsertest.Page(`<!doctype html><style>button{position:fixed;inset:0;background:#000}</style><button onclick="window.open('`+site.Other+`/provider')">Log in</button>
		<script>addEventListener('message', event => { localStorage.token = event.data; location = '/account'; })</script>`))
	mux.Handle("/provider", browsertest.Page(`<!doctype html><style>input{position:fixed;inset:0;width:100%;height:100%;background:#000}</style><input autofocus>
		<script>localStorage.provider = 'dory'; document.querySelector('input').onkeydown = event => { if (event.key === 'Enter') { opener.postMessage(event.target.value, '*'); close(); } }</script>`))
	mux.Handle("/account", browsertest.Page(`<!doctype html><body style="background:#000"><h1>Account</h1>`))
	w, err := browsertest.Browser(t).OpenWindow(t.Context(), browser.Request{URL: site.URL + "/"})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	number := 0
	reach := func(part string) {
		t.Helper()
		for {
			f, err := w.Next(t.Context(), number)
			if err != nil {
				t.Fatal(err)
			}
			number = f.Number
			picture, err := jpeg.Decode(bytes.NewReader(f.JPEG))
			if err != nil {
				t.Fatal(err)
			}
			// It is there when it is seen: all pages are black.
			size := picture.Bounds().Size()
			if r, _, _, _ := picture.At(size.X/2, size.Y/4).RGBA(); strings.HasSuffix(f.Address, part) && r < 0x4000 {
				return
			}
		}
	}
	do := func(list ...browser.Input) {
		t.Helper()
		for _, in := range list {
			if err := w.Do(t.Context(), in); err != nil {
				t.Fatal(err)
			}
		}
	}
	click := func(t string) browser.Input {
		return browser.Input{Do: "mouse", Type: t, X: 0.5, Y: 0.5, Button: "left", Clicks: 1}
	}
	reach(site.URL + "/")
	do(click("down"), click("up"))
	reach("/provider")
	do(click("down"), click("up"), browser.Input{Do: "text", Text: "kel"}, browser.Input{Do: "key", Type: "down", Key: "p"}, browser.Input{Do: "key", Type: "up", Key: "p"})
	do(browser.Input{Do: "key", Type: "down", Key: "Enter"})
	reach("/account")
	state, notes, err := w.Keep()
	if err != nil || len(notes) > 0 {
		t.Fatalf("%v, %v", err, notes)
	}
	got := map[string]string{}
	for _, o := range state.Origins {
		for _, item := range o.LocalStorage {
			got[strings.NewReplacer(site.URL, "own", site.Other, "other").Replace(o.Origin)+" "+item.Name] = item.Value
		}
	}
	if len(got) != 2 || got["own token"] != "kelp" || got["other provider"] != "dory" {
		t.Errorf("it keeps %v", got)
	}
	if err := w.Do(t.Context(), browser.Input{Do: "go", Type: "file:///etc/passwd"}); err == nil {
		t.Error("it opens files")
	}
}
