package gallery

import (
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// visit opens a page in Chrome as it is, does something there, and gives what it shows.
func visit(t *testing.T, address string, view browser.View, actions ...browser.Action) *browser.Page {
	t.Helper()
	page := browsertest.Capture(t, browser.Request{
		URL: address, View: view, Actions: actions, Settle: browser.Settle{Pace: browser.PaceFast},
		Overlays: browser.Overlays{Policy: browser.Keep, Consent: browser.Keep}, Outputs: browser.Outputs{Console: true}, Picture: browser.Picture{Viewport: true},
	})
	for _, m := range page.Console {
		if m.Kind == "error" || m.Kind == "exception" {
			t.Errorf("%s: the console has a message of kind %s: %s", address, m.Kind, m.Text)
		}
	}
	return page
}

func press(key string) browser.Action { return browser.Action{Do: browser.DoPress, Value: key} }

func fill(target, value string) browser.Action {
	return browser.Action{Do: browser.DoFill, Target: target, Value: value}
}

func click(target string) browser.Action { return browser.Action{Do: browser.DoClick, Target: target} }

// until waits for an expression to be true in the page.
func until(expression string) browser.Action {
	return browser.Action{Do: browser.DoWait, Value: "js=" + expression}
}

// wantJS fails the capture unless an expression is true in the page.
func wantJS(expression string) browser.Action {
	return browser.Action{Do: browser.DoScript, Value: fmt.Sprintf("if (!(%s)) throw new Error(%q)", expression, "not so: "+expression)}
}

// serve serves a gallery of all sorts of captures and runs, and gives the addresses of its
// pages by name.
func serve(t *testing.T) (site string, pages map[string]string, jobs *fakeJobs) {
	t.Helper()
	w, list := stock(t)
	jobs = &fakeJobs{steps: make(chan Run), list: []Run{
		{ID: "run-1", URL: "https://harrowmere.example/news/bridge", State: Done, Created: noon, Started: noon, Ended: noon.Add(3100e6), Snapshot: list[2].ID},
		{ID: "run-2", URL: "https://nowhere.example/lost", State: Failed, Created: noon, Started: noon, Ended: noon.Add(45e9), Kind: "dns", Message: "the name nowhere.example is not known"},
		{ID: "run-3", URL: "https://slow.example/", State: Running, Created: noon, Started: noon, Step: "loading", Progress: 0.4},
		{ID: "run-4", URL: "https://next.example/", State: Queued, Created: noon},
	}}
	server := httptest.NewServer(open(t, w, jobs))
	t.Cleanup(server.Close)
	return server.URL, map[string]string{
		"home": "/", "search": "/?q=council", "filtered": "/?language=en&tag=bridges", "snapshot": linkTo(list[0].ID), "verified": linkTo(list[2].ID), "arabic": linkTo(list[4].ID), "missing": linkTo(list[3].ID), "login": linkTo(list[6].ID),
		"timeline": linkToPage(list[0].ID), "blame": linkToPage(list[0].ID) + "/blame", "compare": linkToCompare(list[0].ID, list[2].ID), "capture": "/capture", "runs": "/runs", "run-done": "/runs/run-1", "run-failed": "/runs/run-2", "run-running": "/runs/run-3", "problem": "/runs/none",
	}, jobs
}

// axe is the checker of accessibility, as npm has put it there.
func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile(filepath.FromSlash("../../../../../browser/js/node_modules/axe-core/axe.min.js"))
	if err != nil {
		t.Skip("this system has no axe-core: npm --prefix browser/js ci")
	}
	return string(script)
}

func TestAxe(t *testing.T) {
	t.Parallel()
	site, pages, _ := serve(t)
	accessible(t, site, pages)
}

// accessible has axe-core look at pages, wide and light, and narrow and dark.
func accessible(t *testing.T, site string, pages map[string]string) {
	t.Helper()
	script := axe(t)
	run := browser.Action{Do: browser.DoScript, Value: script + `; axe.run(document, {resultTypes: ['violations']}).then(({violations}) => {
		if (violations.length) throw new Error(violations.flatMap(({id, nodes}) => nodes.map(node => id + ' ' + node.target + ' ' + node.failureSummary)).join('; '));
	})`}
	for name, path := range pages {
		if name == "problem" {
			continue // it is as the others
		}
		for _, view := range []browser.View{{Width: 1280, Height: 800, ColorScheme: "light"}, {Width: 390, Height: 844, ColorScheme: "dark"}} {
			t.Run(fmt.Sprint(name, view.Width), func(t *testing.T) {
				visit(t, site+path, view, run, wantJS("document.documentElement.scrollWidth <= innerWidth"))
			})
		}
	}
}

// The pages at three widths, light and dark: `go test -artifacts` keeps the pictures, to be
// looked at. Without it only that nothing is wider than a narrow window.
func TestLooks(t *testing.T) {
	t.Parallel()
	site, pages, _ := serve(t)
	looks(t, site, pages)
}

// keepsPictures tells whether somebody is going to look at the pages.
func keepsPictures() bool { return flag.Lookup("test.artifacts").Value.String() == "true" }

func looks(t *testing.T, site string, pages map[string]string) {
	t.Helper()
	kept := keepsPictures()
	for name, path := range pages {
		if name == "problem" {
			continue
		}
		if !kept {
			visit(t, site+path, browser.View{Width: 360, Height: 700, Mobile: true}, wantJS("document.documentElement.scrollWidth <= innerWidth"))
			continue
		}
		for _, width := range []int{400, 900, 1400} {
			for _, scheme := range []string{"light", "dark"} {
				page := browsertest.Capture(t, browser.Request{URL: site + path, View: browser.View{Width: width, Height: 900, ColorScheme: scheme}, Overlays: browser.Overlays{Policy: browser.Keep, Consent: browser.Keep}})
				file := filepath.Join(t.ArtifactDir(), fmt.Sprintf("%s-%d-%s.png", name, width, scheme))
				if err := os.WriteFile(file, page.Picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func TestSearchAsOneTypes(t *testing.T) {
	t.Parallel()
	site, _, _ := serve(t)
	visit(t, site+"/", browser.View{},
		press("/"), wantJS(`document.activeElement.id === 'q'`),
		fill("#q", "counc"), until(`document.querySelectorAll('.hit').length === 1`), fill("#q", "council"), until(`document.querySelectorAll('.hit').length === 1`), wantJS(`location.search === '?q=council'`), wantJS(`document.querySelector('h1').textContent === 'Found for “council”'`),
		fill("#q", "nobodysaidso"), until(`document.querySelector('.found')?.textContent === 'Nothing was found.'`),
		fill("#q", ""), until(`document.querySelectorAll('.card').length === 7`), press("Escape"),
		press("j"), wantJS(`document.activeElement === document.querySelectorAll('[data-item]')[0]`), press("j"), press("k"), press("j"),
		wantJS(`document.activeElement === document.querySelectorAll('[data-item]')[1]`),
	)
	page := visit(t, site+"/?status=404", browser.View{}, press("j"), press("Enter"), until(`document.title.startsWith('Page not found')`), press("ArrowLeft"), until(`document.title.startsWith('Harrowmere')`))
	if !strings.Contains(page.FinalURL, "/snapshot/harrowmere.example/") {
		t.Error(page.FinalURL)
	}
}

func TestVerifyAndPlaces(t *testing.T) {
	t.Parallel()
	site, pages, _ := serve(t)
	hover := func(target string) browser.Action { return browser.Action{Do: browser.DoHover, Target: target} }
	visit(t, site+pages["snapshot"], browser.View{Width: 1280, Height: 800},
		hover(`.body [data-place="1"]`), until(`document.querySelector('.places rect[data-place="1"]').classList.contains('lit')`),
		hover(`.body [data-place="2"]`), until(`document.querySelectorAll('.lit').length === 2`), until(`document.querySelector('.sheet-view').scrollTop > 200`),
		hover(`.places [data-place="2"]`), until(`document.querySelector('.body [data-place="2"]').classList.contains('lit')`),
		click("#verify button"), until(`document.querySelector('#verified .verdict.good')`),
		wantJS(`[...document.querySelectorAll('.sheet-stack img')].slice(0, 2).every(img => img.naturalWidth === 1280)`),
	)
}

func TestComparing(t *testing.T) {
	t.Parallel()
	site, pages, _ := serve(t)
	visit(t, site+pages["compare"], browser.View{},
		wantJS(`document.querySelector('.stage').dataset.mode === 'slider'`), until(`/pixels differ/.test(document.getElementById('picture-facts').textContent)`),
		press("3"), wantJS(`getComputedStyle(document.querySelector('[data-role=after]')).opacity === '0.5'`),
		press("4"), wantJS(`document.querySelector('[data-role=difference]').getBoundingClientRect().width > 100`),
		press("1"), wantJS(`document.querySelector('.range').hidden`),
	)
}

func TestCapturing(t *testing.T) {
	t.Parallel()
	site, pages, jobs := serve(t)
	page := visit(t, site+"/capture", browser.View{}, fill("#url", "harbour.example/tides"), click(`input[value="pdf"]`), click(`.ask button`), until(`location.pathname.startsWith('/runs/')`))
	if !strings.Contains(page.FinalURL, "/runs/run-5") {
		t.Error(page.FinalURL)
	}
	jobs.mu.Lock()
	if len(jobs.asked) != 1 || jobs.asked[0].URLs[0] != "https://harbour.example/tides" || jobs.asked[0].Save[0] != "pdf" {
		t.Errorf("%+v", jobs.asked)
	}
	run := jobs.list[2]
	snap := jobs.list[0].Snapshot
	jobs.mu.Unlock()
	go func() {
		run.Step, run.Progress = "taking the picture", 0.8
		jobs.steps <- run
		run.State, run.Snapshot = Done, snap
		jobs.steps <- run
	}()
	visit(t, site+pages["run-running"], browser.View{}, until(`document.querySelector('#run .button.primary')?.textContent === 'Look at the capture'`), wantJS(`!document.getElementById('progress')`))
	visit(t, site+"/runs?state=failed", browser.View{}, click(`.run-actions button`), until(`location.pathname === '/runs/run-6'`))
}
