package browser_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// block is an element of a size and colour.
func block(width, height string, background string) string {
	return fmt.Sprintf(`<div style="width:%s;height:%s;background:%s"></div>`, width, height, background)
}

var (
	red, green, blue = browsertest.Hex(browsertest.Red), browsertest.Hex(browsertest.Green), browsertest.Hex(browsertest.Blue)
	orange           = browsertest.Hex(browsertest.Orange)
)

// flag is a page of 1280 x 3000: red, green and blue, a third each.
var flag = `<!doctype html><style>body{margin:0}</style>` + block("100%", "1000px", red) + block("100%", "1000px", green) + block("100%", "1000px", blue)

func TestPictureFullPage(t *testing.T) {
	t.Parallel()
	page := capture(t, flag, browser.Request{})
	img := browsertest.Decode(t, page.Picture)
	browsertest.WantSize(t, img, 1280, 3000)
	browsertest.WantArea(t, img, browsertest.Red, 1280*1000)
	browsertest.WantArea(t, img, browsertest.Green, 1280*1000)
	browsertest.WantColor(t, img, 5, 2994, browsertest.Blue)
	if page.Coverage.Height != 3000 {
		t.Errorf("height is %d", page.Coverage.Height)
	}
}

func TestPictureShortPage(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><style>body{margin:0}</style>`+block("100px", "100px", red), browser.Request{View: browser.View{Width: 640, Height: 480}})
	img := browsertest.Decode(t, page.Picture)
	browsertest.WantSize(t, img, 640, 480)
	browsertest.WantArea(t, img, browsertest.Red, 100*100)
}

func TestPictureViewport(t *testing.T) {
	t.Parallel()
	page := capture(t, flag, browser.Request{View: browser.View{Width: 800, Height: 600}, Picture: browser.Picture{Viewport: true}})
	img := browsertest.Decode(t, page.Picture)
	browsertest.WantSize(t, img, 800, 600)
	browsertest.WantArea(t, img, browsertest.Red, 800*600)
}

func TestPictureSelector(t *testing.T) {
	t.Parallel()
	page := `<!doctype html><style>body{margin:0}</style>` + block("100%", "2000px", red) +
		`<div id="host"></div><p class="shot" style="display:none">not this</p><div class="shot" style="margin:30px 0 0 40px;width:300px;height:150px;background:` + green + `"></div>` + block("100%", "500px", blue) +
		`<script>host.attachShadow({mode: 'open'}).innerHTML = '<div id="inside" style="width:120px;height:60px;background:` + orange + `"></div>'</script>`
	img := browsertest.Decode(t, capture(t, page, browser.Request{Picture: browser.Picture{Selectors: []string{".shot"}}}).Picture)
	browsertest.WantSize(t, img, 300, 150)
	browsertest.WantArea(t, img, browsertest.Green, 300*150)
	img = browsertest.Decode(t, capture(t, page, browser.Request{Picture: browser.Picture{Selectors: []string{"#inside"}}}).Picture)
	browsertest.WantSize(t, img, 120, 60)
	browsertest.WantArea(t, img, browsertest.Orange, 120*60)
}

func TestPictureSelectorFails(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(flag))
	for _, selector := range []string{"#none", "p:nonsense", "style"} {
		err, _ := browsertest.Refused(t, browser.Request{URL: site.URL, Picture: browser.Picture{Selectors: []string{selector}}, Settle: browser.Settle{Pace: browser.PaceFast}})
		if err.Kind() != "action" || !bytes.Contains([]byte(err.Error()), []byte(selector)) {
			t.Errorf("%s: %s: %v", selector, err.Kind(), err)
		}
	}
}

func TestPictureFormats(t *testing.T) {
	t.Parallel()
	sizes := map[int]int{}
	for _, test := range []struct {
		format  string
		quality int
		magic   string
	}{
		{"png", 0, "\x89PNG"},
		{"jpeg", 90, "\xff\xd8\xff"},
		{"jpeg", 5, "\xff\xd8\xff"},
		{"webp", 90, "RIFF"},
	} {
		page := capture(t, flag+`<p style="font-size:60px">Edges make quality tell`, browser.Request{Picture: browser.Picture{Format: test.format, Quality: test.quality}})
		if !bytes.HasPrefix(page.Picture, []byte(test.magic)) {
			t.Errorf("%s begins with %q", test.format, page.Picture[:4])
		}
		img := browsertest.Decode(t, page.Picture)
		browsertest.WantColor(t, img, 640, 500, browsertest.Red)
		browsertest.WantColor(t, img, 640, 1500, browsertest.Green)
		browsertest.WantColor(t, img, 640, 2500, browsertest.Blue)
		if img.Bounds().Dx() != 1280 || img.Bounds().Dy() < 3000 {
			t.Errorf("%s has the size %v", test.format, img.Bounds().Size())
		}
		if test.format == "jpeg" {
			sizes[test.quality] = len(page.Picture)
		}
	}
	if sizes[5] >= sizes[90] {
		t.Errorf("quality makes no difference: %v", sizes)
	}
}

// What a format cannot hold is cut and said, and never comes out empty.
func TestPictureTooTall(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><style>body{margin:0}</style>`+block("100%", "18000px", red), browser.Request{
		View: browser.View{Width: 200, Height: 400}, Picture: browser.Picture{Format: "webp"},
	})
	img := browsertest.Decode(t, page.Picture)
	browsertest.WantColor(t, img, 100, 100, browsertest.Red)
	if height := img.Bounds().Dy(); height < 18000 && len(page.Truncated) == 0 {
		t.Errorf("the picture is %d px high, and nothing is said of what it lacks", height)
	}
}

func TestPictureScale(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><style>body{margin:0}</style>`+block("300px", "900px", green)+`<p id="ratio"></p><script>ratio.textContent = 'ratio=' + devicePixelRatio</script>`,
		browser.Request{View: browser.View{Width: 400, Height: 300, Scale: 2}})
	img := browsertest.Decode(t, page.Picture)
	if img.Bounds().Dx() != 800 {
		t.Errorf("the picture has the size %v", img.Bounds().Size())
	}
	browsertest.WantArea(t, img, browsertest.Green, 600*1800)
	wantDOM(t, page, "ratio=2")
}

// A tall page is drawn in parts that fit together, and knows nothing of it.
func TestPictureInParts(t *testing.T) {
	t.Parallel()
	const bands, each = 260, 100
	shade := func(band int) color.RGBA { return color.RGBA{uint8(band), uint8(255 - band), uint8(band * 7), 255} }
	html := `<!doctype html><style>body{margin:0}div{height:100px}</style><script>
		for (let i = 0; i < 260; i++) document.write('<div style="background:rgb(' + [i % 256, (511 - i) % 256, i * 7 % 256] + ')"></div>');
		const posed = () => getComputedStyle(document.body).caretColor === 'rgba(0, 0, 0, 0)';
		addEventListener('resize', () => { if (posed()) document.body.style.paddingTop = '50px' });
		onresize = () => { if (posed()) document.title = 'disturbed' };
	</script>`
	for _, scale := range []float64{1, 1.5} {
		page := capture(t, html, browser.Request{View: browser.View{Width: 500, Height: 400, Scale: scale}})
		img := browsertest.Decode(t, page.Picture)
		browsertest.WantSize(t, img, int(500*scale), int(bands*each*scale))
		for y := range img.Bounds().Dy() {
			browsertest.WantColor(t, img, 250, y, shade(int(float64(y)/scale)/each))
		}
		if page.Title == "disturbed" {
			t.Error("the page was told of another window while it was drawn")
		}
	}
}

// A page that is wider than the window is shown in its full width.
func TestPictureWide(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><style>body{margin:0}</style>`+block("3000px", "100px", red)+block("100px", "400px", blue), browser.Request{View: browser.View{Width: 600, Height: 500}})
	img := browsertest.Decode(t, page.Picture)
	browsertest.WantSize(t, img, 3000, 500)
	browsertest.WantArea(t, img, browsertest.Red, 3000*100)
}

// What is fixed to the window is there once, where it is when the page is at its top.
func TestPictureFixedHeader(t *testing.T) {
	t.Parallel()
	for _, position := range []string{"fixed", "sticky"} {
		page := capture(t, `<!doctype html><title>Head</title><style>body{margin:0}header{position:`+position+`;top:0;left:0;width:100%;height:60px;background:`+orange+`}</style>
			<header><a href="/">Lighthouse Gazette</a><nav><a href="/a">News</a></nav></header><main>`+block("100%", "4000px", red)+`</main>`, browser.Request{})
		img := browsertest.Decode(t, page.Picture)
		if n := browsertest.AreaIn(img, image.Rect(0, 60, 1280, img.Bounds().Dy()), browsertest.Orange); n > 0 {
			t.Errorf("%s: %d pixels of the header are further down", position, n)
		}
		if n := browsertest.AreaIn(img, image.Rect(0, 0, 1280, 60), browsertest.Orange); n < 1280*60*8/10 {
			t.Errorf("%s: the header covers %d pixels at the top", position, n)
		}
		wantDOM(t, page, "Lighthouse Gazette")
	}
}

// Layouts made for the window's height keep it.
func TestPictureViewportUnits(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><style>body{margin:0}</style>`+block("100%", "100vh", green)+block("100%", "2000px", red), browser.Request{View: browser.View{Width: 800, Height: 600}})
	img := browsertest.Decode(t, page.Picture)
	browsertest.WantSize(t, img, 800, 2600)
	browsertest.WantArea(t, img, browsertest.Green, 800*600)
}

// Animations are at their end, endless ones at their start, and nothing blinks.
func TestPictureStandsStill(t *testing.T) {
	t.Parallel()
	html := `<!doctype html><style>body{margin:0}
		@keyframes grow { from { width: 0 } to { width: 400px } }
		@keyframes spin { from { background: ` + blue + ` } to { background: ` + red + ` } }
		.once { height: 50px; background: ` + green + `; animation: grow 20s linear forwards }
		.ever { height: 50px; width: 400px; animation: spin 3s linear infinite }
	</style><div class="once"></div><div class="ever"></div><input autofocus style="border:0;outline:0;caret-color:` + orange + `">`
	first := browsertest.Decode(t, capture(t, html, browser.Request{}).Picture)
	browsertest.WantArea(t, first, browsertest.Green, 400*50)
	browsertest.WantArea(t, first, browsertest.Blue, 400*50)
	if n := browsertest.Area(first, browsertest.Orange); n > 0 {
		t.Error("there is a caret")
	}
	second := browsertest.Decode(t, capture(t, html, browser.Request{}).Picture)
	if n := differing(first, second); n > 0 {
		t.Errorf("two captures differ in %d pixels", n)
	}
}

func TestPictureDevice(t *testing.T) {
	t.Parallel()
	view, ok := browser.Device("Pixel 2")
	if !ok {
		t.Fatal("no such device")
	}
	page := capture(t, `<!doctype html><meta name="viewport" content="width=device-width,initial-scale=1"><style>body{margin:0}
		@media (max-width: 500px) { .wide { display: none } }</style>`+block("100%", "100px", green)+`<div class="wide">for desks</div>
		<p id="facts"></p><script>facts.textContent = ['width=' + innerWidth, 'touch=' + ('ontouchstart' in window), 'agent=' + /Android/.test(navigator.userAgent), 'hover=' + matchMedia('(hover: hover)').matches].join(';')</script>`,
		browser.Request{View: view})
	wantDOM(t, page, fmt.Sprintf("width=%d;touch=true;agent=true;hover=false", view.Width))
	img := browsertest.Decode(t, page.Picture)
	if want := int(math.Round(float64(view.Width) * view.Scale)); img.Bounds().Dx() != want {
		t.Errorf("the picture is %d px wide, not %d", img.Bounds().Dx(), want)
	}
	browsertest.WantArea(t, img, browsertest.Green, int(float64(view.Width*100)*view.Scale*view.Scale))
}

// A page that asks is told of a mouse, as at a desk.
func TestPointer(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><style>p { display: none } @media (hover: hover) and (pointer: fine) { p { display: block } } @media (any-pointer: coarse) { p { display: none } }</style>`+
		`<p style="margin:0;width:300px;height:100px;background:`+green+`"></p>`, browser.Request{})
	browsertest.WantArea(t, browsertest.Decode(t, page.Picture), browsertest.Green, 300*100)
}

// What the picture covers and hides is in the document as the page had it, also where
// there is no picture.
func TestCoversAreNotInTheDocument(t *testing.T) {
	t.Parallel()
	const body = `<!doctype html><title>Covers</title><p id="one" class="hide">Hidden.<p id="two" class="hide" style="visibility: visible !important; color: red">Hidden too.<p class="mask">Masked.`
	for name, picture := range map[string]browser.Picture{"a picture": {}, "none": {Selectors: []string{"video"}}} {
		page, err := browsertest.Attempt(t, browsertest.Browser(t), browser.Request{
			URL: browsertest.Serve(t, browsertest.Page(body)).URL, Picture: picture, Timeout: 60 * time.Second,
			Cover: browser.Cover{Hide: []string{".hide"}, Mask: []string{".mask"}},
		})
		if (err != nil) != (name == "none") {
			t.Fatalf("with %s: %v", name, err)
		}
		if page.DOM == nil {
			t.Fatalf("with %s there is no document", name)
		}
		wantDOM(t, page, "Hidden.", `style="visibility: visible !important; color: red"`)
		wantNotDOM(t, page, "hidden !important", "#ff00ff", "2147483647")
	}
}

// What is parked outside the window, where nobody can scroll to it, is not in the picture,
// and what fills the window stays.
func TestParked(t *testing.T) {
	t.Parallel()
	const long = `<main style="height:1500px">Tide</main>`
	green := browsertest.Hex(browsertest.Green)
	for name, test := range map[string]struct {
		html  string
		shown int
	}{
		"below, moved":       {long + `<div style="position:fixed;bottom:0;width:300px;height:80px;background:` + green + `;transform:translateY(100%)"></div>`, 0},
		"below, by its foot": {long + `<div style="position:fixed;bottom:-90px;width:300px;height:60px;background:` + green + `"></div>`, 0},
		"its part":           {long + `<div style="position:fixed;bottom:0;height:0;width:300px"><p style="margin:0;height:70px;background:` + green + `"></p></div>`, 0},
		"half out":           {long + `<div style="position:fixed;bottom:-50px;width:300px;height:100px;background:` + green + `"></div>`, 300 * 50},
		"at the side":        {long + `<p style="width:1600px">A wide line</p><div style="position:fixed;top:0;right:0;width:200px;height:100%;background:` + green + `;transform:translateX(100%)"></div>`, 0},
		"not to the window":  {long + `<div style="transform:none;will-change:transform"><div style="height:1100px"></div><div style="position:fixed;top:1000px;width:300px;height:60px;background:` + green + `"></div></div>`, 300 * 60},
		"the page itself":    {`<div style="position:fixed;inset:0;overflow:auto"><div style="height:1000px;width:300px;background:` + green + `"></div><p>The end</p></div>`, 300 * 1000},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := capture(t, `<!doctype html><title>Parked</title><body style="margin:0">`+test.html, browser.Request{})
			browsertest.WantArea(t, browsertest.Decode(t, got.Picture), browsertest.Green, test.shown)
			wantNotDOM(t, got, "inset(")
		})
	}
}

// A bar that keeps to the window's foot stands at that of the page, and not over its middle;
// the document, and what is made of it, know nothing of that.
func TestBarAtFoot(t *testing.T) {
	t.Parallel()
	green := browsertest.Hex(browsertest.Green)
	const long = `<main style="height:2000px;background:#fff">Tide</main>`
	for name, test := range map[string]struct {
		bar string
		y   int // where it is
	}{
		"plain":            {`<nav style="position:fixed;bottom:0;left:0;right:0;height:60px;background:` + green + `">Home</nav>`, 1970},
		"zoomed":           {`<style>body{zoom:0.8}</style><nav style="position:fixed;bottom:0;left:0;right:0;height:75px;background:` + green + `">Home</nav>`, 1570},
		"raised":           {`<nav style="position:fixed;bottom:20px;left:0;right:0;height:60px;background:` + green + `">Home</nav>`, 1950},
		"moved by itself":  {`<nav style="position:fixed;top:100%;left:0;right:0;height:60px;transition:all 2s;transform:translateY(-100%);background:` + green + `">Home</nav>`, 1970},
		"of two":           {`<header style="position:fixed;top:0;left:0;right:0;height:60px;background:#ccc">Head</header><nav style="position:fixed;bottom:0;left:0;right:0;height:60px;translate:0 -10px;background:` + green + `">Home</nav>`, 1960},
		"at the head":      {`<nav style="position:fixed;top:0;left:0;right:0;height:60px;background:` + green + `">Home</nav>`, 30},
		"lazily come upon": {`<nav style="position:fixed;bottom:0;left:0;right:0;height:60px;background:` + green + `">Home</nav><script>addEventListener('scroll', () => document.title = scrollY)</script>`, 1970},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := capture(t, `<!doctype html><title>Bar</title><body style="margin:0">`+long+test.bar, browser.Request{Outputs: browser.Outputs{PDF: true}})
			img := browsertest.Decode(t, got.Picture)
			browsertest.WantColor(t, img, 700, test.y, browsertest.Green)
			browsertest.WantArea(t, img, browsertest.Green, 1280*60)
			wantNotDOM(t, got, "calc(")
		})
	}
}
