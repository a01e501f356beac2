//go:build unix

package launcher

import (
	"encoding/json"
	"os"
	"path/filepath"
	"syscall"
	"testing"
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
	SweepProfiles()
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
	p, err := NewProfile(-1)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Remove(); err != nil {
		t.Error(err)
	}
}

// Whole Chrome finds its preferences in a new profile.
func TestProfilePreferences(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	p, err := NewProfile(-1)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := p.Remove(); err != nil {
			t.Error(err)
		}
	}()
	data, err := os.ReadFile(filepath.Join(p.Dir, "Default", "Preferences"))
	if err != nil || !json.Valid(data) {
		t.Errorf("%q, %v: want JSON", data, err)
	}
}
