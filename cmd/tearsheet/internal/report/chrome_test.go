package report

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/exchange"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// press presses a key.
func press(key string) browser.Action { return browser.Action{Do: browser.DoPress, Value: key} }

// wantJS fails the capture unless an expression is true in the report.
func wantJS(expression string) browser.Action {
	return browser.Action{Do: browser.DoScript, Value: fmt.Sprintf("if (!(%s)) throw new Error(%q)", expression, "not so: "+expression)}
}

// current is the name of the page that is shown.
const current = `document.querySelector('.case.current h2').textContent`

// mode is how its pictures are shown.
const shownMode = `document.querySelector('.case.current .sheet').dataset.mode`

// operate opens a report in Chrome, operates it, and reports an error where it asks for
// anything or complains.
func operate(t *testing.T, r Report, view browser.View, actions ...browser.Action) *browser.Page {
	t.Helper()
	var sent requests
	site := browsertest.Serve(t, browsertest.Page(strings.Replace(written(t, r), "<head>", "<head>"+watch, 1)))
	page := browsertest.Capture(t, browser.Request{
		URL: site.URL, View: view, Actions: actions, Deterministic: true, Record: &sent,
		Overlays: browser.Overlays{Policy: browser.Keep, Consent: browser.Keep}, Outputs: browser.Outputs{Console: true}, Picture: browser.Picture{Viewport: true},
	})
	for _, m := range page.Console {
		t.Errorf("the console has a message of kind %s: %s", m.Kind, m.Text)
	}
	if len(sent.urls) != 1 {
		t.Errorf("these requests were made: %q", sent.urls)
	}
	if strings.Contains(page.Title, "owned") {
		t.Error("a page's text ran as a script")
	}
	return page
}

// requests notes what a page asks for.
type requests struct {
	mu   sync.Mutex
	urls []string
}

// Record takes note of one exchange.
func (r *requests) Record(e exchange.Exchange) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.urls = append(r.urls, e.Request.URL)
	if e.Response.Body == nil {
		return nil
	}
	_, err := io.Copy(io.Discard, e.Response.Body)
	return err
}

// Rollback forgets them: the page is loaded anew.
func (r *requests) Rollback() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.urls = nil
	return nil
}

// watch makes the console tell what the report's policy forbade. It stands before the
// policy, so that it may run.
const watch = `<script>addEventListener('securitypolicyviolation', e => console.error('forbidden:', e.violatedDirective, e.blockedURI))</script>`

func TestKeys(t *testing.T) {
	t.Parallel()
	operate(t, sample(t, 12, 5), browser.View{},
		wantJS(current+` === 'Front page 1'`),
		wantJS(`document.querySelectorAll('nav li:not([hidden])').length === 5`), // what needs a look
		press("j"), press("ArrowDown"), wantJS(current+` === 'Ferry story 3'`), wantJS(`location.hash === '#case-3'`),
		wantJS(`document.querySelectorAll('nav a[aria-current]').length === 1`),
		press("k"), wantJS(current+` === 'Timetable 2'`),
		wantJS(shownMode+` === 'diff'`),
		press("1"), wantJS(shownMode+` === 'side'`),
		press("3"), wantJS(shownMode+` === 'slider'`),
		press("4"), wantJS(shownMode+` === 'onion'`),
		press("5"), wantJS(shownMode+` === 'blink'`),
		press("ArrowRight"), wantJS(shownMode+` === 'side'`), press("ArrowLeft"), press("ArrowLeft"), wantJS(shownMode+` === 'onion'`),
		wantJS(`document.querySelectorAll('.case.current [aria-pressed="true"]').length === 1`),
		press("j"), wantJS(shownMode+` === 'onion'`), // the mode stays
		press("+"), press("+"), wantJS(`document.querySelector('.case.current .zoom output').textContent === '100 %'`),
		wantJS(`document.querySelector('.case.current figure[data-role=got] img').getBoundingClientRect().width === 640`),
		press("0"), wantJS(`document.querySelector('.case.current .zoom output').textContent === 'Fit'`),
		press("?"), wantJS(`document.getElementById('help').open`), press("j"), wantJS(current+` === 'Ferry story 3'`),
		press("Escape"), wantJS(`!document.getElementById('help').open`),
		press("t"), press("t"), wantJS(`document.documentElement.dataset.theme === 'dark'`),
		wantJS(`getComputedStyle(document.body).backgroundColor === 'rgb(22, 24, 27)'`),
		press("t"), wantJS(`document.documentElement.dataset.theme === undefined`),
		press("f"), press("f"), wantJS(`document.querySelector('[data-filter=passed]').getAttribute('aria-pressed') === 'true'`),
		wantJS(`document.querySelectorAll('nav li:not([hidden])').length === 7`), wantJS(current+` === 'Front page 6'`),
	)
}

func TestSearch(t *testing.T) {
	t.Parallel()
	operate(t, sample(t, 12, 5), browser.View{},
		press("/"), wantJS(`document.activeElement.id === 'search'`),
		press("j"), wantJS(`document.getElementById('search').value === 'j' && document.getElementById('nothing').hidden === false`),
		wantJS(`document.querySelector('.case.current') === null`),
		press("Escape"), wantJS(`document.activeElement.id !== 'search'`), wantJS(current+` === 'Front page 1'`),
		browser.Action{Do: browser.DoFill, Target: "#search", Value: "TIMETABLE 2"}, wantJS(current+` === 'Timetable 2'`),
		wantJS(`document.getElementById('shown').textContent === '1 of 12 pages'`),
		browser.Action{Do: browser.DoFill, Target: "#search", Value: "no such page"},
		browser.Action{Do: browser.DoClick, Target: "#clear"}, wantJS(`document.querySelectorAll('nav li:not([hidden])').length === 12`),
	)
}

func TestPictures(t *testing.T) {
	t.Parallel()
	got := `document.querySelector('.case.current figure[data-role=got]').style`
	operate(t, sample(t, 30, 30), browser.View{},
		wantJS(`[...document.querySelectorAll('.case.current img')].every(img => img.src.startsWith('blob:'))`),
		browser.Action{Do: browser.DoWait, Value: `js=[...document.querySelectorAll('.case.current img')].every(img => img.complete && img.naturalWidth === 640)`},
		press("3"), wantJS(got+`.clipPath === 'inset(0px 0px 0px 50%)'`),
		browser.Action{Do: browser.DoScript, Value: `const r = document.querySelector('.case.current .range input'); r.focus(); r.value = 20; r.dispatchEvent(new Event('input', {bubbles: true}))`},
		wantJS(got+`.clipPath === 'inset(0px 0px 0px 20%)'`),
		press("ArrowRight"), wantJS(got+`.clipPath === 'inset(0px 0px 0px 21%)'`), wantJS(shownMode+` === 'slider'`),
		browser.Action{Do: browser.DoScript, Value: `document.activeElement.blur()`},
		// The line is where the picture is cut, also where it is larger than its frame.
		press("+"), press("+"), press("+"), wantJS(`['.sheet', '.sheet figure', '.sheet img'].every(part => document.querySelector('.case.current ' + part).getBoundingClientRect().width === 1280)`), press("0"),
		press("4"), wantJS(got+`.opacity === '0.5' && `+got+`.clipPath === ''`),
		press("5"), press("Space"), wantJS(got+`.visibility === 'hidden'`), press("Space"), wantJS(got+`.visibility === ''`),
		// No more pictures are kept than are needed.
		browser.Action{Do: browser.DoScript, Value: `for (let i = 0; i < 25; i++) document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))`},
		wantJS(current+` === 'Front page 26'`), wantJS(`document.querySelectorAll('img[src]').length === 3`),
	)
}

// The report is still usable where a case has no pictures, or broken ones, or where there
// are no cases.
func TestOddReports(t *testing.T) {
	t.Parallel()
	r := every(t)
	walk := []browser.Action{press("f")}
	for range r.Cases {
		walk = append(walk, press("j"), press("3"), press("5"), press("1"), press("+"), press("0"))
	}
	operate(t, r, browser.View{Width: 390, Height: 844, Mobile: true}, append(walk, wantJS(`document.documentElement.scrollWidth <= innerWidth`))...)
	operate(t, Report{Title: "Nothing"}, browser.View{}, press("j"), press("3"), press("+"), press("f"), wantJS(`document.querySelector('.verdict').textContent === 'There are no pages.'`))
}

// An address leads to its case, whatever the filter.
func TestAddressOfACase(t *testing.T) {
	t.Parallel()
	operate(t, sample(t, 12, 5), browser.View{},
		browser.Action{Do: browser.DoScript, Value: `location.hash = '#case-9'`},
		browser.Action{Do: browser.DoWait, Value: `js=` + current + ` === 'Prices 9'`},
		wantJS(`document.querySelectorAll('nav li:not([hidden])').length === 12`),
	)
}

// Reports of no, some and very many changes, light and dark: `go test -artifacts` keeps
// the pictures, to be looked at.
func TestLooks(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, scheme string
		r            Report
	}{
		{"0", "light", sample(t, 24, 0)},
		{"5", "dark", sample(t, 24, 5)},
		{"200", "light", sample(t, 200, 200)},
		{"every", "dark", every(t)},
	} {
		page := operate(t, test.r, browser.View{ColorScheme: test.scheme},
			browser.Action{Do: browser.DoWait, Value: `js=[...document.querySelectorAll('.case.current img')].every(img => img.complete)`})
		if err := os.WriteFile(filepath.Join(t.ArtifactDir(), test.name+"-"+test.scheme+".png"), page.Picture, 0o644); err != nil {
			t.Fatal(err)
		}
		img := browsertest.Decode(t, page.Picture)
		corner := browsertest.ColorAt(img, img.Rect.Max.X-6, img.Rect.Max.Y-6)
		if dark := corner.R < 128; dark != (test.scheme == "dark") {
			t.Errorf("%s in %s has the background %v", test.name, test.scheme, corner)
		}
	}
}
