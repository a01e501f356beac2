package robots

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// answers is a site, in place of the network.
type answers func(r *http.Request) (status int, body string, err error)

func (a answers) RoundTrip(r *http.Request) (*http.Response, error) {
	status, body, err := a(r)
	if err != nil {
		return nil, err
	}
	return &http.Response{Status: http.StatusText(status), StatusCode: status, Body: io.NopCloser(strings.NewReader(body)), Request: r, Header: http.Header{}}, nil
}

func (a answers) rules() *Rules { return New(&http.Client{Transport: a}, "tearsheet") }

const file = `
User-agent: *
Disallow: /private/
Crawl-delay: 2

User-agent: TearSheet
Disallow: /drafts
Disallow: /*.pdf$
Allow: /drafts/public
Crawl-delay: 0.5
`

func TestCheck(t *testing.T) {
	r := answers(func(*http.Request) (int, string, error) { return 200, file, nil }).rules()
	for _, c := range []struct {
		url     string
		allowed bool
	}{
		{"https://example.com", true},
		{"https://example.com/100%", true},
		{"https://example.com/private/x", true}, // the other group is not ours
		{"https://example.com/drafts/1?a=b", false},
		{"https://example.com/drafts/public/1", true},
		{"https://example.com/paper.pdf", false},
		{"https://example.com/paper.pdf?page=1", true},
	} {
		v, err := r.Check(t.Context(), c.url)
		if err != nil || v.Allowed != c.allowed || v.Delay != time.Second/2 || (v.Why == "") != c.allowed {
			t.Errorf("%s: %+v, %v", c.url, v, err)
		}
	}
	for _, url := range []string{"file:///srv/page.html", "about:blank", "https://"} {
		if v, err := r.Check(t.Context(), url); err == nil {
			t.Errorf("%s: %+v", url, v)
		}
	}
}

func TestAnswers(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	_, refused := net.Dial("tcp", closed.Listener.Addr().String())
	for _, c := range []struct {
		name    string
		status  int
		body    string
		err     error
		allowed bool
		why     string
	}{
		{"no file", 404, "Disallow: /", nil, true, ""},
		{"forbidden", 403, "", nil, true, ""},
		{"empty", 200, "", nil, true, ""},
		{"a web page", 200, "<!doctype html><html>Welcome", nil, true, ""},
		{"byte order mark", 200, "\ufeffUser-agent: *\nDisallow: /", nil, false, "disallows it for tearsheet"},
		{"server error", 503, "", nil, false, "Service Unavailable"},
		{"no answer", 0, "", errors.New("unexpected EOF"), false, "does not answer"},
		{"no connection", 0, "", refused, true, ""},
		{"too long", 200, "User-agent: *\n" + strings.Repeat("# comment\n", maxFile/10) + "Disallow: /", nil, true, ""},
	} {
		r := answers(func(*http.Request) (int, string, error) { return c.status, c.body, c.err }).rules()
		v, err := r.Check(t.Context(), "https://example.com/page")
		if err != nil || v.Allowed != c.allowed || !strings.Contains(v.Why, c.why) {
			t.Errorf("%s: %+v, %v", c.name, v, err)
		}
	}
}

func TestEachSiteIsAskedOnceADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		r := answers(func(*http.Request) (int, string, error) {
			asked.Add(1)
			time.Sleep(time.Second) // of the fake clock: all callers are there by then
			return 200, file, nil
		}).rules()
		var wg sync.WaitGroup
		for range 10 {
			for _, url := range []string{"https://example.com/a", "https://example.com/b", "https://example.com:8443/", "http://example.com/"} {
				wg.Go(func() {
					if _, err := r.Check(t.Context(), url); err != nil {
						t.Error(err)
					}
				})
			}
		}
		wg.Wait()
		if n := asked.Load(); n != 3 {
			t.Errorf("three origins were asked %d times", n)
		}
		time.Sleep(lifetime)
		if _, err := r.Check(t.Context(), "https://example.com/a"); err != nil || asked.Load() != 4 {
			t.Errorf("asked %d times after a day, %v", asked.Load(), err)
		}
	})
}

// TestOneWhoLeavesSpoilsNothing cancels the caller that fetches the file while
// another waits for it.
func TestOneWhoLeavesSpoilsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		r := answers(func(req *http.Request) (int, string, error) {
			if asked.Add(1) == 1 {
				<-req.Context().Done()
				return 0, "", req.Context().Err()
			}
			return 200, file, nil
		}).rules()
		ctx, cancel := context.WithCancel(t.Context())
		left := make(chan error)
		go func() {
			_, err := r.Check(ctx, "https://example.com/a")
			left <- err
		}()
		synctest.Wait()
		stayed := make(chan Verdict)
		go func() {
			v, _ := r.Check(t.Context(), "https://example.com/a")
			stayed <- v
		}()
		synctest.Wait()
		cancel()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("the one who left: %v", err)
		}
		if v := <-stayed; !v.Allowed {
			t.Errorf("the one who stayed: %+v", v)
		}
	})
}

func TestSitemaps(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, "User-agent: *\nDisallow: /private\nSitemap: https://tide.example/a.xml\nSitemap: https://tide.example/b.xml\n")
			return
		}
		http.NotFound(w, r)
	}))
	defer server.Close()
	maps, named, err := New(nil, "tearsheet").Sitemaps(t.Context(), server.URL+"/page")
	if err != nil || !named || len(maps) != 2 || maps[1] != "https://tide.example/b.xml" {
		t.Errorf("%q, %v, %v", maps, named, err)
	}
	bare := httptest.NewServer(http.NotFoundHandler())
	defer bare.Close()
	maps, named, err = New(nil, "tearsheet").Sitemaps(t.Context(), bare.URL+"/page")
	if err != nil || named || len(maps) != 1 || maps[0] != bare.URL+"/sitemap.xml" {
		t.Errorf("%q, %v, %v", maps, named, err)
	}
}
