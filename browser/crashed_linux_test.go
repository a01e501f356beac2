package browser_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// hogs are ways to take memory without end.
var hogs = map[string]string{
	"buffers":  `for (const all = [];;) all.push(new Uint8Array(16 << 20).fill(7))`,
	"workers":  `const code = URL.createObjectURL(new Blob(["for (const all = [];;) all.push(new Uint8Array(16 << 20).fill(7))"])); for (let i = 0; i < 4; i++) new Worker(code)`,
	"pictures": `for (const all = [];;) { const c = document.createElement('canvas'); c.width = c.height = 4000; c.getContext('2d').fillRect(0, 0, 4000, 4000); all.push(c) }`,
	"assembly": `for (const all = [];;) { const m = new WebAssembly.Memory({initial: 512}); new Uint8Array(m.buffer).fill(3); all.push(m) }`,
}

// A page that takes more memory than it may fails, at its first try; those beside it never
// notice.
func TestMemoryOfOnePage(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{PageMemory: 400 << 20})
	var loads sync.Map
	var open sync.WaitGroup
	const neighbours = 3
	open.Add(neighbours)
	var once sync.Map
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/page": html(`<title>Neighbour</title><p>Here.<script src="/held"></script>`),
		"/held": func(_ response, r *request) {
			if _, again := once.LoadOrStore(r.Referer(), true); !again {
				open.Done()
			}
		},
		"/hog/{how}": func(w response, r *request) {
			count, _ := loads.LoadOrStore(r.PathValue("how"), new(int))
			*count.(*int)++
			open.Wait() // the others are there
			html(`<title>Hog</title><p>Here.<script>addEventListener('load', () => setTimeout(() => { `+hogs[r.PathValue("how")]+` }))</script>`)(w, r)
		},
	}))
	var all sync.WaitGroup
	for i := range neighbours {
		all.Go(func() {
			page, err := browsertest.Attempt(t, b, browser.Request{URL: fmt.Sprint(site.URL, "/page?", i)})
			if err != nil || page.Title != "Neighbour" || page.Partial {
				t.Errorf("neighbour %d has title %q, %q: %v", i, page.Title, page.Truncated, err)
			}
		})
	}
	for how := range hogs {
		all.Go(func() {
			_, err := browsertest.Attempt(t, b, browser.Request{URL: site.URL + "/hog/" + how})
			if e := new(browser.Error); !errors.As(err, &e) || e.Kind() != browser.KindCrash || !strings.HasPrefix(e.Message, "out of memory") {
				t.Errorf("%s: %v", how, err)
			}
			if count, ok := loads.Load(how); !ok || *count.(*int) != 1 {
				t.Errorf("%s: it was loaded more than once", how)
			}
		})
	}
	all.Wait()
}

// What is far beyond the limit the system refuses, whether anybody looks or not.
func TestMemoryIsBounded(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{PageMemory: 300 << 20})
	page := browsertest.CaptureWith(t, b, browser.Request{URL: browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": html(`<title>Plain</title><p id=p><script>
			const all = [];
			setTimeout(() => {
				try { for (let i = 0; i < 80; i++) all.push(new ArrayBuffer(100 << 20)); p.textContent = 'all' } catch (e) { p.textContent = e.name }
			}, 1000)</script>`),
	})).URL, Settle: browser.Settle{Clock: browser.ClockReal}})
	wantDOM(t, page, "RangeError")
}

// A large page that is closed is not taken for one that the system refused more: a page that
// crashes right after it is tried again.
func TestMemoryOfPageBefore(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{PageMemory: 600 << 20})
	var loads atomic.Int32
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/large": html(`<title>Large</title><p id="p"><script>const all = []; for (let i = 0; i < 25; i++) all.push(new Uint8Array(16 << 20).fill(7)); p.textContent = 'all'</script>`),
		"/": func(w response, r *request) {
			if loads.Add(1) == 1 { // V8 refuses an array of this size with a fatal error
				html(`<p>Short-lived.<script>addEventListener('load', () => 'a'.repeat(2 ** 27 + 64).split(''))</script>`)(w, r)
				return
			}
			html(`<title>Second</title>`)(w, r)
		},
	}))
	wantDOM(t, browsertest.CaptureWith(t, b, browser.Request{URL: site.URL + "/large"}), "all")
	if page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL + "/"}); page.Title != "Second" {
		t.Errorf("title %q", page.Title)
	}
}

// A frame with a process of its own takes nobody along, and is told of.
func TestMemoryOfFrame(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{PageMemory: 300 << 20, Isolate: true})
	var other string
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": func(w response, r *request) {
			html(`<title>Page</title><p>Here.<iframe src="`+other+`/frame"></iframe>`)(w, r)
		},
		"/frame": html(`<p>Frame<script>setTimeout(() => { ` + hogs["buffers"] + ` })</script>`),
	}))
	other = site.Other
	page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL})
	if page.Title != "Page" || !strings.Contains(strings.Join(page.Truncated, "\n"), "out of memory") {
		t.Errorf("title %q, %q", page.Title, page.Truncated)
	}
}
