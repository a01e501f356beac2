package browser_test

import (
	"fmt"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What a frame of another site shows by its timers only is in the picture, also where it lies
// below the window; what ticks for ever is not waited for.
func TestApart(t *testing.T) {
	t.Parallel()
	var other string
	shows := func(c string) string {
		return `document.body.style.background = '` + c + `'`
	}
	blue, green := browsertest.Hex(browsertest.Blue), browsertest.Hex(browsertest.Green)
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": func(w response, r *request) {
			all := ""
			for _, name := range []string{"timers", "fetch", "clock"} {
				all += fmt.Sprintf(`<iframe src="%s/%s" style="display:block;border:0;width:500px;height:100px"></iframe>`, other, name)
			}
			html(`<!doctype html><title>Apart</title><body style="margin:0"><p style="height:1500px;margin:0"></p>`+all)(w, r)
		},
		"/timers": html(`<body><script>setTimeout(() => setTimeout(() => { ` + shows(blue) + ` }, 900), 1200)</script>`),
		"/fetch":  html(`<body><script>setTimeout(() => fetch('/answer').then(() => { ` + shows(blue) + ` }), 2000)</script>`),
		"/answer": html("yes"),
		"/clock":  html(`<body><script>let n = 0; setInterval(() => { ` + shows(green) + `; document.title = n++ }, 1000)</script>`),
	}))
	other = site.Other
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	picture := browsertest.Decode(t, page.Picture)
	browsertest.WantColor(t, picture, 250, 1550, browsertest.Blue)
	browsertest.WantColor(t, picture, 250, 1650, browsertest.Blue)
	browsertest.WantArea(t, picture, browsertest.Green, 500*100)
}
