package extract

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Small pages, each of one kind of trouble. A comment above the page says what must come
// of it: the title or another field; has, a line of the text; not, what must be nowhere
// in it; once, what must be there once; first and last, its first and last lines.
func TestSmallPages(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../testdata/small/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".html"), func(t *testing.T) {
			t.Parallel()
			page, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			expect, _, found := strings.Cut(strings.TrimPrefix(string(page), "<!--"), "-->")
			if !found {
				t.Fatal("no comment says what is expected")
			}
			art, err := Extract(page, Options{})
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(expect) {
				if key, want, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
					expectOf(t, art, key, want)
				}
			}
			if t.Failed() {
				t.Logf("the text is:\n%s", art.Text)
			}
		})
	}
}

// expectOf holds an article against one line of what is expected; - is nothing.
func expectOf(t *testing.T, art *Article, key, want string) {
	t.Helper()
	lines := strings.Split(strings.ReplaceAll(art.Text, "\n\n", "\n"), "\n")
	fields := map[string]string{
		"title": art.Title, "subtitle": art.Subtitle, "published": art.Published, "kind": string(art.Kind), "agency": art.Agency, "dateline": art.Dateline,
		"paywalled": strconv.FormatBool(art.Paywalled), "authors": strings.Join(art.Authors, ", "), "modified": art.Modified, "section": art.Section, "site_name": art.SiteName, "tags": strings.Join(art.Tags, ", "), "first": lines[0], "last": lines[len(lines)-1],
	}
	got, isField := fields[key]
	switch {
	case isField && want == "-":
		if got != "" {
			t.Errorf("%s %q, want none", key, got)
		}
	case isField:
		if got != want && (key != "published" && key != "modified" || !strings.HasPrefix(got, want)) {
			t.Errorf("%s %q, want %q", key, got, want)
		}
	case key == "has":
		for _, line := range lines {
			if strings.TrimPrefix(line, "- ") == want {
				return
			}
		}
		t.Errorf("no line %q", want)
	case key == "once":
		if n := strings.Count(art.Text, want); n != 1 {
			t.Errorf("%q stands there %d times", want, n)
		}
	case key == "not":
		if strings.Contains(art.Text, want) {
			t.Errorf("kept %q", want)
		}
	default:
		t.Errorf("nothing is known of %q", key)
	}
}
