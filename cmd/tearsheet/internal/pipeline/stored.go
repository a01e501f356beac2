package pipeline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/verdict"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/snapshots"
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
	if blocking[verdict.Class(c.Coverage.Class)] {
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

// JobOf is the job that a snapshot was taken for; empty if it was for none.
func JobOf(snap snapshots.Snapshot) string {
	var c struct{ Job string }
	_ = json.Unmarshal(snap.Capture, &c) // what cannot be read was for none
	return c.Job
}

// indifferent are the options that make no other snapshot of a page: how long it may take,
// whether it is checked, and what it may not reach.
var indifferent = []string{"timeout_ms", "check_formats", "guard", "allow_net"}

// Answers tells whether a snapshot is what a request asks for, in all but its age.
func (p *Pipeline) Answers(req browser.Request, snap snapshots.Snapshot) bool {
	if snap.Partial || len(req.Network.Headers) > 0 { // of which a manifest keeps the names alone
		return false
	}
	var c capture
	if json.Unmarshal(snap.Capture, &c) != nil || blocking[verdict.Class(c.Coverage.Class)] {
		return false
	}
	text, err := p.asked(req)
	if err != nil {
		return false
	}
	asked, err := members(text)
	if err != nil {
		return false
	}
	had, err := members(snap.Options)
	if err != nil {
		return false
	}
	for _, name := range indifferent {
		delete(asked, name)
		delete(had, name)
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

// members are those of a JSON object.
func members(text json.RawMessage) (m map[string]any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	err = decoder.Decode(&m)
	return m, err
}
