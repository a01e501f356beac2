package pipeline

import (
	"bytes"
	"context"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

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
// log. ok is false where it is not, or where that cannot be told or noted: it is then stored.
func (p *Pipeline) noteUnchanged(ctx context.Context, m snapshots.Manifest, files []file, sealed *seal) (snap snapshots.Snapshot, ok bool) {
	last, ok := p.lastWhole(ctx, m)
	if !ok || !asBefore(last, m, files) {
		return snap, false
	}
	look := snapshots.Look{CapturedAt: m.CapturedAt, FinalURL: m.FinalURL, Status: m.Status, Files: map[string]snapshots.Digest{}}
	for _, f := range files {
		look.Files[f.kind] = snapshots.DigestOf(f.data)
	}
	return last, p.Archive.Unchanged(last, look, p.Signer.Sign, sealed.stamp) == nil
}

// lastWhole gives the last whole snapshot of a page, of several under one address that with its
// name.
func (p *Pipeline) lastWhole(ctx context.Context, m snapshots.Manifest) (snapshots.Snapshot, bool) {
	for snap, err := range p.Archive.List(ctx, snapshots.Query{URL: m.URL}) {
		if err == nil && history.Lacks(snap.Manifest) == "" && history.NameOf(snap.Manifest) == p.Name {
			return snap, true
		}
	}
	return snapshots.Snapshot{}, false
}

// asBefore tells whether a page is as a snapshot has it: captured in the same way, led to the same
// place, and with nothing in its article, documents, pictures and files that diff would tell of.
// How it was served and what it wrote to the console do not count.
func asBefore(last snapshots.Snapshot, m snapshots.Manifest, files []file) bool {
	if last.Status != m.Status || last.FinalURL != m.FinalURL || last.Title != m.Title {
		return false
	}
	asked, had, err := differing(m.Options, last.Options)
	if err != nil || !reflect.DeepEqual(asked, had) || !bytes.Equal(captureOf(last).Eval, captureOf(snapshots.Snapshot{Manifest: m}).Eval) {
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
