package browser_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

func TestKilledBetweenPages(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{})
	site := browsertest.Serve(t, browsertest.Page("<title>Again</title>"))
	for i := range 3 {
		if page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL}); page.Title != "Again" {
			t.Errorf("page %d has title %q", i, page.Title)
		}
		b.Kill()
	}
}

// A page on which Chrome dies is captured by the next Chrome.
func TestKilledDuringPage(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{})
	var once sync.Once
	killed := 0
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": html(`<title>Held</title><img src="/held">`),
		"/held": func(w response, _ *request) {
			once.Do(func() { killed = b.Group(); b.Kill() })
			w.WriteHeader(404)
		},
		"/always": html(`<title>Doomed</title><img src="/kill">`),
		"/kill":   func(_ response, r *request) { b.KillOf(r.Referer()) },
		"/next":   html("<title>Next</title>"),
	}))
	if page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL}); page.Title != "Held" {
		t.Errorf("title is %q", page.Title)
	}
	_, err := browsertest.Attempt(t, b, browser.Request{URL: site.URL + "/always"})
	if e := new(browser.Error); !errors.As(err, &e) || e.Kind() != "crash" {
		t.Errorf("a page on which every Chrome dies: %v", err)
	}
	if page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL + "/next"}); page.Title != "Next" {
		t.Errorf("the next page has title %q", page.Title)
	}
	if left := inGroup(killed); len(left) > 0 {
		t.Errorf("of the killed Chrome there are processes left: %v", left)
	}
}

// Of the pages that were open when Chrome died only the one that did it fails.
func TestOneEndsChrome(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{})
	const pages = 4
	var open sync.WaitGroup
	open.Add(pages)
	var there sync.Map
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/page": html(`<title>Neighbour</title><img src="/held">`),
		"/held": func(w response, r *request) {
			if _, again := there.LoadOrStore(r.Referer(), true); !again {
				open.Done()
				<-r.Context().Done() // until Chrome is gone
			}
			w.WriteHeader(404)
		},
		"/always": html(`<title>Doomed</title><img src="/kill">`),
		"/kill":   func(_ response, r *request) { open.Wait(); b.KillOf(r.Referer()) },
	}))
	var all sync.WaitGroup
	for i := range pages {
		all.Go(func() {
			page, err := browsertest.Attempt(t, b, browser.Request{URL: fmt.Sprint(site.URL, "/page?", i)})
			if err != nil || page.Title != "Neighbour" {
				t.Errorf("neighbour %d has title %q: %v", i, page.Title, err)
			}
		})
	}
	all.Go(func() {
		_, err := browsertest.Attempt(t, b, browser.Request{URL: site.URL + "/always"})
		if e := new(browser.Error); !errors.As(err, &e) || e.Kind() != "crash" {
			t.Errorf("a page on which every Chrome dies: %v", err)
		}
	})
	all.Wait()
}

// A page whose renderer dies gets a second chance; one that always dies is an error.
func TestKilledRenderer(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{})
	deaths := 0
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": html(`<title>Frail</title><img src="/strike">`),
		"/strike": func(w response, _ *request) {
			if deaths++; deaths == 1 {
				for _, pid := range renderers(b.Group()) {
					syscall.Kill(pid, syscall.SIGKILL)
				}
			}
			w.WriteHeader(404)
		},
	}))
	page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL})
	if page.Title != "Frail" || deaths < 2 {
		t.Errorf("title %q after %d loads", page.Title, deaths)
	}
}

// A tab whose process ends while it is opened answers nothing, and is not waited for.
func TestKilledRendererOfNewTab(t *testing.T) {
	var b *browser.Browser
	var armed atomic.Bool
	b = browsertest.Launch(t, browser.Overheard(browser.Options{}, func(what string, message ...any) {
		if said := fmt.Sprintf(what, message...); strings.HasPrefix(said, "->") && strings.Contains(said, `"Page.enable"`) && armed.CompareAndSwap(true, false) {
			for _, pid := range renderers(b.Group()) {
				syscall.Kill(pid, syscall.SIGKILL)
			}
		}
	}))
	armed.Store(true)
	site := browsertest.Serve(t, browsertest.Page(`<title>Frail</title>`))
	if page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL, Timeout: 30 * time.Second}); page.Title != "Frail" {
		t.Errorf("title %q", page.Title)
	}
}

func TestRenewedAfterPages(t *testing.T) {
	temp := ownTemp(t)
	b := browsertest.Launch(t, browser.Options{RenewPages: 3})
	var mu sync.Mutex
	var groups []int
	site := browsertest.Serve(t, handler(map[string]handlerFunc{"/{page}": func(w response, r *request) {
		fmt.Fprintf(w, "<!doctype html><title>Page %s</title>", r.PathValue("page"))
	}}))
	var all sync.WaitGroup
	pages := make(chan int)
	for range 2 {
		all.Go(func() {
			for i := range pages {
				page, err := browsertest.Attempt(t, b, browser.Request{URL: fmt.Sprintf("%s/%d", site.URL, i)})
				if err != nil || page.Title != fmt.Sprintf("Page %d", i) {
					t.Errorf("page %d: title %q, %v", i, page.Title, err)
				}
				mu.Lock()
				groups = append(groups, b.Group())
				mu.Unlock()
			}
		})
	}
	for i := range 8 {
		pages <- i
	}
	close(pages)
	all.Wait()
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	slices.Sort(groups)
	groups = slices.Compact(groups)
	if len(groups) != 3 {
		t.Errorf("8 pages, 3 to a Chrome, took %d Chromes", len(groups))
	}
	for _, group := range groups {
		if left := inGroup(group); len(left) > 0 {
			t.Errorf("these processes of an old Chrome are left: %v", left)
		}
	}
	if left := browsertest.Profiles(temp); len(left) > 0 {
		t.Errorf("profiles are left: %q", left)
	}
}

func TestRenewedWhenLarge(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{RenewMemory: 1})
	site := browsertest.Serve(t, browsertest.Page("<title>Heavy</title>"))
	browsertest.CaptureWith(t, b, browser.Request{URL: site.URL})
	first := b.Group()
	browsertest.CaptureWith(t, b, browser.Request{URL: site.URL})
	if b.Group() == first {
		t.Error("a Chrome over its limit of memory took another page")
	}
}

// While another Chrome does not get started nobody waits for longer than they want to.
func TestRenewalThatHangs(t *testing.T) {
	dir := ownTemp(t)
	// Chrome the first time, and what never answers from then on. A path that stood in the script
	// would be taken for what is meant.
	real := writeFile(t, dir, "real", browsertest.Chrome(t))
	script := writeFile(t, dir, "browser", fmt.Sprintf("#!/bin/sh\nif mkdir %s/begun 2>/dev/null; then exec \"$(cat %s)\" \"$@\"; fi\nexec sleep 600\n", dir, real))
	if err := os.Chmod(script, 0o755); err != nil {
		t.Fatal(err)
	}
	b := browsertest.Launch(t, browser.Options{Chrome: script})
	b.Kill()
	try := func() error {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		_, err := b.Capture(ctx, browser.Request{URL: "http://127.0.0.1:1/"})
		return err
	}
	begun := time.Now()
	for !errors.Is(try(), context.DeadlineExceeded) { // the first may still see the other one's end
		if time.Since(begun) > 20*time.Second*browsertest.Slowness {
			t.Fatal("that Chrome has ended is not noticed")
		}
	}
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			if err := try(); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("without a Chrome: %v", err)
			}
		})
	}
	all.Wait()
	b.Version()
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	browsertest.InTime(t, begun, 25*time.Second)
}

// A start that is given up at any moment leaves nothing behind.
func TestLaunchGivenUp(t *testing.T) {
	temp := ownTemp(t)
	browsertest.Chrome(t)
	for after := time.Duration(0); ; after += 25 * time.Millisecond {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		b, err := browser.Launch(ctx, browser.Options{})
		cancel()
		if err == nil {
			b.Close()
			break
		}
	}
	left := append(browsertest.Profiles(temp), browsertest.Processes(temp)...)
	if len(left) > 0 {
		t.Errorf("there is left %q", left)
	}
}

// The process that speaks to the network may die too: the page is tried again.
func TestKilledNetwork(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{})
	deaths := 0
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": func(w response, r *request) {
			if deaths++; deaths == 1 {
				for _, pid := range ofKind(b.Group(), "--utility-sub-type=network.mojom.NetworkService") {
					syscall.Kill(pid, syscall.SIGKILL)
				}
				<-r.Context().Done()
			}
			html("<title>Back</title>")(w, r)
		},
	}))
	if page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL}); page.Title != "Back" {
		t.Errorf("title is %q", page.Title)
	}
}
