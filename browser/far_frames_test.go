package browser_test

import (
	"fmt"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A frame of another site is in the picture wherever it lies, under its own bars and not under
// those of the page's window; what was laid over it is not in the document.
func TestFarFrames(t *testing.T) {
	t.Parallel()
	var other string
	flat := func(c string) handlerFunc { return html(`<body style="margin:0;background:` + c + `">`) }
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": func(w response, r *request) {
			html(fmt.Sprintf(`<!doctype html><title>Far</title><body style="margin:40px 0 0;position:relative">
				<div style="position:fixed;z-index:9;left:0;right:0;top:0;height:500px;background:%s;width:300px"></div>
				<p style="height:1960px;margin:0"></p><iframe src="%[2]s/near" style="display:block;border:0;width:500px;height:300px"></iframe>
				<p style="height:700px;margin:0"></p><iframe loading=lazy src="%[2]s/deep" style="display:block;border:0;width:500px;height:1900px"></iframe>
				<iframe srcdoc="<body style='margin:0'><iframe src='%[2]s/inner' style='border:0;width:500px;height:200px'></iframe>" style="display:block;border:0;width:500px;height:200px"></iframe>`,
				browsertest.Hex(browsertest.Red), other))(w, r)
		},
		"/near": flat(browsertest.Hex(browsertest.Blue)), "/deep": flat(browsertest.Hex(browsertest.Green)), "/inner": flat(browsertest.Hex(browsertest.Blue)),
	}))
	other = site.Other
	for _, format := range []string{"png", "jpeg"} {
		page := browsertest.Capture(t, browser.Request{URL: site.URL, Picture: browser.Picture{Format: format}})
		picture := browsertest.Decode(t, page.Picture)
		browsertest.WantArea(t, picture, browsertest.Red, 300*500)
		browsertest.WantArea(t, picture, browsertest.Blue, 500*500)
		browsertest.WantArea(t, picture, browsertest.Green, 500*1900)
		browsertest.WantColor(t, picture, 250, 2150, browsertest.Blue)
		wantNotDOM(t, page, "<canvas")
	}
}
