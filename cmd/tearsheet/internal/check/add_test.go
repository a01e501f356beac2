package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAdd(t *testing.T) {
	entry := Entry{Name: "story", URL: "https://example.com/a?b=1", Replay: "story.wacz", Viewports: []string{"desktop"}}
	const text = "- name: story\n    replay: \"story.wacz\"\n    url: \"https://example.com/a?b=1\"\n    viewports: [desktop]\n"
	for _, test := range []struct{ name, before, after, err string }{
		{"no config", "", "pages:\n  " + text, ""},
		{"at the end", "pages:\n  - name: a # first\n    url: https://a.example/\n", "pages:\n  - name: a # first\n    url: https://a.example/\n  " + text, ""},
		{"no line break", "pages:\n  - {name: a, url: 'https://a.example/'}", "pages:\n  - {name: a, url: 'https://a.example/'}\n  " + text, ""},
		{"in the middle", "pages:\n- name: a\n  url: https://a.example/\n\n# Windows.\nviewports:\n  desktop: 1000x800\n",
			"pages:\n- name: a\n  url: https://a.example/\n" + strings.ReplaceAll(text, "\n  ", "\n") + "\n# Windows.\nviewports:\n  desktop: 1000x800\n", ""},
		{"in brackets", "pages: [{name: a, url: 'https://a.example/'}]\n", "", "put each on lines of its own"},
		{"a name that is taken", "pages:\n  - name: story\n    url: https://a.example/\n", "", `the name "story" is taken`},
		{"a config with a mistake", "page: 3\npages:\n  - name: a\n    url: https://a.example/\n", "", `unknown key "page"`},
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, ConfigName)
		if err := os.WriteFile(filepath.Join(dir, "story.wacz"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if test.before != "" {
			if err := os.WriteFile(file, []byte(test.before), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		err := Add(file, devices, entry)
		got, _ := os.ReadFile(file)
		switch {
		case test.err == "" && (err != nil || string(got) != test.after):
			t.Errorf("%s: %v\n%s\nnot\n%s", test.name, err, got, test.after)
		case test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err) || string(got) != test.before):
			t.Errorf("%s: %v\n%s", test.name, err, got)
		}
	}
}
