package browser_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

func TestResponse(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/": func(w response, r *request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("X-Edition", "evening")
			w.Header().Add("X-Part", "one")
			w.Header().Add("X-Part", "two")
			fmt.Fprintf(w, "<title>Sent</title><p>%s %s", r.Header.Get("X-Token"), r.Header.Get("Accept-Language"))
		},
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL, Network: browser.Network{Headers: map[string]string{"X-Token": "barnacle"}}})
	r := page.Response
	if r.Status != 200 || r.StatusText != "OK" || r.MediaType != "text/html" || r.Protocol != "http/1.1" || len(r.Redirects) != 0 {
		t.Errorf("response is %+v", r)
	}
	if r.Headers["X-Edition"] != "evening" || r.Headers["X-Part"] != "one\ntwo" {
		t.Errorf("headers are %q", r.Headers)
	}
	if u, _ := url.Parse(site.URL); r.RemoteAddress != u.Host {
		t.Errorf("remote address is %q, not %q", r.RemoteAddress, u.Host)
	}
	if page.URL != site.URL || page.FinalURL != site.URL+"/" || !strings.Contains(page.Browser, "Chrome/") || page.Started.IsZero() {
		t.Errorf("url %q, final %q, browser %q", page.URL, page.FinalURL, page.Browser)
	}
	wantDOM(t, page, "barnacle")
	wantWhole(t, page)
	times := page.Timings
	order := []int64{0, times.Response, times.Settled, times.Total}
	if !slices.IsSorted(order) || times.Load <= 0 || times.DOM <= 0 || times.Picture <= 0 || times.Total < max(times.DOM, times.Picture) {
		t.Errorf("timings are %+v", times)
	}
}

// A page with a body is captured whatever its status says.
func TestStatus(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{"/{status}": func(w response, r *request) {
		var status int
		fmt.Sscan(r.PathValue("status"), &status)
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(status)
		fmt.Fprintf(w, "<title>Number %d</title><p>So it is.", status)
	}}))
	for _, status := range []int{201, 401, 404, 410, 429, 500, 503} {
		page := browsertest.Capture(t, browser.Request{URL: fmt.Sprintf("%s/%d", site.URL, status), Settle: browser.Settle{Pace: browser.PaceFast}})
		if page.Response.Status != status || page.Title != fmt.Sprintf("Number %d", status) {
			t.Errorf("%d: status %d, title %q", status, page.Response.Status, page.Title)
		}
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/a": redirect("/b?x=1", 301),
		"/b": redirect("/c", 302),
		"/c": redirect("/d#part", 307),
		"/d": html("<title>There</title>"),
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL + "/a"})
	want := []browser.Redirect{{URL: site.URL + "/a", Status: 301}, {URL: site.URL + "/b?x=1", Status: 302}, {URL: site.URL + "/c", Status: 307}}
	if !slices.Equal(page.Response.Redirects, want) {
		t.Errorf("redirects are %v, want %v", page.Response.Redirects, want)
	}
	if page.FinalURL != site.URL+"/d#part" || page.Response.Status != 200 || page.Title != "There" {
		t.Errorf("final %q, status %d, title %q", page.FinalURL, page.Response.Status, page.Title)
	}
}

// Where the page goes by itself, it is followed: the facts are those of the page that is
// shown in the end.
func TestPageGoesOn(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, html, final string }{
		{"script", `<script>location.href = '/end'</script>`, "/end"},
		{"script after a while", `<p>Wait.<script>setTimeout(() => location.replace('/end'), 600)</script>`, "/end"},
		{"refresh", `<meta http-equiv="refresh" content="0; url=/end"><p>Wait.`, "/end"},
		{"refresh after a second", `<meta http-equiv="refresh" content="1;URL='/end'"><p>Wait.`, "/end"},
		{"form", `<form action="/end"></form><script>document.forms[0].submit()</script>`, "/end"},
		{"pushState", `<title>End</title><script>history.pushState({}, '', '/pushed?q=1#here')</script>`, "/pushed?q=1#here"},
		{"fragment", `<title>End</title><script>location.hash = 'down'</script>`, "/#down"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			site := browsertest.Serve(t, handler(map[string]handlerFunc{
				"/": html(test.html),
				"/end": func(w response, _ *request) {
					w.Header().Set("Content-Type", "text/html")
					w.WriteHeader(203)
					fmt.Fprint(w, "<title>End</title><p>Arrived.")
				},
			}))
			page := browsertest.Capture(t, browser.Request{URL: site.URL})
			if got, _ := strings.CutSuffix(page.FinalURL, "?"); got != site.URL+test.final {
				t.Errorf("final address is %q, want %q", page.FinalURL, site.URL+test.final)
			}
			status := 200
			if test.final == "/end" {
				status = 203
				wantDOM(t, page, "Arrived.")
			}
			if page.Title != "End" || page.Response.Status != status {
				t.Errorf("title %q, status %d", page.Title, page.Response.Status)
			}
		})
	}
}

// What one page stores is not there for the next.
func TestPagesAreApart(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<p id="found"></p><script>
		found.textContent = 'cookie=' + document.cookie + ';storage=' + localStorage.mark;
		document.cookie = 'mark=1';
		localStorage.mark = '1';
	</script>`))
	for range 2 {
		page := browsertest.Capture(t, browser.Request{URL: site.URL})
		wantDOM(t, page, "cookie=;storage=undefined")
	}
}

// Two requests for one page do not see each other's headers, size or name.
func TestRequestsAreApart(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{"/": func(w response, r *request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<p>token=%s;", r.Header.Get("X-Token"))
	}}))
	with := browsertest.Capture(t, browser.Request{URL: site.URL, Network: browser.Network{Headers: map[string]string{"X-Token": "kelp"}}})
	wantDOM(t, with, "token=kelp;")
	without := browsertest.Capture(t, browser.Request{URL: site.URL})
	wantDOM(t, without, "token=;")
}
