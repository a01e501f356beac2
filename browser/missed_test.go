package browser_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What is to be seen on the page and did not come is told of, whatever shows it.
func TestMissed(t *testing.T) {
	t.Parallel()
	const (
		ground = "/gone: the server answered 404"
		busy   = "the page still says that it loads"
	)
	for name, c := range map[string]struct {
		markup string
		told   string // empty: nothing is missed
	}{
		"a ground":               {`<div style="height:200px;background:url(/gone)"></div>`, ground},
		"a ground by its class":  {`<style>.g{height:200px;background:#fff url(/gone) center/cover}</style><div class="g"></div>`, ground},
		"one of a set":           {`<div style="height:200px;background-image:image-set(url(/gone) 1x)"></div>`, ground},
		"a border":               {`<div style="border:40px solid transparent;border-image:url(/gone) 30;height:90px"></div>`, ground},
		"a mask":                 {`<div style="height:200px;background:#06c;mask:url(/gone)"></div>`, ground},
		"before an element":      {`<style>p.q::before{content:url(/gone);display:block;width:200px;height:90px}</style><p class="q"></p>`, ground},
		"a poster":               {`<video width="400" height="200" poster="/gone"></video>`, ground},
		"in a drawing":           {`<svg width="400" height="200"><image href="/gone" width="400" height="200"/></svg>`, ground},
		"a frame":                {`<iframe width="400" height="200" src="/gone"></iframe>`, ground},
		"a frame that may not":   {`<iframe width="400" height="200" src="/denied"></iframe>`, "/denied: net::ERR_BLOCKED_BY_RESPONSE"},
		"a frame that leads on":  {`<iframe width="400" height="200" src="/on"></iframe>`, "/on: the server answered 404"},
		"an embedded file":       {`<embed width="400" height="200" src="/gone" type="image/svg+xml">`, ground},
		"in a shadow root":       {`<div><template shadowrootmode="open"><div style="height:200px;background:url(/gone)"></div></template></div>`, ground},
		"far below":              {`<div style="height:3000px"></div><div style="height:200px;background:url(/gone)"></div>`, ground},
		"an object's stand-in":   {`<object width="400" height="200" data="/gone" type="image/png"><p>The chart is at the office.</p></object>`, ""},
		"what nobody sees":       {`<div style="height:200px;background:url(/gone);visibility:hidden"></div>`, ""},
		"a frame of no size":     {`<iframe width="0" height="0" style="border:0" src="/gone"></iframe>`, ""},
		"a beacon":               {`<img width="1" height="1" src="/gone">`, ""},
		"a ground of no use now": {`<style>.g{height:200px;background:url(/gone)}</style><div class="g" id="g"></div><script>addEventListener('load', () => g.style.background = '#06c')</script>`, ""},

		"bars that stay":              {`<div class="skeleton" style="height:200px;background:#eee"></div>`, busy},
		"a ring that turns":           {`<style>@keyframes r{to{rotate:1turn}}</style><div class="spinner" style="width:60px;height:60px;border:5px solid #888;border-radius:50%;animation:r 1s linear infinite"></div>`, busy},
		"a part that is busy":         {`<div aria-busy="true" style="height:120px;background:#eef"></div>`, busy},
		"bars under what came":        {`<div style="position:relative"><div class="skeleton" style="position:absolute;inset:0;background:#eee"></div><div style="position:relative;height:200px;background:#06c"></div></div>`, ""},
		"a button that may wait":      {`<button class="btn-loading" style="width:90px;height:40px">Send</button>`, ""},
		"a word of its name":          {`<div class="loading-dock"><p>The loading dock is behind the ice house.</p></div>`, ""},
		"a ring that nobody sees":     {`<div class="spinner" style="width:60px;height:60px;background:#888;opacity:0"></div>`, ""},
		"bars that do not say a word": {`<div class="skeleton" style="height:200px"></div>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mux := http.NewServeMux()
			mux.Handle("/", browsertest.Page("<!doctype html><meta charset=utf-8><title>Missed</title><h1>Log</h1>"+prose(2)+c.markup))
			mux.HandleFunc("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) })
			mux.Handle("/on", http.RedirectHandler("/gone", http.StatusFound))
			mux.HandleFunc("/denied", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Frame-Options", "DENY") })
			page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, mux).URL})
			told := strings.Join(page.Truncated, "; ")
			if c.told == "" && told != "" || !strings.Contains(told, c.told) || (c.told == "") != (page.Coverage.Complete == 1) {
				t.Errorf("told %q; complete %v, seen %v", told, page.Coverage.Complete, page.Coverage.Seen)
			}
		})
	}
}
