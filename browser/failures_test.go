package browser_test

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

func TestFailures(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/loop": redirect("/loop", 302),
		"/to/{n}": func(w response, r *request) {
			http.Redirect(w, r, "/to/"+r.PathValue("n")+"1", http.StatusFound)
		},
		"/login": func(w response, _ *request) {
			w.Header().Set("WWW-Authenticate", `Basic realm="Boiler room"`)
			w.WriteHeader(401)
			fmt.Fprint(w, "<p>No.")
		},
		"/to-login": redirect("/login", 302),
		"/nothing":  func(w response, _ *request) { w.WriteHeader(204) },
		"/reset":    func(w response, _ *request) { panic(http.ErrAbortHandler) },
		"/to-file":  redirect("file:///etc/hosts", 302),
		"/to-dns":   redirect("http://nowhere.invalid/", 302),
	}))
	secure := secureServer(t)
	tests := []struct {
		name, url string
		kind      browser.Kind
	}{
		{"unknown host", "http://nowhere.invalid/", "dns"},
		{"redirect to an unknown host", site.URL + "/to-dns", "dns"},
		{"closed port", "http://" + closedPort(t) + "/", "connect"},
		{"connection that breaks off", site.URL + "/reset", "connect"},
		{"no content", site.URL + "/nothing", "download"},
		{"not HTTP", "http://" + stranger(t) + "/", "connect"},
		{"bad certificate", secure, "tls"},
		{"no TLS", strings.Replace(site.URL, "http:", "https:", 1), "tls"},
		{"redirect to itself", site.URL + "/loop", "redirect_loop"},
		{"redirects without end", site.URL + "/to/1", "redirect_loop"},
		{"asks for a password", site.URL + "/login", "auth"},
		{"redirect to where a password is asked for", site.URL + "/to-login", "auth"},
		{"redirect to a file", site.URL + "/to-file", "invalid_url"},
		{"port that Chrome does not open", "http://127.0.0.1:25/", "invalid_url"},
		{"script", "javascript:document.write('1')", "invalid_url"},
		{"file", "file:///etc/hosts", "invalid_url"},
		{"page of Chrome", "chrome://version/", "invalid_url"},
		{"no address", "not an address", "invalid_url"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err, page := browsertest.Refused(t, browser.Request{URL: test.url})
			if err.Kind() != test.kind {
				t.Errorf("kind is %q, want %q: %v", err.Kind(), test.kind, err)
			}
			if strings.Contains(err.Error(), "\n") || err.Message == "" {
				t.Errorf("the message is not one line: %q", err.Error())
			}
			if page == nil || page.URL != test.url || page.Picture != nil || page.DOM != nil {
				t.Errorf("the page beside the error is %+v", page)
			}
		})
	}
}

// What is known of a page that failed is told.
func TestFailureTellsWhatIsKnown(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/a": redirect("/b", 302),
		"/b": func(w response, _ *request) {
			w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
			w.WriteHeader(401)
		},
	}))
	err, page := browsertest.Refused(t, browser.Request{URL: site.URL + "/a"})
	if err.Kind() != "auth" || page.Response.Status != 401 || len(page.Response.Redirects) != 1 {
		t.Errorf("%v; response %+v", err, page.Response)
	}
}

func TestInsecure(t *testing.T) {
	t.Parallel()
	url := secureServer(t)
	page := browsertest.Capture(t, browser.Request{URL: url, Network: browser.Network{Insecure: true}})
	if page.Title != "Behind a bad certificate" || page.Response.Status != 200 {
		t.Errorf("title %q, status %d", page.Title, page.Response.Status)
	}
	// It holds for that page alone.
	if err, _ := browsertest.Refused(t, browser.Request{URL: url}); err.Kind() != "tls" {
		t.Errorf("the next page is accepted: %v", err)
	}
}

func TestTimeout(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/silent": browsertest.Silent().ServeHTTP,
		"/headers": func(w response, r *request) { // answers, and then sends no byte
			w.Header().Set("Content-Type", "text/html")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
		"/": html("<title>Fine</title>"),
	}))
	begun := time.Now()
	err, _ := browsertest.Refused(t, browser.Request{URL: site.URL + "/silent", Timeout: 2 * time.Second})
	if err.Kind() != "timeout" {
		t.Errorf("%s: %v", err.Kind(), err)
	}
	if took := time.Since(begun); took < time.Second || took > 20*time.Second*browsertest.Slowness {
		t.Errorf("it took %v", took)
	}
	page := browsertest.Capture(t, browser.Request{URL: site.URL + "/headers", Timeout: 4 * time.Second})
	if !page.Partial || page.Response.Status != 200 {
		t.Errorf("a page of no bytes: partial %v, status %d", page.Partial, page.Response.Status)
	}
	if page := browsertest.Capture(t, browser.Request{URL: site.URL}); page.Title != "Fine" {
		t.Errorf("the page after it has title %q", page.Title)
	}
}

// secureServer gives the address of a server whose certificate nobody vouches for.
func secureServer(t *testing.T) string {
	t.Helper()
	server := httptest.NewUnstartedServer(browsertest.Page("<title>Behind a bad certificate</title>"))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return server.URL
}

// closedPort gives an address where nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// stranger gives the address of a server that closes every connection without a word.
func stranger(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return l.Addr().String()
}

// deafServer gives the address of a server that takes connections and never says a word.
func deafServer(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() }) // those that wait end with it
	return l.Addr().String()
}
