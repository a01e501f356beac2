package snapshots

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// moment is when tests take their snapshots.
var moment = time.Date(2026, 11, 23, 8, 15, 2, 123e6, time.UTC)

// pageFiles are the files of the snapshots that tests take, by kind.
var pageFiles = []struct{ kind, name, data string }{
	{"dom", "dom.html", "<!doctype html><title>Harbour reopens</title><p>The harbour reopened on Monday."},
	{"screenshot", "screenshot.png", "\x89PNG\r\n\x1a\n not really a picture"},
	{"article", "article.json", `{"title":"Harbour reopens"}` + "\n"},
	{"console", "console.jsonl", ""},
}

func testManifest(url string, at time.Time) Manifest {
	return Manifest{
		URL: url, FinalURL: url, Status: 200, Title: "Harbour reopens", CapturedAt: at,
		Tool:    Tool{Name: "tearsheet", Version: "0.0.0"},
		Browser: "HeadlessChrome/156.0.0.0",
		Article: &Article{Title: "Harbour reopens", WordCount: 5},
		Options: json.RawMessage(`{"viewport":"1280x720"}`),
		Capture: json.RawMessage(`{"overlays":[],"note":"a < b & c"}`),
	}
}

func newWriter(t testing.TB) *Writer {
	t.Helper()
	return reopen(t, filepath.Join(t.TempDir(), "archive"), newOSDisk)
}

func reopen(t testing.TB, dir string, d func(*os.Root) disk) *Writer {
	t.Helper()
	w, err := openWriter(dir, d)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

// take makes one snapshot.
func take(w *Writer, url string, at time.Time) (Snapshot, error) {
	draft, err := w.Begin()
	if err != nil {
		return Snapshot{}, err
	}
	defer draft.Abort()
	for _, f := range pageFiles {
		if err := draft.WriteFile(f.kind, f.name, []byte(f.data)); err != nil {
			return Snapshot{}, err
		}
	}
	return draft.Commit(context.Background(), testManifest(url, at))
}

func mustTake(t testing.TB, w *Writer, url string, at time.Time) Snapshot {
	t.Helper()
	snap, err := take(w, url, at)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// verify gives every problem of an archive, and how many snapshots it has.
func verify(t testing.TB, s *Store) (problems []Problem, snapshots int) {
	t.Helper()
	for r, err := range s.Verify(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if r.ID != "" {
			snapshots++
		}
		problems = append(problems, r.Problems...)
	}
	return problems, snapshots
}

func writeTestFile(t testing.TB, path, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

// kindOf is the kind of an error, empty for none.
func kindOf(err error) string {
	if err == nil {
		return ""
	}
	if k, ok := err.(interface{ Kind() string }); ok {
		return k.Kind()
	}
	return "not an Error: " + err.Error()
}
