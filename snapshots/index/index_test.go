package index

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tearsheet/tearsheet/snapshots"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		for _, f := range afterAll {
			f()
		}
		os.Exit(code)
	}))
}

// story is what the tests keep of a page.
type story struct {
	url, title, text string
	authors          []string
	at               time.Time
}

// noon is long enough ago for folders' times to be trusted once the tests say so.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func newWriter(t testing.TB) *snapshots.Writer {
	t.Helper()
	w, err := snapshots.OpenWriter(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

// take keeps a story as a snapshot.
func take(t testing.TB, w *snapshots.Writer, s story) snapshots.Snapshot {
	t.Helper()
	draft, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Abort()
	article, err := json.Marshal(map[string]any{"title": s.title, "text": s.text})
	if err != nil {
		t.Fatal(err)
	}
	if err := draft.WriteFile("article", "article.json", article); err != nil {
		t.Fatal(err)
	}
	snap, err := draft.Commit(t.Context(), snapshots.Manifest{
		URL: s.url, FinalURL: s.url, Status: 200, Title: s.title, CapturedAt: s.at,
		Article: &snapshots.Article{Title: s.title, Authors: s.authors},
	})
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// newIndex opens an index whose troubles fail the test.
func newIndex(t testing.TB, store *snapshots.Store) *Index {
	t.Helper()
	x := Open(store, Options{Trouble: func(err error) { t.Errorf("the index was not used: %v", err) }})
	t.Cleanup(func() { x.Close() })
	return x
}

// settled counts the folders that were given a time of their own.
var settled atomic.Int64

// settle makes the folders that were just changed as old as folders are that nobody has
// touched for a while, each with a time of its own, so that their times are trusted.
func settle(t testing.TB, store *snapshots.Store) {
	t.Helper()
	hosts, _ := store.Hosts()
	folders := []string{store.Folder("", "")}
	for _, host := range hosts {
		folders = append(folders, store.Folder(host, ""))
		pages, _ := store.Pages(host)
		for _, page := range pages {
			folders = append(folders, store.Folder(host, page))
		}
	}
	for _, dir := range folders {
		info, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		if time.Since(info.ModTime()) > time.Hour {
			continue
		}
		at := time.Now().Add(-2*time.Hour + time.Duration(settled.Add(1)))
		if err := os.Chtimes(dir, at, at); err != nil {
			t.Fatal(err)
		}
	}
}

// lines writes a list out, errors too.
func lines[T any](list func(func(T, error) bool), show func(T) string) (all []string) {
	for item, err := range list {
		line := show(item)
		if err != nil {
			line += " " + err.Error()
		}
		all = append(all, line)
	}
	return all
}

// same asks index and folders the same and compares the answers.
func same(t *testing.T, x *Index, q snapshots.Query, limit int) {
	t.Helper()
	got := lines(x.List(t.Context(), q, limit), func(e Entry) string { return fmt.Sprint(e.ID, e.Status, e.Title) })
	want := lines(x.store.List(t.Context(), q), func(s snapshots.Snapshot) string { return fmt.Sprint(s.ID, s.Status, s.Title) })
	if limit > 0 && len(want) > limit {
		want = want[:limit]
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v limit %d:\n%s\nis not\n%s", q, limit, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// queries are those that a list can have.
func queries() []snapshots.Query {
	return []snapshots.Query{
		{}, {Host: "site1.example"}, {Host: "nowhere.example"}, {URLPrefix: "https://site2.example/a"}, {URLPrefix: "https://site"},
		{URL: "https://site0.example/page/1"}, {Since: noon.Add(3 * time.Second)}, {Until: noon.Add(5*time.Second + 1)},
		{Host: "site2.example", Since: noon.Add(2 * time.Second), Until: noon.Add(9 * time.Second)},
	}
}

func TestListIsWhatTheFoldersSay(t *testing.T) {
	w := newWriter(t)
	x := newIndex(t, w.Store)
	random := rand.New(rand.NewPCG(7, 7))
	var all []snapshots.Snapshot
	add := func() {
		all = append(all, take(t, w, story{
			url:   fmt.Sprintf("https://site%d.example/%s/%d", random.IntN(4), []string{"page", "a"}[random.IntN(2)], random.IntN(4)),
			title: fmt.Sprint("story ", len(all)), at: noon.Add(time.Duration(random.IntN(12)) * time.Second),
		}))
	}
	steps := []struct {
		name string
		do   func()
	}{
		{"nothing", func() {}},
		{"first", func() {
			for range 40 {
				add()
			}
		}},
		{"nothing new", func() {}},
		{"more", func() { add(); add(); add() }},
		{"snapshots go", func() {
			for range 5 {
				i := random.IntN(len(all))
				os.RemoveAll(all[i].Dir)
				all = slices.Delete(all, i, i+1)
			}
		}},
		{"a page goes", func() { os.RemoveAll(filepath.Dir(all[0].Dir)) }},
		{"a host goes", func() { os.RemoveAll(w.Folder("site1.example", "")) }},
		{"and comes back", func() {
			take(t, w, story{url: "https://site1.example/back", title: "back", at: noon})
		}},
		{"a page is moved to another place", func() {
			away := filepath.Join(w.Dir(), ".away")
			os.Rename(w.Folder("site1.example", ""), away)
			take(t, w, story{url: "https://site3.example/other", title: "other", at: noon})
			os.Symlink(".away", w.Folder("site1.example", ""))
		}},
		{"clutter", func() {
			os.WriteFile(filepath.Join(w.Dir(), "notes.txt"), nil, 0o644)
			os.WriteFile(filepath.Join(w.Folder("site2.example", ""), "notes.txt"), nil, 0o644)
			os.Mkdir(filepath.Join(w.Folder("site2.example", ""), "not-a-page"), 0o755)
		}},
	}
	for _, trusted := range []bool{false, true} {
		for _, step := range steps {
			step.do()
			if trusted {
				settle(t, w.Store)
			}
			for _, q := range queries() {
				same(t, x, q, 0)
			}
			same(t, x, snapshots.Query{}, 1)
			same(t, x, snapshots.Query{Host: "site2.example"}, 7)
			if t.Failed() {
				t.Fatalf("after: %s, trusted %t", step.name, trusted)
			}
		}
		all = all[:0]
		for snap := range w.List(t.Context(), snapshots.Query{}) {
			all = append(all, snap)
		}
		os.Remove(w.Folder("site1.example", ""))
	}
}

func TestFoldersAreNotReadAgain(t *testing.T) {
	w := newWriter(t)
	take(t, w, story{url: "https://example.com/a", title: "a", at: noon})
	x := newIndex(t, w.Store)
	same(t, x, snapshots.Query{}, 0)
	settle(t, w.Store) // only now: the index itself is in the archive's folder
	same(t, x, snapshots.Query{}, 0)

	known, err := load(t.Context(), x.db)
	if err != nil {
		t.Fatal(err)
	}
	s := surveyor{store: w.Store, known: known, now: time.Now()}.survey(t.Context())
	if len(s.hosts) != 0 || len(s.errors) != 0 {
		t.Errorf("nothing was changed, but: %+v", s)
	}
	take(t, w, story{url: "https://example.com/a", title: "b", at: noon})
	s = surveyor{store: w.Store, known: known, now: time.Now()}.survey(t.Context())
	if len(s.hosts) != 1 || len(s.hosts[0].looked["a"]) != 2 || s.hosts[0].pages[0].seen != never {
		t.Errorf("one page was changed just now, but: %+v", s)
	}
}

func TestBrokenSnapshotsAreToldOf(t *testing.T) {
	w := newWriter(t)
	snap := take(t, w, story{url: "https://site1.example/a", title: "a", at: noon})
	take(t, w, story{url: "https://site1.example/b", title: "b", at: noon.Add(time.Second)})
	manifest := filepath.Join(snap.Dir, snapshots.ManifestName)
	whole, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(manifest, []byte("{}"), 0o644)
	settle(t, w.Store)
	x := newIndex(t, w.Store)
	for range 2 {
		for _, q := range queries() {
			same(t, x, q, 0)
		}
	}
	r, err := x.Search(t.Context(), Query{Text: "b"})
	if err != nil || len(r.Errors) != 1 || len(r.Hits) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	os.WriteFile(manifest, whole, 0o644)
	same(t, x, snapshots.Query{}, 0)
	if r, err = x.Search(t.Context(), Query{Text: "a"}); err != nil || len(r.Errors) != 0 || len(r.Hits) != 1 {
		t.Errorf("mended: %+v, %v", r, err)
	}
}

func TestManifestsThatWereChangedInPlace(t *testing.T) {
	w := newWriter(t)
	snap := take(t, w, story{url: "https://site1.example/a", title: "tide", text: "tide", at: noon})
	take(t, w, story{url: "https://site1.example/b", title: "bell", text: "bell", at: noon.Add(time.Second)})
	manifest := filepath.Join(snap.Dir, snapshots.ManifestName)
	whole, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	write := func(data []byte, ago time.Duration) {
		t.Helper()
		at := time.Now().Add(-ago)
		if err := errors.Join(os.WriteFile(manifest, data, 0o644), os.Chtimes(manifest, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	write(whole, time.Hour)
	settle(t, w.Store)
	x := newIndex(t, w.Store)
	if r, err := x.Search(t.Context(), Query{Text: "tide"}); err != nil || len(r.Errors) != 0 || len(r.Hits) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}

	for i, damaged := range [][]byte{bytes.Replace(whole, []byte("tide"), []byte("tidy"), 1), whole[:len(whole)/2], nil} {
		write(damaged, time.Duration(i)*time.Minute)
		for range 2 {
			same(t, x, snapshots.Query{}, 0)
			same(t, x, snapshots.Query{Host: "site1.example"}, 2)
			same(t, x, snapshots.Query{}, 1) // the one that is as it was
		}
		if r, err := x.Search(t.Context(), Query{Text: "tide"}); err != nil || len(r.Errors) != 1 || len(r.Hits) != 1 {
			t.Errorf("%+v, %v", r, err)
		}
	}
	os.Remove(manifest)
	same(t, x, snapshots.Query{}, 0)

	write(whole, 0) // as in a copy of the archive
	same(t, x, snapshots.Query{}, 0)
	var written string
	row := x.db.QueryRowContext(t.Context(), "SELECT written FROM snapshots WHERE id = ?", string(snap.ID))
	if err := row.Scan(&written); err != nil || written != w.Written(snap.ID) {
		t.Errorf("what was read again is noted as %q, not %q: %v", written, w.Written(snap.ID), err)
	}
}

func TestDamagedDatabases(t *testing.T) {
	w := newWriter(t)
	for i := range 30 {
		take(t, w, story{url: fmt.Sprintf("https://site1.example/%d", i), title: "story", text: strings.Repeat("word ", 500), at: noon})
	}
	database := func() string {
		files, err := databaseFiles(w.IndexDir())
		if err != nil || len(files) != 1 {
			t.Fatal(files, err)
		}
		return files[0]
	}
	for name, damage := range map[string]func(path string){
		"garbage":  func(path string) { os.WriteFile(path, []byte(strings.Repeat("no database ", 1000)), 0o644) },
		"empty":    func(path string) { os.Truncate(path, 0) },
		"cut":      func(path string) { os.Truncate(path, 8192) },
		"gone":     func(path string) { os.Remove(path) },
		"all gone": func(path string) { os.RemoveAll(filepath.Dir(path)) },
		"overwritten": func(path string) {
			f, err := os.OpenFile(path, os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			f.WriteAt([]byte(strings.Repeat("\xa5", 40000)), 4096)
		},
		"another's": func(path string) {
			os.Remove(path)
			db, err := openDatabase(t.Context(), filepath.Dir(path))
			if err != nil {
				t.Fatal(err)
			}
			db.Exec("PRAGMA application_id = 17")
			db.Close()
		},
	} {
		x := Open(w.Store, Options{Trouble: func(err error) { t.Errorf("%s: %v", name, err) }})
		if _, err := x.Search(t.Context(), Query{Text: "word"}); err != nil {
			t.Fatal(name, err)
		}
		x.Close()
		damage(database())
		x = Open(w.Store, Options{Trouble: func(err error) { t.Errorf("%s: %v", name, err) }})
		same(t, x, snapshots.Query{}, 0)
		r, err := x.Search(t.Context(), Query{Text: "word", Limit: 3})
		if err != nil || r.Pages != 30 || len(r.Hits) != 3 {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
		x.Close()
	}
}

func TestDeletedWhileOpen(t *testing.T) {
	w := newWriter(t)
	take(t, w, story{url: "https://site1.example/a", title: "a", at: noon})
	old := newIndex(t, w.Store)
	same(t, old, snapshots.Query{}, 0)
	os.RemoveAll(w.IndexDir())
	take(t, w, story{url: "https://site1.example/b", title: "b", at: noon})
	fresh := newIndex(t, w.Store)
	for _, x := range []*Index{fresh, old, fresh} {
		same(t, x, snapshots.Query{}, 0)
	}
	old.Close()
	take(t, w, story{url: "https://site1.example/c", title: "c", at: noon})
	same(t, fresh, snapshots.Query{}, 0)
	same(t, newIndex(t, w.Store), snapshots.Query{}, 0)
}

func TestWhereNothingCanBeWritten(t *testing.T) {
	w := newWriter(t)
	take(t, w, story{url: "https://site1.example/a", title: "High tide", text: "The harbour floods.", at: noon})
	// A file in the folder's place keeps root out as well.
	if err := os.WriteFile(w.IndexDir(), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	var trouble []error
	x := Open(w.Store, Options{Trouble: func(err error) { trouble = append(trouble, err) }})
	for _, q := range queries() {
		same(t, x, q, 0)
	}
	r, err := x.Search(t.Context(), Query{Text: "harbour"})
	if err != nil || len(r.Hits) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	if len(trouble) == 0 {
		t.Error("nobody was told")
	}
	if err := x.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestManyAtOnce(t *testing.T) {
	w := newWriter(t)
	const each = 8
	var all sync.WaitGroup
	for i := range 3 {
		all.Go(func() {
			x := newIndex(t, w.Store)
			f := x.Follow(t.Context())
			for j := range each {
				f.Add(take(t, w, story{url: fmt.Sprintf("https://site%d.example/%d", j%3, i), title: "High tide", text: "word", at: noon}))
			}
			f.Close()
		})
		all.Go(func() {
			x := newIndex(t, w.Store)
			for range each {
				for _, err := range x.List(t.Context(), snapshots.Query{}, 0) {
					if err != nil {
						t.Error(err)
					}
				}
				if _, err := x.Search(t.Context(), Query{Text: "tide"}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	x := newIndex(t, w.Store)
	same(t, x, snapshots.Query{}, 0)
	r, err := x.Search(t.Context(), Query{Text: "tide", All: true})
	if err != nil || len(r.Hits) != 3*each {
		t.Errorf("%d hits, %v", len(r.Hits), err)
	}
}

func TestFollower(t *testing.T) {
	w := newWriter(t)
	x := newIndex(t, w.Store)
	f := x.Follow(t.Context())
	snap := take(t, w, story{url: "https://site1.example/a", title: "High tide", text: "The harbour floods.", at: noon})
	f.Add(snap)
	f.Close()
	var n int
	if err := x.db.QueryRow("SELECT count(*) FROM words WHERE words MATCH 'harbour'").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
	// What it took in is forgotten with its folder, also if nobody asked meanwhile.
	os.RemoveAll(w.Folder("site1.example", ""))
	same(t, x, snapshots.Query{}, 0)
	if err := x.db.QueryRow("SELECT count(*) FROM words WHERE words MATCH 'harbour'").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestStopped(t *testing.T) {
	w := newWriter(t)
	take(t, w, story{url: "https://site1.example/a", title: "a", at: noon})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	x := newIndex(t, w.Store)
	for _, err := range x.List(ctx, snapshots.Query{}, 0) {
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	if _, err := x.Search(ctx, Query{Text: "a"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
