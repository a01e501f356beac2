package browser_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing"
)

type (
	handlerFunc = http.HandlerFunc
	response    = http.ResponseWriter
	request     = http.Request
)

// handler answers each pattern of http.ServeMux with a function; "/" is only the root.
func handler(routes map[string]handlerFunc) http.Handler {
	mux := http.NewServeMux()
	for pattern, f := range routes {
		if pattern == "/" {
			pattern = "/{$}"
		}
		mux.HandleFunc(pattern, f)
	}
	return mux
}

// html answers with a page.
func html(text string) handlerFunc {
	return typed("text/html; charset=utf-8", text)
}

// typed answers with a body of a type.
func typed(mediaType, body string) handlerFunc {
	return func(w response, _ *request) {
		w.Header().Set("Content-Type", mediaType)
		fmt.Fprint(w, body)
	}
}

// redirect sends the browser elsewhere.
func redirect(to string, status int) handlerFunc {
	return func(w response, r *request) { http.Redirect(w, r, to, status) }
}

// writeFile writes a file that every user can read and gives its path.
func writeFile(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
