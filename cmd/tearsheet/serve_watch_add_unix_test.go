//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A server without a watch.yaml watches what is added over HTTP, also after it was killed, until it
// is removed; who is told lies behind the guard.
func TestServerWatchesWhatIsAdded(t *testing.T) {
	chrome := browsertest.Chrome(t)
	var edits, visits, behind atomic.Int64
	looked := make(chan struct{}, 1000)
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>The bell</title><article><h1>The bell</h1>
<p>The bell on the quay was rung %d times at noon, and nobody could say by whom, since the rope had been gone for a year.</p></article>`, edits.Load()+2)
		if r.URL.Path == "/story" {
			visits.Add(1)
			looked <- struct{}{}
		}
	}))
	told, known := make(chan struct{}, 100), sync.Map{}
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if _, again := known.LoadOrStore(r.Header.Get("Webhook-Id"), true); !again { // it was killed before it could note that
			told <- struct{}{}
		}
	}))
	defer hook.Close()
	notify := []string{hook.URL}
	if inside, err := net.Listen("tcp", "[::1]:0"); err == nil { // which --allow-net does not open
		server := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { behind.Add(1) })}
		go func() { _ = server.Serve(inside) }()
		defer server.Close()
		for _, form := range []string{"http://%s/", "ntfy://%s/topic?disabletls=yes", "smtp://%s/?from=desk@tide.example&to=you@tide.example&encryption=none"} {
			notify = append(notify, fmt.Sprintf(form, inside.Addr()))
		}
	}
	archive := filepath.Join(t.TempDir(), "archive")
	s := startServer(t, archive, "--chrome", chrome)
	body, err := json.Marshal(map[string]any{"url": site.URL + "/story", "every": "1s", "notify": notify})
	if err != nil {
		t.Fatal(err)
	}
	var page struct{ ID string }
	if status := s.ask(http.MethodPut, "/v1/watch/pages/bell", string(body), &page); status != http.StatusCreated {
		t.Fatalf("%d: %+v", status, page)
	}
	var wrong struct{ Detail string }
	for body, says := range map[string]string{
		fmt.Sprintf(`{"url":%q,"notify":"exec:touch %s"}`, site.URL, archive): "over HTTP",
		`{"url":"file:///etc/passwd"}`:                                        "file of this machine",
		fmt.Sprintf(`{"url":%q,"device":"Nokia 3310"}`, site.URL):             "device",
	} {
		if status := s.ask(http.MethodPost, "/v1/watch/pages", body, &wrong); status != http.StatusUnprocessableEntity || !strings.Contains(wrong.Detail, says) {
			t.Errorf("%s: %d %s", body, status, wrong.Detail)
		}
	}
	for range 3 {
		<-looked
	}
	edits.Add(1)
	<-told
	s.ends(syscall.SIGKILL)
	edits.Add(1)
	s = startServer(t, archive, "--chrome", chrome)
	<-told
	var list struct {
		Pages []struct {
			ID    string
			Added bool
			Looks int
		}
		Changes []struct{ Kinds []string }
	}
	s.ask(http.MethodGet, "/v1/watch", "", &list)
	if len(list.Pages) != 1 || list.Pages[0].ID != page.ID || !list.Pages[0].Added || list.Pages[0].Looks < 3 {
		t.Errorf("after the restart %+v is watched", list)
	}
	if status := s.ask(http.MethodDelete, "/v1/watch/pages/bell", "", nil); status != http.StatusNoContent {
		t.Errorf("it is removed with %d", status)
	}
	s.ask(http.MethodGet, "/v1/watch", "", &list)
	s.ask(http.MethodGet, "/v1/watch/changes", "", &list)
	if len(list.Pages) != 0 || len(list.Changes) != 2 {
		t.Errorf("of a page that was removed: %+v", list)
	}
	s.ends(syscall.SIGTERM)
	if n := behind.Load(); n > 0 {
		t.Errorf("what lies behind the guard was reached %d times", n)
	}
	before := visits.Load()
	s = startServer(t, archive, "--chrome", chrome)
	if s.ask(http.MethodGet, "/v1/watch", "", &list); len(list.Pages) != 0 || visits.Load() != before {
		t.Errorf("it is watched again: %+v", list)
	}
	s.ends(syscall.SIGTERM)
}
