package browsertest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Site is a server on loopback for one test.
type Site struct {
	URL   string // its address, http://127.0.0.1:port
	Other string // the same server under another name, which is another site for the browser

	mu   sync.Mutex
	hits map[string]int
}

// Serve serves a site for one test: the handler, and flat pictures of any size and
// colour where it leaves /flat/ alone, see Flat.
func Serve(t testing.TB, h http.Handler) *Site {
	t.Helper()
	site := &Site{hits: map[string]int{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		site.mu.Lock()
		site.hits[r.URL.Path]++
		site.mu.Unlock()
		switch {
		case strings.HasPrefix(r.URL.Path, "/flat/"):
			serveFlat(w, r)
		case r.URL.Path == "/favicon.ico":
			w.WriteHeader(http.StatusNoContent)
		default:
			h.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	site.URL = server.URL
	site.Other = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	return site
}

// ServeFolder serves a folder of testdata/sites.
func ServeFolder(t testing.TB, name string) *Site {
	t.Helper()
	dir := filepath.Join(root(t), "testdata", "sites", name)
	if _, err := os.Stat(dir); err != nil {
		t.Fatal(err)
	}
	return Serve(t, http.FileServer(http.Dir(dir)))
}

// Hits is how often a path was asked for.
func (s *Site) Hits(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hits[path]
}

// Page answers every request with one HTML page.
func Page(html string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, html)
	})
}

// Pages answers each path with an HTML page, and others with 404.
func Pages(pages map[string]string) http.Handler {
	mux := http.NewServeMux()
	for path, html := range pages {
		mux.Handle(path, Page(html))
	}
	return mux
}

// Late answers after a while, unless the browser has gone before.
func Late(after time.Duration, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(after):
			h.ServeHTTP(w, r)
		}
	})
}

// Silent never answers.
func Silent() http.Handler {
	return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		// Only after the body does the server notice that the browser has gone.
		if _, err := io.Copy(io.Discard, r.Body); err == nil {
			<-r.Context().Done()
		}
	})
}

// root is the folder of the module: the nearest one above with a go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("there is no go.mod above the test's folder")
		}
		dir = parent
	}
}
