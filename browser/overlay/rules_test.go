package overlay_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"

	"github.com/tearsheet/tearsheet/browser/overlay"
)

// fixtures holds a page for each rule, named like it, and more; see overlay_test.go.
const fixtures = "../../testdata/overlays"

// known gives the rules by the names of their files.
func known(t *testing.T) map[string]overlay.Rule {
	t.Helper()
	rules, err := overlay.Known()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("rules/*.json")
	if err != nil || len(files) != len(rules) {
		t.Fatalf("%d rules from %d files: %v", len(rules), len(files), err)
	}
	byFile := map[string]overlay.Rule{}
	for i, file := range files { // both are in the order of the file names
		byFile[strings.TrimSuffix(filepath.Base(file), ".json")] = rules[i]
	}
	return byFile
}

func TestRules(t *testing.T) {
	names := map[string]bool{}
	for file, rule := range known(t) {
		if names[rule.Name] {
			t.Errorf("%s: another rule is called %q, too", file, rule.Name)
		}
		names[rule.Name] = true
		if _, err := os.Stat(filepath.Join(fixtures, file+".html")); err != nil {
			t.Errorf("rule %s has no page: %v", file, err)
		}
		selectors := slices.Concat(rule.Present, rule.Hide)
		for _, steps := range slices.Concat(rule.Reject, rule.Accept) {
			if len(steps) == 0 {
				t.Errorf("%s: an empty list of buttons", file)
			}
			selectors = append(selectors, steps...)
		}
		for _, selector := range selectors {
			if _, err := cascadia.ParseGroup(selector); err != nil {
				t.Errorf("%s: selector %s: %v", file, selector, err)
			}
		}
		if rule.Kind == "consent" && (len(rule.Reject) == 0) != (len(rule.Accept) == 0) && len(rule.Accept) == 0 {
			t.Errorf("%s: it knows how to reject and not how to accept", file)
		}
	}
}

// TestBadRules: what is wrong with a rule is said with its file's name.
func TestBadRules(t *testing.T) {
	for text, want := range map[string]string{
		`{"name":"N","kind":"consent","present":["#n"]} x`:            "after",
		`{"kind":"consent","present":["#n"]}`:                         "no name",
		`{"name":"N","kind":"cookie","present":["#n"]}`:               "kind",
		`{"name":"N","kind":"consent"}`:                               "present",
		`{"name":"N","kind":"consent","present":["#n"],"clik":[]}`:    "clik",
		`{"name":"N","kind":"consent","present":["#n"],"reject":[7]}`: "string",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "bad.json"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := overlay.Load(os.DirFS(dir), ".")
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "bad.json") {
			t.Errorf("%s: the error is %v; it should name the file and say %q", text, err, want)
		}
	}
}
