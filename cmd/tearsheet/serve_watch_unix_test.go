//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A server that watches tells of an edit, once, also where it was killed before anybody listened.
func TestServerWatches(t *testing.T) {
	chrome := browsertest.Chrome(t)
	var edited, up atomic.Bool
	looked := make(chan struct{}, 1000)
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		word := "twice"
		if edited.Load() {
			word = "thrice"
		}
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>The bell</title><article><h1>The bell</h1>
<p>The bell on the quay was rung %s at noon, and nobody could say by whom, since the rope had been gone for a year.</p></article>`, word)
		if r.URL.Path == "/story" {
			looked <- struct{}{}
		}
	}))
	told, refused := make(chan string, 100), make(chan struct{}, 100)
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !up.Load() {
			w.WriteHeader(http.StatusServiceUnavailable)
			refused <- struct{}{}
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		told <- string(body)
	}))
	defer hook.Close()
	dir := t.TempDir()
	file := filepath.Join(dir, "watch.yaml")
	text, err := json.Marshal(map[string]any{"pages": []any{map[string]any{"url": site.URL + "/story", "every": "1s", "notify": []string{hook.URL}}}})
	if err == nil {
		err = os.WriteFile(file, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	flags := []string{"--chrome", chrome, "--watch", file}
	s := startServer(t, filepath.Join(dir, "archive"), flags...)
	for range 3 { // it knows how the page was
		<-looked
	}
	edited.Store(true)
	<-refused
	s.ends(syscall.SIGKILL)
	up.Store(true)
	s = startServer(t, filepath.Join(dir, "archive"), flags...)
	<-told
	var list struct {
		Changes []struct {
			Kinds         []string
			Before, After string
		}
	}
	if status := s.ask(http.MethodGet, "/v1/watch/changes", "", &list); status != http.StatusOK || len(list.Changes) != 1 || !slices.Contains(list.Changes[0].Kinds, "paragraph") {
		t.Errorf("%d: the changes are %+v", status, list)
	} else if status := s.ask(http.MethodGet, "/v1/snapshots/"+list.Changes[0].After, "", nil); status != http.StatusOK {
		t.Errorf("%d: there is no %s", status, list.Changes[0].After)
	}
	for len(looked) > 0 {
		<-looked
	}
	<-looked
	s.ends(syscall.SIGTERM)
	if n := len(told); n > 0 {
		t.Errorf("told %d times more: %s", n, <-told)
	}
}
