package history

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Line is a paragraph and since when it stands so.
type Line struct {
	Paragraph int          `json:"paragraph"` // its number, from 1
	Text      string       `json:"text"`
	ID        snapshots.ID `json:"id"`             // the capture in which it first stood so
	First     snapshots.ID `json:"first"`          // the one in which what it was edited from first stood
	Edits     int          `json:"edits"`          // how often it was edited since
	Back      snapshots.ID `json:"back,omitempty"` // where it had gone or been another meanwhile: the capture in which it was back
}

// ErrNoText says that no capture of a page shows a text.
var ErrNoText = errors.New("none of its captures shows an article with text")

// Blame tells of each paragraph of the newest version in which one it first stood so. Versions
// that are no whole captures, or show a failure or no text, are passed over. List is in any
// order and gives the version that was asked of too.
func Blame(ctx context.Context, list []snapshots.Snapshot) (lines []Line, newest snapshots.Snapshot, err error) {
	list = slices.SortedFunc(slices.Values(list), func(a, b snapshots.Snapshot) int { return snapshots.CompareIDs(b.ID, a.ID) })
	var t tracker
	for _, snap := range list {
		if ctx.Err() != nil {
			return nil, newest, context.Cause(ctx)
		}
		if !readable(snap.Manifest) {
			continue
		}
		paragraphs, err := Paragraphs(snap)
		if err != nil {
			return nil, newest, err
		}
		if len(paragraphs) > 0 {
			t.next(snap.ID, paragraphs)
			newest = snap
		}
	}
	if newest.ID == "" {
		return nil, newest, ErrNoText
	}
	return t.lines, newest, nil
}

// tracker follows paragraphs from version to version.
type tracker struct {
	lines []Line
	known map[string]Line // what stood once, by its words
}

func (t *tracker) next(id snapshots.ID, paragraphs []string) {
	if t.known == nil {
		t.known = map[string]Line{}
	}
	before := make([]string, len(t.lines))
	for i, l := range t.lines {
		before[i] = l.Text
	}
	lines := make([]Line, 0, len(paragraphs))
	for _, p := range diff.Paragraphs(before, paragraphs) {
		if p.Got == 0 {
			continue
		}
		text := paragraphs[p.Got-1]
		l := Line{ID: id, First: id}
		stood, ever := t.known[key(text)]
		switch {
		case p.What == diff.SameParagraph || p.What == diff.MovedParagraph:
			l = t.lines[p.Want-1]
		case ever && !slices.Contains(before, stood.Text): // what stands twice now has not come back
			l = stood
			l.Back = id
		case p.What == diff.EditedParagraph:
			was := t.lines[p.Want-1]
			l.First, l.Edits = was.First, was.Edits+1
		}
		l.Paragraph, l.Text = p.Got, text
		lines = append(lines, l)
	}
	t.lines = lines
	for _, l := range lines {
		t.known[key(l.Text)] = l
	}
}

// key is a paragraph with one space between its words.
func key(text string) string { return strings.Join(strings.Fields(text), " ") }
