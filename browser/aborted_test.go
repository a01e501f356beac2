package browser_test

import (
	"errors"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// Answers that have no page say so, each in its way.
func TestWithoutPage(t *testing.T) {
	t.Parallel()
	leads := func(to string) handlerFunc {
		return func(w response, _ *request) {
			w.Header().Set("Location", to)
			w.WriteHeader(302)
		}
	}
	status := func(code int) handlerFunc { return func(w response, _ *request) { w.WriteHeader(code) } }
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/204": status(204), "/205": status(205), "/304": status(304),
		"/script": leads("javascript:alert(1)"), "/data": leads("data:text/html,hi"), "/file": leads("file:///etc/hosts"), "/mail": leads("mailto:clerk@example.com"),
	}))
	for path, want := range map[string]browser.Kind{
		"/204": browser.KindDownload, "/205": browser.KindDownload, "/304": browser.KindDownload,
		"/script": browser.KindInvalidURL, "/data": browser.KindInvalidURL, "/file": browser.KindInvalidURL, "/mail": browser.KindInvalidURL,
	} {
		_, err := browsertest.Attempt(t, browsertest.Browser(t), browser.Request{URL: site.URL + path})
		if e := new(browser.Error); !errors.As(err, &e) || e.Kind() != want {
			t.Errorf("%s: %v", path, err)
		}
	}
}
