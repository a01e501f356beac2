//go:build !windows

package snapshots

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// outside makes a folder with a file that no archive may touch, and says at the end
// whether it is as it was.
func outside(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "dom.html"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 1 || entries[0].Name() != "dom.html" {
			t.Errorf("outside of the archive there are %v, %v", entries, err)
		}
	})
	return dir
}

// replace puts something in the place of a file or folder.
func replace(t *testing.T, path string, put func(path string) error) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	if err := put(path); err != nil {
		t.Fatal(err)
	}
}

func linkTo(target string) func(string) error {
	return func(path string) error { return os.Symlink(target, path) }
}

func pipe(path string) error { return syscall.Mkfifo(path, 0o600) }

// Whatever lies in the place of a file of the archive, it is read as a file of the archive
// or not at all, and nothing waits for it.
func TestReadsOnlyItsOwnFiles(t *testing.T) {
	t.Parallel()
	for name, put := range map[string]func(string) error{
		"link": linkTo(filepath.Join(outside(t), "dom.html")), "pipe": pipe, "device": linkTo("/dev/zero"), "loop": linkTo("dom.html"),
	} {
		t.Run(name, func(t *testing.T) {
			w := newWriter(t)
			snap := mustTake(t, w, "https://example.com/", moment)
			file := filepath.Join(snap.Dir, "dom.html")
			replace(t, file, put)
			if f, err := w.Store.Open(snap, "dom"); err == nil {
				data, _ := io.ReadAll(io.LimitReader(f, 10))
				t.Errorf("the store gives %q", data)
			}
			if _, err := snap.Open("dom"); err == nil {
				t.Error("the snapshot gives it")
			}
			if w.VerifySnapshot(t.Context(), snap.ID).OK() {
				t.Error("verify finds nothing")
			}
			replace(t, filepath.Join(snap.Dir, ManifestName), put)
			if _, err := w.Get(snap.ID); err == nil {
				t.Error("there is a manifest")
			}
			replace(t, w.Folder("example.com", ""), put)
			for range w.List(t.Context(), Query{}) {
			}
			for range w.Verify(t.Context()) {
			}
			replace(t, w.markerPath(), put)
			if _, err := Open(w.Dir()); err == nil {
				t.Error("there is a marker")
			}
		})
	}
}

// A writer writes, and sweeps, nothing but its archive.
func TestWritesOnlyInside(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(t *testing.T, archive, away string){
		"the temp folder is a link": func(t *testing.T, archive, away string) {
			replace(t, filepath.Join(archive, tempName), linkTo(away))
		},
		"a session is a link": func(t *testing.T, archive, away string) {
			replace(t, filepath.Join(archive, tempName, "writer-1-x"), linkTo(away))
		},
		"a session's lock is a pipe": func(t *testing.T, archive, _ string) {
			replace(t, filepath.Join(archive, tempName, "writer-1-x"), func(path string) error { return os.Mkdir(path, 0o700) })
			replace(t, filepath.Join(archive, tempName, "writer-1-x", lockName), pipe)
		},
		"the lock is a pipe": func(t *testing.T, archive, _ string) {
			replace(t, filepath.Join(archive, tempName, lockName), pipe)
		},
		"the lock is a link": func(t *testing.T, archive, away string) {
			replace(t, filepath.Join(archive, tempName, lockName), linkTo(filepath.Join(away, "lock")))
		},
		"a host is a link": func(t *testing.T, archive, away string) {
			replace(t, filepath.Join(archive, "example.com"), linkTo(away))
		},
		"a page is a link": func(t *testing.T, archive, away string) {
			replace(t, filepath.Join(archive, "example.com", "index"), linkTo(away))
		},
	} {
		t.Run(name, func(t *testing.T) {
			away := outside(t)
			first := newWriter(t)
			mustTake(t, first, "https://example.com/", moment)
			first.Close()
			spoil(t, first.Dir(), away)
			w, err := OpenWriter(first.Dir())
			if err != nil {
				return
			}
			defer w.Close()
			_, _ = take(w, "https://example.com/", moment) // whether it can is another matter
		})
	}
}
