package browser

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

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
