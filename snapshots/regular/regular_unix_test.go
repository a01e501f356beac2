//go:build !windows

package regular_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// What is no file is refused, and at once: a pipe without a writer would be waited for.
func TestOnlyFiles(t *testing.T) {
	t.Parallel()
	dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "secret")
	for name, err := range map[string]error{
		"file":    os.WriteFile(filepath.Join(dir, "file"), []byte("tide"), 0o600),
		"pipe":    syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600),
		"folder":  os.Mkdir(filepath.Join(dir, "folder"), 0o700),
		"secret":  os.WriteFile(outside, []byte("ebb"), 0o600),
		"out":     os.Symlink(outside, filepath.Join(dir, "out")),
		"in":      os.Symlink("file", filepath.Join(dir, "in")),
		"to pipe": os.Symlink("pipe", filepath.Join(dir, "to pipe")),
		"device":  os.Symlink("/dev/zero", filepath.Join(dir, "device")),
	} {
		if err != nil {
			t.Fatal(name, err)
		}
	}
	for _, test := range []struct {
		name        string
		open, under bool // whether it may be opened
	}{
		{"file", true, true}, {"in", true, true}, {"out", true, false},
		{"pipe", false, false}, {"to pipe", false, false}, {"folder", false, false}, {"device", false, false}, {"none", false, false},
	} {
		_, err := regular.ReadFile(filepath.Join(dir, test.name), 1<<20)
		if (err == nil) != test.open {
			t.Errorf("%s by name: %v", test.name, err)
		}
		_, err = regular.ReadFileUnder(dir, test.name, 1<<20)
		if (err == nil) != test.under {
			t.Errorf("%s of the folder: %v", test.name, err)
		}
		if test.name == "pipe" && !errors.Is(err, regular.ErrNotRegular) {
			t.Errorf("a pipe: %v", err)
		}
	}
	if _, err := regular.ReadFileUnder(dir, "../"+filepath.Base(filepath.Dir(outside))+"/secret", 1<<20); err == nil {
		t.Error("a name leads out of the folder")
	}
}

// The shell's own pipes are input all the same.
func TestInput(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	if f, err := regular.OpenInput("/dev/fd/" + strconv.Itoa(int(r.Fd()))); err != nil {
		t.Error(err)
	} else {
		f.Close()
	}
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := regular.OpenInput(pipe); err == nil {
		t.Error("a pipe without a writer is input")
	}
}
