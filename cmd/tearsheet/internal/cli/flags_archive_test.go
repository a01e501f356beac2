package cli

import (
	"io"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/snapshots"
)

// What keeps files of its own beside an archive says so before it does anything.
func TestRefusesBucket(t *testing.T) {
	t.Parallel()
	a := &app{}
	const bucket = "s3://nowhere/archive?endpoint=http://127.0.0.1:1"
	for name, run := range map[string]func() error{
		"serve":      func() error { return (&serveOptions{office: officeFlags{archive: bucket}}).run(t.Context(), a) },
		"mcp":        func() error { return runMCP(t.Context(), a, &officeFlags{archive: bucket}) },
		"watch":      func() error { return (&watchOptions{archive: bucket}).run(t.Context(), a) },
		"watch list": func() error { return watched(t.Context(), bucket, nil) },
		"doctor":     func() error { return (&doctorOptions{archive: bucket}).run(t.Context(), a) },
	} {
		err := run()
		if code := exitCode(err, io.Discard); code != 2 || !strings.Contains(err.Error(), "archive in a bucket") {
			t.Errorf("%s ends with %d: %v", name, code, err)
		}
	}
}

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
