//go:build unix

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/webhook"
	"github.com/tearsheet/tearsheet/snapshots"
)

// served is a server in a process of its own.
type served struct {
	t    *testing.T
	cmd  *exec.Cmd
	base string
}

// startServer starts tearsheet serve for an archive.
func startServer(t *testing.T, archive string, flags ...string) *served {
	t.Helper()
	cmd := exec.Command("tearsheet", append([]string{"serve", "--archive", archive, "--listen", "127.0.0.1:0", "--allow-net", "127.0.0.0/8"}, flags...)...)
	said, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	lines := bufio.NewReader(said)
	line, err := lines.ReadString('\n')
	_, base, ok := strings.Cut(strings.TrimSpace(line), " on ")
	if err != nil || !ok {
		t.Fatalf("the server says %q: %v", line, err)
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	return &served{t, cmd, strings.TrimSuffix(base, "/")}
}

// ask asks the server and reads its JSON.
func (s *served) ask(method, path, body string, into any) (status int) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.base+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err == nil && into != nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		s.t.Fatalf("%s %s: %v: %s", method, path, err, data)
	}
	return resp.StatusCode
}

// ends fails the test where the process does not end well after a signal.
func (s *served) ends(signal syscall.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(signal); err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil && signal != syscall.SIGKILL {
		s.t.Errorf("it ends with %v", err)
	}
}

// job is one as the server tells of it.
type job struct {
	ID, Status string
	Result     struct {
		URL, Dir string
		Article  *struct{ Title string }
		Error    *struct{ Kind, Message string }
	}
}

// stories is a site of many pages.
func stories(t *testing.T) *browsertest.Site {
	return browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>The bell %[1]s</title><article><h1>The bell %[1]s</h1>
<p>The bell on the quay was rung at noon, and nobody could say by whom, since the rope had been gone for a year.</p></article>`, r.URL.Path)
	}))
}

// Accepted jobs are done, whatever becomes of the server, and none is done twice.
func TestServerDies(t *testing.T) {
	chrome := browsertest.Chrome(t)
	site := stories(t)
	archive := filepath.Join(t.TempDir(), "archive")
	flags := []string{"--chrome", chrome, "--concurrency", "3"}
	s := startServer(t, archive, flags...)
	const n = 30
	var ids []string
	for i := range n {
		var j job
		if status := s.ask("POST", "/v1/captures", fmt.Sprintf(`{"url": "%s/%d", "settle": "fast"}`, site.URL, i), &j); status != http.StatusAccepted {
			t.Fatalf("job %d: %d", i, status)
		}
		ids = append(ids, j.ID)
	}
	var first job
	for _, kill := range []int{4, 12} { // once so many are through
		s.ask("GET", "/v1/captures/"+ids[kill]+"?wait=2m", "", &first)
		s.ends(syscall.SIGKILL)
		s = startServer(t, archive, flags...)
	}
	for i, id := range ids {
		var j job
		s.ask("GET", "/v1/captures/"+id+"?wait=2m", "", &j)
		if j.Status != "done" || j.Result.URL != fmt.Sprintf("%s/%d", site.URL, i) || j.Result.Dir == "" || j.Result.Article == nil || !strings.HasPrefix(j.Result.Article.Title, "The bell") {
			t.Errorf("job %d: %+v", i, j)
		}
	}
	s.ends(syscall.SIGTERM)
	store, err := snapshots.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	for snap, err := range store.List(t.Context(), snapshots.Query{}) {
		if err != nil {
			t.Error(err)
		}
		times[snap.URL]++
	}
	for i := range n {
		if address := fmt.Sprintf("%s/%d", site.URL, i); times[address] != 1 {
			t.Errorf("%s was stored %d times", address, times[address])
		}
	}
	for report, err := range store.Verify(context.Background()) {
		if err != nil || !report.OK() {
			t.Errorf("%+v %v", report, err)
		}
	}
}

// A page is captured, told of as capture --json does, and given back.
func TestServe(t *testing.T) {
	chrome := browsertest.Chrome(t)
	site := stories(t)
	s := startServer(t, filepath.Join(t.TempDir(), "archive"), "--chrome", chrome)
	var line map[string]any
	s.ask("POST", "/v1/captures?wait=1m", `{"url": "`+site.URL+`/one", "save": ["thumbnail"], "viewport": "600x400"}`, &line)
	result, _ := line["result"].(map[string]any)
	for _, name := range []string{"url", "final_url", "status", "title", "dir", "files", "article", "overlays", "coverage", "truncated", "partial", "timings", "error"} {
		if _, ok := result[name]; !ok {
			t.Errorf("the result has no %s: %v", name, line)
		}
	}
	if files, _ := result["files"].(map[string]any); files["thumbnail"] == nil {
		t.Errorf("files %v", files)
	}
	var article struct{ Title string }
	for _, query := range []string{"", "&max_age=1h", "&max_age=1h"} { // the second captures too: the window was another
		if status := s.ask("GET", "/v1/article?url="+site.URL+"/one"+query, "", &article); status != 200 || article.Title != "The bell /one" {
			t.Errorf("%q: %d %+v", query, status, article)
		}
	}
	var list struct{ Snapshots []struct{ ID string } }
	s.ask("GET", "/v1/snapshots", "", &list)
	if len(list.Snapshots) != 2 {
		t.Fatalf("%d snapshots", len(list.Snapshots))
	}
	var d struct {
		Equal   bool
		Changes struct {
			Picture *struct{ Want, Got struct{ Width int } }
		}
	}
	s.ask("GET", "/v1/diff?a="+list.Snapshots[1].ID+"&b="+list.Snapshots[0].ID, "", &d)
	if d.Equal {
		t.Errorf("%+v", d)
	}
	s.ends(syscall.SIGTERM)
}

// An assistant starts the tools itself, and talks to them on standard input and output.
func TestMCP(t *testing.T) {
	chrome := browsertest.Chrome(t)
	site := stories(t)
	cmd := exec.Command("tearsheet", "mcp", "--archive", filepath.Join(t.TempDir(), "archive"), "--chrome", chrome, "--allow-net", "127.0.0.0/8")
	c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), &sdk.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for tool, want := range map[string]string{"article": "The bell on the quay", "screenshot": "snapshot "} {
		r, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: map[string]any{"url": site.URL + "/two", "max_age": "1h"}})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(r.Content)
		if err != nil || r.IsError || !strings.Contains(string(text), want) {
			t.Errorf("%s: %.500s %v", tool, text, err)
		}
	}
}

// A server that is told to end stores what runs, answers who waits for it, and keeps what
// waits for the next start.
func TestServerIsStopped(t *testing.T) {
	chrome := browsertest.Chrome(t)
	asked, release := make(chan struct{}), make(chan struct{})
	var once sync.Once
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			once.Do(func() { close(asked) })
			<-release
		}
		fmt.Fprint(w, "<!doctype html><title>The bell</title><p>The bell on the quay was rung at noon.")
	}))
	archive := filepath.Join(t.TempDir(), "archive")
	flags := []string{"--chrome", chrome, "--concurrency", "1"}
	s := startServer(t, archive, flags...)
	answered := make(chan job, 1)
	go func() {
		var j job
		s.ask("POST", "/v1/captures?wait=2m", `{"url": "`+site.URL+`/slow"}`, &j)
		answered <- j
	}()
	<-asked
	var waiting job
	s.ask("POST", "/v1/captures", `{"url": "`+site.URL+`/next"}`, &waiting)
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for { // until it has heard
		var p struct{ Kind string }
		if s.ask("GET", "/readyz", "", nil) == http.StatusServiceUnavailable {
			if status := s.ask("POST", "/v1/captures", `{"url": "`+site.URL+`/late"}`, &p); status != http.StatusServiceUnavailable || p.Kind != "stopping" {
				t.Errorf("it takes work: %d %+v", status, p)
			}
			break
		}
	}
	close(release)
	if j := <-answered; j.Status != "done" {
		t.Errorf("%+v", j)
	}
	if err := s.cmd.Wait(); err != nil {
		t.Error(err)
	}
	s = startServer(t, archive, flags...)
	s.ask("GET", "/v1/captures/"+waiting.ID+"?wait=1m", "", &waiting)
	if waiting.Status != "done" {
		t.Errorf("%+v", waiting)
	}
	s.ends(syscall.SIGTERM)
}

// TestCurl runs the curl lines of the README and of the command's help, against a server
// and pages of the test's own.
func TestCurl(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("this system has no curl")
	}
	chrome := browsertest.Chrome(t)
	site := stories(t)
	s := startServer(t, filepath.Join(t.TempDir(), "archive"), "--chrome", chrome)
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	help, _, _ := call("serve", "--help")
	dir, ran := t.TempDir(), 0
	for line := range strings.Lines(string(readme) + help) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "curl ") || !strings.Contains(line, "127.0.0.1:8787") {
			continue
		}
		ran++
		line = strings.NewReplacer("http://127.0.0.1:8787", s.base, "https://example.com/", site.URL+"/").Replace(line)
		cmd := exec.CommandContext(t.Context(), "sh", "-c", strings.Replace(line, "curl ", "curl --fail-with-body ", 1))
		cmd.Dir = dir
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s\n%v\n%s", line, err, said)
		}
	}
	if ran == 0 {
		t.Error("there are none")
	}
	s.ends(syscall.SIGTERM)
}

// Who asked for it is told of a capture that has ended, also by the next process, and can
// tell that it was this server.
func TestWebhook(t *testing.T) {
	type message struct {
		Type string
		Data job
	}
	secretFile := filepath.Join(t.TempDir(), "secret")
	told := make(chan message, 10)
	up := make(chan struct{})
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-up:
		default: // the first server ends before anybody listens
			w.WriteHeader(http.StatusServiceUnavailable)
			told <- message{}
			return
		}
		text, err := os.ReadFile(secretFile)
		if err != nil {
			t.Error(err)
		}
		secret, err := webhook.ParseSecret(string(text))
		if err != nil {
			t.Error(err)
		}
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = secret.Verify(r.Header.Get("webhook-id"), r.Header.Get("webhook-timestamp"), r.Header.Get("webhook-signature"), body, time.Now())
		}
		var m message
		if err == nil {
			err = json.Unmarshal(body, &m)
		}
		if err != nil {
			t.Errorf("%v: %s", err, body)
		}
		told <- m
	}))
	defer hook.Close()
	archive := filepath.Join(t.TempDir(), "archive")
	flags := []string{"--chrome", filepath.Join(t.TempDir(), "none"), "--webhook-secret", secretFile}
	s := startServer(t, archive, flags...)
	var j job
	s.ask("POST", "/v1/captures?wait=1m", `{"url": "https://example.com/", "webhook": "`+hook.URL+`"}`, &j)
	<-told
	s.ends(syscall.SIGKILL)
	close(up)
	s = startServer(t, archive, flags...)
	if m := <-told; m.Type != "capture.failed" || m.Data.ID != j.ID || m.Data.Result.Error == nil || m.Data.Result.Error.Kind != "browser" {
		t.Errorf("%+v", m)
	}
	s.ends(syscall.SIGTERM)
}
