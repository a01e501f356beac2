package extract

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expected.json of every page folder")

const pagesDir = "../testdata/pages"

// pageFolders are the folders of the golden pages: each holds a source.html and
// the article that it must give.
func pageFolders(t testing.TB) []string {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(pagesDir, "*", "source.html"))
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no pages in %s: %v", pagesDir, err)
	}
	for i := range dirs {
		dirs[i] = filepath.Dir(dirs[i])
	}
	return dirs
}

// addressOf is where a page folder's page is said to come from.
func addressOf(dir string) *url.URL {
	return &url.URL{Scheme: "https", Host: "news.example", Path: "/world/" + filepath.Base(dir)}
}

func TestPages(t *testing.T) {
	for _, dir := range pageFolders(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			page, err := os.ReadFile(filepath.Join(dir, "source.html"))
			if err != nil {
				t.Fatal(err)
			}
			art, err := Extract(page, Options{URL: addressOf(dir)})
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			enc := json.NewEncoder(&got)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			if err := enc.Encode(art); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(dir, "expected.json")
			if *update {
				if err := os.WriteFile(name, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			compareLines(t, string(want), got.String())
		})
	}
}

// compareLines reports the lines that differ: one a field.
func compareLines(t *testing.T, want, got string) {
	t.Helper()
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		a, b := "", ""
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a != b {
			t.Errorf("line %d:\nwant %s\ngot  %s", i+1, a, b)
		}
	}
}

// Every page folder must come out the same, whoever reads it and however often.
func TestDeterministic(t *testing.T) {
	for _, dir := range pageFolders(t) {
		page, err := os.ReadFile(filepath.Join(dir, "source.html"))
		if err != nil {
			t.Fatal(err)
		}
		var first []byte
		for range 3 {
			art, err := Extract(page, Options{})
			if err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(art)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = b
			} else if !bytes.Equal(first, b) {
				t.Errorf("%s: two readings differ", dir)
			}
		}
	}
}
