//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A server with a queue has its pages captured by the workers of that queue, of which it is
// one: they are jobs there like all others.
func TestServeQueue(t *testing.T) {
	t.Setenv("TEARSHEET_CHROME", browsertest.Chrome(t))
	o := startOrigin(t, 1)
	dir := t.TempDir()
	queue := filepath.Join(dir, "queue")
	s := startServer(t, filepath.Join(dir, "archive"), "--queue", queue)
	var captured struct {
		ID, Status string
		Result     struct {
			Title   string
			Dir     string
			Article *struct{ Text string }
		}
	}
	status := s.ask("POST", "/v1/captures?wait=60s", `{"url":"`+o.address(0, 7)+`"}`, &captured)
	r := captured.Result
	if status != 200 || captured.Status != "done" || !strings.HasPrefix(r.Title, "Page 7") || r.Article == nil || !strings.Contains(r.Article.Text, "of no importance") {
		t.Errorf("%d: %+v", status, captured)
	}
	if _, err := os.Stat(r.Dir); err != nil {
		t.Error(err)
	}
	out, err := exec.Command("tearsheet", "jobs", "--queue", queue, "--json").CombinedOutput()
	if err != nil || strings.Count(string(out), "\n") != 1 || !strings.Contains(string(out), `"id":"`+captured.ID+`"`) || !strings.Contains(string(out), `"state":"done"`) {
		t.Errorf("%v: %s", err, out)
	}
}
