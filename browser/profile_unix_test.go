//go:build unix

package browser

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Whoever may write in the temp folder can put a pipe there, or a link: nothing waits for
// the one or follows the other.
func TestSweepMeetsPipes(t *testing.T) {
	dir, mine := t.TempDir(), filepath.Join(t.TempDir(), "mine")
	t.Setenv("TMPDIR", dir)
	if err := os.WriteFile(mine, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, profilePrefix+"1"+lockEnding), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(mine, filepath.Join(dir, profilePrefix+"2"+lockEnding)); err != nil {
		t.Fatal(err)
	}
	sweepProfiles()
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
	p, err := newProfile(-1)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.remove(); err != nil {
		t.Error(err)
	}
}

// What a killed one left of files that it looked at goes, and nothing that may be in use.
func TestSweepLooks(t *testing.T) {
	temp := t.TempDir()
	old, fresh := filepath.Join(temp, lookPrefix+"1"), filepath.Join(temp, lookPrefix+"2")
	for _, dir := range []string{old, fresh} {
		if err := os.MkdirAll(filepath.Join(dir, "inner"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	now := time.Now()
	if err := os.Chtimes(old, now, now.Add(-2*lookKept)); err != nil {
		t.Fatal(err)
	}
	sweepLooks(temp, now)
	if _, err := os.Stat(old); err == nil {
		t.Error("the old one is still there")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error(err)
	}
}
