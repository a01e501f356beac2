package browser_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A page without its script or its style sheet says so where that is seen.
func TestUnloaded(t *testing.T) {
	t.Parallel()
	answer := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
	}
	for name, c := range map[string]struct {
		markup string
		lacks  string // empty: nothing
	}{
		"the script that writes the page":  {`<div id="root"></div><script src="/busy"></script>`, "/busy: the server answered 503"},
		"one that is nowhere":              {`<div id="root"></div><script type="module" src="/gone"></script>`, "/gone: the server answered 404"},
		"one whose server hangs up":        {`<div id="root"></div><script src="/shut"></script>`, "/shut: net::ERR_"},
		"one that shows the text":          {`<style>body{opacity:0}</style>` + prose(3) + `<script src="/busy" onload="document.body.style.opacity=1"></script>`, "/busy: the server answered 503"},
		"what a script asks for":           {`<div id="root"></div><script>fetch('/busy').then(answer => { if (answer.ok) root.textContent = 'The tide table' })</script>`, "/busy: the server answered 503"},
		"what nobody misses":               {prose(3) + `<script>fetch('/busy'); new Image().src = '/fine'</script>`, ""},
		"a script that nobody misses":      {prose(3) + `<script src="/busy"></script><script src="/shut"></script>`, ""},
		"a style sheet":                    {`<link rel="stylesheet" href="/busy">` + prose(3), "/busy: the server answered 503"},
		"a style sheet that is nowhere":    {`<link rel="stylesheet" href="/gone">` + prose(3), ""},
		"an imported style sheet":          {`<style>@import "/busy"</style>` + prose(3), "/busy: the server answered 503"},
		"a style sheet that is tried anew": {prose(3) + `<script>const sheet = () => { const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = '/second'; document.head.append(link); return link }; sheet().onerror = () => sheet()</script>`, ""},
		"a white page that wants none":     {`<div id="root"></div><script src="/fine"></script>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mux := http.NewServeMux()
			mux.Handle("/", browsertest.Page("<!doctype html><meta charset=utf-8><title>Unloaded</title>"+c.markup))
			mux.Handle("/busy", answer(http.StatusServiceUnavailable))
			mux.Handle("/gone", answer(http.StatusNotFound))
			mux.Handle("/fine", answer(http.StatusNoContent))
			mux.HandleFunc("/shut", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
			asked := make(chan struct{}, 1)
			mux.HandleFunc("/second", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/css")
				select {
				case asked <- struct{}{}:
					w.WriteHeader(http.StatusServiceUnavailable)
				default:
				}
			})
			page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, mux).URL})
			told := strings.Join(page.Coverage.Unloaded, "; ")
			if passes := c.lacks != "" && !strings.Contains(c.lacks, "404"); page.Faltered != passes {
				t.Errorf("it may pass: %v", page.Faltered)
			}
			if c.lacks == "" && told != "" || !strings.Contains(told, c.lacks) || (c.lacks == "") != (page.Coverage.Complete == 1) {
				t.Errorf("told %q; complete %v, %v", told, page.Coverage.Complete, page.Truncated)
			}
		})
	}
}
