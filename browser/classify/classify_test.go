package classify_test

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser/classify"
)

const pages = "../../testdata/classify"

// fixture reads a page and the facts in the comment that it starts with.
func fixture(t testing.TB, file string) (f classify.Facts, want classify.Result) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, dom, found := bytes.Cut(data, []byte("-->\n"))
	if !found {
		t.Fatalf("%s: no facts", file)
	}
	f = classify.Facts{Headers: map[string]string{}, URL: "https://lindmarsh.example/tides", DOM: dom}
	f.FinalURL = f.URL
	lines := bufio.NewScanner(bytes.NewReader(head))
	for lines.Scan() {
		key, value, found := strings.Cut(lines.Text(), ": ")
		switch {
		case !found:
		case key == "class":
			want.Class = classify.Class(value)
		case key == "why":
			want.Why = value
		case key == "status":
			if f.Status, err = strconv.Atoi(value); err != nil {
				t.Fatal(err)
			}
		case key == "header":
			name, of, _ := strings.Cut(value, ": ")
			f.Headers[name] = of
		case key == "url":
			f.URL, f.FinalURL = value, value
		case key == "final":
			f.FinalURL = value
		default:
			t.Fatalf("%s: what is %q?", file, key)
		}
	}
	return f, want
}

// Every page in testdata is judged as its own comment says.
func TestPages(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(pages, "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	count := map[classify.Class]int{}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".html"), func(t *testing.T) {
			f, want := fixture(t, file)
			got := classify.Page(f)
			if got.Class != want.Class || !strings.Contains(got.Why, want.Why) {
				t.Errorf("got %s (%s), want %s (%s)", got.Class, got.Why, want.Class, want.Why)
			}
			if got.Class != classify.Content && got.Why == "" {
				t.Error("no reason given")
			}
			count[got.Class]++
		})
	}
	t.Log(count)
}
