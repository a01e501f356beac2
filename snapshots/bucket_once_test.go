package snapshots

import (
	"sync"
	"testing"
	"time"
)

// onceDraft is a draft of a job that was taken up at a moment.
func onceDraft(t *testing.T, w *Writer, begun time.Time) *Draft {
	t.Helper()
	d, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Abort() })
	if err := d.WriteFile("dom", "dom.html", []byte("<p>tide tables")); err != nil {
		t.Fatal(err)
	}
	d.Once = &Once{Begun: begun, Same: func(m Manifest) bool { return m.Title == "job 7" }}
	return d
}

func jobManifest() Manifest {
	return Manifest{URL: "https://harbour.example/tides", FinalURL: "https://harbour.example/tides", Status: 200, Title: "job 7"}
}

// A job that several machines take up at the same time is stored once, also where another one
// died after it had sent its files.
func TestBucketStoresAJobOnce(t *testing.T) { inEachBucket(t, bucketStoresAJobOnce) }

func bucketStoresAJobOnce(t *testing.T, kind string) {
	b := openTestBucket(t, bucketAddress(t, kind), nil)
	begun := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	const machines = 4
	var drafts []*Draft
	for range machines {
		drafts = append(drafts, onceDraft(t, bucketWriter(t, b), begun))
	}
	put(t, b, "harbour.example/tides/20260301T100000.000Z/dom.html", "of a process that died")
	var ids [machines]ID
	var group sync.WaitGroup
	for i, d := range drafts {
		group.Go(func() {
			snap, err := d.Commit(t.Context(), jobManifest())
			if err != nil {
				t.Error(err)
			}
			ids[i] = snap.ID
		})
	}
	group.Wait()
	s := bucketStore(t, b)
	n := 0
	for snap, err := range s.List(t.Context(), Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		for _, id := range ids {
			if id != snap.ID {
				t.Errorf("a machine was told %s, stored is %s", id, snap.ID)
			}
		}
	}
	if n != 1 {
		t.Errorf("it is stored %d times", n)
	}
	if _, ok, err := s.Taken(t.Context(), "https://harbour.example/tides", *drafts[0].Once); !ok || err != nil {
		t.Errorf("a machine that comes later: %v %v", ok, err)
	}
}

// Notes and removals of several machines all come into the log.
func TestBucketNotesAndRemovals(t *testing.T) { inEachBucket(t, bucketNotesAndRemovals) }

func bucketNotesAndRemovals(t *testing.T, kind string) {
	b := openTestBucket(t, bucketAddress(t, kind), nil)
	first := bucketWriter(t, b)
	d := onceDraft(t, first, time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC))
	snap, err := d.Commit(t.Context(), jobManifest())
	if err != nil {
		t.Fatal(err)
	}
	second := bucketWriter(t, b)
	if err := first.Pin(snap.ID, true, nil); err != nil {
		t.Fatal(err)
	}
	if err := second.Pin(snap.ID, false, nil); err != nil { // it knows nothing of the line before
		t.Fatal(err)
	}
	out := t.TempDir()
	if err := second.CopyTo(t.Context(), snap, out); err != nil {
		t.Fatal(err)
	}
	if size := first.Size(snap); size == 0 {
		t.Error("it has no bytes")
	}
	if err := second.Pin(snap.ID, true, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Remove(snap.ID, nil); kindOf(err) != KindPinned {
		t.Errorf("what another machine has pinned: %v", err)
	}
	if err := second.Pin(snap.ID, false, nil); err != nil {
		t.Fatal(err)
	}
	look(first.Store)
	if _, err := first.Remove(snap.ID, nil); err != nil {
		t.Fatal(err)
	}
	if err := second.Pin(snap.ID, true, nil); err == nil {
		t.Error("what another machine removed was pinned")
	}
	s := bucketStore(t, b)
	for report, err := range s.Verify(t.Context()) {
		if err != nil || len(report.Problems) > 0 {
			t.Errorf("%v %v", report.Problems, err)
		}
	}
	ledger := s.Ledger()
	if err := ledger.Read(t.Context()); err != nil || len(ledger.Removed(snap.ID.Host(), snap.ID.Page())) != 1 {
		t.Errorf("the removal is not told: %v", err)
	}
}
