package snapshots

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func BenchmarkCommit(b *testing.B) {
	w := newWriter(b)
	for i := 0; b.Loop(); i++ {
		mustTake(b, w, fmt.Sprint("https://example.com/", i%100), moment.Add(time.Duration(i)*time.Second))
	}
}

// generate makes an archive without syncing, which is what takes the time.
func generate(b *testing.B, snapshots int) *Store {
	b.Helper()
	w := reopen(b, filepath.Join(b.TempDir(), "archive"), func(root *os.Root) disk { return lazyDisk{osDisk{root}} })
	for i := range snapshots {
		mustTake(b, w, fmt.Sprintf("https://site%d.example/story/%d", i%100, i/2), moment.Add(time.Duration(i)*time.Second))
	}
	return w.Store
}

type lazyDisk struct{ osDisk }

type lazyFile struct{ *os.File }

func (lazyDisk) Create(path string) (diskFile, error) {
	f, err := os.Create(path)
	return lazyFile{f}, err
}
func (lazyDisk) SyncDir(string) error { return nil }
func (lazyFile) Sync() error          { return nil }

func BenchmarkArchive(b *testing.B) {
	const snapshots = 5000
	s := generate(b, snapshots)
	for _, c := range []struct {
		name string
		q    Query
		stop int
	}{
		{"List/all", Query{}, snapshots},
		{"List/newest10", Query{}, 10},
		{"List/host", Query{Host: "site7.example"}, snapshots},
		{"List/url", Query{URL: "https://site8.example/story/4"}, snapshots},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				n := 0
				for _, err := range s.List(b.Context(), c.q) {
					if err != nil {
						b.Fatal(err)
					}
					if n++; n == c.stop {
						break
					}
				}
				b.ReportMetric(float64(n), "snapshots")
			}
		})
	}
	b.Run("Verify", func(b *testing.B) {
		for b.Loop() {
			for r, err := range s.Verify(b.Context()) {
				if err != nil || !r.OK() {
					b.Fatal(r, err)
				}
			}
		}
	})
}
