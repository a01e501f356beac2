package browser_test

import (
	stdflag "flag"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/exchange"
)

var mixedPages = stdflag.Int("mixed", 18, "pages of TestMixed")

// mixedPage is a page whose requests come from itself, a frame, a frame inside of that,
// and a worker. Each says who answered.
func mixedPage(w response, path, who string) {
	page, part, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	html := func(text string) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, strings.ReplaceAll(text, "@", "/"+page))
	}
	switch part {
	case "":
		html(`<!doctype html><title>Page @</title><link rel="stylesheet" href="@/style.css"><ul id="said"></ul><img src="@/dot.svg"><iframe src="@/frame"></iframe>
			<script>
				let left = 4;
				const say = text => { said.innerHTML += '<li>' + text; if (--left === 0) said.innerHTML += '<li>all said'; };
				onmessage = e => say(e.data);
				fetch('@/words').then(r => r.text()).then(say);
				new Worker('@/worker.js').onmessage = e => say(e.data);
			</script>`)
	case "frame":
		html(`<!doctype html><script>fetch('@/from-frame').then(r => r.text()).then(t => top.postMessage(t, '*'))</script><iframe src="@/inner"></iframe>`)
	case "inner":
		html(`<!doctype html><script>fetch('@/from-inner').then(r => r.text()).then(t => top.postMessage(t, '*'))</script>`)
	case "worker.js":
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprintf(w, `fetch('/%s/from-worker').then(r => r.text()).then(t => postMessage(t))`, page)
	case "style.css":
		w.Header().Set("Content-Type", "text/css")
		fmt.Fprint(w, "body { margin: 0 }")
	case "dot.svg":
		w.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`)
	default:
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprintf(w, "%s %s", who, path)
	}
}

// mixedParts are what a page of the origin asks for.
var mixedParts = []string{"", "/style.css", "/dot.svg", "/frame", "/inner", "/worker.js", "/words", "/from-frame", "/from-inner", "/from-worker"}

// fromMemory answers as the origin would, in other words.
type fromMemory struct {
	mu    sync.Mutex
	asked []string
}

func (m *fromMemory) Replay(sent exchange.Request) (exchange.Response, bool) {
	_, path, _ := strings.Cut(strings.TrimPrefix(sent.URL, "http://"), "/")
	m.mu.Lock()
	m.asked = append(m.asked, "/"+path)
	m.mu.Unlock()
	answer := memory{head: http.Header{}}
	mixedPage(&answer, "/"+path, "memory")
	got := exchange.Response{Status: 200, StatusText: "OK", Body: strings.NewReader(answer.text.String())}
	for name := range answer.head {
		got.Header.Add(name, answer.head.Get(name))
	}
	return got, true
}

// memory is an answer that goes nowhere.
type memory struct {
	head http.Header
	text strings.Builder
}

func (m *memory) Header() http.Header         { return m.head }
func (m *memory) Write(p []byte) (int, error) { return m.text.Write(p) }
func (m *memory) WriteHeader(int)             {}

// tally counts what an origin was asked for.
type tally struct {
	mu    sync.Mutex
	asked map[string]int
}

func (l *tally) note(path string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked[path]++
}

// Pages that are recorded, replayed and neither, at the same time in one Chrome: none is
// in another's record, none is answered from another's, and none waits for another.
func TestMixed(t *testing.T) {
	t.Parallel()
	asked := tally{asked: map[string]int{}}
	site := browsertest.Serve(t, http.HandlerFunc(func(w response, r *request) {
		asked.note(r.URL.Path)
		mixedPage(w, r.URL.Path, "origin")
	}))
	b := browsertest.Launch(t, browser.Options{})
	records, memories, slowest := make([]notes, *mixedPages), make([]fromMemory, *mixedPages), make([]int64, *mixedPages)
	var running errgroup.Group
	running.SetLimit(6)
	for i := range *mixedPages {
		running.Go(func() error {
			req := browser.Request{URL: fmt.Sprintf("%s/%d", site.URL, i), Settle: browser.Settle{For: []string{"text=all said"}}}
			who := "origin"
			switch i % 3 {
			case 0:
				req.Record = &records[i]
			case 1:
				req.Replay, who = &memories[i], "memory"
			}
			page := browsertest.TryWith(t, b, req)
			if page == nil {
				return nil
			}
			slowest[i] = page.Timings.Response
			for _, part := range []string{"words", "from-frame", "from-inner", "from-worker"} {
				wantDOM(t, page, fmt.Sprintf("%s /%d/%s", who, i, part))
			}
			for _, note := range page.Truncated {
				t.Errorf("page %d: %s", i, note)
			}
			return nil
		})
	}
	_ = running.Wait()
	checkMixed(t, asked.asked, site.URL, records, memories)
	t.Logf("the slowest document was answered after %d ms", maxOf(slowest))
}

func maxOf(list []int64) (most int64) {
	for _, n := range list {
		most = max(most, n)
	}
	return most
}

// checkMixed compares what the origin was asked for with the records.
func checkMixed(t *testing.T, asked map[string]int, origin string, records []notes, memories []fromMemory) {
	t.Helper()
	for i := range records {
		own := fmt.Sprintf("/%d", i)
		wanted := 1
		if i%3 == 1 {
			wanted = 0
		}
		recorded := map[string]int{}
		for _, x := range records[i].list {
			recorded[strings.TrimPrefix(x.Request.URL, origin)]++
		}
		for _, part := range mixedParts {
			path := own + part
			if asked[path] != wanted {
				t.Errorf("the origin was asked %d times for %s, not %d times", asked[path], path, wanted)
			}
			if i%3 == 0 && recorded[path] != 1 {
				t.Errorf("%s is in its record %d times", path, recorded[path])
			}
			delete(recorded, path)
		}
		delete(recorded, "/favicon.ico")
		for path := range recorded {
			t.Errorf("the record of page %d has %s", i, path)
		}
		for _, path := range memories[i].asked {
			if path != own && !strings.HasPrefix(path, own+"/") && path != "/favicon.ico" {
				t.Errorf("the memory of page %d was asked for %s", i, path)
			}
		}
	}
}

// A page that is neither recorded nor replayed does not wait because another is.
func TestPlainBesideReplay(t *testing.T) {
	t.Parallel()
	b := browsertest.Launch(t, browser.Options{})
	site := browsertest.Serve(t, http.HandlerFunc(func(w response, r *request) { mixedPage(w, r.URL.Path, "origin") }))
	begun, end := make(chan struct{}), make(chan struct{})
	replayed := make(chan *browser.Page)
	go func() {
		replayed <- browsertest.TryWith(t, b, browser.Request{URL: site.URL + "/1", Replay: &slowMemory{begun: begun, end: end}})
	}()
	<-begun // it has joined, and is alone with that
	page := browsertest.TryWith(t, b, browser.Request{URL: site.URL + "/2"})
	close(end)
	if page != nil {
		wantDOM(t, page, "origin /2/words", "origin /2/from-worker")
	}
	if page := <-replayed; page != nil {
		wantDOM(t, page, "memory /1/words")
	}
}

// slowMemory answers once it is told to.
type slowMemory struct {
	fromMemory
	once       sync.Once
	begun, end chan struct{}
}

func (m *slowMemory) Replay(sent exchange.Request) (exchange.Response, bool) {
	m.once.Do(func() { close(m.begun) })
	<-m.end
	return m.fromMemory.Replay(sent)
}
