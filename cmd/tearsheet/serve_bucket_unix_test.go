//go:build unix

package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/snapshots/storage/azblob/azblobtest"
	"github.com/tearsheet/tearsheet/snapshots/storage/gs/gstest"
	"github.com/tearsheet/tearsheet/snapshots/storage/s3/s3test"
)

// machine has the program believe that it is on a machine of its own: with nothing of a bucket.
func machine(t *testing.T, dir string) {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	t.Setenv("XDG_STATE_HOME", filepath.Join(dir, "state"))
}

// get gives an answer of the server whole.
func (s *served) get(path string, headers ...string) (status int, body string, h http.Header) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.base+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return resp.StatusCode, string(data), resp.Header
}

// A server serves an archive in a bucket as one in a folder.
func TestServeBucket(t *testing.T) {
	for _, kind := range []struct {
		name    string
		address func(testing.TB, func(http.Handler) http.Handler) string
	}{{"s3", s3test.Address}, {"gs", gstest.Address}, {"azblob", azblobtest.Address}} {
		t.Run(kind.name, func(t *testing.T) {
			serveBucket(t, kind.name+"://", strings.Replace(kind.address(t, nil), "?", "/"+strings.ToLower(t.Name())+"?", 1))
		})
	}
}

func serveBucket(t *testing.T, scheme, archive string) {
	chrome := browsertest.Chrome(t)
	t.Setenv("TEARSHEET_CHROME", chrome)
	var edition atomic.Int32
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>The ferry %[1]s</title><article><h1>The ferry %[1]s</h1>
<p>The ferry left the quay %[2]d minutes late, which nobody on board took amiss, since the sea had been waiting for a year.</p></article>`, r.URL.Path, edition.Add(1))
	}))
	here, there := t.TempDir(), t.TempDir()
	machine(t, here)
	s := startServer(t, archive)

	capture := func() job {
		t.Helper()
		var j job
		if status := s.ask("POST", "/v1/captures?wait=2m", `{"url": "`+site.URL+`/one", "save": ["wacz"]}`, &j); status != http.StatusOK || j.Status != "done" || !strings.HasPrefix(j.Result.Dir, scheme) {
			t.Fatalf("%d %+v", status, j)
		}
		return j
	}
	first := capture()
	capture()
	type found struct{ ID, URL, Title string }
	list := func() (l []found) {
		t.Helper()
		var page struct{ Snapshots []found }
		s.ask("GET", "/v1/snapshots", "", &page)
		return page.Snapshots
	}
	two := list()
	if len(two) != 2 || !strings.HasSuffix(first.Result.Dir, two[1].ID) {
		t.Fatalf("%+v, not %s", two, first.Result.Dir)
	}
	path := "/v1/snapshots/" + url.PathEscape(two[1].ID)

	t.Run("files", func(t *testing.T) {
		status, dom, h := s.get(path + "/files/dom")
		if status != 200 || !strings.Contains(dom, "The ferry /one") || h.Get("ETag") == "" {
			t.Errorf("%d %v %.300s", status, h, dom)
		}
		if status, part, _ := s.get(path+"/files/dom", "Range", "bytes=10-29"); status != http.StatusPartialContent || part != dom[10:30] {
			t.Errorf("%d %q", status, part)
		}
		if status, _, _ := s.get(path+"/files/dom", "If-None-Match", h.Get("ETag")); status != http.StatusNotModified {
			t.Error(status)
		}
	})
	t.Run("asked", func(t *testing.T) {
		var results struct{ Hits []struct{ Older int } }
		if s.ask("GET", "/v1/search?q=amiss", "", &results); len(results.Hits) != 1 || results.Hits[0].Older != 1 {
			t.Errorf("%+v", results)
		}
		var d struct{ Equal bool }
		if status := s.ask("GET", "/v1/diff?a="+two[1].ID+"&b="+two[0].ID, "", &d); status != 200 || d.Equal {
			t.Errorf("%d %+v", status, d)
		}
		var v struct {
			OK    bool
			Files int
		}
		if s.ask("GET", path+"/verify", "", &v); !v.OK || v.Files == 0 {
			t.Errorf("%+v", v)
		}
		before := edition.Load()
		status, picture, h := s.get("/v1/screenshot?max_age=1h&url=" + url.QueryEscape(site.URL+"/one"))
		if status != 200 || !strings.HasPrefix(picture, "\x89PNG") || h.Get("Content-Type") != "image/png" || edition.Load() != before {
			t.Errorf("%d %v, loaded %d times more", status, h, edition.Load()-before)
		}
	})
	t.Run("gallery", func(t *testing.T) {
		for _, page := range []struct{ path, has string }{
			{"/", "The ferry /one"}, {"/snapshot/" + two[1].ID, "nobody on board"}, {"/snapshot/" + two[1].ID + "/screenshot/0", "\x89PNG"},
			{"/snapshot/" + two[1].ID + "/thumbnail", ""}, {"/page?url=" + url.QueryEscape(site.URL+"/one"), "The ferry"},
			{"/compare?a=" + two[1].ID + "&b=" + two[0].ID, "The ferry /one"}, {"/snapshot/" + two[1].ID + "/file/screenshot", "\x89PNG"},
		} {
			if status, body, _ := s.get(page.path); status != 200 || !strings.Contains(body, page.has) {
				t.Errorf("%s: %d %.300s", page.path, status, body)
			}
		}
	})

	// Another machine stores, looks and watches.
	machine(t, there)
	tearsheet := func(code int, want string, args ...string) {
		t.Helper()
		out, err := exec.Command("tearsheet", args...).CombinedOutput()
		var exit *exec.ExitError
		if err != nil {
			exit, _ = err.(*exec.ExitError) //nolint:errorlint // it is that very value
		}
		got := 0
		if exit != nil {
			got = exit.ExitCode()
		}
		if got != code || !strings.Contains(string(out), want) {
			t.Fatalf("%v: exit %d\n%s", args, got, out)
		}
	}
	config := filepath.Join(there, "watch.yaml")
	if err := os.WriteFile(config, []byte("pages: [{url: "+site.URL+"/watched, every: 1h}]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tearsheet(0, "is an archive and can be written", "doctor", "--archive", archive)
	tearsheet(0, "", "watch", "--once", "--config", config, "--archive", archive)
	tearsheet(0, site.URL+"/watched", "watch", "list", "--archive", archive)
	tearsheet(1, "nothing was ever watched", "watch", "list", "--archive", archive, "--state", t.TempDir())
	tearsheet(0, "", "show", "--archive", archive, "--out", filepath.Join(there, "shown"), two[1].ID)
	if _, err := os.Stat(filepath.Join(there, "shown", "screenshot.png")); err != nil {
		t.Error(err)
	}
	tearsheet(1, "", "diff", "--archive", archive, two[1].ID, two[0].ID)
	tearsheet(0, "", "export", "--archive", archive, "--wacz", filepath.Join(there, "all.wacz"))
	tearsheet(0, "", "verify", "--archive", archive)
	tearsheet(0, `"before":null`, "log", "--archive", archive, "--json", site.URL+"/one")
	tearsheet(0, "1 kept", "gc", "--keep-last", "1", "--archive", archive, site.URL+"/watched")
	queue := filepath.Join(there, "queue")
	tearsheet(0, `"id"`, "enqueue", "--queue", queue, site.URL+"/queued")
	tearsheet(0, `"dir":"`+scheme, "work", "--queue", queue, "--archive", archive, "--once", "--allow-net", "127.0.0.0/8")
	four := list()
	for len(four) < 4 { // what it knows may be seconds old
		four = list()
	}
	if len(four) != 4 || four[0].Title != "The ferry /queued" || four[1].Title != "The ferry /watched" {
		t.Errorf("%+v", four)
	}

	t.Run("mcp", func(t *testing.T) {
		cmd := exec.Command("tearsheet", "mcp", "--archive", archive, "--allow-net", "127.0.0.0/8")
		c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), &sdk.CommandTransport{Command: cmd}, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		r, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: "search", Arguments: map[string]any{"query": "amiss"}})
		if err != nil || r.IsError || len(r.Content) == 0 {
			t.Errorf("%+v %v", r, err)
		}
	})

	// What was asked for outlives the server, and the mirror.
	machine(t, here)
	s.ends(syscall.SIGKILL)
	if err := os.RemoveAll(filepath.Join(here, "cache")); err != nil {
		t.Fatal(err)
	}
	s = startServer(t, archive)
	var j job
	if s.ask("GET", "/v1/captures/"+first.ID, "", &j); j.Status != "done" || j.Result.Dir != first.Result.Dir {
		t.Errorf("%+v", j)
	}
	if again := list(); len(again) != 4 {
		t.Errorf("%+v", again)
	}
	s.ends(syscall.SIGTERM)
}
