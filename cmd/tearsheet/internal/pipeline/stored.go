package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Stored gives the result of a snapshot: what its capture printed.
func Stored(store *snapshots.Store, snap snapshots.Snapshot) (Result, error) {
	r := newResult(snap.URL)
	var c capture
	if len(snap.Capture) > 0 {
		if err := json.Unmarshal(snap.Capture, &c); err != nil {
			return r, fmt.Errorf("what came of %s: %w", snap.ID, err)
		}
	}
	r.FinalURL, r.Status, r.Title, r.Partial = snap.FinalURL, snap.Status, snap.Title, snap.Partial
	r.Dir, r.Files = snap.Address(), snap.FileNames()
	r.Coverage, r.Timings = c.Coverage, c.Timings
	r.Overlays = append(r.Overlays, c.Overlays...)
	r.Truncated = append(r.Truncated, c.Truncated...)
	if blocking[c.Coverage.Class] {
		r.Error = &Failure{Kind: string(browser.KindBlocked), Message: c.Coverage.Why}
	}
	if _, ok := snap.Path("article"); !ok {
		return r, nil
	}
	f, err := store.Open(snap, "article")
	if err != nil {
		return r, err
	}
	defer f.Close() // only read: nothing to lose
	text, err := io.ReadAll(f)
	if err == nil {
		r.Article = &extract.Article{}
		err = json.Unmarshal(text, r.Article)
	}
	return r, err
}

// once makes the snapshot of a job the only one of it; nil where it may be one of several.
func (p *Pipeline) once() *snapshots.Once {
	if p.Begun.IsZero() {
		return nil
	}
	return &snapshots.Once{Begun: p.Begun, Same: func(m snapshots.Manifest) bool { return JobOf(snapshots.Snapshot{Manifest: m}) == p.Job }}
}

// Taken gives the snapshot that was stored for the pipeline's job, if one was: its address is
// stored with its secrets or without.
func (p *Pipeline) Taken(ctx context.Context, address string) (snap snapshots.Snapshot, ok bool, err error) {
	for _, url := range []string{address, warc.Secrets.URL(address)} {
		if snap, ok, err = p.Archive.Taken(ctx, url, *p.once()); ok || err != nil || url == warc.Secrets.URL(address) {
			return snap, ok, err
		}
	}
	return snap, ok, err
}

// JobOf is the job that a snapshot was taken for; empty if it was for none.
func JobOf(snap snapshots.Snapshot) string {
	var c struct{ Job string }
	_ = json.Unmarshal(snap.Capture, &c) // what cannot be read was for none
	return c.Job
}

// indifferent are the options that make no other snapshot of a page: how long it may take,
// whether it is checked, what it may not reach, and whether it is kept at all.
var indifferent = []string{"timeout_ms", "check_formats", "guard", "allow_net", "unless_unchanged"}

// Answers tells whether a snapshot is what a request asks for, in all but its age.
func (p *Pipeline) Answers(req browser.Request, snap snapshots.Snapshot) bool {
	if snap.Partial || len(req.Network.Headers) > 0 { // of which a manifest keeps the names alone
		return false
	}
	var c capture
	if json.Unmarshal(snap.Capture, &c) != nil || blocking[c.Coverage.Class] {
		return false
	}
	text, err := p.asked(req)
	if err != nil {
		return false
	}
	asked, had, err := differing(text, snap.Options)
	if err != nil {
		return false
	}
	kept, _ := had["save"].([]any)
	wanted, _ := asked["save"].([]any)
	if slices.ContainsFunc(wanted, func(w any) bool { return !slices.Contains(kept, w) }) {
		return false
	}
	delete(asked, "save")
	delete(had, "save")
	return reflect.DeepEqual(asked, had)
}

// differing gives what of two objects of options makes another snapshot.
func differing(a, b json.RawMessage) (x, y map[string]any, err error) {
	if x, err = members(a); err != nil {
		return nil, nil, err
	}
	if y, err = members(b); err != nil {
		return nil, nil, err
	}
	for _, name := range indifferent {
		delete(x, name)
		delete(y, name)
	}
	return x, y, nil
}

// members are those of a JSON object.
func members(text json.RawMessage) (m map[string]any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	err = decoder.Decode(&m)
	return m, err
}
