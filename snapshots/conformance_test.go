package snapshots

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

// testPlace is an archive that a test can write to, read and harm as others would.
type testPlace interface {
	writer(t *testing.T) *Writer // each as of a process, and a machine, of its own
	store(t *testing.T) *Store
	overwrite(t *testing.T, name, text string) // a file, from the archive down
	remove(t *testing.T, name string)
}

// places are the kinds of place in which an archive can be.
var places = map[string]func(t *testing.T) testPlace{
	"disk": func(t *testing.T) testPlace { return onDisk{filepath.Join(t.TempDir(), "archive")} },
}

func init() {
	for kind := range bucketKinds {
		places[kind] = func(t *testing.T) testPlace { return inBucket{openTestBucket(t, bucketAddress(t, kind), nil)} }
	}
}

type onDisk struct{ dir string }

func (p onDisk) writer(t *testing.T) *Writer { return reopen(t, p.dir, newOSDisk) }

func (p onDisk) store(t *testing.T) *Store {
	s, err := Open(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (p onDisk) overwrite(t *testing.T, name, text string) {
	writeTestFile(t, filepath.Join(p.dir, name), text)
}

func (p onDisk) remove(t *testing.T, name string) {
	if err := os.Remove(filepath.Join(p.dir, name)); err != nil {
		t.Fatal(err)
	}
}

type inBucket struct{ storage.Bucket }

func (p inBucket) writer(t *testing.T) *Writer               { return bucketWriter(t, p.Bucket) }
func (p inBucket) store(t *testing.T) *Store                 { return bucketStore(t, p.Bucket) }
func (p inBucket) overwrite(t *testing.T, name, text string) { put(t, p.Bucket, name, text) }
func (p inBucket) remove(t *testing.T, name string) {
	if err := p.Remove(t.Context(), name); err != nil {
		t.Fatal(err)
	}
}

// TestConformance holds for every kind of place.
func TestConformance(t *testing.T) {
	for name, open := range places {
		t.Run(name, func(t *testing.T) {
			for _, c := range conformance {
				t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
			}
		})
	}
}

var conformance = []struct {
	name string
	test func(*testing.T, testPlace)
}{
	{"what was stored comes back", func(t *testing.T, p testPlace) {
		stored := mustTake(t, p.writer(t), storyURL, moment)
		s := p.store(t)
		got, err := s.Latest(t.Context(), storyURL)
		if err != nil || got.ID != stored.ID || got.Digest != stored.Digest || got.Title != stored.Title {
			t.Fatalf("%+v, %v", got, err)
		}
		for _, want := range pageFiles {
			for _, open := range []func() (*os.File, error){
				func() (*os.File, error) { return s.Open(got, want.kind) },
				func() (*os.File, error) { return got.Open(want.kind) },
				func() (*os.File, error) { return stored.Open(want.kind) },
			} {
				if data, err := readAllOf(open()); err != nil || string(data) != want.data {
					t.Errorf("%s: %q, %v", want.name, data, err)
				}
			}
		}
		if _, err := got.Open("nothing"); kindOf(err) != KindNotFound {
			t.Error(err)
		}
		if problems, n := verify(t, s); len(problems) > 0 || n != 1 {
			t.Errorf("%d snapshots, problems %v", n, problems)
		}
	}},
	{"there is no archive before the first snapshot", func(t *testing.T, p testPlace) {
		w := p.writer(t)
		for range p.store(t).List(t.Context(), Query{}) {
			t.Error("it lists something")
		}
		if _, err := w.Get("example.com/a/20261123T081502.123Z"); kindOf(err) != KindNotFound {
			t.Error(err)
		}
	}},
	{"a draft is invisible", func(t *testing.T, p testPlace) {
		w := p.writer(t)
		draft, err := w.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if err := draft.WriteFile("dom", "dom.html", []byte("<p>")); err != nil {
			t.Fatal(err)
		}
		if problems, n := verify(t, p.store(t)); len(problems) > 0 || n != 0 {
			t.Errorf("%d snapshots, problems %v", n, problems)
		}
		if err := draft.Abort(); err != nil {
			t.Error(err)
		}
	}},
	{"writers of one moment do not meet", func(t *testing.T, p testPlace) {
		var wg sync.WaitGroup
		for range 3 {
			w := p.writer(t)
			for range 3 {
				wg.Go(func() {
					if _, err := take(w, storyURL, moment); err != nil {
						t.Error(err)
					}
				})
			}
		}
		wg.Wait()
		if problems, n := verify(t, p.store(t)); len(problems) > 0 || n != 9 {
			t.Errorf("%d snapshots of 9, problems %v", n, problems)
		}
	}},
	{"others see what is stored", func(t *testing.T, p testPlace) {
		w, other := p.writer(t), p.writer(t)
		s := other.Store
		for i := range 3 {
			snap := mustTake(t, w, storyURL, moment.Add(time.Duration(i)*time.Second))
			look(s)
			if got, err := s.Find(t.Context(), string(snap.ID)); err != nil || got.Digest != snap.Digest {
				t.Errorf("%s: %v", snap.ID, err)
			}
			if got, err := s.Find(t.Context(), snap.Address()); err != nil && s.remote != nil || err == nil && got.ID != snap.ID {
				t.Errorf("%s: %v", snap.Address(), err)
			}
		}
		var ids []ID
		for snap, err := range s.List(t.Context(), Query{}) {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, snap.ID)
		}
		if len(ids) != 3 || !slices.IsSortedFunc(ids, CompareIDs) {
			t.Error(ids)
		}
	}},
	{"harm is found", func(t *testing.T, p testPlace) {
		w := p.writer(t)
		harmed := mustTake(t, w, "https://example.com/changed", moment)
		lost := mustTake(t, w, "https://example.com/lost", moment)
		added := mustTake(t, w, "https://example.com/added", moment)
		forged := mustTake(t, w, "https://example.com/forged", moment)
		gone := mustTake(t, w, "https://example.com/gone", moment)
		p.overwrite(t, string(harmed.ID)+"/dom.html", "<p>Something else.")
		p.remove(t, string(lost.ID)+"/screenshot.png")
		p.overwrite(t, string(added.ID)+"/more.html", "<p>More.")
		p.overwrite(t, string(forged.ID)+"/"+ManifestName, "{}")
		for _, f := range pageFiles {
			p.remove(t, string(gone.ID)+"/"+f.name)
		}
		p.remove(t, string(gone.ID)+"/"+ManifestName)
		got, _ := verify(t, p.store(t))
		for _, want := range []Problem{
			{Path: string(harmed.ID) + "/dom.html", What: Changed},
			{Path: string(lost.ID) + "/screenshot.png", What: Missing},
			{Path: string(added.ID) + "/more.html", What: Extra},
			{Path: string(forged.ID) + "/" + ManifestName, What: Changed},
			{Path: string(gone.ID), What: Missing},
		} {
			if !slices.ContainsFunc(got, func(p Problem) bool {
				return p.What == want.What && strings.HasPrefix(p.Path, want.Path)
			}) {
				t.Errorf("not found: %s %s, but %v", want.Path, want.What, got)
			}
		}
		if _, ok := p.(inBucket); !ok {
			return
		}
		// Where reading costs a request anyway, bytes are compared on the way.
		if _, err := p.store(t).Open(harmed, "dom"); err == nil {
			t.Error("other bytes than those that were stored are given")
		}
	}},
	{"a large file is streamed", func(t *testing.T, p testPlace) {
		const size = 40 << 20
		w := p.writer(t)
		draft, err := w.Begin()
		if err != nil {
			t.Fatal(err)
		}
		defer draft.Abort()
		f, err := draft.Create("wacz", "page.bin")
		if err != nil {
			t.Fatal(err)
		}
		block := bytes.Repeat([]byte("tearsheet"), 1<<10)
		h := sha256.New()
		if _, err := io.CopyN(io.MultiWriter(f, h), &endless{block: block}, size); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		snap, err := draft.Commit(t.Context(), testManifest(storyURL, moment))
		if err != nil {
			t.Fatal(err)
		}
		if snap.Files[0].Size != size || snap.Files[0].SHA256 != Digest(h.Sum(nil)) {
			t.Errorf("%+v", snap.Files[0])
		}
		if problems, n := verify(t, p.store(t)); len(problems) > 0 || n != 1 {
			t.Errorf("%d snapshots, problems %v", n, problems)
		}
	}},
}

// look makes a reader look again at once.
func look(s *Store) {
	if s.remote != nil {
		s.remote.asked = time.Time{}
	}
}

func readAllOf(f *os.File, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// endless is a block, again and again.
type endless struct {
	block []byte
	at    int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.block[e.at:])
	e.at = (e.at + n) % len(e.block)
	return n, nil
}

func TestBucketRefusesWhatIsNoArchive(t *testing.T) {
	inEachBucket(t, func(t *testing.T, kind string) {
		b := openTestBucket(t, bucketAddress(t, kind), nil)
		if _, err := openMirror(b, t.TempDir(), false); kindOf(err) != KindNotFound {
			t.Error(err)
		}
		put(t, b, "somebody/else.txt", "mine")
		if _, err := openMirror(b, t.TempDir(), true); kindOf(err) != KindStorage {
			t.Error(err)
		}
	})
}

func TestMirrorIsMadeAnew(t *testing.T) { inEachBucket(t, mirrorIsMadeAnew) }

func mirrorIsMadeAnew(t *testing.T, kind string) {
	b := openTestBucket(t, bucketAddress(t, kind), nil)
	w := bucketWriter(t, b)
	mustTake(t, w, storyURL, moment)
	kept := t.TempDir()
	open := func() *Store {
		s, err := openMirror(b, kept, false)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	open()
	// Somebody begins the archive anew in the same place.
	for o, err := range b.List(t.Context(), "", "", false) {
		if err == nil {
			err = b.Remove(t.Context(), o.Key)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	fresh := bucketWriter(t, b)
	for i := range 2 {
		mustTake(t, fresh, "https://example.com/other", moment.Add(time.Duration(i)*time.Second))
	}
	if got, n := listed(t, open()); n != 2 {
		t.Errorf("%d are listed: %v", n, got)
	}
}

// listed gives what a list has, and how much can be read.
func listed(t testing.TB, s *Store) (list []string, whole int) {
	t.Helper()
	for snap, err := range s.List(context.Background(), Query{}) {
		if err == nil {
			whole++
			list = append(list, string(snap.ID))
			continue
		}
		list = append(list, fmt.Sprintf("%s: %v", snap.ID, err))
		if errors.Is(err, fs.ErrNotExist) {
			list = append(list, "gone")
		}
	}
	return list, whole
}
