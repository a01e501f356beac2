package extract

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"
)

// loadPages are what a benchmark runs over: the golden pages or, of the pages that the
// folder EXTRACTION has (make bench-extract), every seventh.
func loadPages(b *testing.B) (pages [][]byte) {
	const each = 7
	var err error
	if dir := os.Getenv("EXTRACTION"); dir != "" {
		files, _ := filepath.Glob(filepath.Join(dir, "dev", "html", "*", "*.gz"))
		for i := 0; i < len(files) && err == nil; i += each {
			var page []byte
			page, err = unzipped(files[i])
			pages = append(pages, page)
		}
	} else {
		for _, dir := range pageFolders(b) {
			page, e := os.ReadFile(filepath.Join(dir, "source.html"))
			pages, err = append(pages, page), errors.Join(err, e)
		}
	}
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, page := range pages {
		size += len(page)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	return pages
}

func unzipped(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
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
