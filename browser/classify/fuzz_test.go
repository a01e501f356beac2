package classify_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser/classify"
)

// Whatever a page holds: no panic, a class that there is, a reason for all but content,
// and the same again.
func FuzzPage(f *testing.F) {
	files, err := filepath.Glob(filepath.Join(pages, "*.html"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		facts, _ := fixture(f, file)
		f.Add(facts.DOM, facts.Title, facts.FinalURL, facts.Status)
	}
	classes := []classify.Class{classify.Content, classify.Blocked, classify.Captcha, classify.Login, classify.NotFound, classify.Empty}
	f.Fuzz(func(t *testing.T, dom []byte, title, final string, status int) {
		facts := classify.Facts{Status: status, URL: "https://lindmarsh.example/", FinalURL: final, Title: title, DOM: dom}
		got := classify.Page(facts)
		if !slices.Contains(classes, got.Class) || got.Class != classify.Content && got.Why == "" || got != classify.Page(facts) {
			t.Fatalf("result %+v", got)
		}
	})
}

func BenchmarkPage(b *testing.B) {
	paragraph := "<div class=\"story\"><p>The gauge reports the <a href=\"/water\">height of the water</a> every six minutes.</p><img src=\"/p.jpg\"></div>\n"
	for name, n := range map[string]int{"16KB": 128, "1MB": 8192} {
		f := classify.Facts{Status: 200, DOM: []byte("<title>Tides</title><h1>Tides</h1>" + strings.Repeat(paragraph, n))}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(f.DOM)))
			b.ReportAllocs()
			for b.Loop() {
				classify.Page(f)
			}
		})
	}
}
