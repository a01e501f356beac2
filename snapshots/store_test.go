package snapshots

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

const storyURL = "https://example.com/2026/11/story"

func TestSnapshotIsStoredAndRead(t *testing.T) {
	w := newWriter(t)
	snap := mustTake(t, w, storyURL, moment)

	if want := ID("example.com/2026_11_story/20261123T081502.123Z"); snap.ID != want {
		t.Errorf("id %s, want %s", snap.ID, want)
	}
	if want := filepath.Join(w.Dir(), "example.com", "2026_11_story", "20261123T081502.123Z"); snap.Dir != want {
		t.Errorf("dir %s, want %s", snap.Dir, want)
	}
	s, err := Open(w.Dir())
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Get(snap.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.URL != storyURL || got.Status != 200 || !got.CapturedAt.Equal(moment) || got.Digest != snap.Digest || got.Article.WordCount != 5 {
		t.Errorf("read back %+v", got.Manifest)
	}
	for _, want := range pageFiles {
		f, err := s.Open(got, want.kind)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(f)
		f.Close()
		if err != nil || string(data) != want.data {
			t.Errorf("%s: %q, %v", want.name, data, err)
		}
	}
	if names := got.FileNames(); names["manifest"] != "snapshot.json" || names["dom"] != "dom.html" || len(names) != 5 {
		t.Errorf("file names %v", names)
	}
	if problems, n := verify(t, s); len(problems) > 0 || n != 1 {
		t.Errorf("%d snapshots, problems %v", n, problems)
	}
}

func TestManifestOnDiskIsStable(t *testing.T) {
	w := newWriter(t)
	snap := mustTake(t, w, "https://reader:secret@example.com/a?x=1&y=2", moment)
	got, err := os.ReadFile(filepath.Join(snap.Dir, ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join("testdata", "snapshot.json"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("the manifest's bytes changed, so FormatVersion must too:\n%s", got)
	}
}

func TestOneMoment(t *testing.T) {
	w := newWriter(t)
	other := reopen(t, w.Dir(), newOSDisk)
	var wg sync.WaitGroup
	for _, w := range []*Writer{w, other} {
		for range 8 {
			wg.Go(func() {
				if _, err := take(w, storyURL, moment); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	if problems, n := verify(t, w.Store); len(problems) > 0 || n != 16 {
		t.Errorf("%d snapshots of 16, problems %v", n, problems)
	}
	latest, err := w.Latest(t.Context(), storyURL)
	if err != nil || latest.ID.part(2) != "20261123T081502.123Z-16" {
		t.Errorf("latest is %s, %v", latest.ID, err)
	}
}

func TestDraftIsInvisibleUntilCommit(t *testing.T) {
	w := newWriter(t)
	draft, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := draft.WriteFile("dom", "dom.html", []byte("<p>")); err != nil {
		t.Fatal(err)
	}
	if problems, n := verify(t, w.Store); len(problems) > 0 || n != 0 {
		t.Errorf("%d snapshots, problems %v", n, problems)
	}
	if err := draft.Abort(); err != nil {
		t.Fatal(err)
	}
	if exists(draft.dir) {
		t.Error("an aborted draft is still there")
	}
	if _, err := draft.Commit(t.Context(), testManifest(storyURL, moment)); kindOf(err) != KindMisuse {
		t.Errorf("commit after abort: %v", err)
	}
}

func TestDraftRefuses(t *testing.T) {
	w := newWriter(t)
	draft, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Abort()
	if err := draft.WriteFile("dom", "dom.html", nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ kind, name string }{
		{"a", ""}, {"a", "."}, {"a", ".."}, {"a", "../x"}, {"a", "a/b"}, {"a", `a\b`}, {"a", "a:b"}, {"a", "A.html"}, {"a", ".hidden"},
		{"a", "nul.txt"}, {"a", "trailing."}, {"a", "a\x00b"}, {"a", "é.html"}, {"a", strings.Repeat("a", 200)}, {"a", ManifestName},
		{"a", "dom.html"}, {"dom", "other.html"}, {"", "x.html"}, {"manifest", "x.html"},
	} {
		if _, err := draft.Create(c.kind, c.name); kindOf(err) != KindMisuse {
			t.Errorf("Create(%q, %q): %v", c.kind, c.name, err)
		}
	}
	open, err := draft.Create("big", "big.bin")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := draft.Commit(t.Context(), testManifest(storyURL, moment)); kindOf(err) != KindMisuse {
		t.Errorf("commit with an open file: %v", err)
	}
	if err := open.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := open.Write([]byte("late")); kindOf(err) != KindMisuse {
		t.Errorf("write after close: %v", err)
	}
	if _, err := draft.Commit(t.Context(), testManifest("example.com", moment)); kindOf(err) != KindInvalidURL {
		t.Errorf("commit without a scheme: %v", err)
	}
	stop := errors.New("the user stopped it")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(stop)
	if _, err := draft.Commit(ctx, testManifest(storyURL, moment)); !errors.Is(err, stop) {
		t.Errorf("commit with a cancelled context: %v", err)
	}
	for name, edit := range map[string]func(m *Manifest){
		"options that are not JSON": func(m *Manifest) { m.Options = []byte("{") },
		"a URL that is not UTF-8":   func(m *Manifest) { m.URL += "\xff" },
		"a far future":              func(m *Manifest) { m.CapturedAt = moment.AddDate(9000, 0, 0) },
	} {
		m := testManifest(storyURL, moment)
		edit(&m)
		if _, err := draft.Commit(t.Context(), m); kindOf(err) != KindMisuse {
			t.Errorf("commit with %s: %v", name, err)
		}
	}
	// None of it spoiled the draft.
	if _, err := draft.Commit(t.Context(), testManifest(storyURL, moment)); err != nil {
		t.Error(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	future := `{"about": "", "format": 99}`
	for _, c := range []struct {
		name        string
		files       map[string]string
		read, write string // kinds
		says        string
	}{
		{"nothing", nil, KindNotFound, "", "no archive here"},
		{"clutter", map[string]string{".DS_Store": ""}, KindNotFound, "", "no archive here"},
		{"something else", map[string]string{"thesis.doc": "x"}, KindStorage, KindStorage, "thesis.doc"},
		{"a newer format", map[string]string{markerName: future}, KindStorage, KindStorage, "use a newer one"},
		{"a broken marker", map[string]string{markerName: "{"}, KindBroken, KindBroken, "marker"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, data := range c.files {
				writeTestFile(t, filepath.Join(dir, name), data)
			}
			_, err := Open(dir)
			if kindOf(err) != c.read || !strings.Contains(err.Error(), c.says) {
				t.Errorf("Open: %v", err)
			}
			w, err := OpenWriter(dir)
			if kindOf(err) != c.write {
				t.Errorf("OpenWriter: %v", err)
			}
			if err == nil {
				w.Close()
			} else if got, _ := os.ReadDir(dir); len(got) != len(c.files) {
				t.Errorf("a refused folder was changed: %v", got)
			}
		})
	}
	file := filepath.Join(t.TempDir(), "file")
	writeTestFile(t, file, "")
	if _, err := OpenWriter(file); kindOf(err) != KindStorage || !strings.Contains(err.Error(), "folder") {
		t.Errorf("OpenWriter of a file: %v", err)
	}
	if _, err := OpenWriter(""); kindOf(err) != KindNoArchive {
		t.Errorf("OpenWriter of nothing: %v", err)
	}
}

func TestReadOnlyArchive(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("this user may write everywhere")
	}
	w := newWriter(t)
	mustTake(t, w, storyURL, moment)
	w.Close()
	for _, dir := range []string{w.tempDir(), w.Dir()} {
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(dir, 0o755) })
	}
	if _, err := OpenWriter(w.Dir()); kindOf(err) != KindStorage {
		t.Errorf("OpenWriter: %v", err)
	}
	if problems, n := verify(t, w.Store); len(problems) > 0 || n != 1 {
		t.Errorf("%d snapshots, problems %v", n, problems)
	}
}

func TestSweepSparesTheLiving(t *testing.T) {
	living := newWriter(t)
	draft, err := living.Begin()
	if err != nil {
		t.Fatal(err)
	}
	dead := filepath.Join(living.tempDir(), "writer-1-gone")
	writeTestFile(t, filepath.Join(dead, lockName), "")
	writeTestFile(t, filepath.Join(dead, "1", "dom.html"), "half a pa")

	problems, _ := verify(t, living.Store)
	if len(problems) != 1 || problems[0].What != Leftover || problems[0].Broken() {
		t.Errorf("problems before the sweep: %v", problems)
	}
	next := reopen(t, living.Dir(), newOSDisk)
	if next.Swept() != 1 || exists(dead) {
		t.Errorf("%d drafts swept, want the dead one", next.Swept())
	}
	if err := draft.WriteFile("dom", "dom.html", []byte("<p>")); err != nil {
		t.Fatal(err)
	}
	if _, err := draft.Commit(t.Context(), testManifest(storyURL, moment)); err != nil {
		t.Error(err)
	}
	if problems, n := verify(t, living.Store); len(problems) > 0 || n != 1 {
		t.Errorf("%d snapshots, problems %v", n, problems)
	}
}

func TestList(t *testing.T) {
	w := newWriter(t)
	at := func(hours int) time.Time { return moment.Add(time.Duration(hours) * time.Hour) }
	for i, url := range []string{
		"https://example.com/news/a", "https://example.com/news/b?page=2", "https://example.com/", "https://example.com:8443/news/a",
		"https://other.example/news/a", "http://example.com/news/a", "https://example.com/news/a",
	} {
		mustTake(t, w, url, at(i))
	}
	for _, c := range []struct {
		name string
		q    Query
		want []int // hours, newest first
	}{
		{"all", Query{}, []int{6, 5, 4, 3, 2, 1, 0}},
		{"host", Query{Host: "EXAMPLE.com"}, []int{6, 5, 2, 1, 0}},
		{"host and port", Query{Host: "example.com:8443"}, []int{3}},
		{"url", Query{URL: "https://example.com/news/a"}, []int{6, 0}},
		{"url in another spelling", Query{URL: "HTTPS://Example.com:443/news/a"}, []int{6, 0}},
		{"front page", Query{URL: "https://example.com"}, []int{2}},
		{"prefix", Query{URLPrefix: "https://example.com/news/"}, []int{6, 1, 0}},
		{"prefix of hosts", Query{URLPrefix: "https://exa"}, []int{6, 3, 2, 1, 0}},
		{"since", Query{Since: at(4)}, []int{6, 5, 4}},
		{"until", Query{Until: at(2)}, []int{1, 0}},
		{"none", Query{Host: "nowhere.example"}, nil},
	} {
		var got []int
		for snap, err := range w.List(t.Context(), c.q) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, int(snap.CapturedAt.Sub(moment)/time.Hour))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestListGoesOnPastABrokenSnapshot(t *testing.T) {
	w := newWriter(t)
	mustTake(t, w, storyURL, moment)
	broken := mustTake(t, w, storyURL, moment.Add(time.Second))
	mustTake(t, w, storyURL, moment.Add(2*time.Second))
	if err := os.Remove(filepath.Join(broken.Dir, ManifestName)); err != nil {
		t.Fatal(err)
	}
	var bad []ID
	n := 0
	for snap, err := range w.List(t.Context(), Query{}) {
		n++
		if err != nil {
			bad = append(bad, snap.ID)
		}
	}
	if n != 3 || !slices.Equal(bad, []ID{broken.ID}) {
		t.Errorf("%d listed, broken %v", n, bad)
	}
	if _, err := w.Latest(t.Context(), "https://example.com/unknown"); kindOf(err) != KindNotFound {
		t.Errorf("latest of an unknown URL: %v", err)
	}
}

func TestListStopsWithItsContext(t *testing.T) {
	w := newWriter(t)
	mustTake(t, w, storyURL, moment)
	mustTake(t, w, storyURL, moment)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var errs []error
	for _, err := range w.List(ctx, Query{}) {
		errs = append(errs, err)
		cancel()
	}
	if len(errs) != 2 || errs[0] != nil || !errors.Is(errs[1], context.Canceled) {
		t.Errorf("errors %v", errs)
	}
}
