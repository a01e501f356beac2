package folder_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/folder"
)

func TestHandler(t *testing.T) {
	t.Parallel()
	dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "secret")
	for name, text := range map[string]string{
		"index.html": "home", "a/index.html": "a", "b/page.html": "b", ".env": "key", ".git/config": "git", "a/.hidden/x.html": "x", "script.js": "1",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(outside, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "link.html")); err != nil {
		t.Skip("this system has no links")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	handler := folder.Handler(root, "127.0.0.1:8080", "localhost:8080")
	for _, test := range []struct {
		method, host, path string
		status             int
	}{
		{"GET", "127.0.0.1:8080", "/", 200},
		{"HEAD", "localhost:8080", "/", 200},
		{"GET", "LOCALHOST:8080", "/script.js", 200},
		{"GET", "127.0.0.1:8080", "/a/", 200},
		{"GET", "127.0.0.1:8080", "/b/page.html", 200},
		{"GET", "127.0.0.1:8080", "/b/", 404},
		{"GET", "127.0.0.1:8080", "/b", 404},
		{"GET", "127.0.0.1:8080", "/none", 404},
		{"GET", "127.0.0.1:8080", "/.env", 404},
		{"GET", "127.0.0.1:8080", "/.git/config", 404},
		{"GET", "127.0.0.1:8080", "/a/.hidden/x.html", 404},
		{"GET", "127.0.0.1:8080", "/link.html", 404},
		{"GET", "127.0.0.1:8080", "/script.js/x", 404},
		{"GET", "127.0.0.1:8080", "/a%00b", 404},
		{"GET", "evil.test:8080", "/", 421},
		{"GET", "127.0.0.1", "/", 421},
		{"GET", "127.0.0.1:9", "/", 421},
		{"POST", "127.0.0.1:8080", "/", 405},
	} {
		r := httptest.NewRequest(test.method, "http://x"+test.path, nil)
		r.Host = test.host
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != test.status || w.Header().Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("%s %s%s: %d %v", test.method, test.host, test.path, w.Code, w.Header())
		}
		if w.Code == http.StatusNotFound && w.Body.String() != "404 page not found\n" {
			t.Errorf("%s: %q", test.path, w.Body)
		}
	}
}

// A folder is at the same address each time; where somebody else is there it is at another.
func TestListen(t *testing.T) {
	dir := t.TempDir()
	first, err := folder.Listen(dir)
	if err != nil {
		t.Fatal(err)
	}
	second, err := folder.Listen(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if second.Addr().String() == first.Addr().String() {
		t.Errorf("two listen on %s", first.Addr())
	}
	first.Close()
	again, err := folder.Listen(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if again.Addr().String() != first.Addr().String() {
		t.Errorf("it is on %s, and was on %s", again.Addr(), first.Addr())
	}
}
