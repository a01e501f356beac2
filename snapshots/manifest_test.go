package snapshots

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sealed gives a manifest with a right digest, spoilt before that by edit.
func sealed(t testing.TB, edit func(m *Manifest)) []byte {
	t.Helper()
	m := testManifest(storyURL, moment)
	m.Format, m.ID = FormatVersion, "example.com/2026_11_story/20261123T081502.123Z"
	m.Files = []File{{Name: "dom.html", Kind: "dom", MediaType: "text/html", Size: 1}}
	edit(&m)
	data, _, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestParseManifestRefuses(t *testing.T) {
	file := func(f File) func(*Manifest) {
		return func(m *Manifest) { m.Files = append(m.Files, f) }
	}
	for _, c := range []struct {
		name string
		edit func(m *Manifest)
		says string
	}{
		{"nothing wrong", func(*Manifest) {}, ""},
		{"a newer format", func(m *Manifest) { m.Format = 2 }, "use a newer one"},
		{"no format", func(m *Manifest) { m.Format = 0 }, "format 0"},
		{"no id", func(m *Manifest) { m.ID = "" }, "want host/page/time"},
		{"an id that leads out", func(m *Manifest) { m.ID = "../../20261123T081502.123Z" }, "want host/page/time"},
		{"a file that leads out", file(File{Name: "../x", Kind: "x"}), "bad file name"},
		{"a file without a kind", file(File{Name: "x"}), "no kind"},
		{"the same file twice", file(File{Name: "dom.html", Kind: "x"}), "twice"},
		{"the same kind twice", file(File{Name: "x", Kind: "dom"}), "twice"},
		{"a size below nothing", file(File{Name: "x", Kind: "x", Size: -1}), "size -1"},
	} {
		_, err := ParseManifest(sealed(t, c.edit))
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestManifestOfALaterTool has fields that this version does not know.
func TestManifestOfALaterTool(t *testing.T) {
	data := string(sealed(t, func(m *Manifest) {
		m.Capture = json.RawMessage(`{"manifest_sha256":"","unknown":[1,2]}`)
	}))
	m, err := ParseManifest([]byte(data))
	if err != nil || !strings.Contains(string(m.Capture), "unknown") {
		t.Errorf("%v: %s", err, m.Capture)
	}
}

func FuzzParseManifest(f *testing.F) {
	golden, err := os.ReadFile(filepath.Join("testdata", "snapshot.json"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(golden)
	f.Add([]byte(`{"format":1,"manifest_sha256":""}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ParseManifest(data)
		if err != nil {
			m, err = ParseManifest(seal(data)) // get past the digest
		}
		if err != nil {
			return
		}
		again, digest, err := m.encode()
		if err != nil {
			t.Fatal(err)
		}
		m2, err := ParseManifest(again)
		if err != nil || m2.Digest != digest || m2.ID != m.ID || len(m2.Files) != len(m.Files) {
			t.Errorf("written again it is another: %v\n%s", err, again)
		}
	})
}

// seal puts a right digest on what ends like a manifest.
func seal(data []byte) []byte {
	body, _, ok := strings.Cut(string(data), digestOpen)
	if !ok {
		return data
	}
	sum := DigestOf([]byte(body + digestOpen + digestClose))
	return []byte(body + digestOpen + sum.String() + digestClose)
}

func TestParseDigest(t *testing.T) {
	d := DigestOf([]byte("the harbour reopened"))
	if got, err := ParseDigest(d.String()); err != nil || got != d {
		t.Errorf("%s: %v", got, err)
	}
	for _, s := range []string{"", "xyz", strings.ToUpper(d.String()), d.String()[1:], d.String() + "0", strings.Repeat("g", 64)} {
		if _, err := ParseDigest(s); err == nil {
			t.Errorf("%q is read as a digest", s)
		}
	}
}
