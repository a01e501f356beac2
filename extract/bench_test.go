package extract

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"
)

// loadPages are the golden pages: what a benchmark runs over.
func loadPages(b *testing.B) (pages [][]byte) {
	size := 0
	for _, dir := range pageFolders(b) {
		page, err := os.ReadFile(filepath.Join(dir, "source.html"))
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, page)
		size += len(page)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	return pages
}

// BenchmarkParse is the floor: the parse alone.
func BenchmarkParse(b *testing.B) {
	pages := loadPages(b)
	for b.Loop() {
		for _, p := range pages {
			if _, err := html.Parse(bytes.NewReader(p)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkExtract(b *testing.B) {
	pages := loadPages(b)
	for b.Loop() {
		for _, p := range pages {
			if _, err := Extract(p, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
