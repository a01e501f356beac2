package history

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

const story = "https://example.com/2026/11/story"

var start = time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)

// The paragraphs that versions are made of.
var sentences = map[string]string{
	"A": "The ferry left the northern quay before dawn.",
	"a": "The ferry left the northern quay well before dawn.",
	"1": "The ferry left the northern quay an hour before dawn.",
	"B": "Nobody had told harbour staff about fog warnings.",
	"C": "Tickets bought online remain valid until spring.",
	"D": "Council members meet again on Thursday evening.",
}

func textOf(letters string) string {
	var list []string
	for _, l := range strings.Split(letters, "") {
		list = append(list, sentences[l])
	}
	return strings.Join(list, "\n\n")
}

// version is a capture in a test.
type version struct {
	letters string // of its paragraphs
	title   string
	class   string
	partial bool
	status  int
	name    string
}

func newArchive(t *testing.T) *snapshots.Writer {
	t.Helper()
	w, err := snapshots.OpenWriter(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

// take takes the n-th capture of the story.
func take(t *testing.T, w *snapshots.Writer, n int, v version) snapshots.Snapshot {
	t.Helper()
	draft, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Abort()
	text := textOf(v.letters)
	article, err := json.Marshal(map[string]any{"title": v.title, "text": text, "markdown": text, "html": "<p>" + text, "word_count": len(strings.Fields(text))})
	if err != nil {
		t.Fatal(err)
	}
	capture, err := json.Marshal(map[string]any{"name": v.name, "coverage": map[string]string{"class": v.class}})
	if err == nil {
		err = draft.WriteFile("article", "article.json", article)
	}
	if err == nil {
		err = draft.WriteFile("dom", "dom.html", []byte("<title>"+v.title+"</title><p>"+text))
	}
	if err != nil {
		t.Fatal(err)
	}
	if v.status == 0 {
		v.status = 200
	}
	snap, err := draft.Commit(context.Background(), snapshots.Manifest{
		URL: story, FinalURL: story, Status: v.status, Partial: v.partial, Title: v.title, CapturedAt: start.Add(time.Duration(n) * time.Hour),
		Capture: capture, Article: &snapshots.Article{Title: v.title, WordCount: len(strings.Fields(text))},
	})
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// Each paragraph has the capture in which it first stood so, whatever happened in between.
func TestBlame(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		versions []version
		want     string // of each paragraph: first stood so/first of all/edits, and where it was back
	}{
		{"one version", []version{{letters: "AB"}}, "0/0/0 0/0/0"},
		{"added before and behind", []version{{letters: "A"}, {letters: "BA"}, {letters: "BAC"}}, "1/1/0 0/0/0 2/2/0"},
		{"edited twice", []version{{letters: "AB"}, {letters: "aB"}, {letters: "1B"}}, "2/0/2 0/0/0"},
		{"moved", []version{{letters: "ABCD"}, {letters: "DABC"}}, "0/0/0 0/0/0 0/0/0 0/0/0"},
		{"partial, blocked and failed ones", []version{{letters: "AB"}, {letters: "C", partial: true}, {letters: "D", class: "blocked"}, {letters: "C", status: 503}, {}, {letters: "AB"}}, "0/0/0 0/0/0"},
		{"gone and back", []version{{letters: "ABC"}, {letters: "AC"}, {letters: "ABC"}}, "0/0/0 0/0/0<2 0/0/0"},
		{"edited and back", []version{{letters: "AB"}, {letters: "aB"}, {letters: "AB"}}, "0/0/0<2 0/0/0"},
		{"twice now", []version{{letters: "AB"}, {letters: "ABA"}}, "0/0/0 0/0/0 1/1/0"},
	} {
		w := newArchive(t)
		var list []snapshots.Snapshot
		number := map[snapshots.ID]int{}
		for i, v := range test.versions {
			snap := take(t, w, i, v)
			list, number[snap.ID] = append(list, snap), i
		}
		slices.Reverse(list)
		lines, newest, err := Blame(t.Context(), list)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var parts []string
		for i, l := range lines {
			part := fmt.Sprintf("%d/%d/%d", number[l.ID], number[l.First], l.Edits)
			if l.Back != "" {
				part += fmt.Sprintf("<%d", number[l.Back])
			}
			parts = append(parts, part)
			if l.Paragraph != i+1 {
				t.Errorf("%s: paragraph %d is number %d", test.name, i+1, l.Paragraph)
			}
		}
		if got := strings.Join(parts, " "); got != test.want || newest.ID == "" {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	w := newArchive(t)
	if _, _, err := Blame(t.Context(), []snapshots.Snapshot{take(t, w, 0, version{letters: "A", partial: true})}); !errors.Is(err, ErrNoText) {
		t.Errorf("nothing to blame: %v", err)
	}
}

// The timeline compares each whole capture with the whole one before it, of the same name.
func TestTimeline(t *testing.T) {
	t.Parallel()
	w := newArchive(t)
	first := take(t, w, 0, version{letters: "AB", title: "Ferry leaves"})
	take(t, w, 1, version{letters: "C", partial: true})
	phone := take(t, w, 2, version{letters: "AB", title: "Ferry leaves", name: "phone"})
	same := take(t, w, 3, version{letters: "AB", title: "Ferry leaves"})
	gone := take(t, w, 4, version{letters: "AB", title: "Ferry leaves"})
	edited := take(t, w, 5, version{letters: "BaC", title: "Ferry left"})
	lost := take(t, w, 6, version{letters: "D", title: "Not here", status: 404})
	for i := range 3 {
		if err := w.Unchanged(same, snapshots.Look{CapturedAt: start.Add(time.Duration(200+i) * time.Minute), Status: 200}, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Remove(gone.ID, nil); err != nil {
		t.Fatal(err)
	}
	ledger := w.Ledger()
	if err := ledger.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := Timeline(t.Context(), w.Store, ledger, story)
	if err != nil {
		t.Fatal(err)
	}
	var ids, before []snapshots.ID
	words := map[snapshots.ID][]string{}
	for _, e := range list {
		ids = append(ids, e.ID)
		if e.Before != nil {
			before = append(before, e.Before.ID)
		}
		step, err := e.Step(true)
		if err != nil {
			t.Error(err)
		}
		if step != nil {
			words[e.ID] = step.Words()
		}
		switch e.ID {
		case gone.ID:
			if e.Removed.IsZero() || e.Snapshot != nil {
				t.Errorf("what was removed is %+v", e)
			}
		case same.ID:
			if len(e.Looks) != 3 {
				t.Errorf("%d looks", len(e.Looks))
			}
		}
	}
	if len(ids) != 7 || ids[0] != lost.ID || ids[6] != first.ID || !slices.Equal(before, []snapshots.ID{edited.ID, same.ID, first.ID}) {
		t.Errorf("%v, compared with %v", ids, before)
	}
	if step, ok := words[phone.ID]; ok {
		t.Errorf("the first of another name changed %q", step)
	}
	if step, ok := words[same.ID]; !ok || len(step) > 0 {
		t.Errorf("what is the same changed %q", step)
	}
	want := []string{`title: "Ferry left", was "Ferry leaves"`, "paragraphs: 1 added (7 words), 1 edited and moved (1 word added)"}
	if got := words[edited.ID]; !slices.Equal(got, want) {
		t.Errorf("it says %q, want %q", got, want)
	}
	if got := words[lost.ID]; len(got) == 0 || got[0] != "status: 404, was 200" {
		t.Errorf("it says %q", got)
	}
}

// Of what is no document it is told that the file is another.
func TestFiles(t *testing.T) {
	t.Parallel()
	w := newArchive(t)
	keep := func(n int, files ...string) snapshots.Snapshot {
		t.Helper()
		draft, err := w.Begin()
		if err != nil {
			t.Fatal(err)
		}
		defer draft.Abort()
		for i, data := range files {
			kind, name := "original", "original.pdf"
			if i > 0 {
				kind, name = fmt.Sprint("download-", i), fmt.Sprintf("list-%d.csv", i)
			}
			if err := draft.WriteFile(kind, name, []byte(data)); err != nil {
				t.Fatal(err)
			}
		}
		snap, err := draft.Commit(context.Background(), snapshots.Manifest{URL: story, FinalURL: story, Status: 200, CapturedAt: start.Add(time.Duration(n) * time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		return snap
	}
	for i, test := range []struct {
		before, after []string
		words         string
	}{
		{[]string{"one"}, []string{"one"}, ""},
		{[]string{"one"}, []string{"three"}, "file: original.pdf, 5 bytes, SHA-256 8b5b9db0c13d; was original.pdf, 3 bytes, SHA-256 7692c3ad3540"},
		{[]string{"one", "a"}, []string{"one"}, `download-1: no longer "list-1.csv, 1 bytes, SHA-256 ca978112ca1b"`},
		{[]string{"one"}, []string{"one", "a"}, `download-1: now "list-1.csv, 1 bytes, SHA-256 ca978112ca1b"`},
	} {
		step, err := Between(keep(10*i, test.before...), keep(10*i+1, test.after...), true)
		if got := strings.Join(step.Words(), "; "); err != nil || got != test.words {
			t.Errorf("%q to %q: %q, want %q, error %v", test.before, test.after, got, test.words, err)
		}
	}
}
