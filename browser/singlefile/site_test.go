package singlefile_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

const fixtures = "../../testdata/sites/singlefile"

// holds is what the file of a page must and must not have in it.
var holds = map[string]struct{ with, without []string }{
	"index":  {with: []string{"data:image/webp;base64,", "data:image/gif;base64,", "data:font/woff2;base64,", `rel="icon"`, `href="#blob"`, "tearsheet-use-1-anchor"}, without: []string{"never-used-here", "preload", "There is more to see", "Unused", "greek"}},
	"styles": {with: []string{".inserted{background:#fd8;}", "@layer base{", "@scope (.outer) to (.inner)", "@container pane (width > 200px)"}, without: []string{"unused-in-changed", "type=\"text/less\"", "alternate"}},
	"shadow": {with: []string{`shadowrootmode="closed"`, "tearsheet-state~=undefined"}, without: nil},
	"frames": {with: []string{"allow-same-origin", "srcdoc=", "scroll-initial-target"}, without: []string{"allow-scripts"}},
	"state":  {with: []string{`value="**************"`, `tearsheet-state="focus`}, without: []string{"harbour-secret", "hidden-token", "unused-frames"}},
	"drawn":  {with: []string{"content:var(--tearsheet-"}, without: nil},
}

// The file of a page looks like the page's picture, pixel by pixel, with nothing loaded
// and nothing run. A page in testdata/sites/singlefile is a case.
func TestLooksAlike(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob(fixtures + "/*.html")
	if err != nil || len(pages) < 9 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range pages {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := browsertest.Serve(t, http.FileServer(http.Dir(fixtures)))
			req := browser.Request{URL: site.URL + "/" + name + ".html", Overlays: browser.Overlays{Policy: browser.Keep, Consent: browser.Keep}}
			page, text, report := fileOf(t, req)
			if len(report.Missing) > 0 {
				t.Errorf("the file lacks %v", report.Missing)
			}
			lower := strings.ToLower(text)
			for _, sign := range []string{"<script", "javascript:", "onclick", "blob:http", "http-equiv=\"refresh", "<noscript"} {
				if strings.Contains(lower, sign) {
					t.Errorf("the file has %q in it", sign)
				}
			}
			for _, sign := range holds[name].with {
				if !strings.Contains(text, sign) {
					t.Errorf("the file does not have %q in it", sign)
				}
			}
			for _, sign := range holds[name].without {
				if strings.Contains(text, sign) {
					t.Errorf("the file has %q in it", sign)
				}
			}
			shown := view(t, text, browser.Request{})
			if shown.Title != page.Title {
				t.Errorf("its title is %q, not %q", shown.Title, page.Title)
			}
			wantAlike(t, page.Picture, shown.Picture, 0.0005)
			if t.Failed() {
				keep(t, map[string][]byte{"page.html": []byte(text), "shown.png": shown.Picture})
			}
		})
	}
}

// What the page was told of its reader holds in the file as well, whoever opens it.
func TestReader(t *testing.T) {
	t.Parallel()
	const page = `<!DOCTYPE html><style>:root { color-scheme: light dark } div { height: 200px; background: #d01010 }
		@media (prefers-color-scheme: dark) { .dark { background: #10a020 } } @media print { .print { background: #1030d0 } }
		@media (prefers-reduced-motion: reduce) { .still { background: #ff9000 } }</style><div class="dark"></div><div class="print"></div><div class="still"></div>`
	site := browsertest.Serve(t, browsertest.Page(page))
	for name, req := range map[string]browser.Request{
		"plain":         {},
		"dark":          {View: browser.View{ColorScheme: "dark"}},
		"light":         {View: browser.View{ColorScheme: "light"}},
		"print":         {View: browser.View{Media: "print"}},
		"deterministic": {Deterministic: true},
		"sharp":         {View: browser.View{Scale: 2}},
		"phone":         {View: browser.View{Width: 390, Height: 844, Mobile: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			req.URL = site.URL
			page, text, _ := fileOf(t, req)
			shown := view(t, text, browser.Request{View: browser.View{Width: req.View.Width, Height: req.View.Height, Mobile: req.View.Mobile, Scale: req.View.Scale}})
			wantAlike(t, page.Picture, shown.Picture, 0.0005)
		})
	}
}

// A page that is shown in a window as tall as itself, since what fills a window is all that it
// has, is as tall in the file.
func TestTall(t *testing.T) {
	t.Parallel()
	const ground = `<div style="height:3000px;background:linear-gradient(#d01010,#1030d0)">ground</div>`
	for name, page := range map[string]string{
		"a pane":       `<style>html, body { height: 100%; margin: 0 } .pane { height: calc(100vh - 40px); overflow: auto }</style><header style="height:40px">head</header><div class="pane">` + ground + `</div>`,
		"a fixed pane": `<style>.pane { position: fixed; inset: 0; overflow-y: auto }</style><div class="pane"><header>head</header>` + ground + `</div>`,
		"frames":       `<frameset cols="25%,*"><frame src="/list"><frame src="/story"></frameset>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mux := http.NewServeMux()
			for path, body := range map[string]string{"/{$}": page, "/list": "<h1>List</h1>", "/story": ground} {
				mux.Handle(path, browsertest.Page("<!DOCTYPE html><title>Tall</title>"+body))
			}
			made, text, _ := fileOf(t, browser.Request{URL: browsertest.Serve(t, mux).URL + "/"})
			if made.Coverage.Height < 3000 {
				t.Fatalf("the picture is %d px high", made.Coverage.Height)
			}
			shown := view(t, text, browser.Request{})
			wantAlike(t, made.Picture, shown.Picture, 0.0005)
			if shown.Title != made.Title {
				t.Errorf("title is %q, want %q", shown.Title, made.Title)
			}
		})
	}
}

// A picture that is opened by its address stands in the file where Chrome shows it.
func TestPictureAlone(t *testing.T) {
	t.Parallel()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewNRGBA(image.Rect(0, 0, 90, 60))); err != nil {
		t.Fatal(err)
	}
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		w.Write(picture.Bytes())
	}))
	made, text, _ := fileOf(t, browser.Request{URL: site.URL + "/plate.png"})
	wantAlike(t, made.Picture, view(t, text, browser.Request{}).Picture, 0)
}
