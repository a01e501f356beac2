package pipeline

import (
	"encoding/json"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Before makes the result of an address that is not captured anew: what the archive has of
// it, and why that is enough.
func Before(address, why string, snap snapshots.Snapshot) Result {
	r := newResult(address)
	r.Skipped = why
	if snap.Dir == "" {
		return r
	}
	r.FinalURL, r.Status, r.Title, r.Partial = snap.FinalURL, snap.Status, snap.Title, snap.Partial
	r.Dir, r.Files = snap.Address(), snap.FileNames()
	c := captureOf(snap)
	r.Name, r.Group, r.Coverage, r.Eval = c.Name, c.Group, c.Coverage, c.Eval
	return r
}

// NameOf is what the page of a snapshot was called when it was captured.
func NameOf(snap snapshots.Snapshot) string { return captureOf(snap).Name }

// captureOf is what a manifest keeps of how its page was captured; nothing where that cannot
// be read.
func captureOf(snap snapshots.Snapshot) (c capture) {
	_ = json.Unmarshal(snap.Manifest.Capture, &c)
	return c
}
