package extract

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

// FuzzExtract throws broken pages at the extractor: it must answer every one, in
// valid UTF-8, and twice the same.
func FuzzExtract(f *testing.F) {
	for _, dir := range pageFolders(f) {
		page, err := os.ReadFile(filepath.Join(dir, "source.html"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		a, err := Extract(page, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{a.Text, a.Markdown, a.HTML, a.Title} {
			if utf8.Valid(page) && !utf8.ValidString(s) {
				t.Errorf("not UTF-8: %q", s)
			}
		}
		b, err := Extract(page, Options{})
		if err != nil || a.Text != b.Text || a.HTML != b.HTML || a.Markdown != b.Markdown {
			t.Error("two readings differ")
		}
	})
}
