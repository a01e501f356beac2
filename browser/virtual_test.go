package browser_test

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

const virtualRows = 60

// virtualColor is the colour of a row's mark, which nothing else has.
func virtualColor(i int) color.RGBA {
	return color.RGBA{uint8(40 + 3*i), uint8(i * 53 % 200), uint8(250 - 4*i), 255}
}

// Lists of which only the rows in view are in the document, in panes with bars and columns round
// them: each row is in the picture once, and so are the bars.
func TestVirtualPanes(t *testing.T) {
	t.Parallel()
	const list = `<div id="all"></div>`
	const head, foot, side = `<header id="top">Harbour office</header>`, `<footer id="foot">Tide table</footer>`, `<aside id="side"><p>Boats</p><p>Tides</p></aside>`
	const bars = `#top,#foot{background:#2b3a55;color:#fff}#top{height:56px}#foot{height:40px}#side{background:#eee}`
	draws := map[string]string{
		"absolute": `const first=Math.max(0,Math.floor(pane.scrollTop/60)-1);all.innerHTML=Array.from({length:Math.min(Math.ceil(pane.clientHeight/60)+3,total-first,16)},(_,i)=>row(first+i,'position:absolute;left:0;right:0;top:'+(first+i)*60+'px')).join('')`,
		"moved":    `const first=Math.max(0,Math.floor(pane.scrollTop/60)-1);all.innerHTML='<div style="transform:translateY('+first*60+'px)">'+Array.from({length:Math.min(16,total-first)},(_,i)=>row(first+i,'')).join('')+'</div>'`,
		"padded":   `const first=Math.max(0,Math.floor(pane.scrollTop/60)-1),n=Math.min(16,total-first);all.innerHTML='<div style="height:'+first*60+'px"></div>'+Array.from({length:n},(_,i)=>row(first+i,'')).join('')+'<div style="height:'+(total-first-n)*60+'px"></div>'`,
	}
	for name, layout := range map[string]struct{ how, style, body string }{
		"alone":        {"absolute", `#pane{height:100vh;overflow:auto}`, `<div id="pane">` + list + `</div>`},
		"grid":         {"moved", `body{display:grid;grid-template-rows:56px 1fr 40px;height:100vh}#pane{overflow:auto;min-height:0}`, head + `<div id="pane">` + list + `</div>` + foot},
		"flex":         {"padded", `body{display:flex;flex-direction:column;height:100dvh;overflow:hidden}#pane{flex:1;overflow-y:scroll}`, head + `<div id="pane">` + list + `</div>` + foot},
		"side":         {"absolute", `body{display:flex;height:100vh;overflow:hidden}#side{flex:0 0 220px}#pane{flex:1;overflow:auto}`, side + `<div id="pane">` + list + `</div>`},
		"side and bar": {"moved", `body{display:grid;grid-template:56px 1fr/220px 1fr;height:100vh}#top{grid-column:1/3}#pane{overflow:auto}`, head + side + `<div id="pane">` + list + `</div>`},
		"bar over it":  {"padded", `#pane{height:100vh;overflow:auto}#foot{position:fixed;left:0;right:0;bottom:0;z-index:2}#all{margin-bottom:40px}`, `<div id="pane">` + list + `</div>` + foot},
		"head over it": {"absolute", `#pane{position:fixed;inset:0;overflow:auto;padding-top:56px}#top{position:fixed;left:0;right:0;top:0;z-index:2}`, head + `<div id="pane">` + list + `</div>`},
		"stuck head":   {"moved", `#pane{height:100vh;overflow:auto}#top{position:sticky;top:0;z-index:2}`, `<div id="pane">` + head + list + `</div>`},
		"deep":         {"padded", `html,body,#app,.shell,.main{height:100%}.shell{display:flex}.main{flex:1;display:flex;flex-direction:column;min-width:0}#side{flex:0 0 64px}#pane{flex:1;overflow:auto;padding:0 24px}`, `<div id="app"><div class="shell">` + side + `<div class="main">` + head + `<div id="pane">` + list + `</div></div></div></div>`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var colors []string
			for i := range virtualRows {
				colors = append(colors, `"`+browsertest.Hex(virtualColor(i))+`"`)
			}
			page := capture(t, fmt.Sprintf(`<!doctype html><title>Log</title><style>body{margin:0;font:16px sans-serif}.row{box-sizing:border-box;height:60px;border-bottom:1px solid #ddd;padding:9px}.row b{float:left;width:40px;height:40px;margin-right:9px}#all{position:relative}%s%s</style>%s<script>
					const total=%d,colors=[%s];all.style.height=total*60+'px';
					const row=(i,style)=>'<div class="row" style="'+style+'"><b style="background:'+colors[i]+'"></b>Entry number '+i+' of the log of the pilot boat</div>';
					const draw=()=>{%s};pane.addEventListener('scroll',draw);addEventListener('resize',draw);draw();
				</script>`, bars, layout.style, layout.body, virtualRows, strings.Join(colors, ","), draws[layout.how]), browser.Request{})
			img := browsertest.Decode(t, page.Picture)
			counts := map[color.RGBA]int{}
			for y := range img.Rect.Dy() {
				for x := range img.Rect.Dx() {
					counts[img.RGBAAt(x, y)]++
				}
			}
			var wrong []string
			for i := range virtualRows {
				if n := counts[virtualColor(i)]; n != 40*40 {
					wrong = append(wrong, fmt.Sprintf("%d: %d", i, n))
				}
			}
			if len(wrong) > 0 {
				t.Errorf("%d rows are not there once: %v (%s, %v %v)", len(wrong), wrong, page.Coverage.Strategy, page.Coverage.Complete, page.Truncated)
			}
			const bar = 56 * 1280
			if n := browsertest.Area(img, color.RGBA{0x2b, 0x3a, 0x55, 255}); n > bar+40*1280 {
				t.Errorf("the bars have %d pixels", n)
			}
		})
	}
}
