package history

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
)

// standIns are the kinds of page that stand in the place of what was asked for, as manifests
// name them.
var standIns = []string{"blocked", "captcha"}

// unreadable are further kinds of page that have no text of their own.
var unreadable = []string{"login", "not_found", "empty"}

// about is what a version needs to know of how its page was captured.
type about struct {
	Name     string
	Coverage struct{ Class string }
}

func aboutOf(m snapshots.Manifest) (a about) {
	_ = json.Unmarshal(m.Capture, &a) // what cannot be read says nothing
	return a
}

// NameOf is what the page of a snapshot was called when it was captured; empty where it had no
// name. Captures of one address with two names are of two pages.
func NameOf(m snapshots.Manifest) string { return aboutOf(m).Name }

// Lacks says why a snapshot is no whole capture of its page; empty where it is one.
func Lacks(m snapshots.Manifest) string {
	class := aboutOf(m).Coverage.Class
	switch {
	case m.Partial:
		return "partial"
	case slices.Contains(standIns, class):
		return class
	}
	return ""
}

// readable tells whether a snapshot shows the text of its page, and not that of a failure.
func readable(m snapshots.Manifest) bool {
	return Lacks(m) == "" && m.Status < 400 && !slices.Contains(unreadable, aboutOf(m).Coverage.Class)
}

// maxFile is the most of a file that is read, in bytes.
const maxFile = 512 << 20

// read reads a file of a snapshot; nil where it has none of the kind.
func read(snap snapshots.Snapshot, kind string) (data []byte, err error) {
	if _, ok := snap.Path(kind); !ok {
		return nil, nil
	}
	f, err := snap.Open(kind)
	if err != nil {
		return nil, err
	}
	data, err = io.ReadAll(io.LimitReader(f, maxFile))
	return data, errors.Join(err, f.Close())
}

// Paragraphs are those of a snapshot's article; none where it has no text.
func Paragraphs(snap snapshots.Snapshot) ([]string, error) {
	data, err := read(snap, "article")
	if err != nil {
		return nil, err
	}
	return paragraphsOf(snap, data)
}

func paragraphsOf(snap snapshots.Snapshot, article []byte) (list []string, err error) {
	var a struct{ Text string }
	if len(article) > 0 {
		if err := json.Unmarshal(article, &a); err != nil {
			return nil, fmt.Errorf("the article of snapshot %s: %w", snap.ID, err)
		}
	}
	for p := range strings.SplitSeq(a.Text, "\n\n") {
		if strings.TrimSpace(p) != "" {
			list = append(list, p)
		}
	}
	return list, nil
}

// fileOf gives what the manifest says of a file.
func fileOf(m snapshots.Manifest, kind string) (snapshots.File, bool) {
	at := slices.IndexFunc(m.Files, func(f snapshots.File) bool { return f.Kind == kind })
	if at < 0 {
		return snapshots.File{}, false
	}
	return m.Files[at], true
}

// Content is the digest of what a page says: its article or, where that has no words, its
// document or the file itself. Two snapshots of a page with the same content and status say
// the same.
func Content(m snapshots.Manifest) snapshots.Digest {
	kinds := []string{"article", "original", "dom"}
	if m.Article == nil || m.Article.WordCount == 0 {
		kinds = []string{"original", "dom", "article"}
	}
	for _, kind := range kinds {
		if f, ok := fileOf(m, kind); ok {
			return f.SHA256
		}
	}
	return snapshots.Digest{}
}
