package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/diff"
	"github.com/tearsheet/tearsheet/snapshots/history"
)

// Unchanged says which snapshot a page still is as.
type Unchanged struct {
	ID    snapshots.ID `json:"id"`
	Since time.Time    `json:"since"` // when that was captured
}

// noteUnchanged looks whether a page is as its last whole snapshot has it, and notes that in the
// log and the result. It is false where the page is not, or where that cannot be told or noted: it
// is to be stored then.
func (p *Pipeline) noteUnchanged(ctx context.Context, req browser.Request, page *browser.Page, besides []file, r *Result, sealed *seal, c censor) bool {
	if !p.UnlessUnchanged || r.Error != nil || page.Partial {
		return false
	}
	ctx = context.WithoutCancel(ctx) // what was captured is noted even when the run is being stopped
	files, err := filesOf(page, r.Article)
	if err != nil {
		return false
	}
	files = append(files, besides...)
	options, err := p.asked(req)
	if err != nil {
		return false
	}
	last, ok := p.lastWhole(ctx, page.URL)
	if !ok || !asBefore(last, *r, c.redact.Values(options), files) {
		return false
	}
	look := snapshots.Look{CapturedAt: page.Started, FinalURL: r.FinalURL, Status: r.Status, Files: map[string]snapshots.Digest{}}
	for _, f := range files {
		look.Files[f.kind] = snapshots.DigestOf(f.data)
	}
	if p.Archive.Unchanged(last, look, p.Signer.Sign, sealed.stamp) != nil {
		return false
	}
	r.Truncated = append(r.Truncated, sealed.notes()...)
	r.Skipped, r.Unchanged = "unchanged", &Unchanged{last.ID, last.CapturedAt}
	r.Dir, r.Files = last.Address(), last.FileNames()
	return true
}

// lastWhole gives the last whole snapshot of a page, of several under one address that with its
// name.
func (p *Pipeline) lastWhole(ctx context.Context, address string) (snapshots.Snapshot, bool) {
	for snap, err := range p.Archive.List(ctx, snapshots.Query{URL: address}) {
		if err == nil && history.Lacks(snap.Manifest) == "" && history.NameOf(snap.Manifest) == p.Name {
			return snap, true
		}
	}
	return snapshots.Snapshot{}, false
}

// asBefore tells whether a page is as a snapshot has it: captured in the same way, led to the same
// place, and with nothing in its article, documents, pictures and files that diff would tell of.
// How it was served and what it wrote to the console do not count.
func asBefore(last snapshots.Snapshot, r Result, options json.RawMessage, files []file) bool {
	if last.Status != r.Status || last.FinalURL != r.FinalURL || last.Title != r.Title {
		return false
	}
	asked, had, err := differing(options, last.Options)
	if err != nil || !reflect.DeepEqual(asked, had) || !bytes.Equal(captureOf(last).Eval, r.Eval) {
		return false
	}
	kinds := map[string]bool{}
	for _, f := range last.Files {
		if counts(f.Kind) != nil {
			kinds[f.Kind] = true
		}
	}
	now := map[string]bool{}
	for _, f := range files {
		if counts(f.kind) != nil {
			now[f.kind] = true
		}
	}
	return maps.Equal(kinds, now) && !slices.ContainsFunc(files, func(f file) bool { return now[f.kind] && !sameFile(last, f) })
}

// sides make of a file one side of a comparison, by the beginning of its kind. What is nothing of
// these, such as a PDF, is made of the same page, or of how it was captured.
var sides = []struct {
	kind string // and what follows a hyphen
	side func(data []byte) diff.Side
}{
	{"article", func(data []byte) diff.Side { return diff.Side{Article: data} }},
	{"dom", func(data []byte) diff.Side { return diff.Side{DOM: data} }},
	{"screenshot", func(data []byte) diff.Side { return diff.Side{Picture: data} }},
	{"original", nil}, // byte for byte
	{"download", nil},
}

// counts gives how files of a kind are compared; nil: they are not.
func counts(kind string) func(a, b []byte) bool {
	start, _, _ := strings.Cut(kind, "-")
	for _, s := range sides {
		switch {
		case s.kind != start:
		case s.side == nil:
			return bytes.Equal
		default:
			return func(a, b []byte) bool {
				result, err := diff.Compare(s.side(a), s.side(b), diff.Options{})
				return err == nil && result.Equal()
			}
		}
	}
	return nil
}

// sameFile tells whether a file is as a snapshot has it.
func sameFile(last snapshots.Snapshot, f file) bool {
	at := slices.IndexFunc(last.Files, func(l snapshots.File) bool { return l.Kind == f.kind })
	if last.Files[at].SHA256 == snapshots.DigestOf(f.data) {
		return true
	}
	was, err := last.Open(f.kind)
	if err != nil {
		return false
	}
	defer was.Close() // only read: nothing to lose
	data, err := io.ReadAll(was)
	return err == nil && counts(f.kind)(data, f.data)
}
