package snapshots

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// onceFor commits a draft that is of a job.
func onceFor(t *testing.T, w *Writer, job string, begun time.Time) (Snapshot, error) {
	t.Helper()
	d, err := w.Begin()
	if err != nil {
		return Snapshot{}, err
	}
	defer d.Abort()
	d.Once = &Once{Begun: begun, Same: ofJob(job)}
	if err := d.WriteFile("dom", "dom.html", []byte("<p>"+job)); err != nil {
		return Snapshot{}, err
	}
	return d.Commit(t.Context(), Manifest{URL: "https://a.test/story", CapturedAt: begun.Add(3 * time.Second), Capture: []byte(`{"job":"` + job + `"}`)})
}

func ofJob(job string) func(Manifest) bool {
	return func(m Manifest) bool {
		var of struct{ Job string }
		return json.Unmarshal(m.Capture, &of) == nil && of.Job == job
	}
}

// However many commit the same job at the same time, one snapshot is there; that of another
// job of the same moment is another one.
func TestOnce(t *testing.T) {
	dir := t.TempDir()
	begun := time.Date(2026, 11, 28, 8, 0, 0, 5e6, time.UTC)
	var all sync.WaitGroup
	var mu sync.Mutex
	ids := map[string]map[ID]bool{"one": {}, "two": {}}
	for range 4 {
		w, err := OpenWriter(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		for _, job := range []string{"one", "two"} {
			all.Go(func() {
				snap, err := onceFor(t, w, job, begun)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				ids[job][snap.ID] = true
			})
		}
	}
	all.Wait()
	if len(ids["one"]) != 1 || len(ids["two"]) != 1 {
		t.Errorf("stored as %v", ids)
	}
	store, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	list, err := store.IDs("a.test", "story")
	if err != nil || len(list) != 2 {
		t.Fatalf("%v %v", list, err)
	}
	for _, id := range list {
		if !id.Time().Equal(begun) {
			t.Errorf("%s is not named after when its job began", id)
		}
		if r := store.VerifySnapshot(t.Context(), id); len(r.Problems) > 0 {
			t.Errorf("%v", r.Problems)
		}
	}
	for job := range ids {
		snap, ok, err := store.Taken(t.Context(), "https://a.test/story", Once{begun, ofJob(job)})
		if err != nil || !ok || !ids[job][snap.ID] {
			t.Errorf("%s: %v %t %v", job, snap.ID, ok, err)
		}
	}
	if _, ok, err := store.Taken(t.Context(), "https://a.test/story", Once{begun, ofJob("three")}); ok || err != nil {
		t.Errorf("a job that was not stored is found: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(dir, tempName, "*", "[0-9]*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%v are left, %v", left, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "a.test", "story", "20261128T080000.005Z-2")); errors.Is(err, os.ErrNotExist) {
		t.Error("the second job has no number")
	}
}
