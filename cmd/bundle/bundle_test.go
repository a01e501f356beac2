package main

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var scripts = os.DirFS("../../browser/js")

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(scripts, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What was changed and not bundled would not run, and nobody would miss it.
func TestBundlesAreNew(t *testing.T) {
	for _, folder := range folders {
		made, err := bundle(scripts, folder)
		if err != nil {
			t.Fatal(err)
		}
		if made != read(t, "bundles/"+folder.name+".js") {
			t.Errorf("browser/js/%s was changed after its bundle was made: run `make bundle`", folder.name)
		}
	}
}

// Nor would a script that nobody lists.
func TestScriptsAreListed(t *testing.T) {
	for _, folder := range folders {
		there, err := fs.Glob(scripts, folder.name+"/*.js")
		if err != nil {
			t.Fatal(err)
		}
		names, err := list(scripts, folder.name+"/order.txt")
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range names {
			names[i] = path.Join(folder.name, name)
		}
		if slices.Sort(names); !slices.Equal(names, there) {
			t.Errorf("%s/order.txt lists %q, there are %q", folder.name, names, there)
		}
	}
}

// What is listed under a name that it has no more would be compiled twice, and nobody would see it.
func TestOftenIsThere(t *testing.T) {
	names, err := list(scripts, "world/often.txt")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	made := read(t, "bundles/world.js")
	for _, name := range names {
		if !strings.Contains(made, "\nconst "+name+"=(") {
			t.Errorf("world/often.txt lists %s, which is no function that starts a line", name)
		}
	}
}

// A letter after a backslash would lose it, and one in a raw string would be spelled out.
func TestScriptsBearASCII(t *testing.T) {
	unfit := regexp.MustCompile(`\\[^\x00-\x7f]|String\.raw`)
	for _, folder := range folders {
		names, err := fs.Glob(scripts, folder.name+"/*.js")
		if err != nil || len(names) == 0 {
			t.Fatal(names, err)
		}
		for _, name := range names {
			if found := unfit.FindString(read(t, name)); found != "" {
				t.Errorf("%s has %q: its letters are written as \\u0000", name, found)
			}
		}
		made := read(t, "bundles/"+folder.name+".js")
		if at := strings.IndexFunc(made, func(r rune) bool { return r > unicode.MaxASCII }); at >= 0 {
			t.Errorf("there is %q in the bundle of %s", made[at:at+10], folder.name)
		}
	}
}
