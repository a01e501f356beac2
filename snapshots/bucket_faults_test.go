package snapshots

import (
	"maps"
	"testing"
	"time"
)

// TestBucketBreaksAnywhere cuts the wire at each request of a store in turn: before it takes
// effect and after, for ever as when the process dies, and for this once.
func TestBucketBreaksAnywhere(t *testing.T) { inEachBucket(t, bucketBreaksAnywhere) }

func bucketBreaksAnywhere(t *testing.T, kind string) {
	for _, w := range []struct {
		name        string
		after, for1 bool
	}{
		{"dies before", false, false}, {"dies after", true, false}, {"fails before", false, true}, {"fails after", true, true},
	} {
		t.Run(w.name, func(t *testing.T) {
			address := bucketAddress(t, kind)
			sound := openTestBucket(t, address, nil)
			first := bucketWriter(t, sound)
			mustTake(t, first, storyURL, moment)
			stored, n := 1, 1
			for ; ; n++ {
				broken := &wire{after: w.after, for1: w.for1}
				victim, err := writeToBucket(openTestBucket(t, address, broken), t.TempDir())
				if err != nil {
					t.Fatal(err)
				}
				broken.breakAt = broken.requests + n
				at := moment.Add(time.Duration(n) * time.Second)
				snap, err := take(victim, storyURL, at)
				broken.mu.Lock()
				isOver := broken.requests < broken.breakAt
				broken.mu.Unlock()
				victim.Close()
				checkAfterFault(t, bucketStore(t, sound), n)
				_, there := bucketStore(t, sound).Get(snapOr(snap, at))
				if err == nil && there != nil {
					t.Errorf("request %d: said to be stored, and is not: %v", n, there)
				}
				if there == nil {
					stored++
				}
				if isOver {
					break
				}
			}
			if n < len(pageFiles)+3 {
				t.Errorf("only %d requests were broken", n-1)
			}
			if list, got := listed(t, bucketStore(t, sound)); got != stored {
				t.Errorf("%d are listed, %d were stored: %v", got, stored, list)
			}
			// What was left is found and removed, and nothing else is.
			removed, _, err := first.removeGarbage(t.Context(), time.Now().Add(time.Hour))
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d requests were broken, %d snapshots are stored, %d orphans were removed", n-1, stored-1, removed)
			if problems, got := verify(t, bucketStore(t, sound)); len(problems) > 0 || got != stored {
				t.Errorf("%d snapshots of %d, problems %v", got, stored, problems)
			}
		})
	}
}

// snapOr is the ID that was given, or would have been.
func snapOr(snap Snapshot, at time.Time) ID {
	if snap.ID != "" {
		return snap.ID
	}
	page, _ := PageOf(storyURL)
	return ID(page + "/" + stamp(at, 1))
}

// checkAfterFault finds no snapshot that is broken, and nothing worse than leftovers.
func checkAfterFault(t *testing.T, s *Store, n int) {
	t.Helper()
	if list, whole := listed(t, s); whole != len(list) {
		t.Errorf("request %d: a broken snapshot is listed: %v", n, list)
	}
	problems, _ := verify(t, s)
	for _, p := range problems {
		if p.Broken() {
			t.Errorf("request %d: %+v", n, p)
		}
	}
}

// TestBucketRequests counts what a snapshot costs: FORMAT.md says it.
func TestBucketRequests(t *testing.T) { inEachBucket(t, bucketRequests) }

func bucketRequests(t *testing.T, kind string) {
	address := bucketAddress(t, kind)
	count := &wire{kinds: map[string]int{}}
	b := openTestBucket(t, address, count)
	costs := func(what string, want map[string]int, do func()) {
		t.Helper()
		clear(count.kinds)
		do()
		if !maps.Equal(count.kinds, want) {
			t.Errorf("%s costs %v, not %v", what, count.kinds, want)
		}
	}
	var w *Writer
	costs("making an archive", map[string]int{"GET": 1, "LIST": 1, "PUT": 1}, func() { w = bucketWriter(t, b) })
	files := len(pageFiles)
	var snap Snapshot
	costs("storing a snapshot", map[string]int{"PUT": files + 2}, func() { snap = mustTake(t, w, storyURL, moment) })
	var s *Store
	costs("taking in a snapshot of another's", map[string]int{"GET": 3, "LIST": 1}, func() { s = bucketStore(t, b) })
	look(s)
	costs("looking for news", map[string]int{"LIST": 1}, func() { listed(t, s) })
	costs("listing again", map[string]int{}, func() { listed(t, s) })
	costs("opening a file", map[string]int{"GET": 1}, func() { readAllOf(s.Open(snap, "dom")) })
	costs("opening it again", map[string]int{}, func() { readAllOf(s.Open(snap, "dom")) })
	costs("verifying a snapshot", map[string]int{"GET": files + 2, "LIST": 1}, func() { s.VerifySnapshot(t.Context(), snap.ID) })
}
