package overlay_test

import (
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What the address itself has opened is the page; what lies over a place that the address
// leads to is a notice like any other.
func TestOpenedByAddress(t *testing.T) {
	t.Parallel()
	const start = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Boats</title><h1>Boats</h1><p id="list">Two boats and a raft, seen from the pier on a grey day.</p>
		<style>.box{position:fixed;inset:0;background:#123;display:none;z-index:50}.box:target,.box.on{display:block}.box div{position:absolute;left:200px;top:100px;width:700px;height:500px;background:#8000a0}</style>`
	const picture = `<img alt="A boat" style="width:700px;height:500px" src="/flat/700x500/8000a0.png">`
	pages := map[string]string{
		"/target": start + `<div class="box" id="boat-2"><a href="#">×</a><div><img alt="" width="700" height="500"></div></div>`,
		"/state":  start + `<div class="box"><button onclick="this.parentNode.remove()" aria-label="Close">×</button><div>` + picture + `</div></div><script>if (location.hash) document.querySelector('.box').classList.add('on')</script>`,
		"/dialog": start + `<dialog style="width:700px;height:500px;background:#8000a0"><button>Close</button><img alt="" width="600" height="400"></dialog><script>if (location.hash === '#/photo/7') document.querySelector('dialog').showModal()</script>`,
		"/ad":     start + `<div class="box on"><button onclick="this.parentNode.remove()" aria-label="Close">×</button><div>` + picture + `</div></div>`,
		"/letter": start + `<div class="box on"><div><p>Our newsletter comes on Fridays.</p><input type="email"><button onclick="document.querySelector('.box').remove()">No thanks</button>` + picture + `</div></div>`,
	}
	site := browsertest.Serve(t, browsertest.Pages(pages))
	for address, stays := range map[string]bool{
		"/target#boat-2": true, "/state#&gid=1&pid=2": true, "/state#lg=1&slide=0": true, "/dialog#/photo/7": true,
		"/ad#list": false, "/letter#gallery-1": false, "/ad": false,
	} {
		t.Run(address[1:], func(t *testing.T) {
			t.Parallel()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + address, Settle: browser.Settle{Pace: browser.PaceFast}})
			if n := browsertest.Area(browsertest.Decode(t, page.Picture), browsertest.Purple); stays != (n > 20000) {
				t.Errorf("%d pixels of it are in the picture; overlays %+v, kept %q", n, page.Overlays, page.Coverage.Kept)
			}
		})
	}
}
