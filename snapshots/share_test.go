package snapshots

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// sharing is a writer to an archive whose snapshots share files.
func sharing(t *testing.T) *Writer {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	first := reopen(t, dir, newOSDisk)
	if err := first.Share(true); err != nil {
		t.Fatal(err)
	}
	first.Close()
	w := reopen(t, dir, newOSDisk) // which has it from the marker
	t.Cleanup(func() { w.Close() })
	return w
}

// What several snapshots have is one file, which refuses to be written; gc takes what is left.
func TestShare(t *testing.T) {
	w := sharing(t)
	var all []Snapshot
	for i := range 3 {
		all = append(all, mustTake(t, w, storyURL, moment.Add(time.Duration(i)*time.Second)))
	}
	kinds := 0
	for _, f := range all[0].Files {
		if f.Size == 0 {
			continue
		}
		kinds++
		var infos []os.FileInfo
		for _, snap := range all {
			info, err := os.Lstat(filepath.Join(snap.Dir, f.Name))
			if err != nil {
				t.Fatal(err)
			}
			infos = append(infos, info)
		}
		if !os.SameFile(infos[0], infos[1]) || !os.SameFile(infos[0], infos[2]) {
			t.Errorf("%s is not shared", f.Name)
		}
		if mode := infos[0].Mode().Perm(); mode != 0o444 && runtime.GOOS != "windows" {
			t.Errorf("%s may be written: %s", f.Name, mode)
		}
	}
	if problems, n := verify(t, w.Store); len(problems) > 0 || n != 3 {
		t.Errorf("%d %v", n, problems)
	}
	manifest, err := os.Stat(filepath.Join(all[0].Dir, ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	for i, snap := range all {
		freed, err := w.Remove(snap.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		if whole := freed > manifest.Size()+10; whole != (i == 2) {
			t.Errorf("the removal of the %d. frees %d bytes", i+1, freed)
		}
	}
	problems, _ := verify(t, w.Store)
	if len(problems) != kinds || problems[0].What != Leftover || problems[0].Broken() {
		t.Errorf("%v", problems)
	}
	if n, bytes, err := w.RemoveGarbage(t.Context()); n != kinds || bytes == 0 || err != nil {
		t.Errorf("%d objects of %d bytes, %v", n, bytes, err)
	}
	if problems, _ := verify(t, w.Store); len(problems) > 0 {
		t.Error(problems)
	}
}

// What somebody changed is shared with no more snapshots.
func TestShareHeals(t *testing.T) {
	w := sharing(t)
	first := mustTake(t, w, storyURL, moment)
	path, _ := first.Path("dom")
	if err := errors.Join(os.Chmod(path, 0o644), os.WriteFile(path, []byte("somebody wrote here"), 0o644)); err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		snap := mustTake(t, w, storyURL, moment.Add(time.Duration(i+1)*time.Second))
		if r := w.VerifySnapshot(t.Context(), snap.ID); !r.OK() {
			t.Error(r.Problems)
		}
	}
	if r := w.VerifySnapshot(t.Context(), first.ID); r.OK() {
		t.Error("it is not seen")
	}
}

// Where there are no links, or too many, each snapshot has files of its own.
func TestShareWithoutLinks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	w, err := openWriter(dir, stepDisk{step: func(what string) error {
		if what == "link" {
			return syscall.EPERM
		}
		return nil
	}}.on)
	if err == nil {
		err = w.Share(true)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for i := range 2 {
		mustTake(t, w, storyURL, moment.Add(time.Duration(i)*time.Second))
	}
	if problems, n := verify(t, w.Store); len(problems) > 0 || n != 2 {
		t.Errorf("%d %v", n, problems)
	}
	if b := bucketWriter(t, openTestBucket(t, bucketAddress(t, "s3"), nil)); kindOf(b.Share(true)) != KindMisuse {
		t.Error("a bucket shares")
	}
}

// TestShareEveryStepCanFail is TestEveryStepCanFail where files are shared: a step of sharing
// that fails costs room and nothing else.
func TestShareEveryStepCanFail(t *testing.T) {
	t.Parallel()
	n := int64(1)
	for ; ; n++ {
		dir := filepath.Join(t.TempDir(), "archive")
		first := reopen(t, dir, newOSDisk)
		if err := first.Share(true); err != nil {
			t.Fatal(err)
		}
		mustTake(t, first, storyURL, moment)
		first.Close()
		disk, failed := failAt(n)
		stored := 1
		w, err := openWriter(dir, disk.on)
		if err == nil {
			for i := range 2 {
				if _, err := take(w, storyURL, moment.Add(time.Duration(i+1)*time.Second)); err == nil {
					stored++
				}
			}
			_, _, _ = w.RemoveGarbage(t.Context())
			_ = w.Close()
		}
		if *failed == "" {
			break
		}
		next := reopen(t, dir, newOSDisk)
		problems, got := verify(t, next.Store)
		for _, p := range problems {
			if p.What != Leftover {
				t.Errorf("step %d (%s) failed: %v", n, *failed, p)
			}
		}
		if got != stored {
			t.Errorf("step %d (%s) failed: %d snapshots, %d stored", n, *failed, got, stored)
		}
		next.Close()
		checkTempIsEmpty(t, dir)
	}
	if n < 50 {
		t.Errorf("only %d steps were tried", n)
	}
}
