package browser_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// doing serves testdata/sites/doing, and what its pages ask a server for.
func doing(t *testing.T) *browsertest.Site {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir("../testdata/sites/doing")))
	mux.HandleFunc("/taken", func(w http.ResponseWriter, r *http.Request) {
		n, _ := io.Copy(io.Discard, r.Body)
		fmt.Fprintf(w, "%d bytes", n)
	})
	mux.HandleFunc("/tides.csv", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		w.Header().Set("Content-Disposition", `attachment; filename="tides.csv"`)
		fmt.Fprint(w, "port,hour\nAldersund,4\n")
	})
	twoSteps(mux)
	return browsertest.Serve(t, mux)
}

// twoSteps is a login that asks for the name first and for the password on the next page.
func twoSteps(mux *http.ServeMux) {
	token, session := rand.Text(), rand.Text()
	page := func(w http.ResponseWriter, html string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><html lang=en>"+html)
	}
	mux.HandleFunc("/login", func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodPost && r.FormValue("csrf") != token:
			http.Error(w, "this form is not ours", http.StatusForbidden)
		case r.Method == http.MethodPost && r.FormValue("password") == "brine":
			http.SetCookie(w, &http.Cookie{Name: "session", Value: session, Path: "/", HttpOnly: true})
			http.Redirect(w, r, "/account", http.StatusSeeOther)
		case r.Method == http.MethodPost:
			page(w, `<title>Password</title><form method=post><input type=hidden name=csrf value=`+token+`><label>Password <input type=password name=password></label><button>Sign in</button></form>`)
		default:
			page(w, `<title>Name</title><form method=post><input type=hidden name=csrf value=`+token+`><label>E-mail <input name=user></label><button>Next</button></form>`)
		}
	})
	mux.HandleFunc("/account", func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie("session"); err != nil || c.Value != session {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		page(w, `<title>Account</title><h1>Your berth</h1><button>Log out</button>`)
	})
}

// What people do on pages, each done as they do it.
func TestDoing(t *testing.T) {
	t.Parallel()
	site := doing(t)
	file := filepath.Join(t.TempDir(), "manifest.txt")
	if err := os.WriteFile(file, []byte("nets and rope\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	click := func(target string) browser.Action { return browser.Action{Do: browser.DoClick, Target: target} }
	fill := func(target, text string) browser.Action {
		return browser.Action{Do: browser.DoFill, Target: target, Value: text}
	}
	press := func(keys ...string) (list []browser.Action) {
		for _, key := range keys {
			list = append(list, browser.Action{Do: browser.DoPress, Value: key})
		}
		return list
	}
	for _, test := range []struct {
		name, path string
		actions    []browser.Action
		shows      []string // in the document at the end
		sent       string   // in a file that the page sent
	}{
		{"a checkout", "/checkout.html", []browser.Action{
			click(`role=button[name="Add Hemp rope"]`), click(`role=button[name="Add Storm lamp"]`), click(`role=button[name="Add Hemp rope"]`), click("text=To the checkout"),
			fill(`role=textbox[name="Name"]`, "Ada"), fill(`role=combobox[name="Harbour"]`, "Brackwater"), click("text=By boat"), click(`role=checkbox[name="It is a gift"]`), click("text=Review"),
		}, []string{"Thank you, Ada", "2 rope, 1 lamp, to Brackwater by boat, wrapped"}, ""},
		{"a calendar", "/date.html", []browser.Action{click("#day"), click(`role=button[name="Next month"]`), {Do: browser.DoWait, Value: "text=2026-12"}, click(`role=button[name="14"]`)}, []string{"You sail on 2026-12-14"}, ""},
		{"dragging", "/drag.html", []browser.Action{{Do: browser.DoDrag, Target: "#crate", Value: "#hold"}, {Do: browser.DoDrag, Target: `role=slider[name="Ballast"]`, Value: "#mark"}}, []string{"<p>stowed</p>", "ballast 300"}, ""},
		{"files", "/upload.html", []browser.Action{{Do: browser.DoUpload, Target: "text=Choose the manifest", Value: file}, {Do: browser.DoUpload, Target: `role=button[name="Add a picture"]`, Value: file}}, []string{"manifest.txt: 14 bytes", "picture manifest.txt"}, ""},
		{"an endless list", "/endless.html", []browser.Action{{Do: browser.DoScroll, Value: `role=button[name="Entry 157"]`}, click(`role=button[name="Entry 157"]`)}, []string{"read 157"}, ""},
		{"editors in frames", "/editor.html", []browser.Action{fill(`role=textbox[name="Letter"]`, "Dear harbour master"), fill(`role=textbox[name="Seal"]`, "wax"), click(`role=button[name="Press the seal"]`)}, []string{"letter: Dear harbour master", "sealed with wax"}, ""},
		{"a menu of components", "/shadow.html", []browser.Action{click("text=Crew"), click(`role=menuitem[name="Cook"]`)}, []string{"called the Cook"}, ""},
		{"a login in two steps", "/account", []browser.Action{fill(`role=textbox[name="E-mail"]`, "ada@harbour.example"), click("text=Next"), fill("input[type=password]", "brine"), click(`role=button[name="Sign in"]`), {Do: browser.DoWait, Value: "text=Your berth"}}, []string{"<h1>Your berth</h1>"}, ""},
		{"a menu under the pointer", "/hover.html", []browser.Action{{Do: browser.DoHover, Target: "text=Charts"}, click("text=Northern waters")}, []string{">northern waters</p>"}, ""},
		{"keys alone", "/keys.html", append([]browser.Action{{Do: browser.DoPress, Target: "#q", Value: "r"}}, press("ArrowDown", "ArrowDown", "Enter", "Tab", "Space", "Tab", "Enter")...), []string{"sent Charlie loudly"}, ""},
		{"dialogs", "/dialog.html", []browser.Action{
			{Do: browser.DoDialog, Target: "dismiss"}, click("#del"), {Do: browser.DoDialog, Target: "accept", Value: "Petrel"}, click("#name"), click("#del"),
			click("text=Terms"), fill(`role=textbox[name="Initials"]`, "AL"), click("text=I agree"),
		}, []string{"left in; ", "named Petrel; ", "torn out; ", "ok by AL; "}, ""},
		{"a download", "/download.html", []browser.Action{click("text=Tide table as CSV"), click("text=Make a table")}, []string{">made</p>"}, "port,hour\nAldersund,4\nport,hour\nBrackwater,6\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + test.path, Actions: test.actions})
			for _, shows := range test.shows {
				if !bytes.Contains(page.DOM, []byte(shows)) {
					t.Errorf("the document has no %q:\n%s", shows, page.DOM)
				}
			}
			var sent strings.Builder
			for _, f := range page.Downloads {
				sent.Write(f.Data)
			}
			if !strings.Contains(sent.String(), test.sent) {
				t.Errorf("the page sent %q", sent.String())
			}
			if bytes.Contains(page.DOM, []byte("brine")) {
				t.Error("a password is in the document")
			}
		})
	}
}

// Pictures of moments on the way have names; of what fails the moment is kept.
func TestShots(t *testing.T) {
	t.Parallel()
	site := doing(t)
	page := browsertest.Capture(t, browser.Request{URL: site.URL + "/hover.html", Actions: []browser.Action{
		{Do: browser.DoShot, Value: "before"}, {Do: browser.DoHover, Target: "#charts"}, {Do: browser.DoShot, Value: "open"},
	}})
	if len(page.Shots) != 2 || page.Shots[0].Name != "before" || page.Shots[1].Name != "open" || page.Shots[0].Format != "png" || bytes.Equal(page.Shots[0].Data, page.Shots[1].Data) {
		t.Errorf("there are %d pictures", len(page.Shots))
	}
	err, failed := browsertest.Refused(t, browser.Request{URL: site.URL + "/dialog.html", Actions: []browser.Action{
		{Do: browser.DoShot, Value: "first"}, {Do: browser.DoClick, Target: "#no-such", Timeout: 300_000_000},
	}})
	if err.Error() != `actions[1]: click: no element matches "#no-such" within 300ms` || len(failed.Shots) != 1 || failed.Picture == nil {
		t.Errorf("%v, %d pictures on the way", err, len(failed.Shots))
	}
}
