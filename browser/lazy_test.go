package browser_test

import (
	"fmt"
	"image/color"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

var expectation = regexp.MustCompile(`<meta name="expect" content="([^"]*)"`)

// A page in testdata/sites/lazy is a case: it says itself what its capture has to show,
// in <meta name="expect" content="...">: a colour with the pixels that it covers,
// "loaded" with the number of pictures, "text" with words that the document has.
func TestLazy(t *testing.T) {
	t.Parallel()
	captureFolder(t, "lazy", func(t *testing.T, page *browser.Page) {
		if c := page.Coverage.Images; c.Loaded != c.Found || c.Broken != 0 || c.LazyFailed != 0 || c.LazyLoaded != c.LazyFound {
			t.Errorf("images are %+v", c)
		}
		if len(page.Truncated) > 0 {
			t.Errorf("it says that it cut: %q", page.Truncated)
		}
	})
}

// captureFolder captures each page of a folder of testdata/sites that says itself what is to
// be expected of it, and checks that and more.
func captureFolder(t *testing.T, folder string, check func(*testing.T, *browser.Page)) {
	t.Helper()
	site := browsertest.ServeFolder(t, folder)
	pages, err := filepath.Glob("../testdata/sites/" + folder + "/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range pages {
		name := filepath.Base(file)
		t.Run(strings.TrimSuffix(name, ".html"), func(t *testing.T) {
			t.Parallel()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + "/" + name})
			found := expectation.FindSubmatch(page.DOM)
			if found == nil {
				t.Fatal("the page does not say what to expect")
			}
			for expect := range strings.SplitSeq(string(found[1]), ";") {
				wantExpected(t, page, strings.TrimSpace(expect))
			}
			wantWhole(t, page)
			check(t, page)
		})
	}
}

// wantExpected checks one expectation of a page.
func wantExpected(t *testing.T, page *browser.Page, expect string) {
	t.Helper()
	what, value, _ := strings.Cut(expect, " ")
	var c color.RGBA
	var n int
	switch {
	case what == "text":
		wantDOM(t, page, value)
	case what == "loaded":
		if _, err := fmt.Sscan(value, &n); err != nil || page.Coverage.Images.Loaded != n {
			t.Errorf("%d pictures are loaded, not %s", page.Coverage.Images.Loaded, value)
		}
	default:
		if _, err := fmt.Sscanf(expect, "#%02x%02x%02x %d", &c.R, &c.G, &c.B, &n); err != nil {
			t.Fatalf("%q is no expectation: %v", expect, err)
		}
		c.A = 255
		browsertest.WantArea(t, browsertest.Decode(t, page.Picture), c, n)
	}
}

// An endless page is followed for so many windows, and the cut is said.
func TestInfiniteScroll(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": html(`<!doctype html><title>Endless</title><style>body{margin:0} p{height:400px;margin:0}</style><div id="list"></div><div id="end">.</div><script>
			let count = 0;
			const more = async () => {
				await fetch('/more');
				for (let i = 0; i < 3; i++) list.insertAdjacentHTML('beforeend', '<p>Item ' + ++count + '.</p>');
			};
			const near = () => document.documentElement.scrollHeight - scrollY - innerHeight < 600;
			let busy = false;
			const look = async () => {
				if (busy) return;
				busy = true;
				while (near()) await more();
				busy = false;
			};
			addEventListener('scroll', look);
			addEventListener('resize', look);
			look();
		</script>`),
		"/more": typed("application/json", "[]"),
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL, Settle: browser.Settle{ScrollPages: 5}})
	if len(page.Truncated) == 0 {
		t.Error("nothing says that the page goes on")
	}
	// Five windows of 800 px are ten items of 400.
	wantDOM(t, page, "Item 10.")
	if page.Coverage.Height > 5*800+800+4000 {
		t.Errorf("it was followed for %d px", page.Coverage.Height)
	}
}

// A list that only draws what is in view is kept with what it can show at once.
func TestVirtualList(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Rows</title><style>body{margin:0} #rows{position:relative} #rows>div{position:absolute;height:30px}</style><h1>Rows</h1><div id="rows"></div><script>
		const total = 300;
		rows.style.height = total * 30 + 'px';
		const draw = () => {
			const from = Math.max(0, Math.floor((scrollY - rows.offsetTop) / 30) - 2);
			const to = Math.min(total, from + Math.ceil(innerHeight / 30) + 4);
			rows.replaceChildren(...Array.from({length: to - from}, (_, i) => {
				const row = document.createElement('div');
				row.style.top = (from + i) * 30 + 'px';
				row.textContent = 'Row number ' + (from + i) + '.';
				return row;
			}));
		};
		addEventListener('scroll', draw);
		addEventListener('resize', draw);
		draw();
	</script>`, browser.Request{})
	wantDOM(t, page, "Row number 0.", "Row number 150.", "Row number 299.")
}

// A list in a pane of its own that draws no more rows when it is made taller stays as it was: the
// rest of it would be blank. What it hides is told.
func TestBareList(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Boats</title><style>body{margin:0}#pane{height:400px;overflow:auto}#all{height:12000px;position:relative}p{position:absolute;margin:0;height:40px}</style>
		<h1>Boats</h1><div id="pane"><div id="all"></div></div><script>
		const draw = () => {
			const first = Math.floor(pane.scrollTop / 40);
			all.innerHTML = Array.from({length: 12}, (_, i) => '<p style="top:' + (first + i) * 40 + 'px">Boat number ' + (first + i) + '</p>').join('');
		};
		pane.addEventListener('scroll', draw);
		draw();
	</script>`, browser.Request{})
	if h := page.Coverage.Height; h > 1200 {
		t.Errorf("the picture is %d px tall", h)
	}
	if page.Coverage.Complete > 0.9 || !slices.ContainsFunc(page.Truncated, func(s string) bool { return strings.Contains(s, "shows 400 of 12000 px") }) {
		t.Errorf("complete %v, truncated %q", page.Coverage.Complete, page.Truncated)
	}
}

// Pictures that cannot be had are counted.
func TestBrokenPictures(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><img src="/none/1.png"><img loading="lazy" src="/none/2.png"><img src="`+browsertest.Flat(10, 10, browsertest.Red)+`"><img src="data:image/png;base64,xxxx">`, browser.Request{})
	c := page.Coverage.Images
	if c.Found != 4 || c.Loaded != 1 || c.Broken != 3 || c.LazyFound != 1 || c.LazyFailed != 1 {
		t.Errorf("images are %+v", c)
	}
}

// A page that nothing looks at shows no more when it is scrolled: it is not.
func TestWhoLooks(t *testing.T) {
	t.Parallel()
	for script, looks := range map[string]bool{
		``: false,
		`document.querySelector('p').addEventListener('click', () => {})`:                                    false,
		`new IntersectionObserver(() => {}).observe(document.body)`:                                          true,
		`const o = new IntersectionObserver(() => {}); o.observe(document.body); o.unobserve(document.body)`: false,
		`const o = new ResizeObserver(() => {}); o.observe(document.body); o.disconnect()`:                   false,
		`addEventListener('scroll', () => {})`:                                                               true,
		`onresize = () => {}`:                                                                                true,
		`setInterval(() => scrollY, 1e6)`:                                                                    true,
		`document.body.innerHTML += '<details>More'`:                                                         true,
		`document.body.innerHTML += '<img data-src>'`:                                                        false,
		`document.body.innerHTML += '<img data-src="/late.png">'`:                                            true,
		`document.body.innerHTML += '<div style="overflow:auto;height:90vh"><p style="height:3000px">'`:      true,
	} {
		page := capture(t, `<!doctype html><title>Long</title><p style="height:3000px">Story</p><script>`+script+`</script>`, browser.Request{})
		looked := false
		for _, w := range page.Coverage.Waits {
			looked = looked || w.For == "lazy content"
		}
		if looked != looks {
			t.Errorf("%s: the page was looked through: %v, want %v", script, looked, looks)
		}
	}
}

// A list beside the page that is taller than any window is told as that, and costs the page nothing.
func TestEndlessListBeside(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Boats</title><style>body{margin:0}nav{position:fixed;top:0;bottom:0;width:240px;overflow:auto}nav a{display:block;height:40px}main{margin-left:260px;height:700px}</style>
		<nav></nav><main><h1>Boats</h1><p>All that is said of them.</p></main><script>
		document.querySelector('nav').innerHTML = Array.from({length: 1200}, (_, i) => '<a href="/boats/' + i + '">Boat number ' + i + '</a>').join('');
	</script>`, browser.Request{})
	if page.Coverage.Strategy != "scrolled" || page.Coverage.Height != 800 {
		t.Errorf("%s, %d px tall", page.Coverage.Strategy, page.Coverage.Height)
	}
	for _, m := range page.Coverage.Seen.Missing {
		if m.Why != "in a pane" || !strings.HasPrefix(m.What, "a Boat number") {
			t.Errorf("missing: %+v", m)
		}
	}
}
