package snapshots

import (
	"context"
	"errors"
	"io/fs"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

const (
	smallPart = 5 << 20 // the least that services take
	inParts   = 2*smallPart + 1<<20
)

// takeLarge takes a snapshot with a file that is sent in three parts.
func takeLarge(w *Writer, at time.Time) (Snapshot, error) {
	draft, err := w.Begin()
	if err != nil {
		return Snapshot{}, err
	}
	defer draft.Abort()
	for _, f := range []struct {
		kind, name string
		size       int
	}{{"dom", "dom.html", 100}, {"original", "original.bin", inParts}} {
		if err := draft.WriteFile(f.kind, f.name, make([]byte, f.size)); err != nil {
			return Snapshot{}, err
		}
	}
	return draft.Commit(context.Background(), testManifest(storyURL, at))
}

// TestBucketBreaksInParts harms in turn each request of a store that is about a file in parts.
func TestBucketBreaksInParts(t *testing.T) { inEachBucket(t, bucketBreaksInParts) }

func bucketBreaksInParts(t *testing.T, kind string) {
	last := 1 + bucketKinds[kind].inParts
	for _, c := range []struct {
		name  string
		wire  *wire
		tries int // of a request
		from  int // the first request that is harmed
		sound bool
	}{
		{"dies after the end", &wire{after: true}, 1, last, false},
		{"dies in the middle", &wire{half: true}, 1, 2, false},
		{"fails in the middle", &wire{for1: true, half: true}, 1, 2, false},
		{"fails in the middle, and is tried again", &wire{for1: true, half: true}, 3, 2, true},
		{"is busy, and is tried again", &wire{busy: 2}, 5, 2, true},
	} {
		if testing.Short() && !c.wire.half {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			address := bucketAddress(t, kind)
			sound := openTestBucket(t, address, nil)
			first := bucketWriter(t, sound)
			stored, unfinished, n := 0, 0, c.from
			for ; n <= last; n++ {
				broken := &wire{for1: c.wire.for1, after: c.wire.after, half: c.wire.half}
				victim, err := writeToBucket(openBucketWith(t, address, bucketOptions{broken, c.tries, smallPart}), t.TempDir())
				if err != nil {
					t.Fatal(err)
				}
				broken.mu.Lock()
				broken.breakAt, broken.busy = broken.requests+n, c.wire.busy
				broken.mu.Unlock()
				at := moment.Add(time.Duration(n) * time.Second)
				snap, err := takeLarge(victim, at)
				victim.Close()
				if c.sound && err != nil {
					t.Errorf("request %d: %v", n, err)
				}
				s := bucketStore(t, sound)
				if list, whole := listed(t, s); whole != len(list) {
					t.Errorf("request %d: a broken snapshot is listed: %v", n, list)
				}
				id := snapOr(snap, at)
				_, there := s.Get(id)
				if err == nil && there != nil {
					t.Errorf("request %d: said to be stored, and is not: %v", n, there)
				}
				if there == nil {
					stored++
					if r := s.VerifySnapshot(t.Context(), id); !r.OK() {
						t.Errorf("request %d: %v", n, r.Problems)
					}
					look(first.Store)
					if err := first.Refresh(t.Context()); err != nil {
						t.Fatal(err)
					}
					if _, err := first.Remove(id, nil); err != nil {
						t.Fatal(err)
					}
				}
			}
			unfinished = count(t, sound)
			removed, _, err := first.removeGarbage(t.Context(), time.Now().Add(time.Hour))
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d requests were harmed, %d snapshots stored, %d uploads were left unfinished, %d orphans were removed", last-c.from+1, stored, unfinished, removed)
			if left := count(t, sound); left > 0 {
				t.Errorf("%d uploads are still unfinished", left)
			}
			if problems, left := verify(t, bucketStore(t, sound)); len(problems) > 0 || left > 0 {
				t.Errorf("%d are left, problems %v", left, problems)
			}
		})
	}
}

// count gives how many uploads have not come to their end.
func count(t *testing.T, b storage.Bucket) (n int) {
	t.Helper()
	for _, err := range b.Unfinished(t.Context()) {
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		n++
	}
	return n
}
