package browser_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What the user's script gives is kept, as JSON has it; what it throws is the page's error,
// and the page is kept all the same.
func TestEval(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Pages(map[string]string{"/": `<title>Tide</title><p id=a>six</p><script>window.later = new Promise(done => setTimeout(() => done({hour: 6}), 100)); JSON.stringify = () => 'mine'</script>`}))
	for script, want := range map[string]string{
		"document.title":                    `"Tide"`,
		"later":                             `{"hour":6}`,
		"const x = await later; x.hour + 1": `7`,
		"[...document.querySelectorAll('p')].map(p => p.textContent)": `["six"]`,
		"undefined":        `null`,
		"0 / 0":            `null`,
		"null":             `null`,
		"'a\\u0000\"</p>'": `"a\u0000\"</p>"`,
		"document.getElementById('a').textContent = 'seven'": `"seven"`,
	} {
		page := browsertest.Capture(t, browser.Request{URL: site.URL, Own: browser.Own{Eval: script}, Settle: browser.Settle{Pace: browser.PaceFast}})
		if string(page.Eval) != want {
			t.Errorf("%s gives %s, not %s", script, page.Eval, want)
		}
		if strings.Contains(script, "seven") && !bytes.Contains(page.DOM, []byte(">seven</p>")) {
			t.Error("what it did is not in the document")
		}
	}
	for script, says := range map[string]string{
		"sail()":                               "eval: ReferenceError: sail is not defined",
		"throw 'a squall'":                     `"a squall"`,
		"Promise.reject(new Error('aground'))": "eval: Error: aground",
		"10n":                                  "eval: JSON has no numbers of that size",
		"a b":                                  "eval: SyntaxError",
		"const o = {}; o.o = o; o":             "eval: ",
	} {
		err, page := browsertest.Refused(t, browser.Request{URL: site.URL, Own: browser.Own{Eval: script}, Timeout: 20_000_000_000})
		if err.Kind() != browser.KindAction || !strings.Contains(err.Error(), says) || page.Picture == nil || page.Eval != nil {
			t.Errorf("%s: %s: %v", script, err.Kind(), err)
		}
	}
}

// The user's scripts run before the page's own, and styles lie over its own, in frames too.
func TestOwnScriptsAndStyles(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Pages(map[string]string{
		"/":      `<style>p { color: red }</style><p id=a>six</p><iframe src=/inner></iframe><script>a.textContent = window.tide</script>`,
		"/inner": `<p id=b>none</p><script>b.textContent = window.tide</script>`,
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL, Own: browser.Own{
		Scripts: []string{"window.tide = 'high'"}, Styles: []string{"p { color: rgb(1, 2, 3) !important }"},
		Eval: "[getComputedStyle(a).color, getComputedStyle(frames[0].document.getElementById('b')).color]",
	}})
	if string(page.Eval) != `["rgb(1, 2, 3)","rgb(1, 2, 3)"]` || bytes.Count(page.DOM, []byte("high")) < 2 {
		t.Errorf("%s in\n%s", page.Eval, page.DOM)
	}
}
