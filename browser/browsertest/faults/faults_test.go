package faults

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

// Each fault has a name of its own and says how it may end.
func TestAll(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range All {
		if seen[f.Name] || f.Name == "" || len(f.Ends) == 0 || (f.serve == nil) == (f.address == nil) {
			t.Errorf("%q is not complete, or there twice", f.Name)
		}
		seen[f.Name] = true
	}
}

// The server serves them, and ends whatever they are at.
func TestServe(t *testing.T) {
	s, err := Serve("")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	get := func(path string, body bool) (string, error) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, path, nil)
		if err != nil {
			return "", err
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return "", err
		}
		defer res.Body.Close() // only read
		if !body {
			return "", nil
		}
		text, err := io.ReadAll(res.Body)
		return string(text), err
	}
	if text, err := get(s.Neighbour(0), true); err != nil || !strings.Contains(text, NeighbourText) {
		t.Errorf("the neighbour says %q: %v", text, err)
	}
	if text, err := get(s.URL+"/loop", true); err != nil || !strings.Contains(text, before) {
		t.Errorf("a page says %q: %v", text, err)
	}
	if _, err := get(s.URL+"/short-length", true); err == nil {
		t.Error("an answer that ends too early comes to its end")
	}
	if _, err := get(s.URL+"/endless-html", false); err != nil {
		t.Error("an answer without end does not begin:", err)
	}
	for _, f := range All {
		if f.address != nil && strings.HasPrefix(f.Name, "tls-") {
			if _, err := get(s.Address(f), true); err == nil {
				t.Errorf("%s is trusted", f.Name)
			}
		}
	}
}
