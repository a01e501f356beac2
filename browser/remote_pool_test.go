package browser_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// parts of the address of a browser's socket.
func socketParts(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// Pages are spread over several browsers. One that is killed loses no page, and neither does
// one that was never there.
func TestSeveralRemotes(t *testing.T) {
	t.Parallel()
	first, second := startRemote(t), startRemote(t)
	doomed, kill := startRemoteUntil(t)
	var warned atomic.Int32
	b := browsertest.Launch(t, browser.Options{
		Remote: []string{first, "http://" + socketParts(t, second).Host, doomed, "ws://127.0.0.1:1/?token=hush-hush"},
		Warn: func(says string) {
			warned.Add(1)
			if strings.Contains(says, "hush-hush") || !strings.Contains(says, "ws://127.0.0.1:1/?...") {
				t.Errorf("it says %q", says)
			}
		},
	})
	if warned.Load() != 1 {
		t.Errorf("%d warnings, want 1", warned.Load())
	}
	var asked, held atomic.Int32
	all := make(chan struct{})
	const together = 6
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			return
		}
		asked.Add(1)
		if strings.HasPrefix(r.URL.Path, "/held") {
			if held.Add(1) == together {
				close(all)
			}
			<-all // each browser has some of them now
			if r.URL.RawQuery == "" && held.Load() <= together {
				kill()
			}
		}
		fmt.Fprintf(w, "<!doctype html><title>Page %s</title><p>Low water at six.", r.URL.Path)
	}))
	capture := func(kind string, n int) {
		var wait sync.WaitGroup
		for i := range n {
			wait.Go(func() {
				address := fmt.Sprintf("%s/%s/%d", site.URL, kind, i)
				page, err := b.Capture(context.Background(), browser.Request{URL: address})
				if err != nil {
					t.Errorf("%s: %v", address, err)
				} else if want := fmt.Sprintf("Page /%s/%d", kind, i); page.Title != want {
					t.Errorf("title %q, want %q", page.Title, want)
				}
			})
		}
		wait.Wait()
	}
	capture("held", together)
	if asked.Load() <= together {
		t.Errorf("%d requests: no page was in the browser that was killed", asked.Load())
	}
	capture("later", together)
}

// A service gives each page a browser of its own, for a token that is nowhere told. While it
// refuses nothing is lost.
func TestRemoteService(t *testing.T) {
	t.Parallel()
	const token = "hush-hush"
	behind := socketParts(t, startRemote(t))
	var sessions, refused atomic.Int32
	var refuse atomic.Bool
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.URL = &url.URL{Scheme: "http", Host: behind.Host, Path: behind.Path}
		r.Out.Host = behind.Host
	}}
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Query().Get("token") != token:
			http.Error(w, "who is it?", http.StatusForbidden)
		case strings.HasSuffix(r.URL.Path, "/json/version"):
			fmt.Fprint(w, `{"webSocketDebuggerUrl":"ws://0.0.0.0:3000/devtools/browser/one"}`)
		case refuse.CompareAndSwap(true, false):
			refused.Add(1)
			http.Error(w, "all are taken", http.StatusTooManyRequests)
		default:
			sessions.Add(1)
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(service.Close)
	site := browsertest.Serve(t, browsertest.Page(`<title>Lent</title>`))
	host := strings.TrimPrefix(service.URL, "http://")

	b := browsertest.Launch(t, browser.Options{Remote: []string{"ws://" + host + "?token=" + token}})
	const pages = 3
	for range pages {
		refuse.Store(true)
		if page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL}); page.Title != "Lent" {
			t.Errorf("title %q", page.Title)
		}
	}
	if sessions.Load() != pages+1 || refused.Load() != pages { // one more for the start
		t.Errorf("%d sessions and %d refusals, want %d and %d", sessions.Load(), refused.Load(), pages+1, pages)
	}

	named := browsertest.Launch(t, browser.Options{Remote: []string{service.URL + "/?token=" + token}})
	if page := browsertest.CaptureWith(t, named, browser.Request{URL: site.URL}); page.Title != "Lent" {
		t.Errorf("title %q", page.Title)
	}

	for _, address := range []string{
		"ws://" + host + "?token=wrong-hush", "http://" + host + "/?token=wrong-hush", "ws://ada:wrong-hush@" + host + "/?a=b",
		"ws://127.0.0.1:1/chrome?token=wrong-hush", "http://127.0.0.1:1/?token=wrong-hush",
	} {
		b, err := browser.Launch(t.Context(), browser.Options{Remote: []string{address}})
		if err == nil {
			b.Close()
			t.Errorf("%s is taken", address)
			continue
		}
		if says := err.Error(); strings.Contains(says, "wrong-hush") || !strings.Contains(says, "no browser answers at ") {
			t.Errorf("it says %q", says)
		}
	}
}
