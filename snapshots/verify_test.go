package snapshots

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestVerifyFinds(t *testing.T) {
	id := "example.com/2026_11_story/20261123T081502.123Z"
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, archive, dir string) error
		path  string // from the archive down
		what  Fault
	}{
		{"a changed byte", func(t *testing.T, _, dir string) error {
			return flip(filepath.Join(dir, "screenshot.png"), 3)
		}, id + "/screenshot.png", Changed},
		{"a byte more", func(t *testing.T, _, dir string) error {
			return os.WriteFile(filepath.Join(dir, "console.jsonl"), []byte("\n"), 0o644)
		}, id + "/console.jsonl", Changed},
		{"a byte less", func(t *testing.T, _, dir string) error {
			return os.Truncate(filepath.Join(dir, "dom.html"), 5)
		}, id + "/dom.html", Changed},
		{"a missing file", func(t *testing.T, _, dir string) error {
			return os.Remove(filepath.Join(dir, "article.json"))
		}, id + "/article.json", Missing},
		{"a link in place of a file", func(t *testing.T, _, dir string) error {
			if err := os.Rename(filepath.Join(dir, "dom.html"), filepath.Join(t.TempDir(), "dom.html")); err != nil {
				return err
			}
			return os.Symlink("article.json", filepath.Join(dir, "dom.html"))
		}, id + "/dom.html", Changed},
		{"an extra file", func(t *testing.T, _, dir string) error {
			return os.WriteFile(filepath.Join(dir, "note.txt"), nil, 0o644)
		}, id + "/note.txt", Extra},
		{"an extra hidden file", func(t *testing.T, _, dir string) error {
			return os.WriteFile(filepath.Join(dir, ".note"), nil, 0o644)
		}, id + "/.note", Extra},
		{"an extra folder", func(t *testing.T, _, dir string) error {
			return os.Mkdir(filepath.Join(dir, "more"), 0o755)
		}, id + "/more", Extra},
		{"no manifest", func(t *testing.T, _, dir string) error {
			return os.Remove(filepath.Join(dir, ManifestName))
		}, id + "/snapshot.json", Missing},
		{"half a manifest", func(t *testing.T, _, dir string) error {
			return os.Truncate(filepath.Join(dir, ManifestName), 40)
		}, id + "/snapshot.json", Changed},
		{"a snapshot of another time", func(t *testing.T, _, dir string) error {
			return os.Rename(dir, filepath.Join(filepath.Dir(dir), "20200101T000000.000Z"))
		}, "example.com/2026_11_story/20200101T000000.000Z/snapshot.json", Changed},
		{"a snapshot of another page", func(t *testing.T, archive, dir string) error {
			return os.Rename(filepath.Dir(dir), filepath.Join(archive, "example.com", "elsewhere"))
		}, "example.com/elsewhere/20261123T081502.123Z/snapshot.json", Changed},
		{"a file beside the hosts", func(t *testing.T, archive, _ string) error {
			return os.WriteFile(filepath.Join(archive, "notes.txt"), nil, 0o644)
		}, "notes.txt", Extra},
		{"a file beside the pages", func(t *testing.T, archive, _ string) error {
			return os.WriteFile(filepath.Join(archive, "example.com", "notes.txt"), nil, 0o644)
		}, "example.com/notes.txt", Extra},
		{"a folder beside the snapshots", func(t *testing.T, _, dir string) error {
			return os.Mkdir(filepath.Join(filepath.Dir(dir), "old"), 0o755)
		}, "example.com/2026_11_story/old", Extra},
		{"another marker", func(t *testing.T, archive, _ string) error {
			return flip(filepath.Join(archive, markerName), 20)
		}, markerName, Changed},
		{"no marker", func(t *testing.T, archive, _ string) error {
			return os.Remove(filepath.Join(archive, markerName))
		}, markerName, Missing},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWriter(t)
			snap := mustTake(t, w, storyURL, moment)
			if err := c.spoil(t, w.Dir(), snap.Dir); err != nil {
				t.Fatal(err)
			}
			problems, _ := verify(t, w.Store)
			problems = slices.DeleteFunc(problems, ofLog)
			if len(problems) != 1 || problems[0].Path != c.path || problems[0].What != c.what || !problems[0].Broken() {
				t.Errorf("found %v, want %s %s", problems, c.path, c.what)
			}
		})
	}
}

// ofLog tells what the log says of a snapshot that is not where it was, besides what the
// snapshot says itself.
func ofLog(p Problem) bool { return strings.Contains(p.Detail, "stored on") }

// TestVerifyFindsEveryByte changes each byte of the manifest in turn.
func TestVerifyFindsEveryByte(t *testing.T) {
	w := newWriter(t)
	snap := mustTake(t, w, storyURL, moment)
	data, err := os.ReadFile(filepath.Join(snap.Dir, ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		changed := bytes.Clone(data)
		changed[i] ^= 1
		if _, err := ParseManifest(changed); err == nil {
			t.Errorf("byte %d (%q) was changed and nothing noticed", i, data[i])
		}
	}
}

// TestVerifyKnowsWhereASnapshotBelongs changes where a URL is kept, as a tool
// with another layout would.
func TestVerifyKnowsWhereASnapshotBelongs(t *testing.T) {
	w := newWriter(t)
	snap := mustTake(t, w, storyURL, moment)
	m := snap.Manifest
	m.URL = "https://example.com/another"
	data, _, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	writeTestFile(t, filepath.Join(snap.Dir, ManifestName), string(data))
	problems, _ := verify(t, w.Store)
	if problems = slices.DeleteFunc(problems, ofLog); len(problems) != 1 || problems[0].What != Misplaced {
		t.Errorf("found %v", problems)
	}
}

func flip(path string, at int) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	data[at] ^= 1
	return os.WriteFile(path, data, 0o644)
}
