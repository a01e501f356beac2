package snapshots

import (
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// stepDisk calls step before each thing done to the disk. Where step gives an
// error the thing is not done, or only half.
type stepDisk struct {
	osDisk
	step func(what string) error
}

// on is the disk below a folder.
func (d stepDisk) on(root *os.Root) disk {
	d.osDisk = osDisk{root}
	return d
}

func (d stepDisk) Create(path string) (diskFile, error) {
	if err := d.step("create"); err != nil {
		return nil, err
	}
	f, err := d.osDisk.Create(path)
	if err != nil {
		return nil, err
	}
	return stepFile{f, d.step}, nil
}

func (d stepDisk) Extend(path string, size int64) (diskFile, error) {
	if err := d.step("extend"); err != nil {
		return nil, err
	}
	f, err := d.osDisk.Extend(path, size)
	if err != nil {
		return nil, err
	}
	return stepFile{f, d.step}, nil
}

func (d stepDisk) Mkdir(path string) error {
	failure, err := d.step("mkdir"), d.osDisk.Mkdir(path) // made, and then it failed: the worst order
	if failure != nil {
		return failure
	}
	return err
}

func (d stepDisk) Rename(from, to string) error {
	if err := d.step("rename"); err != nil {
		return err
	}
	return d.osDisk.Rename(from, to)
}

func (d stepDisk) Link(from, to string) error {
	if err := d.step("link"); err != nil {
		return err
	}
	return d.osDisk.Link(from, to)
}

func (d stepDisk) Freeze(path string) error {
	return errors.Join(d.step("freeze"), d.osDisk.Freeze(path))
}

func (d stepDisk) Remove(path string) error {
	if err := d.step("remove"); err != nil {
		return err
	}
	return d.osDisk.Remove(path)
}

func (d stepDisk) RemoveAll(path string) error {
	if err := d.step("remove all"); err != nil {
		return err
	}
	return d.osDisk.RemoveAll(path)
}

func (d stepDisk) SyncDir(path string) error {
	return errors.Join(d.step("sync folder"), d.osDisk.SyncDir(path))
}

type stepFile struct {
	diskFile
	step func(what string) error
}

func (f stepFile) Write(p []byte) (int, error) {
	if err := f.step("write"); err != nil {
		n, _ := f.diskFile.Write(p[:len(p)/2])
		return n, err
	}
	return f.diskFile.Write(p)
}

func (f stepFile) Sync() error  { return errors.Join(f.step("sync"), f.diskFile.Sync()) }
func (f stepFile) Close() error { return errors.Join(f.step("close"), f.diskFile.Close()) }

// failAt is a disk that is full at the n-th step.
func failAt(n int64) (d stepDisk, failed *string) {
	failed = new(string)
	var steps atomic.Int64
	return stepDisk{step: func(what string) error {
		if steps.Add(1) == n {
			*failed = what
			return syscall.ENOSPC
		}
		return nil
	}}, failed
}

// TestEveryStepCanFail writes a snapshot to a disk that fails at the first
// step, the second, and so on until nothing fails.
func TestEveryStepCanFail(t *testing.T) {
	n := int64(1)
	for ; ; n++ {
		dir := filepath.Join(t.TempDir(), "archive")
		disk, failed := failAt(n)
		w, err := openWriter(dir, disk.on)
		var stored int
		if err == nil {
			for i := range 2 {
				if _, terr := take(w, storyURL, moment.Add(time.Duration(i)*time.Second)); terr == nil {
					stored++
				} else {
					err = terr
				}
			}
			err = errors.Join(err, w.Close())
		}
		if *failed == "" {
			break
		}
		var e *Error
		if !errors.As(err, &e) || e.Kind() != KindStorage || e.Hint == "" || !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("step %d (%s) failed and the error is %v", n, *failed, err)
		}

		next := reopen(t, dir, newOSDisk)
		if problems, got := verify(t, next.Store); len(problems) > 0 || got != stored {
			t.Errorf("step %d (%s) failed: %d snapshots, %d stored, problems %v", n, *failed, got, stored, problems)
		}
		next.Close()
		checkTempIsEmpty(t, dir)
	}
	if n < 50 {
		t.Errorf("only %d steps were tried", n)
	}
}

func checkTempIsEmpty(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, tempName))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != lockName {
			t.Errorf("%s was left in the temp folder", e.Name())
		}
	}
}
