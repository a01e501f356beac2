package cli

import (
	"testing"

	"github.com/tearsheet/tearsheet/snapshots"
)

// show --out writes a snapshot as a folder, and into an empty one only.
func TestShowOut(t *testing.T) {
	t.Parallel()
	dir, snaps := stories(t, "The harbour is open.")
	store, err := snapshots.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	if err := store.CopyTo(t.Context(), snaps[0], out); err != nil {
		t.Fatal(err)
	}
	err = store.CopyTo(t.Context(), snaps[0], out)
	if err == nil {
		t.Error("it was written into a folder that is not empty")
	}
}
