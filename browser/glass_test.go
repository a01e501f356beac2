package browser_test

import (
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// What draws its frames by itself is in the picture, though none of them was shown before.
func TestUnseenFrames(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><style>* { margin: 0 } video, canvas { display: block; width: 200px; height: 100px }</style>
		<video id="film" autoplay muted></video><canvas id="offscreen" width="200" height="100"></canvas><canvas id="three" width="200" height="100"></canvas>
		<div style="will-change: transform; transform: translateX(20px); width: 180px; height: 100px; background: `+green+`"></div>
		<script>
			const reel = Object.assign(document.createElement('canvas'), {width: 200, height: 100});
			const brush = reel.getContext('2d');
			(function roll() { brush.fillStyle = '`+red+`'; brush.fillRect(0, 0, 200, 100); requestAnimationFrame(roll); })();
			film.srcObject = reel.captureStream(30);
			const code = 'onmessage = ({data}) => { const brush = data.getContext("2d"); (function roll() { brush.fillStyle = "`+blue+`"; brush.fillRect(0, 0, 200, 100); requestAnimationFrame(roll); })(); }';
			const far = offscreen.transferControlToOffscreen();
			new Worker(URL.createObjectURL(new Blob([code]))).postMessage(far, [far]);
			const gl = three.getContext('webgl');
			(function roll() { gl.clearColor(0, 1, 1, 1); gl.clear(gl.COLOR_BUFFER_BIT); requestAnimationFrame(roll); })();
		</script>`, browser.Request{})
	picture := browsertest.Decode(t, page.Picture)
	browsertest.WantColor(t, picture, 100, 50, browsertest.Red)
	browsertest.WantColor(t, picture, 100, 150, browsertest.Blue)
	if c := browsertest.ColorAt(picture, 100, 250); c.R > 10 || c.G < 245 || c.B < 245 {
		t.Errorf("WebGL has drawn %v", c)
	}
	browsertest.WantColor(t, picture, 100, 350, browsertest.Green)
}

// A page cannot tell that its window shows something else, and what a hand does meets what is there.
func TestUnseenWindow(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Wait</title><style>* { margin: 0 } #box { width: 300px; height: 100px; background: `+red+` }</style>
		<div id="box"></div><p id="told"></p><script>
			const said = [];
			const want = (what, is) => { if (!is) said.push(what); };
			new IntersectionObserver(([{isIntersecting, isVisible, rootBounds}]) => {
				const {width, height, scale, offsetLeft, offsetTop, pageLeft, pageTop} = visualViewport;
				want('the window: ' + [innerWidth, innerHeight, width, height], innerWidth === 1280 && innerHeight === 800 && width === 1280 && height === 800);
				want('its place: ' + [scale, offsetLeft, offsetTop, pageLeft, pageTop, screenX, scrollX], scale === 1 && offsetLeft + offsetTop + pageLeft + pageTop + screenX + scrollX === 0);
				want('its density', devicePixelRatio === 1 && matchMedia('(resolution: 1dppx)').matches);
				want('what is in view', isIntersecting && isVisible && rootBounds.width === 1280);
				want('what lies there', document.elementFromPoint(150, 50) === box && !document.hidden);
				if (said.length === 0) box.style.background = '`+green+`';
				told.textContent = said.join('; ');
			}, {trackVisibility: true, delay: 100}).observe(box);
			addEventListener('mousemove', ({clientX, clientY}) => { document.title = clientX === 0 && clientY > 790 ? 'Moved' : 'Moved to ' + [clientX, clientY]; }, {once: true});
		</script>`, browser.Request{})
	if page.Title != "Moved" {
		t.Errorf("the page is called %q", page.Title)
	}
	browsertest.WantArea(t, browsertest.Decode(t, page.Picture), browsertest.Green, 300*100)
}
