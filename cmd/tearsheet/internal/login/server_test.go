package login

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// window is one that shows a number of frames and notes what is done.
type window struct {
	frames int
	done   chan Input
}

func (w *window) Next(ctx context.Context, after int) (Frame, error) {
	if after >= w.frames {
		<-ctx.Done()
		return Frame{}, ctx.Err()
	}
	return Frame{Number: after + 1, JPEG: []byte("picture"), Address: "https://tide.example/login"}, nil
}

func (w *window) Do(_ context.Context, in Input) error {
	if in.Do == "nothing" {
		return errors.New("hush")
	}
	w.done <- in
	return nil
}

// serve gives a server, and how to ask it: with a host, an origin and a key, where they are not
// empty.
func serve(t *testing.T, s *Server) func(method, path, host, origin, key, body string) (int, string) {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return func(method, path, host, origin, key, body string) (int, string) {
		r, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if host != "" {
			r.Host = host
		}
		if origin == "own" {
			origin = "http://" + r.Host
		}
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		if key != "" {
			r.Header.Set("Authorization", "Bearer "+key)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		if csp := resp.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || resp.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s %s: %v", method, path, resp.Header)
		}
		return resp.StatusCode, string(data)
	}
}

func TestWhoMaySee(t *testing.T) {
	w := &window{done: make(chan Input, 8)}
	s := New(w)
	ask := serve(t, s)
	for _, c := range []struct {
		what, method, path, host, origin, key, body string
		status                                      int
	}{
		{"the page", "GET", "/", "", "", "", "", 200},
		{"the page through a tunnel", "GET", "/", "localhost:9000", "", "", "", 200},
		{"the page by a name that leads here", "GET", "/", "rebinding.example", "", "", "", 421},
		{"another page", "POST", "/begin", "", "https://evil.example", "", s.token, 403},
		{"who says not from where", "POST", "/begin", "", "", "", s.token, 403},
		{"a wrong token", "POST", "/begin", "", "own", "", "wrong", 403},
		{"without a key", "POST", "/input", "", "own", "", "[]", 401},
		{"without a key, before any", "GET", "/frames?key=", "", "", "", "", 401},
		{"a file that is none", "GET", "/static/login.js", "", "", "", "", 401},
	} {
		if status, _ := ask(c.method, c.path, c.host, c.origin, c.key, c.body); status != c.status {
			t.Errorf("%s: %d, not %d", c.what, status, c.status)
		}
	}
	status, key := ask("POST", "/begin", "", "own", "", s.token)
	if status != 200 || key == "" || strings.Contains(key, s.token) {
		t.Fatalf("%d, %q", status, key)
	}
	if status, _ := ask("POST", "/begin", "", "own", "", s.token); status != 403 {
		t.Errorf("the token counts twice: %d", status)
	}
	if status, _ := ask("POST", "/input", "", "https://evil.example", key, "[]"); status != 403 {
		t.Errorf("another page with the key: %d", status)
	}
	if status, _ := ask("POST", "/input", "", "own", key, `[{"do":"mouse","type":"down","x":0.5,"button":"left"},{"do":"key","key":"a"}]`); status != 204 {
		t.Errorf("the page with its key: %d", status)
	}
	if first, second := <-w.done, <-w.done; first.Button != "left" || second.Key != "a" {
		t.Errorf("%+v, %+v", first, second)
	}
	if status, says := ask("POST", "/input", "", "own", key, `[{"do":"nothing"}]`); status != 502 || strings.Contains(says, "hush") {
		t.Errorf("%d: %s", status, says)
	}
	if status, _ := ask("POST", "/cancel", "", "own", key, ""); status != 200 {
		t.Errorf("%d", status)
	}
	if err := s.Wait(t.Context()); !errors.Is(err, ErrGivenUp) {
		t.Errorf("%v", err)
	}
}

// Frames come one after the other, and who asks last sees them.
func TestFrames(t *testing.T) {
	s := New(&window{frames: 2})
	s.spent, s.key = true, "key"
	server := httptest.NewServer(s)
	defer server.Close()
	watch := func() *bufio.Scanner {
		resp, err := http.Get(server.URL + "/frames?key=key")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { resp.Body.Close() })
		lines := bufio.NewScanner(resp.Body)
		for _, want := range []string{`"number":1`, "", `"number":2`, ""} {
			if !lines.Scan() || !strings.Contains(lines.Text(), want) {
				t.Fatalf("it says %q, and not %s", lines.Text(), want)
			}
		}
		return lines
	}
	first := watch()
	second := watch()
	if !first.Scan() || first.Text() != "event: bye" {
		t.Errorf("the first one hears %q", first.Text())
	}
	s.end(nil)
	if !second.Scan() || second.Text() != "event: bye" {
		t.Errorf("the second one hears %q", second.Text())
	}
}
