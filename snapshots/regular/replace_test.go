package regular_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// A file is replaced as a whole, and nothing else is left beside it, also where that fails.
func TestReplace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "tide.json")
	for _, text := range []string{"low tide, and a long text", "high"} {
		if err := regular.Replace(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != text {
			t.Errorf("%q %v", got, err)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "taken", "full"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := regular.Replace(filepath.Join(dir, "taken"), nil, 0o600); err == nil {
		t.Error("a file is in the place of a folder")
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("there are %v, %v", entries, err)
	}
}
